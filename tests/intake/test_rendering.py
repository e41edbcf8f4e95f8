"""The account of a list says in French what was understood, and never a school."""

from __future__ import annotations

from app.intake.rendering import render_reading
from tests.intake.conftest import Lister
from tests.intake.makers import HEADER, ROW, csv_text, xlsx


def test_the_account_of_a_text(listed: Lister) -> None:
    text = csv_text((*HEADER, "Établissement", "Salle"), (*ROW, "LYCÉE B", "B2"), ("2",))
    assert render_reading(listed(text)).splitlines() == [
        "Liste : « liste.csv » (texte délimité)",
        "Encodage : UTF-8",
        "Séparateur : « ; » (point-virgule)",
        "En-tête : ligne 1",
        "",
        "Colonnes",
        "  N° candidat       → numéro du candidat",
        "  Nom de naissance  → nom de naissance",
        "  Prénom(s)         → prénoms",
        "  Né(e) le          → date de naissance",
        "  Heure de passage  → heure de passage",
        "  Établissement     → établissement (reconnue, non conservée)",
        "  Salle             → inconnue, ignorée",
        "",
        "2 lignes : 1 candidat sans erreur, 1 erreur, 3 points à vérifier",
        "",
        "Erreurs, à corriger avant de charger la liste",
        "  ligne 3, 2 : nom de naissance manquant",
        "",
        "À vérifier",
        "  ligne 3, 2 : date de naissance manquante",
        "  ligne 3, 2 : heure de passage manquante",
        "  ligne 3, 2 : numéro plus court (1 chiffre) que d’autres (11 chiffres), zéros perdus ?",
    ]


def test_the_account_of_a_workbook_names_the_sheet(listed: Lister) -> None:
    text = render_reading(listed(xlsx(HEADER, ROW)))
    assert "Feuille : « Feuil1 »" in text
    assert "Encodage" not in text and "Séparateur" not in text


def test_a_tab_is_named(listed: Lister) -> None:
    text = render_reading(listed(csv_text(HEADER, ROW, delimiter="\t")))
    assert "Séparateur : tabulation" in text


def test_nothing_hidden_reaches_the_terminal(listed: Lister) -> None:
    reading = listed(csv_text((*HEADER, "Sal\u202ele\x1b[2J"), ("1\x1b[2J", "A\u202eB", "C")))
    assert all(line.isprintable() for line in render_reading(reading).splitlines())
