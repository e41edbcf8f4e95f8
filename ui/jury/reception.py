"""The dossier as it came in: when, which copies, the internship, the context fiches."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from app.domain.errors import Refusal
from app.domain.facts import replace
from app.domain.jury.acts import DescribeContext, ReceiveDossier, SetInternship
from app.domain.jury.checklist import LACKING, items, proof
from app.domain.jury.people import JuryCandidate
from app.domain.jury.words import DOMAINS, FICHES, LEAST_DAYS
from ui.jury.bridge import JuryBridge
from ui.jury.kept_field import KeptLine
from ui.jury.table import Choice
from ui.paint import Pill
from ui.theme import Theme
from ui.widgets import button, column, label, row

DATE, DAYS, NAME = 96, 40, 168
PROOF_WORDS = {
    "internship": "Certificats de stage",
    "work": "Travail, six mois",
    "contract": "Attestation employeur",
}
"""What shows the activity, as a narrow list has it."""
MOST_CONTEXTS = 20


class ExamReceipt(QWidget):
    """One exam: the date, both copies."""

    def __init__(self, bridge: JuryBridge, exam: str) -> None:
        super().__init__()
        self._bridge, self._exam = bridge, exam
        self._candidate: JuryCandidate | None = None
        self.received = KeptLine(f"{exam} : dossier reçu le", self._on, "jj/mm/aaaa")
        self.today = button("Ce jour", self._today, small=True)
        self.today.setAccessibleName(f"{exam} : dossier reçu ce jour")
        self.copies = {
            name: self._box(name, text)
            for name, text in (
                ("with_school", "avec étab."),
                ("without_school", "sans étab."),
            )
        }
        told = label(f"{exam} reçu le")
        self.setLayout(row(told, self.received, self.today, 1, *self.copies.values(), spacing=10))

    def _box(self, name: str, text: str) -> QCheckBox:
        made = QCheckBox(text)
        whole = text.replace("étab.", "établissement")
        made.setAccessibleName(f"{self._exam} : exemplaire {whole}")
        made.setToolTip(f"Exemplaire {whole} reçu")
        made.clicked.connect(lambda on: self._send(**{name: on}))
        return made

    def show_candidate(self, candidate: JuryCandidate, *, afresh: bool) -> None:
        self._candidate = candidate
        file = candidate.of(self._exam)
        self.setVisible(candidate.sits(self._exam))
        told = f"{file.received:%d/%m/%Y}" if file.received else ""
        self.received.show_text(told, afresh=afresh)
        self.today.setVisible(file.received is None)
        self._light(candidate)

    def _light(self, candidate: JuryCandidate) -> None:
        """A box is ticked where it is stored so, never by itself."""
        file = candidate.of(self._exam)
        for name, box in self.copies.items():
            box.setChecked(getattr(file, name))
            box.setEnabled(file.received is not None)

    def _on(self, typed: str) -> bool:
        """An empty date takes the dossier back, with its copies."""
        return self._send(received=typed) if typed else self._send("", False, False)

    def _today(self) -> None:
        self._send(received=f"{self._bridge.now():%Y-%m-%d}")
        self.received.setFocus()

    def _send(
        self,
        received: str | None = None,
        with_school: bool | None = None,
        without_school: bool | None = None,
    ) -> bool:
        assert self._candidate is not None
        act = receipt(self._bridge.state.candidates[self._candidate.number], self._exam)
        done = self._bridge.perform(
            replace(
                act,
                received=act.received if received is None else received,
                with_school=act.with_school if with_school is None else with_school,
                without_school=act.without_school if without_school is None else without_school,
            )
        )
        if not done:
            self._light(self._candidate)
        return done


def receipt(candidate: JuryCandidate, exam: str) -> ReceiveDossier:
    """The act that says what is received as it is."""
    file = candidate.of(exam)
    return ReceiveDossier(
        candidate.number,
        exam,
        file.received.isoformat() if file.received else "",
        file.with_school,
        file.without_school,
        candidate.whole,
    )


class Reception(QWidget):
    """What is said once of a dossier."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._theme = bridge, theme
        self._candidate: JuryCandidate | None = None
        self.exams = {exam: ExamReceipt(bridge, exam) for exam in DOMAINS}
        self.whole = QCheckBox("un seul dossier pour les deux oraux")
        self.whole.clicked.connect(self._turn_whole)
        self.proof = Choice("Justificatif de l’activité", {"": "", **PROOF_WORDS})
        self.proof.activated.connect(lambda _: self._internship(""))
        self.days = KeptLine("Journées de stage certifiées", self._internship)
        self.required = KeptLine("Journées dues", self._internship, str(LEAST_DAYS))
        self.decision = KeptLine("Décision de réduction", self._internship, "décision, si réduite")
        self._short = Pill("", "wrong")
        self._contexts: dict[int, tuple[QLabel, KeptLine]] = {}
        self._assemble()
        self.resized()

    def _assemble(self) -> None:
        stay = row(
            self.proof, self.days, label("j. sur"), self.required, self.decision, self._short
        )
        stay.setStretch(4, 1)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self.setLayout(column(*self.exams.values(), self.whole, stay, self._grid, spacing=6))

    # --- what is shown --------------------------------------------------------------------------

    def show_candidate(self, candidate: JuryCandidate) -> None:
        afresh = self._candidate is None or self._candidate.number != candidate.number
        self._candidate = candidate
        for receipt_ in self.exams.values():
            receipt_.show_candidate(candidate, afresh=afresh)
        self.whole.setChecked(candidate.whole)
        self.whole.setVisible(all(map(candidate.sits, DOMAINS)))
        self._show_internship(candidate, afresh=afresh)
        self._show_contexts(candidate, afresh=afresh)

    def _show_internship(self, candidate: JuryCandidate, *, afresh: bool) -> None:
        usual = PROOF_WORDS[proof(replace(candidate, proof=""))]
        self.proof.setItemText(0, usual)
        self.proof.setCurrentIndex(max(0, self.proof.findData(candidate.proof)))
        for field, value in (
            (self.days, candidate.days),
            (self.required, candidate.required_days),
        ):
            field.show_text("" if value is None else str(value), afresh=afresh)
        self.decision.show_text(candidate.days_decision, afresh=afresh)
        stay = next(i for i in items(candidate, "E32") if i.id == "internship")
        self._short.setVisible(stay.state == LACKING)
        self._short.setText("court")
        self._short.setAccessibleName(f"Stage court : {stay.note}")
        self._short.setToolTip(stay.note)
        due = proof(candidate) == "internship"
        for field in (self.days, self.required, self.decision):
            field.setEnabled(due)

    def _show_contexts(self, candidate: JuryCandidate, *, afresh: bool) -> None:
        shown = _context_numbers(candidate)
        for number in shown:
            self._context(number)
        for number, (told, field) in self._contexts.items():
            told.setVisible(number in shown)
            field.setVisible(number in shown)
            field.show_text(candidate.contexts.get(number, ""), afresh=afresh)

    def _context(self, number: int) -> None:
        """The field of a context fiche, made when first wanted."""
        if number not in self._contexts:
            told = label(f"Ctx {number}", "muted")
            send = partial(self._describe, number)
            field = KeptLine(f"Entreprise de la fiche contexte n° {number}", send, "entreprise")
            place = number - 1
            self._grid.addWidget(told, place // 2, place % 2 * 2)
            self._grid.addWidget(field, place // 2, place % 2 * 2 + 1)
            self._contexts[number] = told, field
            before = (
                self._contexts[number - 1][1] if number - 1 in self._contexts else self.decision
            )
            QWidget.setTabOrder(before, field)

    # --- acts -----------------------------------------------------------------------------------

    def _turn_whole(self, whole: bool) -> None:
        assert self._candidate is not None
        exam = next(e for e in DOMAINS if self._candidate.sits(e))
        self._bridge.perform(replace(receipt(self._candidate, exam), whole=whole))
        self.whole.setChecked(self._bridge.state.candidates[self._candidate.number].whole)

    def _internship(self, _: str) -> bool:
        """All of it as it stands in the fields: a reduction and its decision go together."""
        assert self._candidate is not None
        try:
            days, required = _days(self.days.text()), _days(self.required.text())
        except Refusal as refusal:
            self._bridge.refused.emit(str(refusal))
            return False
        told = self.proof.currentData() or "", days, required, self.decision.text().strip()
        return self._bridge.perform(SetInternship(self._candidate.number, *told))

    def _describe(self, number: int, company: str) -> bool:
        assert self._candidate is not None
        return self._bridge.perform(DescribeContext(self._candidate.number, number, company))

    @property
    def fields(self) -> list[KeptLine]:
        contexts = [field for _, field in self._contexts.values()]
        receipts = [one.received for one in self.exams.values()]
        return [*receipts, self.days, self.required, self.decision, *contexts]

    def flush(self) -> None:
        """Send what was typed, before another candidate is shown."""
        for field in self.fields:
            field.flush()

    def resized(self) -> None:
        """Texts have another size."""
        px = self._theme.px
        for one in self.exams.values():
            one.received.setFixedWidth(px(DATE))
        for field in (self.days, self.required):
            field.setFixedWidth(px(DAYS))
        self.proof.setFixedWidth(px(NAME))


def _days(typed: str) -> int | None:
    typed = typed.strip()
    if typed and not typed.isdecimal():
        raise Refusal(f"« {typed} » n’est pas un nombre de journées : tapez des chiffres.")
    return int(typed) if typed else None


def _context_numbers(candidate: JuryCandidate) -> list[int]:
    """Those described, those a fiche points to, and the next one."""
    pointed = {
        fiche.context
        for exam in DOMAINS
        for number, fiche in candidate.fiches.items()
        if number in FICHES[exam] and fiche.context is not None
    }
    known = pointed | set(candidate.contexts)
    following = next(n for n in range(1, MOST_CONTEXTS + 2) if n not in candidate.contexts)
    return sorted(number for number in known | {following} if number <= MOST_CONTEXTS)
