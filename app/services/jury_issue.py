"""What the page « Envoi » tells of each commission, and the paper of a passphrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from app.domain.facts import dataclass
from app.domain.jury.breaches import of_commission
from app.domain.jury.packs import content_of
from app.domain.jury.people import JuryCommission
from app.domain.jury.state import JuryState
from app.pdf.jury_passphrase import passphrase_slip
from app.pdf.slip_data import SlipHead
from app.services.jury_desk import JuryDesk
from app.services.jury_packs import Issued

PACKS: Mapping[str, str] = {
    "none": "jamais émis",
    "current": "à jour",
    "obsolete": "périmé",
}


@dataclass(frozen=True)
class CommissionLine:
    """One commission: ``pack`` is a code of ``PACKS``, ``rank`` the number of the pack in force,
    ``at`` when it was issued."""

    code: str
    exam: str
    where: str
    candidates: int
    barred: int
    unchosen: int
    unattested: int
    hard: int
    pack: str
    rank: int
    at: datetime | None = None


def commission_lines(
    state: JuryState, issued: Mapping[str, datetime] | None = None
) -> Iterator[CommissionLine]:
    """Every commission in the order of the description; ``issued`` tells when each key came."""
    for code, commission in state.commissions.items():
        passing, barred = state.before(code), state.barred(code)
        files = [candidate.of(commission.exam) for candidate, _ in passing]
        last = commission.packs[-1] if commission.packs else None
        yield CommissionLine(
            code,
            commission.exam,
            " · ".join(filter(None, (commission.site, f"salle {commission.room}"))),
            len(passing),
            len(barred),
            sum(file.choice is None for file in files),
            sum(not piece.attested_by for file in files for piece in file.pieces),
            sum(breach.hard for breach in of_commission(state, code)),
            _pack(state, commission),
            len(commission.packs),
            (issued or {}).get(last.public) if last else None,
        )


def _pack(state: JuryState, commission: JuryCommission) -> str:
    if not commission.packs:
        return "none"
    same = content_of(state, commission.code).root == commission.packs[-1].content
    return "current" if same else "obsolete"


def issued_at(desk: JuryDesk) -> dict[str, datetime]:
    """When the pack of each public key was issued, as the journal tells it."""
    return {
        line["public"]: datetime.fromisoformat(line["at"])
        for line in desk.journal()
        if line["act"] == "issue-pack"
    }


def slip(state: JuryState, pack: Issued) -> tuple[str, bytes]:
    """File name and PDF of a passphrase, to hand over apart."""
    commission = state.commissions[pack.commission]
    assert state.jury is not None
    head = SlipHead(
        state.jury.session,
        commission.exam,
        state.exam(commission.exam).title,
        commission.code,
        state.jury.pilot,
        commission.site,
        commission.room,
        min(commission.dates),
    )
    pdf = passphrase_slip(head, pack.rank, pack.passphrase, rehearsal=state.jury.rehearsal)
    return f"phrase-{pack.folder.name}.pdf", pdf


def report(packs: tuple[Issued, ...], left: tuple[str, ...]) -> str:
    """What a run came to, without any passphrase."""
    told = [*left]
    for pack in packs:
        told.append(f"{pack.commission} : {pack.folder}, paquet n° {pack.rank}")
        told += [f"    {line}" for line in pack.told]
    return "\n".join(told)
