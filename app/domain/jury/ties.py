"""Who may not examine whom, nor choose for them: "connu à titre scolaire, professionnel ou
personnel" (§ 1.4)."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.jury.names import plain, same_company
from app.domain.jury.people import JuryCandidate, JuryCommission, JuryExaminer, Member
from app.domain.jury.state import JuryState
from app.domain.text import of, says


def ties(candidate: JuryCandidate, examiner: JuryExaminer) -> Iterator[str]:
    """What ties them, in French."""
    if candidate.number in examiner.knows:
        yield f"{examiner.name} connaît {candidate.name}"
    schools = {plain(candidate.school), plain(candidate.uai)} - {""}
    if not schools.isdisjoint(map(plain, examiner.schools)):
        yield f"{examiner.name} enseigne dans l’établissement {of(candidate.name)}"
    if says(examiner.employer) and any(
        same_company(examiner.employer, company) for company in candidate.contexts.values()
    ):
        yield f"{examiner.name} est employé par une entreprise du dossier {of(candidate.name)}"


def conflicts(candidate: JuryCandidate, commission: JuryCommission, state: JuryState) -> list[str]:
    """Why this commission may not examine this candidate; empty when it may."""
    return [
        text for name in commission.examiners for text in ties(candidate, state.examiners[name])
    ]


def member_ties(candidate: JuryCandidate, member: Member, state: JuryState) -> list[str]:
    """Why this member may not choose for this candidate. Members sit in commissions too
    (§ 1.4.4): what is known of the examiner of that name counts."""
    examiner = state.examiners.get(member.name, JuryExaminer(member.name, ""))
    both = JuryExaminer(
        member.name,
        examiner.quality,
        schools=examiner.schools,
        employer=examiner.employer,
        knows=examiner.knows | member.knows,
    )
    return list(ties(candidate, both))
