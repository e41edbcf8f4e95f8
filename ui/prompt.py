"""Questions asked in the page, never in a dialog: a missing reason, the fields of a rarer act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from app.domain.acts import Act
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.people import QUALITIES
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.rules.identity import CORRECTABLE, TIES
from app.domain.rules.incidents import KINDS
from ui.bridge import Bridge
from ui.widgets import button, column, label

FIELDS = {
    "reason": "Motif",
    "authority": "Autorité",
    "examiner": "Examinateur",
    "by": "Remplacé par",
    "quality": "Qualité",
    "kind": "Genre",
    "text": "Récit",
    "informed": "Personne informée",
    "field": "Champ",
    "value": "Valeur",
    "tie": "Lien",
    "part": "Partie",
    "started": "Début (hh:mm)",
    "stopped": "Fin (hh:mm)",
    "number": "Numéro",
    "last_name": "Nom",
    "first_names": "Prénoms",
    "born": "Né(e) le",
    "name": "Nom",
    "role": "Rôle",
    "decided": "Décidé le",
    "fiche": "Fiche",
    "fiche_1": "Fiche, 1re partie",
    "fiche_2": "Fiche, 2e partie",
    "parameters": "Paramètres modifiés",
    "scenario": "Scénario",
    "scenario_2": "Scénario, 2e partie",
    "version": "Version",
}
WORDS = {
    "school": "scolaire",
    "professional": "professionnel",
    "personal": "personnel",
    "last_name": "nom de naissance",
    "first_names": "prénoms",
    "usual_name": "nom d’usage",
    "born": "date de naissance",
    "secretary": "secrétaire",
    "interpreter": "interprète",
    "inspector": "inspecteur",
    "observer": "observateur",
    **KINDS,
}
ROLES = ("secretary", "interpreter", "inspector", "observer")


class Prompt(QFrame):
    """A strip under the header. Enter does it, Escape lets it be."""

    shown = Signal()
    """It came or went."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._bridge = bridge
        self._title = label("", "strong")
        self._title.setWordWrap(True)
        self._inputs: dict[str, QWidget] = {}
        self._act: Callable[[dict[str, Any]], Act] | None = None
        self._holder = QWidget()
        self._row = QHBoxLayout(self._holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self._title, self._holder, margins=(12, 8, 12, 8), spacing=6))
        bridge.reason_needed.connect(self.ask_reason)
        bridge.selected.connect(self.leave)
        self.hide()

    def ask_reason(self, sentence: str, act: object) -> None:
        """The act comes again with the reason once it is given."""
        assert isinstance(act, Act)
        self._open(sentence, {"reason": _line("Motif")})
        self._act = lambda given: replace(act, **given)

    def ask(self, title: str, kind: type[Act]) -> None:
        """The fields of an act, the candidate shown being meant."""
        names = [f for f in fields(kind) if f.name not in ("passage", "salt")]
        inputs = {
            f.name: self._input(kind, f.name, optional=f.default is not MISSING) for f in names
        }
        self._open(title, inputs)
        self._act = lambda given: self._decoded(kind, given)

    def _decoded(self, kind: type[Act], given: dict[str, Any]) -> Act:
        passage = self._bridge.passage
        whom = {"passage": passage.number} if passage and _names_passage(kind) else {}
        return decode({"act": kind.act, **whom, **given})

    def _open(self, title: str, inputs: dict[str, QWidget]) -> None:
        while item := self._row.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._title.setText(title)
        self._inputs = inputs
        for widget in inputs.values():
            self._row.addWidget(widget, 1)
        self._row.addWidget(button("Enregistrer  ⏎", self._done, primary=True))
        self._row.addWidget(button("Laisser  Échap", self.leave))
        self.show()
        self.shown.emit()
        next(iter(inputs.values()), self).setFocus()

    def _input(self, kind: type[Act], name: str, *, optional: bool) -> QWidget:
        choices = self._choices(kind, name)
        title = FIELDS.get(name, name) + (" (facultatif)" if optional else "")
        if not choices:
            return _line(title)
        box = QComboBox()
        box.setAccessibleName(title)
        if optional:
            box.addItem(title, None)
        for value, text in choices:
            box.addItem(text, value)
        return box

    def _choices(self, kind: type[Act], name: str) -> list[tuple[Any, str]]:
        state = self._bridge.state
        examiners = state.commission.examiners if state.commission else ()
        known: dict[str, list[tuple[Any, str]]] = {
            "examiner": [(e.name, e.name) for e in examiners],
            "quality": [(q, q) for q in QUALITIES],
            "kind": list(KINDS.items()),
            "tie": [(t, WORDS[t]) for t in TIES],
            "field": [(f, WORDS[f]) for f in CORRECTABLE],
            "part": [(p.id, p.name) for p in state.exam.clocks],
            "role": [(r, WORDS[r]) for r in ROLES],
            **{f: [(n, f"fiche {n}") for n in state.exam.fiches] for f in _fiche_fields(state)},
        }
        if kind.act == "declare-not-valid" and name == "reason":
            return list(NOT_VALID_REASONS.items())
        return known.get(name, [])

    def _done(self) -> None:
        if self._act is None:
            return
        given = {name: _given(widget) for name, widget in self._inputs.items()}
        try:
            act = self._act({name: value for name, value in given.items() if value is not None})
        except Refusal as refusal:
            self._title.setText(str(refusal))
            return
        self._title.setText("")
        if self._bridge.perform(act):
            self.leave()

    def leave(self) -> None:
        self._act = None
        self.hide()
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done()
        else:
            super().keyPressEvent(event)


def _names_passage(kind: type[Act]) -> bool:
    return any(f.name == "passage" for f in fields(kind))


def _fiche_fields(state: Any) -> tuple[str, ...]:
    return ("fiche_1", "fiche_2") if state.exam.situations == 2 else ("fiche",)


def _line(title: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(title)
    made.setAccessibleName(title)
    return made


def _given(widget: QWidget) -> Any:
    if isinstance(widget, QComboBox):
        return widget.currentData()
    assert isinstance(widget, QLineEdit)
    return widget.text().strip() or None
