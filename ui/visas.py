"""The visas: drawn with mouse, pen or touch, or given on paper. No electronic signature."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.domain.acts import GiveVisa
from app.domain.people import Examiner
from app.domain.rules.sealing import MAX_POINTS
from app.domain.status import examiners_of
from ui.bridge import Bridge, Fresh
from ui.focus import grant
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, row

Strokes = list[tuple[str, QPointF]]
REST_MS = 900
STEP = 3
"""Pixels between two points: a pen tells hundreds a second, a visa may hold but so many."""
VEILED = "La grille est masquée : montrez-la (F9) avant de donner un visa."


class VisaPad(QWidget):
    """Where an examiner draws the visa; lifting the pen for a moment gives it."""

    def __init__(self, bridge: Bridge, theme: Theme, examiner: Examiner) -> None:
        super().__init__()
        self._bridge, self._theme, self.examiner = bridge, theme, examiner
        self._points: Strokes = []
        self._number = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.flush)
        self.setMinimumSize(QSize(90, 30))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Visa de {examiner.name} : dessiner, ou P pour sur papier")
        self.setToolTip("Dessinez le visa ; P : visa donné sur papier")
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def sealed(self) -> bool:
        """Whether no visa can be given any more."""
        passage = self._bridge.passage
        return passage is not None and passage.sealed

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        passage = self._bridge.passage
        if passage is None or self.sealed or self._bridge.veiled:
            return
        self._rest.stop()
        self._number = passage.number
        self._add("M", event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._points and (event.position() - self._points[-1][1]).manhattanLength() >= STEP:
            self._add("L", event.position())

    def _add(self, kind: str, at: QPointF) -> None:
        if len(self._points) < MAX_POINTS:
            self._points.append((kind, at))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if len(self._points) > 2:
            self._rest.start()
        else:
            self._points = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text().lower() == "p":
            self.on_paper()
        else:
            super().keyPressEvent(event)

    def on_paper(self) -> None:
        passage = self._bridge.passage
        if self._bridge.veiled:
            self._bridge.refused.emit(VEILED)
        elif passage is not None:
            self._bridge.perform(GiveVisa(passage.number, self.examiner.name, paper=True))

    def flush(self) -> None:
        """Give the visa drawn, to the candidate it was drawn for."""
        self._rest.stop()
        path = " ".join(f"{kind}{round(at.x())} {round(at.y())}" for kind, at in self._points)
        self._points = []
        if path:
            self._bridge.perform(GiveVisa(self._number, self.examiner.name, drawing=path))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        passage = self._bridge.passage
        shown = passage is not None and not self._bridge.veiled
        visa = passage.visas.get(self.examiner.name) if passage and shown else None
        painter.setPen(QPen(self._theme.colour("ink"), 1.6))
        if self._points:
            painter.drawPath(_path(self._points))
        elif visa is not None and visa.drawing:
            painter.drawPath(_fitted(visa.drawing, self.width(), self.height()))
        else:
            painter.setPen(self._theme.colour("ink" if visa else "muted"))
            told = "✓ sur papier" if visa else "signer ici" if shown else "masqué"
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, told)
        painter.end()


class Visas(QFrame):
    """One pad an examiner of record."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self.pads: list[VisaPad] = []
        self._papers: list[QPushButton] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(12, 7, 8, 5)
        self._box.setSpacing(12)

    def refresh(self) -> None:
        passage = self._bridge.passage
        if not self._fresh.stale(passage, self._bridge.veiled, self._bridge.state.commission):
            return
        examiners = examiners_of(self._bridge.state, passage) if passage else ()
        if [pad.examiner for pad in self.pads] != list(examiners):
            self.flush()
            self._rebuild(examiners)
        for pad, paper in zip(self.pads, self._papers, strict=True):
            paper.setVisible(not pad.sealed)
            pad.update()

    def _rebuild(self, examiners: tuple[Examiner, ...]) -> None:
        while item := self._box.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._papers = []
        self.pads = [VisaPad(self._bridge, self._theme, examiner) for examiner in examiners]
        for pad in self.pads:
            self._box.addWidget(self._cell(pad), 1)

    def _cell(self, pad: VisaPad) -> QWidget:
        name = Elided("caption")
        name.tell(pad.examiner.name)
        paper = button("papier", pad.on_paper, small=True)
        paper.setAccessibleName(f"Visa de {pad.examiner.name} donné sur papier")
        self._papers.append(paper)
        cell = card("cell")
        head = row(name, paper, spacing=4)
        head.setStretch(0, 1)
        cell.setLayout(column(head, pad, spacing=0))
        return cell

    def focus_missing(self) -> bool:
        """Put the cursor on the first pad without a visa, if there is one."""
        passage = self._bridge.passage
        given = passage.visas if passage else {}
        empty = (pad for pad in self.pads if pad.examiner.name not in given)
        return grant(next(empty, None))

    def flush(self) -> None:
        """A visa just drawn is given before anything else happens."""
        for pad in self.pads:
            pad.flush()


def _path(points: Strokes) -> QPainterPath:
    path = QPainterPath()
    for kind, at in points:
        path.moveTo(at) if kind == "M" else path.lineTo(at)
    return path


def _strokes(drawing: str) -> Strokes:
    """The points of a stored drawing."""
    words = drawing.replace("M", " M ").replace("L", " L ").replace(",", " ").split()
    points: Strokes = []
    kind, numbers = "M", list[int]()
    for word in words:
        if word in "ML":
            kind = word
            continue
        numbers.append(int(word))
        if len(numbers) == 2:
            points.append((kind, QPointF(*numbers)))
            numbers = []
    return points


def _fitted(drawing: str, width: int, height: int) -> QPainterPath:
    """A stored drawing scaled into the pad, never enlarged."""
    points = _strokes(drawing)
    box = _path(points).boundingRect()
    scale = min(1.0, (width - 8) / max(1, box.width()), (height - 8) / max(1, box.height()))
    middle = QPointF(width / 2, height / 2)
    return _path([(kind, (at - box.center()) * scale + middle) for kind, at in points])
