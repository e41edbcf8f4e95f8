"""The sheets: what can be printed on the left, exactly what prints on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.acts import ConfirmPaperSignature, RecordPrint
from ui.bridge import Bridge
from ui.evening_lines import settled
from ui.flow import Flow, Flowing
from ui.outlet import Leaf, Outlet
from ui.paint import scaled
from ui.papers import Paper, examiners, make, papers, signers
from ui.papers_list import PapersList
from ui.preview import Preview
from ui.stack import Pages, room_for
from ui.transcribe_page import TranscribePage
from ui.widgets import button, card, column, emptied, label, row

LIST = 400


class SheetsPage(Pages):
    """The list and its preview, and behind it the page that transcribes a sheet from paper."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self.list, self.preview = PapersList(), Preview(bridge)
        self._without, self._told = label("", "muted"), label("")
        for text in (self._without, self._told):
            text.setWordWrap(True)
        self.outlet = Outlet(bridge, "grilles")
        self.print_button = button("Imprimer", self.print_checked, primary=True)
        self.save_button = button("Enregistrer en PDF…", self.save_checked)
        self._signatures = QHBoxLayout()
        self.transcribing = TranscribePage(bridge)
        self.transcribing.left.connect(self._back)
        self._assemble()
        self._wire()
        self.refresh()

    def _assemble(self) -> None:
        self._left = left = card()
        buttons = Flow(spacing=8, rows=8)
        buttons.put(self.print_button, stretch=1)
        buttons.put(self.save_button)
        self._buttons = Flowing(buttons)
        foot = column(
            self._without,
            self._told,
            self.outlet,
            self._buttons,
            button("Transcrire une grille remplie sur papier…", self.transcribe),
            margins=(12, 8, 12, 12),
        )
        left.setLayout(column(self.list, foot, margins=(1, 6, 1, 1), spacing=0))
        right = card()
        signed = row(self._signatures, 1, margins=(14, 8, 14, 10))
        right.setLayout(column(self.preview, signed, margins=(1, 1, 1, 1), spacing=0))
        whole = QWidget()
        whole.setObjectName("page")
        box = row(left, right, margins=(14, 12, 14, 12), spacing=12)
        box.setStretch(1, 1)
        whole.setLayout(box)
        self.addWidget(whole)
        self.addWidget(self.transcribing)

    def _wire(self) -> None:
        self.list.chosen.connect(self._show_current)
        self.list.ticked.connect(self._tell)
        self.outlet.printed.connect(self._printed)
        self.outlet.told.connect(self._said)
        self.outlet.turned.connect(self._tell)
        self._bridge.changed.connect(self._changed)
        self._bridge.privacy.connect(self._changed)
        keys = QShortcut(QKeySequence("Ctrl+P"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.print_button.click)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list is as wide as its texts are large, as far as the page allows."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(scaled(self, LIST), room_for(self) // 2))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """One chooses a sheet first."""
        super().showEvent(event)
        if self.currentIndex() == 0:
            self.list.setFocus()

    def _changed(self, _: object = None) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Bring list, preview and signatures to what is stored."""
        state = self._bridge.state
        veiled = self._bridge.in_room() is not None
        self.list.show_papers(papers(state, veiled=veiled, hushed=self._bridge.hushed))
        left = sum(not (p.in_force or settled(self._bridge, p)) for p in state.in_order)
        told = "Une grille n’est pas encore scellée." if left == 1 else ""
        self._without.setText(told or f"{left} grilles ne sont pas encore scellées." * bool(left))
        self._without.setVisible(bool(left) and not veiled)
        self._told.setVisible(bool(self._told.text()))
        self._show_current()
        self._tell()
        if self.currentWidget() is self.transcribing:
            self.transcribing.refresh()

    def _show_current(self) -> None:
        paper = self.list.current()
        self.preview.show_paper(paper)
        self._show_signatures(paper)

    def _tell(self) -> None:
        count = len(self.list.checked())
        what = f"{count} feuille{'s' * (count > 1)}" if count else "cette feuille"
        self.print_button.setText(f"Imprimer {what}  Ctrl+P")
        self._buttons.fit()
        for widget in (self.print_button, self.save_button):
            ready = count > 0 or self.list.current() is not None
            widget.setEnabled(self.outlet.job is None and ready)

    def _said(self, told: str) -> None:
        self._told.setText(told)
        self._told.show()

    # --- signed by hand -------------------------------------------------------------------------

    def _show_signatures(self, paper: Paper | None) -> None:
        emptied(self._signatures)
        passage = self._bridge.state.passages.get(paper.passage) if paper else None
        if paper is None or passage is None or not paper.version or self._bridge.in_room():
            return
        self._signatures.addWidget(label("Signée à la main par :", "muted"))
        done = signers(passage)
        for name in examiners(passage):
            signed = partial(self._sign, paper, name)
            made = button(f"{name} ✓" if name in done else name, signed)
            made.setEnabled(name not in done)
            made.setAccessibleName(f"Signée à la main par {name}")
            self._signatures.addWidget(made)

    def _sign(self, paper: Paper, name: str) -> None:
        self._bridge.perform(ConfirmPaperSignature(paper.passage, name, paper.version))

    # --- printing and saving --------------------------------------------------------------------

    def wanted(self) -> list[Paper]:
        """The ticked papers, else the one shown."""
        current = self.list.current()
        return self.list.checked() or ([current] if current else [])

    def _leaves(self) -> list[Leaf]:
        state, now = self._bridge.state, self._bridge.now()
        return [Leaf(partial(make, state, now, paper), paper) for paper in self.wanted()]

    def print_checked(self) -> None:
        """Print what is wanted."""
        self.outlet.print(self._leaves())

    def save_checked(self) -> None:
        """Save what is wanted as PDF."""
        self.outlet.save(self._leaves())

    def _printed(self, paper: Paper) -> None:
        """A sheet left for the printer: that is an act."""
        if paper.version:
            self._bridge.perform(RecordPrint(paper.passage, paper.version))

    def close_file(self) -> None:
        """Before the file is let go: nothing printed goes unrecorded, nothing typed is lost."""
        self.transcribing.draft.flush()
        self.outlet.close_file()

    # --- from paper -----------------------------------------------------------------------------

    def transcribe(self) -> None:
        """Show the page that types a sheet back."""
        self.transcribing.refresh()
        self.setCurrentWidget(self.transcribing)
        self.transcribing.begin()

    def confirm(self) -> None:
        """Ctrl+Enter: save the sheet being transcribed."""
        if self.currentWidget() is self.transcribing:
            self.transcribing.save()

    def _back(self) -> None:
        self.setCurrentIndex(0)
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
