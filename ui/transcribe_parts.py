"""The zones of the transcription: levels row by row, hours of the parts, dossier and fiches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.domain.exam import DossierItem, Exam
from app.domain.record import situation_fields
from app.domain.state import Passage, Run
from ui.grid import KEYS, LEVELS
from ui.paint import printed, scaled
from ui.part_card import SHORT
from ui.ticks import ANSWERS, excluded
from ui.widgets import Elided, label

_DIGITS = re.compile(r"(\d{1,2})\D?(\d{2})")
LETTERS = {"o": "yes", "c": "context-missing", "l": "client-missing", "n": "no"}
TALLEST, CELL = 40, 40
STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
SIDES: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def line(title: str) -> QLineEdit:
    """A field that says in itself what goes there."""
    made = QLineEdit()
    made.setPlaceholderText(title)
    made.setAccessibleName(title)
    return made


class Levels(QWidget):
    """A row a competency. A typed level goes to the row and the cursor to the next one."""

    over = Signal()
    """The last row was typed."""

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._codes = [competency.code for competency in exam.competencies]
        self._rows: list[list[QToolButton]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        self.setMaximumHeight(len(self._codes) * TALLEST)
        grid.setColumnStretch(1, 1)
        for place, competency in enumerate(exam.competencies):
            grid.addWidget(label(competency.code, "strong"), place, 0)
            grid.addWidget(Elided("", printed(competency.text)), place, 1)
            cells = [self._cell(place, competency.code, level) for level in LEVELS]
            for rank, cell in enumerate(cells):
                grid.addWidget(cell, place, 2 + rank)
            self._rows.append(cells)
            grid.setRowStretch(place, 1)
        self._rows[0][0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._rows[0][0])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Cells of one width, whatever the size of texts."""
        super().resizeEvent(event)
        for cell in (cell for cells in self._rows for cell in cells):
            cell.setFixedWidth(scaled(self, CELL))

    def stops(self) -> list[QWidget]:
        """What the keyboard goes through, in order; one tab stop, arrows within."""
        return [cell for cells in self._rows for cell in cells]

    def _cell(self, place: int, code: str, level: str) -> QToolButton:
        made = QToolButton()
        made.setText(level)
        made.setCheckable(True)
        made.setProperty("level", level)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.setAccessibleName(f"{code} : {level}")
        made.clicked.connect(partial(self._clicked, place, level))
        made.installEventFilter(self)
        return made

    def _clicked(self, place: int, level: str) -> None:
        """The button has turned already: lit, it puts the others of its row out."""
        lit = self._rows[place][LEVELS.index(level)].isChecked()
        self.place(place, level if lit else None)

    def place(self, row: int, level: str | None) -> None:
        """Light one level of the row, or none."""
        for cell, name in zip(self._rows[row], LEVELS, strict=True):
            cell.setChecked(name == level)

    def level(self, row: int) -> str | None:
        cells = zip(self._rows[row], LEVELS, strict=True)
        return next((name for cell, name in cells if cell.isChecked()), None)

    def show_levels(self, stored: Mapping[str, str]) -> None:
        for place, code in enumerate(self._codes):
            self.place(place, stored.get(code))

    def given(self, stored: Mapping[str, str]) -> dict[str, str | None]:
        """What differs from what is stored."""
        now = {code: self.level(place) for place, code in enumerate(self._codes)}
        return {code: level for code, level in now.items() if level != stored.get(code)}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            places = ((r, c) for r, cells in enumerate(self._rows) for c, b in enumerate(cells))
            at = next(((r, c) for r, c in places if self._rows[r][c] is watched), None)
            if at is not None:
                return self._key(*at, event)
        return super().eventFilter(watched, event)

    def _key(self, row: int, column: int, event: QKeyEvent) -> bool:
        level, key = KEYS.get(event.text()), event.key()
        if level:
            self.place(row, level)
            self._go(row + 1, column)
            if row == len(self._rows) - 1:
                self.over.emit()
        elif key in STEPS:
            self._go(row + STEPS[key], column)
        elif key in SIDES:
            self._go(row, column + SIDES[key])
        else:
            return False
        return True

    def _go(self, row: int, column: int) -> None:
        row = min(max(row, 0), len(self._rows) - 1)
        column = min(max(column, 0), len(LEVELS) - 1)
        self._rows[row][column].setFocus(Qt.FocusReason.TabFocusReason)


