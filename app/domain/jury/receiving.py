"""What an export means to a jury: the verdict on it, what it changes, what it contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.facts import dataclass
from app.domain.jury.packs import current
from app.domain.jury.received import (
    CONFLICT,
    LINK,
    STATUSES,
    Held,
    Received,
    ReceivedExport,
    ReceivedIncident,
    ReceivedPassage,
    with_export,
)
from app.domain.jury.receiving_acts import ReceiveExport
from app.domain.jury.state import JuryState
from app.domain.marks import printed_mark
from app.domain.text import shown

ACCEPTED, ALREADY, UPDATED, OUTDATED = "accepted", "already-received", "updated", "outdated"
IN_CONFLICT, FORK = "conflict", "fork"
RECEIVED = (ACCEPTED, ALREADY, UPDATED, OUTDATED, IN_CONFLICT, FORK)
ALTERED, DAMAGED, FOREIGN, REHEARSAL = "altered", "damaged", "foreign", "rehearsal"
OTHER_SESSION, NEWER, UNKNOWN = "other-session", "newer", "unknown-commission"
REFUSED = (ALTERED, DAMAGED, FOREIGN, REHEARSAL, OTHER_SESSION, NEWER, UNKNOWN)
VERDICTS: Mapping[str, str] = {
    ACCEPTED: "reçu",
    ALREADY: "déjà reçu",
    UPDATED: "mis à jour",
    OUTDATED: "dépassé",
    IN_CONFLICT: "en conflit",
    FORK: "journal dédoublé",
    ALTERED: "modifié",
    DAMAGED: "endommagé",
    FOREIGN: "étranger",
    REHEARSAL: "répétition",
    OTHER_SESSION: "autre session",
    NEWER: "programme plus récent",
    UNKNOWN: "commission inconnue",
}
STATUS_WORDS: Mapping[str, str] = {
    "sealed": "grille scellée",
    "absent": "absent",
    "not-valid": "dossier non valide",
    "recused": "récusé",
    "transferred": "passé à une autre commission",
    "open": "pas encore scellé",
}
_TOLD: Mapping[str, str] = {
    "status": "état",
    "version": "version",
    "mark": "note",
    "appraisal": "appréciation",
    "reserved": "réserve",
    "reason": "motif",
    "authority": "autorité",
    "examiners": "examinateurs",
    "code": "code de contrôle",
    "name": "nom",
    "reopened": "rouverte",
    "listed": "sur la liste",
}
LONGEST_TEXT = 31
"""Links of a journal's chain in one text of an act."""


@dataclass(frozen=True)
class Change:
    """One field of what is said of a candidate, before and after, as people read them."""

    candidate: str
    field: str
    before: str
    after: str

    @property
    def text(self) -> str:
        return f"{self.candidate}, {self.field} : « {self.before} » devient « {self.after} »"


@dataclass(frozen=True)
class Judged:
    """The verdict on an export and its counts; ``conflicts`` are those it brings."""

    verdict: str
    new: int = 0
    same: int = 0
    changed: int = 0
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Held, ...] = ()
    reasons: tuple[str, ...] = ()


def is_key_of(state: JuryState, public: str, commission: str) -> bool:
    """Whether that key is the commission's: a pack was issued to it, or the president took it."""
    found = state.commissions.get(commission)
    issued = found is not None and any(pack.public == public for pack in found.packs)
    return issued or state.received.recognised.get(public) == commission


def owner_of(state: JuryState, public: str) -> str | None:
    """The commission whose key that is, among all."""
    codes = (code for code in state.commissions if is_key_of(state, public, code))
    return next(codes, None)


def judge(state: JuryState, export: ReceivedExport) -> Judged:
    """What receiving the export would do now; whose key it is was looked at before."""
    there = state.received.commissions.get(export.commission)
    exports = there.exports if there else {}
    kin = [e for e in exports.values() if e.origin == export.origin]
    if any(e.root == export.root for e in kin):
        return Judged(ALREADY, same=len(export.passages))
    verdict, base = _relation(export, kin)
    conflicts = tuple(_conflicts(state.received, export))
    if conflicts and verdict in (ACCEPTED, UPDATED):
        verdict = IN_CONFLICT
    told = base.passages if base else _told_elsewhere(state.received, export)
    new = [p for n, p in export.passages.items() if n not in told]
    differing = [p for n, p in export.passages.items() if n in told and told[n] != p]
    same = len(export.passages) - len(new) - len(differing)
    pairs = ((told[p.candidate], p) for p in differing)
    changes = tuple(change for was, now in pairs for change in changes_of(was, now))
    reasons = tuple(_reasons(state, export, verdict))
    counts = (0 if verdict == OUTDATED else len(new), same, len(differing))
    return Judged(verdict, *counts, changes, conflicts, reasons)


def _relation(
    export: ReceivedExport, others: list[ReceivedExport]
) -> tuple[str, ReceivedExport | None]:
    """How its journal stands to those received that began as it did, and the nearest of them."""
    longer = [other for other in others if other.continues(export)]
    if longer:
        return OUTDATED, max(longer, key=lambda e: (e.acts, e.root))
    shorter = [other for other in others if export.continues(other)]
    base = max(shorter or others, key=lambda e: (e.acts, e.root), default=None)
    if len(shorter) < len(others):
        return FORK, base
    return (UPDATED if base else ACCEPTED), base


