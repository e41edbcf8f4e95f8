"""The authority’s verdict on one dossier: whose it is, why, since when. Nothing is proposed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.jury.acts import GiveVerdict
from app.domain.jury.people import JuryCandidate, Verdict
from app.domain.people import VERDICTS
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.services.jury_prints_sheets import verdict_text
from ui.jury.bridge import JuryBridge
from ui.jury.kept_field import KeptLine
from ui.jury.table import Choice
from ui.theme import Theme
from ui.widgets import Elided, button, column, row

ORDER = ("conforming", "doubtful", "not-conforming", "unchecked")
OTHER = "other"
UNSIGNED = "not-signed"
NONE = "Aucun constat."
LEFT = "motif : choisir…"


class VerdictPart(QWidget):
    """Authority, reason, date, and a button for each verdict: the one lit is the one stored."""

    def __init__(self, bridge: JuryBridge, theme: Theme, exam: str) -> None:
        super().__init__()
        self._bridge, self._theme, self._exam = bridge, theme, exam
        self._candidate: JuryCandidate | None = None
        self._authority = ""
        self._drafts: dict[str, tuple[str, str]] = {}
        self.told = Elided("strong")
        self.authority = KeptLine(f"{exam} : autorité qui constate", self._corrected, "autorité")
        self.decided = KeptLine(f"{exam} : date du constat", self._corrected, "ce jour")
        reasons = {"": LEFT, **NOT_VALID_REASONS, OTHER: "autre motif, ci-contre"}
        self.reason = Choice(f"{exam} : motif", reasons)
        self.reason.activated.connect(lambda _: self._corrected(""))
        self.other = KeptLine(f"{exam} : autre motif", self._corrected, "autre motif, doute")
        self.buttons = {code: self._button(code) for code in ORDER}
        who = row(self.authority, self.decided, spacing=6)
        who.setStretch(0, 1)
        why = row(self.reason, self.other, spacing=6)
        why.setStretch(1, 1)
        one, two, three, four = self.buttons.values()
        given = column(row(one, two, spacing=6), row(three, four, spacing=6), spacing=6)
        self.setLayout(column(self.told, who, why, given, margins=(10, 8, 10, 10), spacing=6))

    def _button(self, code: str) -> QPushButton:
        made = button(VERDICTS[code].capitalize(), partial(self._give, code), small=True)
        made.setCheckable(True)
        made.setAccessibleName(f"{self._exam} : {VERDICTS[code]}")
        return made

    # --- what is shown --------------------------------------------------------------------------

    def show_candidate(self, candidate: JuryCandidate) -> None:
        before = self._candidate
        afresh = before is None or before.number != candidate.number
        if afresh and before is not None and not self._stands(before):
            self._drafts[before.number] = self.reason.currentData(), self.other.text()
        self._candidate = candidate
        verdict = candidate.told(self._exam).verdict
        self.told.tell(_sentence(verdict))
        for code, made in self.buttons.items():
            made.setChecked(code == verdict.verdict)
        self._offer(candidate)
        if self._stands(candidate) or afresh:
            self._show_fields(verdict, afresh=afresh)

    def _offer(self, candidate: JuryCandidate) -> None:
        """An individual candidate’s dossier bears no visa: its lack is no reason (§ 1.4.2 B)."""
        alone = candidate.candidate.category == "INDIVIDUEL"
        place = self.reason.findData(UNSIGNED)
        if alone and place >= 0:
            self.reason.removeItem(place)
        elif not alone and place < 0:
            at = self.reason.findData(OTHER)
            self.reason.insertItem(at, NOT_VALID_REASONS[UNSIGNED], UNSIGNED)

    def _show_fields(self, verdict: Verdict, *, afresh: bool) -> None:
        assert self._candidate is not None
        if self._stands(self._candidate):
            known = verdict.reason in NOT_VALID_REASONS
            code = verdict.reason if known else OTHER if verdict.reason else ""
            other, authority = "" if known else verdict.reason, verdict.authority
        else:
            code, other = self._drafts.pop(self._candidate.number, ("", ""))
            authority = self._authority
        self.reason.setCurrentIndex(max(0, self.reason.findData(code)))
        self.other.show_text(other, afresh=afresh)
        self.authority.show_text(authority, afresh=afresh)
        decided = "/".join(reversed(verdict.decided.split("-"))) if verdict.decided else ""
        self.decided.show_text(decided, afresh=afresh)

    def _stands(self, candidate: JuryCandidate) -> bool:
        return candidate.told(self._exam).verdict.verdict != "unchecked"

    # --- acts -----------------------------------------------------------------------------------

    def _give(self, code: str) -> None:
        """Send the verdict pressed; whatever came of it, the one stored is lit."""
        self._perform(code)
        if self._candidate is not None:
            stored = self._bridge.state.candidates[self._candidate.number].told(self._exam)
            for each, made in self.buttons.items():
                made.setChecked(each == stored.verdict.verdict)

    def _corrected(self, _: str) -> bool:
        """A field changed: of a verdict that stands it is a correction, else it waits for one."""
        if self._candidate is None or not self._stands(self._candidate):
            return True
        return self._perform(self._candidate.told(self._exam).verdict.verdict)

    def _perform(self, code: str) -> bool:
        assert self._candidate is not None
        if code == "unchecked":
            return self._bridge.perform(GiveVerdict(self._candidate.number, self._exam, code, ""))
        authority = self._authority = self.authority.text().strip()
        act = GiveVerdict(
            self._candidate.number,
            self._exam,
            code,
            authority,
            "" if code == "conforming" else self._reason(),
            self.decided.text().strip(),
        )
        return self._bridge.perform(act)

    def _reason(self) -> str:
        code = self.reason.currentData()
        return code if code in NOT_VALID_REASONS else self.other.text().strip()

    def flush(self) -> None:
        for field in (self.authority, self.decided, self.other):
            field.flush()

    def resized(self) -> None:
        """Texts have another size."""
        self.decided.setFixedWidth(self._theme.px(96))
        self.reason.setFixedWidth(self._theme.px(142))


def _sentence(verdict: Verdict) -> str:
    if verdict.verdict == "unchecked":
        return NONE
    told = verdict_text(verdict)
    return told[:1].upper() + told[1:]
