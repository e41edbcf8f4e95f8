"""``passage jury slips``: attendance of the jury, mark slips by unit, the harmonisation report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain.jury.marks import Standing, standing, status_of
from app.domain.jury.results_words import (
    MARKED,
    STANDINGS,
)
from app.domain.jury.rules.deliberation import sittings
from app.domain.jury.state import Jury, JuryState
from app.domain.jury.words import DOMAINS, UNITS
from app.pdf.jury_paper import Column, Facts, JuryPaper, Listing, Signed, jury_paper
from app.pdf.slip_data import Signatory
from app.services.jury_desk import JuryView
from app.services.jury_minutes import (
    WHO,
    head_of,
    juror_listing,
    jury_of,
    who_of,
)
from app.services.jury_results import mark_text
from app.services.jury_told import day_text, moment, parity_text, sector_text
from app.services.printing import Files


def jury_slips(desk: JuryView) -> Files:
    """File name to PDF: attendance of the jury, a mark slip a unit, the harmonisation report."""
    return {name: make() for name, make in slip_makers(desk).items()}


def slip_makers(desk: JuryView) -> dict[str, Callable[[], bytes]]:
    """File name to what makes its PDF."""
    jury, state = jury_of(desk), desk.state
    slips = {f"bordereau-{u}.pdf": partial(_mark_slip, jury, state, u) for u in _used(state)}
    return {
        "jury-emargement.pdf": partial(_attendance, jury, state),
        **slips,
        "rapport-harmonisation.pdf": partial(_harmonisation, jury, state),
    }


def _used(state: JuryState) -> list[str]:
    """Units somebody is enrolled in."""
    return [
        unit
        for unit in UNITS
        if any(standing(state, n, unit).kind != "not-enrolled" for n in state.candidates)
    ]


def _attendance(jury: Jury, state: JuryState) -> bytes:
    jurors = tuple(state.results.jurors.values())
    texts = [
        f"Parité (D643-31) : {parity_text(state)}. "
        "La délibération reste valable si la parité est rompue par défection avant ses travaux."
    ]
    texts += [f"Présents le {day_text(d)} : {parity_text(state, d)}." for d in sittings(state)]
    blocks = (
        Facts("", (("Président", jury.president), ("Membres", str(len(jurors)))), tuple(texts)),
        juror_listing(state),
        Signed("Émargement", tuple(Signatory(j.name, sector_text(j)) for j in jurors)),
    )
    return jury_paper(
        JuryPaper(head_of(jury), "Liste d’émargement du jury", blocks, jury.rehearsal)
    )


def _mark_slip(jury: Jury, state: JuryState, unit: str) -> bytes:
    rows, counts = [], {"Notes": 0}
    for number, candidate in state.candidates.items():
        told = standing(state, number, unit)
        if told.kind == "not-enrolled":
            continue
        word = "Notes" if told.kind == MARKED else STANDINGS.get(told.kind, told.kind)
        counts[word] = counts.get(word, 0) + 1
        rows.append((*who_of(candidate), _before(state, number, unit), *_slip_marks(told)))
    columns = (
        *WHO,
        Column("Commission", 12),
        Column("Proposée", 11, right=True),
        Column("Harmonisée", 13, right=True),
        Column("Arrêtée", 10, right=True, bold=True),
        Column("Mention", 22),
    )
    blocks = (
        Facts("", tuple((word, str(count)) for word, count in counts.items())),
        Listing("", columns, tuple(rows), _RESERVE),
        Signed("Signature du président du jury", (Signatory(jury.president, "président du jury"),)),
    )
    warning = "" if state.results.closing else "PROVISOIRE"
    title = "Bordereau de notation"
    paper = JuryPaper(head_of(jury), f"{title} – {unit}", blocks, jury.rehearsal, warning)
    return jury_paper(paper)


_RESERVE = (
    "Une note réservée n’est pas portée sur ce bordereau tant que la réserve n’est pas levée."
)


def _before(state: JuryState, number: str, unit: str) -> str:
    """The commission that sealed the mark, for an oral; what the unit is otherwise."""
    if unit in DOMAINS and (held := state.received.held(number, unit).passage):
        return held.commission
    own = state.results.of(number).of(unit)
    status = status_of(state.candidates[number], own, unit)
    return {"ccf": "CCF", "benefit": "bénéfice"}.get(status, "")


def _slip_marks(told: Standing) -> tuple[str, ...]:
    word = "" if told.kind == MARKED else STANDINGS.get(told.kind, told.kind)
    marks = (told.proposed, told.harmonised, told.mark)
    return (*(mark_text(mark) for mark in marks), word or told.note)


def _harmonisation(jury: Jury, state: JuryState) -> bytes:
    """What the harmonisation commission changed and remarked, unit by unit (§ 1.4.3 D)."""
    rows = []
    for number, candidate in state.candidates.items():
        for unit in UNITS:
            own = state.results.of(number).of(unit)
            if status_of(candidate, own, unit) != "ccf":
                continue
            told, by = standing(state, number, unit), own.harmonised
            why = f"{by.by} : {by.reason}" if by else ""
            rows.append((*who_of(candidate), unit, *_slip_marks(told)[:3], why))
    columns = (
        *WHO,
        Column("Unité", 7),
        Column("Proposée", 11, right=True),
        Column("Harmonisée", 14, right=True),
        Column("Arrêtée", 10, right=True, bold=True),
        Column("Observation", 40),
    )
    notes = tuple(
        f"{moment(note.at)}, {note.by} : {note.text}"
        for note in state.results.notes
        if note.kind == "harmonisation"
    )
    blocks = (
        Facts("", texts=(_HARMONISED,)),
        Listing("Notes proposées en CCF", columns, tuple(rows), empty="Aucune unité en CCF."),
        Facts("Observations de la commission d’harmonisation", texts=notes or ("Aucune.",)),
    )
    paper = JuryPaper(head_of(jury), "Rapport d’harmonisation", blocks, jury.rehearsal)
    return jury_paper(paper)


_HARMONISED = (
    "La commission d’harmonisation examine les propositions de notes et formule ses "
    "observations ; le jury arrête les notes définitives (§ 1.4.3 D). Aucune correction collective "
    "n’est calculée : chaque note se décide une à une, la note proposée reste inscrite."
)
