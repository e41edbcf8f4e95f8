"""The list of candidates beside a dossier: searched, filtered by what is left to do, one chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QWidget

from app.domain.jury.people import JuryCandidate
from ui.jury.bridge import JuryBridge
from ui.jury.table import Choice, Column, TablePart
from ui.theme import Theme
from ui.widgets import card, column, row

WIDTH = 244


class Pick(TablePart[JuryCandidate]):
    """Name and state of each, filters above; ``meant`` when Enter goes on to the dossier."""

    def __init__(
        self,
        bridge: JuryBridge,
        theme: Theme,
        name: str,
        state: Column[JuryCandidate],
        filters: Iterable[Choice],
    ) -> None:
        """``state`` is the column that tells how far each is; ``filters`` stand under the field."""
        self._filters = list(filters)
        columns = [Column[JuryCandidate]("Candidat", lambda c: c.name, 150), state]
        super().__init__(bridge, theme, name, columns, lambda c: c.number)

    def _assemble(self) -> None:
        self.word.setPlaceholderText("Chercher  Ctrl+F")
        self.word.setAccessibleName("Chercher un candidat")
        self.word.setClearButtonEnabled(True)
        self.view.setAccessibleName("Candidats")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        lines = QWidget()
        self._stack = QStackedLayout(lines)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        head = row(self.word, self.count, spacing=8)
        head.setStretch(0, 1)
        rows = [self._filters[n : n + 2] for n in range(0, len(self._filters), 2)]
        others = [row(*pair, spacing=6) for pair in rows]
        for each in others:
            each.setStretch(each.count() - 1, 1)
        frame = card()
        above = column(head, *others, margins=(10, 10, 10, 8), spacing=6)
        inside = column(above, lines, margins=(1, 1, 1, 1), spacing=0)
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        self.setLayout(column(frame))
        heads = self.view.horizontalHeader()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)

    def _tell(self) -> None:
        """Lines shown of how many, in little room."""
        super()._tell()
        shown, total = len(self.model.shown), self.model.total
        self.count.setText(str(total) if shown == total else f"{shown} sur {total}")

    def resized(self) -> None:
        super().resized()
        self.word.setMinimumWidth(self._theme.px(90))
        self.setFixedWidth(self._theme.px(WIDTH))
        self.view.horizontalHeader().resizeSection(1, self._theme.px(112))
