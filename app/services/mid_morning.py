"""The demonstration seen in the window: a commission in the middle of its morning, now.

One candidate sealed, one sealed with a reserved mark, one absent, one in part 1, one preparing,
one not valid, two to come. It is made by the same acts as any day, on a clock told what to say.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from app.domain import acts, ledger
from app.domain.exam import Exam
from app.domain.people import Candidate
from app.domain.rules.lists import candidate_line
from app.intake.description import read_description
from app.intake.dossiers import match_dossiers
from app.intake.lists import read_list
from app.services.clock import zone_of
from app.services.day import APPRAISALS, LEVELS, VISA
from app.services.desk import Desk
from app.services.files import create_commission
from app.services.making import attaching_acts
from app.services.version import VERSION
from app.system import Clock, Reading, SystemClock, world_error
from resources import resource

EXAM = "E32"
ELAPSED = timedelta(minutes=11, seconds=34)
"""How long ago the running part began."""
ORDER = (0, 1, 3, 4, 2, 5, 7, 6)
"""Ranks in the built-in list, in order of passage."""
MINUTES = (-165, -90, -45, 0, 45, 105, 150, 195)
"""Each one's hour, from that of the candidate in the room."""
NOTES = (
    (40, "Accueil clair, reformule la demande", ("C5",)),
    (150, "Ne demande pas la composition du foyer", ("C6",)),
    (260, "Structure l’entretien, annonce les étapes", ("C20",)),
    (390, "Propose la garantie sans vérifier le besoin", ("C21",)),
)


class ToldClock:
    """A clock that says what it is told, in step with the machine’s ticks and boot."""

    def __init__(self, real: Clock) -> None:
        self._base = real.read()
        self.at = self._base.wall

    def read(self) -> Reading:
        behind = (self._base.wall - self.at) // timedelta(milliseconds=1)
        return Reading(self.at, self._base.tick_ms - behind, self._base.boot)


