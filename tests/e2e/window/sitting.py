"""A commission before the window: its process killed and opened again, its clock told, and beside
it the acts that were meant, to be compared with the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.domain.acts import Act, NoteClock
from app.domain.codec import encode
from app.domain.instants import stamp
from app.domain.people import Candidate
from app.services.desk import Desk
from tests.e2e.driving import cli, content, write
from tests.e2e.window.process import Clock, Window

SAVE, HINT = "Enregistrer", "Entrée : enregistrer"
TITLES = {
    "reason": "Motif",
    "authority": "Autorité",
    "examiner": "Examinateur",
    "by": "Remplacé par",
    "to": "Vers la commission",
    "quality": "Qualité",
    "kind": "Genre",
    "text": "Récit",
    "informed": "Personne informée",
    "field": "Champ à corriger",
    "value": "Nouvelle valeur",
    "tie": "Lien",
    "part": "Partie",
    "started": "Début",
    "stopped": "Fin",
    "number": "Numéro",
    "last_name": "Nom de naissance",
    "first_names": "Prénoms",
    "born": "Né(e) le",
    "name": "Nom",
    "role": "Rôle",
    "decided": "Décidé le",
    "fiche": "Fiche",
    "fiche_1": "Fiche, 1re partie",
    "fiche_2": "Fiche, 2e partie",
    "parameters": "Paramètres modifiés",
    "scenario": "Scénario",
    "scenario_2": "Scénario, 2e partie",
}
"""What the fields of an act are called in the page."""


class Sitting:
    """A commission before the window: the file, the clock, the acts meant so far."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder, self.clock = folder, clock
        self.path = folder / "jour.passage"
        self.acts: list[dict[str, Any]] = []
        self.notes: list[str] = []
        self.who: Candidate | None = None
        self.started = clock.now
        self._last = ""
        self._jumped_from: str | None = None
        self._noted: set[str] = set()
        self.window = Window(folder, clock)
        self.do = self.window.do

    def did(self, name: str, /, **fields: Any) -> None:
        """An act on the candidate shown that must now stand in the journal."""
        assert self.who is not None
        self.did_for_all({"act": name, "passage": self.who.number, **fields})

    def did_for_all(self, act: Act | Mapping[str, Any]) -> None:
        """An act of the commission, or of the program on a command."""
        self.acts.append(encode(act) if isinstance(act, Act) else dict(act))
        self._last = stamp(self.clock.now)

    @property
    def reached(self) -> set[str]:
        """Names of the acts done so far, notes included."""
        return {act["act"] for act in self.acts} | self._noted

    def see(self, *texts: str) -> None:
        self.do("see", *texts)

    def wait(self, minutes: float) -> None:
        self.clock.pass_time(timedelta(minutes=minutes))

    # --- the window itself ------------------------------------------------------------------------

    def kill(self) -> None:
        """``kill -9``; what the disk then holds is compared with what was acknowledged."""
        self.window.kill()
        left = write(self.folder / "left.passage", *content(self.path))
        assert self.journal(left) == self.meant()
        with Desk(left) as desk:
            kept = [n.text for number in desk.state.passages for n in desk.observations(number)]
        assert sorted(kept) == sorted(self.notes)

    def reboot(self) -> None:
        """The machine starts again: ticks from nought, another boot, a part that ran."""
        self.clock.reboot()
        self._jumped_from = self._last

    def reopen(self, told: str) -> None:
        """The program again, on the same file: what went on unseen is told until seen."""
        self.window = Window(self.folder, self.clock, self.path)
        self.do = self.window.do
        self.see(told)
        if self._jumped_from is not None:  # a reboot is noted when the file is opened
            note = NoteClock(self._jumped_from, stamp(self.clock.now), "reboot-while-running")
            self.acts.append(encode(note))
            self._jumped_from = None
        self.do("click", "Vu")

    @staticmethod
    def journal(path: Path) -> list[dict[str, Any]]:
        """The acts of a file's journal, without what the program alone knows."""
        lines = [json.loads(line) for line in cli("journal", path).out.splitlines()]
        hidden = ("format", "seq", "at", "hash", "salt")
        return [{k: v for k, v in line.items() if k not in hidden} for line in lines]

    def meant(self) -> list[dict[str, Any]]:
        """The acts that were meant, as JSON has them."""
        acts: list[dict[str, Any]] = json.loads(json.dumps(self.acts))
        return acts

    def elapsed(self) -> str:
        """How long the part has run, as its card says it."""
        seconds = int((self.clock.now - self.started).total_seconds())
        return f"{seconds // 60:02d}:{seconds % 60:02d} écoulé"

    # --- questions asked in the page --------------------------------------------------------------

    def command(self, title: str) -> None:
        """Run a command by its name in the palette."""
        self.do("key", "Ctrl+K")
        self.do("write", title)
        self.do("key", "Return")

    def reason(self, text: str) -> None:
        """The reason that was asked for; the cursor is there already."""
        self.see(HINT)
        self.do("write", text)
        self.do("key", "Return")
        self.do("see_no_more", HINT)

    def rare(self, title: str, act: str, /, **given: str | tuple[str, str]) -> None:
        """A rarer act on the candidate shown, found in the palette: each field typed, or chosen
        in its menu as (text of the choice, its value)."""
        self.did(act, **self._asked(title, given))

    def rare_for_all(self, title: str, act: str, /, **given: str | tuple[str, str]) -> None:
        """The same, for an act of the commission."""
        self.did_for_all({"act": act, **self._asked(title, given)})

    def _asked(self, title: str, given: Mapping[str, str | tuple[str, str]]) -> dict[str, str]:
        self.command(title)
        return self.fill_in(given)

    def fill_in(self, given: Mapping[str, str | tuple[str, str]]) -> dict[str, str]:
        """Fill the fields of what is asked, and save; the fields of the act it makes."""
        for field, value in given.items():
            if isinstance(value, tuple):
                self.do("pick", TITLES[field], value[0])
            else:
                self.do("fill", TITLES[field], value)
        self.do("click", SAVE)
        return {field: v[1] if isinstance(v, tuple) else v for field, v in given.items()}
