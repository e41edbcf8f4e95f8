"""The planning of a day, by commission and by room."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.pdf.jury_data import Barred, CommissionDay, PlannedPassage, RoomDay, RoomPassage
from app.pdf.jury_tables import captioned
from app.pdf.slip_blocks import fields, gap, section
from app.pdf.slip_data import SlipHead
from app.pdf.slip_format import hour_text, long_date, short_date
from app.pdf.slip_head import opening
from app.pdf.slip_lists import place
from app.pdf.slip_page import WIDTH, Sheet, build_run
from app.pdf.slip_text import BASE, CAPTION, STRONG, Style, Text, fitted

_SMALLER = Style(size=8)
_CAPTION = Style(size=8.5, font=STRONG.font)
_BY_DEFAULT = (
    "Composition à défaut d’un professionnel de l’assurance : un autre enseignant en charge des "
    "enseignements professionnels (§ 1.4.4)."
)
_PREPARED = (
    "À l’heure de la préparation, le sujet est remis au candidat. Les heures comprennent la "
    "majoration de temps du candidat."
)
_UNPREPARED = "Les heures comprennent la majoration de temps du candidat."
_NOT = "NE PAS INTERROGER"
_BARRED = (
    "Dossier non conforme, mention NV : le candidat ou la candidate, même présent ou présente à la "
    "date de l’épreuve, ne peut être interrogé(e) (§ 1.4.2 B)."
)


def commission_plannings(days: Sequence[CommissionDay], *, rehearsal: bool) -> bytes:
    """PDF of the commissions' days, each on pages of its own."""
    title = "Planning de la commission"
    papers = [(_sheet(day.head, title, rehearsal), _commission(day)) for day in days]
    return build_run("Planning par commission", papers)


def room_plannings(days: Sequence[RoomDay], *, rehearsal: bool) -> bytes:
    """PDF of the rooms' days, each on pages of its own."""
    papers = [(_room_sheet(day.head, rehearsal), _room(day)) for day in days]
    return build_run("Planning par salle", papers)


def _sheet(head: SlipHead, title: str, rehearsal: bool) -> Sheet:
    return Sheet(head, title, rehearsal, long_date(head.day))


def _room_sheet(head: SlipHead, rehearsal: bool) -> Sheet:
    where = f"{long_date(head.day)}, salle {head.room}"
    return Sheet(head, "Planning de la salle", rehearsal, where)


# --- a commission -------------------------------------------------------------------------------


def _commission(day: CommissionDay) -> list[Flowable]:
    story = opening(day.head, "PLANNING DE LA COMMISSION") + place(day.head) + _members(day)
    prepared = any(passage.preparation for passage in day.passages)
    story += [gap(4), _passages(day, prepared)] if day.passages else []
    story += [gap(1), Text(_PREPARED if prepared else _UNPREPARED, CAPTION)] if day.passages else []
    story += [Text(day.zone, CAPTION)] if day.zone else []
    return [*story, *_barred(day.barred)]


def _members(day: CommissionDay) -> list[Flowable]:
    pairs = [(person.role.capitalize(), person.name) for person in day.examiners]
    hours = [("Heures de la commission", _span(day.hours))]
    hours += [("Pauses", ", ".join(map(_span, day.breaks)) or "–")]
    story: list[Flowable] = [fields(pairs, [WIDTH / len(pairs)] * len(pairs))] if pairs else []
    story += [fields(hours, [WIDTH / 2] * 2)]
    return [*story, gap(1), Text(_BY_DEFAULT, CAPTION)] if day.by_default else story


def _span(hours: tuple[str, str]) -> str:
    return " – ".join(map(hour_text, hours))


def _passages(day: CommissionDay, prepared: bool) -> Flowable:
    titles = ["Préparation"] if prepared else []
    titles += ["Entretien", "N° de candidat", "Nom et prénoms", "Né(e) le", "Temps majoré"]
    shares = [*([11.0] if prepared else []), 18, 15, 33 if prepared else 44, 12, 11]
    rows = [_passage(passage, prepared) for passage in day.passages]
    caption = f"Commission {day.head.commission} – {long_date(day.head.day)}"
    return captioned([fitted(caption, _CAPTION)], titles, rows, shares)


def _passage(passage: PlannedPassage, prepared: bool) -> list[Flowable]:
    cells: list[Flowable] = [Text(hour_text(passage.preparation), STRONG)] if prepared else []
    return [
        *cells,
        Text(_span((passage.start, passage.end)), BASE if prepared else STRONG),
        fitted(passage.number),
        fitted(passage.name, STRONG),
        Text(short_date(passage.born)),
        Text(passage.extra_time, _SMALLER),
    ]


def _barred(people: Sequence[Barred]) -> list[Flowable]:
    if not people:
        return []
    rows = [
        [fitted(one.number), fitted(one.name, STRONG), Text(short_date(one.born))] for one in people
    ]
    titles = ["N° de candidat", "Nom et prénoms", "Né(e) le"]
    table = captioned([Text(_NOT, _CAPTION)], titles, rows, [20, 65, 15])
    return [*section("Dossiers non conformes", 30), Text(_BARRED), gap(2), table]


# --- a room -------------------------------------------------------------------------------------


def _room(day: RoomDay) -> list[Flowable]:
    story = opening(day.head, "PLANNING DE LA SALLE")
    pairs = [("Date", long_date(day.head.day)), ("Centre d’examen", day.head.centre)]
    story += [fields([*pairs, ("Salle", day.head.room)], [WIDTH * s for s in (0.3, 0.5, 0.2)])]
    for code, told in day.commissions:
        story += [fields([(f"Commission {code}", told)], [WIDTH])]
    rows = [_in_room(line) for line in day.passages]
    titles = ["Arrivée", "Entretien", "Commission", "N° de candidat", "Nom et prénoms"]
    caption = f"Salle {day.head.room} – {long_date(day.head.day)}"
    table = captioned([fitted(caption, _CAPTION)], titles, rows, [11, 18, 14, 15, 42])
    return [*story, gap(4), table, *([gap(1), Text(day.zone, CAPTION)] if day.zone else [])]


def _in_room(line: RoomPassage) -> list[Flowable]:
    passage = line.passage
    return [
        Text(hour_text(passage.preparation or passage.start), STRONG),
        Text(_span((passage.start, passage.end))),
        fitted(f"{line.commission} ({line.exam})"),
        fitted(passage.number),
        fitted(passage.name, STRONG),
    ]
