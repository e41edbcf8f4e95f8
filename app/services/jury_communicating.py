"""``passage jury communicate``: for each candidate the copy they may ask for after the results.

Marks and appraisals are communicable to the candidate alone; what reveals the jury's criteria is
masked (CE 371453), so the positions of the grid stand in the copy only where they are asked for.
Nothing leaves before the results are official: until then the deliberation is secret.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import PassageError
from app.domain.jury.marks import Standing
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.results_words import MARKED, PARTS, RESULTS, STANDINGS
from app.domain.jury.state import Jury, JuryState
from app.domain.jury.words import DOMAINS
from app.pdf.jury_paper import Column, Facts, JuryPaper, Listing, jury_paper
from app.services.jury_desk import JuryView
from app.services.jury_minutes import head_of, jury_of
from app.services.jury_results import mark_text, mean_text
from app.services.printing import Files, safe

_LEGAL = (
    "Copie communiquée à l’intéressé après la proclamation des résultats (code des relations entre "
    "le public et l’administration, L311-6)."
)
_MASKED = " Les positionnements de la grille, qui révèlent les critères du jury, sont occultés."


def copies(desk: JuryView, *, levels: bool = False, number: str = "") -> Files:
    """File name to PDF, one a candidate or that of one; PassageError before the closing."""
    jury, state = jury_of(desk), desk.state
    if state.results.closing is None:
        raise PassageError(
            f"{desk.path} : les résultats ne sont pas officiels, la délibération est secrète. "
            "Clôturez d’abord le procès-verbal (close-minutes)."
        )
    if number and number not in state.candidates:
        raise PassageError(f"Aucun candidat ne porte le numéro « {number} » : vérifiez-le.")
    numbers = [number] if number else list(state.candidates)
    return {f"{safe(n)}-communicable.pdf": _copy(jury, state, n, levels) for n in numbers}


def _copy(jury: Jury, state: JuryState, number: str, levels: bool) -> bytes:
    candidate, told = state.candidates[number], outcome(state, number)
    born = candidate.candidate.born
    identity = (
        ("N° de candidat", number),
        ("Nom et prénoms", candidate.name),
        ("Né(e) le", f"{born:%d/%m/%Y}" if born else ""),
    )
    blocks = (
        Facts("", identity, (_LEGAL + ("" if levels else _MASKED),)),
        _marks(told),
        *_orals(state, told, levels),
    )
    subject = f"{candidate.name} ({number})"
    title = "Notes et appréciations"
    return jury_paper(JuryPaper(head_of(jury), title, blocks, jury.rehearsal, "", subject))


def _marks(told: Outcome) -> Listing:
    rows = [
        (unit, mark_text(own.mark), _word(own))
        for unit, own in told.standings.items()
        if own.kind != "not-enrolled"
    ]
    for exam, units in PARTS.items():
        if len(units) > 1 and told.means[exam].value is not None:
            rows.append((f"Moyenne {exam}", mean_text(told.means[exam].value), ""))
    rows.append(("Moyenne générale", mean_text(told.general.value), RESULTS.get(told.result, "")))
    columns = (
        Column("Épreuve", 30, bold=True),
        Column("Note sur 20", 20, right=True),
        Column("Mention", 50),
    )
    return Listing("Notes", columns, tuple(rows))


def _word(own: Standing) -> str:
    if own.kind != MARKED:
        return STANDINGS.get(own.kind, own.kind)
    return "Bénéfice" if own.kept else ""


def _orals(state: JuryState, told: Outcome, levels: bool) -> Iterator[Facts | Listing]:
    """The appraisal of each oral whose mark is in force; a reserve or NV has none."""
    for exam in DOMAINS:
        held = state.received.held(told.number, exam).passage
        if told.standings[exam].kind != MARKED or held is None:
            continue
        yield Facts(f"{exam} : appréciation globale", texts=(held.appraisal or "Aucune.",))
        if levels:
            described = state.exam(exam)
            yield Listing(
                "",
                (Column("Compétence", 85), Column("Position", 15)),
                tuple(
                    (competency.printed, held.levels.get(competency.code, "non positionnée"))
                    for competency in described.competencies
                ),
            )
