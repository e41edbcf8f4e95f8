"""One passage said differently in two files: both, side by side, and the decision."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from string import ascii_uppercase

from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPushButton, QWidget

from app.domain.jury.received import CONFLICT, Held, Received, ReceivedPassage
from app.domain.jury.receiving import STATUS_WORDS
from app.domain.jury.receiving_acts import DecideConflict
from app.domain.text import shown
from ui.bridge import Fresh
from ui.jury.bridge import JuryBridge
from ui.jury.side_by_side import SideBySide
from ui.jury.table import Column, TablePart
from ui.stack import Pages
from ui.theme import Theme
from ui.widgets import Elided, button, card, column, emptied, label, row, tell

NONE = "Aucun conflit : aucun candidat n’est dit différemment par deux fichiers."
RULE = (
    "Les deux examinateurs de ce qui est retenu confirment : ni le plus récent, ni le président "
    "seul ne décide."
)
LIST = 392


def contradicted(received: Received) -> Iterator[Held]:
    """Whoever two files say different final things of, decided since or not; doubts first."""
    found = [received.held(*sat) for sat in received.everyone()]
    several = [held for held in found if len(held.statements) > 1]
    yield from sorted(several, key=lambda h: (h.state != CONFLICT, h.exam, h.candidate))


def key_of(held: Held) -> str:
    return f"{held.exam} {held.candidate}"


def sides_of(held: Held) -> dict[str, tuple[str, ReceivedPassage]]:
    """Each final statement under a letter: two of one commission would read alike."""
    said: dict[str, list[ReceivedPassage]] = {}
    for claim in held.claims:
        if claim.statement:
            said.setdefault(claim.statement, []).append(claim)
    return {
        keep: (f"{letter} : {_told_by(claims)}", claims[0])
        for letter, (keep, claims) in zip(ascii_uppercase, said.items(), strict=False)
    }


def _told_by(claims: list[ReceivedPassage]) -> str:
    """Which commissions say it, and what it is."""
    codes, first = " et ".join(sorted({claim.commission for claim in claims})), claims[0]
    sealed = bool(first.version) and first.statement == first.record
    return (
        f"{codes}, version {first.version}" if sealed else f"{codes}, {STATUS_WORDS[first.status]}"
    )


COLUMNS: list[Column[Held]] = [
    Column(
        "Décision",
        lambda h: "≠ à trancher" if h.state == CONFLICT else "✓ tranché",
        104,
        tone=lambda h: "wrong" if h.state == CONFLICT else "",
    ),
    Column("Candidat", lambda h: shown(h.claims[0].name), 130),
    Column("Oral", lambda h: h.exam, 46),
    Column("Numéro", lambda h: h.candidate, 108),
]


class Decision(QFrame):
    """Which one is kept, who confirmed it, whose decision it is and why."""

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._held: Held | None = None
        self.choices: dict[str, QPushButton] = {}
        self.confirmed: dict[str, QCheckBox] = {}
        self._keep, self._boxes = row(spacing=8), row(spacing=16)
        self.by, self.reason = QLineEdit(bridge.jury.president), QLineEdit()
        self.by.setAccessibleName("Décision prise par")
        self.by.setPlaceholderText("Président du jury")
        self.reason.setAccessibleName("Motif de la décision")
        self.reason.setPlaceholderText("Motif : feuilles relues avec les deux examinateurs…")
        self.reason.returnPressed.connect(self.decide)
        self.button = button("Décider", self.decide, primary=True)
        self._told = label("", "muted")
        self._told.setWordWrap(True)
        last = row(self.by, self.reason, self.button, spacing=8)
        last.setStretch(1, 1)
        lines = (row(self._keep, 1), row(label("Confirment :", "muted"), self._boxes, 1), last)
        self.setLayout(column(self._told, *lines, margins=(14, 10, 14, 12), spacing=8))

    def show_held(self, held: Held) -> None:
        if held == self._held:
            return
        self._held = held
        self.reason.clear()
        decided = held.decision if held.state != CONFLICT else None
        tell(self._told, f"Décidé par {decided.by} : {decided.reason}" if decided else RULE)
        emptied(self._keep)
        self.choices = {}
        for keep, (head, claim) in sides_of(held).items():
            code = f", code {claim.code[:4]}-{claim.code[4:]}" if claim.code else ""
            made = button(f"Retenir {head}{code}", self._chosen)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setProperty("keep", keep)
            self.choices[keep] = made
            self._keep.addWidget(made)
        if decided:
            self.choices[decided.keep].setChecked(True)
        self._chosen()

    @property
    def keep(self) -> str:
        """The statement chosen, "" for none."""
        return next((keep for keep, made in self.choices.items() if made.isChecked()), "")

    def _chosen(self) -> None:
        """Those who confirm are the examiners of what is chosen; all of them before."""
        emptied(self._boxes)
        for made in self.choices.values():
            text = made.text().removeprefix("✓ ")
            tell(made, f"✓ {text}" if made.isChecked() else text)
        sides = sides_of(self._held) if self._held else {}
        claims = [claim for keep, (_, claim) in sides.items() if self.keep in ("", keep)]
        names = dict.fromkeys(name for claim in claims for name in claim.examiners)
        self.confirmed = {name: QCheckBox(name) for name in names}
        for name, box in self.confirmed.items():
            box.setAccessibleName(f"{name} confirme")
            box.setEnabled(bool(self.keep))
            self._boxes.addWidget(box)
        stops: list[QWidget] = [
            *self.choices.values(),
            *self.confirmed.values(),
            self.by,
            self.reason,
        ]
        for one, following in pairwise([*stops, self.button]):
            QWidget.setTabOrder(one, following)

    def decide(self) -> None:
        if self._held is None:
            return
        if not self.keep:
            self._bridge.refused.emit("Choisissez d’abord ce qui est retenu.")
            return
        names = tuple(name for name, box in self.confirmed.items() if box.isChecked())
        said = (self.by.text().strip(), self.reason.text().strip())
        self._bridge.perform(
            DecideConflict(self._held.candidate, self._held.exam, self.keep, names, *said)
        )


class ConflictsView(Pages):
    """Those in conflict on the left, the one looked at on the right."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme, self._fresh = bridge, theme, Fresh()
        self._held: dict[str, Held] = {}
        self.table: TablePart[Held] = TablePart(bridge, theme, "conflicts", COLUMNS, key_of)
        self.table.count.hide()
        self.table.view.setAccessibleName("Candidats dits différemment par deux fichiers")
        self.table.word.setPlaceholderText("Filtrer : nom, numéro…  Ctrl+F")
        self._whom, self.sides, self.decision = Elided("title"), SideBySide(), Decision(bridge)
        seen = card()
        inside = column(self._whom, self.sides, margins=(1, 10, 1, 1), spacing=4)
        self._whom.setContentsMargins(14, 0, 14, 0)
        inside.setStretch(1, 1)
        seen.setLayout(inside)
        right = column(seen, self.decision, spacing=10)
        right.setStretch(0, 1)
        both = QWidget()
        whole = row(self.table, right, spacing=10)
        whole.setStretch(1, 1)
        both.setLayout(whole)
        nothing = card()
        nothing.setLayout(row(1, label(NONE, "muted"), 1))
        self.addWidget(nothing)
        self.addWidget(both)
        self.table.selected.connect(self._select)
        self.resized()

    def refresh(self) -> None:
        received = self._bridge.state.received
        if not self._fresh.stale(received):
            return
        self._held = {key_of(held): held for held in contradicted(received)}
        self.table.show_rows(self._held.values())
        self.setCurrentIndex(1 if self._held else 0)
        if self._held and not self.table.key:
            self.table.go(next(iter(self._held)), 0)
        self._select(self.table.key)

    @property
    def open(self) -> int:
        """Conflicts nobody decided yet."""
        return sum(held.state == CONFLICT for held in self._held.values())

    def _select(self, key: str) -> None:
        held = self._held.get(key)
        if held is None:
            return
        self._whom.tell(f"{held.exam}  {held.candidate}  {shown(held.claims[0].name)}")
        sides = sides_of(held).values()
        self.sides.show_sides([head for head, _ in sides], [claim for _, claim in sides])
        self.decision.show_held(held)

    def search(self) -> None:
        if self._held:
            self.table.search()

    def resized(self) -> None:
        self.table.setFixedWidth(self._theme.px(LIST))
        self.table.resized()
