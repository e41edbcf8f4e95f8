"""A table of the jury: lines are added above it, corrected in place, taken out and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from app.domain.acts import Act
from app.domain.facts import dataclass
from app.domain.jury.acts import TakeOut
from app.domain.jury.state import JuryState
from app.domain.jury.undo import inverse
from app.domain.text import shown
from ui.intake_form import Choice
from ui.jury.bridge import JuryBridge
from ui.jury.table import Acts, Column, TablePart
from ui.theme import Theme
from ui.widgets import button, column, label, row

R = TypeVar("R")
A = TypeVar("A", bound=Act)
PER_ROW = 5
THERE = "« {} » est déjà dans cette table : corrigez sa ligne."


class Live(Mapping[str, str]):
    """Choices that follow the state: told anew each time they are offered."""

    def __init__(self, tell: Callable[[], Mapping[str, str]]) -> None:
        self._tell = tell

    def __getitem__(self, code: str) -> str:
        return self._tell()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tell())

    def __len__(self) -> int:
        return len(self._tell())


@dataclass(frozen=True)
class Field:
    """What is asked of a new line; ``choices`` code to French word where it is one of few."""

    name: str
    title: str
    hint: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Lines(Generic[R]):
    """A table: ``table`` and ``key`` name a line for ``TakeOut``, ``rows`` tells them all,
    ``fields`` ask for a new one, begun as ``start`` has it from the line the cursor is on ("" for
    none), and ``acts`` make it of what was typed; ``what`` is a line in French."""

    table: str
    what: str
    columns: list[Column[R]]
    key: Callable[[R], str]
    rows: Callable[[], Iterable[R]]
    fields: tuple[Field, ...]
    start: Callable[[str], Mapping[str, str]]
    acts: Callable[[Mapping[str, str]], Acts]


def as_it_is(state: JuryState, table: str, name: str, kind: type[A]) -> A:
    """The act that sets the line as it stands."""
    return cast(A, inverse(state, TakeOut(table, name))[0])


class NewLine(QFrame):
    """Fields above the table; Enter adds, Escape leaves."""

    added = Signal(object)
    """What was typed, by name."""
    left = Signal()

    def __init__(self, fields: tuple[Field, ...], what: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._fields = fields
        self.inputs: dict[str, QLineEdit | Choice] = {f.name: _input(f) for f in fields}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for place, each in enumerate(fields):
            line, across = divmod(place, PER_ROW)
            title = label(each.title, "muted")
            title.setBuddy(self.inputs[each.name])
            grid.addWidget(title, 2 * line, across)
            grid.addWidget(self.inputs[each.name], 2 * line + 1, across)
        for across in range(min(PER_ROW, len(fields))):
            grid.setColumnStretch(across, 1)
        self.add = button("Ajouter", self._give, primary=True)
        foot = row(
            label(f"Ajouter {what}", "strong"), 1, self.add, button("Fermer  Échap", self.left.emit)
        )
        self.setLayout(column(foot, grid, margins=(14, 10, 14, 12), spacing=8))
        self.hide()

    def begin(self, values: Mapping[str, str]) -> None:
        """Ask for a new line, these fields filled."""
        for each in self._fields:
            _fill(self.inputs[each.name], each, values.get(each.name, ""))
        self.show()
        self.inputs[self._fields[0].name].setFocus()

    def values(self) -> dict[str, str]:
        return {
            name: str(found.currentData() or "") if isinstance(found, Choice) else found.text()
            for name, found in self.inputs.items()
        }

    def _give(self) -> None:
        self.added.emit({name: " ".join(text.split()) for name, text in self.values().items()})

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _input(field: Field) -> QLineEdit | Choice:
    if field.choices is not None:
        return Choice(field.title)
    made = QLineEdit()
    made.setAccessibleName(field.title)
    made.setPlaceholderText(field.hint)
    made.setMinimumWidth(60)
    return made


def _fill(shown_in: QLineEdit | Choice, field: Field, value: str) -> None:
    if isinstance(shown_in, QLineEdit):
        shown_in.setText(value)
        return
    shown_in.clear()
    for code, word in (field.choices or {}).items():
        shown_in.addItem(word, code)
    shown_in.setCurrentIndex(max(0, shown_in.findData(value)))


class LinesPart(QWidget, Generic[R]):
    """The table of ``Lines`` with what adds to it and takes out of it."""

    def __init__(self, bridge: JuryBridge, theme: Theme, lines: Lines[R]) -> None:
        super().__init__()
        self._bridge, self._lines = bridge, lines
        self._kept: dict[str, R] = {}
        self.table: TablePart[R] = TablePart(bridge, theme, lines.table, lines.columns, lines.key)
        self.table.word.setPlaceholderText("Filtrer…  Ctrl+F")
        self.new = NewLine(lines.fields, lines.what)
        self.begin = button("Ajouter…  Inser", self.ask)
        self.out = button("Retirer  Suppr", self.take_out)
        for made in (self.begin, self.out):
            self.table.beside.addWidget(made)
        inside = column(self.new, self.table, margins=(0, 10, 0, 0), spacing=10)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._wire()

    def _wire(self) -> None:
        self.new.added.connect(self._add)
        self.new.left.connect(self._leave)
        self.table.selected.connect(lambda _: self._offer())
        for key, does in ((Qt.Key.Key_Delete, self.take_out), (Qt.Key.Key_Insert, self.ask)):
            made = QShortcut(QKeySequence(key), self.table.view)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(does)

    def refresh(self) -> None:
        """Tell the lines again, those that changed."""
        told = {self._lines.key(one): one for one in self._lines.rows()}
        former = self._kept
        self._kept = {
            key: former[key] if key in former and former[key] == one else one
            for key, one in told.items()
        }
        self.table.show_rows(self._kept.values())
        self._offer()

    def _offer(self) -> None:
        self.out.setEnabled(bool(self.table.key))

    # --- add, take out --------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for a new line."""
        self.new.begin(self._lines.start(self.table.key))

    def _add(self, typed: Mapping[str, str]) -> None:
        name = typed[self._lines.fields[0].name]
        if name in self._kept:
            self._bridge.refused.emit(THERE.format(shown(name)))
            return
        acts = self._lines.acts(typed)
        if acts and self._bridge.perform_all(acts):
            self.table.go(name, 0)
            self.new.begin(self._lines.start(name))

    def _leave(self) -> None:
        self.new.hide()
        self.table.view.setFocus()

    def take_out(self) -> None:
        """Take the line the cursor is on out of the jury; Ctrl+Z brings it back."""
        if key := self.table.key:
            self._bridge.perform(TakeOut(self._lines.table, key))

    # --- as any page ----------------------------------------------------------------------------

    def search(self) -> None:
        self.table.search()

    def resized(self) -> None:
        self.table.resized()


def taken(state: JuryState, table: str, name: str, new: str) -> str:
    """Why a line cannot take this name; "" where it can."""
    lines: Mapping[str, Any] = getattr(state, f"{table}s")
    return THERE.format(shown(new)) if new in lines and new != name else ""
