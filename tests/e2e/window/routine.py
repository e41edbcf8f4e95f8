"""What every candidate of both exams goes through, and how the day ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.people import Candidate
from tests.e2e.window.day import AZERTY, Day

A, B, C = "EXAMINATEUR A", "EXAMINATEUR B", "M. ÉTIENNE"
GOOD = "Entretien bien construit ; la découverte du besoin est complète."
LEVELS = ("TI", "I", "S", "TS", "NO")
E32 = ["C2", "C3", "C5", "C6", "C7", "C8", "C18", "C19", "C20", "C21", "C22", "C23", "C24"]
E42 = ["C25", "C26", "C27", "C28", "C29", "C30", "C31", "C32"]


def all_levels(codes: Sequence[str]) -> dict[str, str]:
    """Every level in turn."""
    return {code: LEVELS[place % len(LEVELS)] for place, code in enumerate(codes)}


def parts(day: Day, minutes: Mapping[str, float]) -> None:
    """The parts one after another, each so many minutes; the last one is stopped."""
    for part, length in minutes.items():
        day.start(part)
        day.wait(length)
    day.stop(list(minutes)[-1])


def deliberate(day: Day, codes: Sequence[str], mark: str, examiners: Sequence[str]) -> None:
    """Levels by the keyboard, mark, appraisal, visas on paper."""
    day.levels(all_levels(codes), AZERTY)
    day.mark(mark)
    day.appraise(GOOD)
    for examiner in examiners:
        day.sign_on_paper(examiner)


def print_and_sign(
    day: Day, line: str, version: int, who: Candidate, examiners: Sequence[str]
) -> None:
    """The sheet printed, saved as PDF, signed by hand."""
    day.choose(who)
    day.do("key", "Ctrl+2")
    day.do("click_cell", "Feuilles à imprimer", line)
    day.do("click", "Imprimer")
    day.see("à l’imprimante", f"imprimée v{version}")
    day.did("record-print", version=version)
    for examiner in examiners:
        day.do("click", f"Signée à la main par {examiner}")
        day.did("confirm-paper-signature", examiner=examiner, version=version)
        day.see(f"{examiner} ✓")
    folder = day.folder / "feuilles"
    folder.mkdir()
    day.do("answer_dialog", str(folder))
    day.do("click", "Enregistrer en PDF…")
    day.see(f"dans {folder}")
    assert len(list(folder.iterdir())) == 1


def close(day: Day) -> None:
    """What is left to do is read, the day exported, then closed: its observations are destroyed."""
    day.do("key", "Ctrl+3")
    day.see("Journal des actes", "Grille scellée")
    day.do("key", "Ctrl+4")
    day.do("answer_dialog", str(day.folder / "fenêtre.sqlite"))
    day.do("click", "Choisir où exporter")
    day.see("Relu et vérifié")
    day.see(f"Les {len(day.notes)} observations prises pendant les entretiens seront détruites")
    day.do("click", "Clore la journée…")
    day.do("click", "Clore et détruire les observations")
    day.see("Journée close à", "Les observations sont détruites")
    day.did_for_all({"act": "close-day"})
    assert day.window.close() == 0
