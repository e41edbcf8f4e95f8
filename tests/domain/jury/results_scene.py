"""A jury that received exports, as the tests of its decisions need it."""

from __future__ import annotations

from typing import Any

from app.domain.facts import replace
from app.domain.jury.marks import Standing, standing
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.received import Received, ReceivedExport, ReceivedPassage, with_export
from app.domain.jury.results_words import OBLIGATORY
from app.domain.marks import canonical_mark
from tests.domain.jury.scene import JuryScene

BY = {"by": "Irène DURAND", "reason": "décision du jury"}
AUTHORITY = {"authority": "DEC", "decided": "2019-06-20", "reason": "certificat vérifié"}
COEFFICIENTS = {"E1": 3, "E2": 2, "E31": 2, "E32": 3, "E41": 2, "E42": 1}
"""Invented: no public source gives them."""
CODE = "ABCD1234"


def export(
    commission: str, exam: str, *passages: ReceivedPassage, root: str = ""
) -> ReceivedExport:
    return ReceivedExport(
        sha256=f"{commission}{exam}{root}".encode().hex().ljust(64, "0")[:64],
        commission=commission,
        exam=exam,
        public=f"key of {commission}",
        acts=1,
        root=root or commission,
        lineage=root or commission,
        exported_at="2019-06-05T18:00:00+02:00",
        program="0",
        passages={passage.candidate: passage for passage in passages},
    )


def passage(number: str, mark: str, exam: str = "E32", **fields: Any) -> ReceivedPassage:
    """A sealed passage, or one of another ``status`` without a mark."""
    told = {
        "status": "sealed",
        "commission": "C1" if exam == "E32" else "D1",
        "version": 1,
        "record": f"record of {number} {exam} {mark}",
        "code": CODE,
        "mark": canonical_mark(mark),
        **fields,
    }
    return ReceivedPassage(candidate=number, exam=exam, name=f"NOM {number} Zoé", **told)


class ResultScene(JuryScene):
    """The state of a jury in deliberation."""

    def receive(self, *passages: ReceivedPassage) -> ResultScene:
        """What a commission of each exam sent, in place of what was received before."""
        received = Received()
        groups: dict[tuple[str, str], list[ReceivedPassage]] = {}
        for told in passages:
            groups.setdefault((told.commission, told.exam), []).append(told)
        for (commission, exam), group in groups.items():
            received = with_export(received, export(commission, exam, *group))
        self.state = replace(self.state, received=received)
        return self

    def coefficients(self, **told: int) -> ResultScene:
        for unit, coefficient in (told or COEFFICIENTS).items():
            self.do("set-coefficient", unit=unit, coefficient=coefficient)
        return self

    def load(self, number: str = "001", **marks: str) -> ResultScene:
        """A list that gives those marks; a text that is no mark is a standing."""
        lines = [
            {
                "number": number,
                "unit": unit,
                **({"mark": told} if canonical_mark(told) else {"kind": told}),
            }
            for unit, told in marks.items()
        ]
        self.do("load-marks", source="notes.csv", sha256="0" * 64, marks=lines)
        return self

    def complete(self, number: str = "001", mark: str = "12") -> ResultScene:
        """Every obligatory unit of a candidate marked, and every coefficient known."""
        self.coefficients()
        orals = [passage(number, mark), passage(number, mark, "E42")]
        self.receive(*orals)
        return self.load(number, **{u: mark for u in OBLIGATORY if u not in ("E32", "E42")})

    def of(self, unit: str = "E32", number: str = "001") -> Standing:
        return standing(self.state, number, unit)

    def told(self, number: str = "001") -> Outcome:
        return outcome(self.state, number)
