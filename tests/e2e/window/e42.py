"""The E42 day of commission C11: thirteen candidates, one every half hour."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.acts import TransferIn
from app.domain.people import Candidate
from app.services.transferring import read_in
from tests.e2e.window import opening
from tests.e2e.window.day import APPRAISAL, AZERTY, DIGITS, MARK, Day
from tests.e2e.window.routine import (
    E42,
    GOOD,
    A,
    B,
    all_levels,
    close,
    deliberate,
    parts,
    print_and_sign,
)

COUNT = "Nombre de fiches d’activité et contexte :"
USUAL = {"part-1": 14, "part-2": 6}
MORE = {"part-1": 19, "part-2": 7}


def play(day: Day) -> None:
    """The whole day, from the file's opening to its close."""
    people = opening.by_hand(day, "e42-c11")
    by_keys_alone(day, people[0])
    rebooted(day, people[1])
    for who, mark in zip(people[2:4], ("8", "20"), strict=True):
        usual(day, who, mark, MORE)
    not_examined(day, people[4], people[7])
    by_mouse_alone(day, people[5])
    unobservable(day, people[6])
    people = opening.corrected_list(day, people)
    day.choose(people[8])
    day.rare("Doute sur le dossier, note réservée", "raise-doubt", reason="fiche sans contexte")
    usual(day, people[8], "12,5", USUAL)
    on_paper(day, people[9])
    swapped(day, people[11])
    for who, mark in zip(people[10:], ("0", "0,5", "10"), strict=True):
        usual(day, who, mark, MORE if who.extra_parts != "0" else USUAL)
    print_and_sign(day, "08:00 BŒUF Maëlys, v1", 1, people[0], [A, B])
    close(day)


def usual(day: Day, who: Candidate, mark: str, minutes: Mapping[str, float]) -> None:
    """A candidate to whom nothing happens."""
    day.clock.until(who.hour)
    day.choose(who)
    day.identity()
    day.situation((7,), scenario="Le client conteste un refus d’indemnisation.")
    day.do("click", "Dossier")
    day.count(COUNT, 4)
    parts(day, minutes)
    deliberate(day, E42, mark, [A, B])
    day.seal()


def by_keys_alone(day: Day, who: Candidate) -> None:
    """The first candidate, without the mouse."""
    day.clock.until(who.hour)
    day.choose_first(who)
    day.identity()
    day.situation((6,), parameters="Dégât des eaux.", scenario="Le client appelle, inquiet.")
    day.start("part-1")
    day.observe("C26 reformule bien")
    day.levels(all_levels(E42), DIGITS)
    day.wait(13)
    day.start("part-2")
    day.wait(6)
    day.stop("part-2")
    day.do("key", "Alt+N")
    day.do("write", "16")
    day.do("key", "Return")
    day.did("set-mark", mark="16")
    day.step_mark("Down", "15.5")
    day.do("key", "Alt+A")
    day.do("write", GOOD)
    day.do("key", "Tab")
    day.did("write-appraisal", text=GOOD)
    for examiner in (A, B):
        day.sign_on_paper(examiner, by_key=True)
    day.answer("dossier-blank", "La zone « dossier » est vide")
    day.seal(by_key=True)


def rebooted(day: Day, who: Candidate) -> None:
    """The machine stops and starts again while the first part runs."""
    day.clock.until(who.hour)
    day.choose(who)
    day.identity()
    day.situation((9,))
    day.start("part-1")
    day.level("C25", "TS")
    day.type_appraisal("Posture juste")
    day.wait(5)
    day.kill()
    day.wait(4)
    day.reboot()
    day.reopen("L’ordinateur a redémarré : Passage était fermé de")
    day.see(f"n° {who.number}", day.elapsed())
    day.sees_level("C25", "TS")
    assert day.do("value", APPRAISAL) == "Posture juste"
    day.incident("L’ordinateur s’est éteint, quatre minutes.", "matériel", "material", "DEC")
    day.wait(4)
    day.start("part-2")
    day.wait(6)
    day.stop("part-2")
    deliberate(day, E42, "11", [A, B])
    day.seal()


