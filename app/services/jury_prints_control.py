"""The conformity control of every dossier, candidate by candidate (§ 1.4.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.domain.jury.checklist import UNSEEN, items, missing, serving_twice
from app.domain.jury.names import plain
from app.domain.jury.people import ExamFile, JuryCandidate
from app.domain.jury.rules.dossiers import reason_text
from app.domain.jury.schools import Schools
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.people import VERDICTS
from app.pdf.jury_data import ControlEntry, ControlList
from app.services.jury_prints_lists import jury_head
from app.services.jury_prints_sheets import decided_text, flat

HIDDEN = "(non imprimé : ce texte nomme un établissement)"


def control_of(state: JuryState) -> ControlList:
    """Who sits which exam, in alphabetical order, with the verdict and what lacks."""
    schools = Schools(state)
    people = sorted(state.candidates.values(), key=lambda c: (plain(c.name), c.number))
    entries = [
        _entry(candidate, exam, schools)
        for candidate in people
        for exam in DOMAINS
        if candidate.sits(exam)
    ]
    found = Counter(entry.verdict for entry in entries)
    counts = [("Dossiers", len(entries)), *((word, found[word]) for word in VERDICTS.values())]
    return ControlList(jury_head(state), tuple(entries), tuple(counts))


def _entry(candidate: JuryCandidate, exam: str, schools: Schools) -> ControlEntry:
    file = candidate.of(exam)
    return ControlEntry(
        candidate.number,
        candidate.name,
        exam,
        file.received,
        VERDICTS[file.verdict.verdict],
        _shown(_decided(file), schools),
        tuple(missing(candidate, exam)),
        tuple(_unseen(candidate, exam)),
        tuple(_shown(note, schools) for note in _notes(candidate, exam)),
    )


def _unseen(candidate: JuryCandidate, exam: str) -> list[str]:
    """What nobody looked at yet; one line for a dossier of which nothing is known."""
    known = [item for item in items(candidate, exam) if item.id != "internship"]
    unseen = [item.label for item in items(candidate, exam) if item.state == UNSEEN]
    alike = all(item.state == UNSEEN for item in known) and candidate.of(exam).received is None
    return ["tout : le dossier n’est pas reçu"] if alike else unseen


def _decided(file: ExamFile) -> str:
    told = [flat(reason_text(file.verdict)), decided_text(file.verdict)]
    return " – ".join(filter(None, told))


def _notes(candidate: JuryCandidate, exam: str) -> Iterator[str]:
    """What the circular does not settle and the authority should see."""
    for number in serving_twice(candidate, exam):
        yield f"À noter : la fiche n° {number} sert deux situations."
    if candidate.required_days is not None:
        decision = f" ({flat(candidate.days_decision)})" if candidate.days_decision else ""
        yield f"À noter : durée de stage due : {candidate.required_days} journées{decision}."


def _shown(text: str, schools: Schools) -> str:
    return HIDDEN if schools.named_in(text) else text
