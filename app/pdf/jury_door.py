"""The list pinned on a room's door: hour, name, first names, number, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.pdf.fonts import BOLD, SEMIBOLD
from app.pdf.jury_data import DoorLine, DoorList
from app.pdf.slip_blocks import gap, grid
from app.pdf.slip_format import hour_text, long_date
from app.pdf.slip_head import opening
from app.pdf.slip_page import WIDTH, Sheet, build_run
from app.pdf.slip_text import CENTRE, SMALL, Style, Text, fitted

_ROOM = Style(size=30, font=BOLD, align=CENTRE)
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
    where = f"{one.head.centre}, salle {one.head.room} – {long_date(one.head.day)}"
    return Sheet(one.head, "Liste des candidats", rehearsal, where)


def _story(one: DoorList) -> list[Flowable]:
    head = one.head
    short = len(head.room) <= _LARGEST
    story = opening(head, "LISTE DES CANDIDATS")
    story += [gap(2), fitted(f"Salle {head.room}", _ROOM if short else _SMALLER_ROOM)]
    story += [gap(2), Text(long_date(head.day), _WHEN), gap(1), fitted(head.centre, _WHERE)]
    titles = [Text(title, _TITLE) for title in ("Heure", "Nom", "Prénoms", "N° de candidat")]
    widths = [WIDTH * share for share in (0.15, 0.34, 0.29, 0.22)]
    table = grid([titles, *map(_line, one.lines)], widths, header=1, pad=7)
    return [*story, gap(6), table, *([gap(1.5), Text(one.zone, SMALL)] if one.zone else [])]


def _line(line: DoorLine) -> list[Flowable]:
    return [
        Text(hour_text(line.hour), _NAME),
        fitted(line.last_name, _NAME),
        fitted(line.first_names, _LARGE),
        fitted(line.number, _NUMBER),
    ]
