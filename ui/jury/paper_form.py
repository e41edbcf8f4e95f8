"""One paper sheet typed by one person, who sees nothing of what another typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.facts import dataclass
from app.domain.jury.board_received import Line
from app.domain.jury.received import agreed
from app.domain.jury.receiving_acts import TranscribePaper
from app.domain.text import shown
from ui.jury.bridge import JuryBridge
from ui.jury.table import Choice
from ui.stack import SteadyArea
from ui.theme import Theme
from ui.transcribe_parts import Levels, line
from ui.widgets import Elided, button, column, emptied, label, row, tell

FIRST = "Le code de contrôle imprimé suffit ; sans lui, une seconde personne saisira à son tour."
SECOND = (
    "{} a déjà saisi cette grille. Saisissez-la d’après le papier, sans la première saisie : les "
    "deux seront comparées."
)
TYPED = "Saisie gardée. Une seconde personne saisit la même feuille ; les deux seront comparées."
ALIKE = "Saisie prouvée : la note de la feuille est retenue."
UNLIKE = "Les deux saisies diffèrent : comparez-les avec la feuille."
MOST, NARROW = 99, 44


@dataclass(frozen=True)
class Draft:
    """What one person typed of a sheet so far: the fields in their order, text and levels."""

    texts: tuple[str, ...]
    appraisal: str
    levels: Mapping[str, str]


EMPTY = Draft(("", "", "", "", "", "", "1"), "", {})


class PaperForm(QFrame):
    """Filled afresh for each candidate, or with what was left there unsaved."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._theme = bridge, theme
        self._asked: tuple[str, str, tuple[str, ...]] = ("", "", ())
        self._drafts: dict[tuple[str, str, tuple[str, ...]], Draft] = {}
        self._whom, self.told = Elided("title"), label("", "muted")
        self.told.setWordWrap(True)
        self.commission = Choice("Commission de la grille", {})
        self.version = line("Version de la grille")
        self.version.setValidator(QIntValidator(1, MOST, self))
        self._levels_box = QVBoxLayout()
        self.levels: Levels | None = None
        self.mark, self.code = line("Note sur 20"), line("Code (facultatif)")
        self.appraisal = QPlainTextEdit()
        self.appraisal.setTabChangesFocus(True)
        self.appraisal.setAccessibleName("Appréciation globale")
        self.appraisal.setPlaceholderText("Appréciation globale, telle qu’elle est écrite")
        self.examiners = [line(f"Examinateur {rank}") for rank in (1, 2)]
        self.doubt, self.by = line("Réserve : motif, s’il y en a une"), line("Saisi par")
        self.save_button = button("Enregistrer la saisie", self.save, primary=True)
        self._assemble()

    def _assemble(self) -> None:
        inside = QWidget()
        fields = column(
            *(_pair(self.commission, self._version()), *self.examiners),
            *(_pair(self.mark, self.code), self.doubt, self.appraisal),
            spacing=8,
        )
        fields.setStretch(5, 1)
        body = row(self._levels_box, fields, spacing=16)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        inside.setLayout(body)
        area = SteadyArea()
        area.setWidget(inside)
        last = row(self.by, self.save_button, spacing=8)
        last.setStretch(0, 1)
        whole = column(self._whom, self.told, area, last, margins=(14, 10, 14, 12), spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _version(self) -> QWidget:
        made = QWidget()
        self.version.setFixedWidth(self._theme.px(NARROW))
        made.setLayout(row(label("version", "muted"), self.version, spacing=6))
        return made

    # --- a candidate ----------------------------------------------------------------------------

    def ask(self, asked: Line, typed_by: Sequence[str]) -> None:
        """The sheet of that candidate, empty; who typed it before is named, and nothing else."""
        now = (asked.candidate, asked.exam, tuple(typed_by))
        if now == self._asked:
            return
        self._put_aside()
        self._asked = now
        self._whom.tell(f"{asked.exam}  {asked.candidate}  {shown(asked.name)}")
        tell(self.told, SECOND.format(" et ".join(map(shown, typed_by))) if typed_by else FIRST)
        self._fill_commissions(asked)
        self._fill_levels(asked.exam)
        self._fill(self._drafts.pop(now, EMPTY))

    def _texts(self) -> tuple[QLineEdit, ...]:
        return (self.mark, self.code, self.doubt, self.by, *self.examiners, self.version)

    def _draft(self) -> Draft:
        levels = self.levels.given({}) if self.levels is not None else {}
        placed = {code: level for code, level in levels.items() if level}
        texts = tuple(field.text() for field in self._texts())
        return Draft(texts, self.appraisal.toPlainText(), placed)

    @property
    def unsaved(self) -> bool:
        """Whether anything typed is no act yet, of whichever candidate."""
        return bool(self._drafts) or (bool(self._asked[0]) and self._draft() != EMPTY)

    def _put_aside(self) -> None:
        """What is typed waits until one comes back to its candidate."""
        if self._asked[0] and self._draft() != EMPTY:
            self._drafts[self._asked] = self._draft()

    def _fill(self, draft: Draft) -> None:
        for field, text in zip(self._texts(), draft.texts, strict=True):
            field.setText(text)
        self.appraisal.setPlainText(draft.appraisal)
        if self.levels is not None:
            self.levels.show_levels(draft.levels)

    def _fill_commissions(self, asked: Line) -> None:
        self.commission.clear()
        for code, there in self._bridge.state.commissions.items():
            if there.exam == asked.exam:
                self.commission.addItem(code, code)
        self.commission.setCurrentIndex(max(0, self.commission.findData(asked.commission)))

    def _fill_levels(self, exam: str) -> None:
        emptied(self._levels_box)
        self.levels = Levels(self._bridge.state.exam(exam))
        self.levels.over.connect(self.appraisal.setFocus)
        self._levels_box.insertWidget(0, self.levels, 1)
        stops: list[QWidget] = [self.commission, self.version, *self.examiners, self.mark]
        stops += [self.code, self.doubt, *self.levels.stops(), self.appraisal, self.by]
        for one, following in zip(stops, [*stops[1:], self.save_button], strict=True):
            QWidget.setTabOrder(one, following)

    # --- what is sent ---------------------------------------------------------------------------

    def act(self) -> TranscribePaper:
        candidate, exam, _ = self._asked
        levels: dict[str, Any] = dict(self.levels.given({})) if self.levels is not None else {}
        names = tuple(name for field in self.examiners if (name := field.text().strip()))
        return TranscribePaper(
            candidate,
            exam,
            commission=self.commission.currentData() or "",
            mark=self.mark.text().strip(),
            levels={code: level for code, level in levels.items() if level},
            appraisal=self.appraisal.toPlainText().strip(),
            examiners=names,
            by=self.by.text().strip(),
            version=int(self.version.text() or 0),
            code=self.code.text().strip(),
            doubt=self.doubt.text().strip(),
        )

    def save(self) -> None:
        """One act for the sheet; refused whole, with its sentence, or done whole."""
        act = self.act()
        if not self._sent(act):
            return
        typed = self._bridge.state.received.papers.get((act.candidate, act.exam), ())
        told = TYPED if len(typed) < 2 else UNLIKE
        self._bridge.noted.emit(ALIKE if agreed(typed) else told)

    def _sent(self, act: TranscribePaper) -> bool:
        """Done, the form is empty before anybody else looks at it; refused, it is as it was."""
        asked = self._asked
        self._asked = ("", "", ())
        done = self._bridge.perform(act)
        if not done:
            self._asked = asked
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter leads on, as Tab does, and presses a button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            focused.click() if isinstance(focused, QPushButton) else self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _pair(first: QWidget, second: QWidget) -> QWidget:
    made = QWidget()
    both = row(first, second, spacing=8)
    both.setStretch(0, 1)
    both.setStretch(1, 1 if isinstance(second, QLineEdit) else 0)
    made.setLayout(both)
    return made
