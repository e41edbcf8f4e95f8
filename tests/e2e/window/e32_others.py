"""The other candidates of the E32 day: who came late, was known, doubted, suspended, not listed."""

from __future__ import annotations

from app.domain.people import Candidate
from tests.e2e.window.day import APPRAISAL, AZERTY, MARK, Day
from tests.e2e.window.routine import (
    E32,
    GOOD,
    A,
    B,
    C,
    all_levels,
    close,
    deliberate,
    parts,
    print_and_sign,
)

PARTS = {
    "preparation": "Préparation",
    "part-1": "Première partie",
    "part-2": "Deuxième partie",
    "part-3": "Troisième partie",
}

USUAL = {"preparation": 14, "part-1": 14, "part-2": 14, "part-3": 12}
MORE = {"preparation": 19, "part-1": 19, "part-2": 19, "part-3": 15}


def afternoon(day: Day, people: list[Candidate]) -> None:
    late(day, people[2])
    on_paper(day, people[3])
    doubted(day, people[4])
    begun_again(day, people[5])
    barred(day, people[6], people[7])
    resumed(day, people[5])
    unlisted(day)
    print_and_sign(day, "08:00 OUÉDRAOGO Loïc, v2", 2, people[0], [A, B])
    close(day)


def late(day: Day, who: Candidate) -> None:
    """Marked absent, came late, has a third more time; a part is corrected from the paper."""
    day.clock.until("10:20")
    day.choose(who)
    day.rare("Marquer le candidat absent", "mark-absent", reason="non présenté à 10 h 20")
    day.see("absent")
    day.clock.until("10:30")
    day.rare("Lever l’absence", "mark-present", reason="arrivé à 10 h 30, train en retard")
    day.do("click", "Retard…")
    day.do("write", "Arrivé avec trente minutes de retard.")
    day.do("key", "Return")
    day.did("report-incident", text="Arrivé avec trente minutes de retard.", kind="late")
    day.identity()
    day.rare(
        "Corriger l’état civil",
        "correct-identity",
        field=("prénoms", "first_names"),
        value="Côme Aurélien",
        reason="second prénom sur la carte",
    )
    day.see("DE LA FONTAINE Côme Aurélien", "20 min")
    day.situation((3, 5))
    parts(day, MORE)
    day.rare(
        "Corriger la durée d’une partie",
        "correct-part",
        part=(PARTS["part-2"], "part-2"),
        started="11:12",
        stopped="11:29",
        reason="arrêtée trop tard à l’écran",
    )
    deliberate(day, E32, "12", [A, B])
    day.seal()


def on_paper(day: Day, who: Candidate) -> None:
    """Known to an examiner, who is replaced; examined on paper, the machine being away."""
    day.choose(who)
    day.rare(
        "Candidat connu d’un examinateur",
        "declare-known",
        examiner=(B, B),
        reason="ancienne stagiaire",
        tie=("professionnel", "professional"),
    )
    day.see("récusé")
    day.rare_for_all(
        "Remplacer un examinateur",
        "replace-examiner",
        examiner=(B, B),
        by=C,
        quality=("professionnel", "professionnel"),
        reason="connaît la candidate",
    )
    day.see(C)
    day.clock.until("13:20")
    transcribed(day, who)
    day.see(f"n° {who.number}", "identité vérifiée")
    day.seal()


def transcribed(day: Day, who: Candidate) -> None:
    """The whole sheet typed back, by keyboard."""
    hours = {"preparation": ("11:50", "12:05"), "part-1": ("12:05", "12:19")}
    hours |= {"part-2": ("12:19", "12:33"), "part-3": ("12:33", "12:45")}
    levels = all_levels(E32)
    day.command("Transcrire une grille remplie sur papier")
    day.see("Transcrire une grille papier", who.last_name)
    day.do("reach", f"{E32[0]} : TI")
    day.do("write", "".join(AZERTY[level] for level in levels.values()))
    day.do("fill", "Pièce d’identité vue", "CNI")
    for part, pair in hours.items():
        for word, hour in zip(("début", "fin"), pair, strict=True):
            day.do("fill", f"{PARTS[part]} : {word}", hour.replace(":", "h"))
    for place, fiche in enumerate((2, 5), 1):
        day.do("pick", f"Fiche de la partie {place}", f"partie {place} : fiche {fiche}")
    day.do("click", "Fiche 1 : oui")
    day.do("click", "Situation d’assurance de personnes")
    day.do("fill", MARK, "10,5")
    day.do("fill", APPRAISAL, GOOD)
    for examiner in (A, C):
        day.do("click", f"Signée sur le papier par {examiner}")
    day.do("fill", "Motif de la transcription", "panne de l’ordinateur")
    day.do("click", "Enregistrer")
    parts = [{"part": p, "started": a, "stopped": b} for p, (a, b) in hours.items()]
    sheet = {
        "evidence": "CNI",
        "dossier": {"fiche-1": ["yes"], "persons": True},
        "situation": {"fiche_1": 2, "fiche_2": 5},
        "parts": parts,
        "levels": levels,
        "mark": "10,5",
        "appraisal": GOOD,
        "visas": [A, C],
    }
    day.did("transcribe", sheet=sheet, reason="panne de l’ordinateur")
    day.do("see_no_more", "Transcrire une grille papier")
    day.do("click", "Journée")


