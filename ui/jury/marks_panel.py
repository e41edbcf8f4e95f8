"""A list of marks dropped: what it would change, all of it, before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.text import counted
from app.services.jury_marks import MarkPreview, preview_marks
from ui import tasks
from ui.jury.bridge import JuryBridge
from ui.jury.plain_table import PlainTable
from ui.jury.table import Column
from ui.tasks import Job
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, label, row, tell

READING = "Lecture de la liste…"
SAME = "Ces notes sont déjà celles du jury : rien ne change."
Change = tuple[str, str, str, str]

COLUMNS: list[Column[Change]] = [
    Column("Candidat", lambda line: line[0], 340),
    Column("Unité", lambda line: line[1], 90),
    Column("Au jury", lambda line: line[2] or "–", 150),
    Column("Dans la liste", lambda line: line[3], 150, tone=lambda line: _tone(line)),
]


def _tone(line: Change) -> str:
    """A mark that takes the place of another one is to be looked at."""
    return "doubtful" if line[2] else ""


class MarksPanel(QWidget):
    """The preview of a list, and the button that loads it whole."""

    left = Signal()

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self.preview: MarkPreview | None = None
        self.job: Job | None = None
        self.name, self.told = Elided("muted"), label("", "strong")
        self.doubts = label("")
        for text in (self.told, self.doubts):
            text.setWordWrap(True)
        self.table: PlainTable[Change] = PlainTable(
            bridge, theme, "Notes nouvelles ou changées", COLUMNS, lambda c: f"{c[0]} {c[1]}"
        )
        self.load = button("Charger", self._load, primary=True)
        self._assemble()

    def _assemble(self) -> None:
        back = button("Retour  Échap", self.left.emit, flat=True)
        head = row(label("Notes d’une liste", "title"), self.name, 1, back, spacing=12)
        head.setStretch(1, 1)
        frame = card()
        self._hint = card("hint")
        self._hint.setLayout(row(self.doubts, margins=(12, 8, 12, 8)))
        top = column(self.told, self._hint, margins=(14, 12, 14, 8), spacing=8)
        inside = column(top, self.table, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        foot = row(label("Rien n’est écrit avant ce bouton.", "muted"), 1, self.load, spacing=16)
        whole = column(head, frame, foot, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def read(self, path: Path) -> None:
        """Read the list off this thread, and show what it would change."""
        self.stop()
        self.name.tell(path.name)
        self._show(None, READING)
        state, at = self._bridge.state, self._bridge.now()
        self.job = job = Job(lambda _: preview_marks(state, path, at))
        job.done.connect(lambda found: self._read(job, found))
        job.failed.connect(lambda sentence: self._failed(job, sentence))
        tasks.start(job)

    def _read(self, job: Job, found: MarkPreview) -> None:
        if self.job is job:  # another list was not dropped meanwhile
            self.job = None
            self._show(found, found.told)

    def _failed(self, job: Job, sentence: str) -> None:
        if self.job is not job:
            return
        self.job = None
        self._show(None, "La liste n’est pas chargée : corrigez-la, puis déposez-la de nouveau.")
        self._doubt(sentence)

    def _show(self, preview: MarkPreview | None, told: str) -> None:
        self.preview = preview
        lines = preview.lines if preview else ()
        tell(self.told, SAME if preview and not lines else told)
        self._doubt("\n".join(preview.doubts) if preview else "")
        self.table.show_rows(lines)
        marks = counted(len(preview.act.marks), "note") if preview else ""
        tell(self.load, f"Charger {marks}" if preview else "Charger")
        self.load.setEnabled(bool(lines))
        if lines:
            self.load.setFocus()

    def _doubt(self, text: str) -> None:
        tell(self.doubts, text)
        self._hint.setVisible(bool(text))

    def _load(self) -> None:
        if self.preview is not None and self._bridge.perform(self.preview.act):
            source = self.preview.act.source
            self._bridge.noted.emit(f"{counted(len(self.preview.act.marks), 'note')} : {source}.")
            self.left.emit()

    def stop(self) -> None:
        """Whatever is being read is left."""
        if self.job is not None:
            self.job.cancel()
            self.job = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        self.table.resized()
