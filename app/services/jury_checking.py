"""``passage jury check``: is the mark on this printed sheet the one the jury holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.jury.control import count, right_sheet
from app.domain.jury.received import CONFLICT, Received
from app.domain.jury.receiving_acts import CheckSheet, DrawControl
from app.domain.marks import printed_mark
from app.domain.record import read_code
from app.domain.text import counted
from app.services.jury_desk import JuryDesk


def draw(desk: JuryDesk, number: int) -> Iterator[str]:
    """Draw a control round from the jury's root hash, and name the sheets to look at."""
    desk.perform(DrawControl(number, desk.root_hash))
    received = desk.state.received
    made = received.rounds[-1]
    yield f"Contrôle n° {made.number} : {counted(len(made.drawn), 'grille')} à comparer"
    for number_, exam in made.drawn:
        kept = received.held(number_, exam).passage
        where = f"{kept.commission}, version {kept.version}" if kept else ""
        yield f"  {exam} {number_} {kept.name if kept else ''} ({where})"


def check(desk: JuryDesk, codes: Sequence[str], by: str = "") -> Iterator[str]:
    """What the sheet of each code is to the jury; each look is kept in the journal."""
    for text in codes:
        desk.perform(CheckSheet(text, by))
        yield answer(desk.state.received, read_code(text) or "")
    if desk.state.received.rounds:
        made = desk.state.received.rounds[-1]
        seen, right = count(desk.state.received, made)
        good = counted(right, "conforme")
        yield f"Contrôle n° {made.number} : {seen} sur {len(made.drawn)} vues, {good}"


def answer(received: Received, code: str) -> str:
    """A French line: whose sheet it is and whether its mark is the one held.

    A reserved mark is compared but not told (§ 1.4.2 B).
    """
    told = f"{code[:4]}-{code[4:]}"
    found, right = right_sheet(received, code)
    if found is None:
        return f"{told} : NON. Aucune grille reçue n’a ce code : relisez-le sur la feuille."
    whom = f"{found.name} ({found.candidate}), {found.exam} {found.commission}"
    mark = "note réservée" if found.reserved else f"{printed_mark(found.mark or '')} / 20"
    if right:
        return f"{told} : OUI. {whom} : {mark}, version {found.version}, est la note retenue."
    held = received.held(found.candidate, found.exam)
    if held.state == CONFLICT:
        why = "deux fichiers se contredisent, la décision n’est pas prise"
    elif held.passage is not None and held.mark is not None:
        why = f"la version {held.passage.version} de {held.passage.commission} est retenue"
    else:
        why = "aucune note n’est retenue"
    return f"{told} : NON. {whom} : la feuille dit {mark}, version {found.version} ; {why}."
