"""F1 on a jury file: the keys of the desk, and its own guide."""

from __future__ import annotations

from resources import resource
from ui.actions import shown_keys
from ui.guide import KEYS, Guide, Topic, chapters
from ui.jury.actions import JURY_ACTIONS

TITLE = "Les touches de ce bureau"
IN_TABLES = (
    ("Entrée", "corriger la case, ou aller où mène la ligne"),
    ("Inser, Suppr", "page « Commissions » : ajouter, retirer une ligne"),
    ("Flèche bas", "du filtre aux lignes ; flèche haut y revient"),
    ("Échap", "vider le filtre, laisser ce qu’on ajoute, quitter une page"),
    ("Ctrl+P", "journal : imprimer"),
)


def jury_topics() -> list[Topic]:
    """Every topic of the « Préparer » desk, the keys first."""
    pairs = [(shown_keys(a.keys), a.text) for a in JURY_ACTIONS if a.keys]
    lines = tuple(f"{keys} : {text}" for keys, text in (*pairs, *IN_TABLES))
    return [Topic(KEYS, TITLE, lines), *chapters(resource("guide", "jury"))]


class JuryGuide(Guide):
    """The guide of the organisers."""

    hint = "Chercher : liste, examinateur, dossier…"

    def topics(self) -> list[Topic]:
        return jury_topics()
