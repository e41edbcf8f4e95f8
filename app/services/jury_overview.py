"""How far the preparation is: what is left to do for each candidate, counts for each exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from app.domain.facts import dataclass
from app.domain.jury.checklist import missing
from app.domain.jury.people import JuryCandidate
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import counted

TODO: Mapping[str, str] = {
    "not-received": "dossier non reçu",
    "lacking": "pièces manquantes",
    "unchecked": "conformité à contrôler",
    "doubtful": "conformité en doute",
    "no-choice": "fiches à choisir",
    "no-hour": "sans heure",
}
"""What may be left to do for a candidate and an exam, in the order of the work."""


def todo(candidate: JuryCandidate, exam: str) -> tuple[str, ...]:
    """What is left to do; nothing for who does not sit, or cannot be examined."""
    if not candidate.passes(exam):
        return ()
    return tuple(_todo(candidate, exam))


def _todo(candidate: JuryCandidate, exam: str) -> Iterator[str]:
    file = candidate.of(exam)
    if file.received is None:
        yield "not-received"
    elif missing(candidate, exam):
        yield "lacking"
    if file.verdict.verdict in TODO:
        yield file.verdict.verdict
    if file.choice is None:
        yield "no-choice"
    if file.slot is None:
        yield "no-hour"


@dataclass(frozen=True)
class Progress:
    """``done`` of ``total``, a note beside, and the page where one goes on."""

    label: str
    done: int
    total: int
    note: str
    page: str


@dataclass(frozen=True)
class ExamOverview:
    """How far one exam is; ``others`` tells in French who does not sit it."""

    exam: str
    sitting: int
    others: str
    lines: tuple[Progress, ...]


def overview(state: JuryState) -> list[ExamOverview]:
    """Each exam of the jury."""
    return [_exam(state, exam) for exam in DOMAINS]


def _exam(state: JuryState, exam: str) -> ExamOverview:
    everyone = state.candidates.values()
    sitting = [c for c in everyone if c.sits(exam)]
    passing = [c for c in sitting if c.passes(exam)]
    files = [c.of(exam) for c in passing]
    verdicts = Counter(c.of(exam).verdict.verdict for c in sitting)
    received = sum(c.of(exam).received is not None for c in sitting)
    lacking = sum("lacking" in todo(c, exam) for c in sitting)
    lines = (
        Progress("Dossiers reçus", received, len(sitting), _lacking(lacking), "dossiers"),
        Progress(
            "Conformité contrôlée",
            len(sitting) - verdicts["unchecked"],
            len(sitting),
            _verdicts(verdicts),
            "dossiers",
        ),
        _line("Fiches choisies", sum(f.choice is not None for f in files), len(passing), "choice"),
        _line("Candidats placés", sum(f.slot is not None for f in files), len(passing), "planning"),
    )
    return ExamOverview(exam, len(sitting), _others(state, exam), lines)


def _line(label: str, done: int, total: int, page: str) -> Progress:
    return Progress(label, done, total, f"reste {total - done}" if done < total else "", page)


def _lacking(number: int) -> str:
    return f"{number} avec des pièces manquantes" if number else ""


def _verdicts(verdicts: Counter[str]) -> str:
    barred, doubtful = verdicts["not-conforming"], verdicts["doubtful"]
    told = (
        f"{doubtful} en doute" if doubtful else "",
        counted(barred, "non conforme") if barred else "",
    )
    return ", ".join(filter(None, told))


def _others(state: JuryState, exam: str) -> str:
    """Who does not sit the exam, by status."""
    found = Counter(c.units[exam] for c in state.candidates.values() if not c.sits(exam))
    return ", ".join(OTHERS[status].format(n, "s" * (n > 1)) for status, n in found.most_common())


OTHERS: Mapping[str, str] = {
    "ccf": "{} en CCF",
    "benefit": "{} avec bénéfice conservé",
    "dispensed": "{} dispensé{}",
    "not-enrolled": "{} non inscrit{}",
}
