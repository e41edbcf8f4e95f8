"""What is known of one file: its reasons, what it changes field by field, whose key signed it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QWidget

from app.domain.jury.receiving import ACCEPTED, ALREADY, REFUSED, UNKNOWN, UPDATED, Change
from app.domain.jury.receiving_acts import RecogniseKey
from app.domain.text import counted, shown
from app.services.examining import Outcome
from ui.jury.bridge import JuryBridge
from ui.jury.table import CellDelegate, Column, TableModel, TableView
from ui.jury.verdicts import verdict_text
from ui.stack import SteadyArea
from ui.theme import Theme
from ui.widgets import Elided, button, column, label, row, tell

CHANGES: list[Column[Change]] = [
    Column("Candidat", lambda c: c.candidate, 110),
    Column("Ce qui change", lambda c: c.field, 120),
    Column("Reçu avant", lambda c: c.before, 190),
    Column("Dit maintenant", lambda c: c.after, 190),
]
NO_FILE = "Choisissez un fichier pour voir ce qu’il dit."
PLAIN = {
    ACCEPTED: "Rien de ce qu’il dit n’est encore reçu, et rien n’y contredit ce qui l’est.",
    ALREADY: "Le même journal est déjà reçu : ce fichier n’y change rien.",
    UPDATED: "Il continue un fichier déjà reçu : ce qui change est à droite.",
}
GROUP = 8
"""Digits of a key read aloud at once."""


class KeyForm(QWidget):
    """The president takes a key for that of a commission that worked without a pack."""

    recognised = Signal()

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self._bridge, self._commission, self._public = bridge, "", ""
        self.key = label("", "strong")
        self.key.setWordWrap(True)
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.by, self.reason = QLineEdit(), QLineEdit()
        self.by.setAccessibleName("Reconnue par")
        self.by.setPlaceholderText("Président du jury")
        self.reason.setAccessibleName("Motif de la reconnaissance")
        self.reason.setPlaceholderText("Motif : clé lue au téléphone avec Mme Martin…")
        self.reason.returnPressed.connect(self.recognise)
        self.button = button("Reconnaître cette clé", self.recognise)
        fields = row(self.by, self.reason, self.button, spacing=8)
        fields.setStretch(1, 1)
        self.setLayout(column(self.key, fields, spacing=6))

    def show_key(self, commission: str, public: str) -> None:
        if public != self._public:
            self.by.setText(self._bridge.jury.president)
            self.reason.clear()
        self._commission, self._public = commission, public
        groups = (public[at : at + GROUP] for at in range(0, len(public), GROUP))
        tell(self.key, f"Clé à vérifier avec {commission} : {' '.join(groups)}")

    def recognise(self) -> None:
        said = (self.by.text().strip(), self.reason.text().strip())
        if self._bridge.perform(RecogniseKey(self._commission, self._public, *said)):
            self.recognised.emit()


class FileDetail(QFrame):
    """The file the cursor is on."""

    recognised = Signal()

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._name, self._verdict = Elided("strong", NO_FILE), label("", "strong")
        self._counts, self.reasons = Elided("muted"), label()
        self.reasons.setWordWrap(True)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.key = KeyForm(bridge)
        self.key.recognised.connect(self.recognised)
        self.changes: TableModel[Change] = TableModel(
            CHANGES, lambda c: f"{c.candidate} {c.field}", lambda _: False
        )
        self.view = self._changes_view(theme)
        inside = QWidget()
        inside.setLayout(column(self.reasons, 1, spacing=8))
        area = SteadyArea()
        area.setWidget(inside)
        head = row(self._verdict, self._name, self._counts, spacing=12)
        head.setStretch(1, 1)
        body = row(area, self.view, spacing=12)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        whole = column(head, body, self.key, margins=(14, 10, 14, 10), spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.tell(None, done=False)

    def _changes_view(self, theme: Theme) -> TableView:
        view = TableView()
        view.setModel(self.changes)
        view.setItemDelegate(CellDelegate(theme, view))
        view.setAccessibleName("Ce que ce fichier change, champ par champ")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads = view.horizontalHeader()
        heads.setStretchLastSection(True)
        for section, each in enumerate(CHANGES):
            heads.resizeSection(section, theme.px(each.width))
        return view

    def tell(self, outcome: Outcome | None, *, done: bool) -> None:
        """Say all that is known of a file; None for none."""
        file = Path(outcome.file) if outcome else Path()
        self._name.tell(shown(f"{file.name}  ({file.parent.name})", 300) if outcome else NO_FILE)
        tell(self._verdict, verdict_text(outcome.verdict, done=done) if outcome else "")
        self._verdict.setVisible(outcome is not None)
        self._counts.tell(counts_of(outcome) if outcome else "")
        tell(self.reasons, "\n".join(reasons_of(outcome)) if outcome else "")
        changes = outcome.changes if outcome else ()
        self.changes.show_rows(changes)
        self.view.setVisible(bool(changes))
        known = outcome is not None and outcome.commission in self._bridge.state.commissions
        offered = outcome is not None and outcome.verdict == UNKNOWN and known
        self.key.setVisible(offered)
        if outcome is not None and offered:
            self.key.show_key(outcome.commission or "", outcome.public)


def in_window(reason: str, public: str) -> str:
    """The sentence of the command line, where the key and the button stand below it."""
    return reason.replace(f" {public}", " de ce fichier").replace(" (recognise-key)", " ci-dessous")


def counts_of(outcome: Outcome) -> str:
    if outcome.verdict in REFUSED:
        return "rien n’en est repris"
    told = [counted(outcome.passages, "passage")]
    told += [f"{outcome.new} à ajouter"] if outcome.new else []
    told += [counted(outcome.changed, "changé")] if outcome.changed else []
    told += [counted(outcome.same, "identique")] if outcome.same else []
    return ", ".join(told)


def reasons_of(outcome: Outcome) -> list[str]:
    """Why it has its verdict, but for what the table of changes says."""
    changed = {change.text for change in outcome.changes}
    said = [reason for reason in outcome.reasons if reason not in changed]
    if outcome.verdict == UNKNOWN and outcome.public:
        said = [in_window(reason, outcome.public) for reason in said]
    clashes = [
        f"≠ {held.candidate} ({held.exam}) est dit différemment par un autre fichier : à trancher "
        "dans « Conflits » une fois les fichiers reçus."
        for held in outcome.conflicts
    ]
    return [*said, *clashes] or [PLAIN.get(outcome.verdict, "Rien à signaler.")]
