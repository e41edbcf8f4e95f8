"""The end of the day in four steps: seal, print and sign, export, close."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QWidget,
)

from app.domain.acts import CloseDay
from app.domain.errors import PassageError
from app.domain.text import counted
from app.services.exporting import export
from app.services.printing import safe
from app.services.slips import summary
from app.services.verifying import Verdict, verify
from ui import files_dialogs, tasks
from ui.bridge import Bridge
from ui.evening_lines import Line, Lines, lacking, papers_due, settled
from ui.flow import GAP, Flow, Flowing
from ui.stack import Pages
from ui.tasks import Job
from ui.veil import IN_ROOM, Veil
from ui.widgets import button, card, column, emptied, label, mark_as, row

VEIL = "Le bilan de la journée revient à sa sortie : il dit l’état des autres candidats."
EXPORTS = "Exports Passage (*.sqlite);;Tous les fichiers (*)"
CLOSE = "Clore la journée…"
UNRECORDED = "Ce qui est tapé et pas enregistré sera détruit : "
SURE = "Clore et détruire les observations"
NOTHING = "Aucune grille n’est scellée : rien à imprimer ni à signer."
WAIT = "Une horloge tourne : l’export se fait entre deux parties, sans fenêtre devant la vôtre."
EXPORT = (
    "Le journal, les grilles scellées et leur signature en un fichier, relu et vérifié aussitôt."
)
KNOWN = "Signé par la clé du paquet : le jury le reconnaîtra."
UNKNOWN = "Sans la phrase secrète : le jury le recevra comme d’une commission inconnue."
NO_STICK = " Branchez une clé : elle se propose ici."
LOOK_MS = 2500
"""How often a stick that came or went is looked for, while the page is seen."""
HEIGHT = 190
RESERVED = "Notes réservées"
"""The count that goes with F9."""


class EveningPage(Pages):
    """Two lists, the counts over them, export and closing under them."""

    asked = Signal(str)
    """The id of an action: another page to show."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self._counts, self._sticks = Flow(GAP, spacing=22), QHBoxLayout()
        self.lacking = Step("1", "Grilles à sceller", "Grilles non scellées")
        self.due = Step("2", "Feuilles à imprimer et à signer", "Feuilles à signer")
        self.export_button = button("Exporter sur une clé…", self.export, primary=True)
        self.export_button.setAccessibleName("Choisir où exporter")
        self.passphrase = QLineEdit(self)
        self.exported, self._closing = label("", "muted"), label("", "muted")
        self._export_title, self._close_title = StepTitle("3", "Exporter"), StepTitle("4", "Clore")
        self.close_button = button(CLOSE, self._close)
        self.leave_button = button("Ne pas clore", self._unsure)
        self._asked, self._report, self._at_seq = False, "", -1
        self._was_closed = bridge.state.closed
        self._found: list[files_dialogs.Stick] | None = None
        self.veil = Veil()
        self._assemble()
        self._wire()
        self.refresh()

    def _assemble(self) -> None:
        for text in (self.exported, self._closing):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(self.lacking, 0, 0)
        grid.addWidget(self.due, 0, 1)
        self.passphrase.setPlaceholderText("Phrase secrète du paquet, remise à part")
        self.passphrase.setAccessibleName("Phrase secrète du paquet (facultative)")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.passphrase.setVisible(bool(self._bridge.desk.pack))
        exporting = column(self.passphrase, row(self._sticks, self.export_button, 1), spacing=8)
        # the way back takes the place of the button pressed: a second press changes nothing
        closing = row(self.leave_button, self.close_button, 1)
        self.leave_button.setMinimumWidth(self.close_button.sizeHint().width())
        grid.addWidget(_framed(self._export_title, self.exported, exporting), 1, 0)
        grid.addWidget(_framed(self._close_title, self._closing, closing), 1, 1)
        grid.setRowStretch(0, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        page = QWidget()
        page.setObjectName("page")
        self._shown_counts = Flowing(self._counts)
        head = row(label("Fin de journée", "title"), self._shown_counts, spacing=22)
        head.setStretch(1, 1)
        whole = column(head, grid, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        page.setLayout(whole)
        self.addWidget(page)
        self.addWidget(self.veil)

    def _wire(self) -> None:
        self.lacking.lines.wanted.connect(partial(self._go, "day"))
        self.due.lines.wanted.connect(partial(self._go, "sheets"))
        self._bridge.changed.connect(self._changed)
        self._bridge.privacy.connect(self._changed)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._show_sticks)
        self._look.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """What is missing comes first, the export once nothing is."""
        super().showEvent(event)
        steps = [step.lines for step in (self.lacking, self.due) if step.lines.count()]
        if self.currentIndex() == 0:
            (steps[0] if steps else self.export_button).setFocus()

    def _go(self, page: str, number: str) -> None:
        self._bridge.select(number)
        self.asked.emit(page)

    def _changed(self, _: object = None) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Count again; nothing is shown while a candidate is in the room (rule 9)."""
        veiled = self._bridge.in_room() is not None
        self.setCurrentIndex(1 if veiled else 0)
        if veiled:
            self._tell_veil()
            return
        self._show_counts()
        sealed = any(p.in_force for p in self._bridge.state.passages.values())
        lines = list(lacking(self._bridge))
        left = sum(not settled(self._bridge, passage) for passage, _ in lines)
        self.lacking.show_lines(lines, "Toutes les grilles sont scellées.", left, done=not left)
        told = "Toutes les feuilles sont imprimées et signées." if sealed else NOTHING
        due = list(papers_due(self._bridge))
        self.due.show_lines(due, told, len(due), done=sealed and not due)
        self._show_sticks()
        self._show_export()
        self._show_closing()

    def _tell_veil(self) -> None:
        def to(page: str) -> partial[None]:
            return partial(self.asked.emit, page)

        offers = (
            ("Revenir à la journée", "Le candidat présent", "Ctrl+1", to("day")),
            (
                "Grilles vierges, papiers du jour",
                "À imprimer sans les montrer",
                "Ctrl+2",
                to("sheets"),
            ),
            ("Signaler un incident", "Il s’écrit sur la page de la journée", "F8", to("incident")),
        )
        self.veil.tell(IN_ROOM, VEIL, offers)

    def _show_counts(self) -> None:
        emptied(self._counts)
        for word, count in summary(self._bridge.state, self._bridge.now()).counts:
            if word == RESERVED and self._bridge.hidden:
                continue
            figure = _figure(word, count)
            self._counts.put(figure)
            figure.show()  # at once, to be counted in the height
        self._shown_counts.fit()

    # --- export ---------------------------------------------------------------------------------

    def _show_sticks(self) -> None:
        """A button for each stick plugged in; the first one is what is meant."""
        if not self.isVisible() and self._found is not None:
            return
        found = files_dialogs.sticks()
        if found == self._found:
            return
        self._found = found
        emptied(self._sticks)
        for place, stick in enumerate(found):
            to = partial(self._onto, stick)
            self._sticks.addWidget(button(f"Exporter sur {stick.name}", to, primary=not place))
        self.export_button.setText("Ailleurs…" if found else "Exporter sur une clé…")
        mark_as(self.export_button, "primary", not found)
        self._show_export()

    def _onto(self, stick: files_dialogs.Stick) -> None:
        self.write(stick.folder / self._name())

    def export(self) -> None:
        """Write the export where the user says, then read it back and verify it."""
        if self._bridge.clock_runs:
            self._bridge.refused.emit(WAIT)
            return
        path = files_dialogs.save_file(self, "Exporter la commission", self._name(), EXPORTS)
        if path is not None:
            self.write(path)

    def _name(self) -> str:
        commission = self._bridge.state.commission
        assert commission is not None
        name = safe(commission.commission)
        return f"{commission.exam}-{name}-export-{self._bridge.now():%Hh%M}.sqlite"

    def write(self, path: Path) -> None:
        """Export to ``path``; the file is read back in another thread."""
        try:
            told = export(self._bridge.desk, path, self.passphrase.text().strip())
        except PassageError as error:
            self._bridge.failed.emit(str(error))
            return
        self._report = f"{path.name} : {told}. Vérification…"
        self._busy(True)
        seq, self._was_closed = self._bridge.desk.seq, self._bridge.state.closed
        job = Job(lambda _: (path, seq, verify(path)))
        job.done.connect(self._verified)
        job.failed.connect(self._bridge.failed)
        job.ended.connect(partial(self._busy, False))
        tasks.start(job)

    def _verified(self, found: tuple[Path, int, Verdict]) -> None:
        path, seq, verdict = found
        if verdict.differences:
            self._report = f"{path} : export à refaire. {verdict.differences[0]}"
            self._bridge.failed.emit(f"{path} : l’export relu diffère : {verdict.differences[0]}")
            return
        self._at_seq = seq
        self._report = (
            f"✓ {path}\n{verdict.summary}\nRelu et vérifié : signature, journal, tables, sceaux."
            f"{self._signed_as(verdict.public)}"
        )

    def _signed_as(self, public: str) -> str:
        """For a pack, whether the jury will know the export."""
        pack = self._bridge.desk.pack
        return "" if not pack else f"\n{KNOWN if public == pack else UNKNOWN}"

    def _busy(self, busy: bool) -> None:
        for widget in (self.export_button, *self._stick_buttons()):
            widget.setEnabled(not busy)
        self._show_export()

    def _stick_buttons(self) -> list[QWidget]:
        items = (self._sticks.itemAt(place) for place in range(self._sticks.count()))
        return [item.widget() for item in items if item is not None]  # type: ignore[misc]

    def _show_export(self) -> None:
        """What was exported, and whether anything was done since."""
        closed_since = self._bridge.state.closed != self._was_closed  # closing comes after
        since = self._bridge.desk.seq - self._at_seq - closed_since
        fresh = self._at_seq >= 0 and not since
        self._export_title.tell("Exporter sur une clé", done=fresh)
        if self._at_seq >= 0 and since:
            told = f"{counted(since, 'geste')} depuis cet export : exportez de nouveau."
            self.exported.setText(f"! {told}\n{self._report.removeprefix('✓ ')}")
        else:
            self.exported.setText(self._report or EXPORT + NO_STICK * (not self._found))

    def close_file(self) -> None:
        """Before the file is let go: no thread reads on."""
        self._look.stop()
        tasks.finish()

    # --- closing --------------------------------------------------------------------------------

    def _show_closing(self) -> None:
        closed, count = self._bridge.state.closed, self._observations()
        typed = [passage.candidate.name for passage in self._bridge.unrecorded()]
        done = closed is not None and not count and not typed
        self._close_title.tell("Clore la journée", done=done)
        told = _told_closing(closed if done else None, count)
        self._closing.setText(f"{told} {UNRECORDED}{', '.join(typed)}." if typed else told)
        self.close_button.setEnabled(not done)
        self.close_button.setText(SURE if self._asked else CLOSE)
        self.leave_button.setVisible(self._asked)

    def _observations(self) -> int:
        desk = self._bridge.desk
        return sum(len(desk.observations(number)) for number in self._bridge.state.passages)

    def _close(self) -> None:
        """The first click says what it does, the second does it."""
        if self._asked and self._bridge.perform(CloseDay()):
            self._asked = False
        else:
            self._asked = not self._asked
        self.refresh()
        if self._asked:
            self.leave_button.setFocus()

    def _unsure(self) -> None:
        self._asked = False
        self._show_closing()
        self.close_button.setFocus()


class StepTitle(QWidget):
    """A step's number, ticked once done, and its name."""

    def __init__(self, number: str, title: str) -> None:
        super().__init__()
        self._number, self._badge, self._title = number, label(number, "badge"), QLabel(title)
        self._title.setProperty("role", "strong")
        self.setLayout(row(self._badge, self._title, 1, spacing=10))

    def tell(self, title: str, *, done: bool) -> None:
        self._badge.setText("✓" if done else self._number)
        self._title.setText(title)
        self.setAccessibleName(f"{self._number}. {title}{', fait' if done else ''}")


class Step(QFrame):
    """A step that lists whom it still concerns."""

    def __init__(self, number: str, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name, self._title = title, StepTitle(number, title)
        self._hint = label("Entrée : y aller", "muted")
        self.lines, self.nothing = Lines(name), label("", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        self._stack = QStackedLayout(inside)
        for widget in (self.lines, self.nothing):
            self._stack.addWidget(widget)
        head = row(self._title, 1, self._hint, margins=(0, 0, 8, 0))
        whole = column(head, inside, margins=(14, 12, 8, 8))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_lines(self, lines: list[Line], nothing: str, left: int, *, done: bool) -> None:
        """The lines, ``left`` of which wait for something, or the sentence that there are none."""
        self._title.tell(f"{self._name} · {left}" if left else self._name, done=done)
        self.lines.show_lines(lines)
        self.nothing.setText(nothing)
        self._hint.setVisible(bool(lines))
        self._stack.setCurrentIndex(0 if lines else 1)


def _told_closing(closed: datetime | None, count: int) -> str:
    """What closing will destroy, said beforehand, or that it was done."""
    if closed is not None:
        return f"Journée close à {closed:%H:%M}. Les observations sont détruites."
    kept = "Les grilles, les notes et le journal restent."
    if not count:
        return f"Aucune observation n’est à détruire. {kept}"
    one = "L’observation prise pendant les entretiens sera détruite"
    told = f"Les {count} observations prises pendant les entretiens seront détruites"
    return f"{one if count == 1 else told} pour toujours, sans copie ni retour possible. {kept}"


def _figure(word: str, count: int) -> QWidget:
    made = QWidget()
    words = word.lower() if count > 1 else " ".join(w.rstrip("s") for w in word.lower().split())
    figure = label(str(count), "figure" if count else "muted")
    made.setLayout(row(figure, label(words, "muted"), spacing=6))
    made.setAccessibleName(f"{word} : {count}")
    return made


def _framed(title: QWidget, text: QWidget, actions: QBoxLayout) -> QFrame:
    frame = card()
    box = column(title, text, actions, margins=(14, 12, 14, 12))
    box.setStretch(1, 1)
    frame.setLayout(box)
    frame.setMinimumHeight(HEIGHT)
    return frame
