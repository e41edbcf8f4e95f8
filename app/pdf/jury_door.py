"""The list pinned on a room's door: hour, name, first names, number, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.pdf.fonts import BOLD, SEMIBOLD
from app.pdf.jury_data import DoorLine, DoorList
from app.pdf.jury_tables import captioned
from app.pdf.slip_blocks import gap
from app.pdf.slip_data import SlipHead
from app.pdf.slip_format import hour_text, long_date
from app.pdf.slip_head import opening
from app.pdf.slip_page import Sheet, build_run
from app.pdf.slip_text import CENTRE, SMALL, Style, Text, fitted

_ROOM = Style(size=28, font=BOLD, align=CENTRE)
_SMALLER_ROOM = Style(size=15, font=BOLD, align=CENTRE)
_WHEN = Style(size=16, font=SEMIBOLD, align=CENTRE)
_WHERE = Style(size=13, align=CENTRE)
_TITLE = Style(size=10, font=SEMIBOLD)
_NAME = Style(size=15, font=SEMIBOLD)
_LARGE = Style(size=15)
_NUMBER = Style(size=12)
_LARGEST = 20


def door_lists(lists: Sequence[DoorList], *, rehearsal: bool) -> bytes:
    """PDF of the lists, each room's day on pages of its own."""
    papers = [(_sheet(one, rehearsal), _story(one)) for one in lists]
    return build_run("Listes des candidats à afficher aux portes", papers)


def _sheet(one: DoorList, rehearsal: bool) -> Sheet:
    where = f"{long_date(one.head.day)}, salle {one.head.room}"
    return Sheet(one.head, "Liste des candidats", rehearsal, where)


def _story(one: DoorList) -> list[Flowable]:
    titles = ("Heure", "Nom", "Prénoms", "N° de candidat")
    rows = [_line(line) for line in one.lines]
    table = captioned(_caption(one.head), titles, rows, (14, 35, 31, 20), pad=7, style=_TITLE)
    ends: list[Flowable] = [gap(1.5), Text(one.zone, SMALL)] if one.zone else []
    return [*opening(one.head, "LISTE DES CANDIDATS"), table, *ends]


def _caption(head: SlipHead) -> list[Flowable]:
    """The room and the day in letters read from afar, again on each page."""
    room = _ROOM if len(head.room) <= _LARGEST else _SMALLER_ROOM
    return [
        gap(1),
        fitted(f"Salle {head.room}", room),
        Text(long_date(head.day), _WHEN),
        fitted(head.centre, _WHERE),
        gap(2),
    ]


def _line(line: DoorLine) -> list[Flowable]:
    return [
        Text(hour_text(line.hour), _NAME),
        fitted(line.last_name, _NAME),
        fitted(line.first_names, _LARGE),
        fitted(line.number, _NUMBER),
    ]
