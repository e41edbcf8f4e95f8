"""The acts the jury may do about a candidate now, each as a short form; keyboard first.

Once the minutes are closed the same forms make rectifications, with who rectifies and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.domain.acts import Act
from app.domain.codec import encode
from app.domain.facts import dataclass
from app.domain.jury.marks import Standing, mark_before, standing, status_of
from app.domain.jury.received import RESERVED
from app.domain.jury.results import UnitMarks
from app.domain.jury.results_acts import (
    DecideMark,
    DecideReserve,
    EnterMark,
    HarmoniseMark,
    NoteMinutes,
    Pronounce,
    RecordAppeal,
    RecordForceMajeure,
    RecordLivret,
    Rectify,
    ReportFraud,
    SettleFraud,
)
from app.domain.jury.results_words import (
    ABSENT,
    BENEFIT,
    DISPENSED,
    FRAUD_OUTCOMES,
    LIVRETS,
    NOT_ENROLLED,
    NOT_VALID,
    NOTE_KINDS,
    RESULTS,
    STANDINGS,
)
from app.domain.jury.rules.closing import RECTIFIABLE
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS, UNITS
from app.services.jury_results import mark_text
from ui.fields import Choices, Input

Told = dict[str, Any]
Build = Callable[[Told], Act]
AFTER = (RecordAppeal,)
"""What is no rectification and may still be done after the closing."""


@dataclass(frozen=True)
class Form:
    """``unit`` is empty where the act is about the candidate as a whole."""

    kind: type[Act]
    name: str
    text: str
    title: str
    inputs: tuple[Input, ...]
    build: Build
    unit: str = ""


def forms(state: JuryState, number: str, unit: str, author: str) -> list[Form]:
    """What may be done now about that unit, then about the candidate."""
    about = _About(state, number, author)
    found = [*about.unit(unit), *about.candidate()]
    if state.results.closing is None:
        return found
    return [_rectified(form, number, author) for form in found if form.kind in _ALLOWED]


_ALLOWED = (*RECTIFIABLE, *AFTER)


def _rectified(form: Form, number: str, author: str) -> Form:
    """The same form, making a rectification."""
    if form.kind in AFTER:
        return form
    also = (Input("rectified_by", "Rectifié par", value=author), Input("why", "Pourquoi rectifier"))

    def build(told: Told) -> Act:
        by, why = told.pop("rectified_by"), told.pop("why")
        return Rectify(number, by, why, encode(form.build(told)))

    title, inputs = f"Rectification – {form.title}", (*form.inputs, *also)
    return Form(form.kind, form.name, form.text, title, inputs, build, form.unit)


def _choices(words: Any, *codes: str) -> Choices:
    return tuple((code, words[code]) for code in codes or words)


class _About:
    """The forms about one candidate."""

    def __init__(self, state: JuryState, number: str, author: str) -> None:
        self._state, self._number = state, number
        self._own = state.results.of(number)
        self._by = Input("by", "Décidé par", value=author)
        self._why = Input("reason", "Motif")
        self._authority = (
            Input("authority", "Autorité"),
            Input("decided", "Décidé le (jj/mm/aaaa)"),
            self._why,
        )

    # --- a unit ---------------------------------------------------------------------------------

    def unit(self, unit: str) -> Iterator[Form]:
        if unit not in UNITS:
            return
        own, told = self._own.of(unit), standing(self._state, self._number, unit)
        yield from self._reserve(unit, own)
        yield from self._marks(unit, own, told)
        yield from self._majeure(unit, own, told)

    def _of_unit(
        self, kind: type[Act], text: str, unit: str, *inputs: Input, name: str = "", **fixed: Any
    ) -> Form:
        place = "exam" if kind is DecideReserve else "unit"

        def build(told: Told) -> Act:
            return kind(candidate=self._number, **{place: unit}, **fixed, **told)  # type: ignore[call-arg]

        title = f"{text.replace('&', '')}, {unit}"
        return Form(kind, name or kind.act, text, title, inputs, build, unit)

    def _reserve(self, unit: str, own: UnitMarks) -> Iterator[Form]:
        if unit not in DOMAINS:
            return
        held = self._state.received.held(self._number, unit)
        if held.state != RESERVED or held.passage is None:
            return
        told = own.reserve if own.reserve and own.reserve.record == held.passage.record else None
        code = Input("code", "Code de contrôle du pli", optional=True)
        if told is None or told.decision != "lifted":
            text, asked = "&Lever la réserve", (*self._authority, code)
            yield self._of_unit(DecideReserve, text, unit, *asked, name="lift", decision="lifted")
        if told is None or told.decision != NOT_VALID:
            text, inputs = "Changer la réserve en &NV", self._authority
            yield self._of_unit(
                DecideReserve, text, unit, *inputs, name="not-valid", decision=NOT_VALID
            )
        if told is not None:
            text, inputs = "&Reprendre la décision sur la réserve", self._authority
            yield self._of_unit(
                DecideReserve, text, unit, *inputs, name="pending", decision="pending"
            )

    def _marks(self, unit: str, own: UnitMarks, told: Standing) -> Iterator[Form]:
        candidate = self._state.candidates[self._number]
        status = status_of(candidate, own, unit)
        mark = Input("mark", "Note sur 20")
        if status == "ccf" and own.listed is not None and own.listed.mark:
            yield self._of_unit(HarmoniseMark, "&Harmoniser", unit, mark, self._by, self._why)
            if own.harmonised is not None:
                yield self._back(HarmoniseMark, "Reprendre l’harmonisation", unit)
        if mark_before(self._state, self._number, unit).mark is not None and not told.kept:
            yield self._of_unit(DecideMark, "&Décider la note", unit, mark, self._by, self._why)
        if own.final is not None:
            back = f"Reprendre la note décidée ({mark_text(own.final.mark)})"
            yield self._back(DecideMark, back, unit)
        sealed = unit in DOMAINS and status == "ponctuel"
        if not sealed and (unit == "EF" or status not in _NO_MARK):
            yield from self._enter(unit, own, status)

    def _back(self, kind: type[Act], text: str, unit: str) -> Form:
        told = (self._by, self._why)
        return self._of_unit(kind, text, unit, *told, name=f"{kind.act} back", mark="")

    def _enter(self, unit: str, own: UnitMarks, status: str) -> Iterator[Form]:
        kinds = _choices(STANDINGS, status) if status == BENEFIT else _choices(STANDINGS, *_CODED)
        kind = Input("kind", "Ou, sans note", optional=True, choices=kinds)
        mark = Input("mark", "Note sur 20", optional=True)
        text = "Corriger la &saisie" if own.listed else "&Saisir la note"
        yield self._of_unit(EnterMark, text, unit, mark, kind, self._by, self._why)
        if own.listed is not None:
            told = (self._by, self._why)
            yield self._of_unit(EnterMark, "Ôter la saisie", unit, *told, name="enter back")

    def _majeure(self, unit: str, own: UnitMarks, told: Standing) -> Iterator[Form]:
        ccf = status_of(self._state.candidates[self._number], own, unit) == "ccf"
        if told.kind == ABSENT and not ccf and unit != "EF":
            text = "&Force majeure : compter zéro"
            yield self._of_unit(RecordForceMajeure, text, unit, *self._authority)
        elif own.majeure is not None:
            text = "Reprendre la &force majeure"
            yield self._of_unit(
                RecordForceMajeure, text, unit, *self._authority, name="majeure back", granted=False
            )

    # --- the candidate --------------------------------------------------------------------------

    def candidate(self) -> Iterator[Form]:
        yield self._of(Pronounce, "&Prononcer le résultat", *self._pronounce())
        if self._own.pronounced is not None:
            back = "Reprendre le résultat"
            yield self._of(
                Pronounce, back, self._by, self._optional(), name="pronounce back", result=""
            )
        livret = Input("livret", "Livret", choices=_choices(LIVRETS))
        yield self._of(
            RecordLivret, "Li&vret" if self._own.livret else "Li&vret examiné", livret, self._by
        )
        if self._own.livret:
            yield self._of(
                RecordLivret,
                "Reprendre l’examen du livret",
                self._by,
                name="livret back",
                livret="",
            )
        yield from self._fraud()
        yield from self._rest()

    def _pronounce(self) -> tuple[Input, ...]:
        return (Input("result", "Résultat", choices=_choices(RESULTS)), self._by, self._optional())

    def _optional(self) -> Input:
        return Input("reason", "Motif", optional=True)

    def _of(self, kind: type[Act], text: str, *inputs: Input, name: str = "", **fixed: Any) -> Form:
        def build(told: Told) -> Act:
            return kind(candidate=self._number, **fixed, **told)  # type: ignore[call-arg]

        return Form(kind, name or kind.act, text, text.replace("&", ""), inputs, build)

    def _fraud(self) -> Iterator[Form]:
        unit = Input("unit", "Unité", optional=True, choices=tuple((u, u) for u in UNITS))
        text = Input("text", "Faits")
        signed = Input("by", "Signalé par", value=self._by.value)
        yield self._of(ReportFraud, "Signaler une fra&ude", unit, signed, text)
        if any(not fraud.outcome for fraud in self._own.frauds):
            outcome = Input("outcome", "Issue", choices=_choices(FRAUD_OUTCOMES))
            yield self._of(SettleFraud, "Clore la fraude en &instance", outcome, *self._authority)

    def _rest(self) -> Iterator[Form]:
        kind = Input("kind", "Genre", choices=_choices(NOTE_KINDS))
        told = Input("text", "Texte")
        yield self._of(NoteMinutes, "Mention au PV", kind, self._by, told)
        if self._state.results.closing is None:
            return
        date = Input("date", "Date (jj/mm/aaaa)")
        yield self._of(RecordAppeal, "Noter un recours", date, told)
        if self._own.on_appeal:
            yield self._of(
                RecordAppeal, "Clore les recours", date, told, name="appeal end", open=False
            )


_NO_MARK = (DISPENSED, NOT_ENROLLED)
_CODED = (ABSENT, NOT_VALID)
