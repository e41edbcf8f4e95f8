"""The competency grid: a row a competency, a column a level. What is lit is what is stored: a cell
never lights itself, it sends an act and shows the state that comes back."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.acts import PlaceLevel
from app.domain.exam import Competency, Level
from ui.bridge import Bridge, Fresh
from ui.paint import printed
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW, ROW_MOST, HEAD = 22, 40, 26
SQUEEZED = 6
SETTLE_MS = 400
"""How long a hand goes on to where a row was."""
COLUMNS = (42, 42, 42, 42, 58)
VEILED = "Les niveaux sont masqués : montrez-les (F9) avant d’en placer un."
LEVELS = ("TI", "I", "S", "TS", "NO")
FILLS = {level: f"level_{level.lower()}" for level in LEVELS}
INKS = {level: f"level_{level.lower()}_ink" for level in LEVELS}
KEYS = {"1": "TI", "&": "TI", "2": "I", "é": "I", "É": "I", "3": "S", '"': "S", "4": "TS"}
KEYS |= {"'": "TS", "0": "NO", "à": "NO", "À": "NO"}
"""Typed characters, so that an AZERTY row needs no shift, and none for who left Caps Lock on; the
same character again clears."""
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class GridModel(QAbstractTableModel):
    """Rows are the exam's competencies; column 0 their text, then one column a level."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._told: list[str | None] = []

    def competency(self, row: int) -> Competency:
        return self.bridge.state.exam.competencies[row]

    def level(self, row: int) -> str | None:
        passage = self.bridge.passage
        if passage is None or self.bridge.veiled:
            return None
        return passage.levels.get(self.competency(row).code)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.bridge.state.exam.competencies)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else 1 + len(LEVELS)

    def headerData(  # noqa: N802
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or way != Qt.Orientation.Horizontal:
            return None
        if section:
            return LEVELS[section - 1]
        passage = self.bridge.passage
        if passage is None or self.bridge.veiled:
            return "Compétences à évaluer · masquées"
        return f"Compétences à évaluer · {len(passage.levels)} sur {self.rowCount()}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        competency = self.competency(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return competency.text if index.column() == 0 else self._meaning(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(competency, index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return competency.text if index.column() == 0 else LEVELS[index.column() - 1]
        return None

    def _spoken(self, competency: Competency, row: int, column: int) -> str:
        """What a screen reader says: code, level and state first, the long text last."""
        placed, hidden = self.level(row), self.bridge.veiled or self.bridge.passage is None
        if column == 0:
            state = "masquée" if hidden else f"placée en {placed}" if placed else "non placée"
            return f"{competency.code}, {state}. {competency.text}"
        level = self._level(column)
        state = "masqué" if hidden else "placé" if placed == level.code else "non placé"
        named = f"{competency.code}, {level.code} {level.label.lower()}"
        return f"{named} : {state}. {competency.text}"

    def _level(self, column: int) -> Level:
        return next(lv for lv in self.bridge.state.exam.levels if lv.code == LEVELS[column - 1])

    def _meaning(self, column: int) -> str:
        level = self._level(column)
        return f"{level.code} : {level.label}" + (f", {level.definition}" * bool(level.definition))

    def refresh(self) -> None:
        """Tell again only the rows that differ; the view redraws its heading itself."""
        rows = range(self.rowCount())
        before, self._told = self._told, [self.level(row) for row in rows]
        for row in rows:
            if row >= len(before) or before[row] != self._told[row]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(LEVELS)))


