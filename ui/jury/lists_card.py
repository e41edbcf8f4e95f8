"""The candidate lists of a jury as they were understood: each with its rows and its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QTabWidget, QWidget

from app.domain.errors import PassageError
from app.domain.jury.hours import hour_text, minute_of
from app.domain.jury.words import DOMAINS, UNIT_STATUSES
from app.services.jury_preparing import JURY_FIELDS, JuryList, understand_jury_list
from app.services.preparing import Line
from ui import files_dialogs
from ui.intake_form import Choice
from ui.intake_list import CandidatesTable, ColumnsPanel, cells_of
from ui.intake_paint import DropZone
from ui.paint import Pill, middled, typeset
from ui.widgets import button, card, column, label, row

WORDS = {"right": "correcte", "doubtful": "à vérifier", "wrong": "fausse"}
HINT = "CSV, texte, Excel ou LibreOffice, une ou plusieurs listes."
SHORT = {**UNIT_STATUSES, "ccf": "CCF", "benefit": "bénéfice"}


class JuryCandidatesTable(CandidatesTable):
    """Every row of a jury's list, with the school and what becomes of each oral."""

    heads = (
        *("État", "Ligne", "Numéro", "Candidat", "Remarque", "Né(e) le", "Voie"),
        *("Établissement", *DOMAINS, "Passage"),
    )
    widths = (98, 54, 104, 176, 250, 96, 132, 150, 82, 82, 128)
    remark, unremarked = 4, 220
    kept = "jury-list"

    def show_list(self, told: JuryList) -> None:
        self._own = [dict(line) for line in told.read.lines] if told.read is not None else []
        self.show_lines(told.understood)

    def cells(self, lines: Sequence[Line]) -> list[tuple[str, ...]]:
        own = iter(self._own)
        return [_cells(line, next(own) if line.candidate else {}) for line in lines]

    def _show_own(self, lines: Sequence[Line]) -> None:
        texts = self.cells(lines)
        for place in range(self.remark + 1, len(self.heads)):
            self.setColumnHidden(place, not any(text[place] for text in texts))


def _cells(line: Line, own: dict[str, object]) -> tuple[str, ...]:
    state, number, code, name, born, *_, reason = cells_of(line)
    who = line.candidate
    units = own.get("units")
    said = units if isinstance(units, dict) else {}
    orals = (SHORT.get(str(said.get(exam, "")), "") for exam in DOMAINS)
    route = who.category.capitalize() if who else ""
    school = str(own.get("school", ""))
    return (state, number, code, name, reason, born, route, school, *orals, _passage(line, own))


def _passage(line: Line, own: dict[str, object]) -> str:
    if line.candidate is None:
        return ""
    minute = minute_of(line.candidate.hour)
    day = f"{line.candidate.day:%d/%m}" if line.candidate.day else ""
    hour = hour_text(minute) if minute is not None else ""
    return " ".join(filter(None, (str(own.get("commission", "")), day, hour)))


