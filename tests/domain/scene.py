"""A commission played act by act, without file nor clock, as the tests of the rules need it.

Acts are given as ``perform`` takes them: their JSON name and fields. Candidate 001 is meant where
none is named.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain import ledger
from app.domain.acts import REGISTRY, Act, PassageAct
from app.domain.codec import decode
from app.domain.errors import Refusal
from app.domain.exam import Catalogue, Exam
from app.domain.questions import questions
from app.domain.rules import check, fold
from app.domain.state import Passage, State
from app.domain.status import status
from app.intake.exams import load_catalogue
from resources import resource

CATALOGUE: Catalogue = load_catalogue(resource("exams"))
MORNING = datetime.fromisoformat("2019-06-05T08:00:00+02:00")
SALT = "0123456789abcdef" * 2
ANNE, BRUNO = "Anne MARTIN", "Bruno PETIT"
EXAMINERS = (
    {"name": ANNE, "quality": "enseignant"},
    {"name": BRUNO, "quality": "professionnel"},
)
VISA = "M 0 0 L 10 10"
_FRENCH = re.compile(
    r"\b([Ll]a|[Ll]e|[Ll]es|une?|[LlDdNnQq]’|[Dd]e|est|pas|à|aucun|Aucun)\b|[éèà’]"
)
_FOREIGN = re.compile(r"Traceback|Error\b|\bNone\b|\bTrue\b|<class|object at|\{'|\['|\(\d+, '")


def french(sentence: str) -> str:
    """The sentence, once it looks like one that a French user can read and act on."""
    assert _FRENCH.search(sentence), sentence
    assert not _FOREIGN.search(sentence), sentence
    assert sentence.endswith((".", "?")), sentence
    return sentence


def opening(exam: str = "E32", **fields: Any) -> dict[str, Any]:
    """The fields of an ``open-commission``."""
    return {
        "act": "open-commission",
        "session": 2019,
        "exam": exam,
        "commission": "C04",
        "academy": "Lyon",
        "centre": "Lycée du centre d’examen",
        "room": "B204",
        "date": "2019-06-05",
        "time_zone": "Europe/Paris",
        "examiners": [dict(examiner) for examiner in EXAMINERS],
        "rehearsal": False,
        "program": "0",
        **fields,
    }


def candidate(number: str, **fields: str) -> dict[str, str]:
    """A line of the list."""
    return {"number": number, "last_name": f"NOM {number}", "first_names": "Zoé", **fields}


class Scene:
    """The state of a commission, and the hand that moves its clock."""

    def __init__(self, exam: str = "E32", **first: str) -> None:
        """An opened commission with three candidates; ``first`` tells more about candidate 001."""
        self.now = MORNING
        self.state = State(CATALOGUE)
        self.do("open-commission", **{k: v for k, v in opening(exam).items() if k != "act"})
        lines = [candidate("001", **first), candidate("002"), candidate("003")]
        self.do("load-list", source="liste.csv", candidates=lines)

    # --- acts -----------------------------------------------------------------------------------

    def act(self, name: str, /, **fields: Any) -> Act:
        """The act of that JSON name, about candidate 001 unless another is named."""
        if issubclass(REGISTRY[name], PassageAct):
            fields.setdefault("passage", "001")
        return decode({"act": name, **fields}, internal=True)

    def do(self, name: str, /, **fields: Any) -> Scene:
        """Perform an act that the rules allow."""
        act = self.act(name, **fields)
        check(self.state, act, self.now)
        self.state = fold(self.state, act, self.now)
        return self

    def refused(self, name: str, /, **fields: Any) -> str:
        """The French sentence by which the rules refuse this act."""
        with pytest.raises(Refusal) as caught:
            check(self.state, self.act(name, **fields), self.now)
        return french(str(caught.value))

    def wait(self, minutes: float = 0, seconds: float = 0) -> Scene:
        """Let time pass."""
        self.now += timedelta(minutes=minutes, seconds=seconds)
        return self

    # --- what is read ---------------------------------------------------------------------------

    @property
    def exam(self) -> Exam:
        return self.state.exam

    @property
    def p(self) -> Passage:
        """Candidate 001's passage."""
        return self.state.passages["001"]

    def status(self, number: str = "001") -> str:
        return status(self.state, self.state.passages[number])

    def time(self, part: str, number: str = "001") -> ledger.PartTime:
        """What the clock of a part shows now."""
        passage = self.state.passages[number]
        return ledger.part_time(self.exam, passage, self.exam.part_by_id[part], self.now)

    def asked(self) -> list[str]:
        """Ids of the coherence questions that arise about candidate 001."""
        return [question.id for question in questions(self.state, self.p, self.now)]

    # --- stretches of a day ---------------------------------------------------------------------

    def identified(self, number: str = "001") -> Scene:
        return self.do("confirm-identity", passage=number)

    def examined(self, number: str = "001") -> Scene:
        """Identity, every clock held as planned, the last one stopped."""
        self.identified(number)
        for part in self.exam.clocks:
            self.do("start-part", passage=number, part=part.id)
            self.wait(seconds=ledger.allowed(part, self.state.passages[number].candidate))
        return self.do("stop-part", passage=number, part=self.exam.parts[-1].id)

    def evaluated(self, number: str = "001") -> Scene:
        """Situation, every level, mark and appraisal."""
        two = {"fiche_1": 1, "fiche_2": 2}
        self.do(
            "choose-situation",
            passage=number,
            reason="choix de la commission",
            **(two if self.exam.situations == 2 else {"fiche": 6}),
        )
        for competency in self.exam.competencies:
            self.do("place-level", passage=number, competency=competency.code, level="S")
        self.do("set-mark", passage=number, mark="12,5")
        return self.do("write-appraisal", passage=number, text="Bon entretien.")

    def signed(self, number: str = "001") -> Scene:
        """Both visas, by the examiners of record."""
        self.do("give-visa", passage=number, examiner=ANNE, drawing=VISA)
        return self.do("give-visa", passage=number, examiner=BRUNO, paper=True)

    def ready(self, number: str = "001") -> Scene:
        """All that a seal needs."""
        return self.examined(number).evaluated(number).signed(number)

    def sealed(self, number: str = "001") -> Scene:
        return self.ready(number).do("seal", passage=number, salt=SALT)
