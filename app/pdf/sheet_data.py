"""What a sheet prints, read from a sealed record into plain texts.

The drawing modules see a ``Content`` only: a withheld mark, its hash and its code never reach
them, and neither do the scenarios or anything else a sheet must not show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.domain.exam import Exam
from app.domain.marks import printed_mark
from app.domain.people import PROFESSIONAL, Candidate
from app.pdf.text import drawable

Variant = Literal["complete", "withheld", "president"]
FIRST_PART = "part-1"
WITHHELD = "note réservée"
NO_PROFESSIONAL = "à défaut d’un professionnel"


@dataclass(frozen=True)
class Sheet:
    """One grid sheet to print.

    ``record`` is the sealed record, parsed (None: a blank sheet to fill by hand); ``hash`` its
    SHA-256 in hex; ``code`` the eight-character check code; ``canonical`` the record's exact
    bytes. ``withheld`` prints a reserved mark for all use, ``president`` prints it whole for the
    jury president. ``rehearsal`` and ``transcribed`` add their mention.
    """

    record: Mapping[str, Any] | None = None
    hash: str = ""
    code: str = ""
    variant: Variant = "complete"
    rehearsal: bool = False
    transcribed: bool = False
    canonical: bytes = b""


@dataclass(frozen=True)
class Member:
    """An examiner of record. No ``drawing``: the box stays empty, to be signed by pen."""

    name: str = ""
    quality: str = ""
    drawing: str = ""


@dataclass(frozen=True)
class Content:
    """The texts of one sheet, every character drawable; empty where the form is filled by hand.

    ``mark`` is "14,5 / 20" or ``WITHHELD``; ``fiches`` in order of part; ``date`` dd/mm/yyyy.
    """

    blank: bool = True
    number: str = ""
    commission: str = ""
    session: str = ""
    date: str = ""
    version: str = ""
    name: str = ""
    mark: str = ""
    withheld: bool = False
    fiches: tuple[str, ...] = ()
    parameters: str = ""
    appraisal: str = ""
    dossier: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    members: tuple[Member, ...] = (Member(), Member())
    sat: str = ""
    hash: str = ""
    code: str = ""


def content_of(exam: Exam, sheet: Sheet) -> Content:
    """The texts ``sheet`` prints on the form of ``exam`` (annexes VIII and X)."""
    record = sheet.record
    if record is None:
        return Content()
    situation = record["situation"] or {}
    withheld = sheet.variant == "withheld"
    return Content(
        blank=False,
        number=drawable(record["candidate"]["number"]),
        commission=drawable(record["commission"]),
        session=str(record["session"]),
        date=_date(record["ledger"]),
        version=str(record["version"]),
        name=drawable(_name(record["candidate"])),
        mark=WITHHELD if withheld else _mark(record["mark"]),
        withheld=withheld,
        fiches=_fiches(exam, situation),
        parameters=drawable(situation.get("parameters") or "").strip("\n "),
        appraisal=drawable(record["appraisal"] or "").strip("\n "),
        dossier=record["dossier"],
        levels=record["levels"],
        members=_members(record),
        sat=drawable(_sat(exam, record)),
        hash="" if withheld else sheet.hash,
        code="" if withheld else f"{sheet.code[:4]}-{sheet.code[4:]}",
    )


def _name(candidate: Mapping[str, Any]) -> str:
    return Candidate(
        number=candidate["number"],
        last_name=candidate["last_name"],
        first_names=candidate["first_names"],
        usual_name=candidate["usual_name"] or "",
    ).name


def _mark(mark: str | None) -> str:
    return f"{printed_mark(mark)} / 20" if mark is not None else ""


def _date(ledger: list[Mapping[str, Any]]) -> str:
    """Day of the latest start of part 1 (else of any part), dd/mm/yyyy, in the centre's time."""
    starts = [line["started"] for line in ledger if line["part"] == FIRST_PART]
    starts = starts or [line["started"] for line in ledger]
    if not starts:
        return ""
    year, month, day = max(starts)[:10].split("-")
    return f"{day}/{month}/{year}"


def _fiches(exam: Exam, situation: Mapping[str, Any]) -> tuple[str, ...]:
    keys = ("fiche",) if exam.situations == 1 else ("fiche_1", "fiche_2")
    return tuple(str(situation[key]) for key in keys if situation.get(key) is not None)


def _sat(exam: Exam, record: Mapping[str, Any]) -> str:
    """Who examined which part, for the parts where those who sign did not all sit; else ""."""
    signing = [person["name"] for person in record["examiners"]]
    sat = {line["part"]: line.get("examiners", signing) for line in record["ledger"]}
    told = [
        f"{rank}{'re' if rank == 1 else 'e'} partie : {', '.join(sat[part.id])}"
        for rank, part in enumerate(exam.parts, 1)
        if sat.get(part.id, signing) != signing
    ]
    return f"Interrogé par – {' ; '.join(told)}" if told else ""


def _members(record: Mapping[str, Any]) -> tuple[Member, ...]:
    """Examiners in their order, each with the drawn visa; two teachers are said to be so."""
    drawings = {visa["examiner"]: visa["drawing"] or "" for visa in record["visas"]}
    people = record["examiners"]
    alone = all(person["quality"] != PROFESSIONAL for person in people)
    return tuple(
        Member(
            name=drawable(person["name"]),
            quality=f"{person['quality']}, {NO_PROFESSIONAL}"
            if alone and index
            else person["quality"],
            drawing=drawings.get(person["name"], ""),
        )
        for index, person in enumerate(people)
    ) or (Member(), Member())
