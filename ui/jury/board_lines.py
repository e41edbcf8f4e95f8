"""What the board says of one commission and of one candidate, as columns."""

from __future__ import annotations

from app.domain.jury.board_received import CommissionLine, Line, is_doubtful
from app.domain.jury.received import ELSEWHERE, MISSING
from app.domain.text import shown
from ui.jury.table import Column
from ui.jury.verdicts import STATE_TONES, state_text

EVERYONE, DOUBTS, UNEXPECTED = "", "doubts", "unexpected"


def commission_state(line: CommissionLine) -> str:
    """A shape and a word for how far a commission is."""
    if line.unexpected:
        return "⚠ hors de ce jury"
    if not line.received:
        return "? attendue"
    if line.forked:
        return "⚠ journal dédoublé"
    return "✓ complète" if line.complete else "… incomplète"


def _commission_tone(line: CommissionLine) -> str:
    if line.unexpected or line.forked:
        return "wrong"
    return "" if line.complete else "doubtful"


COMMISSIONS: list[Column[CommissionLine]] = [
    Column("Commission", lambda c: c.code, 98),
    Column("Oral", lambda c: c.exam, 46),
    Column("Dits", lambda c: f"{c.final} / {c.expected}", 64, lambda c: c.expected - c.final),
    Column("État", commission_state, 140, tone=_commission_tone),
]


def remark(line: Line) -> str:
    """All there is to know beside the state."""
    kept = line.held.passage
    parts = [line.unexpected]
    if line.recused_by:
        told = "réaffecté" if line.reassigned else "pas réaffecté"
        parts.append(f"récusé devant {' et '.join(line.recused_by)}, {told}")
    if line.state in ("absent", "not-valid", "reserved") and kept is not None:
        parts.append(kept.reserved or kept.reason)
    if line.state == MISSING and not line.commission:
        parts.append("placé nulle part")
    if kept is not None and kept.reopened:
        parts.append("grille rouverte depuis")
    if kept is not None and kept.on_paper:
        parts.append("saisi d’après le papier")
    if line.typed:
        parts.append(f"saisi du papier par {' et '.join(line.typed)} seulement")
    if line.held.decision is not None:
        parts.append(f"tranché par {line.held.decision.by}")
    return " ; ".join(shown(part, 200) for part in parts if part)


def tone_of(line: Line) -> str:
    if line.unexpected:
        return "wrong"
    if line.state in ELSEWHERE and line.reassigned:
        return ""
    return STATE_TONES.get(line.state, "")


def _state(line: Line) -> str:
    return f"⚠ inattendu, {state_text(line.state)}" if line.unexpected else state_text(line.state)


def _where(line: Line) -> str:
    """Where they were to go, and who speaks of them where that is another."""
    others = [code for code in line.told_by if code != line.commission]
    return " ← ".join(filter(None, (line.commission or "—", " et ".join(others))))


LINES: list[Column[Line]] = [
    Column("État", _state, 164, tone=tone_of),
    Column("Candidat", lambda line: shown(line.name), 146),
    Column("Oral", lambda line: line.exam, 46),
    Column("Commission", _where, 98, tip="Attendu devant ; dit par"),
    Column("Numéro", lambda line: line.candidate, 106),
    Column("Remarque", remark, 110),
]


def key_of(line: Line) -> str:
    return f"{line.exam} {line.candidate}"


def wanted(line: Line, exam: str, state: str, commission: str) -> bool:
    """Whether a line is among those asked for; "" asks for all."""
    if exam and line.exam != exam:
        return False
    if commission and commission != line.commission and commission not in line.told_by:
        return False
    if state == DOUBTS:
        return is_doubtful(line)
    if state == UNEXPECTED:
        return bool(line.unexpected)
    return not state or line.state == state