class Parts(QWidget):
    """Start and stop of every part, as "9:05", "9h05" or "905"."""

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self._fields: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        for place, part in enumerate(exam.clocks):
            pair = (line("début"), line("fin"))
            down, side = place % 2, 4 * (place // 2)
            grid.addWidget(label(SHORT.get(part.id, part.name), "muted"), down, side)
            for rank, field in enumerate(pair, 1):
                field.setAccessibleName(f"{part.name} : {field.placeholderText()}")
                field.setMinimumWidth(58)
                grid.addWidget(field, down, side + rank)
            self._fields[part.id] = pair
        grid.setColumnMinimumWidth(3, 10 * (len(self._fields) > 2))
        self.setFocusProxy(self._fields[exam.clocks[0].id][0])

    def stops(self) -> list[QWidget]:
        return [field for pair in self._fields.values() for field in pair]

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        hours = _hours(runs)
        for part, pair in self._fields.items():
            for field, text in zip(pair, hours.get(part, ("", "")), strict=True):
                field.setText(text)

    def given(self, runs: tuple[Run, ...]) -> list[dict[str, str]]:
        """The parts whose hours differ from what is stored."""
        stored = _hours(runs)
        found = []
        for part, (first, last) in self._fields.items():
            hours = (first.text().strip(), last.text().strip())
            if any(hours) and hours != stored.get(part):
                started, stopped = map(_clock, hours)
                found.append({"part": part, "started": started, "stopped": stopped})
        return found


def _hours(runs: tuple[Run, ...]) -> dict[str, tuple[str, str]]:
    return {
        run.part: (f"{run.started:%H:%M}", f"{run.stopped:%H:%M}" if run.stopped else "")
        for run in runs
    }


def _clock(text: str) -> str:
    """ "905" as "9:05"; anything else as it is, for the rule to judge."""
    digits = _DIGITS.fullmatch(text)
    return f"{digits[1]}:{digits[2]}" if digits else text


class Dossier(QWidget):
    """The dossier zone: fiches, boxes, count, and the fiches the situation was made from."""

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._exam = exam
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(5)
        for column in (1, 2, 3, 4):
            self._grid.setColumnStretch(column, 1)
        self._answers: dict[tuple[str, str], QToolButton] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._counts: dict[str, QLineEdit] = {}
        self._fiches = [self._fiche(n) for n in range(exam.situations)]
        self._situation_row()
        self.has_fiches = any(item.kind == "fiche" for item in exam.dossier)
        for item in exam.dossier:
            adders = {"fiche": self._add_fiche, "count": self._add_count, "box": self._add_box}
            adders[item.kind](item)

    def _fiche(self, place: int) -> QComboBox:
        box = QComboBox()
        part = f" {place + 1}" if self._exam.situations > 1 else ""
        box.setAccessibleName(f"Fiche de la partie{part}" if part else "Fiche choisie")
        box.addItem(f"partie{part} : fiche…" if part else "fiche…", None)
        for fiche in self._exam.fiches:
            box.addItem(f"partie{part} : fiche {fiche}" if part else f"fiche {fiche}", fiche)
        return box

    def stops(self) -> list[QWidget]:
        """In the order of the paper; one tab stop a fiche, arrows within."""
        found: list[QWidget] = [*self._fiches]
        for item in self._exam.dossier:
            found += [made for (of, _), made in self._answers.items() if of == item.id]
            found += [widgets[item.id] for widgets in self._others() if item.id in widgets]
        return found

    def _others(self) -> tuple[Mapping[str, QWidget], ...]:
        return self._boxes, self._counts

    def _situation_row(self) -> None:
        for rank, box in enumerate(self._fiches):
            self._grid.addWidget(box, 0, rank * 3, 1, 3 - rank)

    def _add_fiche(self, item: DossierItem) -> None:
        place = self._grid.rowCount()
        self._grid.addWidget(label(item.label, "muted"), place, 0)
        for rank, (answer, word) in enumerate(ANSWERS.items(), 1):
            made = QToolButton()
            made.setText(word)
            made.setCheckable(True)
            made.setAccessibleName(f"{item.label} : {word}")
            made.clicked.connect(partial(self._answered, item.id, answer))
            made.installEventFilter(self)
            made.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if rank == 1 else Qt.FocusPolicy.ClickFocus
            )
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._answers[item.id, answer] = made
            self._grid.addWidget(made, place, rank)

    def _answered(self, item: str, answer: str) -> None:
        """Lit, it puts out those it excludes."""
        if self._answers[item, answer].isChecked():
            for other in excluded(answer):
                self._answers[item, other].setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at = next((place for place, made in self._answers.items() if made is watched), None)
            if at is not None:
                return self._key(*at, event)
        return super().eventFilter(watched, event)

    def _key(self, item: str, answer: str, event: QKeyEvent) -> bool:
        """A letter answers; "oui" and "non" go on to the next fiche; arrows move about."""
        items, answers = list(dict.fromkeys(i for i, _ in self._answers)), list(ANSWERS)
        row, column = items.index(item), answers.index(answer)
        given, key = LETTERS.get(event.text().lower()), event.key()
        if given:
            self._answers[item, given].click()
            row += given in ("yes", "no")
        elif key in STEPS:
            row += STEPS[key]
        elif key in SIDES:
            column += SIDES[key]
        else:
            return False
        to = items[min(max(row, 0), len(items) - 1)], answers[min(max(column, 0), 3)]
        self._answers[to].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _add_count(self, item: DossierItem) -> None:
        place = self._grid.rowCount()
        field = line("nombre")
        field.setAccessibleName(item.label)
        self._counts[item.id] = field
        self._grid.addWidget(label(item.label.rstrip(" \u00a0:"), "muted"), place, 0, 1, 4)
        self._grid.addWidget(field, place, 4)

    def _add_box(self, item: DossierItem) -> None:
        made = QCheckBox()
        made.setAccessibleName(item.label)
        made.setToolTip(item.label)
        made.setText(_cut(item.label.rstrip(" \u00a0:,"), 64))
        if item.parent:
            made.setStyleSheet("margin-left: 18px;")
        self._boxes[item.id] = made
        self._grid.addWidget(made, self._grid.rowCount(), 0, 1, 5)

    def show_passage(self, passage: Passage) -> None:
        stored = passage.dossier
        for (item, answer), made in self._answers.items():
            made.setChecked(answer in (stored.get(item) or ()))
        for name, box in self._boxes.items():
            box.setChecked(stored.get(name) is True)
        for name, field in self._counts.items():
            field.setText(str(stored.get(name, "")))
        fiches = passage.situation.fiches if passage.situation else ()
        for place, choice in enumerate(self._fiches):
            wanted = fiches[place] if place < len(fiches) else None
            choice.setCurrentIndex(max(0, choice.findData(wanted)))

    def ticks(self, passage: Passage) -> dict[str, Any]:
        """The answers that differ from what is stored."""
        now: dict[str, Any] = {}
        for item in {item for item, _ in self._answers}:
            lit = [a for a in ANSWERS if self._answers[item, a].isChecked()]
            now[item] = lit or None
        now |= {name: box.isChecked() or None for name, box in self._boxes.items()}
        now |= {name: _number(field.text()) for name, field in self._counts.items()}
        same = {None: None, False: None}
        kept = {name: passage.dossier.get(name) for name in now}
        told = {n: same.get(v, v) if not isinstance(v, list) else v for n, v in kept.items()}
        order = [item.id for item in self._exam.dossier]
        return {name: now[name] for name in order if name in now and now[name] != told[name]}

    def situation(self, passage: Passage) -> dict[str, Any]:
        """The fields of the situation when its fiches differ, its texts kept."""
        chosen = [box.currentData() for box in self._fiches]
        stored = list(passage.situation.fiches) if passage.situation else [None] * len(chosen)
        if chosen == stored or not any(chosen):
            return {}
        texts = {k: v for k, v in (situation_fields(passage.situation) or {}).items() if v}
        names = ("fiche",) if len(chosen) == 1 else ("fiche_1", "fiche_2")
        return {**texts, **dict(zip(names, chosen, strict=True))}


def _number(text: str) -> Any:
    """A whole number, None for nothing; anything else as it is, for the rule to judge."""
    text = text.strip()
    return int(text) if text.isdecimal() else text or None


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit)] + "…"