class GridDelegate(QStyledItemDelegate):
    """Paints the competency and its five pills: one hue in four depths, a hatch for NO."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._elided: dict[tuple[str, int], str] = {}
        theme.changed.connect(self._elided.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(42, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        box = QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._view.currentIndex()
        if index.row() == current.row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("soft"))
            painter.drawRect(box)
        focused = index == current and self._view.hasFocus()
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        row, column = index.row(), index.column()
        if column == 0:
            self._competency(painter, box, model.competency(row), on=focused)
        else:
            level = LEVELS[column - 1]
            self._pill(painter, box, level, lit=model.level(row) == level, on=focused)

    def _competency(
        self, painter: QPainter, box: QRectF, competency: Competency, *, on: bool
    ) -> None:
        if on:
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(4, 2, -4, -2), 5, 5)
        painter.setPen(self._theme.colour("ink"))
        painter.setFont(self._theme.font(13, bold=True))
        painter.drawText(box.adjusted(12, 0, 0, 0), MIDDLE, competency.code)
        text = box.adjusted(12 + self._theme.px(32), 0, -8, 0)
        painter.setFont(self._theme.font(13))
        painter.drawText(text, MIDDLE, self._fitted(competency.text, round(text.width())))

    def _fitted(self, text: str, width: int) -> str:
        """The text cut to the width; asked for at every painting, it changes with the column."""
        found = self._elided.get((text, width))
        if found is None:
            metrics = QFontMetrics(self._theme.font(13))
            found = metrics.elidedText(printed(text), Qt.TextElideMode.ElideRight, width)
            self._elided[text, width] = found
        return found

    def _pill(self, painter: QPainter, box: QRectF, level: str, *, lit: bool, on: bool) -> None:
        spare = max(3.0, (box.height() - self._theme.px(26)) / 2)
        pill = box.adjusted(4, spare, -4, -spare)
        painter.setPen(QPen(self._theme.colour("focus"), 2) if on else self._theme.colour("line"))
        painter.setBrush(self._fill(level) if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, 5, 5)
        ink = "muted" if not lit else "ink" if level == "NO" else INKS[level]
        painter.setPen(self._theme.colour(ink))
        painter.setFont(self._theme.font(11, bold=lit))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, level)

    def _fill(self, level: str) -> QBrush:
        if level == "NO":
            return QBrush(self._theme.colour("hatch"), Qt.BrushStyle.BDiagPattern)
        return QBrush(self._theme.colour(FILLS[level]))


class Grid(QTableView):
    """The grid; arrows move, 1 to 4 and 0 (or the AZERTY characters of those keys) place."""

    focused = Signal(str, str)
    """Code of the competency the cursor is on, and of the level, "" on its text."""
    paged = Signal(int)
    """One page of its wording down (1) or up (-1)."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._model = GridModel(bridge, self)
        self.setModel(self._model)
        self.setItemDelegate(GridDelegate(theme, self))
        self.setAccessibleName("Grille d’aide à l’évaluation")
        self._dress()
        self.selectionModel().currentChanged.connect(lambda now, _: self._moved(now))
        self._fresh = Fresh()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._number = bridge.passage.number if bridge.passage else ""
        self.setCurrentIndex(self._model.index(0, 1))

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resized()

    def resized(self) -> None:
        """Texts have another size."""
        px = self._theme.px
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.verticalHeader().setMinimumSectionSize(px(ROW))
        for section, width in enumerate(COLUMNS, 1):
            self.setColumnWidth(section, px(width))
        self.squeeze(False)
        self.setMaximumHeight(self.most())
        self._share()
        self._repaint(self)

    def squeeze(self, squeezed: bool) -> None:
        """All rows are in view, but while a strip needs the room."""
        rows = SQUEEZED if squeezed else self._model.rowCount()
        self.setMinimumHeight(self._theme.px(HEAD) + self._theme.px(ROW) * rows + 2)

    def focus_unplaced(self) -> None:
        """Put the cursor on the first competency without a level."""
        placed = [self._model.level(row) for row in range(self._model.rowCount())]
        row = placed.index(None) if None in placed else 0
        self.setCurrentIndex(self._model.index(row, max(1, self.currentIndex().column())))
        self.setFocus()

    def _share(self) -> None:
        """Rows share the height there is, so that a large screen is easier to hit."""
        px = self._theme.px
        room = self.height() - px(HEAD) - 2 * self.frameWidth()
        share = room // max(1, self._model.rowCount())
        self.verticalHeader().setDefaultSectionSize(max(px(ROW), min(share, px(ROW_MOST))))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def most(self) -> int:
        """Pixels beyond which more height would give nothing."""
        return self._theme.px(HEAD) + self._theme.px(ROW_MOST) * self._model.rowCount() + 2

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share()

    def refresh(self) -> None:
        if self._fresh.stale(self._bridge.passage, self._bridge.veiled):
            self._model.refresh()
            self._repaint(self.horizontalHeader())  # told to the view it lays out all again
            self._bring_back()

    def _repaint(self, shown: QAbstractItemView) -> None:
        """What is not in view yet is painted when it comes: to ask for its viewport sooner has Qt
        make Python classes of everything that could stand there."""
        if self.isVisible():
            shown.viewport().update()

    def _bring_back(self) -> None:
        """The next candidate begins at the top; nothing hidden is betrayed by the cursor."""
        passage, row = self._bridge.passage, self.currentIndex().row()
        number = passage.number if passage else ""
        if number != self._number or self._bridge.veiled:
            self.setCurrentIndex(self._model.index(row if number == self._number else 0, 0))
        self._number = number

    def competency(self) -> Competency:
        """The competency the cursor is on."""
        return self._model.competency(max(0, self.currentIndex().row()))

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            level = LEVELS[index.column() - 1] if index.column() else ""
            self.focused.emit(self._model.competency(index.row()).code, level)

    def place(self, row: int, level: str) -> None:
        """Send the act; the same level again takes it away."""
        passage = self._bridge.passage
        if passage is None:
            return
        if self._bridge.veiled:
            self._bridge.refused.emit(VEILED)
            return
        code = self._model.competency(row).code
        value = None if passage.levels.get(code) == level else level
        self._bridge.perform(PlaceLevel(passage.number, code, value))

    def hold(self) -> None:
        """The rows just moved under the pointer: a press aimed before that places nothing."""
        self._settling.start()

    @property
    def settling(self) -> bool:
        """Whether a press would still place nothing."""
        return self._settling.isActive()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self.settling:
            return
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.column() > 0:
            self.place(index.row(), LEVELS[index.column() - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index, level = self.currentIndex(), KEYS.get(event.text())
        page = {int(Qt.Key.Key_PageDown): 1, int(Qt.Key.Key_PageUp): -1}.get(event.key())
        placing = bool(level) or event.key() in PRESSING
        if event.modifiers() & HELD:
            super().keyPressEvent(event)
        elif placing and event.isAutoRepeat():
            return  # held down it would place and take away in turn
        elif page:
            self.paged.emit(page)
        elif level and index.isValid():
            self._typed(index.row(), level)
        elif event.key() in PRESSING:
            if index.column() > 0:
                self.place(index.row(), LEVELS[index.column() - 1])
        else:
            super().keyPressEvent(event)

    def _typed(self, row: int, level: str) -> None:
        """The cursor goes where the level stands."""
        self.setCurrentIndex(self._model.index(row, 1 + LEVELS.index(level)))
        self.place(row, level)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters look for nothing: they would move the cursor off the row being judged."""
