"""Coherence questions before sealing: a pure function of the state, never blocking.

Nothing is computed from the grid (rule 1): each question only asks whether what stands is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from app.domain import ledger
from app.domain.exam import DossierItem
from app.domain.facts import dataclass
from app.domain.instants import duration_text
from app.domain.marks import half_points, printed_mark
from app.domain.state import Passage, State

LOW, HIGH = 16, 24
"""In half points: a mark under 8 or above 12 is at an end of the scale."""
FAR_FROM_PLAN = 2
"""A part shorter than its plan divided by this, or longer than one and a half times, is far."""


@dataclass(frozen=True)
class Question:
    id: str
    text: str


def questions(state: State, passage: Passage, at: datetime) -> list[Question]:
    """The questions that arise now, in a fixed order."""
    return [
        *_levels_and_mark(passage),
        *_dossier(state, passage),
        *_same_fiche(state, passage),
        *_times(state, passage, at),
        *_overlaps(state, passage),
    ]


def _levels_and_mark(passage: Passage) -> Iterator[Question]:
    levels = set(passage.levels.values())
    if passage.mark is None or not levels:
        return
    mark, shown = half_points(passage.mark), printed_mark(passage.mark)
    if levels <= {"TI", "I"} and mark > HIGH:
        yield Question(
            "levels-low-mark-high",
            f"Tous les niveaux sont TI ou I et la note est {shown} : est-ce voulu ?",
        )
    if levels <= {"S", "TS"} and mark < LOW:
        yield Question(
            "levels-high-mark-low",
            f"Tous les niveaux sont S ou TS et la note est {shown} : est-ce voulu ?",
        )
    if levels == {"NO"}:
        yield Question(
            "levels-all-not-observable",
            f"Toutes les compétences sont NO et la note est {shown} : est-ce voulu ?",
        )


def _dossier(state: State, passage: Passage) -> Iterator[Question]:
    printed = [item for item in state.exam.dossier if item.printed]
    if not any(item.id in passage.dossier for item in printed):
        yield Question("dossier-blank", "La zone « dossier » est vide : est-ce voulu ?")
    missing = [i.label.rstrip(" :") for i in printed if _lacks(state, passage, i)]
    if missing and passage.doubt is None:
        yield Question(
            "missing-fiche-no-doubt",
            f"{', '.join(missing)} : une pièce manque au dossier, sans doute signalé. "
            "Est-ce voulu ?",
        )


def _lacks(state: State, passage: Passage, item: DossierItem) -> bool:
    """Whether a piece is missing: a fiche incomplete, or fewer of them than the exam wants."""
    value = passage.dossier.get(item.id)
    if item.kind == "count":
        return isinstance(value, int) and value < len(state.exam.fiches)
    return item.kind == "fiche" and isinstance(value, list) and value != ["yes"]


def _same_fiche(state: State, passage: Passage) -> Iterator[Question]:
    own = passage.situation
    if own is None or not own.parameters.strip():
        return
    for other in state.in_order:
        same = other.situation and other.situation.parameters.strip() == own.parameters.strip()
        if same and _earlier(other, passage):
            yield Question(
                "same-fiche",
                f"Les paramètres sont ceux de {other.candidate.name} ({other.number}) : "
                "est-ce la bonne fiche ?",
            )
            return


def _earlier(other: Passage, passage: Passage) -> bool:
    """Whether the other candidate came before this one: by the clock, else by the list."""
    if other.number == passage.number:
        return False
    if other.runs and passage.runs:
        return other.runs[0].started < passage.runs[0].started
    return bool(other.runs) or (other.evaluated and other.position < passage.position)


def _overlaps(state: State, passage: Passage) -> Iterator[Question]:
    """Two parts at once: only hours corrected by hand can say so."""
    lines = sorted((run for run in passage.runs if run.stopped), key=lambda run: run.started)
    for one, other in pairwise(lines):
        if one.stopped is not None and other.started < one.stopped:
            names = [state.exam.part_by_id[run.part].the for run in (one, other)]
            yield Question(
                "parts-overlap",
                f"D’après leurs heures, {names[0]} et {names[1]} se recouvrent. Est-ce exact ?",
            )
            return


def _times(state: State, passage: Passage, at: datetime) -> Iterator[Question]:
    for part in state.exam.clocks:
        runs = ledger.runs_of(passage, part.id)
        if not runs or any(run.open or run.start_reason or run.stop_reason for run in runs):
            continue
        if any(run.corrected for run in runs):
            continue
        time = ledger.part_time(state.exam, passage, part, at)
        short = time.elapsed_s * FAR_FROM_PLAN < time.planned_s
        if short or time.elapsed_s * 2 > time.planned_s * 3:
            yield Question(
                f"{part.id}-far-from-plan",
                f"{part.name} : {duration_text(time.elapsed_s)} pour "
                f"{duration_text(time.planned_s)} prévues, sans motif. Est-ce exact ?",
            )
