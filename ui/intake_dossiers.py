"""Dossiers found, whose they are, and the hand that gives the others to a candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QWidget,
)

from app.domain.errors import PassageError
from app.domain.people import Candidate
from app.services.preparing import Dossiers, find_dossiers
from ui import files_dialogs
from ui.intake_paint import STATE, DropZone, StateDelegate
from ui.widgets import button, column, label, row

PLACE = Qt.ItemDataRole.UserRole + 1
NOBODY = ""
PADDED = "QListView::item { padding: 6px 8px; }"


class PiecesList(QListWidget):
    """The files, those of nobody first; dragged onto a candidate, or given by Enter there."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pièces des dossiers")
        self.setItemDelegate(StateDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setStyleSheet(PADDED)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def places(self) -> list[int]:
        return [item.data(PLACE) for item in self.selectedItems()]


class CandidatesList(QListWidget):
    """The candidates, each with how many pieces they have; Enter or a drop gives."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Candidats à qui donner les pièces choisies")
        self.setAcceptDrops(True)
        self.setStyleSheet(PADDED)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _: self._give())

    def _give(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.given.emit(item.data(PLACE))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if isinstance(event.source(), PiecesList):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        item = self.itemAt(event.position().toPoint())
        if item is None:
            event.ignore()
            return
        self.setCurrentItem(item)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        item = self.itemAt(event.position().toPoint())
        if item is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.given.emit(item.data(PLACE))


class DossiersPanel(QWidget):
    """Dropped folders, zips and files, matched by name; the rest is given by hand."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, may_ask: Callable[[], bool]) -> None:
        super().__init__()
        self._may_ask = may_ask
        self.found = Dossiers()
        self.by_hand = False
        self._candidates: Sequence[Candidate] = ()
        self._sources: list[Path] = []
        buttons = [("Choisir un dossier…", self._folder), ("Choisir des fichiers…", self._files)]
        self._zone = DropZone(
            "Déposez ici les dossiers professionnels",
            "Un dossier, une archive zip, des PDF ou des images. Chaque pièce est rattachée au "
            "candidat dont elle porte le numéro ou le nom.",
            buttons,
        )
        self._zone.dropped.connect(self.add)
        self._pieces, self._people = PiecesList(), CandidatesList()
        self._people.given.connect(self._give)
        self._told = label("", "muted")
        self._told.setWordWrap(True)
        self._assemble()

    def _assemble(self) -> None:
        more = button("+ Dossier…", self._folder)
        files = button("+ Fichiers…", self._files)
        give = button("Rattacher  ⏎", lambda: self._give(self._chosen()))
        free = button("Détacher", lambda: self._give(NOBODY))
        lists = row(
            column(label("Pièces", "muted"), self._pieces, spacing=4),
            column(label("Candidats", "muted"), self._people, spacing=4),
            spacing=16,
        )
        lists.setStretch(0, 3)
        lists.setStretch(1, 2)
        filled = QWidget()
        filled.setLayout(
            column(lists, self._told, row(more, files, 1, free, give), margins=(16, 10, 16, 14))
        )
        empty = QWidget()
        empty.setLayout(column(self._zone, margins=(16, 14, 16, 16)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(filled)

    # --- what comes -----------------------------------------------------------------------------

    def _folder(self) -> None:
        if not self._may_ask():
            return
        path = files_dialogs.open_folder(self, "Dossiers des candidats")
        self.add([path] if path else [])

    def _files(self) -> None:
        if self._may_ask():
            self.add(files_dialogs.open_files(self, "Dossiers des candidats", files_dialogs.PIECES))

    def add(self, paths: list[Path]) -> None:
        """Match what was dropped; a source that cannot be read is told, nothing of it kept."""
        try:
            found = find_dossiers(paths, self._candidates)
        except PassageError as error:
            self.failed.emit(str(error))
            return
        self._sources += paths
        self.take_found(found)

    def take_found(self, found: Dossiers) -> None:
        """What was found, beside what was before."""
        self.found += found
        self._show()

    def match(self, candidates: Sequence[Candidate]) -> None:
        """The list changed: names are looked at again, what a hand gave stays."""
        known = {c.number for c in candidates}
        by_hand = {f.name: f.number for f in self.found.files if f.number in known}
        self._candidates = candidates
        sources, self._sources, self.found = self._sources, [], Dossiers()
        if sources:
            self.add(sources)
        for place, file in enumerate(self.found.files):
            if not file.number and by_hand.get(file.name):
                self.found = self.found.given(place, by_hand[file.name])
        self._show()

    # --- what is given --------------------------------------------------------------------------

    def _chosen(self) -> str:
        item = self._people.currentItem()
        return str(item.data(PLACE)) if item else NOBODY

    def _give(self, number: str) -> None:
        self.by_hand = True
        for place in self._pieces.places():
            self.found = self.found.given(place, number)
        self._show()

    def _show(self) -> None:
        files = self.found.files
        self._stack.setCurrentIndex(1 if files or self.found.ignored else 0)
        names = {c.number: c.name for c in self._candidates}
        self._pieces.clear()
        for place in sorted(range(len(files)), key=lambda n: (bool(files[n].number), n)):
            owner = names.get(files[place].number, "")
            told = owner or "à rattacher"
            item = QListWidgetItem(f"{'✓' if owner else '!'} {files[place].name}  →  {told}")
            item.setData(STATE, "right" if owner else "doubtful")
            item.setData(PLACE, place)
            item.setToolTip(files[place].name)
            self._pieces.addItem(item)
        self._pieces.setCurrentRow(0)
        self._show_people(Counter(file.number for file in files))
        self._told.setText(self._left_aside())
        self._told.setVisible(bool(self.found.ignored))
        self.changed.emit()

    def _show_people(self, counts: Counter[str]) -> None:
        row_before = max(0, self._people.currentRow())
        self._people.clear()
        for candidate in self._candidates:
            count = counts[candidate.number]
            pieces = f"{count} pièce{'s' if count > 1 else ''}" if count else "aucune pièce"
            item = QListWidgetItem(f"{candidate.name}  ·  {pieces}")
            item.setData(PLACE, candidate.number)
            self._people.addItem(item)
        self._people.setCurrentRow(row_before)

    def _left_aside(self) -> str:
        shown = self.found.ignored[:3]
        more = len(self.found.ignored) - len(shown)
        rest = f" ; et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
        return "Laissé de côté : " + " ; ".join(shown) + rest
