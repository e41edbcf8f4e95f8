"""F1: the keys, and the guide in French, searched without minding accents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from resources import resource
from ui.actions import ACTIONS, shown_keys
from ui.paint import scaled, tokens, typeset
from ui.search import plain
from ui.stack import room_for
from ui.theme import FAMILY
from ui.widgets import button, card, column, label, row

KEYS = "Les touches"
ELSE = (
    "Essayez un autre mot, ou un seul : imprimante, absent, retard, horloge, doute, papier… "
    "Effacez la recherche pour revoir tous les sujets."
)
SIDE = 340
COLUMNS = 45
"""Sizes of a text that two columns of keys need for themselves."""
READABLE = 860
GROUPS = {
    r"F\d": "Pendant le passage",
    r"Alt": "Aller à",
    r"Ctrl\+\d": "Pages",
    r"": "Tout le temps",
}
"""Which keys, as a pattern, are for what."""
GRID_KEYS = (
    ("Flèches", "D’une compétence, d’un niveau à l’autre"),
    ("1 2 3 4, ou & é \" '", "TI, I, S, TS"),
    ("0, ou à", "NO"),
)
PAGE_KEYS = (
    ("Tab, Maj+Tab", "D’une zone à l’autre"),
    ("Échap", "Laisser une question, quitter une page ; deux fois si du texte y est tapé"),
    ("Ctrl+P", "Grilles, journal : imprimer"),
    ("Ctrl+Entrée", "Transcription : enregistrer"),
    ("Entrée", "Transcription : champ suivant"),
)


@dataclass(frozen=True)
class Topic:
    """A question and its answer; ``lines`` are the answer's points, plain text."""

    chapter: str
    title: str
    lines: tuple[str, ...]

    def holds(self, words: list[str]) -> bool:
        told = plain(" ".join((self.title, *self.lines)))
        return all(word in told for word in words)


def topics() -> list[Topic]:
    """Every topic of ``resources/guide``, in order, the keys first."""
    keys = tuple(" ".join(pair) for pairs in key_groups().values() for pair in pairs)
    return [Topic(KEYS, KEYS, keys), *chapters(resource("guide"))]


def chapters(folder: Path) -> Iterator[Topic]:
    """The topics of a folder, a chapter a file."""
    for path in sorted(folder.glob("*.md")):
        head, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        chapter = head.removeprefix("# ").strip()
        for part in parts:
            title, *lines = part.strip().splitlines()
            yield Topic(chapter, title, tuple(line.removeprefix("- ") for line in lines))


