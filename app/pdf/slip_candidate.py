"""What is prepared for one candidate: the subject handed over and the commission's scenarios."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import bullets, fields, gap, section
from app.pdf.slip_data import CandidateSubject, CommissionScenario, Duration, ScenarioPart, SlipHead
from app.pdf.slip_dossier import dossier_lines
from app.pdf.slip_format import duration_text, hour_text, long_date, part_name
from app.pdf.slip_head import opening
from app.pdf.slip_page import WIDTH, Paper, Sheet, build, build_run
from app.pdf.slip_text import CAPTION, STRONG, Style, Text, Zone

_LABEL = Style(size=8, font=SEMIBOLD)
_EXTRA = "Majoration de temps du candidat comprise."
_NOTHING = "(non transcrit)"
_LEAST = 56.0


def candidate_subject(subject: CandidateSubject, *, rehearsal: bool) -> bytes:
    """PDF of the subject handed to the candidate of an E32 before the preparation (§ 1.4.4 A).

    It shows the modified fiche only: no second fiche, no scenario.
    """
    return build(*_subject_paper(subject, rehearsal))


def candidate_subjects(subjects: Sequence[CandidateSubject], *, rehearsal: bool) -> bytes:
    """PDF of the subjects of several candidates, one after the other."""
    papers = [_subject_paper(subject, rehearsal) for subject in subjects]
    return build_run("Sujets remis aux candidats", papers)


def commission_scenario(scenario: CommissionScenario, *, rehearsal: bool) -> bytes:
    """PDF of the scenarios of one candidate, for the commission only (§ 1.4.4)."""
    return build(*_scenario_paper(scenario, rehearsal))


def commission_scenarios(scenarios: Sequence[CommissionScenario], *, rehearsal: bool) -> bytes:
    """PDF of the scenarios of several candidates, one after the other."""
    papers = [_scenario_paper(scenario, rehearsal) for scenario in scenarios]
    return build_run("Scénarios – réservés aux commissions", papers)


def _subject_paper(subject: CandidateSubject, rehearsal: bool) -> Paper:
    story = opening(subject.head, "SUJET REMIS AU CANDIDAT")
    story += _identity(subject.head, subject.number, subject.name, subject.hour)
    story += section("Durée de la préparation et des parties", 15)
    story += _durations(subject.durations, subject.extra_time)
    story += section(f"{part_name(subject.part)} – fiche d’activité n° {subject.fiche}")
    story += [Text(subject.about, STRONG), gap(2)] if subject.about else []
    story += _asked(subject.situation, subject.tasks_intro, subject.tasks)
    story += [gap(4), _zone("Paramètres modifiés de la fiche", subject.parameters)]
    return Sheet(subject.head, "Sujet remis au candidat", rehearsal, subject.number), story


def _scenario_paper(scenario: CommissionScenario, rehearsal: bool) -> Paper:
    warning = "RÉSERVÉ À LA COMMISSION – NE PAS REMETTRE AU CANDIDAT"
    story = opening(scenario.head, "SCÉNARIO", warning)
    story += _identity(scenario.head, scenario.number, scenario.name, scenario.hour)
    if scenario.dossier is not None:
        story += dossier_lines(scenario.dossier)
    for part in scenario.parts:
        story += _part(part)
    if scenario.extra_time:
        story += [gap(3), Text(_EXTRA, CAPTION)]
    title = "Scénario – réservé à la commission"
    return Sheet(scenario.head, title, rehearsal, scenario.number), story


def _identity(head: SlipHead, number: str, name: str, hour: str) -> list[Flowable]:
    third = WIDTH / 3
    first = [("Numéro de candidat", number), ("Nom et prénoms du candidat", name)]
    second = [
        ("Date", long_date(head.day)),
        ("Heure de passage", hour_text(hour)),
        ("Commission", head.commission),
    ]
    return [fields(first, [third, 2 * third]), fields(second, [third] * 3)]


def _durations(durations: Sequence[Duration], extra: bool) -> list[Flowable]:
    cells = [(part_name(d.label), duration_text(d.seconds, d.bound)) for d in durations]
    table = fields(cells, [WIDTH / len(cells)] * len(cells))
    return [table, gap(1), Text(_EXTRA, CAPTION)] if extra else [table]


def _asked(situation: str, intro: str, tasks: Sequence[str]) -> list[Flowable]:
    story: list[Flowable] = []
    if situation:
        story += [Text(situation[0].upper() + situation[1:]), gap(2)]
    if tasks:
        story += [Text(intro[0].upper() + intro[1:]), gap(0.5), *bullets(tasks)]
    return story


def _zone(label: str, text: str) -> Zone:
    return Zone([Text(label, _LABEL), gap(1.5), Text(text or _NOTHING)], least=_LEAST)


def _part(part: ScenarioPart) -> list[Flowable]:
    fiche = f" – fiche d’activité n° {part.fiche}" if part.fiche is not None else ""
    time = duration_text(part.duration.seconds, part.duration.bound)
    story = section(f"{part_name(part.duration.label)} ({time}){fiche}")
    for label, text in (("Paramètres modifiés", part.parameters), ("Scénario", part.scenario)):
        if text is not None:
            story += [_zone(label, text), gap(2)]
    return [*story, *_asked(part.situation, part.tasks_intro, part.tasks)]
