"""The dossier's forms: printed blank, and what the filled ones describe (§ 1.4.2 A)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from app.domain.errors import PassageError
from app.domain.facts import dataclass, replace
from app.domain.forms import Form
from app.domain.jury.acts import DescribeContext, DescribeFiche, JuryAct
from app.domain.jury.people import Fiche, JuryCandidate
from app.domain.jury.words import FICHES
from app.intake.cleaning import words
from app.intake.files import shown
from app.intake.form_descriptions import load_forms
from app.intake.forms import ACTIVITY, BY_HAND, CLIENT, CONTEXT, FormReading
from app.pdf.forms import render_form
from resources import resource

SESSION = 2019
_MOST_CONTEXTS = 20
_READ = ("product", "kind", "professional", "real", "context", "claim")
_TOLD = (*_READ, "client")


@cache
def known_forms(session: int = SESSION) -> Mapping[str, Form]:
    """The forms of a session by id; PassageError where it has none."""
    forms = load_forms(resource("exams", str(session), "forms"))
    if not forms:
        raise PassageError(f"La session {session} n’a pas de formulaires dans ce programme.")
    return forms


def blank_forms(session: int = SESSION) -> dict[str, bytes]:
    """File name to PDF of every blank form."""
    return {f"{form.file}.pdf": render_form(form) for form in known_forms(session).values()}


@dataclass(frozen=True)
class Described:
    """What forms come to: the acts that write it; in French, what a person has to look at, and
    the forms of which nothing is taken."""

    acts: tuple[JuryAct, ...]
    notes: tuple[str, ...]
    refused: tuple[str, ...]


def described(candidate: JuryCandidate, readings: Sequence[FormReading]) -> Described:
    """The acts that describe the candidate's dossier as these forms say it.

    What a form leaves out keeps what was already described. A form of another candidate, without
    a name, without a possible number, or with a number that another form has is refused.
    """
    dossier = _Dossier(candidate)
    notes: list[str] = []
    refused = []
    for reading in sorted(readings, key=lambda reading: reading.form not in ACTIVITY):
        try:
            check_names(candidate, reading)
            notes += [*reading.notes, *dossier.add(reading)]
        except PassageError as refusal:
            refused.append(str(refusal))
    return Described(tuple(dossier.acts()), tuple(notes), tuple(refused))


def check_names(candidate: JuryCandidate, reading: FormReading) -> None:
    """PassageError unless the form bears the candidate's birth or usual name and first name."""
    person = candidate.candidate
    whose = f"{candidate.name} ({candidate.number})"
    told = f"{reading.last_name} {reading.first_names}".strip()
    if not told:
        raise PassageError(
            f"« {shown(reading.source)} » ne porte aucun nom, on ne peut vérifier qu’il est de "
            f"{whose} : vérifiez, puis {BY_HAND}."
        )
    lasts = [words(name) for name in (person.last_name, person.usual_name) if name]
    first, given = words(person.first_names)[:1], words(reading.first_names)[:1]
    if words(reading.last_name) not in lasts or first != given:
        raise PassageError(
            f"« {shown(reading.source)} » porte le nom « {shown(told)} », non celui de {whose} : "
            "rien n’en est repris."
        )


class _Dossier:
    """The candidate's dossier as it grows, form after form."""

    def __init__(self, candidate: JuryCandidate) -> None:
        self._candidate = candidate
        self._fiches = dict(candidate.fiches)
        self._contexts = dict(candidate.contexts)
        self._sources: dict[tuple[str, int], str] = {}

    def add(self, reading: FormReading) -> Iterator[str]:
        """Take one form in; yields what is doubtful. PassageError where it cannot be right."""
        if reading.form in ACTIVITY:
            self._activity(reading)
        elif reading.form == CONTEXT:
            yield from self._context(reading)
        elif reading.form == CLIENT:
            yield from self._client(reading)

    def acts(self) -> Iterator[JuryAct]:
        """One act for each fiche that is not as it was."""
        number = self._candidate.number
        for context, company in self._contexts.items():
            if self._candidate.contexts.get(context) != company:
                yield DescribeContext(number, context, company)
        for fiche, told in sorted(self._fiches.items()):
            if self._candidate.fiches.get(fiche) != told:
                yield DescribeFiche(number, fiche, **{k: getattr(told, k) for k in _TOLD})

    def _activity(self, reading: FormReading) -> None:
        number = self._number(reading, ACTIVITY[reading.form])
        self._alone(reading, number)
        values = {name: getattr(reading, name) for name in _READ}
        told = {name: value for name, value in values.items() if value not in ("", None)}
        self._fiches[number] = replace(self._fiches.get(number, Fiche(number)), **told)

    def _number(self, reading: FormReading, exam: str) -> int:
        """The fiche's number, one of the exam's, which the candidate sits."""
        numbers = FICHES[exam]
        if not self._candidate.sits(exam):
            raise PassageError(
                f"« {shown(reading.source)} » est une fiche de l’{exam}, que "
                f"{self._candidate.name} ne passe pas : rien n’en est repris."
            )
        if reading.fiche is None or reading.fiche not in numbers:
            told = "sans numéro" if reading.fiche is None else f"n° {reading.fiche}"
            raise PassageError(
                f"« {shown(reading.source)} » est une fiche d’activité {exam} {told}, elles vont "
                f"de {numbers[0]} à {numbers[-1]} (§ 1.4.2 A) : vérifiez, puis {BY_HAND}."
            )
        return reading.fiche

    def _alone(self, reading: FormReading, number: int) -> None:
        """Two forms of one kind and number: which one is right is not for a program to say."""
        kind = CONTEXT if reading.form == CONTEXT else "activity"
        if (kind, number) in self._sources:
            what = "fiche contexte" if kind == CONTEXT else "fiche d’activité"
            raise PassageError(
                f"« {shown(reading.source)} » et « {shown(self._sources[kind, number])} » sont "
                f"toutes deux la {what} n° {number} : la première seule est reprise, vérifiez."
            )
        self._sources[kind, number] = reading.source

    def _context(self, reading: FormReading) -> Iterator[str]:
        number = reading.context
        if number is None or not 1 <= number <= _MOST_CONTEXTS or not reading.company:
            raise PassageError(
                f"« {shown(reading.source)} » : la fiche contexte ne dit pas son numéro (de 1 à "
                f"{_MOST_CONTEXTS}) ou l’entreprise. Vérifiez, puis {BY_HAND}."
            )
        self._alone(reading, number)
        self._contexts[number] = reading.company
        for fiche in reading.fiches:
            yield from self._point(reading, fiche, number)

    def _point(self, reading: FormReading, number: int, context: int) -> Iterator[str]:
        """A fiche the context concerns points to it, unless it says another one."""
        fiche = self._fiches.get(number)
        if fiche is not None and fiche.context is None:
            self._fiches[number] = replace(fiche, context=context)
        elif fiche is not None and fiche.context != context:
            yield (
                f"« {shown(reading.source)} » concerne la fiche n° {number}, qui renvoie à la "
                f"fiche contexte n° {fiche.context}, non n° {context} : vérifiez."
            )

    def _client(self, reading: FormReading) -> Iterator[str]:
        fiche = self._fiches.get(reading.fiche or 0)
        if fiche is not None:
            self._fiches[fiche.number] = replace(fiche, client=True)
        elif reading.fiche is not None:
            yield (
                f"« {shown(reading.source)} » est la fiche client de la fiche n° {reading.fiche}, "
                "qui n’est pas décrite : décrivez-la d’abord."
            )
