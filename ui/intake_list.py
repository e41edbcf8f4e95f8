"""What was understood of a list: its rows in place, its columns and the field of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain.people import Candidate
from app.services.preparing import FIELDS, Column, Line, Understood
from ui.intake_form import Choice
from ui.intake_paint import STATE, StateDelegate
from ui.kept import keep_columns
from ui.paint import Pill, scaled, typeset
from ui.widgets import label

HEADS = ("État", "Ligne", "Numéro", "Candidat", "Né(e) le", "Heure", "Temps majoré", "Remarque")
WIDTHS = (98, 54, 114, 186, 102, 66, 112, 220)
DATED, UNREMARKED = 100, 320
"""Of the hour that has its day, and of the name where no remark needs the room."""
ROW, PAD = 32, 9
WORDS = {"right": "✓ correcte", "doubtful": "! à vérifier", "wrong": "✕ fausse"}
NOT_KEPT = ("school", "uai")
IGNORED = "ignore"
DAY = "jj/mm/aaaa"
WHOLE_DAY = DAY.replace("/", "/\u2060")
"""Not broken at a line's end."""


def extra_text(candidate: Candidate) -> str:
    """Extra time, preparation and parts apart where they differ."""
    preparation, parts = candidate.extra_preparation, candidate.extra_parts
    if preparation == parts:
        return "" if parts == "0" else f"+ {parts}"
    told = (("prép.", preparation), ("oral", parts))
    return ", ".join(f"{name} + {extra}" for name, extra in told if extra != "0")


def cells_of(line: Line) -> tuple[str, ...]:
    """The texts of a row, in the order of ``HEADS``."""
    number = str(line.line) if line.line else ""
    state = WORDS[line.state]
    who = line.candidate
    if who is None:
        first, _, rest = line.label.partition(" ")
        known = (first, rest) if first[:1].isdigit() else ("", line.label)
        return (state, number, *known, "", "", "", line.reason)
    born = f"{who.born:%d/%m/%Y}" if who.born else ""
    hour = f"{who.day:%d/%m} {who.hour}" if who.day else who.hour
    return (state, number, who.number, who.name, born, hour, extra_text(who), line.reason)


class CandidatesTable(QTableWidget):
    """Every row of the list, wrong and doubtful ones by colour and by word. The second column
    is the line, the fourth the name."""

    heads: ClassVar[tuple[str, ...]] = HEADS
    widths: ClassVar[tuple[int, ...]] = WIDTHS
    remark: ClassVar[int] = 7
    unremarked: ClassVar[int] = UNREMARKED
    kept: ClassVar[str] = "candidates"

    def __init__(self) -> None:
        super().__init__(0, len(self.heads))
        self._noted: list[int] = []
        self._dated = False
        self.setHorizontalHeaderLabels(list(self.heads))
        self.setAccessibleName("Candidats lus dans la liste")
        self.setItemDelegate(StateDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView::item { padding: 4px 5px; }")
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self._sized = keep_columns(header, self.kept)
        header.sectionResized.connect(lambda *_: self._heighten())

    def show_lines(self, understood: Understood) -> None:
        lines = understood.lines
        self.setRowCount(len(lines))
        for place, (line, cells) in enumerate(zip(lines, self.cells(lines), strict=True)):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(typeset(text).replace(DAY, WHOLE_DAY))
                item.setData(STATE, line.state)
                item.setToolTip(text if column in (3, self.remark) else "")
                self.setItem(place, column, item)
        noted = any(line.line for line in lines)
        for column in (1, self.remark):
            self.setColumnHidden(column, not noted)
        self._show_own(lines)
        self._noted = [place for place, line in enumerate(lines) if line.reason]
        self._fit()
        wrong = next((n for n, line in enumerate(lines) if line.state == "wrong"), 0)
        self.scrollTo(self.model().index(wrong, 0))

    def cells(self, lines: Sequence[Line]) -> list[tuple[str, ...]]:
        """The texts of each row, in the order of ``heads``."""
        return list(map(cells_of, lines))

    def _show_own(self, lines: Sequence[Line]) -> None:
        """Columns that only some lists fill."""
        timed = any(line.candidate and extra_text(line.candidate) for line in lines)
        self.setColumnHidden(6, not timed)
        self._dated = any(_dated(line) for line in lines)

    def _fit(self) -> None:
        """Columns as wide as texts are large, then as the user left them; only rows with a remark
        need measuring."""
        self.verticalHeader().setDefaultSectionSize(scaled(self, ROW))
        if not self._sized and self.rowCount():
            self._sized = True
            for place, width in enumerate(self.widths):
                wide = DATED if place == 5 and self._dated else width
                wide = self.unremarked if place == 3 and self.isColumnHidden(self.remark) else wide
                self.setColumnWidth(place, scaled(self, wide))
        self._heighten()

    def _heighten(self) -> None:
        """As high as their remark is, broken at the width its column has now."""
        metrics, room = self.fontMetrics(), self.columnWidth(self.remark) - 2 * PAD
        for place in self._noted:
            text = str(self.model().index(place, self.remark).data())
            box = QRect(0, 0, max(60, room), 10_000)
            wrapped = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text).height()
            self.setRowHeight(place, max(scaled(self, ROW), wrapped + 2 * PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()


def _dated(line: Line) -> bool:
    return bool(line.candidate and line.candidate.day)


class ColumnsPanel(QScrollArea):
    """The columns of the list, each with a menu of the fields it may be."""

    corrected = Signal(str, str)
    """A column's title, and the field it is now to be taken for."""

    def __init__(
        self, fields: Mapping[str, str] = FIELDS, not_kept: Collection[str] = NOT_KEPT
    ) -> None:
        """``fields`` are those a column may be, ``not_kept`` those that are then left out."""
        super().__init__()
        self._fields, self._not_kept = fields, not_kept
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._menus: dict[str, Choice] = {}

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        kept = next((title for title, menu in self._menus.items() if menu.hasFocus()), None)
        holder = QWidget()
        holder.setAutoFillBackground(False)
        grid = QGridLayout(holder)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        for place, text in enumerate(("Colonne de la liste", "Champ", "")):
            grid.addWidget(label(text, "muted"), 0, place)
        self._menus = {}
        for place, column in enumerate(columns, 1):
            self._add(grid, place, column)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(columns) + 1, 1)
        self.setWidget(holder)
        if kept in self._menus:
            self._menus[kept].setFocus()

    def _add(self, grid: QGridLayout, place: int, column: Column) -> None:
        menu = Choice(f"Champ de la colonne {column.title}")
        menu.setMinimumWidth(scaled(self, 240))
        for field, text in self._fields.items():
            menu.addItem("– ignorée –" if field == IGNORED else text, field)
        menu.setCurrentIndex(menu.findData(column.field or IGNORED))
        menu.activated.connect(lambda _, m=menu: self.corrected.emit(column.title, m.currentData()))
        self._menus[column.title] = menu
        name = label(column.title, "strong")
        name.setBuddy(menu)
        grid.addWidget(name, place, 0)
        grid.addWidget(menu, place, 1)
        kept_out = column.field in self._not_kept
        note = Pill(column.note) if kept_out else label(column.note, "muted")
        grid.addWidget(note, place, 2, Qt.AlignmentFlag.AlignLeft)

    def menu(self, title: str) -> Choice:
        """The menu of a column."""
        return self._menus[title]
