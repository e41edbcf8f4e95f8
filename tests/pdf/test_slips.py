"""The slips of the day: what each shows, what none may show, whatever the texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.intake.exams import load_catalogue
from app.pdf import slip_data, slips
from app.pdf.slip_data import (
    AttendanceList,
    AttendanceRow,
    CandidateSubject,
    CommissionScenario,
    DaySummary,
    Duration,
    ExaminerCount,
    IncidentEntry,
    IncidentReport,
    MarkRow,
    MarkSlip,
    Outcome,
    ScenarioPart,
    Signatory,
    SlipHead,
    SummaryRow,
    TimeEntry,
)
from resources import resource

E32 = load_catalogue(resource("exams"))[2019, "E32"]
HEAD = SlipHead(2019, "E32", E32.title, "C04", "Lyon", "Centre", "B204", date(2019, 6, 5))
HOSTILE = "<b>O’NEIL</b> & <para>fils</para> &amp; \\ ( 字"
SHOWN = "<b>O’NEIL</b> & <para>fils</para> &amp; \\ ( □"
SENTENCE = "Rien n’est perdu de ce texte. "
LONG = SENTENCE * 650
EXAMINERS = (Signatory("EXAMINATEUR A", "enseignant"), Signatory("EXAMINATEUR B", "professionnel"))

DURATIONS = (
    Duration("Préparation", 1200, "maximum"),
    Duration(E32.parts[0].label, 1200, "maximum"),
    Duration(E32.parts[1].label, 1200, "maximum"),
    Duration(E32.parts[2].label, 800, "minimum"),
)
SUBJECT = CandidateSubject(
    HEAD,
    "00001901932",
    "DE LA FONTAINE Côme",
    "10:00",
    E32.parts[0].label,
    3,
    "Un troisième enfant est né.",
    DURATIONS,
    E32.wording["part_1"],
    E32.wording["tasks_intro"],
    E32.parts[0].tasks,
    extra_time=True,
)
SCENARIO = CommissionScenario(
    HEAD,
    "00001901932",
    "DE LA FONTAINE Côme",
    "10:00",
    (
        ScenarioPart(DURATIONS[1], "", 3, "Un troisième enfant est né.", "Vous êtes pressé."),
        ScenarioPart(DURATIONS[2], "", 5, None, "Vous héritez.", "Il vous est demandé :", ("a",)),
        ScenarioPart(DURATIONS[3], E32.wording["part_3"]),
    ),
)
ATTENDANCE = AttendanceList(
    HEAD,
    (
        AttendanceRow("08:05", "0012", "OUÉDRAOGO Loïc", date(1997, 8, 16)),
        AttendanceRow("09:00", "0013", "LEFÈVRE Noémie", mention="Absent"),
    ),
    EXAMINERS,
    (Signatory("SECRÉTAIRE Jeanne", "secrétaire"),),
)
MARKS = MarkSlip(
    HEAD,
    (
        MarkRow("0012", "OUÉDRAOGO Loïc", Outcome.MARKED, "14.5", 2, "7K3M9QXZ"),
        MarkRow("0013", "LEFÈVRE Noémie", Outcome.ABSENT),
        MarkRow("0014", "RÉSERVÉ Jean", Outcome.RESERVED, "11.5", 3, "AAAABBBB"),
        MarkRow("0015", "NUL Zoé", Outcome.NOT_VALID),
        MarkRow("0016", "CONNU Léa", Outcome.RECUSED),
        MarkRow("0017", "OUVERT Max", Outcome.OPEN, "09.5", 1, "CCCCDDDD"),
    ),
    EXAMINERS,
)
FRAUD = IncidentEntry("10:42", "fraud-suspected", "Téléphone.", "0012", "OUÉDRAOGO Loïc", "M. X")
REPORT = IncidentReport(HEAD, (FRAUD, IncidentEntry("11:05", "alarm", "Évacuation.")), EXAMINERS)
SUMMARY = DaySummary(
    HEAD,
    ("1re partie", "2e partie"),
    (
        SummaryRow("08:00", "0012", "OUÉDRAOGO Loïc", "scellé", (TimeEntry(900, 925, 25),)),
        SummaryRow("09:00", "0013", "LEFÈVRE Noémie", "absent"),
        SummaryRow("10:00", "0014", "TARD Paul", "présent", (TimeEntry(900), TimeEntry(900, 840))),
    ),
    (("Examinés", 1), ("Absents", 1)),
    (ExaminerCount("EXAMINATEUR A", "enseignant", 7),),
    (FRAUD,),
)

Slip = Callable[[bool], bytes]
ALL: dict[str, Slip] = {
    "subject": lambda r: slips.candidate_subject(SUBJECT, rehearsal=r),
    "scenario": lambda r: slips.commission_scenario(SCENARIO, rehearsal=r),
    "attendance": lambda r: slips.attendance_list(ATTENDANCE, rehearsal=r),
    "marks": lambda r: slips.mark_slip(MARKS, rehearsal=r),
    "incidents": lambda r: slips.incident_report(REPORT, rehearsal=r),
    "summary": lambda r: slips.day_summary(SUMMARY, rehearsal=r),
}
every = pytest.mark.parametrize("slip", ALL.values(), ids=ALL)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, white space normalised."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


@every
def test_the_same_data_gives_the_same_bytes(slip: Slip) -> None:
    assert slip(False) == slip(False)


@every
def test_every_page_says_session_exam_commission_and_its_number(slip: Slip) -> None:
    read = pages(slip(False))
    for number, page in enumerate(read, 1):
        assert "BTS Assurance – session 2019 – E32 – commission C04" in page
        assert f"page {number}/{len(read)}" in page


@every
def test_a_rehearsal_says_so_on_every_page_and_a_real_slip_never(slip: Slip) -> None:
    assert all("RÉPÉTITION – SANS VALEUR" in page for page in pages(slip(True)))
    assert "RÉPÉTITION" not in text(slip(False))


@every
def test_pages_are_a4(slip: Slip) -> None:
    box = PdfReader(BytesIO(slip(False))).pages[0].mediabox
    assert sorted((round(box.width), round(box.height))) == [595, 842]


def test_no_slip_has_a_place_for_a_school() -> None:
    classes = [c for c in vars(slip_data).values() if hasattr(c, "__dataclass_fields__")]
    names = {field.name for c in classes for field in fields(c)}
    assert classes and not names & {"school", "uai", "rne", "establishment"}


# --- the subject and the scenarios ------------------------------------------------------------


def test_the_subject_shows_the_modified_fiche_the_tasks_and_the_candidates_own_durations() -> None:
    read = text(slips.candidate_subject(SUBJECT, rehearsal=False))
    assert "SUJET REMIS AU CANDIDAT" in read and "fiche d’activité n° 3" in read
    assert "00001901932" in read and "Un troisième enfant est né." in read
    assert "20 min au plus" in read and "13 min 20 s au moins" in read
    assert all(" ".join(task.split()) in read for task in E32.parts[0].tasks)


def test_the_subject_has_no_place_for_a_second_fiche_or_a_scenario() -> None:
    names = {field.name for field in fields(CandidateSubject)}
    assert not [name for name in names if "scenario" in name or name.endswith("2")]
    read = text(slips.candidate_subject(SUBJECT, rehearsal=False)).casefold()
    assert "scénario" not in read and "n° 5" not in read


def test_the_scenario_shows_both_fiches_and_is_reserved_to_the_commission() -> None:
    read = text(slips.commission_scenario(SCENARIO, rehearsal=False))
    assert "RÉSERVÉ À LA COMMISSION" in read
    assert "fiche d’activité n° 3" in read and "fiche d’activité n° 5" in read
    assert "Vous êtes pressé." in read and "Vous héritez." in read


def test_a_scenario_not_transcribed_says_so() -> None:
    part = replace(SCENARIO.parts[0], scenario="")
    read = text(slips.commission_scenario(replace(SCENARIO, parts=(part,)), rehearsal=False))
    assert "(non transcrit)" in read


# --- lists ------------------------------------------------------------------------------------


def test_the_attendance_list_names_candidates_examiners_and_other_persons() -> None:
    read = text(slips.attendance_list(ATTENDANCE, rehearsal=False))
    for shown in ("8 h 05", "0012", "16/08/1997", "Absent", "EXAMINATEUR B", "SECRÉTAIRE Jeanne"):
        assert shown in read


def test_a_long_attendance_list_repeats_its_header_and_loses_nobody() -> None:
    rows = tuple(AttendanceRow("", f"N{i:03}", f"NOM{i:03}") for i in range(90))
    read = pages(slips.attendance_list(replace(ATTENDANCE, rows=rows), rehearsal=False))
    assert len(read) > 2 and all("Signature Mention" in page for page in read[:-1])
    assert all(f"NOM{i:03}" in " ".join(read) for i in range(90))


def test_the_mark_slip_shows_a_mark_with_a_comma_its_version_and_its_code() -> None:
    assert "14,5 / 20 2 7K3M-9QXZ" in text(slips.mark_slip(MARKS, rehearsal=False))


def test_only_a_mark_in_force_shows_a_figure_and_a_code() -> None:
    read = text(slips.mark_slip(MARKS, rehearsal=False))
    for hidden in ("11,5", "11.5", "AAAA", "09,5", "9,5", "CCCC"):
        assert hidden not in read
    assert read.count("/ 20") == 1


def test_every_state_without_a_mark_has_its_own_words() -> None:
    read = text(slips.mark_slip(MARKS, rehearsal=False))
    for words in ("Absent", "Note réservée", "Non valide (NV)", "Non évalué (récusation)"):
        assert words in read


def test_the_mark_slip_counts_its_candidates() -> None:
    read = text(slips.mark_slip(MARKS, rehearsal=False))
    assert "Candidats 6 Notes arrêtées 1 Absents 1 Non valides (NV) 1" in read
    assert "Notes réservées 1 Récusations 1 Non arrêtées 1" in read


# --- the day ----------------------------------------------------------------------------------


def test_the_incident_report_tells_hour_candidate_text_and_who_was_informed() -> None:
    read = text(slips.incident_report(REPORT, rehearsal=False))
    for shown in ("10 h 42", "OUÉDRAOGO Loïc", "Téléphone.", "M. X", "Suspicion de fraude"):
        assert shown in read


def test_only_an_incident_about_a_candidate_is_signed_by_one() -> None:
    read = text(slips.incident_report(REPORT, rehearsal=False))
    assert read.count("a lu ce procès-verbal") == read.count("refuse de signer") == 1


def test_a_day_without_incident_gives_a_blank_form() -> None:
    read = text(slips.incident_report(replace(REPORT, incidents=()), rehearsal=False))
    assert "Exposé des faits" in read and "refuse de signer" in read
    assert "Le chef de centre" in read and "Incident n°" not in read


def test_the_summary_tells_times_counts_and_candidates_examined_per_examiner() -> None:
    read = text(slips.day_summary(SUMMARY, rehearsal=False))
    assert "15:25 / 15:00 dépassement 0:25" in read and "non tenue" in read
    assert "Examinés 1 Absents 1" in read and "EXAMINATEUR A enseignant 7" in read
    assert "10 h 42 – Suspicion de fraude" in read


# --- whatever the texts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "pdf",
    [
        slips.candidate_subject(replace(SUBJECT, name=HOSTILE, parameters=HOSTILE), rehearsal=True),
        slips.attendance_list(
            replace(ATTENDANCE, rows=(AttendanceRow("", "1", HOSTILE),)), rehearsal=True
        ),
        slips.mark_slip(
            replace(MARKS, rows=(MarkRow("1", HOSTILE, Outcome.ABSENT),)), rehearsal=True
        ),
        slips.incident_report(
            replace(REPORT, incidents=(replace(FRAUD, text=HOSTILE),)), rehearsal=True
        ),
        slips.day_summary(
            replace(SUMMARY, incidents=(replace(FRAUD, text=HOSTILE),)), rehearsal=True
        ),
    ],
    ids=["subject", "attendance", "marks", "incidents", "summary"],
)
def test_markup_in_a_text_is_shown_as_it_was_typed(pdf: bytes) -> None:
    assert SHOWN.replace(" ", "") in text(pdf).replace(" ", "")


@pytest.mark.parametrize(
    "pdf",
    [
        slips.candidate_subject(replace(SUBJECT, parameters=LONG), rehearsal=False),
        slips.commission_scenario(
            replace(SCENARIO, parts=(replace(SCENARIO.parts[0], scenario=LONG),)), rehearsal=False
        ),
        slips.incident_report(
            replace(REPORT, incidents=(replace(FRAUD, text=LONG),)), rehearsal=False
        ),
        slips.day_summary(
            replace(SUMMARY, incidents=(replace(FRAUD, text=LONG),)), rehearsal=False
        ),
    ],
    ids=["subject", "scenario", "incidents", "summary"],
)
def test_a_long_text_flows_over_the_pages_and_nothing_is_lost(pdf: bytes) -> None:
    read = pages(pdf)
    assert len(read) > 2
    words = "".join(page.split("BTS Assurance – session")[0] for page in read).replace(" ", "")
    assert words.count(SENTENCE.replace(" ", "")) == 650


def test_names_as_long_as_a_field_may_be_still_fit_their_rows() -> None:
    name = " ".join(["W" * 500] * 3)
    incident = replace(FRAUD, name=name, number="9" * 500, informed="M" * 500)
    head = replace(HEAD, centre="C" * 500, room="R" * 500)
    everyone = (Signatory(name, "enseignant"),) * 3
    row = AttendanceRow("", "8" * 500, name, mention="Absent")
    assert slips.attendance_list(AttendanceList(head, (row,) * 2, everyone), rehearsal=False)
    assert slips.mark_slip(
        MarkSlip(head, (MarkRow("8" * 500, name, Outcome.OPEN),), everyone), rehearsal=False
    )
    assert slips.incident_report(IncidentReport(head, (incident,), everyone), rehearsal=False)
    rows = (SummaryRow("", "8" * 500, name, "scellé"),)
    summary = replace(SUMMARY, head=head, rows=rows, incidents=(incident,))
    assert slips.day_summary(summary, rehearsal=False)
    assert slips.candidate_subject(replace(SUBJECT, name=name, head=head), rehearsal=False)
