"""What every page of a sheet carries: mentions at the head, identity at the foot, watermark.

The foot holds the candidate's number, commission, session, date of part 1, version, hash, check
code and page x/y; never a school.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.domain.exam import Exam
from app.pdf.fonts import BODY, BOLD, text_width
from app.pdf.page import BOTTOM, INNER, LEFT, RIGHT, TOP, WIDTH, Pen
from app.pdf.sheet_data import Content, Sheet
from app.pdf.text import Block, block

PRESIDENT = "PLI RÉSERVÉ AU PRÉSIDENT DU JURY"
TRANSCRIBED = "Feuille transcrite du papier"
REHEARSAL = "RÉPÉTITION – SANS VALEUR"
LEGAL = "Seule la feuille imprimée et signée à la main par les interrogateurs fait foi."
LEGAL_HASH = "L’empreinte et le fichier joint en prouvent l’intégrité, ils ne valent pas signature."

SIZE = 6.3
LEADING = 8.2
PAGE_ROOM = 60.0
HAND_HEIGHT = 19.0
BY_HAND = (("Candidat n°", 124), ("Commission", 58), ("Session", 40), ("Date", 66))


@dataclass(frozen=True)
class Furniture:
    """The head and foot of one sheet; ``top`` and ``bottom`` bound the body of its pages."""

    exam: Exam
    sheet: Sheet
    content: Content

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        transcribed = TRANSCRIBED if self.sheet.transcribed else ""
        return tuple(text for text in (transcribed, self.content.sat) if text)

    @cached_property
    def _mentioned(self) -> Block:
        return block(" – ".join(self.mentions), INNER, 7.5, BOLD)

    @property
    def president(self) -> bool:
        return self.sheet.variant == "president"

    @cached_property
    def top(self) -> float:
        mentioned = self._mentioned.height + 3 if self.mentions else 0
        return TOP - (18 if self.president else 0) - mentioned

    @cached_property
    def bottom(self) -> float:
        identity = HAND_HEIGHT if self.content.blank else self._identity.height
        return BOTTOM + identity + self._legal.height + 11

    @cached_property
    def _identity(self) -> Block:
        c = self.content
        day = f" du {c.date}" if c.date else ""
        facts = f"Candidat {c.number}  ·  Commission {c.commission}  ·  Session {c.session}  ·  "
        text = facts + f"Épreuve {self.exam.id}{day}  ·  Version {c.version}"
        if c.code:
            text += f"  ·  Code {c.code}"
        return block(text, INNER - PAGE_ROOM, SIZE + 0.7, leading=LEADING + 1)

    @cached_property
    def _legal(self) -> Block:
        c = self.content
        text = f"Empreinte SHA-256 : {c.hash}\n{LEGAL} {LEGAL_HASH}" if c.hash else LEGAL
        return block(text, INNER, SIZE, leading=LEADING)

    def beneath(self, pen: Pen) -> None:
        """What lies under the body of a page: call it first."""
        if self.sheet.rehearsal:
            pen.watermark(REHEARSAL)

    def around(self, pen: Pen, page: int, total: int) -> None:
        """Head and foot of a page."""
        self._head(pen)
        self._foot(pen, f"Page {page}/{total}")

    def _head(self, pen: Pen) -> None:
        top = TOP
        if self.president:
            pen.frame(WIDTH / 2 - 130, top + 1, 260, 15, line=1)
            pen.write_centre(WIDTH / 2, top - 10, PRESIDENT, 9.5, BOLD)
            top -= 18
        if self.mentions:
            pen.block(LEFT, top, self._mentioned)

    def _foot(self, pen: Pen, page: str) -> None:
        rule = self.bottom - 6
        pen.lines([(LEFT, rule, RIGHT, rule)])
        if self.content.blank:
            bottom = self._by_hand(pen, rule, page)
        else:
            pen.write_right(RIGHT, rule - 9.3, page, SIZE + 0.7, BOLD)
            bottom = pen.block(LEFT, rule - 2, self._identity)
        pen.block(LEFT, bottom, self._legal)

    def _by_hand(self, pen: Pen, rule: float, page: str) -> float:
        """Dotted places for the identity of a blank sheet."""
        y = rule - HAND_HEIGHT + 3
        x = LEFT
        for label, room in BY_HAND:
            pen.write(x, y, label, SIZE + 1.2)
            start = x + text_width(label, BODY, SIZE + 1.2) + 3
            pen.dots(start, y - 1, start + room)
            x = start + room + 8
        pen.write_right(RIGHT, y, page, SIZE + 0.7, BOLD)
        return rule - HAND_HEIGHT
