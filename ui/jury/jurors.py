"""The jury itself: who sits, on which days, its parity, and what the minutes say beside marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.acts import Act
from app.domain.jury.results import Juror
from app.domain.jury.results_acts import NoteMinutes, RecordJuryAttendance, SetJuror
from app.domain.jury.results_words import NOTE_KINDS, SECTORS
from app.domain.jury.rules.deliberation import sittings
from app.domain.jury.state import JuryState
from app.services.jury_told import day_text, parity_text, sector_text
from ui.fields import Input
from ui.jury.bridge import JuryBridge
from ui.jury.decision_bar import DecisionBar
from ui.jury.decision_forms import Form
from ui.jury.plain_table import PlainTable
from ui.jury.table import Column
from ui.theme import Theme
from ui.widgets import button, card, column, label, row, tell

HOW = (
    "Le procès-verbal et la liste d’émargement nomment ces membres. Le président ne siège pas à "
    "distance (D643-31-1)."
)
MEMBER = "Membre"
COLUMNS: list[Column[Juror]] = [
    Column("Nom", lambda j: j.name, 260),
    Column("Qualité", lambda j: sector_text(j), 300),
    Column("Présences", lambda j: _presence(j), 300),
]


def _presence(juror: Juror) -> str:
    return ", ".join(
        day_text(day) + (" (à distance)" if day in juror.remote else "") for day in juror.attended
    )


class Jurors(QWidget):
    """The members, and the acts about the one selected and about the whole jury."""

    left = Signal()

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._author = bridge, ""
        self.parity = label("", "strong")
        self.parity.setWordWrap(True)
        self.table: PlainTable[Juror] = PlainTable(
            bridge, theme, "Membres du jury", COLUMNS, lambda j: j.name
        )
        self.bar = DecisionBar(bridge, "Jury")
        self._assemble()
        self.table.selected.connect(lambda _: self._show_forms())
        self.bar.over.connect(self.table.view.setFocus)

    def _assemble(self) -> None:
        back = button("Retour  Échap", self.leave, flat=True)
        head = row(label("Jury", "title"), 1, back)
        frame, how = card(), label(HOW, "muted")
        how.setWordWrap(True)
        top = column(self.parity, how, margins=(14, 12, 14, 8), spacing=4)
        inside = column(top, self.table, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        frame.setLayout(inside)
        whole = column(head, frame, self.bar, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def refresh(self, author: str) -> None:
        """Who sits now; ``author`` signs what the minutes say."""
        state, self._author = self._bridge.state, author
        self.table.show_rows(state.results.jurors.values())
        days = "".join(f" Le {day_text(d)} : {parity_text(state, d)}." for d in sittings(state))
        tell(self.parity, f"{parity_text(state)} (parité, D643-31).{days}")
        self._show_forms()

    def _show_forms(self) -> None:
        state = self._bridge.state
        found = [] if state.results.closing else [*_forms(state, self.table.key, self._author)]
        self.bar.show_forms(found, MEMBER if self.table.key else "")

    # --- keyboard -------------------------------------------------------------------------------

    def focus(self) -> None:
        """The members; who is the first of them is asked at once."""
        if self.table.model.total:
            self.table.go(self.table.key or self.table.model.key_at(0))
            self.table.view.setFocus()
        elif "add" in self.bar.forms:
            self.bar.ask("add")

    def leave(self) -> None:
        if self.bar.question is not None:
            self.bar.leave()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def resized(self) -> None:
        self.table.resized()


def _forms(state: JuryState, name: str, author: str) -> Iterator[Form]:
    juror = state.results.jurors.get(name)
    sector = Input("sector", "Qualité", choices=tuple(SECTORS.items()))
    presides = Input("president", "Présidence", optional=True, choices=((True, "préside"),))
    if juror is not None:
        yield from _of_member(juror, sector, presides)
    asked = (Input("name", "Nom et prénom"), sector, presides)
    yield _form(SetJuror, "add", "&Ajouter un membre", "", asked)
    kind = Input("kind", "Genre", choices=tuple(NOTE_KINDS.items()))
    by = Input("by", "Par", value=author)
    yield _form(NoteMinutes, "note", "&Mention au PV", "", (kind, by, Input("text", "Texte")))


def _of_member(juror: Juror, sector: Input, presides: Input) -> Iterator[Form]:
    day = Input("date", "Le (jj/mm/aaaa)")
    remote = Input("remote", "Comment", optional=True, choices=((True, "à distance"),))
    who, kind = {"juror": juror.name}, RecordJuryAttendance
    yield _form(kind, "came", "Noter une &présence", juror.name, (day, remote), **who)
    if juror.attended:
        text = "Ôter une présence"
        yield _form(kind, "absent", text, juror.name, (day,), **who, present=False)
    named = {"name": juror.name}
    yield _form(SetJuror, "correct", "&Corriger", juror.name, (sector, presides), **named)
    yield _form(SetJuror, "remove", "&Retirer du jury", juror.name, (), **named, sector="")


def _form(
    kind: type[Act], name: str, text: str, about: str, inputs: tuple[Input, ...], /, **fixed: Any
) -> Form:
    def build(told: dict[str, Any]) -> Act:
        return kind(**fixed, **told)

    title = text.replace("&", "") + (f", {about}" if about else "")
    return Form(kind, name, text, title, inputs, build, about)
