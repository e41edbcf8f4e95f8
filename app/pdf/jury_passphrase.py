"""The passphrase of a pack on paper, to hand over apart from it."""

from __future__ import annotations

from app.pdf.fonts import BOLD
from app.pdf.slip_blocks import gap
from app.pdf.slip_data import SlipHead
from app.pdf.slip_head import opening
from app.pdf.slip_lists import place
from app.pdf.slip_page import Sheet, build
from app.pdf.slip_text import CENTRE, Style, Text, fitted

_PHRASE = Style(size=22, font=BOLD, align=CENTRE)
_ADVICE = Style(size=11)
ADVICE = (
    "Cette phrase ouvre la clé du paquet de la commission : la demander au moment d’exporter. "
    "La remettre à part, par un autre chemin que le paquet. Elle n’est gardée nulle part : perdue, "
    "elle n’empêche que la signature."
)


def passphrase_slip(head: SlipHead, rank: int, passphrase: str, *, rehearsal: bool) -> bytes:
    """PDF of one page."""
    story = [
        *opening(head, "PHRASE SECRÈTE DU PAQUET"),
        *place(head),
        gap(8),
        Text(f"Commission {head.commission}, paquet n° {rank}", _ADVICE),
        gap(10),
        fitted(passphrase, _PHRASE),
        gap(12),
        Text(ADVICE, _ADVICE),
    ]
    return build(Sheet(head, "Phrase secrète", rehearsal), story)
