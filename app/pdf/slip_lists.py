"""The lists of a commission's day: attendance and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.pdf.slip_blocks import fields, gap, grid, section, signatures
from app.pdf.slip_data import (
    AttendanceList,
    AttendanceRow,
    MarkRow,
    MarkSlip,
    Outcome,
    Signatory,
    SlipHead,
)
from app.pdf.slip_format import code_text, hour_text, long_date, mark_text, short_date
from app.pdf.slip_head import opening
from app.pdf.slip_page import WIDTH, Paper, Sheet, build, build_run
from app.pdf.slip_text import CAPTION, CENTRE, SMALL, STRONG, Style, Text, fitted

_HEAD = Style(size=7.5, font=STRONG.font)
_HEAD_MIDDLE = Style(size=7.5, font=STRONG.font, align=CENTRE)
_MIDDLE = Style(align=CENTRE)
_MARK = Style(font=STRONG.font, align=CENTRE)
_ROW = 24.0
_COUNTED = (
    (Outcome.MARKED, "Notes arrêtées"),
    (Outcome.ABSENT, "Absents"),
    (Outcome.NOT_VALID, "Non valides (NV)"),
    (Outcome.RESERVED, "Notes réservées"),
    (Outcome.RECUSED, "Récusations"),
    (Outcome.TRANSFERRED, "Transférés"),
    (Outcome.OPEN, "Non arrêtées"),
)
_RESERVE = (
    "Une note réservée n’est pas portée sur ce bordereau : elle est transmise sous pli au "
    "président du jury. Le code de contrôle relie la note imprimée à la note enregistrée."
)


def attendance_list(attendance: AttendanceList, *, rehearsal: bool) -> bytes:
    """PDF of the list candidates, examiners and other persons sign on the day."""
    return build(*_attendance_paper(attendance, rehearsal))


def attendance_lists(lists: Sequence[AttendanceList], *, rehearsal: bool) -> bytes:
    """PDF of the lists of several commissions and days, one after the other."""
    papers = []
    for attendance in lists:
        sheet, story = _attendance_paper(attendance, rehearsal)
        papers.append((replace(sheet, subject=long_date(attendance.head.day)), story))
    return build_run("Listes d’émargement", papers)


def _attendance_paper(attendance: AttendanceList, rehearsal: bool) -> Paper:
    story = opening(attendance.head, "LISTE D’ÉMARGEMENT") + place(attendance.head)
    story += [gap(4), _attendance_table(attendance.rows)]
    story += _signed("Examinateurs", attendance.examiners)
    story += _signed("Autres personnes présentes", attendance.others)
    return Sheet(attendance.head, "Liste d’émargement", rehearsal), story


def mark_slip(slip: MarkSlip, *, rehearsal: bool) -> bytes:
    """PDF of the commission's marks; a reserved mark shows no figure and no code (§ 1.4.2 B)."""
    story = opening(slip.head, "BORDEREAU DE NOTATION") + place(slip.head)
    story += [gap(4), _mark_table(slip.rows), gap(4)]
    story += [KeepTogether([_counts(slip.rows), gap(1.5), Text(_RESERVE, CAPTION)])]
    story += _signed("Signatures des examinateurs", slip.examiners)
    return build(Sheet(slip.head, "Bordereau de notation", rehearsal), story)


def place(head: SlipHead, width: float = WIDTH) -> list[Flowable]:
    """Date, centre, room and commission."""
    pairs = [
        ("Date", long_date(head.day)),
        ("Centre d’examen", head.centre),
        ("Salle", head.room),
        ("Commission", head.commission),
    ]
    return [fields(pairs, [width * part for part in (0.27, 0.41, 0.16, 0.16)])]


def _attendance_table(rows: Sequence[AttendanceRow]) -> Flowable:
    titles = ("Heure", "N° de candidat", "Nom et prénoms", "Né(e) le", "Signature", "Mention")
    cells = [
        [
            Text(hour_text(row.hour)),
            fitted(row.number),
            fitted(row.name, STRONG),
            Text(short_date(row.born)),
            Spacer(0, _ROW),
            fitted(row.mention, SMALL),
        ]
        for row in rows
    ]
    return grid([_titles(titles), *cells], _shares(9, 16, 33, 12.5, 18.5, 11), header=1)


def _mark_table(rows: Sequence[MarkRow]) -> Flowable:
    titles = _titles(("N° de candidat", "Nom et prénoms"))
    titles += _titles(("Note", "Version", "Code de contrôle"), _HEAD_MIDDLE)
    cells = [_mark_cells(row) for row in rows]
    return grid([titles, *cells], _shares(18, 35, 23, 9, 15), header=1, pad=5)


def _mark_cells(row: MarkRow) -> list[Flowable]:
    start: list[Flowable] = [fitted(row.number), fitted(row.name, STRONG)]
    if row.outcome is not Outcome.MARKED:
        return [*start, Text(row.outcome.value, _MIDDLE), gap(0), gap(0)]
    version = str(row.version) if row.version is not None else ""
    ends = Text(version, _MIDDLE), Text(code_text(row.code), _MIDDLE)
    return [*start, Text(mark_text(row.mark), _MARK), *ends]


def _counts(rows: Sequence[MarkRow]) -> Flowable:
    found = Counter(row.outcome for row in rows)
    pairs = [("Candidats", str(len(rows)))]
    told = [pair for pair in _COUNTED if found[pair[0]] or pair[0] is not Outcome.TRANSFERRED]
    pairs += [(label, str(found[outcome])) for outcome, label in told]
    return fields(pairs, [WIDTH / len(pairs)] * len(pairs))


def _signed(title: str, people: Sequence[Signatory]) -> list[Flowable]:
    if not people:
        return []
    boxes = signatures([(person.name, person.role) for person in people], WIDTH)
    return [*section(title, 22), boxes]


def _titles(titles: Sequence[str], style: Style = _HEAD) -> list[Flowable]:
    return [Text(title, style) for title in titles]


def _shares(*parts: float) -> list[float]:
    return [WIDTH * part / sum(parts) for part in parts]
