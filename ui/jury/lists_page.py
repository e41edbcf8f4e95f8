"""What a new jury and a later list share: lists at the right, what stands against them below."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from app.domain.errors import PassageError
from app.domain.text import counted
from app.services.jury_preparing import JuryList
from app.services.preparing import known_suffix
from ui.banner import Banner
from ui.intake_paint import dropped_paths
from ui.jury.lists_card import ListsCard
from ui.paint import scaled, typeset
from ui.stack import room_for
from ui.widgets import button, card, column, label, row

SIDE, TALL = 404, 118
REST_MS = 200
HINT = "Rien n’est écrit avant le bouton du bas."
UNREAD = "« {} » ne se lit pas ici : déposez {}."


class ListsPage(QWidget):
    """Subclasses say what is at the left, what stands against it, and what the button does."""

    made = Signal(object)
    """The jury file that was made, or into which lists were taken."""
    left = Signal()
    title, action, takes = "", "", "une liste de candidats"

    def __init__(self, dropped: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.banner, self.lists = Banner(), ListsCard(dropped)
        self.against = QListWidget()
        self.against.setAccessibleName("Ce qui empêche de continuer")
        self.against.setWordWrap(True)
        self.against.setStyleSheet("QListView::item { padding: 3px 0; }")
        self._found: list[str] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        self.write = QPushButton()
        self.write.setProperty("primary", True)

    def assemble(self, side: QWidget, *foot: QWidget) -> None:
        """Once the subclass has what it shows."""
        self._edge = side
        back = button("Retour  Échap", self.left.emit, flat=True)
        head = row(label(self.title, "title"), label(HINT, "muted"), 1, back, spacing=14)
        self._against = card()
        self._told = label("", "strong")
        self._against.setLayout(column(self._told, self.against, margins=(16, 10, 12, 8)))
        right = column(self.lists, self._against, spacing=10)
        right.setStretch(0, 1)
        body = row(side, spacing=12)
        body.addLayout(right, 1)
        bottom = row(*foot, 1, self.write, spacing=16)
        whole = column(head, self.banner, body, bottom, margins=(18, 12, 18, 14), spacing=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.lists.changed.connect(self.refresh)
        self.lists.failed.connect(self.banner.fail)
        self.lists.dropped.connect(self.take)
        self.write.clicked.connect(lambda _=False: self._write())
        self.refresh()

    # --- what each says -------------------------------------------------------------------------

    def lacks(self) -> list[str]:
        """What is missing before the lists are looked at, as the button says it."""
        return []

    def objections(self) -> list[str]:
        """What stands against what was understood; asked only where nothing is missing."""
        raise NotImplementedError

    def make(self) -> Path | None:
        """Write; None where it was left. PassageError where it cannot be."""
        raise NotImplementedError

    def take_other(self, path: Path, kind: str) -> None:
        """What is dropped and is no list."""
        self.banner.fail(UNREAD.format(path.name, self.takes))

    # --- what comes -----------------------------------------------------------------------------

    def take(self, paths: list[Path]) -> None:
        """Whatever was dropped, each by its kind."""
        self.banner.hide()
        for path in paths:
            kind = known_suffix(path)
            if kind == "list":
                self.lists.take([path])
            else:
                self.take_other(path, kind)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self.take(dropped_paths(event))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Lists are what one comes with."""
        super().showEvent(event)
        self.lists.zone.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Widths follow the size of texts, as far as the page allows."""
        super().resizeEvent(event)
        self._edge.setFixedWidth(min(scaled(self, SIDE), room_for(self) * 2 // 5))
        self.write.setMinimumSize(scaled(self, 330), scaled(self, 54))
        self.against.setFixedHeight(scaled(self, TALL))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def readings(self) -> list[JuryList]:
        """The lists that were read."""
        return [one for one in self.lists.lists if one.read is not None]

    def refresh(self) -> None:
        """What stands against it, and what the button lacks."""
        self._rest.stop()
        self._found = [] if self.lacks() else self.objections()
        self._show_against(self._found)
        self._tell_button()

    def typed(self) -> None:
        """What is missing at once; what stands against it when the keys are at rest, for it reads
        hundreds of candidates."""
        self._tell_button()
        self._rest.start()

    def _tell_button(self) -> None:
        lacks, found = [*self.lacks(), *self.lists.lacks()], len(self._found)
        if found:
            lacks.append(f"{counted(found, 'point')} à corriger, ci-dessus")
        reason = " ; ".join(lacks[:2])
        self.write.setText(f"{self.action}\n{reason}" if reason else self.action)
        self.write.setEnabled(not lacks)
        self.write.setAccessibleName(f"{self.action} {reason}".strip())

    def _show_against(self, found: Iterable[str]) -> None:
        lines = [typeset(line) for line in found]
        self.against.clear()
        self.against.addItems(lines)
        self._against.setVisible(bool(lines))
        self._told.setText("Ce qui se contredit")

    def _write(self) -> None:
        try:
            path = self.make()
        except PassageError as error:
            self.banner.fail(str(error))
            return
        if path is not None:
            self.made.emit(path)
