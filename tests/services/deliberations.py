"""A jury that received everything and deliberates: made by rule, act by act, no file of marks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.domain.acts import Act
from app.domain.codec import decode
from app.domain.jury.acts import JURY
from app.domain.jury.means import outcome
from app.domain.jury.received import ReceivedExport, ReceivedIncident, ReceivedPassage
from app.domain.jury.receiving import act_of
from app.domain.marks import canonical_mark
from app.services.catalogue import catalogue
from app.services.jury_desk import JuryDesk
from app.services.jury_files import create_jury_file
from tests.domain.jury.scene import DAY, NEXT_DAY, commission, examiner, line, opening

JUNE = "2019-06-20T10:00:00+02:00"
PRESIDENT = "Irène DURAND"
BY = {"by": PRESIDENT}
AUTHORITY = {"authority": "DEC de Lyon", "decided": "2019-06-18", "reason": "certificat retrouvé"}
COEFFICIENTS = {"E1": 3, "E2": 2, "E31": 2, "E32": 3, "E41": 2, "E42": 1}
"""Invented: no public source gives them."""
NAMES = ("MARTIN", "OUÉDRAOGO", "LEFÈVRE-DUBOIS", "N’GUYEN", "PETIT", "DE LA TOUR", "ÇELIK", "ROUX")
FIRST = ("Loïc", "Noémie", "Anne-Sophie", "Élodie", "Jean", "Zoé", "Maël")
APPRAISAL = (
    "Entretien structuré, besoins du client bien identifiés ; l’argumentation sur les garanties "
    "reste à préciser."
)


def number_of(rank: int) -> str:
    return f"000099{rank:05d}"


def chance(*what: object) -> int:
    """A number that follows from what is named alone."""
    return int(hashlib.sha256(repr(what).encode()).hexdigest()[:8], 16)


def mark_of(rank: int, unit: str, shift: int = 0) -> str:
    """A mark about 11, by half points; stronger candidates are so in every unit."""
    strength = chance("strength", rank) % 13 - 6
    noise = sum(chance(unit, rank, draw) % 5 - 2 for draw in range(4))
    half = max(2, min(40, 23 + strength + noise + shift))
    return f"{half // 2}.{5 * (half % 2)}"


def act(name: str, /, **fields: Any) -> Act:
    return decode({"act": name, **fields}, internal=True, known_acts=JURY)


def jury_acts(candidates: int, commissions: int) -> Iterator[Act]:
    """An opening, the candidates, and a key for each commission."""
    codes = [f"C{rank:02d}" for rank in range(commissions)]
    pairs = [(f"Prof {code}", f"Pro {code}") for code in codes]
    exams = [("E32", "DA1") if rank % 2 == 0 else ("E42", "DA2") for rank in range(commissions)]
    fields = opening(
        examiners=[
            told
            for (teacher, other), (_, domain) in zip(pairs, exams, strict=True)
            for told in (examiner(teacher, domain), examiner(other))
        ],
        commissions=[
            commission(code, exam, *pair)
            for code, (exam, _), pair in zip(codes, exams, pairs, strict=True)
        ],
        members=[],
    )
    yield act("open-jury", **fields)
    lines = [_line(rank) for rank in range(candidates)]
    yield act("enrol-candidates", source="liste.csv", candidates=lines)
    for code in codes:
        yield act("issue-pack", commission=code, public=key_of(code), content="0" * 64)


def _line(rank: int) -> dict[str, Any]:
    name = NAMES[rank % len(NAMES)]
    names = {"last_name": name, "first_names": FIRST[rank % len(FIRST)]}
    return line(
        number_of(rank), **{**names, "born": f"1999-{rank % 12 + 1:02d}-{rank % 28 + 1:02d}"}
    )


def key_of(code: str) -> str:
    return hashlib.sha256(f"key {code}".encode()).hexdigest()


def exports(candidates: int, commissions: int, session: int = 2019) -> Iterator[ReceivedExport]:
    """What each commission sent: every candidate once in E32 and once in E42.

    Candidate 1 is reserved in E32, candidate 2 absent in E42; the first commission is generous.
    """
    for exam, parity in (("E32", 0), ("E42", 1)):
        codes = [f"C{rank:02d}" for rank in range(parity, commissions, 2)]
        described = catalogue()[session, exam]
        levels = [level.code for level in described.levels]
        for place, code in enumerate(codes):
            ranks = range(place, candidates, len(codes))
            told = {}
            for rank in ranks:
                given = {
                    c.code: levels[chance(exam, c.code, rank) % len(levels)]
                    for c in described.competencies
                }
                told[number_of(rank)] = _passage(rank, exam, code, given, 5 if code == "C00" else 0)
            yield _export(code, exam, told)


def _passage(
    rank: int, exam: str, code: str, levels: dict[str, str], shift: int
) -> ReceivedPassage:
    number = number_of(rank)
    absent = exam == "E42" and rank == 2
    mark = canonical_mark(mark_of(rank, exam, shift))
    sealed: dict[str, Any] = {
        "version": 1,
        "record": hashlib.sha256(f"{number}{exam}{mark}".encode()).hexdigest(),
        "code": "ABCD1234",
        "mark": mark,
        "levels": levels,
        "appraisal": APPRAISAL,
        "sealed_at": f"{DAY}T11:00:00+02:00",
        "reserved": "certificat de stage absent" if exam == "E32" and rank == 1 else "",
    }
    return ReceivedPassage(
        candidate=number,
        exam=exam,
        commission=code,
        name=f"{NAMES[rank % len(NAMES)]} {FIRST[rank % len(FIRST)]}",
        status="absent" if absent else "sealed",
        examiners=(f"Prof {code}", f"Pro {code}"),
        **({} if absent else sealed),
    )


def _export(code: str, exam: str, told: dict[str, ReceivedPassage]) -> ReceivedExport:
    root = hashlib.sha256(f"root {code}".encode()).hexdigest()
    incident = ReceivedIncident(
        f"{DAY}T10:12:00+02:00", "material", "Coupure de courant de dix minutes.", "chef de centre"
    )
    return ReceivedExport(
        sha256=hashlib.sha256(f"file {code}".encode()).hexdigest(),
        commission=code,
        exam=exam,
        public=key_of(code),
        acts=120,
        root=root,
        lineage=root[:16],
        exported_at=f"{NEXT_DAY}T18:00:00+02:00",
        program="0",
        closed=True,
        passages=told,
        incidents=(incident,) if code == "C00" else (),
    )


def deliberating(path: Path, candidates: int = 6, commissions: int = 2) -> Path:
    """A jury file that received every export, the other units' marks and coefficients."""
    told: list[Act] = [*jury_acts(candidates, commissions)]
    told += [
        act_of(e, f"{e.commission}.sqlite", "accepted") for e in exports(candidates, commissions)
    ]
    for unit, coefficient in COEFFICIENTS.items():
        told.append(act("set-coefficient", unit=unit, coefficient=coefficient))
    marks = [
        {"number": number_of(rank), "unit": unit, "mark": mark_of(rank, unit)}
        for unit in ("E1", "E2", "E31", "E41", "E5")
        for rank in range(candidates)
    ]
    told.append(act("load-marks", source="écrits.csv", sha256="5" * 64, marks=marks))
    create_jury_file(path, [(one, JUNE) for one in told])
    return path


def seated(desk: JuryDesk) -> None:
    """Six members, all of them there on one day."""
    people = (("Irène DURAND", "public"), ("Anne MARTIN", "public"), ("Hugo BLANC", "private"))
    others = (("Luc MERLE", "employer"), ("Sara HADDAD", "employee"), ("Yves COLIN", "employer"))
    for name, sector in (*people, *others):
        desk.perform(act("set-juror", name=name, sector=sector, president=name == PRESIDENT))
        remote = name == "Yves COLIN"
        fields = {"juror": name, "date": "2019-07-02", "remote": remote}
        desk.perform(act("record-jury-attendance", **fields))


def pronounced(desk: JuryDesk) -> int:
    """Every result the means lead to; returns how many get none."""
    without = 0
    for number in desk.state.candidates:
        told = outcome(desk.state, number).proposal
        if told == "adjourned":
            desk.perform(act("record-livret", candidate=number, livret="examined", **BY))
        if told:
            desk.perform(act("pronounce", candidate=number, result=told, **BY))
        without += not told
    return without


def closed(desk: JuryDesk) -> None:
    """Seated, pronounced, closed."""
    seated(desk)
    desk.perform(act("close-minutes", without_result=pronounced(desk), **BY))
