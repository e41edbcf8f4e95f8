"""The page before any file: recent files, open, new commission, demonstration, rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.domain.errors import PassageError
from app.system import is_there
from ui import files_dialogs
from ui.intake_paint import dropped_paths
from ui.paint import Pill, middled, scaled
from ui.stack import room_for
from ui.tile import Tile
from ui.widgets import card, column, emptied, label, row

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SHOWN = 7
FIRST_TIME = (
    "Première fois ? Ouvrez le fichier « .passage » reçu de l’organisateur, ou créez la "
    "commission à partir de sa liste de candidats.",
    "Pour vous exercer sans risque, lancez la démonstration : rien de ce que vous y faites "
    "ne compte.",
)


class RecentFile(QPushButton):
    """A file opened before; Delete forgets it."""

    forgotten = Signal(str)

    def __init__(self, path: Path, clicked: Callable[[], None]) -> None:
        super().__init__()
        self._path = path
        for look in ("flat", "tile"):
            self.setProperty(look, True)
        there = is_there(path)
        state = "introuvable" if not there else changed_text(path)
        name = middled(path.stem, "strong" if there else "muted")
        where = middled(str(path.parent), "muted")
        badge = label(state, "muted") if there else Pill(state, "doubtful")
        text = column(name, where, spacing=1)
        line = row(text, badge, margins=(10, 6, 10, 6), spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{path.stem}, {state}")
        self.setToolTip(f"{path}\nSuppr : l’oublier ici, sans toucher au fichier")
        self.clicked.connect(lambda _=False: clicked())

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its two lines are, whatever the size of texts."""
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.sizeHint().height())  # both lines are cut where they must be

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit(str(self._path))
        else:
            super().keyPressEvent(event)


def changed_text(path: Path) -> str:
    """When a file was last written, as a French reader says it; "" where it cannot be told."""
    try:
        when = datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return ""
    days = (datetime.now().date() - when.date()).days
    day = {0: "aujourd’hui", 1: "hier"}.get(days, f"{when.day} {MONTHS[when.month - 1]}")
    year = f" {when.year}" if when.year != datetime.now().year else ""
    return f"{day}{year}, {when:%H:%M}"


