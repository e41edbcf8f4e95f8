"""The bottom row: appraisal, mark, visas, and the seal, which says what is missing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.domain.acts import GiveVisa, Seal, SetMark, WriteAppraisal
from app.domain.marks import half_points, printed_mark
from app.domain.people import Examiner
from app.domain.rules.sealing import MAX_POINTS, missing
from app.domain.status import examiners_of
from ui.bridge import Bridge
from ui.theme import Theme
from ui.widgets import button, card, column, label, restyle, row

REST_MS = 800
HEIGHT = 88


class Typed(QObject):
    """Typed text becomes an act after 0.8 s of rest, on leaving the field and on closing."""

    waiting = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.flush)
        self._pending = False

    def touch(self) -> None:
        self._pending = True
        self.waiting.emit(True)
        self._timer.start()

    def flush(self) -> None:
        """Send what waits, now."""
        self._timer.stop()
        if self._pending:
            self._pending = False
            self.waiting.emit(False)
            self.send()

    def send(self) -> None:
        """Perform the act; overridden by the field."""


class AppraisalField(QFrame):
    """The appraisal, written to be read by the candidate."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._number = ""
        self._state = label("", "muted")
        self._text = QPlainTextEdit()
        self._text.setProperty("bare", True)
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText("Rédigée pour être lue par le candidat…")
        self._text.setAccessibleName("Appréciation globale")
        self._text.installEventFilter(self)
        self._typed = Typed(self)
        self._typed.send = self._send  # type: ignore[method-assign]
        self._typed.waiting.connect(
            lambda waits: self._state.setText("non enregistré…" if waits else "")
        )
        self._text.textChanged.connect(self._changed)
        head = row(label("Appréciation globale", "muted"), 1, self._state)
        self.setLayout(column(head, self._text, margins=(12, 7, 12, 6), spacing=2))
        self._loading = False
        bridge.changed.connect(lambda _: self.refresh())
        bridge.privacy.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored, unless something typed still waits."""
        passage = self._bridge.passage
        if passage is None:
            return
        self._number = passage.number
        shown = "" if self._bridge.hidden else passage.appraisal
        self._text.setReadOnly(passage.sealed or not passage.identity or self._bridge.hidden)
        if self._text.toPlainText() != shown and not self._typed._pending:
            self._loading = True
            self._text.setPlainText(shown)
            self._loading = False

    def switch(self) -> None:
        """Another candidate is shown: nothing typed for the last one goes to them."""
        self._typed.flush()
        self.refresh()

    def _changed(self) -> None:
        if not self._loading:
            self._typed.touch()

    def _send(self) -> None:
        self._bridge.perform(WriteAppraisal(self._number, self._text.toPlainText()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self._typed.flush()
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        self._typed.flush()

    def focus(self) -> None:
        self._text.setFocus()


class MarkField(QFrame):
    """The one mark: typed "14,5" or "14.5" or stepped by halves, never defaulted."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._edit = QLineEdit()
        self._edit.setProperty("bare", True)
        self._edit.setPlaceholderText("–,–")
        self._edit.setAccessibleName("Note sur 20")
        self._edit.setStyleSheet("font-size: 24px; font-weight: 600;")
        self._edit.setMaxLength(5)
        self._edit.editingFinished.connect(self._send)
        self._edit.installEventFilter(self)
        self.setLayout(column(label("Note sur 20", "muted"), self._edit, 1, margins=(12, 7, 8, 6)))
        self.setFixedWidth(118)
        bridge.changed.connect(lambda _: self.refresh())
        bridge.privacy.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        if passage is None:
            return
        mark = None if self._bridge.hidden else passage.mark
        self._edit.setText(printed_mark(mark) if mark is not None else "")
        self._edit.setReadOnly(passage.sealed or not passage.identity or self._bridge.hidden)

    def _send(self) -> None:
        passage = self._bridge.passage
        if passage is None or self._bridge.hidden or self._edit.isReadOnly():
            return
        text = self._edit.text().strip()
        stored = printed_mark(passage.mark) if passage.mark is not None else ""
        if text.replace(".", ",") != stored and not self._bridge.perform(
            SetMark(passage.number, text or None)
        ):
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}.get(event.key())
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, halves: int) -> None:
        passage = self._bridge.passage
        if passage is None or passage.mark is None:
            return
        now = min(40, max(0, half_points(passage.mark) + halves))
        self._bridge.perform(SetMark(passage.number, f"{now // 2}.{5 * (now % 2)}"))

    def flush(self) -> None:
        self._send()

    def focus(self) -> None:
        self._edit.setFocus()
        self._edit.selectAll()


