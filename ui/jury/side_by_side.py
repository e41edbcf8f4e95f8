"""Several things said of one candidate, side by side; what differs is marked by a sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.jury.received import ReceivedPassage
from app.domain.jury.receiving import STATUS_WORDS
from app.domain.marks import printed_mark
from app.domain.text import shown
from ui.stack import SteadyArea
from ui.widgets import emptied, label

Tell = Callable[[ReceivedPassage], str]
SEALED_MARK = "note réservée : pli fermé"
LONGEST = 900


def _mark(told: ReceivedPassage) -> str:
    """A reserved mark is compared, not told (§ 1.4.2 B)."""
    if told.mark is None:
        return "—"
    return SEALED_MARK if told.reserved else f"{printed_mark(told.mark)} / 20"


def _sealed_at(told: ReceivedPassage) -> str:
    return f"{datetime.fromisoformat(told.sealed_at):%d/%m/%Y à %H:%M}" if told.sealed_at else "—"


def _levels(told: ReceivedPassage, codes: Iterable[str]) -> str:
    """Those levels, in the order of the grid."""
    ordered = sorted(codes, key=lambda code: (len(code), code))
    return "   ".join(f"{code}\N{NO-BREAK SPACE}{told.levels.get(code, '—')}" for code in ordered)


def _code(told: ReceivedPassage) -> str:
    return f"{told.code[:4]}-{told.code[4:]}" if told.code else "—"


FIELDS: Mapping[str, Tell] = {
    "État": lambda t: STATUS_WORDS[t.status],
    "Note": _mark,
    "Niveaux": lambda t: _levels(t, t.levels) or "—",
    "Appréciation": lambda t: shown(t.appraisal, LONGEST) or "—",
    "Examinateurs": lambda t: " et ".join(t.examiners) or "—",
    "Scellée le": _sealed_at,
    "Version": lambda t: str(t.version) if t.version else "—",
    "Réserve": lambda t: shown(t.reserved, LONGEST) or "aucune",
    "Motif": lambda t: shown(t.reason, LONGEST) or "—",
    "Code": _code,
}
EVER = ("État", "Note", "Niveaux", "Appréciation", "Examinateurs", "Scellée le", "Code")
"""Shown even where they do not differ."""
MARK_FIELD, LEVELS_FIELD = "Note", "Niveaux"


class SideBySide(SteadyArea):
    """A column for each thing said, a line for each field."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(14, 8, 14, 8)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self.setWidget(self._inside)
        self.told: list[tuple[str, bool, list[str]]] = []
        """Each line: its field, whether it differs, what each says."""

    def show_sides(self, heads: Sequence[str], sides: Sequence[ReceivedPassage]) -> None:
        """These, under their heads."""
        emptied(self._grid)
        self.told = list(_lines(sides))
        for place, head in enumerate(heads):
            self._grid.addWidget(label(head, "title"), 0, 2 + place)
            self._grid.setColumnStretch(2 + place, 1)
        for line, (field, differs, texts) in enumerate(self.told, 1):
            self._line(line, field, differs, texts)
        self._grid.setRowStretch(len(self.told) + 1, 1)

    def _line(self, line: int, field: str, differs: bool, texts: list[str]) -> None:
        sign = label("≠" if differs else "=", "over" if differs else "muted")
        sign.setAccessibleName(f"{field} : {'différent' if differs else 'identique'}")
        for place, cell in enumerate((sign, label(field, "muted"))):
            self._grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
        for place, text in enumerate(texts, 2):
            made = label(text, "strong" if differs else "")
            made.setWordWrap(True)
            made.setAccessibleName(f"{field} : {text}")
            self._grid.addWidget(made, line, place, Qt.AlignmentFlag.AlignTop)


def _lines(sides: Sequence[ReceivedPassage]) -> list[tuple[str, bool, list[str]]]:
    lines = []
    for field, tell in FIELDS.items():
        texts = [tell(side) for side in sides]
        differs = len(set(texts)) > 1 or (field == MARK_FIELD and _marks_differ(sides))
        if differs or field in EVER:
            lines.append((field, differs, texts))
        if differs and field == LEVELS_FIELD:
            codes = _differing(sides)
            lines.append(("dont différents", True, [_levels(side, codes) for side in sides]))
    return lines


def _differing(sides: Sequence[ReceivedPassage]) -> list[str]:
    """The competencies not positioned alike."""
    codes = dict.fromkeys(code for side in sides for code in side.levels)
    return [code for code in codes if len({side.levels.get(code) for side in sides}) > 1]


def _marks_differ(sides: Sequence[ReceivedPassage]) -> bool:
    """Also where reserved marks are not told."""
    return len({side.mark for side in sides}) > 1
