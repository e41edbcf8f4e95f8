"""The commission itself, by hand or from its description: session, exam, place, examiners."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from app.domain.people import QUALITIES, TEACHER, Description, Examiner
from app.services.catalogue import catalogue
from app.services.preparing import DEFAULT_ZONE
from ui.widgets import label

ZONES = {
    DEFAULT_ZONE: "Paris (métropole)",
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
    "America/Miquelon": "Saint-Pierre-et-Miquelon",
    "Pacific/Noumea": "Nouvelle-Calédonie",
    "Pacific/Tahiti": "Polynésie française",
    "Pacific/Wallis": "Wallis-et-Futuna",
}
TEXTS = {
    "commission": ("Commission", "la commission", "C04"),
    "academy": ("Académie", "l’académie", "Lyon"),
    "centre": ("Centre", "le centre", "Lycée d’accueil"),
    "room": ("Salle", "la salle", "B204"),
}
DATE_FORMS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")


class Choice(QComboBox):
    """A menu that the wheel does not change when it only passes over."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def choose(self, value: object, text: str) -> None:
        """Show ``value``, adding it where it is not among the choices."""
        place = self.findData(value)
        if place < 0:
            self.addItem(text, value)
            place = self.count() - 1
        self.setCurrentIndex(place)


class DescriptionForm(QFrame):
    """A card of fields; ``missing`` says what it still lacks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._exam = Choice("Épreuve et session")
        for session, exam in sorted(catalogue()):
            self._exam.addItem(f"{exam}, session {session}", (session, exam))
        self._texts = {name: _line(title, hint) for name, (title, _, hint) in TEXTS.items()}
        self._date = _line("Date", "jj/mm/aaaa")
        self._zone = Choice("Fuseau horaire du centre")
        for zone, text in ZONES.items():
            self._zone.addItem(text, zone)
        self._examiners = [(_line(f"Examinateur {n}", "Mme NOM"), _quality(n)) for n in (1, 2)]
        self._examiners[1][1].setCurrentIndex(1)
        self._others: tuple[Examiner, ...] = ()
        self._assemble()
        self._wire()

    def _assemble(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        title = label("Commission", "strong")
        grid.addWidget(title, 0, 0, 1, 2)
        rows: list[tuple[str, QWidget]] = [
            ("Épreuve", self._exam),
            *((TEXTS[name][0], field) for name, field in self._texts.items()),
            ("Date", self._date),
            ("Fuseau", self._zone),
        ]
        for n, (name, quality) in enumerate(self._examiners, 1):
            rows += [(f"Examinateur {n}", name), ("Qualité", quality)]
        for place, (text, field) in enumerate(rows, 1):
            grid.addWidget(label(text, "muted"), place, 0)
            grid.addWidget(field, place, 1)
        self._more = label("", "muted")
        self._more.setWordWrap(True)
        self._more.hide()
        grid.addWidget(self._more, len(rows) + 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows) + 2, 1)

    def _wire(self) -> None:
        for field in (*self._texts.values(), self._date, *(name for name, _ in self._examiners)):
            field.textChanged.connect(lambda _: self.changed.emit())
        for menu in (self._exam, self._zone, *(quality for _, quality in self._examiners)):
            menu.currentIndexChanged.connect(lambda _: self.changed.emit())

    # --- values ---------------------------------------------------------------------------------

    def fill(self, told: Description) -> None:
        """Show a description that was read."""
        self._exam.choose((told.session, told.exam), f"{told.exam}, session {told.session}")
        for name, field in self._texts.items():
            field.setText(getattr(told, name))
            field.setCursorPosition(0)
        self._date.setText(f"{told.date:%d/%m/%Y}")
        self._zone.choose(told.time_zone, told.time_zone)
        self._others = told.examiners[2:]
        for (line, quality), examiner in zip(self._examiners, told.examiners, strict=False):
            line.setText(examiner.name)
            quality.choose(examiner.quality, examiner.quality)
        self._more.setText("et " + ", ".join(f"{e.name} ({e.quality})" for e in self._others))
        self._more.setVisible(bool(self._others))

    @property
    def typed(self) -> bool:
        """Whether a hand typed in it since it was filled."""
        names = (name for name, _ in self._examiners)
        return any(field.isModified() for field in (*self._texts.values(), self._date, *names))

    def missing(self) -> list[str]:
        """What is still needed, as a sentence names it."""
        lacks = [TEXTS[name][1] for name, field in self._texts.items() if not _text(field)]
        lacks += [] if self._read_date() else ["la date"]
        names = [_text(name) for name, _ in self._examiners]
        if not all(names):
            lacks.append("un examinateur" if any(names) else "les examinateurs")
        elif len({name.casefold() for name in names}) < len(names):
            lacks.append("deux examinateurs différents")
        elif TEACHER not in [e.quality for e in (*self._pair(), *self._others)]:
            lacks.append("un enseignant")
        return lacks

    def description(self) -> Description:
        """What the form says; ask ``missing`` first."""
        session, exam = self._exam.currentData()
        texts = {name: _text(field) for name, field in self._texts.items()}
        return Description(
            session=session,
            exam=exam,
            date=self._read_date() or date.min,
            time_zone=self._zone.currentData(),
            examiners=(*self._pair(), *self._others),
            **texts,
        )

    def _pair(self) -> tuple[Examiner, ...]:
        return tuple(Examiner(_text(n), q.currentData()) for n, q in self._examiners)

    def _read_date(self) -> date | None:
        for form in DATE_FORMS:
            try:
                return datetime.strptime(_text(self._date), form).date()
            except ValueError:
                continue
        return None


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMinimumWidth(60)
    return made


def _quality(number: int) -> Choice:
    made = Choice(f"Qualité de l’examinateur {number}")
    for quality in QUALITIES:
        made.addItem(quality, quality)
    return made


def _text(field: QLineEdit) -> str:
    return " ".join(field.text().split())