def _told_elsewhere(received: Received, export: ReceivedExport) -> dict[str, ReceivedPassage]:
    """The candidates of whom other files say the same final thing."""
    told: dict[str, ReceivedPassage] = {}
    for number, passage in export.passages.items():
        if received.speaks_of(number, export.exam):
            statements = received.held(number, export.exam).statements
            told |= {number: passage} if passage.statement in statements else {}
    return told


def _conflicts(before: Received, export: ReceivedExport) -> Iterator[Held]:
    """Whoever it says something else of than what is known."""
    known = [number for number in export.passages if before.speaks_of(number, export.exam)]
    after = with_export(before, export) if known else before
    for number in known:
        held = after.held(number, export.exam)
        if held.state == CONFLICT:
            old = before.held(number, export.exam)
            if old.state != CONFLICT or old.statements != held.statements:
                yield held


def _reasons(state: JuryState, export: ReceivedExport, verdict: str) -> Iterator[str]:
    if verdict == FORK:
        yield (
            f"Deux suites d’un même journal de la commission {export.commission} : "
            "voyez avec ses examinateurs quel ordinateur a servi."
        )
    if verdict == OUTDATED:
        yield "Une version plus récente de ce fichier est déjà reçue : celle-ci n’y change rien."
    issued = state.commissions.get(export.commission)
    rank = current(issued, export.public) if issued else None
    if issued and rank is not None and rank < len(issued.packs):
        yield (
            f"Fait avec le paquet n° {rank} de {issued.code}, que le n° {len(issued.packs)} a "
            "remplacé : voyez avec ses examinateurs pourquoi."
        )
    for number in sorted(export.passages.keys() - state.candidates.keys()):
        told = shown(export.passages[number].name)
        yield f"{told} ({shown(number)}) n’est pas un candidat de ce jury."


def changes_of(was: ReceivedPassage, now: ReceivedPassage) -> Iterator[Change]:
    """What differs between two statements about one candidate, field by field; where there was
    nothing final before, that there is now."""
    for name, word in _TOLD.items() if was.statement else [("status", _TOLD["status"])]:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Change(now.candidate, word, _text(name, before), _text(name, after))
    if not was.statement:
        return
    for code in sorted(was.levels.keys() | now.levels.keys(), key=lambda c: (len(c), c)):
        levels = (was.levels.get(code, "—"), now.levels.get(code, "—"))
        if levels[0] != levels[1]:
            yield Change(now.candidate, code, *levels)


def _text(name: str, value: Any) -> str:
    if name == "status":
        return STATUS_WORDS[value]
    if name == "mark":
        return printed_mark(value) if value else "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, tuple):
        return ", ".join(value)
    return shown(str(value), 80) or "—"


# --- an act and the export it names -------------------------------------------------------------


def export_of(act: ReceiveExport) -> ReceivedExport:
    """The export an act of receiving names."""
    passages = (_passage(act, told) for told in act.passages)
    return ReceivedExport(
        *(act.sha256, act.commission, act.exam, act.public, act.acts, act.root),
        *("".join(act.lineage), act.exported, act.program, act.closed),
        {passage.candidate: passage for passage in passages if passage.candidate},
        tuple(_incident(told) for told in act.incidents),
    )


def act_of(export: ReceivedExport, file: str, verdict: str) -> ReceiveExport:
    """The act that receives the export."""
    step = LINK * LONGEST_TEXT
    lineage = (export.lineage[at : at + step] for at in range(0, len(export.lineage), step))
    return ReceiveExport(
        *(file, export.sha256, verdict, export.commission, export.exam, export.public),
        *(export.acts, export.root, tuple(lineage), export.exported_at, export.program),
        tuple(_fields(passage) for passage in export.passages.values()),
        tuple({**vars(incident)} for incident in export.incidents),
        export.closed,
    )


_BARE = ReceivedPassage("", "", "", "", "")
_RENAMED = {"reserved": "doubt"}
_OWN = ("exam", "commission")


def _fields(passage: ReceivedPassage) -> dict[str, Any]:
    """What it says, but for what the act says once for all or what says nothing."""
    told = {
        _RENAMED.get(name, name): value
        for name, value in vars(passage).items()
        if name not in _OWN and value != getattr(_BARE, name)
    }
    if "examiners" in told:
        told["examiners"] = list(passage.examiners)
    if "levels" in told:
        told["levels"] = ", ".join(f"{code} {level}" for code, level in passage.levels.items())
    return told


def _passage(act: ReceiveExport, told: Mapping[str, Any]) -> ReceivedPassage:
    """As the act tells it, whatever it holds: a fold never raises."""
    status, mark = _str(told, "status"), told.get("mark")
    examiners, version = told.get("examiners"), told.get("version")
    return ReceivedPassage(
        *(_str(told, "candidate"), act.exam, act.commission, _str(told, "name")),
        status if status in STATUSES else "open",
        tuple(map(str, examiners)) if isinstance(examiners, list) else (),
        version if isinstance(version, int) else 0,
        *(_str(told, "record"), _str(told, "code"), mark if isinstance(mark, str) else None),
        dict(_levels(_str(told, "levels"))),
        *(_str(told, "appraisal"), _str(told, "sealed_at"), _str(told, "doubt")),
        *(_str(told, "reason"), _str(told, "authority")),
        bool(told.get("reopened", False)),
        bool(told.get("listed", True)),
    )


def _levels(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split(", "):
        code, between, level = pair.partition(" ")
        if between:
            yield code, level


def _incident(told: Mapping[str, Any]) -> ReceivedIncident:
    names = ("at", "kind", "text", "informed", "candidate")
    return ReceivedIncident(*(_str(told, name) for name in names))


def _str(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name, "")
    return value if isinstance(value, str) else ""
