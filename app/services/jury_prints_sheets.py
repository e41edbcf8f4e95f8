"""The sheets of each candidate: what is handed over, what the commission holds (§ 1.4.4)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.domain.facts import dataclass, replace
from app.domain.jury.hours import hour_text
from app.domain.jury.people import Choice, Fiche, JuryCandidate, Verdict
from app.domain.jury.rules.dossiers import reason_text
from app.domain.jury.schools import Schools
from app.domain.jury.state import JuryState
from app.domain.jury.words import FICHES, KINDS
from app.domain.people import VERDICTS
from app.pdf.slip_data import CandidateSubject, CommissionScenario, DossierLines, FicheLine
from app.services.jury_prints_lists import Sitting, Turn, head_of
from app.services.subjects import scenario_of, subject_of

_DOUBT = (
    "La commission interroge néanmoins le candidat ou la candidate ; l’attribution de la note est "
    "réservée dans l’attente d’une nouvelle vérification (§ 1.4.2 B)."
)


@dataclass(frozen=True)
class CandidateSheets:
    """The sheets of one candidate; ``subject`` None in an exam without preparation: its scenario
    is for the commission alone."""

    subject: CandidateSubject | None
    scenario: CommissionScenario


@dataclass(frozen=True)
class Run:
    """Sheets in order of commission, day and hour, and a French line for each that is missing."""

    sheets: tuple[CandidateSheets, ...]
    missing: tuple[str, ...]


def sheets_run(state: JuryState, held: Sequence[Sitting]) -> Run:
    """What is printed for the candidates of these sittings."""
    schools = Schools(state)
    sheets, missing = [], list(_without_choice(held))
    for sitting, turn, choice in _choices(held):
        named = _named(schools, turn[0], sitting.commission.exam, choice)
        if named:
            whom = f"{_who(turn[0])}, {sitting.commission.exam}"
            missing.append(f"{whom} : pas de feuille : {named}")
        else:
            sheets.append(_sheets(state, sitting, turn, choice))
    return Run(tuple(sheets), tuple(missing))


def _choices(held: Iterable[Sitting]) -> Iterator[tuple[Sitting, Turn, Choice]]:
    for sitting in held:
        for turn in sitting.turns:
            choice = turn[0].of(sitting.commission.exam).choice
            if choice is not None:
                yield sitting, turn, choice


def _without_choice(held: Iterable[Sitting]) -> Iterator[str]:
    """A French line for each commission that has candidates for whom no fiche is chosen."""
    without: dict[str, list[str]] = {}
    for sitting in held:
        for candidate, _ in sitting.turns:
            if candidate.of(sitting.commission.exam).choice is None:
                without.setdefault(sitting.commission.code, []).append(_who(candidate))
    for code, names in without.items():
        yield f"{code} : sans fiche choisie, donc sans feuille : {', '.join(names)}."


def _who(candidate: JuryCandidate) -> str:
    return f"{candidate.name} ({candidate.number})"


def _named(schools: Schools, candidate: JuryCandidate, exam: str, choice: Choice) -> str:
    """Which text of the sheets names a school, and what to do; "" for none."""
    for what, text in _texts(candidate, exam, choice):
        for school in schools.named_in(text):
            return f"{what} nomme un établissement (« {school} »). Corrigez ce texte."
    return ""


def _texts(candidate: JuryCandidate, exam: str, choice: Choice) -> Iterator[tuple[str, str]]:
    """Everything people typed that the sheets show, by a French name."""
    yield "le texte des paramètres", choice.parameters
    yield from (("un scénario", scenario) for scenario in choice.scenarios)
    for number in FICHES[exam]:
        if number in candidate.fiches:
            yield f"le produit de la fiche n° {number}", candidate.fiches[number].product
    verdict = candidate.of(exam).verdict
    yield "le constat de conformité", f"{verdict.reason}\n{verdict.authority}"


def _sheets(state: JuryState, sitting: Sitting, turn: Turn, choice: Choice) -> CandidateSheets:
    candidate, slot = turn
    exam, head = state.exam(sitting.commission.exam), head_of(state, sitting)
    known = replace(candidate.candidate, day=slot.day, hour=hour_text(slot.minute))
    scenario = scenario_of(exam, head, known, choice)
    dossier = _dossier(candidate, exam.id, choice)
    about = fiche_text(candidate.fiches.get(choice.fiches[0]))
    subject = None
    if exam.situations == 2:
        subject = dataclasses.replace(subject_of(exam, head, known, choice), about=about)
    return CandidateSheets(subject, dataclasses.replace(scenario, dossier=dossier))


def fiche_text(fiche: Fiche | None) -> str:
    """The fiche in a few words, as annexe V or IX has it."""
    if fiche is None:
        return ""
    return ", ".join(filter(None, [fiche.product, KINDS.get(fiche.kind, ""), _client(fiche)]))


def _dossier(candidate: JuryCandidate, exam: str, choice: Choice) -> DossierLines:
    verdict = candidate.of(exam).verdict
    lines = [_line(number, candidate.fiches.get(number), choice) for number in FICHES[exam]]
    warning = _DOUBT if verdict.verdict == "doubtful" else ""
    return DossierLines(verdict_text(verdict), warning, tuple(lines))


def verdict_text(verdict: Verdict) -> str:
    """ "en doute : motif (autorité, le 15/05/2019)"."""
    told = " : ".join(filter(None, [VERDICTS[verdict.verdict], flat(reason_text(verdict))]))
    by = decided_text(verdict)
    return f"{told} ({by})" if by else told


def decided_text(verdict: Verdict) -> str:
    """Who gave the verdict, and when."""
    day = f"le {date.fromisoformat(verdict.decided):%d/%m/%Y}" if verdict.decided else ""
    return ", ".join(filter(None, [flat(verdict.authority), day]))


def flat(text: str) -> str:
    """A text on one line: a cell of many lines might outgrow its page."""
    return " ".join(text.split())


def _line(number: int, fiche: Fiche | None, choice: Choice) -> FicheLine:
    parts = ("1re partie", "2e partie") if len(choice.fiches) > 1 else ("l’épreuve",)
    use = dict(zip(choice.fiches, parts, strict=True)).get(number, "")
    if fiche is None:
        return FicheLine(number, "non décrite", use=use)
    context = f"n° {fiche.context}" if fiche.context is not None else ""
    real = {True: "réel", False: "simulé", None: ""}[fiche.real]
    told = ", ".join(filter(None, [context, real]))
    return FicheLine(number, fiche.product, KINDS.get(fiche.kind, ""), _client(fiche), told, use)


def _client(fiche: Fiche) -> str:
    return {True: "professionnel", False: "particulier", None: ""}[fiche.professional]
