"""Filled forms and hostile PDFs, made when a test needs them."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from app.intake.form_descriptions import load_forms
from app.pdf.forms import render_form
from resources import resource

FORMS = load_forms(resource("exams", "2019", "forms"))
Values = dict[str, str | bool]
NAMES: Values = {"last-name": "LEFÈVRE-D’ŒUVRE", "first-names": "Loïc"}
E32: Values = NAMES | {
    "fiche": "3",
    "context": "1",
    "real": True,
    "company": "Cabinet Cœur & Fils",
    "savings": True,
    "private": True,
    "product": "Assurance vie multisupport",
}
E42: Values = NAMES | {
    "fiche": "n° 7",
    "context": "2",
    "simulated": True,
    "company": "Mutuelle de l’Océan",
    "property": True,
    "professional": True,
    "claim-notice": True,
    "contract": "Multirisque professionnelle\nContrat n° 12",
}
CONTEXT: Values = NAMES | {"context": "1", "company": "Cabinet Cœur", "fiches": "1, 2 et 6 à 8"}


@cache
def blank(form: str) -> bytes:
    return render_form(FORMS[form])


def writer_of(form: str, values: Values) -> PdfWriter:
    """The form filled with pypdf, its appearances drawn."""
    writer = PdfWriter(PdfReader(BytesIO(blank(form))))
    told: Any = {name: "/Oui" if value is True else value for name, value in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, told, auto_regenerate=False)
    return writer


def filled(form: str, values: Values) -> bytes:
    return bytes_of(writer_of(form, values))


def bytes_of(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def widgets(document: PdfWriter | PdfReader) -> list[Any]:
    pages: list[Any] = list(document.pages)
    return [a.get_object() for page in pages for a in page.get("/Annots", [])]


def widget(writer: PdfWriter, name: str) -> Any:
    return next(w for w in widgets(writer) if w.get("/T") == name)


def renamed(form: str, values: Values, pattern: str) -> PdfWriter:
    """The filled form with each field's name changed as joining tools do: ``"{}#0"``."""
    writer = writer_of(form, values)
    for found in widgets(writer):
        found[NameObject("/T")] = TextStringObject(pattern.format(found["/T"]))
    return writer


def joined(parts: Sequence[PdfWriter]) -> bytes:
    """Several PDFs as one, page after page."""
    whole = PdfWriter()
    for part in parts:
        whole.append(PdfReader(BytesIO(bytes_of(part))))
    return bytes_of(whole)


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer <</Root 1 0 R /Size %d %s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    head = b"<</Length %d /Filter /FlateDecode %s>>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def scan(size: int) -> bytes:
    """A page that is one picture of that many bytes, as a scanner makes it."""
    drawn = b"q 595 0 0 842 0 0 cm /Scan Do Q"
    picture = b"<</Type /XObject /Subtype /Image /Width 1654 /Height 2339 /ColorSpace /DeviceGray"
    picture += b" /BitsPerComponent 8 /Filter /DCTDecode /Length %d>>" % size
    return raw_pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources <</XObject <</Scan 5 0 R>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn),
            picture + b"\nstream\n" + os.urandom(size) + b"\nendstream",
        ]
    )
