"""The preview: the very bytes that print, drawn by Qt; veiled while a candidate is in the room."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import PassageError
from app.domain.state import State
from ui import tasks
from ui.bridge import Bridge
from ui.paint import tokens
from ui.papers import Paper, make
from ui.printer import loaded
from ui.tasks import Job
from ui.veil import IN_ROOM, Veil
from ui.widgets import button, column, label, row

REST_MS = 90
VEIL = (
    "Les feuilles ne sont pas montrées : l’aperçu revient à sa sortie. À gauche, elles peuvent "
    "être imprimées ou enregistrées dès maintenant, grilles vierges comprises."
)
RUNNING = (
    " Tant qu’une horloge tourne, aucune fenêtre ne s’ouvre : l’imprimante habituelle sert, et les "
    "PDF vont à côté du fichier de la commission."
)
HIDDEN = "Les notes sont masquées"
Asked = tuple[State, Paper]


class Preview(QWidget):
    """One paper, page under page."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._asked: Asked | None = None
        self._job: Job | None = None
        self.pdf = b""
        self._title, self._pages = label("", "strong"), label("", "muted")
        self._zoom = button("Page entière", self._turn_zoom)
        self.veil = Veil()
        self._view = QPdfView(self)
        self._view.setAccessibleName("Aperçu de la feuille")
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setFrameShape(QPdfView.Shape.NoFrame)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.veil)
        self._stack.addWidget(self._view)
        head = row(self._title, self._pages, 1, self._zoom, margins=(14, 6, 10, 6))
        box = column(head, self._stack, spacing=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._nothing = QPdfDocument(self)  # after the view: whoever shows a document dies first
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._prepare)

    def show_paper(self, paper: Paper | None) -> None:
        """Prepare and show this paper, off this thread; nothing when it is shown already."""
        veiled = self._bridge.in_room() is not None or self._bridge.hidden
        self._title.setText(paper.title if paper and not veiled else "")
        if veiled or paper is None:
            self._forget()
            return
        asked = (self._bridge.state, paper)
        if self._asked is None or self._asked[0] is not asked[0] or self._asked[1] != paper:
            self._asked = asked
            self._rest.start()

    def _forget(self) -> None:
        """Nothing to read may stay in the view behind the veil."""
        self._asked = None
        self._rest.stop()
        self.pdf = b""
        self._pages.setText("")
        self._view.setDocument(self._nothing)
        self._zoom.hide()
        self._tell_veil()
        self._stack.setCurrentWidget(self.veil)

    def _tell_veil(self) -> None:
        room = self._bridge.in_room()
        if room is not None:
            self.veil.tell(IN_ROOM, VEIL + RUNNING * bool(room.open_run))
        elif self._bridge.hidden:
            show = ("Montrer les notes", "Et les feuilles avec elles", "F9", self._unveil)
            self.veil.tell(HIDDEN, "Les feuilles ne sont pas montrées.", [show])
        else:
            self.veil.tell("Rien à imprimer", "Aucune feuille n’est choisie.")

    def _unveil(self) -> None:
        self._bridge.hide(False)

    def _prepare(self) -> None:
        if self._asked is None:
            return
        if self._job is not None:
            self._job.cancel()
        state, paper = self._asked
        now: datetime = self._bridge.now()
        self._job = Job(lambda _: (paper, make(state, now, paper)[1]))
        self._job.done.connect(self._show)
        self._job.failed.connect(self._bridge.failed)
        self._pages.setText("préparation…")
        tasks.start(self._job)

    def _show(self, made: tuple[Paper, bytes]) -> None:
        if self._asked is None or made[0] != self._asked[1]:
            return
        if made[1] != self.pdf:
            self._load(made[1])
        count = self._view.document().pageCount()
        self._pages.setText(f"{count} page{'s' * (count > 1)}")
        self._zoom.show()
        self._stack.setCurrentWidget(self._view)

    def _load(self, pdf: bytes) -> None:
        try:
            document = loaded(pdf, self)
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        old = self._view.document()
        self._view.setDocument(document)
        if old is not None and old is not self._nothing:
            old.deleteLater()
        self.pdf = pdf

    def _turn_zoom(self) -> None:
        whole = self._view.zoomMode() == QPdfView.ZoomMode.FitToWidth
        mode = QPdfView.ZoomMode.FitInView if whole else QPdfView.ZoomMode.FitToWidth
        self._view.setZoomMode(mode)
        self._zoom.setText("Pleine largeur" if whole else "Page entière")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._tint)  # once the style sheet has had its say

    def _tint(self) -> None:
        """The ground around the pages follows the theme."""
        colours = self._view.palette()
        colours.setColor(QPalette.ColorRole.Dark, QColor(tokens().side))
        self._view.setPalette(colours)
