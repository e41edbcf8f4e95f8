"""The passphrases of packs just issued: shown once, handed over apart, kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.domain.errors import PassageError
from app.domain.text import counted
from app.services.jury_issue import slip
from app.services.jury_packs import Issued
from ui import tasks
from ui.jury.bridge import JuryBridge
from ui.outlet import Leaf, printing
from ui.printer import Printer
from ui.stack import SteadyArea
from ui.tasks import Job
from ui.widgets import button, card, column, label, row

ADVICE = (
    "Remettez chaque phrase à part, par un autre chemin que son paquet : elle ouvre "
    "la clé qui signe l’export. Elle n’est gardée nulle part et ne s’affichera plus. Perdue, elle "
    "n’empêche que la signature."
)


class Passphrases(QWidget):
    """One line a pack: copy it, or print it on a page of its own."""

    ended = Signal()
    """They were taken down, and are forgotten."""

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self._bridge, self._printer = bridge, Printer()
        self._packs: tuple[Issued, ...] = ()
        self.phrases: dict[str, QLabel] = {}
        self.copies: dict[str, QPushButton] = {}
        self._title, self._lines = label("", "figure"), QWidget()
        advice = label(ADVICE, "muted")
        advice.setWordWrap(True)
        area = SteadyArea()
        self._area = area
        self.print_all = button("Tout imprimer…", lambda: self.print(self._packs))
        self.end_button = button("C’est noté : les effacer", self.forget, primary=True)
        frame = card()
        head = row(self._title, 1, self.print_all, self.end_button)
        inside = column(head, advice, area, margins=(16, 14, 16, 12), spacing=10)
        inside.setStretch(2, 1)
        frame.setLayout(inside)
        self.setLayout(column(frame))

    def show_packs(self, packs: Sequence[Issued]) -> None:
        """Show the passphrase of each."""
        self._packs = tuple(packs)
        self._title.setText(f"Phrases secrètes de {counted(len(packs), 'paquet')}")
        lines, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 4, 10, 4)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for place, pack in enumerate(packs):
            for side, widget in enumerate(self._line(pack)):
                grid.addWidget(widget, place, side)
        grid.setColumnStretch(5, 1)
        lines.setLayout(column(grid, 1))
        self._area.setWidget(lines)

    def _line(self, pack: Issued) -> list[QWidget]:
        code, phrase = pack.commission, label(pack.passphrase, "figure")
        phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        phrase.setAccessibleName(f"Phrase secrète de {code}")
        copy = button("Copier", partial(self._copy, pack), small=True)
        copy.setAccessibleName(f"Copier la phrase de {code}")
        prints = button("Imprimer…", partial(self.print, (pack,)), small=True)
        prints.setAccessibleName(f"Imprimer la phrase de {code}")
        self.phrases[code], self.copies[code] = phrase, copy
        return [
            label(code, "strong"),
            label(f"paquet n° {pack.rank}", "muted"),
            phrase,
            copy,
            prints,
        ]

    def _copy(self, pack: Issued) -> None:
        QGuiApplication.clipboard().setText(pack.passphrase)
        self._bridge.noted.emit(f"Phrase de {pack.commission} copiée : collez-la où il faut.")

    def print(self, packs: Sequence[Issued]) -> None:
        """Each on a page of its own."""
        try:
            printer = self._printer.choose(self, ask=True)
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        if printer is not None:
            state = self._bridge.state
            leaves = [Leaf(partial(slip, state, pack)) for pack in packs]
            job = Job(printing(leaves, printer))
            job.done.connect(self._bridge.noted)
            job.failed.connect(self._bridge.failed)
            tasks.start(job)

    def forget(self) -> None:
        """Nothing of them stays in the window, nor on the clipboard."""
        board = QGuiApplication.clipboard()
        if board.text() in {pack.passphrase for pack in self._packs}:
            board.clear()
        self._packs = ()
        self.phrases, self.copies = {}, {}
        gone = self._area.takeWidget()
        if gone is not None:
            gone.deleteLater()
        self.ended.emit()