class ListsCard(QFrame):
    """Lists dropped one after another; the menu above chooses which is looked at."""

    changed = Signal()
    failed = Signal(str)
    dropped = Signal(object)
    """Paths dropped here, of whatever kind."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.lists: list[JuryList] = []
        self.candidates, self.columns = JuryCandidatesTable(), ColumnsPanel(JURY_FIELDS, ())
        self.which = Choice("Liste montrée")
        self.zone = DropZone(title, HINT, [("Choisir des listes…", self._ask)])
        self.zone.dropped.connect(self.dropped)
        self._assemble()
        self.which.activated.connect(lambda _: self._show())
        self.columns.corrected.connect(self._correct)

    def _assemble(self) -> None:
        empty, filled = QWidget(), QWidget()
        empty.setLayout(column(self.zone, margins=(16, 14, 16, 16)))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Candidats, colonnes")
        self.tabs.setStyleSheet("QTabWidget::tab-bar { left: 12px; }")
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.candidates, "Candidats")
        self.tabs.addTab(self.columns, "Colonnes")
        filled.setLayout(column(self._summary(), self.tabs, margins=(0, 0, 0, 7), spacing=6))
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        for page in (empty, filled):
            self._stack.addWidget(page)

    def _summary(self) -> QWidget:
        self._facts = middled("", "muted")
        self._badges = {state: Pill("", state) for state in WORDS}
        more, out = button("Ajouter…", self._ask), button("Ôter", self._out)
        line = row(column(self.which, self._facts, spacing=4), *self._badges.values(), more, out)
        line.setStretch(0, 1)
        self._trouble = card("hint")
        self._trouble_text = label("")
        self._trouble_text.setWordWrap(True)
        self._trouble.setLayout(row(self._trouble_text, margins=(12, 8, 12, 8)))
        holder = QWidget()
        holder.setLayout(column(line, self._trouble, margins=(16, 12, 12, 0)))
        return holder

    # --- what comes -----------------------------------------------------------------------------

    def _ask(self) -> None:
        self.take(files_dialogs.open_files(self, "Listes des candidats", files_dialogs.LISTS))

    def take(self, paths: Sequence[Path]) -> None:
        """Read each, in the place of the same one read before; what is no list changes nothing."""
        for path in paths:
            self._read(path, {})

    def _read(self, path: Path, mapping: dict[str, str]) -> None:
        try:
            told = understand_jury_list(path, mapping)
        except PassageError as error:
            self.failed.emit(str(error))
            return
        places = [place for place, one in enumerate(self.lists) if one.path == path]
        if places:
            self.lists[places[0]] = told
        else:
            self.lists.append(told)
        self._offer(path)

    def _correct(self, title: str, field: str) -> None:
        """A column is taken for another field: the list is read again at once."""
        one = self.shown
        kept = {t: f for t, f in one.mapping.items() if f != field or field == "ignore"}
        self._read(one.path, {**kept, title: field})

    def _out(self) -> None:
        self.lists.remove(self.shown)
        self._offer(self.lists[-1].path if self.lists else None)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def shown(self) -> JuryList:
        """The list looked at; there is one once any was taken."""
        return self.lists[self.which.currentIndex()]

    def _offer(self, path: Path | None) -> None:
        self.which.clear()
        for one in self.lists:
            self.which.addItem(one.understood.source, str(one.path))
        self.which.setCurrentIndex(max(0, self.which.findData(str(path))))
        self.which.setEnabled(len(self.lists) > 1)
        self._stack.setCurrentIndex(1 if self.lists else 0)
        if self.lists:
            self._show()
        self.changed.emit()

    def _show(self) -> None:
        found = self.shown.understood
        self._facts.tell(" · ".join(found.facts) or "en-tête non reconnu")
        told = "\n".join(filter(None, (found.trouble, *found.remarks[:4])))
        self._trouble_text.setText(typeset(told))
        self._trouble.setVisible(bool(told))
        for state, badge in self._badges.items():
            count = found.count(state)
            plural = "s" if count > 1 and state != "doubtful" else ""
            badge.setText(f"{count} {WORDS[state]}{plural}")
            badge.setVisible(count > 0)
        self.candidates.show_list(self.shown)
        self.columns.show_columns(found.columns)
        self.tabs.setTabText(0, f"Candidats {len(found.lines)}" if found.lines else "Candidats")
        self.tabs.setTabText(1, f"Colonnes {len(found.columns)}")
        if found.trouble:
            self.tabs.setCurrentWidget(self.columns)

    def lacks(self) -> Iterator[str]:
        """What is wrong in the lists themselves, as the button says it."""
        wrong = sum(one.understood.count("wrong") for one in self.lists)
        if wrong:
            rows = "une ligne fausse" if wrong == 1 else f"{wrong} lignes fausses"
            yield f"{rows} à corriger dans les listes"
        if any(one.read is None for one in self.lists):
            yield "il manque : le champ des colonnes"
