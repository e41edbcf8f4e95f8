"""A row that goes on in a next row where it has no room: for large texts and small screens."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from app.domain.facts import dataclass

GAP = -1
"""In place of a widget: whatever room is spare."""


class Piece:
    """One item; ``basis`` is the width it is glad with where its whole hint is longer."""

    def __init__(
        self, item: QLayoutItem | None, stretch: int = 0, basis: int | None = None
    ) -> None:
        self.item, self.stretch, self.basis = item, stretch, basis

    def sized(self) -> Sized:
        if self.item is None:
            return Sized(self, 0, 0, 0)
        hint = self.item.sizeHint().expandedTo(self.item.minimumSize())
        least = hint.width() if self.basis is None else min(hint.width(), self.basis)
        return Sized(self, least, hint.width(), hint.height())


@dataclass(frozen=True)
class Sized:
    """What a piece asks for: below ``least`` pixels of width it goes to the next row."""

    piece: Piece
    least: int
    hint: int
    high: int


class Flow(QLayout):
    """Rows of widgets; in each the spare room goes first to hints, then by stretch."""

    def __init__(self, *pieces: QWidget | int, spacing: int = 8, rows: int = 4) -> None:
        super().__init__()
        self._pieces: list[Piece] = []
        self._sizes: list[Sized] | None = None
        self._between = rows
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for piece in pieces:
            self.add(piece)

    def add(self, piece: QWidget | int) -> None:
        """A widget, or ``GAP``, at the end."""
        if isinstance(piece, QWidget):
            self.put(piece)
        else:
            self._pieces.append(Piece(None, 1))

    def put(self, widget: QWidget, stretch: int = 0, basis: int | None = None) -> None:
        """A widget at the end, with its share of spare room."""
        self.addChildWidget(widget)
        item = QWidgetItem(widget)
        if widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            item.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._pieces.append(Piece(item, stretch, basis))
        self.invalidate()

    def set_basis(self, widget: QWidget, basis: int) -> None:
        self._of(widget).basis = basis
        self.invalidate()

    def set_stretch(self, widget: QWidget, stretch: int) -> None:
        piece = self._of(widget)
        if piece.stretch != stretch:
            piece.stretch = stretch
            self.invalidate()

    def _of(self, widget: QWidget) -> Piece:
        return next(p for p in self._pieces if p.item is not None and p.item.widget() is widget)

    # --- what Qt asks of a layout ---------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._pieces.append(Piece(item))

    def _items(self) -> list[QLayoutItem]:
        return [piece.item for piece in self._pieces if piece.item is not None]

    def count(self) -> int:
        return len(self._items())

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        items = self._items()
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        item = self.itemAt(index)
        self._pieces = [piece for piece in self._pieces if item is None or piece.item is not item]
        return item

    def invalidate(self) -> None:
        self._sizes = None
        super().invalidate()

    def _shown(self) -> list[Sized]:
        """The pieces in view, measured once until one of them changes."""
        if self._sizes is None:
            shown = (p for p in self._pieces if p.item is None or not p.item.isEmpty())
            self._sizes = [piece.sized() for piece in shown]
        return self._sizes

    def sizeHint(self) -> QSize:  # noqa: N802
        shown = self._shown()
        wide = sum(one.least for one in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(wide, _high(shown))

    def minimumSize(self) -> QSize:  # noqa: N802
        shown = self._shown()
        return QSize(max((one.least for one in shown), default=0), _high(shown))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        rows = [_high(row) for row in self._rows(width)]
        return sum(rows) + self._between * max(0, len(rows) - 1)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        top = rect.top()
        for row in self._rows(rect.width()):
            high = _high(row)
            self._lay(row, QRect(rect.left(), top, rect.width(), high))
            top += high + self._between

    # --- rows -----------------------------------------------------------------------------------

    def _rows(self, width: int) -> list[list[Sized]]:
        rows: list[list[Sized]] = []
        used = 0
        for one in self._shown():
            used += self.spacing() + one.least
            if not rows or used > width:
                rows.append([])
                used = one.least
            rows[-1].append(one)
        return rows

    def _lay(self, row: list[Sized], box: QRect) -> None:
        left = box.left()
        for one, wide in zip(row, self._widths(row, box.width()), strict=True):
            if one.piece.item is not None:
                one.piece.item.setGeometry(QRect(left, box.top(), wide, box.height()))
            left += wide + self.spacing()

    def _widths(self, row: list[Sized], width: int) -> list[int]:
        widths = [min(one.least, width) for one in row]
        spare = max(0, width - sum(widths) - self.spacing() * (len(row) - 1))
        for place, one in enumerate(row):
            more = min(spare, max(0, one.hint - one.least))
            widths[place] += more
            spare -= more
        shares = max(1, sum(one.piece.stretch for one in row))
        return [
            wide + spare * one.piece.stretch // shares
            for wide, one in zip(widths, row, strict=True)
        ]


def _high(row: list[Sized]) -> int:
    return max((one.high for one in row), default=0)


class Flowing(QWidget):
    """Holds a flow, and is as high as it needs at the width there is."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.flow = flow
        self.setLayout(flow)

    def fit(self) -> None:
        """Take the height the rows need now."""
        high = self.flow.heightForWidth(self.width())
        if high != self.minimumHeight():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.fit()
