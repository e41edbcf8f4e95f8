"""The jury itself: its president and the academies attached to it (annexe II)."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QWidget

from app.domain.jury.acts import SetJury
from ui.jury.bridge import JuryBridge
from ui.widgets import card, column, label, row, tell

ACROSS = 3
ABOUT = (
    "Académies rattachées à l’académie pilote par l’annexe II de la circulaire : cochez celles "
    "dont ce jury examine les candidats."
)


class JuryForm(QWidget):
    """President and academies; each tick is an act, the name one when it is left."""

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._head = label("", "figure")
        self.president = QLineEdit()
        self.president.setAccessibleName("Président du jury")
        self.president.editingFinished.connect(self._name)
        self.academies: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(6)
        about = label(ABOUT, "muted")
        about.setWordWrap(True)
        frame: QFrame = card()
        named = row(label("Président du jury", "muted"), self.president, 1, spacing=12)
        self.president.setMinimumWidth(300)
        inside = column(self._head, named, about, self._grid, margins=(20, 16, 20, 18), spacing=14)
        frame.setLayout(inside)
        self.setLayout(column(frame, 1, margins=(0, 10, 0, 0)))
        self._offer()

    def _offer(self) -> None:
        jury, groupings = self._bridge.jury, self._bridge.state.groupings
        for place, name in enumerate(groupings[jury.session][jury.pilot].academies):
            box = QCheckBox(name)
            box.clicked.connect(lambda _: self._tick())
            self.academies[name] = box
            self._grid.addWidget(box, *divmod(place, ACROSS))
        self._grid.setColumnStretch(ACROSS, 1)

    def refresh(self) -> None:
        jury = self._bridge.jury
        kind = ", répétition" if jury.rehearsal else ""
        tell(self._head, f"Session {jury.session}, académie pilote : {jury.pilot}{kind}")
        if not self.president.hasFocus() or not self.president.isModified():
            self.president.setText(jury.president)
        for name, box in self.academies.items():
            box.setChecked(name in jury.academies)

    def search(self) -> None:
        self.president.setFocus()

    def flush(self) -> None:
        """What was typed becomes an act."""
        self._name()

    def _name(self) -> None:
        jury, typed = self._bridge.jury, " ".join(self.president.text().split())
        self.president.setModified(False)
        if typed != jury.president and not self._bridge.perform(SetJury(typed, jury.academies)):
            self.president.setText(jury.president)

    def _tick(self) -> None:
        wanted = tuple(name for name, box in self.academies.items() if box.isChecked())
        if not self._bridge.perform(SetJury(self._bridge.jury.president, wanted)):
            self.refresh()