def by_mouse_alone(day: Day, who: Candidate) -> None:
    """Buttons for all that keys do, and the candidate's own clock."""
    day.clock.until(who.hour)
    day.choose(who)
    day.identity(by_key=False)
    day.do("click", "Situation…")
    day.pick_situation((8,))
    day.do("click", "Démarrer la première partie")
    day.did("start-part", part="part-1")
    day.do("key", "F10")
    day.see("Horloge du candidat", "1re partie", "14:58")
    day.do("shut", "Horloge du candidat")
    for code, level in all_levels(E42).items():
        day.level(code, level)
    day.wait(13)
    day.do("click", "Démarrer la deuxième partie")
    day.did("start-part", part="part-2")
    day.wait(6)
    day.do("click", "Arrêter la deuxième partie")
    day.did("stop-part", part="part-2")
    day.mark("13.5")
    day.do("click", "Un demi-point de plus")
    day.did("set-mark", mark="14.0")
    day.appraise(GOOD)
    day.sign(A)
    day.sign(B)
    day.seal()


def unobservable(day: Day, who: Candidate) -> None:
    """Nothing could be observed, which is asked about."""
    day.clock.until(who.hour)
    day.choose(who)
    day.identity()
    day.observe("ne dit presque rien, C27 C28")
    day.situation((6,))
    parts(day, USUAL)
    day.levels(dict.fromkeys(E42, "NO"), AZERTY)
    day.mark("10")
    day.appraise(GOOD)
    for examiner in (A, B):
        day.sign_on_paper(examiner)
    day.answer("levels-all-not-observable", "Toutes les compétences sont NO")
    day.answer("dossier-blank", "La zone « dossier » est vide")
    day.seal()


def not_examined(day: Day, absent: Candidate, unfit: Candidate) -> None:
    day.clock.until("10:20")
    day.choose(absent)
    day.do("click", "Absent…")
    day.do("key", "Return")
    day.did("mark-absent")
    day.choose(unfit)
    day.rare(
        "Dossier déclaré non valide",
        "declare-not-valid",
        reason=("dossier non visé ou non signé", "not-signed"),
        authority="DEC de Lyon",
    )


def swapped(day: Day, who: Candidate) -> None:
    """Given to another commission, the file saved, and taken back."""
    path = day.folder / "échange.transfer"
    day.choose(who)
    day.rare(
        "Transférer le candidat à une autre commission",
        "transfer-out",
        reason="échange de candidats",
        to="C12",
    )
    day.see("transféré : commission C12", "enregistrez son fichier")
    day.do("click", "Vu")
    day.do("answer_dialog", str(path))
    day.do("click", "Fichier de transfert…")
    day.see("0 pièce du dossier")
    day.do("answer_dialog", str(path))
    day.command("Reprendre un candidat d’une autre commission")
    day.see("repris de la commission C11")
    found = read_in(path)
    day.did_for_all(TransferIn(found.content, found.public))


def on_paper(day: Day, who: Candidate) -> None:
    """A sheet typed back, whose situation was chosen on screen already."""
    day.clock.until("12:30")
    day.choose(who)
    day.situation((8,))
    day.clock.until("13:00")
    day.command("Transcrire une grille remplie sur papier")
    day.see("Transcrire une grille papier", who.last_name)
    day.do("reach", f"{E42[0]} : TI")
    day.do("write", "".join(DIGITS[level] for level in all_levels(E42).values()))
    hours = {"part-1": ("12:31", "12:45"), "part-2": ("12:45", "12:52")}
    day.do("fill", "Pièce d’identité vue", "passeport")
    for name, pair in zip(("Première", "Deuxième"), hours.values(), strict=True):
        for word, hour in zip(("début", "fin"), pair, strict=True):
            day.do("fill", f"{name} partie : {word}", hour.replace(":", ""))
    day.do("fill", COUNT, "4")
    day.do("fill", MARK, "9")
    day.do("fill", APPRAISAL, GOOD)
    for examiner in (A, B):
        day.do("click", f"Signée sur le papier par {examiner}")
    day.do("fill", "Motif de la transcription", "écran en panne")
    day.do("click", "Enregistrer")
    sheet = {
        "evidence": "passeport",
        "dossier": {"count": 4},
        "parts": [{"part": p, "started": a, "stopped": b} for p, (a, b) in hours.items()],
        "levels": all_levels(E42),
        "mark": "9",
        "appraisal": GOOD,
        "visas": [A, B],
    }
    day.did("transcribe", sheet=sheet, reason="écran en panne")
    day.do("key", "Ctrl+1")
    day.seal()
