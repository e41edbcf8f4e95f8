"""A sealed grid as the jury reads it: who examined, levels by competency, appraisal."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.domain.jury.received import RESERVED, ReceivedPassage
from app.domain.jury.state import JuryState
from app.domain.marks import printed_mark
from ui.paint import printed, tokens
from ui.stack import SteadyArea
from ui.theme import Theme
from ui.widgets import Elided, column, label, tell

HIGH, WIDE = 20, 38
STATES = {
    "sealed": "scellée",
    "reserved": "note réservée",
    "absent": "absent",
    "not-valid": "dossier non valide (NV)",
    "recused": "non évalué (récusation)",
    "transferred": "passé à une autre commission",
    "open": "non arrêtée par la commission",
    "conflict": "versions en conflit",
    "missing": "rien n’est reçu",
}


class LevelChip(QLabel):
    """A level in its own hue, hatched for NO, a dash where nothing was placed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.px(WIDE), self._theme.px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, text, colours = QPainter(self), self.text(), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = getattr(colours, f"level_{text.lower()}", "")
        ink = getattr(colours, f"level_{text.lower()}_ink", colours.ink if text else colours.muted)
        painter.setPen(QPen(QColor(colours.edge), 1, Qt.PenStyle.DashLine))
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text or "–")
        painter.end()


class GridView(QWidget):
    """One oral of one candidate; made once for an exam, told again for each candidate."""

    def __init__(self, state: JuryState, exam: str, theme: Theme) -> None:
        super().__init__()
        self._exam, self._theme = exam, theme
        self.head, self.who = Elided("strong"), Elided("muted")
        self.more, self.appraisal = label("", "muted"), label("")
        for told in (self.more, self.appraisal):
            told.setWordWrap(True)
        self.chips: dict[str, LevelChip] = {}
        self._levels = QWidget()
        lines = QGridLayout(self._levels)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(10)
        lines.setVerticalSpacing(2)
        lines.setColumnStretch(1, 1)
        for place, one in enumerate(state.exam(exam).competencies):
            self.chips[one.code] = LevelChip(theme)
            lines.addWidget(self.chips[one.code], place, 0)
            lines.addWidget(Elided("", f"{one.code} · {printed(one.text)}"), place, 1)
        inside, self._caption = QWidget(), label("Appréciation globale", "caption")
        parts = (self.head, self.who, self.more, self._levels, self._caption, self.appraisal)
        inside.setLayout(column(*parts, 1, margins=(14, 10, 14, 10), spacing=6))
        area = SteadyArea()
        area.setWidget(inside)
        self.setLayout(column(area))

    def show_passage(self, state: JuryState, number: str) -> None:
        """What is held of the candidate; a reserved mark stays under its seal until lifted."""
        held = state.received.held(number, self._exam)
        told = held.passage
        self.head.tell(f"{self._exam} : {STATES.get(held.state, held.state)}")
        self.who.tell(_who(told) if told else "")
        lines = [*_mark_lines(told, held.state)] if told else []
        lines += [f"{c.commission}, version {c.version} : {_claim(c)}" for c in held.claims[1:]]
        tell(self.more, "\n".join(lines))
        self.more.setVisible(bool(lines))
        sealed = told is not None and bool(told.record)
        for widget in (self._levels, self.appraisal, self._caption):
            widget.setVisible(sealed)
        if told is not None and sealed:
            self._show_sealed(told)

    def _show_sealed(self, told: ReceivedPassage) -> None:
        for code, chip in self.chips.items():
            level = told.levels.get(code, "")
            tell(chip, level)
            chip.setAccessibleName(f"{code} : {level or 'non positionnée'}")
        tell(self.appraisal, told.appraisal or "Aucune.")


def _who(told: ReceivedPassage) -> str:
    return " · ".join(filter(None, (told.commission, ", ".join(told.examiners))))


def _mark_lines(told: ReceivedPassage, state: str) -> list[str]:
    lines = []
    if state == RESERVED:
        lines.append(f"Note sous pli, réservée : {told.reserved}.")
    elif told.mark is not None:
        lines.append(f"Note proposée {printed_mark(told.mark)} / 20, version {told.version}.")
    if told.reason:
        lines.append(f"Motif : {told.reason}.")
    if told.reopened:
        lines.append("Rouverte par la commission : cette version reste en vigueur.")
    return lines


def _claim(told: ReceivedPassage) -> str:
    if told.reserved:
        return "note réservée"
    mark = f"note {printed_mark(told.mark)} / 20" if told.mark else ""
    return mark or STATES.get(told.status, told.status)
