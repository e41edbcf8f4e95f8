"""How every slip opens: the diploma, the session, the exam, the commission and a title."""

from __future__ import annotations

from reportlab.lib.colors import black
from reportlab.platypus import Flowable, Table

from app.pdf.fonts import BOLD, SEMIBOLD
from app.pdf.slip_blocks import Rule, gap
from app.pdf.slip_data import SlipHead
from app.pdf.slip_page import WIDTH
from app.pdf.slip_text import CENTRE, RIGHT, SMALL, Style, Text

_TITLE = Style(size=15, font=BOLD, align=CENTRE)
_SUBTITLE = Style(size=10, align=CENTRE)
_WARNING = Style(size=9.5, font=SEMIBOLD, align=CENTRE)
_DIPLOMA = Style(size=7.5, font=SEMIBOLD)


def opening(head: SlipHead, title: str, warning: str = "", width: float = WIDTH) -> list[Flowable]:
    """Diploma and session left, academy and commission right, a rule, the title.

    ``warning`` ("RÉSERVÉ À LA COMMISSION…") stands framed below the title.
    """
    story: list[Flowable] = [_band(head, width), gap(1.5), Rule(), gap(4), Text(title, _TITLE)]
    if head.exam:
        story += [gap(1), Text(f"Épreuve {head.exam} – {head.exam_title}", _SUBTITLE)]
    story += [gap(4)]
    return [*story, _framed(warning, width), gap(4)] if warning else story


def _band(head: SlipHead, width: float) -> Table:
    left = [Text("BREVET DE TECHNICIEN SUPÉRIEUR ASSURANCE", _DIPLOMA)]
    left.append(Text(f"Session {head.session}", SMALL))
    small = Style(size=SMALL.size, align=RIGHT)
    right = [Text(_academy(head.academy), small)]
    right += [Text(f"Commission {head.commission}", small)] if head.commission else []
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding()]
    return Table([[left, right]], colWidths=[width * 0.6, width * 0.4], style=style)


def _academy(name: str) -> str:
    """ "Académie de Lyon", "Académie d’Amiens"; a name that says it already stays as it is."""
    if not name or name.casefold().startswith(("académie", "siec")):
        return name or " "
    elided = name[0].casefold() in "aeiouyéèêh"
    return f"Académie {'d’' if elided else 'de '}{name}"


def _framed(warning: str, width: float) -> Table:
    style = [("BOX", (0, 0), (-1, -1), 1.0, black), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
    return Table([[Text(warning, _WARNING)]], colWidths=[width], style=style)


def _no_padding() -> list[tuple[object, ...]]:
    sides = ("LEFT", "RIGHT", "TOP", "BOTTOM")
    return [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in sides]
