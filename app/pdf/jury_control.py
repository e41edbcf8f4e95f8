"""The conformity control of every dossier, for the authority that decides (§ 1.4.2 B)."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.pdf.fonts import SEMIBOLD
from app.pdf.jury_data import ControlEntry, ControlList
from app.pdf.slip_blocks import fields, gap, grid
from app.pdf.slip_format import short_date
from app.pdf.slip_head import opening
from app.pdf.slip_page import WIDE, Sheet, build
from app.pdf.slip_text import CAPTION, Style, Text, fitted

_HEAD = Style(size=7.5, font=SEMIBOLD)
_CELL = Style(size=8)
_NAME = Style(size=8.5, font=SEMIBOLD)
_NOTE = Style(size=7, colour=CAPTION.colour)
_TITLES = ("Candidat", "Épreuve", "Reçu le", "Constat", "Ce qui manque", "Pas encore vérifié")
_SHARES = (0.2, 0.07, 0.08, 0.2, 0.23, 0.22)
_MEANING = (
    "Cette liste dit ce qui manque et ne propose aucun constat : la conformité est constatée par "
    "les autorités académiques avant l’épreuve (§ 1.4.2 B)."
)


def control_list(control: ControlList, *, rehearsal: bool) -> bytes:
    """PDF (landscape) of the control: the verdict, what lacks, what was not looked at."""
    title = "Contrôle de conformité des dossiers professionnels"
    story = opening(control.head, title.upper(), width=WIDE)
    counts = [(label, str(number)) for label, number in control.counts]
    story += [fields(counts, [WIDE / len(counts)] * len(counts)), gap(1.5), Text(_MEANING, CAPTION)]
    rows: list[Sequence[object]] = [[Text(name, _HEAD) for name in _TITLES]]
    rows += [_entry(entry) for entry in control.entries]
    table = grid(rows, [WIDE * share for share in _SHARES], header=1, align="TOP")
    return build(Sheet(control.head, title, rehearsal, wide=True), [*story, gap(3), table])


def _entry(entry: ControlEntry) -> list[list[Flowable]]:
    verdict: list[Flowable] = [Text(entry.verdict, _NAME)]
    verdict += [fitted(entry.decided, _CELL)] if entry.decided else []
    return [
        [fitted(entry.name, _NAME), fitted(entry.number, _CELL)],
        [Text(entry.exam, _NAME)],
        [Text(short_date(entry.received) or "non reçu", _CELL)],
        verdict,
        [*_told(entry.lacking), *(fitted(note, _NOTE) for note in entry.notes)],
        _told(entry.unseen),
    ]


def _told(texts: Sequence[str]) -> list[Flowable]:
    if len(texts) > 3:
        return [Text(" ; ".join(texts), _CELL)]
    return [fitted(text, _CELL) for text in texts] or [Text("–", _CELL)]
