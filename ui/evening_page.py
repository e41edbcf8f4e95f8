"""The end of the day: what is missing, what is unsigned, the export, the day closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.domain.acts import CloseDay
from app.domain.errors import PassageError
from app.domain.rules.sealing import missing
from app.domain.state import Passage
from app.domain.status import recusing, status
from app.services.exporting import Verdict, export, verify
from app.services.slips import summary
from ui import tasks
from ui.bridge import Bridge
from ui.daylist import WORDS
from ui.files_dialogs import save_file
from ui.papers import unprinted, unsigned
from ui.tasks import Job
from ui.widgets import button, card, column, emptied, label, row

VEIL = "Un candidat est dans la salle :\nle bilan de la journée revient à sa sortie."
EXPORTS = "Exports Passage (*.sqlite);;Tous les fichiers (*)"
CLOSE = "Clore la journée…"
SURE = "Clore et détruire les observations"
NOTHING = "Aucune grille n’est scellée : rien à imprimer ni à signer."
WAIT = "Une horloge tourne : l’export se fait entre deux parties, sans fenêtre devant la vôtre."


def lacking(bridge: Bridge) -> Iterator[tuple[Passage, str]]:
    """Every passage whose grid is not sealed, and what it waits for, in words."""
    state, now = bridge.state, bridge.now()
    for passage in state.in_order:
        if passage.sealed:
            continue
        word = WORDS[status(state, passage)]
        settled = passage.absent or passage.not_valid is not None
        if settled or recusing(state, passage) or not (passage.identity or passage.versions):
            yield passage, word
            continue
        lacks = missing(state, passage, now)
        reopened = "rouverte, " if passage.versions else ""
        yield passage, f"{reopened}{word} ; il manque : {', '.join(lacks) or 'le sceau'}"


def papers_due(bridge: Bridge) -> Iterator[tuple[Passage, str]]:
    """Every sealed sheet not printed or not signed by hand."""
    for passage in bridge.state.in_order:
        names = unsigned(passage)
        told = ["à imprimer"] if unprinted(passage) else []
        told += [f"à signer par {' et '.join(names)}"] if names else []
        if passage.in_force and told:
            yield passage, ", ".join(told)


class Lines(QListWidget):
    """Names and what each waits for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: list[tuple[Passage, str]], nothing: str) -> None:
        self.clear()
        for passage, told in lines:
            candidate = passage.candidate
            item = QListWidgetItem(f"{candidate.hour}  {candidate.name} : {told}".strip())
            item.setData(Qt.ItemDataRole.UserRole, passage.number)
            self.addItem(item)
        if not lines:
            self.addItem(nothing)


