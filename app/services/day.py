"""A plausible exam day as act lines: for the demonstration and for tests that need a full day.

Candidates come in order of passage; what befalls each is set by its rank, so that a day shows an
absence, a dossier not valid, a doubt, an examiner replaced, a pause, an attempt annulled, a
reopening. Nothing is random.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from app.domain import ledger
from app.domain.codec import compact
from app.domain.exam import PREPARATION, Exam
from app.domain.people import Examiner
from app.domain.state import Passage, State
from app.services.clock import zone_of

Line = tuple[str, str]

LEVELS = ("S", "TS", "I", "S", "S", "TS", "NO", "S", "TS", "I", "S", "S", "TS")
MARKS = ("14,5", "11", "16", "", "", "9,5", "13", "12,5")
APPRAISALS = (
    "Entretien bien construit ; la découverte du besoin est complète et la reformulation juste. "
    "La conclusion gagnerait à être plus ferme.",
    "Écoute réelle, mais le conseil reste descriptif. Les garanties sont connues, leurs limites "
    "moins. Réponses convaincantes au questionnement.",
    "Très bonne maîtrise de la situation. Le candidat justifie chacun de ses choix et prend du "
    "recul sur sa simulation.",
)
VISA = "M12 60 L30 22 L44 66 L60 18 L78 58 L96 40 L120 52"


class Day:
    """The clock of the day and the commission in front of it."""

    def __init__(self, state: State) -> None:
        commission = state.commission
        assert commission is not None
        self.state = state
        self.exam: Exam = state.exam
        self.examiners = list(commission.examiners)
        zone: tzinfo = zone_of(commission.time_zone)
        self.now = datetime.combine(commission.date, time(7, 45), zone)

    def act(self, name: str, passage: Passage | None = None, /, **fields: Any) -> Line:
        """One act line at the present instant, a few seconds after the one before."""
        self.now += timedelta(seconds=7)
        whom = {"passage": passage.number} if passage else {}
        said = f"{self.now:%H:%M:%S}  {name}"
        title = f"{said}  {passage.candidate.name}" if passage else said
        return title, compact({"at": self.now.isoformat(), "act": name, **whom, **fields})

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


def day(state: State) -> Iterator[Line]:
    """(title, JSON line with its ``at``) of every act of the day."""
    today = Day(state)
    for rank, passage in enumerate(state.in_order):
        start = passage.candidate.hour or "08:00"
        hour, minute = (int(piece) for piece in start.split(":"))
        today.now = max(today.now, today.now.replace(hour=hour, minute=minute, second=0))
        yield from _passage(today, passage, rank)
    yield today.act("report-incident", text="Imprimante en panne dix minutes.", kind="material")
    yield today.act("record-person", name="Mme SECRÉTAIRE", role="secretary")


def _passage(today: Day, passage: Passage, rank: int) -> Iterator[Line]:
    if rank == 3:
        yield today.act("mark-absent", passage)
        return
    if rank == 4:
        yield today.act(
            "declare-not-valid", passage, reason="dossier-missing", authority="DEC de Lyon"
        )
        return
    yield from _welcome(today, passage, rank)
    yield from _interrogation(today, passage, rank)
    yield from _deliberation(today, passage, rank)
    if rank == 1:
        yield today.act("reopen", passage, reason="note mal recopiée du brouillon")
        yield today.act("set-mark", passage, mark="11,5")
        yield from _signature(today, passage)


def _welcome(today: Day, passage: Passage, rank: int) -> Iterator[Line]:
    if rank == 6:
        known, new = today.examiners[-1], Examiner("M. ÉTIENNE", today.examiners[-1].quality)
        yield today.act(
            "declare-known",
            passage,
            examiner=known.name,
            reason="ancien stagiaire",
            tie="professional",
        )
        yield today.act(
            "replace-examiner",
            examiner=known.name,
            by=new.name,
            quality=new.quality,
            reason="lien professionnel avec un candidat",
        )
        today.examiners[-1] = new
    yield today.act("confirm-identity", passage, evidence="CNI")
    yield from _dossier(today, passage, rank)


def _dossier(today: Day, passage: Passage, rank: int) -> Iterator[Line]:
    for item in today.exam.dossier:
        value: Any = item.parent is None or item.id.endswith("-property")
        if item.kind == "fiche":
            gap = rank == 5 and item.id == "fiche-3"
            value = ["context-missing", "client-missing"] if gap else ["yes"]
        if item.kind == "count":
            value = len(today.exam.fiches)
        if value is not False:
            yield today.act("tick-dossier", passage, item=item.id, value=value)
    if rank == 5:
        yield today.act("raise-doubt", passage, reason="fiche 3 incomplète")
    yield today.act("choose-situation", passage, **_situation(today.exam, rank))


def _situation(exam: Exam, rank: int) -> dict[str, Any]:
    first = exam.fiches[rank % len(exam.fiches)]
    told = "Le client appelle après avoir reçu son avis d’échéance ; il hésite à résilier."
    if exam.situations == 1:
        return {"fiche": first, "scenario": told}
    return {
        "fiche_1": first,
        "fiche_2": exam.fiches[(rank + 2) % len(exam.fiches)],
        "parameters": f"Le client a {34 + rank} ans, deux enfants à charge et vient d’acheter "
        "sa résidence principale ; il exerce désormais une profession libérale.",
        "scenario": told,
        "scenario_2": "Le prospect compare avec un concurrent moins cher.",
    }


def _interrogation(today: Day, passage: Passage, rank: int) -> Iterator[Line]:
    clocks = today.exam.clocks
    if rank == 7:
        yield today.act("start-part", passage, part=clocks[0].id)
        today.wait(60)
        yield today.act("annul-attempt", passage, reason="fiche d’un autre candidat remise")
    for part in clocks:
        yield today.act("start-part", passage, part=part.id)
        if rank == 2 and part.id != PREPARATION and part is not clocks[-1]:
            yield today.act("pause-part", passage)
            today.wait(90)
            yield today.act("resume-part", passage, reason="fenêtre à fermer, bruit dans la cour")
        today.wait(ledger.allowed(part, passage.candidate) - 20 + 30 * part.is_minimum)
    yield today.act("stop-part", passage, part=clocks[-1].id)


def _deliberation(today: Day, passage: Passage, rank: int) -> Iterator[Line]:
    for index, competency in enumerate(today.exam.competencies):
        level = LEVELS[(index + rank) % len(LEVELS)]
        yield today.act("place-level", passage, competency=competency.code, level=level)
    yield today.act("set-mark", passage, mark=MARKS[rank % len(MARKS)] or "10")
    yield today.act("write-appraisal", passage, text=APPRAISALS[rank % len(APPRAISALS)])
    yield from _signature(today, passage)


def _signature(today: Day, passage: Passage) -> Iterator[Line]:
    teacher, other = today.examiners[0], today.examiners[1]
    yield today.act("give-visa", passage, examiner=teacher.name, drawing=VISA)
    yield today.act("give-visa", passage, examiner=other.name, paper=True)
    yield today.act("seal", passage)