class Guide(QWidget):
    """Search above, topics at the left, the answer at the right."""

    left = Signal()
    hint = "Chercher : imprimante, absent, horloge…"

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._topics = self.topics()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.hint)
        self.search.setAccessibleName("Chercher dans le guide")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Sujets du guide")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setStyleSheet("QListView::item { padding: 5px 10px; }")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.text = QTextBrowser()
        self.text.setAccessibleName("Guide")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setStyleSheet("QTextBrowser { border: none; padding: 0; }")
        self._assemble()
        self._filter("")

    def topics(self) -> list[Topic]:
        """What it tells; another desk has topics of its own."""
        return topics()

    def _assemble(self) -> None:
        back = button("Retour  Échap", self.left.emit, flat=True)
        hint = label("F1 y mène de partout.", "muted")
        head = row(label("Touches et guide", "title"), hint, 1, back, spacing=14)
        topics_card = card()
        self._side = topics_card
        self._none = label("Aucun sujet ne contient ces mots.", "muted")
        self._none.setWordWrap(True)
        topics_card.setLayout(
            column(self.search, self._none, self.list, margins=(10, 10, 10, 10), spacing=8)
        )
        text_card = card()
        self.text.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        text_card.setLayout(row(self.text, margins=(26, 14, 6, 12)))
        body = row(topics_card, text_card, spacing=12)
        body.setStretch(1, 1)
        whole = column(head, body, margins=(18, 12, 18, 14), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.search)

    # --- searching ------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        words = plain(text).split()
        kept = [topic for topic in self._topics if topic.holds(words)]
        in_title = [t for t in kept if all(word in plain(t.title) for word in words)]
        first = in_title[0] if words and in_title else kept[0] if kept else None
        self.list.blockSignals(True)
        self.list.clear()
        chapter = ""
        for topic in kept:
            if topic.chapter not in (chapter, KEYS):
                self.list.addItem(_heading(topic.chapter))
            chapter = topic.chapter
            item = QListWidgetItem(topic.title)
            item.setData(Qt.ItemDataRole.UserRole, topic)
            self.list.addItem(item)
            if topic is first:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._none.setVisible(not kept)
        self._show()

    def _step(self, step: int) -> None:
        """The next topic up or down, chapters passed over."""
        place = self.list.currentRow() + step
        while 0 <= place < self.list.count():
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) is not None:
                self.list.setCurrentRow(place)
                return
            place += step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    # --- showing --------------------------------------------------------------------------------

    def topic(self) -> Topic | None:
        """The topic shown."""
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found if isinstance(found, Topic) else None

    def _show(self) -> None:
        topic = self.topic()
        after = self._following(topic) if topic else []
        narrow = self.text.lineWrapColumnOrWidth() < COLUMNS * self.fontInfo().pixelSize()
        self.text.setHtml("".join(page_of(*pair, narrow=narrow) for pair in after) or _nothing())
        self._highlight(plain(self.search.text()).split())

    def _following(self, topic: Topic) -> list[tuple[Topic, float]]:
        """The topic, then the others of its chapter after it, each with its size."""
        size = self.fontInfo().pixelSize()
        chapter = [t for t in self._topics if t.chapter == topic.chapter]
        rest = chapter[chapter.index(topic) + 1 :]
        return [(topic, size * 1.45), *((t, size * 1.15) for t in rest)]

    def refresh(self) -> None:
        """The page is shown again, perhaps in another theme."""
        self._show()
        self.search.setFocus()
        self.search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only now is the size of texts known."""
        super().showEvent(event)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A line stays readable however wide the window is."""
        super().resizeEvent(event)
        side = min(scaled(self, SIDE), room_for(self) * 2 // 5)
        self._side.setFixedWidth(side)
        room = self.width() - side - 110
        self.text.setLineWrapColumnOrWidth(max(200, min(scaled(self, READABLE), room)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_none"):
            self._show()

    def _highlight(self, words: list[str]) -> None:
        """Mark the words sought, wherever accents stand."""
        told = self.text.toPlainText()
        bare = "".join((plain(c) or " ")[0] for c in told)
        form = QTextCharFormat()
        form.setBackground(QColor(tokens().warn))
        form.setForeground(QColor(tokens().warn_ink))
        marks = []
        for word in words:
            for match in re.finditer(re.escape(word), bare):
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(match.start())
                cursor.setPosition(match.end(), QTextCursor.MoveMode.KeepAnchor)
                mark.cursor, mark.format = cursor, form
                marks.append(mark)
        self.text.setExtraSelections(marks)


def _heading(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setWeight(QFont.Weight.DemiBold)
    item.setFont(font)
    return item


def page_of(topic: Topic, size: float, *, narrow: bool = False) -> str:
    """The topic as rich text, in the colours in force; ``size`` is its title's, in pixels;
    ``narrow``, the keys stand in one column."""
    colours = tokens()
    style = f"font-family:{FAMILY}; color:{colours.ink};"
    title = f"font-size:{size:.0f}px; font-weight:600; margin-top:14px; margin-bottom:2px;"
    head = f'<p style="{style} {title}">{escape(topic.title)}</p>'
    if topic.title == KEYS:
        return head + _keys_table(round(7 * size), 1 if narrow else 2)
    points = "".join(
        f'<li style="{style} margin-top:5px; line-height:135%;">{typeset(escape(line))}</li>'
        for line in topic.lines
    )
    return f'{head}<ul style="margin-left:-22px; margin-top:4px;">{points}</ul>'


def _nothing() -> str:
    """What stands at the right while no topic holds the words."""
    style = f"font-family:{FAMILY}; color:{tokens().muted}; margin-top:14px;"
    return f'<p style="{style}">{typeset(ELSE)}</p>'


def _keys_table(width: int, count: int) -> str:
    """The keys by what they are for, in ``count`` columns, each key ``width`` pixels wide."""
    groups = key_groups()
    half = (sum(map(len, groups.values())) + 2 * len(groups)) / count
    columns: list[list[str]] = [[] for _ in range(count)]
    used = 0
    for title, pairs in groups.items():
        columns[count > 1 and used >= half - len(pairs) / 2].append(_group(title, pairs, width))
        used += len(pairs) + 2
    cells = "".join(
        f'<td width="{100 // count}%" valign="top">{"".join(column)}</td>' for column in columns
    )
    return f'<table cellspacing="0" width="100%"><tr>{cells}</tr></table>'


def key_groups() -> dict[str, list[tuple[str, str]]]:
    """Every key of the program and what it does, under what it is for."""
    found: dict[str, list[tuple[str, str]]] = {title: [] for title in GROUPS.values()}
    for action in ACTIONS:
        if action.keys:
            kind = next(kind for kind in GROUPS if re.match(kind, action.keys))
            found[GROUPS[kind]].append((shown_keys(action.keys), action.text))
    return {**found, "Dans une page": list(PAGE_KEYS), "Dans la grille": list(GRID_KEYS)}


def _group(title: str, pairs: list[tuple[str, str]], width: int) -> str:
    colours = tokens()
    head = f'<tr><td colspan="2" style="padding:14px 0 5px 0; color:{colours.muted};">'
    head += f'<span style="font-weight:600;">{escape(title)}</span></td></tr>'
    rows = "".join(
        f'<tr><td style="padding:4px 14px 4px 0; color:{colours.accent}; font-weight:600;" '
        f'width="{width}">{escape(keys)}</td>'
        f'<td style="padding:4px 20px 4px 0;">{escape(text)}</td></tr>'
        for keys, text in pairs
    )
    return f'<table cellspacing="0" width="100%">{head}{rows}</table>'
