"""The candidate's header: name, number, birth date to check a card by; where we are."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.acts import ConfirmIdentity
from app.domain.state import Passage
from app.domain.status import parts_over
from ui.bridge import Bridge
from ui.widgets import button, label, restyle

MOMENTS = ("Accueil", "Interrogation", "Délibération", "Signature")


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


class Header(QWidget):
    """Who is here, whether the identity was checked, and the four moments."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._name = label("", "title")
        self._number = label("", "muted")
        self._born = label("", "birth")
        self._badge = label("", "badge")
        self._confirm = button("Confirmer l’identité  F2", self.confirm, primary=True)
        self._moments = [label(text, "muted") for text in MOMENTS]
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self._name, self._born, self._number, self._badge, self._confirm):
            box.addWidget(widget)
        box.addStretch(1)
        for place, widget in enumerate(self._moments):
            if place:
                box.addWidget(label("–", "muted"))
            box.addWidget(widget)
        bridge.changed.connect(lambda _: self.refresh())
        bridge.selected.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        if passage is None:
            return
        candidate = passage.candidate
        self._name.setText(f"{candidate.last_name} {candidate.first_names}")
        self._number.setText(f"n° {candidate.number}")
        self._born.setText(f"né(e) le {candidate.born:%d/%m/%Y}" if candidate.born else "")
        badge = self._told(passage)
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))
        barred = passage.identity or passage.sealed or passage.absent or passage.not_valid
        self._confirm.setVisible(not barred)
        self._show_moments(moment(self._bridge, passage))

    def _told(self, passage: Passage) -> str:
        if passage.not_valid:
            return "dossier non valide"
        if passage.absent:
            return "absent"
        if passage.suspended:
            return "passage suspendu"
        if passage.sealed and passage.in_force:
            return f"scellé, version {passage.in_force.version}"
        return "identité vérifiée" if passage.identity else ""

    def _show_moments(self, now: int) -> None:
        for place, (widget, text) in enumerate(zip(self._moments, MOMENTS, strict=True)):
            widget.setText(f"{text} ✓" if place < now else text)
            widget.setProperty("role", "strong" if place == now else "muted")
            restyle(widget)

    def confirm(self) -> None:
        passage = self._bridge.passage
        if passage is not None and not passage.identity:
            self._bridge.perform(ConfirmIdentity(passage.number))
