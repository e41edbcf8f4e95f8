"""« Candidats »: who they are, what they sit, how far each is; corrected in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.jury.acts import EditCandidate, SetUnit
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCandidate
from app.domain.jury.words import DOMAINS, FORMS, NEVER_CCF, UNIT_STATUSES, UNITS
from app.domain.people import CATEGORIES, VERDICTS
from app.services.jury_overview import TODO, todo
from ui.jury.bridge import JuryBridge
from ui.jury.pages import Run
from ui.jury.table import Acts, Choice, Column, TablePart
from ui.theme import Theme
from ui.widgets import column, label, row

EVERYONE, ANYTHING, NOT_CONFORMING = "", "anything", "not-conforming"
STATES = {
    EVERYONE: "Tous les candidats",
    ANYTHING: "À traiter",
    **{code: f"À traiter : {word}" for code, word in TODO.items()},
    NOT_CONFORMING: "Non conformes",
}
BOTH = "E32 et E42"
SHORT = {**UNIT_STATUSES, "ccf": "CCF", "benefit": "bénéfice"}
"""Statuses as a narrow column has them."""
TONES = {"doubtful": "doubtful", "not-conforming": "wrong"}


def page(bridge: JuryBridge, theme: Theme, run: Run) -> QWidget:
    return CandidatesPage(bridge, theme)


# --- columns --------------------------------------------------------------------------------------


def _edit(field: str, one: JuryCandidate, typed: str) -> Acts:
    return (EditCandidate(one.number, field, typed),)


def _born(one: JuryCandidate) -> str:
    return f"{one.candidate.born:%d/%m/%Y}" if one.candidate.born else ""


def _person() -> list[Column[JuryCandidate]]:
    routes = {route: route.capitalize() for route in CATEGORIES.values()}
    return [
        Column("Numéro", lambda c: c.number, 116),
        Column("Nom", lambda c: c.candidate.last_name, 150, edit=partial(_edit, "last_name")),
        Column(
            "Prénoms", lambda c: c.candidate.first_names, 120, edit=partial(_edit, "first_names")
        ),
        Column(
            "Né(e) le",
            _born,
            102,
            lambda c: c.candidate.born.isoformat() if c.candidate.born else "",
            partial(_edit, "born"),
        ),
        Column(
            "Voie",
            lambda c: c.candidate.category.capitalize(),
            142,
            edit=partial(_edit, "category"),
            typed=lambda c: c.candidate.category,
            choices=routes,
        ),
        Column(
            "Forme",
            lambda c: c.form,
            98,
            edit=partial(_edit, "form"),
            choices={form: form for form in FORMS},
        ),
        Column("Établissement", lambda c: c.school, 150, edit=partial(_edit, "school")),
    ]


def _unit(unit: str) -> Column[JuryCandidate]:
    offered = {s: w for s, w in UNIT_STATUSES.items() if s != "ccf" or unit not in NEVER_CCF}
    return Column(
        unit,
        lambda c: SHORT[c.units[unit]] if unit in c.units else _usual(unit),
        92,
        edit=lambda c, status: (SetUnit(c.number, unit, status, c.decisions.get(unit, "")),),
        typed=lambda c: c.units.get(unit, ""),
        choices=offered,
        tip=f"Ce que le candidat fait de l’unité {unit}",
    )


def _usual(unit: str) -> str:
    """An exam of which nothing was said is sat (§ 1.1)."""
    return SHORT["ponctuel"] if unit in DOMAINS else ""


def _verdict(exam: str) -> Column[JuryCandidate]:
    return Column(
        f"Dossier {exam}",
        lambda c: VERDICTS[c.of(exam).verdict.verdict] if c.sits(exam) else "",
        108,
        tone=lambda c: TONES.get(c.of(exam).verdict.verdict, ""),
    )


def _passage(exam: str) -> Column[JuryCandidate]:
    def text(c: JuryCandidate) -> str:
        slot = c.of(exam).slot
        return f"{slot.commission} · {slot.day:%d/%m} {hour_text(slot.minute)}" if slot else ""

    def place(c: JuryCandidate) -> tuple[str, str, int]:
        slot = c.of(exam).slot
        return (slot.day.isoformat(), slot.commission, slot.minute) if slot else ("", "", 0)

    return Column(f"Passage {exam}", text, 138, place)


def left(candidate: JuryCandidate, exams: tuple[str, ...]) -> str:
    """What is left to do, in French."""
    told = ((exam, [TODO[code] for code in todo(candidate, exam)]) for exam in exams)
    return " ; ".join(f"{exam} : {', '.join(words)}" for exam, words in told if words)


COLUMNS: list[Column[JuryCandidate]] = [
    *_person(),
    *(part(exam) for exam in DOMAINS for part in (_unit, _verdict, _passage)),
    *(_unit(unit) for unit in UNITS if unit not in DOMAINS),
    Column("À traiter", lambda c: left(c, tuple(DOMAINS)), 320),
]


class CandidatesPage(QWidget):
    """The table, filtered by exam and by what is left to do."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bridge = bridge
        self.table: TablePart[JuryCandidate] = TablePart(
            bridge, theme, "candidates", COLUMNS, lambda c: c.number
        )
        self.exam = Choice("Oral", {"": BOTH, **{exam: f"{exam} seul" for exam in DOMAINS}})
        self.state = Choice("À traiter", STATES)
        for box in (self.exam, self.state):
            box.currentIndexChanged.connect(self._filter)
            self.table.beside.addWidget(box)
        head = row(label("Candidats", "title"), 1)
        whole = column(head, self.table, margins=(14, 12, 14, 12), spacing=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Tell again who changed."""
        self.table.show_rows(self._bridge.state.candidates.values())

    def _filter(self, _: object = None) -> None:
        exam, state = self.exam.currentData(), self.state.currentData()
        self._hide_others(exam)
        self.table.filter_by(_held(state, (exam,) if exam else tuple(DOMAINS), alone=bool(exam)))

    def _hide_others(self, exam: str) -> None:
        """Only the columns of the exam looked at."""
        for section, each in enumerate(COLUMNS):
            about = next((e for e in DOMAINS if each.title.endswith(e)), exam)
            self.table.view.setColumnHidden(section, bool(exam) and about != exam)

    def search(self) -> None:
        self.table.search()

    def resized(self) -> None:
        self.table.resized()


def _held(state: str, exams: tuple[str, ...], *, alone: bool) -> Callable[[JuryCandidate], bool]:
    """Whether a candidate is among those asked for, by state, of whom sits the exams."""

    def held(c: JuryCandidate) -> bool:
        if alone and not c.sits(exams[0]):
            return False
        if state == NOT_CONFORMING:
            return any(c.sits(exam) and c.told(exam).barred for exam in exams)
        codes = {code for exam in exams for code in todo(c, exam)} if state else set()
        return not state or (bool(codes) if state == ANYTHING else state in codes)

    return held
