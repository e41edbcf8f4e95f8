"""The conformity control as a list of what is there and what lacks (§ 1.4.2); it judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.facts import dataclass
from app.domain.jury.names import plain
from app.domain.jury.people import Fiche, JuryCandidate
from app.domain.jury.words import FICHES, LEAST_DAYS, LEAST_PRODUCTS, PROOFS

PRESENT, LACKING, UNSEEN = "present", "lacking", "unseen"
SHARED = ("cover", "visa", "statement", "certificates")
"""Ticked items that a dossier whole for both exams has once."""


@dataclass(frozen=True)
class Item:
    """One line of the control. ``state`` is present, lacking or unseen; ``ticked`` items are
    looked at by a person, the others follow from what was described."""

    id: str
    label: str
    state: str
    ticked: bool = True
    note: str = ""


def items(candidate: JuryCandidate, exam: str) -> list[Item]:
    """The control of one candidate's dossier for one exam, by route."""
    return [
        *_papers(candidate, exam),
        _internship(candidate),
        *_contexts(candidate, exam),
        *_fiches(candidate, exam),
        *coverage(candidate, exam),
    ]


def missing(candidate: JuryCandidate, exam: str) -> list[str]:
    """What lacks, in French; what nobody looked at is not told."""
    return [
        item.label + (f" ({item.note})" if item.note else "")
        for item in items(candidate, exam)
        if item.state == LACKING
    ]


def _ticked(candidate: JuryCandidate, exam: str, name: str, label: str) -> Item:
    found = candidate.of(exam).ticks.get(name)
    state = UNSEEN if found is None else PRESENT if found else LACKING
    return Item(name, label, state)


def _papers(candidate: JuryCandidate, exam: str) -> Iterator[Item]:
    """Cover, visa or statement, certificates, copies."""
    alone = candidate.candidate.category == "INDIVIDUEL"
    dossier = candidate.of(exam)
    if dossier.received is None:
        yield Item("received", "Dossier reçu", UNSEEN, ticked=False)
    else:
        yield Item("received", "Dossier reçu", PRESENT, ticked=False)
    for name, there, label in (
        ("with-school", dossier.with_school, "Exemplaire portant l’établissement"),
        ("without-school", dossier.without_school, "Exemplaire sans mention de l’établissement"),
    ):
        state = PRESENT if there else UNSEEN if dossier.received is None else LACKING
        yield Item(name, label, state, ticked=False)
    yield _ticked(candidate, exam, "cover", "Page de garde")
    if alone:
        yield _ticked(candidate, exam, "statement", "Attestation sur l’honneur")
    else:
        yield _ticked(candidate, exam, "visa", "Visa du représentant de l’équipe pédagogique")
    yield _ticked(candidate, exam, "certificates", PROOFS[proof(candidate)])


def proof(candidate: JuryCandidate) -> str:
    """What shows the activity: as told, or a contract for an apprentice (§ 1.4.2 A, 2 and B)."""
    usual = "contract" if candidate.candidate.category == "APPRENTISSAGE" else "internship"
    return candidate.proof or usual


def _internship(candidate: JuryCandidate) -> Item:
    """Short under what is due, 75 days unless a decision says otherwise; never too long."""
    label = "Durée de stage"
    shown = proof(candidate)
    if shown != "internship":
        return Item("internship", label, PRESENT, ticked=False, note=f"non due : {PROOFS[shown]}")
    if candidate.days is None:
        return Item("internship", label, UNSEEN, ticked=False)
    due = LEAST_DAYS if candidate.required_days is None else candidate.required_days
    short = candidate.days < due
    note = f"{candidate.days} journées pour {due}" if short else ""
    return Item("internship", label, LACKING if short else PRESENT, ticked=False, note=note)


def _contexts(candidate: JuryCandidate, exam: str) -> Iterator[Item]:
    """At least one context fiche, and each one an activity fiche points to."""
    described = _described(candidate, exam)
    seen = described or candidate.contexts
    state = PRESENT if candidate.contexts else LACKING if seen else UNSEEN
    yield Item("context", "Fiche contexte", state, ticked=False)
    pointed = {fiche.context for fiche in described if fiche.context is not None}
    for number in sorted(pointed - set(candidate.contexts)):
        yield Item(f"context-{number}", f"Fiche contexte n° {number}", LACKING, ticked=False)