class VisaPad(QWidget):
    """Where an examiner draws the visa with mouse, pen or touch; lifting the pen gives it."""

    def __init__(self, bridge: Bridge, theme: Theme, examiner: Examiner) -> None:
        super().__init__()
        self._bridge, self._theme, self.examiner = bridge, theme, examiner
        self._points: list[tuple[str, QPointF]] = []
        self._rest = QTimer(self, singleShot=True, interval=900)
        self._rest.timeout.connect(self._give)
        self.setMinimumSize(QSize(90, 40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Visa de {examiner.name} : dessiner, ou P pour sur papier")
        self.setCursor(Qt.CursorShape.CrossCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._rest.stop()
        self._points.append(("M", event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._points and len(self._points) < MAX_POINTS:
            self._points.append(("L", event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if len(self._points) > 2:
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.text().lower() == "p":
            self.on_paper()
        else:
            super().keyPressEvent(event)

    def on_paper(self) -> None:
        passage = self._bridge.passage
        if passage is not None:
            self._bridge.perform(GiveVisa(passage.number, self.examiner.name, paper=True))

    def _give(self) -> None:
        passage = self._bridge.passage
        path = " ".join(f"{kind}{round(at.x())} {round(at.y())}" for kind, at in self._points)
        self._points = []
        if passage is not None and path:
            self._bridge.perform(GiveVisa(passage.number, self.examiner.name, drawing=path))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        passage = self._bridge.passage
        visa = passage.visas.get(self.examiner.name) if passage else None
        painter.setPen(QPen(self._theme.colour("ink"), 1.6))
        if self._points:
            painter.drawPath(_path(self._points))
        elif visa is not None and visa.drawing:
            painter.drawPath(_fitted(visa.drawing, self.width(), self.height()))
        else:
            painter.setPen(self._theme.colour("muted"))
            told = "sur papier" if visa else "signer ici"
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, told)
        painter.end()


def _path(points: list[tuple[str, QPointF]]) -> QPainterPath:
    path = QPainterPath()
    for kind, at in points:
        path.moveTo(at) if kind == "M" else path.lineTo(at)
    return path


def _fitted(drawing: str, width: int, height: int) -> QPainterPath:
    """A stored drawing scaled into the pad, never enlarged."""
    words = drawing.replace("M", " M ").replace("L", " L ").replace(",", " ").split()
    points, kind = [], "M"
    numbers: list[int] = []
    for word in words:
        if word in "ML":
            kind = word
        else:
            numbers.append(int(word))
            if len(numbers) == 2:
                points.append((kind, QPointF(*numbers)))
                numbers = []
    path = _path(points)
    box = path.boundingRect()
    scale = min(1.0, (width - 8) / max(1, box.width()), (height - 8) / max(1, box.height()))
    shift = QPainterPath()
    for kind, at in points:
        to = (at - box.center()) * scale + QPointF(width / 2, height / 2)
        shift.moveTo(to) if kind == "M" else shift.lineTo(to)
    return shift


class Closing(QWidget):
    """The row itself."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.appraisal, self.mark = AppraisalField(bridge), MarkField(bridge)
        self._visas = card()
        self._visa_box = QHBoxLayout(self._visas)
        self._visa_box.setContentsMargins(10, 6, 10, 6)
        self._pads: list[VisaPad] = []
        self.seal = QPushButton()
        self.seal.setProperty("primary", True)
        self.seal.setFixedWidth(188)
        self.seal.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.seal.clicked.connect(self._seal)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget, stretch in (
            (self.appraisal, 5),
            (self.mark, 0),
            (self._visas, 3),
            (self.seal, 0),
        ):
            box.addWidget(widget, stretch)
        self.setFixedHeight(HEIGHT)
        bridge.changed.connect(lambda _: self.refresh())
        bridge.selected.connect(self._switched)
        self.refresh()

    def _switched(self) -> None:
        self.appraisal.switch()
        self.mark.refresh()
        self.refresh()

    def refresh(self) -> None:
        passage = self._bridge.passage
        if passage is None:
            return
        examiners = examiners_of(self._bridge.state, passage)
        if [pad.examiner for pad in self._pads] != list(examiners):
            self._rebuild(examiners)
        for pad in self._pads:
            pad.update()
        self._tell_seal()

    def _rebuild(self, examiners: tuple[Examiner, ...]) -> None:
        while item := self._visa_box.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._pads = [VisaPad(self._bridge, self._theme, examiner) for examiner in examiners]
        for pad in self._pads:
            cell = QWidget()
            head = row(label(f"{pad.examiner.name}", "muted"), 1, spacing=4)
            head.addWidget(button("papier", pad.on_paper, flat=True))
            cell.setLayout(column(head, pad, spacing=0))
            self._visa_box.addWidget(cell, 1)

    def _tell_seal(self) -> None:
        """The seal says itself what it waits for."""
        passage = self._bridge.passage
        assert passage is not None
        if passage.sealed:
            self.seal.setText("Scellé ✓")
            self.seal.setEnabled(False)
            return
        lacks = missing(self._bridge.state, passage, self._bridge.now())
        shown = ", ".join(lacks[:2]) + ("…" if len(lacks) > 2 else "")
        wrapped = _wrapped(f"manque : {shown}")
        self.seal.setText("Sceller" if not lacks else f"Sceller\n{wrapped}")
        self.seal.setProperty("small", bool(lacks))
        self.seal.setToolTip("Il manque : " + ", ".join(lacks) if lacks else "Sceller la grille")
        self.seal.setAccessibleName(self.seal.toolTip())
        self.seal.setEnabled(not lacks)
        restyle(self.seal)

    def _seal(self) -> None:
        passage = self._bridge.passage
        self.flush()
        if passage is not None:
            self._bridge.perform(Seal(passage.number))

    def flush(self) -> None:
        """Send whatever was typed and still waits."""
        self.appraisal.flush()
        self.mark.flush()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.flush()
        super().focusOutEvent(event)


def _wrapped(text: str, width: int = 24) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width and line:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])
