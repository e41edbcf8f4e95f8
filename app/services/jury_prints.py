"""``passage jury prints``: the papers the organisers print before the day (§ 1.4 to 1.4.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import counted
from app.pdf.jury_control import control_list
from app.pdf.jury_door import door_lists as doors_pdf
from app.pdf.jury_planning import commission_plannings, room_plannings
from app.pdf.slips import attendance_lists, candidate_subjects, commission_scenarios
from app.services.jury_prints_control import control_of
from app.services.jury_prints_lists import (
    Sitting,
    attendance_of,
    commission_day,
    door_lists,
    room_days,
    sittings,
)
from app.services.jury_prints_sheets import Run, sheets_run
from app.services.printing import Files, write_files

Make = Callable[..., bytes]
"""A paper to come, told whether it is a rehearsal."""
Progress = Callable[[int, int], object]
"""Told papers made, of so many."""


def print_jury(state: JuryState, folder: Path, progress: Progress | None = None) -> list[str]:
    """Write every paper to ``folder``; returns what to tell the user. PassageError when there is
    nothing to print, or another file has one of the names; whatever ``progress`` raises stops all
    before anything is written."""
    files, told = prints(state, progress)
    if not files:
        raise PassageError("\n".join([*told, "Aucun candidat à préparer : rien à imprimer."]))
    return [*map(str, write_files(folder, files)), *told]


def prints(state: JuryState, progress: Progress | None = None) -> tuple[Files, list[str]]:
    """File name to PDF of every paper there is, and a French line for whoever is on none. No
    paper names a school (rule 4); the same state gives the same bytes."""
    held = sittings(state)
    run = sheets_run(state, held)
    makers = dict([*_lists(state, held), *_sheets(run), *_control(state)])
    rehearsal, files = state.jury is not None and state.jury.rehearsal, Files()
    for done, (name, make) in enumerate(makers.items()):
        if progress is not None:
            progress(done, len(makers))
        files[name] = make(rehearsal=rehearsal)
    return files, [*_without_hour(state), *run.missing]


def _lists(state: JuryState, held: list[Sitting]) -> Iterator[tuple[str, Make]]:
    if held:
        days = [commission_day(state, sitting) for sitting in held]
        yield "planning-par-commission.pdf", partial(commission_plannings, days)
    attending = [attendance_of(state, sitting) for sitting in held if sitting.turns]
    if attending:
        yield "planning-par-salle.pdf", partial(room_plannings, room_days(state, held))
        yield "listes-des-portes.pdf", partial(doors_pdf, door_lists(state, held))
        yield "emargement.pdf", partial(attendance_lists, attending)


def _sheets(run: Run) -> Iterator[tuple[str, Make]]:
    subjects = [sheet.subject for sheet in run.sheets if sheet.subject is not None]
    if subjects:
        yield "sujets-des-candidats.pdf", partial(candidate_subjects, subjects)
    if run.sheets:
        scenarios = [sheet.scenario for sheet in run.sheets]
        yield "scenarios-des-commissions.pdf", partial(commission_scenarios, scenarios)


def _control(state: JuryState) -> Iterator[tuple[str, Make]]:
    control = control_of(state)
    if control.entries:
        yield "controle-de-conformite.pdf", partial(control_list, control)


def _without_hour(state: JuryState) -> Iterator[str]:
    """Who passes an exam and is on no list, commissions that have nobody."""
    if not state.commissions:
        yield "Aucune commission dans ce jury : ni planning, ni liste de porte, ni émargement."
    for code in state.commissions:
        if not state.seats.get(code):
            yield f"{code} : aucun candidat, pas de papier."
    for exam in DOMAINS:
        left = [
            f"{c.name} ({c.number})"
            for c in state.candidates.values()
            if c.passes(exam) and _nowhere(state, exam, c.number)
        ]
        if left:
            yield f"{exam} : {counted(len(left), 'candidat')} sans heure : {', '.join(left)}."


def _nowhere(state: JuryState, exam: str, number: str) -> bool:
    slot = state.candidates[number].of(exam).slot
    return slot is None or slot.commission not in state.commissions
