"""The candidate's header: who is here, where we are, and the usual declarations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.acts import ConfirmIdentity
from app.domain.people import Candidate
from app.domain.state import Passage
from app.domain.status import parts_over, recusing
from ui.bridge import Bridge, Fresh
from ui.flow import GAP, Flow, Flowing
from ui.focus import grant
from ui.stack import room_for
from ui.theme import Theme
from ui.widgets import Elided, button, column, label, mark_as, row, tell

MOMENTS = ("Accueil", "Interrogation", "Délibération", "Signature")
DECLARATIONS = {
    "absent": "Absent",
    "late": "Retard",
    "present": "Lever l’absence",
    "known": "Connu",
    "withdraw-known": "Retirer « connu »",
    "doubt": "Doute",
    "withdraw-doubt": "Lever le doute",
    "withdraw-not-valid": "Lever « non valide »",
    "situation": "Situation",
    "suspend": "Suspendre",
    "resume": "Reprendre le passage",
    "reopen": "Rouvrir la grille",
    "transfer-file": "Fichier de transfert",
}
"""Those reached on the page: id in the table of actions to the word on the button."""


LONG = 34
"""Characters beyond which a name is written smaller, so that a card is checked by all of it."""


def moment(bridge: Bridge, passage: Passage) -> int:
    """Which of the four moments the passage is at: 0 to 3, 4 once sealed."""
    if passage.sealed:
        return 4
    if not passage.identity:
        return 0
    if not parts_over(bridge.state.exam, passage):
        return 1 if passage.runs else 0
    ready = passage.mark is not None and passage.appraisal.strip()
    return 3 if ready and len(passage.levels) == len(bridge.state.exam.competencies) else 2


def offered(bridge: Bridge, passage: Passage) -> list[str]:
    """The declarations that mean something now, most likely first."""
    if passage.transferred:
        return ["transfer-file"]
    if passage.sealed:
        return ["reopen"]
    if passage.not_valid:
        return ["withdraw-not-valid"]
    if passage.absent:
        return ["present"]
    if passage.suspended:
        return ["resume"]
    known = ["withdraw-known"] if recusing(bridge.state, passage) else ["known"]
    doubt = ["withdraw-doubt"] if passage.reserved else ["doubt"]
    if passage.runs:
        return ["situation"] * (passage.situation is None) + doubt + ["suspend"]
    return ["absent", "late", *known, *doubt, "situation"]


LEAST, AROUND = 320, 60
"""Pixels a name has at least, and those of the page it cannot have."""


class Moments(QWidget):
    """The four moments, as where we are; they block nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = [label(text, "muted") for text in MOMENTS]
        dashes = [label("—", "muted") for _ in MOMENTS]
        pairs = zip(self._steps, dashes, strict=True)
        self.setLayout(row(*[w for pair in pairs for w in pair][:-1], spacing=7))

    def show_moment(self, now: int) -> None:
        for place, (step, text) in enumerate(zip(self._steps, MOMENTS, strict=True)):
            tell(step, f"{text} ✓" if place < now else text)
            mark_as(step, "role", "now" if place == now else "muted")
        reached = MOMENTS[now] if now < len(MOMENTS) else "Passage scellé"
        self.setAccessibleName(f"Moment : {reached}")


