"""The fields of a fillable form, as ISO 32000 (12.7) has them: no script, no action.

ReportLab's own ``acroForm`` is left aside: it writes an appearance for every state of every box,
caps texts at 100 characters, knows no size fitted to the text and no order of tabulation. Sizes
are in points; size 0 lets the reader fit the text to its field, so that nothing typed is cut off
on paper.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFPage, PDFStream, PDFString

from app.domain.forms import MARKER, Form, FormField
from app.pdf.page import Pen

ON = "Oui"
BOX = 8.5
_HIDDEN, _PRINT = 2, 4
_READ_ONLY, _MULTILINE = 1, 1 << 12
_APPEARANCE = "/Helv 0 Tf 0 g"


class Fields:
    """Adds fields to the page being drawn, in the order of tabulation."""

    def __init__(self, pen: Pen, form: Form) -> None:
        self._canvas = pen.canvas
        self._document = pen.canvas._doc
        self._fields: list[Any] = []
        self._states = PDFDictionary(
            {"N": PDFDictionary({ON: self._cross(), "Off": self._blank()})}
        )
        self._marker(form)

    def text(self, field: FormField, x: float, y: float, width: float, height: float) -> None:
        """A field of one line, or of several where the form has room for them."""
        self._widget(
            field,
            (x, y, x + width, y + height),
            FT=PDFName("Tx"),
            Ff=_MULTILINE if field.lines else 0,
            DA=PDFString(_APPEARANCE),
        )

    def check(self, field: FormField, x: float, y: float) -> None:
        """A box to tick with a cross, its lower left corner at (x, y)."""
        self._widget(
            field,
            (x, y, x + BOX, y + BOX),
            FT=PDFName("Btn"),
            Ff=0,
            DA=PDFString("/ZaDb 0 Tf 0 g"),
            V=PDFName("Off"),
            AS=PDFName("Off"),
            AP=self._states,
            MK=PDFDictionary({"CA": PDFString("8")}),
        )

    def finish(self) -> None:
        """End the last page and declare the fields; call it once, before ``Pen.save``."""
        self._canvas.showPage()
        fonts = {
            "Helv": self._font("Helvetica", Encoding=PDFName("WinAnsiEncoding")),
            "ZaDb": self._font("ZapfDingbats"),
        }
        self._document._catalog.AcroForm = PDFDictionary(
            {
                "Fields": PDFArray(self._fields),
                "DA": PDFString(_APPEARANCE),
                "DR": PDFDictionary({"Font": PDFDictionary(fonts)}),
            }
        )
        for page in self._document.Pages.pages:
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "Tabs"]
            page.Tabs = PDFName("W")  # in the order of the annotations

    def _marker(self, form: Form) -> None:
        """Names the form and its version for whoever reads it back."""
        self._widget(
            FormField(MARKER, "Formulaire"),
            (0, 0, 0, 0),
            flags=_HIDDEN,
            FT=PDFName("Tx"),
            Ff=_READ_ONLY,
            DA=PDFString(_APPEARANCE),
            V=PDFString(form.mark),
        )

    def _widget(
        self,
        field: FormField,
        box: tuple[float, float, float, float],
        flags: int = _PRINT,
        **entries: Any,
    ) -> None:
        widget = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "T": PDFString(field.id),
                "TU": PDFString(field.tip),
                "Rect": PDFArray([round(number, 2) for number in box]),
                "F": flags,
                "P": self._document.thisPageRef(),
                **entries,
            }
        )
        self._canvas._addAnnotation(widget)
        self._fields.append(self._document.Reference(widget))

    def _font(self, name: str, **entries: Any) -> Any:
        facts = {"Type": "Font", "Subtype": "Type1", "BaseFont": name}
        named = {key: PDFName(value) for key, value in facts.items()}
        return self._document.Reference(PDFDictionary({**named, **entries}))

    def _cross(self) -> Any:
        low, high = 1.6, BOX - 1.6
        return self._form(f"1.3 w {low} {low} m {high} {high} l {low} {high} m {high} {low} l S")

    def _blank(self) -> Any:
        return self._form("")

    def _form(self, strokes: str) -> Any:
        """One appearance, shared by all boxes."""
        facts = {"Type": PDFName("XObject"), "Subtype": PDFName("Form")}
        entries = {**facts, "BBox": PDFArray([0, 0, BOX, BOX]), "Resources": PDFDictionary({})}
        return self._document.Reference(PDFStream(PDFDictionary(entries), strokes))
