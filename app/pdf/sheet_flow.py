"""Texts too long for their zone, on pages of their own after the form: appraisal, annex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.exam import Exam
from app.pdf.fonts import BOLD
from app.pdf.page import INNER, LEFT, RIGHT, Pen
from app.pdf.sheet_data import Content
from app.pdf.sheet_furniture import Furniture
from app.pdf.sheet_zones import PAD
from app.pdf.text import Block, fit

SIZES = (9.0, 8.0, 7.0)


@dataclass(frozen=True)
class Flow:
    """A titled text: whole, or the part of it one page holds."""

    title: str
    text: Block


def flow_pages(content: Content, furniture: Furniture, flow: Flow) -> Iterator[Flow]:
    """The pages a flow takes; the title says where it goes on."""
    room = furniture.top - furniture.bottom - _head(content).height - 34
    title, rest = flow.title, flow.text
    while rest.lines:
        shown, rest = rest.split(room)
        yield Flow(title, shown)
        title = f"{flow.title.removesuffix(' (suite)')} (suite)"


def flow_page(pen: Pen, exam: Exam, content: Content, furniture: Furniture, page: Flow) -> None:
    """Draw a page of a flow: title, candidate, framed text."""
    top = furniture.top
    pen.write(LEFT, top - 11, page.title, 11, BOLD)
    pen.write_right(RIGHT, top - 11, f"Épreuve {exam.id}", 9, BOLD)
    top = pen.block(LEFT, top - 16, _head(content)) - 5
    pen.frame(LEFT, top, INNER, page.text.height + 2 * PAD)
    pen.block(LEFT + PAD, top - PAD, page.text)


def _head(content: Content) -> Block:
    return fit(content.name, INNER, 14, SIZES)
