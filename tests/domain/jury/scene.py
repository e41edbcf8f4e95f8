"""A jury file played act by act, without file nor clock, as the tests of its rules need it.

Acts are given as ``perform`` takes them: their JSON name and fields. Candidate 001 is meant where
none is named, E32 where no exam is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.jury.acts import JURY, CandidateAct, ExamAct
from app.domain.jury.breaches import breaches
from app.domain.jury.checklist import items
from app.domain.jury.people import ExamFile, JuryCandidate
from app.domain.jury.rules import check, fold
from app.domain.jury.state import JuryState
from app.intake.academies import load_groupings
from resources import resource
from tests.domain.scene import CATALOGUE, french

GROUPINGS = load_groupings(resource("exams"))
SPRING = datetime.fromisoformat("2019-04-02T10:00:00+02:00")
ANNE, BRUNO, CHLOE, DENIS = "Anne MARTIN", "Bruno PETIT", "Chloé ROUX", "Denis ROY"
DAY, NEXT_DAY = "2019-06-05", "2019-06-06"


def examiner(name: str, *domains: str, **fields: Any) -> dict[str, Any]:
    """A teacher of those domains, or a professional where there is none."""
    quality = "enseignant" if domains else "professionnel"
    return {"name": name, "quality": quality, "domains": list(domains), **fields}


def commission(code: str, exam: str, *examiners: str, **fields: Any) -> dict[str, Any]:
    return {
        "commission": code,
        "exam": exam,
        "site": "Lyon",
        "room": f"B{code}",
        "dates": [DAY, NEXT_DAY],
        "examiners": list(examiners),
        "breaks": ["12:00-13:30"],
        **fields,
    }


def opening(**fields: Any) -> dict[str, Any]:
    """The fields of an ``open-jury``: C1 and C2 in E32, D1 in E42 in another site."""
    return {
        "session": 2019,
        "pilot": "Strasbourg",
        "academies": ["Lyon", "Grenoble"],
        "president": "Irène DURAND",
        "sites": [
            {"name": "Lyon", "time_zone": "Europe/Paris"},
            {"name": "Grenoble", "time_zone": "Europe/Paris"},
        ],
        "examiners": [
            examiner(ANNE, "DA1"),
            examiner(BRUNO),
            examiner(CHLOE, "DA1"),
            examiner(DENIS),
            examiner("Élise BON", "DA2"),
            examiner("Farid AZIZ"),
        ],
        "commissions": [
            commission("C1", "E32", ANNE, BRUNO),
            commission("C2", "E32", CHLOE, DENIS),
            commission("D1", "E42", "Élise BON", "Farid AZIZ", site="Grenoble"),
        ],
        "members": [{"name": ANNE}, {"name": BRUNO}],
        "rehearsal": False,
        "program": "0",
        **fields,
    }


def line(number: str, **fields: Any) -> dict[str, Any]:
    """A line of a list."""
    return {"number": number, "last_name": f"NOM {number}", "first_names": "Zoé", **fields}


class JuryScene:
    """The state of a jury file."""

    def __init__(self, *lines: dict[str, Any], **fields: Any) -> None:
        """An opened jury with three candidates, or those of ``lines``."""
        self.state = JuryState(CATALOGUE, GROUPINGS)
        self.do("open-jury", **opening(**fields))
        self.enrol(*(lines or (line("001"), line("002"), line("003"))))

    def act(self, name: str, /, **fields: Any) -> Any:
        """The act of that JSON name, about candidate 001 and E32 unless told otherwise."""
        kind = JURY[name]
        if issubclass(kind, CandidateAct):
            fields.setdefault("candidate", "001")
        if issubclass(kind, ExamAct):
            fields.setdefault("exam", "E32")
        return decode({"act": name, **fields}, internal=True, known_acts=JURY)

    def do(self, name: str, /, **fields: Any) -> JuryScene:
        """Perform an act that the rules allow."""
        act = self.act(name, **fields)
        check(self.state, act, SPRING)  # type: ignore[arg-type]
        self.state = fold(self.state, act, SPRING)  # type: ignore[arg-type,assignment]
        return self

    def refused(self, name: str, /, **fields: Any) -> str:
        """The French sentence by which the rules refuse this act."""
        act = self.act(name, **fields)
        with pytest.raises(Refusal) as caught:
            check(self.state, act, SPRING)  # type: ignore[arg-type]
        return french(str(caught.value))

    # --- acts told short ------------------------------------------------------------------------

    def enrol(self, *lines: dict[str, Any]) -> JuryScene:
        return self.do("enrol-candidates", source="liste.csv", candidates=list(lines))

    def assign(
        self, number: str, commission: str, hour: str, day: str = DAY, exam: str = "E32"
    ) -> JuryScene:
        fields = {"commission": commission, "day": day, "hour": hour, "exam": exam}
        return self.do("assign", candidate=number, **fields)

    def fiche(self, number: int, product: str = "", kind: str = "", **fields: Any) -> JuryScene:
        return self.do("describe-fiche", fiche=number, product=product, kind=kind, **fields)

    # --- what is read ---------------------------------------------------------------------------

    @property
    def c(self) -> JuryCandidate:
        """Candidate 001."""
        return self.state.candidates["001"]

    def file(self, exam: str = "E32", number: str = "001") -> ExamFile:
        return self.state.candidates[number].of(exam)

    def items(self, exam: str = "E32") -> dict[str, str]:
        """Items of candidate 001's control to their state."""
        return {item.id: item.state for item in items(self.c, exam)}

    def breaches(self) -> list[str]:
        """Kinds of breaches; hard ones are marked."""
        found = breaches(self.state)
        assert all(french(breach.text) for breach in found)
        return [f"{breach.kind}!" if breach.hard else breach.kind for breach in found]
