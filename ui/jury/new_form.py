"""A jury told by hand: session, academies, president, one centre, a first commission."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QWidget

from app.domain.jury.words import DOMAINS
from app.domain.people import QUALITIES, TEACHER
from app.services.jury_preparing import JuryDescription, groupings
from ui.intake_form import ZONES, Choice
from ui.jury.written import days_of
from ui.widgets import label, row

TEXTS = {
    "president": ("Président", "M. ou Mme NOM"),
    "site": ("Centre", "Lycée d’accueil"),
    "code": ("Commission", "C01, ou vide : plus tard"),
    "room": ("Salle", "B204"),
    "dates": ("Jours", "3/6 au 7/6"),
    "teacher": ("Enseignant", "Mme NOM"),
    "other": ("2e examinateur", "M. NOM"),
}
NEEDED = {"president": "le président", "site": "le centre"}
OF_COMMISSION = {"dates": "les jours", "teacher": "l’enseignant", "other": "le 2e examinateur"}


class NewJuryForm(QFrame):
    """A card of fields; ``missing`` says what it still lacks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session, self._pilot = Choice("Session"), Choice("Académie pilote")
        for session in sorted(groupings()):
            self._session.addItem(str(session), session)
        self.academies: dict[str, QCheckBox] = {}
        self._boxes = QGridLayout()
        self._boxes.setVerticalSpacing(4)
        self.texts = {name: _line(*told) for name, told in TEXTS.items()}
        self._zone, self._exam, self._quality = (
            Choice(name) for name in ("Fuseau horaire du centre", "Oral", "Qualité")
        )
        for zone, text in ZONES.items():
            self._zone.addItem(text, zone)
        for exam in DOMAINS:
            self._exam.addItem(exam, exam)
        for quality in reversed(QUALITIES):
            self._quality.addItem(quality, quality)
        self._assemble()
        self._wire()
        self._offer_pilots()

    def _assemble(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.addWidget(label("Jury", "strong"), 0, 0, 1, 2)
        academies = QWidget()
        academies.setLayout(self._boxes)
        self._boxes.setContentsMargins(0, 2, 0, 2)
        rows: list[tuple[str, tuple[QWidget, ...]]] = [
            ("Session, pilote", (self._session, self._pilot)),
            ("Académies", (academies,)),
            *((TEXTS[name][0], (self.texts[name],)) for name in NEEDED),
            ("Fuseau", (self._zone,)),
            ("Commission", (self.texts["code"], self._exam)),
            *((TEXTS[n][0], (self.texts[n],)) for n in ("room", "dates", "teacher")),
            (TEXTS["other"][0], (self.texts["other"],)),
            ("Qualité", (self._quality,)),
        ]
        for place, (text, fields) in enumerate(rows, 1):
            grid.addWidget(label(text, "muted"), place, 0)
            grid.addLayout(row(*fields), place, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows) + 1, 1)

    def _wire(self) -> None:
        for field in self.texts.values():
            field.textChanged.connect(lambda _: self.changed.emit())
        for menu in (self._zone, self._exam, self._quality):
            menu.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._session.currentIndexChanged.connect(lambda _: self._offer_pilots())
        self._pilot.currentIndexChanged.connect(lambda _: self._offer_academies())

    def _offer_pilots(self) -> None:
        self._pilot.blockSignals(True)
        self._pilot.clear()
        for pilot in groupings()[self._session.currentData()]:
            self._pilot.addItem(pilot, pilot)
        self._pilot.blockSignals(False)
        self._offer_academies()

    def _offer_academies(self) -> None:
        """Those of annexe II, all taken until one says otherwise."""
        for former in self.academies.values():
            self._boxes.removeWidget(former)
            former.hide()
            former.deleteLater()
        known = groupings()[self._session.currentData()][self._pilot.currentData()].academies
        self.academies = {name: QCheckBox(name) for name in known}
        for place, box in enumerate(self.academies.values()):
            box.setChecked(True)
            box.clicked.connect(lambda _: self.changed.emit())
            self._boxes.addWidget(box, *divmod(place, 2))
        self.changed.emit()

    # --- values ---------------------------------------------------------------------------------

    def _text(self, name: str) -> str:
        return " ".join(self.texts[name].text().split())

    def missing(self) -> list[str]:
        """What is still needed, as a sentence names it."""
        needed = {**NEEDED, **(OF_COMMISSION if self._text("code") else {})}
        lacks = [word for name, word in needed.items() if not self._text(name)]
        return lacks if self._chosen() else ["une académie", *lacks]

    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.academies.items() if box.isChecked())

    def description(self) -> JuryDescription:
        """What the form says; ask ``missing`` first."""
        first = bool(self._text("code"))
        return JuryDescription(
            session=self._session.currentData(),
            pilot=self._pilot.currentData(),
            academies=self._chosen(),
            president=self._text("president"),
            sites=({"name": self._text("site"), "time_zone": self._zone.currentData()},),
            examiners=self._examiners() if first else (),
            commissions=(self._commission(),) if first else (),
            members=(),
        )

    def _examiners(self) -> tuple[dict[str, object], ...]:
        domain, quality = DOMAINS[self._exam.currentData()], self._quality.currentData()
        other: dict[str, object] = {"name": self._text("other"), "quality": quality}
        if quality == TEACHER:
            other["domains"] = (domain,)
        teacher: dict[str, object] = {"name": self._text("teacher"), "quality": TEACHER}
        teacher["domains"] = (domain,)
        return teacher, other

    def _commission(self) -> dict[str, object]:
        return {
            "commission": self._text("code"),
            "exam": self._exam.currentData(),
            "site": self._text("site"),
            "room": self._text("room"),
            "dates": days_of(self._text("dates"), self._session.currentData()),
            "examiners": (self._text("teacher"), self._text("other")),
        }


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMinimumWidth(60)
    return made
