"""One question asked in the page: the fields of an act, and the act they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.acts import Act
from app.domain.errors import Refusal
from app.domain.facts import dataclass
from ui.fields import Input, given, is_long, made, put, raw
from ui.widgets import column, label, row

Build = Callable[[dict[str, Any]], Act]
A_ROW = 4


@dataclass(frozen=True)
class Asked:
    """What a question is about: its name among the drafts, and what it is asked again from."""

    name: str
    title: str
    again: Mapping[str, Any]


class Question(QWidget):
    """Fields under their names, in rows; long texts on a row of their own."""

    def __init__(self, asked: Asked, inputs: list[Input], build: Build) -> None:
        super().__init__()
        self.asked, self.said = asked, ""
        self._inputs, self._build = inputs, build
        self.fields: dict[str, QWidget] = {one.name: made(one) for one in inputs}
        short = [one for one in inputs if not is_long(one)]
        long = [one for one in inputs if is_long(one)]
        rows = [short[at : at + A_ROW] for at in range(0, len(short), A_ROW)]
        lines = [row(*map(self._cell, cells), spacing=10) for cells in (*rows, long) if cells]
        self.setLayout(column(*lines, spacing=6))
        self._begun = self._raw()

    def _cell(self, one: Input) -> QWidget:
        cell = QWidget()
        title = label(one.title + (" (facultatif)" if one.optional else ""), "caption")
        cell.setLayout(column(title, self.fields[one.name], spacing=2))
        return cell

    def act(self) -> Act:
        """The act the fields make; Refusal naming the field that lacks."""
        values = {name: given(field) for name, field in self.fields.items()}
        for one in self._inputs:
            if values[one.name] is None and not one.optional:
                self.fields[one.name].setFocus()
                raise Refusal(f"Il manque : {one.title.lower()}.")
        return self._build({name: value for name, value in values.items() if value is not None})

    def typed(self) -> dict[str, Any]:
        """What was typed or chosen, by field, as it stands; empty while nothing was."""
        now = self._raw()
        return now if now != self._begun else {}

    def fill(self, typed: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        for name, value in typed.items():
            if name in self.fields:
                put(self.fields[name], value)

    def _raw(self) -> dict[str, Any]:
        return {name: raw(field) for name, field in self.fields.items()}

    def focus(self) -> None:
        """The first field that waits."""
        empty = (f for f in self.fields.values() if given(f) is None)
        first = next(empty, next(iter(self.fields.values()), None))
        if first is not None:
            first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()  # what stands there already is kept by Enter, replaced by typing

    def watch(self, changed: Callable[[], object]) -> None:
        """Have it called at every change of a field."""
        for field in self.fields.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.textChanged.connect(lambda *_: changed())
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(lambda *_: changed())