def doubted(day: Day, who: Candidate) -> None:
    """Declared not valid, which the authority takes back; a doubt then, and the mark reserved."""
    day.choose(who)
    day.rare(
        "Dossier déclaré non valide",
        "declare-not-valid",
        reason=("dossier professionnel absent", "dossier-missing"),
        authority="DEC de Lyon",
        decided="04/06/2019",
    )
    day.see("dossier non valide")
    day.rare(
        "Lever « non valide »",
        "withdraw-not-valid",
        authority="DEC de Lyon",
        reason="dossier retrouvé",
    )
    day.identity()
    day.rare("Doute sur le dossier, note réservée", "raise-doubt", reason="attestation illisible")
    day.situation((1, 2))
    parts(day, USUAL)
    day.see("réservée")
    deliberate(day, E32, "13,5", [A, C])
    day.seal()


def begun_again(day: Day, who: Candidate) -> None:
    """Identity taken back, a first attempt annulled, the second suspended and resumed."""
    day.clock.until(who.hour)
    day.choose(who)
    day.identity()
    day.rare("Retirer l’identité confirmée", "withdraw-identity", reason="mauvais candidat")
    day.identity()
    day.situation((4, 1))
    day.start("preparation")
    day.wait(3)
    day.rare("Annuler l’essai", "annul-attempt", reason="sujet d’un autre candidat remis")
    day.start("preparation")
    day.wait(20)
    day.start("part-1")
    day.wait(5)
    day.rare("Suspendre le passage", "suspend-passage", reason="évacuation", authority="proviseur")
    day.see("passage suspendu")


def barred(day: Day, absent: Candidate, unfit: Candidate) -> None:
    """Two who are not examined, and what was said of them and taken back."""
    day.choose(absent)
    day.rare("Marquer le candidat absent", "mark-absent")
    day.choose(unfit)
    day.rare("Doute sur le dossier, note réservée", "raise-doubt", reason="durée du stage")
    day.rare("Retirer le doute", "withdraw-doubt", reason="signalé par erreur")
    day.rare("Candidat connu d’un examinateur", "declare-known", examiner=(A, A), reason="homonyme")
    day.rare("Retirer « candidat connu »", "withdraw-known", reason="ce n’est pas elle")
    day.rare(
        "Dossier déclaré non valide",
        "declare-not-valid",
        reason=("durée de stage insuffisante", "internship-short"),
        authority="DEC de Lyon",
    )


def resumed(day: Day, who: Candidate) -> None:
    day.choose(who)
    day.rare("Reprendre le passage suspendu", "resume-passage", reason="fin de l’évacuation")
    day.do("key", "F5")
    day.did("resume-part")
    day.wait(14)
    day.start("part-2")
    day.wait(19)
    day.start("part-3")
    day.wait(15)
    day.stop("part-3")
    deliberate(day, E32, "9", [A, C])
    day.seal()


def unlisted(day: Day) -> None:
    """A candidate who is on no list, added on the authority's word."""
    who = Candidate("00001901999", "D’AUBIGNÉ", "Zoé")
    day.rare_for_all(
        "Ajouter un candidat hors liste",
        "add-candidate",
        number=who.number,
        last_name=who.last_name,
        first_names=who.first_names,
        authority="DEC de Lyon",
        born="03/02/1998",
    )
    day.choose(who)
    day.identity()
    day.situation((5, 3))
    parts(day, USUAL)
    deliberate(day, E32, "18", [A, C])
    day.seal()
