"""The E32 day of commission C04: nine candidates, and all that can befall them."""

from __future__ import annotations

from app.domain.people import Candidate
from tests.e2e.window import opening
from tests.e2e.window.day import APPRAISAL, DIGITS, Day
from tests.e2e.window.e32_others import afternoon
from tests.e2e.window.routine import E32, GOOD, A, B


def play(day: Day) -> None:
    """The whole day, from the file's opening to its close."""
    people = opening.from_files(day, "e32-c04")
    first, second = people[:2]
    welcome(day, first)
    interrupted(day, first, second)
    corrected(day)
    killed(day, second)
    hurried(day)
    afternoon(day, people)


def welcome(day: Day, who: Candidate) -> None:
    """Identity, dossier, situation of the first candidate, by mouse."""
    day.clock.until(who.hour)
    day.choose(who)
    day.identity(by_key=False)
    day.do("click", "Dossier")
    day.do("click", "Contenu à cocher")
    for number in (1, 2, 4, 5):
        day.fiche(number)
    day.fiche(3, "contexte abs.", ["context-missing"])
    day.fiche(3, "client abs.", ["context-missing", "client-missing"])
    day.tick("property", "Situation d’assurance de biens et de responsabilité")
    day.tick("documents", "Autres documents apportés")
    day.situation(
        (2, 4),
        parameters="Le client a 38 ans et deux enfants à charge.",
        scenario="Il appelle après son avis d’échéance : « trop cher ».",
        scenario_2="Le prospect compare avec un concurrent.",
    )
    day.do("click", "Scénario")
    day.see("deux enfants à charge", "trop cher", "concurrent")


def interrupted(day: Day, who: Candidate, following: Candidate) -> None:
    """Its parts: a pause, an incident, a visitor, and the next candidate who prepares meanwhile."""
    day.start("preparation")
    day.observe("prépare avec méthode")
    day.wait(14)
    day.start("part-1")
    day.level("C2", "S")
    day.level("C3", "TS")
    day.level("C3", "I")
    day.undo_level("C3", "TS")
    day.wait(4)
    day.pause()
    day.wait(1.5)
    day.resume("alarme dans le couloir")
    day.observe("C20 hésite sur la franchise")
    day.observe("à rayer")
    day.strike("à rayer")
    privacy(day)
    day.incident("Alarme d’une minute.", "alarme, évacuation", "alarm", "Mme PROVISEUR")
    day.rare_for_all(
        "Autre personne présente",
        "record-person",
        name="Mme INSPECTRICE",
        role=("inspecteur", "inspector"),
    )
    day.wait(8)
    day.start("part-2")
    prepares_meanwhile(day, who, following)
    day.wait(13)
    day.start("part-3")
    day.wait(11)
    day.stop("part-3")


def privacy(day: Day) -> None:
    """F9 hides the levels from whoever looks, and brings them back."""
    day.do("key", "F9")
    day.sees_level("C3", "masquée")
    day.do("key", "F9")
    day.sees_level("C3", "TS")


def prepares_meanwhile(day: Day, who: Candidate, following: Candidate) -> None:
    day.choose(following)
    day.identity()
    day.situation((1, 3), parameters="Le client est artisan.", scenario="Il veut s’assurer.")
    day.start("preparation")
    day.choose(who)


def corrected(day: Day) -> None:
    """Deliberation, seal, then the seal reopened: the mark was wrong."""
    day.levels(dict.fromkeys(E32[2:], "S"))
    day.wrong_mark("14,3", "n’est pas une note")
    day.mark("14,5")
    day.step_mark("Up", "15.0")
    day.appraise(GOOD)
    day.sign(A)
    day.sign_on_paper(B)
    day.answer("missing-fiche-no-doubt", "une pièce manque au dossier")
    day.seal()
    day.rare("Rouvrir une grille scellée", "reopen", reason="note mal recopiée du brouillon")
    day.mark("14.5")
    day.step_mark("Down", "14.0")
    day.sign(A)
    day.sign_on_paper(B, by_key=True)
    day.answer("missing-fiche-no-doubt", "une pièce manque au dossier")
    day.seal(2, by_key=True)


# --- LEFÈVRE: killed in the middle ----------------------------------------------------------------


def killed(day: Day, who: Candidate) -> None:
    """The second part runs, a text was just stored: ``kill -9``, three minutes, and on."""
    day.choose(who)
    day.start("part-1")
    day.levels({"C2": "S", "C3": "S"}, DIGITS)
    day.wait(12)
    day.start("part-2")
    day.observe("C5 écoute réelle")
    day.type_appraisal("Écoute réelle, conseil descriptif.")
    day.wait(4)
    day.kill()
    day.wait(3)
    day.reopen("Passage était fermé de")
    day.see(f"n° {who.number}", "identité vérifiée", day.elapsed())
    assert day.do("value", APPRAISAL) == "Écoute réelle, conseil descriptif."
    day.sees_level("C3", "S")
    day.do("click", "Observations 1")
    day.see("C5 écoute réelle")


def hurried(day: Day) -> None:
    """A last part cut short and a mark that does not go with the levels: reasons, questions."""
    day.wait(6)
    day.start("part-3")
    day.wait(5)
    day.stop("part-3", "malaise du candidat")
    day.levels(dict.fromkeys(E32[2:], "S"), DIGITS)
    day.mark("7.5")
    for examiner in (A, B):
        day.sign_on_paper(examiner)
    day.answer("levels-high-mark-low", "Tous les niveaux sont S ou TS et la note est 7,5")
    day.answer("dossier-blank", "La zone « dossier » est vide")
    day.seal(reason="malaise du candidat")
