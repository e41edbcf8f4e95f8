"""The day's summary: every candidate's state and times, the counts, the incidents."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table

from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import fields, gap, grid, section
from app.pdf.slip_data import DaySummary, ExaminerCount, IncidentEntry, SummaryRow, TimeEntry
from app.pdf.slip_format import clock_text, hour_text
from app.pdf.slip_head import opening
from app.pdf.slip_incident import kind_name
from app.pdf.slip_lists import place
from app.pdf.slip_page import WIDE, Sheet, build
from app.pdf.slip_text import CAPTION, CENTRE, SMALL, STRONG, Style, Text, fitted

_HEAD = Style(size=7.5, font=SEMIBOLD)
_HEAD_MIDDLE = Style(size=7.5, font=SEMIBOLD, align=CENTRE)
_CELL = Style(size=8.5)
_NAME = Style(size=8.5, font=SEMIBOLD)
_TIME = Style(size=8.5, align=CENTRE)
_OVER = Style(size=7.5, align=CENTRE)
_CLOCK_WIDTH = 78.0


def day_summary(summary: DaySummary, *, rehearsal: bool) -> bytes:
    """PDF (landscape) of the day: states, times, counts, candidates examined by each examiner."""
    story = opening(summary.head, "RÉCAPITULATIF DE LA JOURNÉE", width=WIDE)
    story += [*place(summary.head, WIDE), gap(4), _passages(summary)]
    story += [gap(1), Text("Temps en minutes et secondes : réalisé / prévu.", CAPTION)]
    if summary.counts:
        story += [*section("Décompte", 12), _counts(summary.counts)]
    story += _examined(summary.examiners) + _incidents(summary.incidents)
    sheet = Sheet(summary.head, "Récapitulatif de la journée", rehearsal, wide=True)
    return build(sheet, story)


def _passages(summary: DaySummary) -> Table:
    clocks = len(summary.clocks)
    titles: list[Flowable] = [
        Text(title, _HEAD) for title in ("Heure", "N° de candidat", "Nom et prénoms", "État")
    ]
    titles += [Text(title, _HEAD_MIDDLE) for title in summary.clocks]
    free = WIDE - clocks * _CLOCK_WIDTH
    widths = [free * part for part in (0.12, 0.23, 0.4, 0.25)] + [_CLOCK_WIDTH] * clocks
    return grid([titles, *(_row(row, clocks) for row in summary.rows)], widths, header=1)


def _row(row: SummaryRow, clocks: int) -> list[object]:
    times: list[object] = [_time(entry) for entry in row.times]
    times += [""] * (clocks - len(times))
    facts = [fitted(text, _CELL) for text in (hour_text(row.hour), row.number)]
    return [*facts, fitted(row.name, _NAME), fitted(row.status, _CELL), *times]


def _time(entry: TimeEntry) -> list[Flowable]:
    if entry.actual is None:
        return [Text("non tenue", _OVER)]
    cell: list[Flowable] = [
        Text(f"{clock_text(entry.actual)} / {clock_text(entry.planned)}", _TIME)
    ]
    if entry.overtime:
        cell.append(Text(f"dépassement {clock_text(entry.overtime)}", _OVER))
    return cell


def _counts(counts: Sequence[tuple[str, int]]) -> Table:
    pairs = [(label, str(number)) for label, number in counts]
    return fields(pairs, [WIDE / len(pairs)] * len(pairs))


def _examined(examiners: Sequence[ExaminerCount]) -> list[Flowable]:
    """What each examiner declares in IMAG'IN."""
    if not examiners:
        return []
    titles = [Text(t, _HEAD) for t in ("Examinateur", "Qualité", "Candidats examinés")]
    rows = [
        [fitted(e.name, STRONG), fitted(e.role), Text(str(e.examined), STRONG)] for e in examiners
    ]
    table = grid([titles, *rows], [WIDE * part for part in (0.3, 0.2, 0.15)], header=1)
    table.hAlign = "LEFT"
    title = "Candidats examinés par examinateur (déclaration IMAG’IN)"
    return [*section(title, 22), table]


def _incidents(incidents: Sequence[IncidentEntry]) -> list[Flowable]:
    if not incidents:
        return [*section("Incidents", 5), Text("Aucun incident n’a été signalé.", SMALL)]
    story = section("Incidents", 12)
    for incident in incidents:
        facts = [hour_text(incident.hour), kind_name(incident.kind)]
        facts += [" ".join(filter(None, [incident.number, incident.name]))]
        facts += [f"informé(e) : {incident.informed}" if incident.informed else ""]
        story += [Text(" – ".join(filter(None, facts)), STRONG), Text(incident.text), gap(2)]
    return story
