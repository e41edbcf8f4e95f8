"""``passage jury minutes``: what was decided, by whom, and the print of every file received."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import PassageError
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.people import JuryCandidate
from app.domain.jury.received import Transcription
from app.domain.jury.receiving import VERDICTS
from app.domain.jury.results import Juror, Logged
from app.domain.jury.results_words import (
    LIVRETS,
    NOTE_KINDS,
    RESULTS,
)
from app.domain.jury.rules.deliberation import sittings
from app.domain.jury.state import Jury, JuryState
from app.domain.jury.words import UNITS
from app.domain.text import counted
from app.pdf.jury_paper import Column, Facts, JuryPaper, Listing, Signed, jury_paper
from app.pdf.slip_data import Signatory, SlipHead
from app.pdf.slip_incident import kind_name
from app.services.jury_desk import JuryView
from app.services.jury_results import mean_text
from app.services.jury_told import day_text, moment, parity_text, sector_text, value_text

MANY = 12
"""Signatories a page of the minutes takes beside the president."""
WHO = (Column("N° de candidat", 17), Column("Nom et prénoms", 26, bold=True))


def jury_of(desk: JuryView) -> Jury:
    """The jury; PassageError where the file has none."""
    if desk.state.jury is None:
        raise PassageError(f"{desk.path} : le fichier n’a pas de jury. Reprenez une copie.")
    return desk.state.jury


def head_of(jury: Jury) -> SlipHead:
    """A paper of the whole jury names neither exam nor commission."""
    return SlipHead(jury.session, "", "", "", academy=jury.pilot)


def who_of(candidate: JuryCandidate) -> tuple[str, str]:
    return candidate.number, candidate.name


# --- minutes --------------------------------------------------------------------------------------


def minutes(desk: JuryView) -> bytes:
    """PDF of the minutes: what was decided, by whom, and the fingerprint of every file received."""
    jury, state = jury_of(desk), desk.state
    outcomes = {number: outcome(state, number) for number in state.candidates}
    blocks = (
        _opening(desk, jury, outcomes),
        juror_listing(state),
        *_results(state, outcomes),
        *_decisions(state),
        *_observations(state),
        *_sources(state),
        *_signatures(state, jury),
    )
    closing = state.results.closing
    warning = "" if closing else "PROVISOIRE – LE PROCÈS-VERBAL N’EST PAS CLOS"
    paper = JuryPaper(
        head_of(jury), "Procès-verbal de délibération", blocks, jury.rehearsal, warning
    )
    return jury_paper(paper)


def _opening(desk: JuryView, jury: Jury, outcomes: dict[str, Outcome]) -> Facts:
    told = [outcome.result for outcome in outcomes.values()]
    closing = desk.state.results.closing
    pairs = (
        ("Candidats", str(len(told))),
        *((RESULTS[result] + "s", str(told.count(result))) for result in RESULTS),
        ("Sans résultat", str(told.count(""))),
    )
    official = f"le {moment(closing.at)} par {closing.by}" if closing else "pas encore"
    texts = (
        f"Académie pilote : {jury.pilot}. Académies : {', '.join(jury.academies)}. "
        f"Président : {jury.president}.",
        f"Clôture : {official}. Journal du jury : acte n° {desk.seq}, empreinte {desk.root_hash}.",
    )
    return Facts("", pairs, texts)


def juror_listing(state: JuryState) -> Listing:
    note = f"Membres : {parity_text(state)} (parité, D643-31). "
    note += " ".join(f"Le {day_text(day)} : {parity_text(state, day)}." for day in sittings(state))
    return Listing(
        "Jury",
        (Column("Nom", 30, bold=True), Column("Qualité", 30), Column("Présence", 40)),
        tuple((j.name, sector_text(j), _presence(j)) for j in state.results.jurors.values()),
        note,
        "Aucun membre du jury n’est enregistré.",
    )


def _presence(juror: Juror) -> str:
    told = [
        day_text(day) + (" (à distance)" if day in juror.remote else "") for day in juror.attended
    ]
    return ", ".join(told) or "–"


def _results(state: JuryState, outcomes: dict[str, Outcome]) -> Iterator[Listing]:
    columns = (
        *WHO,
        *(Column(title, 10, right=True) for title in ("E3", "E4", "Moyenne")),
        Column("Résultat", 36),
    )
    rows = [_result(state, told) for told in outcomes.values()]
    note = "Moyennes à deux décimales, arrondies au plus près, la demie vers le haut."
    yield Listing("Résultats", columns, tuple(rows), note, "Aucun candidat.")
    yield Listing(
        "Livrets examinés avant ajournement (D643-26)",
        (*WHO, Column("Livret", 30), Column("Examiné par", 30)),
        tuple(
            (*who_of(state.candidates[n]), LIVRETS.get(own.livret, ""), own.livret_by)
            for n, told in outcomes.items()
            if told.result == "adjourned" and (own := state.results.of(n))
        ),
    )


def _result(state: JuryState, told: Outcome) -> tuple[str, ...]:
    means = (told.means["E3"], told.means["E4"], told.general)
    word = RESULTS.get(told.result, "")
    why = "" if word else "Sans résultat : " + (" ; ".join(told.general.reasons) or "à prononcer")
    return (
        *who_of(state.candidates[told.number]),
        *(mean_text(mean.value) for mean in means),
        word or why,
    )


# --- decisions ------------------------------------------------------------------------------------

_DECIDED = (
    ("Notes décidées par le jury", ("final",)),
    ("Notes harmonisées (CCF)", ("harmonised",)),
    ("Notes saisies à la main", ("enter",)),
    ("Réserves", ("reserve",)),
    ("Absences par force majeure", ("majeure",)),
    ("Fraudes", ("fraud",)),
)


def _decisions(state: JuryState) -> Iterator[Listing]:
    for title, kinds in _DECIDED:
        lines = list(_logged(state, kinds))
        yield _decided(state, title, [(n, line) for n, line in lines if not line.rectifies])
    told = [line for line in _logged(state, ()) if line[1].rectifies]
    yield _decided(state, "Rectifications après la clôture", told)


def _logged(state: JuryState, kinds: tuple[str, ...]) -> Iterator[tuple[str, Logged]]:
    for number in state.candidates:
        for line in state.results.of(number).log:
            if not kinds or line.kind in kinds:
                yield number, line


def _decided(state: JuryState, title: str, lines: list[tuple[str, Logged]]) -> Listing:
    columns = (
        Column("Le", 17),
        *WHO,
        Column("Unité", 7),
        Column("Avant → après", 18),
        Column("Par qui, pourquoi", 38),
    )
    return Listing(title, columns, tuple(_line(state, n, line) for n, line in lines))


def _line(state: JuryState, number: str, line: Logged) -> tuple[str, ...]:
    why = " : ".join(filter(None, (line.by, line.reason)))
    why += f" — rectification, {line.rectifies}" if line.rectifies else ""
    change = f"{value_text(line.before)} → {value_text(line.after)}"
    return (moment(line.at), *who_of(state.candidates[number]), line.unit, change, why)


def _observations(state: JuryState) -> Iterator[Listing]:
    columns = (
        Column("Le", 17),
        Column("Mention", 19),
        Column("Candidat", 22),
        Column("Texte", 40),
        Column("Par", 16),
    )
    names = {n: f"{c.name} ({n})" for n, c in state.candidates.items()}
    notes = [
        (moment(n.at), NOTE_KINDS.get(n.kind, n.kind), names.get(n.candidate, ""), n.text, n.by)
        for n in state.results.notes
    ]
    yield Listing("Mentions au procès-verbal", columns, tuple(notes))
    incidents = [
        (
            *(moment(told.at), f"{kind_name(told.kind)}, {code}", names.get(told.candidate, "")),
            *(told.text, told.informed),
        )
        for code, commission in sorted(state.received.commissions.items())
        for head in commission.heads
        for told in head.incidents
    ]
    yield Listing("Incidents signalés par les commissions", columns, tuple(incidents))
    yield Listing(
        "Versions en conflit départagées",
        (
            *WHO,
            Column("Épreuve", 8),
            Column("Confirmé par", 24),
            Column("Décidé par, pourquoi", 40),
        ),
        tuple(
            (
                *who_of(state.candidates[number]),
                exam,
                ", ".join(told.confirmed_by),
                f"{told.by} : {told.reason}",
            )
            for (number, exam), told in sorted(state.received.decisions.items())
            if number in state.candidates
        ),
    )


# --- sources --------------------------------------------------------------------------------------


def _sources(state: JuryState) -> Iterator[Listing | Facts]:
    told = state.results.coefficients
    units = ", ".join(f"{unit} {told[unit]}" for unit in UNITS if unit in told)
    missing = [unit for unit in UNITS if unit not in told and unit != "EF"]
    lacking = f" Non saisis : {', '.join(missing)}." if missing else ""
    yield Facts("Coefficients", texts=(f"{units or 'aucun'}.{lacking}",))
    prints = (Column("Reçu le", 16), Column("Fichier", 21), Column("Verdict", 15))
    fingerprint = Column("Empreinte SHA-256", 48, size=5.5)
    yield Listing(
        "Fichiers reçus des commissions",
        (*prints, fingerprint),
        tuple(
            (moment(r.at), r.file, f"{VERDICTS.get(r.verdict, r.verdict)} {r.commission}", r.sha256)
            for r in state.received.receipts.values()
        ),
        empty="Aucun fichier n’a été reçu.",
    )
    yield Listing(
        "Listes de notes chargées",
        (*prints[:2], Column("Unités, notes", 15), fingerprint),
        tuple(
            (moment(m.at), m.source, f"{', '.join(m.units)} : {m.count}", m.sha256)
            for m in state.results.lists
        ),
    )
    yield Listing(
        "Grilles transcrites du papier",
        (*WHO, Column("Épreuve", 10), Column("Transcrite par", 30), Column("Preuve", 25)),
        tuple(
            (*who_of(state.candidates[number]), exam, one.by, _proof(one))
            for (number, exam), typed in sorted(state.received.papers.items())
            for one in typed
            if number in state.candidates
        ),
    )
    keys = tuple((code, key) for key, code in sorted(state.received.recognised.items()))
    columns = (Column("Commission", 20), Column("Clé publique", 80, size=6))
    yield Listing("Clés reconnues sans pack", columns, keys)
    controls = state.received.controls
    if controls:
        wrong = sum(not control.right for control in controls)
        yield Facts(
            "Contrôle des grilles imprimées",
            texts=(f"{counted(len(controls), 'code comparé')}, {wrong} en désaccord.",),
        )


def _proof(typed: Transcription) -> str:
    return "code de contrôle" if typed.checked else "double saisie"


def _signatures(state: JuryState, jury: Jury) -> Iterator[Signed]:
    jurors = [j for j in state.results.jurors.values() if not j.president]
    president = next((j.name for j in state.results.jurors.values() if j.president), jury.president)
    yield Signed("Signature du président du jury", (Signatory(president, "président du jury"),))
    if 0 < len(jurors) <= MANY:
        people = tuple(Signatory(j.name, sector_text(j)) for j in jurors)
        yield Signed("Signatures des membres du jury", people)
