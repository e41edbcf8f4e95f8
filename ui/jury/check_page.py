"""« Contrôle »: is the mark on this printed sheet the one held; and the sheets drawn at random."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QWidget

from app.domain.facts import dataclass
from app.domain.jury.control import count
from app.domain.jury.received import Received
from app.domain.jury.receiving_acts import CheckSheet, DrawControl
from app.domain.record import read_code
from app.domain.text import counted, shown
from app.services.jury_checking import answer
from ui.bridge import Fresh
from ui.jury.bridge import HELD, JuryBridge
from ui.jury.pages import Run
from ui.jury.table import Column, TablePart
from ui.theme import Theme
from ui.widgets import button, card, column, label, mark_as, row, tell

YES, NO = "✓ OUI", "× NON"
ASK = "Tapez ou scannez le code de contrôle imprimé en bas de la feuille."
NO_ROUND = "Aucun contrôle n’est tiré. Le tirage ne se choisit pas : il vient du journal du jury."
USUAL, MOST = 20, 1000
CODE, DRAWN, BAR = 260, 64, 6


@dataclass(frozen=True)
class Drawn:
    """A sheet of the round: whether it was looked at (None: not yet), and was the one held."""

    candidate: str
    exam: str
    name: str
    commission: str
    version: int
    right: bool | None

    @property
    def key(self) -> str:
        return f"{self.exam} {self.candidate}"


def drawn_of(received: Received) -> Iterator[Drawn]:
    """The sheets of the last round, in the order drawn."""
    if not received.rounds:
        return
    made = received.rounds[-1]
    seen = {(c.candidate, c.exam): c.right for c in received.controls if c.round == made.number}
    for sat in made.drawn:
        kept = received.held(*sat).passage
        name, code = (shown(kept.name), kept.commission) if kept else ("", "")
        yield Drawn(*sat, name, code, kept.version if kept else 0, seen.get(sat))


_WORDS = {None: "… à voir", True: "✓ conforme", False: "× pas la note retenue"}
COLUMNS: list[Column[Drawn]] = [
    Column(
        "Feuille",
        lambda d: _WORDS[d.right],
        180,
        tone=lambda d: "wrong" if d.right is False else "",
    ),
    Column("Commission", lambda d: d.commission, 110),
    Column("Oral", lambda d: d.exam, 60),
    Column("Candidat", lambda d: d.name, 220),
    Column("Numéro", lambda d: d.candidate, 120),
    Column("Version", lambda d: str(d.version or ""), 80),
]


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return CheckPage(bridge, theme)


class CheckPage(QWidget):
    """The code and its answer, then the round."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._answered = ""
        self.code, self.by = QLineEdit(), QLineEdit(bridge.jury.president)
        self.verdict, self.told = label("", "clock"), label(ASK, "figure")
        self.told.setWordWrap(True)
        self.wanted = QLineEdit(str(USUAL))
        self.progress, self._bar = label(NO_ROUND, "strong"), QProgressBar(textVisible=False)
        self.wanted.returnPressed.connect(self._draw)
        self.draw = button("Tirer au hasard", self._draw)
        self.table: TablePart[Drawn] = TablePart(bridge, theme, "control", COLUMNS, lambda d: d.key)
        self._answer: QFrame = card()
        self._dress()
        self._assemble()
        self.code.textEdited.connect(self._typed)
        self.code.returnPressed.connect(self.check)
        self.resized()

    def _dress(self) -> None:
        self.code.setProperty("mark", True)
        self.code.setPlaceholderText("XXXX-XXXX")
        self.code.setMaxLength(20)
        self.code.setAccessibleName("Code de contrôle de la feuille")
        self.by.setAccessibleName("Contrôle fait par")
        self.by.setPlaceholderText("Contrôle fait par")
        self.wanted.setAccessibleName("Nombre de feuilles à tirer")
        self.wanted.setValidator(QIntValidator(1, MOST, self))
        self.table.view.setAccessibleName("Feuilles tirées au hasard")
        self.table.word.setPlaceholderText("Filtrer : commission, nom, numéro…")
        self._bar.setFixedHeight(BAR)
        self._bar.setAccessibleName("Feuilles vues")
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _assemble(self) -> None:
        typed = row(label("Code", "strong"), self.code, label("par", "muted"), self.by, 1)
        said = row(self.verdict, self.told, spacing=20)
        said.setStretch(1, 1)
        self._answer.setLayout(column(typed, said, 1, margins=(18, 14, 18, 14), spacing=14))
        drawing = row(self.progress, 1, self.wanted, label("feuilles", "muted"), self.draw)
        title = label("Contrôle des feuilles imprimées", "title")
        whole = column(
            *(title, self._answer, drawing, self._bar, self.table),
            margins=(14, 12, 14, 12),
            spacing=10,
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)

    # --- a code ---------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        """Eight characters are answered at once: a scanner sends no more."""
        if read_code(text) is not None:
            self.check()
        else:
            self._answered = ""

    def check(self) -> None:
        """Answer, and keep that it was asked; the Enter that follows a scan asks nothing more."""
        text = self.code.text().strip()
        code = read_code(text)
        if not text or (code is not None and code == self._answered):
            return
        if not self._bridge.perform(CheckSheet(text, self.by.text().strip())):
            return
        self._answered = code or ""
        self._say(answer(self._bridge.state.received, code or ""))
        self.code.selectAll()

    def _say(self, sentence: str) -> None:
        """The line of ``passage jury check``: its yes or no very large, the rest beside it."""
        head, _, rest = sentence.partition(" : ")
        right = rest.startswith("OUI")
        tell(self.verdict, YES if right else NO)
        tell(self.told, f"{head}\n{rest[5:]}")
        mark_as(self._answer, "mood", "calm" if right else "over")
        self._answer.setAccessibleName(sentence)

    # --- the round ------------------------------------------------------------------------------

    def _draw(self) -> None:
        if self._bridge.held:
            self._bridge.refused.emit(HELD)
            return
        self._bridge.perform(DrawControl(int(self.wanted.text() or 0), self._bridge.desk.root_hash))

    def refresh(self) -> None:
        received = self._bridge.state.received
        if not self._fresh.stale(received):
            return
        lines = list(drawn_of(received))
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self._bar.setVisible(bool(lines))
        if lines:
            made = received.rounds[-1]
            seen, right = count(received, made)
            told = f"{counted(seen, 'vue')} sur {len(made.drawn)}, {counted(right, 'conforme')}"
            wrong = f", × {seen - right} à revoir" if seen > right else ""
            tell(self.progress, f"Contrôle n° {made.number} : {told}{wrong}")
            self._bar.setRange(0, len(made.drawn))
            self._bar.setValue(seen)

    def search(self) -> None:
        """Where the next code is typed."""
        self.code.setFocus()
        self.code.selectAll()

    def resized(self) -> None:
        self.code.setFixedWidth(self._theme.px(CODE))
        self.wanted.setFixedWidth(self._theme.px(DRAWN))
        self.table.resized()
