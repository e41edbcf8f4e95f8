"""Grid sheets of annexes VIII and X: what is printed, embedded, withheld."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.exam import Exam
from app.intake.exams import load_exam
from app.pdf.fonts import BOLD, text_width
from app.pdf.page import INNER
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet, Variant, content_of
from app.pdf.sheet_furniture import Furniture
from resources import resource

E32 = load_exam(resource("exams", "2019", "E32.toml"))
E42 = load_exam(resource("exams", "2019", "E42.toml"))
DRAWN = "M10 20 L30 40 L50 10 M60 30 L90 35"
SCENARIO = "SCENARIO CONFIDENTIEL"
CODE = "7QZ4K2MX"
TEACHER = {"name": "EXAMINATEUR A", "quality": "enseignant"}
PROFESSIONAL = {"name": "EXAMINATEUR B", "quality": "professionnel"}
COMMON: dict[str, Any] = {
    "session": 2019,
    "examiners": [TEACHER, PROFESSIONAL],
    "candidate": {
        "number": "00001901930",
        "last_name": "OUÉDRAOGO",
        "usual_name": "LEFÈVRE",
        "first_names": "Loïc",
        "born": "1997-08-16",
    },
    "mark": "14.5",
    "appraisal": "Écoute et reformulation.\nBon recul.",
    "ledger": [
        {"part": "preparation", "started": "2019-06-04T23:50:00.000+02:00"},
        {"part": "part-1", "started": "2019-06-05T08:00:03.000+02:00"},
    ],
    "visas": [
        {"examiner": "EXAMINATEUR B", "drawing": None, "paper": True},
        {"examiner": "EXAMINATEUR A", "drawing": DRAWN, "paper": False},
    ],
    "version": 1,
    "salt": "00" * 16,
}
OWN: dict[str, dict[str, Any]] = {
    "E32": {
        "exam": "E32",
        "commission": "C04",
        "dossier": {"fiche-1": ["yes"], "fiche-2": ["context-missing", "client-missing"]},
        "situation": {
            "fiche_1": 2,
            "fiche_2": 5,
            "parameters": "Deux enfants au lieu d’un.",
            "scenario": SCENARIO,
            "scenario_2": SCENARIO,
        },
        "levels": {"C2": "TS", "C3": "NO"},
    },
    "E42": {
        "exam": "E42",
        "commission": "C11",
        "dossier": {"count": 4, "property": True, "persons": False},
        "situation": {"fiche": 7, "parameters": None, "scenario": SCENARIO},
        "levels": {"C25": "I"},
    },
}


def sheet(exam: Exam, *, fields: dict[str, Any] | None = None, **options: Any) -> Sheet:
    """A filled sheet: the usual record of the exam with some ``fields`` changed."""
    record = {**COMMON, **OWN[exam.id], **(fields or {})}
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False).encode()
    digest = hashlib.sha256(canonical).hexdigest()
    return Sheet(record, hash=digest, code=CODE, canonical=canonical, **options)


def read(exam: Exam, given: Sheet) -> PdfReader:
    return PdfReader(BytesIO(render_sheet(exam, given)))


def pages(exam: Exam, given: Sheet) -> list[str]:
    """The text of each page, white space reduced to single spaces."""
    return [" ".join(page.extract_text().split()) for page in read(exam, given).pages]


def tight(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("exam", [E32, E42], ids=lambda exam: str(exam.id))
def test_same_sheet_gives_same_bytes(exam: Exam) -> None:
    first = render_sheet(exam, sheet(exam))
    render_sheet(exam, sheet(exam, fields={"mark": "3"}))
    assert render_sheet(exam, sheet(exam)) == first


@pytest.mark.parametrize("variant", ["complete", "president"])
def test_sealed_record_is_embedded_byte_for_byte(variant: Variant) -> None:
    given = sheet(E32, variant=variant)
    attached = {name: list(data) for name, data in read(E32, given).attachments.items()}
    assert attached == {"record-00001901930-v1.json": [given.canonical]}


def test_withheld_sheet_shows_neither_figure_hash_code_nor_record() -> None:
    given = sheet(E32, variant="withheld")
    reader = read(E32, given)
    text = tight("".join(page.extract_text() for page in reader.pages))
    assert not reader.attachments
    assert text.count("noteréservée") == 2
    for secret in ("14,5", "14.5", given.hash[:12], CODE[:4], CODE[4:], "SHA-256"):
        assert secret not in text


def test_withheld_sheets_of_two_marks_are_the_same_file() -> None:
    marks = ("3", "20")
    files = {
        render_sheet(E42, sheet(E42, fields={"mark": mark}, variant="withheld")) for mark in marks
    }
    assert len(files) == 1


def test_president_sheet_is_complete_and_headed_on_each_page() -> None:
    for text in pages(E32, sheet(E32, variant="president")):
        assert "PLI RÉSERVÉ AU PRÉSIDENT DU JURY" in text
        assert "7QZ4-K2MX" in text


def test_mark_stands_on_both_pages_with_a_comma() -> None:
    first, second, *_ = pages(E42, sheet(E42))
    assert "14,5 / 20" in first
    assert "14,5 / 20" in second


def test_identity_stands_on_page_one() -> None:
    text = pages(E32, sheet(E32))[0]
    assert "Date : 05/06/2019" in text
    assert "NOM ET PRÉNOM DU CANDIDAT : OUÉDRAOGO (LEFÈVRE) Loïc" in text


def test_both_fiches_of_an_e32_are_named_with_their_part() -> None:
    text = pages(E32, sheet(E32))[0]
    assert "1re partie : fiche 2 – 2e partie : fiche 5" in text


def test_fiche_of_an_e42_is_named() -> None:
    assert "Fiche no : 7" in pages(E42, sheet(E42))[0]


def test_every_page_has_its_foot() -> None:
    given = sheet(E32)
    found = pages(E32, given)
    for index, text in enumerate(found, 1):
        for fact in ("Candidat 00001901930", "Commission C04", "Session 2019", "du 05/06/2019"):
            assert fact in text
        for fact in ("Version 1", f"Page {index}/{len(found)}", given.hash, "7QZ4-K2MX"):
            assert fact in text
        assert "signée à la main" in text


def test_scenarios_are_never_printed() -> None:
    for exam in (E32, E42):
        assert SCENARIO not in "".join(pages(exam, sheet(exam)))


def test_two_teachers_are_said_to_lack_a_professional() -> None:
    teachers = [TEACHER, {**PROFESSIONAL, "quality": "enseignant"}]
    text = pages(E32, sheet(E32, fields={"examiners": teachers}))[1]
    assert text.count("à défaut d’un professionnel") == 1
    assert "à défaut d’un professionnel" not in pages(E32, sheet(E32))[1]


def test_rehearsal_is_watermarked_on_every_page() -> None:
    found = pages(E32, sheet(E32, rehearsal=True))
    assert all("RÉPÉTITION – SANS VALEUR" in text for text in found)
    assert "RÉPÉTITION" not in "".join(pages(E32, sheet(E32)))


def test_what_was_transcribed_says_so_on_every_page() -> None:
    given = replace(sheet(E42), transcribed=True)
    assert all("transcrite du papier" in text for text in pages(E42, given))
    assert "transcrite du papier" not in "".join(pages(E42, sheet(E42)))


def test_a_sheet_names_who_examined_which_part_when_it_was_not_always_the_same() -> None:
    record = sheet(E42).record
    assert record is not None
    signing = [person["name"] for person in record["examiners"]]
    first = {**record["ledger"][0], "part": "part-1", "examiners": [signing[0], "M. PARTI"]}
    second = {**record["ledger"][0], "part": "part-2", "examiners": signing}
    given = replace(sheet(E42), record={**record, "ledger": [first, second]})
    assert all("1re partie : " in text and "M. PARTI" in text for text in pages(E42, given))
    assert "M. PARTI" not in "".join(pages(E42, sheet(E42)))


def test_metadata_names_the_sheet_and_its_language() -> None:
    reader = read(E32, sheet(E32))
    assert reader.metadata is not None
    assert reader.metadata.title == "E32 C04 00001901930 v1"
    assert str(reader.root_object["/Lang"]) == "fr-FR"


def test_a_long_mention_is_wrapped_within_the_page() -> None:
    record = sheet(E42).record
    assert record is not None
    crowd = ["MONSIEUR DE LA PERSONNE-REMPLACÉE Jean-Baptiste"] * 4
    line = {**record["ledger"][0], "part": "part-1", "examiners": crowd}
    given = replace(sheet(E42), record={**record, "ledger": [line]})
    mentioned = Furniture(E42, given, content_of(E42, given))._mentioned
    assert len(mentioned.lines) > 1
    assert all(text_width(text, BOLD, 7.5) <= INNER for text in mentioned.lines)
