"""The fields of an act as inputs: their French names, the choices there are, what was given."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.domain.acts import Act, ChooseSituation
from app.domain.facts import dataclass
from app.domain.people import QUALITIES
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.rules.identity import CORRECTABLE, TIES
from app.domain.rules.incidents import KINDS
from app.domain.state import Passage, State

TITLES = {
    "reason": "Motif",
    "authority": "Autorité",
    "examiner": "Examinateur",
    "by": "Remplacé par",
    "to": "Vers la commission",
    "quality": "Qualité",
    "kind": "Genre",
    "text": "Récit",
    "informed": "Personne informée",
    "field": "Champ à corriger",
    "value": "Nouvelle valeur",
    "tie": "Lien",
    "part": "Partie",
    "started": "Début (hh:mm)",
    "stopped": "Fin (hh:mm)",
    "number": "Numéro",
    "last_name": "Nom de naissance",
    "first_names": "Prénoms",
    "born": "Né(e) le (jj/mm/aaaa)",
    "name": "Nom",
    "role": "Rôle",
    "decided": "Décidé le (jj/mm/aaaa)",
    "fiche": "Fiche",
    "fiche_1": "Fiche, 1re partie",
    "fiche_2": "Fiche, 2e partie",
    "parameters": "Paramètres modifiés",
    "scenario": "Scénario",
    "scenario_2": "Scénario, 2e partie",
}
TEXTS = {"write-appraisal": "Appréciation globale", "observe": "Observation"}
"""What ``text`` is in the acts that have no form."""
_NAMED = re.compile(r"(?<=\bchamp « )\w+(?= »)|(?<=\bdans « )\w+(?= »)")
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
LONG = frozenset({"text", "parameters", "scenario", "scenario_2"})
CHOOSE = "choisir…"
Choices = tuple[tuple[Any, str], ...]


@dataclass(frozen=True)
class Input:
    """One field to fill; nothing is ever chosen beforehand but what already stands."""

    name: str
    title: str
    optional: bool = False
    choices: Choices = ()
    value: Any = None


def in_french(sentence: str, act: Act) -> str:
    """A refusal, which names fields as lines of acts do, with the names the window gives them."""
    titles = {**TITLES, "text": TEXTS.get(act.act, TITLES["text"])}
    return _NAMED.sub(lambda found: titles.get(found[0], found[0]), sentence)


class Lines(QPlainTextEdit):
    """A long text, two lines of it in view at any size of texts."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        lines = 2 * self.fontMetrics().lineSpacing()
        self.setFixedHeight(lines + max(18, lines // 2))


def is_long(one: Input) -> bool:
    return one.name in LONG and not one.choices


def inputs_of(state: State, passage: Passage | None, kind: type[Act], preset: Any) -> list[Input]:
    """The inputs of an act, what stands now already in them; ``preset`` is not asked."""
    asked = [f for f in fields(kind) if f.name not in ("passage", "salt", *preset)]
    one_fiche = state.commission is not None and state.exam.situations == 1
    unused = {"fiche_1", "fiche_2", "scenario_2"} if one_fiche else {"fiche"}
    if kind is not ChooseSituation:
        unused = set()
    return [
        Input(
            f.name,
            TITLES.get(f.name, f.name),
            f.default is not MISSING and not f.name.startswith("fiche"),
            _choices(state, kind, f.name),
            _standing(passage, kind, f.name),
        )
        for f in asked
        if f.name not in unused
    ]


def _standing(passage: Passage | None, kind: type[Act], name: str) -> Any:
    """What the situation chosen says already, so that correcting it retypes nothing."""
    situation = passage.situation if passage else None
    if kind is not ChooseSituation or situation is None:
        return None
    scenarios = (*situation.scenarios, "", "")
    fiches = (*situation.fiches, None, None)
    return {
        "fiche": fiches[0],
        "fiche_1": fiches[0],
        "fiche_2": fiches[1],
        "parameters": situation.parameters,
        "scenario": scenarios[0],
        "scenario_2": scenarios[1],
    }.get(name)


def _choices(state: State, kind: type[Act], name: str) -> Choices:
    examiners = state.commission.examiners if state.commission else ()
    if kind.act == "declare-not-valid" and name == "reason":
        return tuple(NOT_VALID_REASONS.items())
    known: dict[str, Choices] = {
        "examiner": tuple((e.name, e.name) for e in examiners),
        "quality": tuple((q, q) for q in QUALITIES),
        "kind": tuple(KINDS.items()),
        "tie": tuple((t, WORDS[t]) for t in TIES),
        "field": tuple((f, WORDS[f]) for f in CORRECTABLE),
        "part": tuple((p.id, p.name) for p in state.exam.clocks),
        "role": tuple((r, WORDS[r]) for r in ROLES),
    }
    fiches = tuple((n, f"fiche {n}") for n in state.exam.fiches)
    return fiches if name.startswith("fiche") else known.get(name, ())


def made(one: Input) -> QWidget:
    """The widget that takes it."""
    field: QWidget
    if one.choices:
        field = _chooser(one)
    elif is_long(one):
        field = Lines(one.value or "")
    else:
        field = QLineEdit(one.value or "")
    field.setAccessibleName(one.title)
    return field


def _chooser(one: Input) -> QComboBox:
    box = QComboBox()
    box.addItem("–" if one.optional else CHOOSE, None)
    for value, text in one.choices:
        box.addItem(text, value)
    put(box, one.value)
    return box


def given(field: QWidget) -> Any:
    """What was given, None for nothing."""
    value = raw(field)
    return value if isinstance(field, QComboBox) else value.strip() or None


def raw(field: QWidget) -> Any:
    """What stands in it, as it was typed, chosen or lit."""
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QAbstractButton):
        return field.isChecked()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()


def put(field: QWidget, value: Any) -> None:
    """Put back what ``raw`` told; a choice that is no more stays unmade."""
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findData(value)) if value is not None else 0)
    elif isinstance(field, QAbstractButton):
        if field.isChecked() != value:
            field.click()  # others it excludes go out
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(str(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