class Header(QWidget):
    """Name and birth date to check a card by, number, state, moments, declarations."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        run: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._name, self._number = Elided("title"), Elided("caption")
        self._born = label("", "birth")
        self._badge, self._reserved = label("", "badge"), label("note réservée", "badge")
        self._reserved.setProperty("tone", "warn")
        self._moments = Moments()
        self._confirm = button("Confirmer l’identité  F2", self.confirm, primary=True, small=True)
        self._declare: dict[str, QPushButton] = {
            name: button(f"{word}…", lambda name=name: run(name), small=True)  # type: ignore[misc]
            for name, word in DECLARATIONS.items()
        }
        self._who = Flow(spacing=14)
        self._who.put(self._name, basis=LEAST)
        what = Flow(self._number, self._badge, self._reserved, GAP, self._confirm)
        for shown in (self._born, GAP, self._moments):
            self._who.add(shown)
        for declared in self._declare.values():
            what.add(declared)
        self._rows = (Flowing(self._who), Flowing(what))
        self.setLayout(column(*self._rows, spacing=3))

    def resized(self) -> None:
        """Texts have another size."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._give_name()

    def _give_name(self) -> None:
        """The name goes without what follows it as far as the window lets it, never beyond."""
        self._who.set_basis(self._name, max(LEAST, room_for(self) - AROUND))

    def _fit(self) -> None:
        self._give_name()
        for shown in self._rows:
            shown.fit()

    def refresh(self) -> None:
        passage = self._bridge.passage
        if passage is None or not self._fresh.stale(
            passage,
            self._bridge.state.commission,
            self._bridge.other_in_room,
            self._bridge.hidden,
            self._bridge.hushed,
        ):
            return
        gone = self._bridge.past_other
        candidate = passage.candidate
        called = self._bridge.called(passage)
        mark_as(self._name, "role", "birth" if len(called) > LONG else "title")
        self._name.tell(called)
        told = f"né(e) le {candidate.born:%d/%m/%Y}" if candidate.born else "date de naissance ?"
        tell(self._born, "" if gone else told)
        numbered = _numbered(candidate, alone=not self._bridge.other_in_room)
        self._number.tell("" if gone else numbered)
        self._show_state(passage)
        self._show_buttons(passage)
        self._moments.setVisible(not self._bridge.other_in_room)
        self._moments.show_moment(moment(self._bridge, passage))
        self._fit()

    def _show_state(self, passage: Passage) -> None:
        word, tone = _state(self._bridge, passage)
        veiled = self._bridge.other_in_room
        if veiled:
            word, tone = "identité vérifiée" if passage.identity and not passage.runs else "", ""
        tell(self._badge, word)
        mark_as(self._badge, "tone", tone)
        self._badge.setVisible(bool(word))
        self._reserved.setVisible(passage.reserved and not self._bridge.hushed)

    def _show_buttons(self, passage: Passage) -> None:
        veiled = self._bridge.other_in_room
        wanted = [] if self._bridge.past_other else offered(self._bridge, passage)
        if veiled:
            wanted = [name for name in wanted if name in ("absent", "late", "known")]
        elif self._bridge.hidden:
            wanted = [name for name in wanted if "doubt" not in name]
        elif self._bridge.hushed:  # it would say that there is one
            wanted = [name for name in wanted if name != "withdraw-doubt"]
        for name, declared in self._declare.items():
            declared.setVisible(name in wanted)
        barred = passage.identity or passage.sealed or passage.absent or passage.not_valid
        self._confirm.setVisible(not barred and not passage.transferred)

    def focus_confirm(self) -> bool:
        """Put the cursor on the button that confirms; False once that is done."""
        return grant(self._confirm)

    def focus_declared(self) -> bool:
        """Put the cursor on the first declaration that means something now."""
        return any(grant(declared) for declared in self._declare.values())

    def land(self, gone: QWidget) -> bool:
        """Another declaration stands where the one made was."""
        return gone is not self._confirm and self.focus_declared()

    def confirm(self) -> None:
        passage = self._bridge.passage
        if passage is not None and not passage.identity:
            self._bridge.perform(ConfirmIdentity(passage.number))


def _numbered(candidate: Candidate, *, alone: bool) -> str:
    """Number, route, and the extra time the decision grants, where nobody else reads them."""
    if not alone:
        return f"n° {candidate.number}"
    extra = {
        "préparation": candidate.extra_preparation,
        "parties": candidate.extra_parts,
    }
    told = ", ".join(f"{what} +{share}" for what, share in extra.items() if share != "0")
    pieces = (
        f"n° {candidate.number}",
        candidate.category.lower(),
        told and f"temps majoré : {told}",
        "dossier non contrôlé" if candidate.conformity == "unchecked" else "",
    )
    return " · ".join(filter(None, pieces))


def _state(bridge: Bridge, passage: Passage) -> tuple[str, str]:
    """The word of the badge and its tone."""
    if passage.transferred:
        to = passage.transferred.commission
        return f"transféré{f' : commission {to}' if to else ''}", "warn"
    if passage.not_valid:
        return "dossier non valide : pas d’interrogation", "alert"
    if recusing(bridge.state, passage):
        return "connu d’un examinateur", "alert"
    if passage.absent:
        return "absent", "alert"
    if passage.suspended:
        return "passage suspendu", "warn"
    if passage.sealed and passage.in_force:
        return f"scellé, version {passage.in_force.version} · {passage.in_force.code}", ""
    if passage.versions:
        return f"rouvert : la version {passage.versions[-1].version} reste en vigueur", "warn"
    return ("identité vérifiée", "") if passage.identity else ("", "")
