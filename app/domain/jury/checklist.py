"""The conformity control as a list of what is there and what lacks (§ 1.4.2); it judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.facts import dataclass
from app.domain.jury.people import Fiche, JuryCandidate
from app.domain.jury.words import LEAST_DAYS

FICHES: Mapping[str, range] = {"E32": range(1, 6), "E42": range(6, 10)}
"""§ 1.4.2 A, 4 and 5."""
LEAST_PRODUCTS = 3
PRESENT, LACKING, UNSEEN = "present", "lacking", "unseen"


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
    yield _ticked(candidate, exam, "certificates", certificates(candidate))


def certificates(candidate: JuryCandidate) -> str:
    """What proves the activity, by route (§ 1.4.2 A, 2 and B)."""
    if candidate.candidate.category == "APPRENTISSAGE":
        return "Attestation de l’employeur (contrat d’apprentissage)"
    return "Certificats de stage, ou certificat de travail de six mois au moins"


def _internship(candidate: JuryCandidate) -> Item:
    """Short under what is due, 75 days unless a decision reduced it; never too long."""
    label = "Durée de stage"
    if candidate.candidate.category == "APPRENTISSAGE" or candidate.days is None:
        apprentice = candidate.candidate.category == "APPRENTISSAGE"
        return Item("internship", label, PRESENT if apprentice else UNSEEN, ticked=False)
    due = LEAST_DAYS if candidate.required_days is None else candidate.required_days
    short = candidate.days < due
    note = f"{candidate.days} journées pour {due}" if short else ""
    return Item("internship", label, LACKING if short else PRESENT, ticked=False, note=note)


def _contexts(candidate: JuryCandidate, exam: str) -> Iterator[Item]:
    """At least one context fiche, and each one an activity fiche points to."""
    described = _described(candidate, exam)
    if not described and not candidate.contexts:
        yield Item("context", "Fiche contexte", UNSEEN, ticked=False)
        return
    state = PRESENT if candidate.contexts else LACKING
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
        if fiche is not None and fiche.client is not None:
            client = PRESENT if fiche.client else LACKING
            yield Item(f"client-{number}", f"Fiche client n° {number}", client, ticked=False)


def coverage(candidate: JuryCandidate, exam: str) -> Iterator[Item]:
    """The compulsory situations (§ 1.4.4); one fiche may serve two: the circular does not say
    otherwise, and which ones serve is told."""
    fiches = _described(candidate, exam)
    for name, label, serving in _situations(exam, fiches):
        numbers = ", ".join(f"n° {fiche.number}" for fiche in serving)
        state = PRESENT if serving else LACKING if fiches else UNSEEN
        yield Item(name, label, state, ticked=False, note=numbers)
    products = {fiche.product.strip().casefold() for fiche in fiches if fiche.product.strip()}
    enough = len(products) >= LEAST_PRODUCTS
    state = PRESENT if enough else LACKING if fiches else UNSEEN
    note = f"{len(products)} sur {LEAST_PRODUCTS}" if fiches else ""
    yield Item("products", "Au moins 3 produits différents", state, ticked=False, note=note)
    if exam == "E42":
        claims = [fiche for fiche in fiches if fiche.claim is False]
        told = ", ".join(f"n° {fiche.number}" for fiche in claims)
        state = LACKING if claims else PRESENT if fiches else UNSEEN
        yield Item("claims", "Les quatre fiches portent sur un sinistre", state, False, told)


def _situations(exam: str, fiches: list[Fiche]) -> Iterator[tuple[str, str, list[Fiche]]]:
    yield (
        "property",
        "Une situation de biens et de responsabilité",
        [fiche for fiche in fiches if fiche.kind == "property"],
    )
    yield (
        "persons",
        "Une situation d’assurance de personnes",
        [fiche for fiche in fiches if fiche.kind == "persons"],
    )
    if exam == "E32":
        yield (
            "professional",
            "Une situation du professionnel",
            [f for f in fiches if f.professional and f.kind in ("property", "persons")],
        )
        yield (
            "savings",
            "Une situation d’épargne",
            [fiche for fiche in fiches if fiche.kind == "savings"],
        )


def serving_twice(candidate: JuryCandidate, exam: str) -> list[int]:
    """Fiches that serve two compulsory situations: allowed, and shown."""
    served = [
        f.number for _, _, fiches in _situations(exam, _described(candidate, exam)) for f in fiches
    ]
    return sorted({number for number in served if served.count(number) > 1})