def user_folder() -> Path:
    """The folder of this user’s own commissions made by the program; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("Passage", appauthor=False)


def demo_commission(folder: Path, clock: Clock | None = None) -> Path:
    """Make a new demonstration in ``folder``, a rehearsal in mid-morning; returns its file."""
    told = ToldClock(clock or SystemClock())
    morning = _Morning(told)
    path = _free_name(folder, f"Démonstration {EXAM} {morning.now:%Y-%m-%d %Hh%M}")
    told.at = morning.hour(0) - timedelta(minutes=20)
    opening = [(act, morning.instant) for act in (morning.opening(), morning.list())]
    create_commission(path, opening)
    with Desk(path, told) as desk:
        morning.play(desk)
    return path


def _free_name(folder: Path, stem: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise world_error(folder, error) from error
    names = (f"{stem} ({n})" if n > 1 else stem for n in count(1))
    return next(path for name in names if not (path := folder / f"{name}.passage").exists())


class _Morning:
    """The script: who comes when, and every act up to now."""

    def __init__(self, clock: ToldClock) -> None:
        self._clock = clock
        self._description = read_description(resource("demo", f"{EXAM}.toml"))
        self.now = clock.at.astimezone(zone_of(self._description.time_zone))
        self._started = self.now - ELAPSED
        early = self._started - timedelta(minutes=19)
        self._base = early.replace(minute=early.minute // 5 * 5, second=0, microsecond=0)
        listed = read_list(resource("demo", f"{EXAM}.csv")).candidates
        self._candidates = [self._due(listed[rank], n) for n, rank in enumerate(ORDER)]

    @property
    def instant(self) -> str:
        return self._clock.at.isoformat()

    def hour(self, place: int) -> datetime:
        return self._base + timedelta(minutes=MINUTES[place])

    def _due(self, candidate: Candidate, place: int) -> Candidate:
        when = self.hour(place)
        day = None if when.date() == self._base.date() else when.date()
        return replace(candidate, hour=f"{when:%H:%M}", day=day)

    def opening(self) -> acts.OpenCommission:
        told = self._description
        return acts.OpenCommission(
            session=told.session,
            exam=told.exam,
            commission=told.commission,
            academy=told.academy,
            centre=told.centre,
            room=told.room,
            date=self._base.date().isoformat(),
            time_zone=told.time_zone,
            examiners=tuple({"name": e.name, "quality": e.quality} for e in told.examiners),
            rehearsal=True,
            program=VERSION,
        )

    def list(self) -> acts.LoadList:
        return acts.LoadList("liste", tuple(candidate_line(c) for c in self._candidates))

    # --- the acts -------------------------------------------------------------------------------

    def play(self, desk: Desk) -> None:
        self._desk, self._exam = desk, desk.state.exam
        numbers = [c.number for c in self._candidates]
        self._papers(numbers)
        self._do(acts.DeclareNotValid(numbers[6], "internship-short", "DEC de Lyon"))
        self._whole(numbers[0], self.hour(0), 0)
        self._whole(numbers[1], self.hour(1), 5, doubt="fiche 3 sans contexte ni client")
        self._clock.at = self.hour(3) - timedelta(minutes=20)
        self._do(acts.MarkAbsent(numbers[2]))
        self._running(numbers[3])
        self._clock.at = self.now

    def _do(self, act: acts.Act, seconds: int = 7) -> None:
        self._clock.at = min(self._clock.at + timedelta(seconds=seconds), self.now)
        self._desk.perform(act)

    def _papers(self, numbers: Sequence[str]) -> None:
        """A dossier to read for all but the candidate whose dossier is not valid."""
        with tempfile.TemporaryDirectory(prefix="passage-") as folder:
            for number in (*numbers[:6], numbers[7]):
                candidate = self._desk.state.passages[number].candidate
                (Path(folder) / f"{number} dossier.pdf").write_bytes(
                    dossier_pdf(self._exam, candidate)
                )
            found = match_dossiers(Path(folder), self._candidates)
            for act in attaching_acts(self._desk.path, found.matched):
                self._desk.perform(act)

    def _welcome(self, number: str, rank: int, doubt: str = "") -> None:
        self._do(acts.ConfirmIdentity(number, "CNI"))
        for item in self._exam.dossier:
            value: Any = item.parent is None or item.id.endswith("-property")
            if item.kind == "fiche":
                gap = doubt and item.id == "fiche-3"
                value = ["context-missing", "client-missing"] if gap else ["yes"]
            if item.kind == "count":
                value = len(self._exam.fiches)
            if value is not False:
                self._do(acts.TickDossier(number, item.id, value), 1)
        if doubt:
            self._do(acts.RaiseDoubt(number, doubt))
        self._do(situation(self._exam, number, rank))

    def _whole(self, number: str, start: datetime, rank: int, doubt: str = "") -> None:
        """A passage from the door to its seal."""
        self._clock.at = start
        self._welcome(number, rank, doubt)
        candidate = self._desk.state.passages[number].candidate
        for part in self._exam.clocks:
            self._do(acts.StartPart(number, part.id))
            allowed = ledger.allowed(part, candidate)
            self._clock.at += timedelta(seconds=allowed - 25 + 55 * part.is_minimum)
        self._do(acts.StopPart(number, self._exam.clocks[-1].id))
        self._levels(number, len(self._exam.competencies), rank, 4)
        self._do(acts.SetMark(number, "9.5" if doubt else "14.5"), 60)
        self._do(acts.WriteAppraisal(number, APPRAISALS[1 if doubt else 0]), 120)
        for examiner in self._description.examiners:
            self._do(acts.GiveVisa(number, examiner.name, VISA), 20)
        self._do(acts.Seal(number))

    def _levels(self, number: str, upto: int, rank: int, seconds: int) -> None:
        for place, competency in enumerate(self._exam.competencies[:upto]):
            level = LEVELS[(place + rank) % len(LEVELS)]
            self._do(acts.PlaceLevel(number, competency.code, level), seconds)

    def _running(self, number: str) -> None:
        """In part 1 since ``ELAPSED``; the next one prepares."""
        preparation, part = self._exam.clocks[:2]
        self._clock.at = self._started - timedelta(seconds=preparation.seconds + 100)
        self._welcome(number, 3)
        self._clock.at = self._started - timedelta(seconds=preparation.seconds + 10)
        self._do(acts.StartPart(number, preparation.id), 0)
        self._clock.at = self._started
        self._do(acts.StartPart(number, part.id), 0)
        known = set(self._exam.competency_codes)
        for seconds, text, codes in NOTES:
            self._clock.at = self._started + timedelta(seconds=seconds)
            self._do(acts.Observe(number, text, tuple(c for c in codes if c in known)), 0)
        self._next(self._candidates[4].number)
        self._levels(number, 7, 3, 20)

    def _next(self, number: str) -> None:
        self._clock.at = self._started + timedelta(minutes=7)
        self._welcome(number, 2)
        self._do(acts.StartPart(number, self._exam.clocks[0].id))


def situation(exam: Exam, number: str, rank: int) -> acts.ChooseSituation:
    """A plausible choice of the commission académique."""
    first = exam.fiches[rank % len(exam.fiches)]
    told = "Le client appelle après avoir reçu son avis d’échéance ; il hésite à résilier."
    if exam.situations == 1:
        return acts.ChooseSituation(number, fiche=first, scenario=told)
    return acts.ChooseSituation(
        number,
        fiche_1=first,
        fiche_2=exam.fiches[(rank + 2) % len(exam.fiches)],
        parameters=f"Le client a {34 + rank} ans, deux enfants à charge, et vient d’acheter sa "
        "résidence principale ; il exerce désormais une profession libérale.",
        scenario=told,
        scenario_2="Le prospect compare avec un concurrent moins cher.",
    )


def dossier_pdf(exam: Exam, candidate: Candidate) -> bytes:
    """A short dossier to read: one page a fiche; it names no school."""
    from app.pdf.page import INNER, LEFT, TOP, Pen
    from app.pdf.text import block

    pen = Pen(f"Dossier professionnel – {candidate.name}")
    for place, fiche in enumerate(exam.fiches):
        if place:
            pen.next_page()
        top = TOP - 20
        for size, text in _fiche(exam, candidate, fiche):
            top = pen.block(LEFT, top, block(text, INNER, size)) - size
    return pen.save()


def _fiche(exam: Exam, candidate: Candidate, fiche: int) -> Iterator[tuple[float, str]]:
    yield 9, f"BTS Assurance · {exam.id} · dossier professionnel · exemple de démonstration"
    yield 20, f"Fiche d’activité n° {fiche}"
    yield 12, candidate.name
    yield 13, "Contexte"
    yield (
        11,
        (
            "Accueil d’un sociétaire en agence, à la suite d’un avis d’échéance. L’agence suit "
            "deux mille contrats de particuliers et de professionnels ; le stagiaire reçoit seul, "
            "sous le regard de son tuteur."
        ),
    )
    yield 13, "Client"
    yield (
        11,
        (
            "Locataire devenu propriétaire, deux enfants, un véhicule assuré ici, l’habitation "
            "ailleurs. Il compare les prix et craint les franchises."
        ),
    )
    yield 13, "Activité"
    yield (
        11,
        (
            "Découverte des besoins, étude des garanties en place, proposition d’une formule, "
            "explication des exclusions, remise de la fiche d’information, relance à quinze jours."
        ),
    )