class Welcome(QWidget):
    """A calm card; the page of a new commission comes in its place when asked for."""

    opened = Signal(object)
    """A commission or jury file to open."""
    failed = Signal(str)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._settings = settings
        self._front = QWidget()
        self._recent = QVBoxLayout()
        self._files: list[RecentFile] = []
        self._known: list[tuple[Path, str]] | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._front)
        self._assemble()
        self.refresh()
        for tile in self._tiles[1:]:  # Ctrl+O is the window’s own, with or without a file
            shortcut = QShortcut(QKeySequence(tile.keys), self._front)
            shortcut.activated.connect(tile.click)

    # --- the card -------------------------------------------------------------------------------

    def _assemble(self) -> None:
        tiles = (
            Tile("Ouvrir un fichier…", "Commission du jour, jury", "Ctrl+O", self.ask),
            Tile("Nouvelle commission…", "Depuis une liste de candidats", "Ctrl+N", self.prepare),
            Tile("Nouveau jury…", "Préparer une session d’examen", "Ctrl+J", self.prepare_jury),
            Tile("Démonstration", "Une matinée en cours, fictive", "Ctrl+D", self.demo),
            Tile("Répétition", "Vos candidats, pour s’exercer", "Ctrl+R", self.rehearse),
        )
        head = column(
            label("Passage", "clock"),
            label("Le bureau des oraux du BTS Assurance, E32 et E42", "muted"),
            spacing=2,
        )
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._recent.setSpacing(2)
        self._left = left = QWidget()
        actions = column(head, *tiles, 1, spacing=10)
        actions.insertSpacing(1, 12)
        left.setLayout(actions)
        self._card = frame = card()
        body = row(left, column(self._recent, 1), margins=(36, 32, 36, 28), spacing=40)
        body.setStretch(1, 1)
        frame.setLayout(body)
        frame.setMinimumHeight(404)
        drop = label(
            "Un fichier de Passage ou une liste de candidats peut aussi être déposé ici.",
            "muted",
        )
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._front.setLayout(column(2, row(1, frame, 1), drop, 3, spacing=14))
        self._tiles = tiles

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The card is as wide as its texts are large, as far as the page allows."""
        super().resizeEvent(event)
        width = min(scaled(self, 940), room_for(self) - 40)
        self._card.setFixedWidth(width)
        self._left.setFixedWidth(min(scaled(self, 330), width // 2))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Enter opens the file last opened, where there is one."""
        super().showEvent(event)
        first: QPushButton = self._files[0] if self._files else self._tiles[0]
        first.setFocus()

    def recent(self) -> list[str]:
        """Paths of the files last opened, the latest first."""
        found = self._settings.value("recent", [])
        return [found] if isinstance(found, str) else list(found) if isinstance(found, list) else []

    def refresh(self) -> None:
        """Look again at the recent files: a stick may have come or gone."""
        paths = [Path(name) for name in self.recent()[:SHOWN]]
        known = [(path, changed_text(path)) for path in paths]
        if known == self._known:
            return
        self._known = known
        emptied(self._recent)
        title = "Fichiers récents" if paths else "Bienvenue"
        self._recent.addWidget(label(title, "figure"))
        self._recent.addSpacing(8)
        self._files = [RecentFile(path, partial(self._reopen, path)) for path in paths]
        for made in self._files:
            made.forgotten.connect(self._forget)
            self._recent.addWidget(made)
        for sentence in () if paths else FIRST_TIME:
            told = label(sentence)
            told.setWordWrap(True)
            self._recent.addWidget(told)
            self._recent.addSpacing(6)

    def _forget(self, name: str) -> None:
        self._settings.setValue("recent", [path for path in self.recent() if path != name])
        self.refresh()
        self._tiles[0].setFocus()

    def _reopen(self, path: Path) -> None:
        if is_there(path):
            self.opened.emit(path)
            return
        self.failed.emit(
            f"« {path} » est introuvable. S’il est sur une clé, branchez-la ; s’il a été déplacé, "
            "ouvrez-le là où il est."
        )

    # --- what can be done -----------------------------------------------------------------------

    def ask(self) -> None:
        path = files_dialogs.open_file(self, "Ouvrir un fichier", files_dialogs.ANY_FILE)
        if path is not None:
            self.opened.emit(path)

    def prepare(self, paths: list[Path] | None = None, *, rehearsal: bool = False) -> None:
        """The page of a new commission, with what was dropped already in it."""
        from ui.new_commission import NewCommission

        page = NewCommission(rehearsal=rehearsal)
        page.made.connect(self._made)
        page.left.connect(self.front)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take(paths or [])

    def prepare_jury(self, paths: list[Path] | None = None) -> None:
        """The page of a new jury, with what was dropped already in it."""
        from ui.jury.new_page import NewJury

        page = NewJury()
        page.made.connect(self._made)
        page.left.connect(self.front)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take(paths or [])

    def rehearse(self) -> None:
        self.prepare(rehearsal=True)

    def demo(self) -> None:
        """A new demonstration each time, in the user’s own folder."""
        from app.services.preparing import demo_commission, user_folder

        self.setCursor(Qt.CursorShape.WaitCursor)
        try:
            path = demo_commission(user_folder())
        except PassageError as error:
            self.failed.emit(str(error))
            return
        finally:
            self.unsetCursor()
        self.opened.emit(path)

    def _made(self, path: Path) -> None:
        self.front()
        self.opened.emit(path)

    def front(self) -> None:
        """Back to the card; a preparation page is forgotten."""
        page = self._stack.currentWidget()
        if page is not None and page is not self._front:
            self._stack.removeWidget(page)
            page.deleteLater()
        self._stack.setCurrentWidget(self._front)
        self._tiles[0].setFocus()

    # --- drag and drop --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        event.acceptProposedAction()
        self.take(dropped_paths(event))

    def take(self, paths: list[Path]) -> None:
        """A commission file is opened; a list, a description or dossiers begin a new one, a
        jury's description a jury."""
        from app.services.jury_preparing import is_jury_description
        from app.services.preparing import known_suffix

        files = [path for path in paths if known_suffix(path) == "file"]
        if files:
            self.opened.emit(files[0])
        elif any(known_suffix(p) == "description" and is_jury_description(p) for p in paths):
            self.prepare_jury(paths)
        elif paths:
            self.prepare(paths)
