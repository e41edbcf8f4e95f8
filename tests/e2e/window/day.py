"""What the examiners of a commission do, by hand in the window, and the acts they mean by it.

Every method is one thing a person does; it tells the act that must come of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.people import Candidate
from app.domain.text import of
from tests.e2e.window.sitting import SAVE, TITLES, Sitting

GRID, LIST = "Grille d’aide à l’évaluation", "Candidats du jour"
APPRAISAL, MARK = "Appréciation globale", "Note sur 20"
AZERTY = {"TI": "&", "I": "é", "S": '"', "TS": "'", "NO": "à"}
DIGITS = {"TI": "1", "I": "2", "S": "3", "TS": "4", "NO": "0"}
VISA = [[12, 30], [20, 12], [26, 33], [34, 10], [44, 30], [60, 18]]


class Day(Sitting):
    """The gestures of an exam day."""

    # --- who is here ------------------------------------------------------------------------------

    def choose(self, who: Candidate) -> None:
        """Click the candidate's line; veiled, it is known by its hour."""
        lines = self.do("rows", LIST)
        named = any(who.last_name in line for line in lines)
        self.do("click_cell", LIST, who.last_name if named else who.hour)
        self.who = who
        self.see(f"n° {who.number}", f"{who.last_name} {who.first_names}")

    def choose_first(self, who: Candidate) -> None:
        """The first line of the list, by keyboard."""
        self.do("key", "Alt+L")
        self.do("key", "Home")
        self.who = who
        self.see(f"n° {who.number}")

    def identity(self, *, by_key: bool = True) -> None:
        if by_key:
            self.do("key", "F2")
        else:
            self.do("click", "Confirmer l’identité")
        self.did("confirm-identity")
        self.see("identité vérifiée")

    # --- dossier and situation --------------------------------------------------------------------

    def tick(self, item: str, label: str) -> None:
        self.do("click", label)
        self.did("tick-dossier", item=item, value=True)
        assert self.do("value", label) == "on"

    def fiche(self, number: int, answer: str = "oui", value: Sequence[str] = ("yes",)) -> None:
        self.do("click", f"Fiche {number} : {answer}")
        self.did("tick-dossier", item=f"fiche-{number}", value=list(value))

    def count(self, label: str, count: int) -> None:
        self.do("fill", label, str(count))
        self.do("key", "Return")
        self.did("tick-dossier", item="count", value=count)

    def situation(self, fiches: Sequence[int], **texts: str) -> None:
        """Choose the situation; ``texts`` are the act's own fields."""
        self.command("Choisir la situation")
        self.pick_situation(fiches, **texts)

    def pick_situation(self, fiches: Sequence[int], **texts: str) -> None:
        """Answer what is asked about the situation."""
        self.command("Choisir la situation")
        names = ("fiche",) if len(fiches) == 1 else ("fiche_1", "fiche_2")
        given = {name: (f"fiche {n}", str(n)) for name, n in zip(names, fiches, strict=True)}
        self.fill_in({**given, **texts})
        self.did("choose-situation", **dict(zip(names, fiches, strict=True)), **texts)

    # --- time -------------------------------------------------------------------------------------

    def start(self, part: str, **reason: str) -> None:
        """F6: the part that follows."""
        self.do("key", "F6")
        if reason:
            self.reason(**reason)
        self.did("start-part", part=part, **reason)
        self.started = self.clock.now

    def pause(self) -> None:
        self.do("key", "F5")
        self.did("pause-part")
        self.see("en pause")

    def resume(self, reason: str) -> None:
        self.do("key", "F5")
        self.reason(reason)
        self.did("resume-part", reason=reason)
        self.see("restant")

    def stop(self, part: str, reason: str = "") -> None:
        self.do("key", "F7")
        if reason:
            self.reason(reason)
        self.did("stop-part", part=part, **({"reason": reason} if reason else {}))

    # --- observations -----------------------------------------------------------------------------

    def observe(self, text: str) -> None:
        self.do("key", "F4")
        self.do("write", text)
        self.do("key", "Return")
        self.notes.append(text)
        self._noted.add("observe")
        self.see(text)

    def strike(self, text: str) -> None:
        self.do("click_cell", "Observations", text)
        self.do("click", "Rayer")
        self.notes.remove(text)
        self._noted.add("strike-observation")
        assert not any(text in row for row in self.do("rows", "Observations"))

    # --- the evaluation ---------------------------------------------------------------------------

    def level(self, code: str, level: str) -> None:
        """Place a level with the mouse."""
        self.do("click_cell", GRID, code, level)
        self.did("place-level", competency=code, level=level)
        self.sees_level(code, level)

    def levels(self, levels: Mapping[str, str], keys: Mapping[str, str] = AZERTY) -> None:
        """Place levels from the top of the grid down, by the keyboard alone."""
        self.do("key", "Alt+G")
        self.do("key", "Ctrl+Home")
        for row in self.do("rows", GRID):
            code = row.partition(",")[0]
            if code in levels:
                self.do("write", keys[levels[code]])
                self.did("place-level", competency=code, level=levels[code])
            self.do("key", "Down")
        assert levels.items() <= self.levels_seen().items(), (levels, self.levels_seen())

    def levels_seen(self) -> dict[str, str]:
        """The level of each competency, as the grid shows it."""
        told = (row.partition(". ")[0].split(", ", 1) for row in self.do("rows", GRID))
        return {code: state.removeprefix("placée en ") for code, state in told}

    def sees_level(self, code: str, level: str) -> None:
        assert self.levels_seen()[code] == level

    def undo_level(self, code: str, back: str | None) -> None:
        self.do("key", "Ctrl+Z")
        self.did("place-level", competency=code, level=back)
        self.sees_level(code, back or "non placée")

    def mark(self, typed: str) -> None:
        """Type the mark, with comma or point."""
        self.do("fill", MARK, typed)
        self.do("key", "Return")
        self.did("set-mark", mark=typed)
        self.sees_mark(typed)

    def wrong_mark(self, typed: str, sentence: str) -> None:
        """Type what is no mark: the banner says why, and the field shows what is stored."""
        stored = self.do("value", MARK)
        self.do("fill", MARK, typed)
        self.do("key", "Return", complains=sentence)
        assert sentence in self.do("complaint", complains=sentence)
        self.do("click", "Vu")
        assert self.do("value", MARK) == stored

    def step_mark(self, key: str, to: str) -> None:
        """Step the mark by a half point."""
        self.do("key", "Alt+N")
        self.do("key", key)
        self.did("set-mark", mark=to)
        self.sees_mark(to)

    def sees_mark(self, mark: str) -> None:
        assert number(self.do("value", MARK)) == number(mark)

    def type_appraisal(self, text: str) -> None:
        """Type the appraisal and rest, until the field no longer says that it waits."""
        self.do("fill", APPRAISAL, text)
        self.do("see_no_more", "non enregistré")
        self.did("write-appraisal", text=text)

    def appraise(self, text: str) -> None:
        """Type the appraisal and leave the field."""
        self.do("fill", APPRAISAL, text)
        self.do("click", MARK)
        self.did("write-appraisal", text=text)
        assert self.do("value", APPRAISAL) == text

    def sign(self, examiner: str) -> None:
        """Draw the visa with the mouse."""
        self.do("draw", f"Visa de {examiner} : dessiner", VISA)
        self.do("see_no_more", f"le visa {of(examiner)}")
        drawing = " ".join(f"{'L' if n else 'M'}{x} {y}" for n, (x, y) in enumerate(VISA))
        self.did("give-visa", examiner=examiner, drawing=drawing)

    def sign_on_paper(self, examiner: str, *, by_key: bool = False) -> None:
        if by_key:
            self.do("reach", f"Visa de {examiner} : dessiner")
            self.do("write", "p")
        else:
            self.do("click", f"Visa de {examiner} donné sur papier")
        self.did("give-visa", examiner=examiner, paper=True)

    def answer(self, question: str, sentence: str) -> None:
        self.see(sentence)
        self.do("click", "C’est voulu")
        self.did("answer-question", question=question)

    def seal(self, version: int = 1, reason: str = "", *, by_key: bool = False) -> None:
        if by_key:
            self.do("key", "Ctrl+Return")
        else:
            self.do("click", "Sceller")
        if reason:
            self.reason(reason)
        self.did("seal", **({"reason": reason} if reason else {}))
        self.see(f"scellé, version {version}")

    # --- besides ----------------------------------------------------------------------------------

    def incident(self, text: str, kind: str, value: str, informed: str) -> None:
        """F8, whatever runs."""
        self.do("key", "F8")
        self.do("fill", TITLES["text"], text)
        self.do("pick", TITLES["kind"], kind)
        self.do("fill", TITLES["informed"], informed)
        self.do("click", SAVE)
        self.did("report-incident", text=text, kind=value, informed=informed)


def number(mark: str) -> float:
    return float(mark.replace(",", "."))