def _described(candidate: JuryCandidate, exam: str) -> list[Fiche]:
    return [fiche for number, fiche in candidate.fiches.items() if number in FICHES[exam]]


def _fiches(candidate: JuryCandidate, exam: str) -> Iterator[Item]:
    """Five fiches or four, each with its client (§ 1.4.2 A, 4 and 5)."""
    seen = bool(_described(candidate, exam))
    for number in FICHES[exam]:
        fiche = candidate.fiches.get(number)
        state = PRESENT if fiche else LACKING if seen else UNSEEN
        yield Item(f"fiche-{number}", f"Fiche d’activité n° {number}", state, ticked=False)
        if fiche is not None:
            client = UNSEEN if fiche.client is None else PRESENT if fiche.client else LACKING
            yield Item(f"client-{number}", f"Fiche client n° {number}", client, ticked=False)


def coverage(candidate: JuryCandidate, exam: str) -> Iterator[Item]:
    """The compulsory situations (§ 1.4.4); one fiche may serve two: the circular does not say
    otherwise, and which ones serve is told. What a fiche leaves out may yet serve: not lacking."""
    fiches = _described(candidate, exam)
    for name, label, serves in SITUATIONS[exam]:
        serving = [fiche.number for fiche in fiches if serves(fiche)]
        open_ = not fiches or any(serves(fiche) is None for fiche in fiches)
        state = PRESENT if serving else UNSEEN if open_ else LACKING
        yield Item(name, label, state, ticked=False, note=_numbers(serving))
    yield _products(fiches)
    if exam == "E42":
        yield _claims(fiches)


def _numbers(numbers: list[int]) -> str:
    return ", ".join(f"n° {number}" for number in numbers)


def _products(fiches: list[Fiche]) -> Item:
    """At least three different products; a fiche that names none may be about another one."""
    products = {plain(fiche.product) for fiche in fiches} - {""}
    unnamed = sum(not plain(fiche.product) for fiche in fiches)
    enough, possible = (n >= LEAST_PRODUCTS for n in (len(products), len(products) + unnamed))
    state = PRESENT if enough else UNSEEN if possible or not fiches else LACKING
    told = str(len(products)) if enough else f"{len(products)} sur {LEAST_PRODUCTS}"
    note = told if fiches else ""
    return Item("products", "Au moins 3 produits différents", state, ticked=False, note=note)


def _claims(fiches: list[Fiche]) -> Item:
    others = [fiche.number for fiche in fiches if fiche.claim is False]
    sure = bool(fiches) and all(fiche.claim for fiche in fiches)
    state = LACKING if others else PRESENT if sure else UNSEEN
    label = "Les quatre fiches portent sur un sinistre"
    return Item("claims", label, state, ticked=False, note=_numbers(others))


Serves = Callable[[Fiche], bool | None]
"""Whether a fiche serves a situation; None where it does not say enough."""


def _about(kind: str) -> Serves:
    return lambda fiche: fiche.kind == kind if fiche.kind else None


def _professional(fiche: Fiche) -> bool | None:
    """ "Soit en assurance de biens et de responsabilité, soit en assurance de personnes"."""
    if fiche.professional is False or fiche.kind not in ("", "property", "persons"):
        return False
    return True if fiche.professional and fiche.kind else None


_PROPERTY = ("property", "Une situation de biens et de responsabilité", _about("property"))
_PERSONS = ("persons", "Une situation d’assurance de personnes", _about("persons"))
SITUATIONS: dict[str, tuple[tuple[str, str, Serves], ...]] = {
    "E32": (
        _PROPERTY,
        _PERSONS,
        ("professional", "Une situation du professionnel", _professional),
        ("savings", "Une situation d’épargne", _about("savings")),
    ),
    "E42": (_PROPERTY, _PERSONS),
}
"""What the fiches of each exam must show at least once: id, label, which fiches do."""


def serving_twice(candidate: JuryCandidate, exam: str) -> list[int]:
    """Fiches that serve two compulsory situations: allowed, and shown."""
    return [
        fiche.number
        for fiche in _described(candidate, exam)
        if sum(bool(serves(fiche)) for _, _, serves in SITUATIONS[exam]) > 1
    ]
