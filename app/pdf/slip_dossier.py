"""What a commission is told of a candidate's dossier: its conformity and its fiches (§ 1.4.2)."""

from __future__ import annotations

from reportlab.platypus import Flowable

from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import fields, gap, grid, section
from app.pdf.slip_data import DossierLines, FicheLine
from app.pdf.slip_page import WIDTH
from app.pdf.slip_text import STRONG, Style, Text, fitted

_HEAD = Style(size=7.5, font=SEMIBOLD)
_CELL = Style(size=8.5)
_CHOSEN = Style(size=8.5, font=SEMIBOLD)
_TITLES = ("Fiche", "Produit", "Type", "Client", "Contexte", "Retenue pour")
_SHARES = (0.08, 0.28, 0.22, 0.15, 0.11, 0.16)


def dossier_lines(dossier: DossierLines) -> list[Flowable]:
    """The verdict, what a doubt entails, then one line a fiche."""
    story = section("Dossier professionnel", 40)
    story += [fields([("Conformité du dossier", dossier.conformity)], [WIDTH])]
    if dossier.warning:
        story += [gap(1.5), Text(dossier.warning, STRONG)]
    titles = [Text(title, _HEAD) for title in _TITLES]
    rows = [titles, *(_line(fiche) for fiche in dossier.fiches)]
    return [*story, gap(2), grid(rows, [WIDTH * share for share in _SHARES], header=1, pad=2)]


def _line(fiche: FicheLine) -> list[Flowable]:
    style = _CHOSEN if fiche.use else _CELL
    told = (f"n° {fiche.number}", fiche.product, fiche.kind, fiche.client, fiche.context, fiche.use)
    return [fitted(text or "–", style) for text in told]