class EveningPage(QStackedWidget):
    """Two lists, the counts over them, export and closing under them."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self._counts = QHBoxLayout()
        self.lacking, self.due = Lines("Grilles non scellées"), Lines("Feuilles à signer")
        self._lacking_title, self._due_title = label("", "strong"), label("", "strong")
        self.export_button = button("Exporter sur une clé…", self.export, primary=True)
        self.exported = label("", "muted")
        self.close_button = QPushButton(CLOSE)
        self.close_button.clicked.connect(lambda _=False: self._close())
        self.leave_button = button("Ne pas clore", self._unsure)
        self._closing = label("", "muted")
        self._asked = False
        for text in (self.exported, self._closing):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._assemble()
        bridge.changed.connect(self._changed)
        self.refresh()

    def _assemble(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(_framed(self._lacking_title, self.lacking), 0, 0)
        grid.addWidget(_framed(self._due_title, self.due), 0, 1)
        exporting = row(self.export_button, 1)
        closing = row(self.close_button, self.leave_button, 1)
        grid.addWidget(_titled("Export signé, pour le président", self.exported, exporting), 1, 0)
        grid.addWidget(_titled("Clore la journée", self._closing, closing), 1, 1)
        grid.setRowStretch(0, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        page, veiled = QWidget(), QWidget()
        head = row(label("Fin de journée", "title"), 1, self._counts, spacing=22)
        whole = column(head, grid, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        page.setLayout(whole)
        veil = label(VEIL, "muted")
        veil.setAlignment(Qt.AlignmentFlag.AlignCenter)
        veiled.setLayout(column(veil))
        for widget in (page, veiled):
            widget.setObjectName("page")
            self.addWidget(widget)

    def _changed(self, _: object = None) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Count again; nothing is shown while a candidate is in the room (rule 9)."""
        self.setCurrentIndex(1 if self._bridge.in_room() else 0)
        self._show_counts()
        open_lines, due = list(lacking(self._bridge)), list(papers_due(self._bridge))
        self._lacking_title.setText(_counted(len(open_lines), "Sans grille scellée"))
        self._due_title.setText(_counted(len(due), "Feuilles à imprimer ou à signer"))
        self.lacking.show_lines(open_lines, "Toutes les grilles sont scellées.")
        sealed = any(p.in_force for p in self._bridge.state.passages.values())
        done = "Toutes les feuilles sont imprimées et signées." if sealed else NOTHING
        self.due.show_lines(due, done)
        if not self.exported.text():
            self.exported.setText(
                "Le fichier d’export contient le journal, les grilles scellées et leur "
                "signature. Il est vérifié aussitôt écrit."
            )
        self._show_closing()

    def _show_counts(self) -> None:
        emptied(self._counts)
        for word, count in summary(self._bridge.state, self._bridge.now()).counts:
            self._counts.addWidget(_figure(word, count))

    # --- export ---------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the export where the user says, then read it back and verify it."""
        state = self._bridge.state
        if any(p.open_run and not p.suspended for p in state.passages.values()):
            self._bridge.refused.emit(WAIT)
            return
        path = save_file(self, "Exporter la commission", self._name(), EXPORTS)
        if path is not None:
            self.write(path)

    def _name(self) -> str:
        commission = self._bridge.state.commission
        assert commission is not None
        safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in commission.commission)
        return f"{commission.exam}-{safe}-export-{self._bridge.now():%Hh%M}.sqlite"

    def write(self, path: Path) -> None:
        """Export to ``path``; the file is read back in another thread."""
        try:
            told = export(self._bridge.desk, path)
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        self.exported.setText(f"{path.name} : {told}. Vérification…")
        self.export_button.setEnabled(False)
        job = Job(lambda _: (path, verify(path)))
        job.done.connect(self._verified)
        job.failed.connect(self._bridge.failed)
        job.ended.connect(self._ready)
        tasks.start(job)

    def _verified(self, found: tuple[Path, Verdict]) -> None:
        path, verdict = found
        if verdict.differences:
            self.exported.setText(f"{path} : export à refaire. {verdict.differences[0]}")
            self._bridge.failed.emit(f"{path} : l’export relu diffère : {verdict.differences[0]}")
            return
        self.exported.setText(
            f"✓ {path}\n{verdict.summary}\nRelu et vérifié : signature, journal, tables, sceaux."
        )

    def _ready(self) -> None:
        self.export_button.setEnabled(True)

    def close_file(self) -> None:
        """Before the file is let go: no thread reads on."""
        tasks.finish()

    # --- closing --------------------------------------------------------------------------------

    def _show_closing(self) -> None:
        closed, count = self._bridge.state.closed, self._observations()
        self._closing.setText(_told_closing(closed, count))
        self.close_button.setEnabled(closed is None or count > 0)
        self.close_button.setText(SURE if self._asked else CLOSE)
        self.leave_button.setVisible(self._asked)

    def _observations(self) -> int:
        desk = self._bridge.desk
        return sum(len(desk.observations(number)) for number in self._bridge.state.passages)

    def _close(self) -> None:
        """The first click says what it does, the second does it."""
        if self._asked and self._bridge.perform(CloseDay()):
            self._asked = False
        else:
            self._asked = not self._asked
        self.refresh()

    def _unsure(self) -> None:
        self._asked = False
        self._show_closing()
        self.close_button.setFocus()


def _told_closing(closed: datetime | None, count: int) -> str:
    """What closing will destroy, said beforehand, or that it was done."""
    if closed is not None and not count:
        return f"Journée close à {closed:%H:%M}. Les observations sont détruites."
    kept = "Les grilles, les notes et le journal restent."
    if not count:
        return f"Aucune observation n’est à détruire. {kept}"
    one = "L’observation prise pendant les entretiens sera détruite"
    told = f"Les {count} observations prises pendant les entretiens seront détruites"
    return f"{one if count == 1 else told} pour toujours, sans copie ni retour possible. {kept}"


def _counted(count: int, title: str) -> str:
    return f"{title} · {count}" if count else title


def _figure(word: str, count: int) -> QWidget:
    made = QWidget()
    words = word.lower() if count > 1 else " ".join(w.rstrip("s") for w in word.lower().split())
    made.setLayout(row(label(str(count), "figure"), label(words, "muted"), spacing=6))
    made.setAccessibleName(f"{word} : {count}")
    return made


def _framed(title: QWidget, lines: QWidget) -> QFrame:
    frame = card()
    frame.setLayout(column(title, lines, margins=(14, 12, 8, 8)))
    return frame


def _titled(title: str, text: QWidget, actions: QHBoxLayout) -> QFrame:
    frame = card()
    box = column(label(title, "strong"), text, actions, margins=(14, 12, 14, 12))
    box.setStretch(1, 1)
    frame.setLayout(box)
    frame.setFixedHeight(168)
    return frame
