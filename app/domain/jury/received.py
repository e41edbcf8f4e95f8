"""What the commissions sent: exports received, what each says of each candidate, what is held.

The state keeps the set of exports accepted; all that is shown follows from that set and from the
decisions taken on it, never from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from app.domain.codec import canonical
from app.domain.facts import dataclass, replace
from app.domain.record import digest

EXAMINED, ABSENT, NOT_VALID, OPEN = "sealed", "absent", "not-valid", "open"
RECUSED, TRANSFERRED = "recused", "transferred"
STATUSES = (EXAMINED, ABSENT, NOT_VALID, RECUSED, TRANSFERRED, OPEN)
"""What one commission says of one candidate: a sealed version is in force, absent, dossier not
valid, an examiner knows them, gone to another commission, nothing final yet."""
ELSEWHERE = (RECUSED, TRANSFERRED)
"""Somebody else is to examine them."""
RESERVED, CONFLICT, MISSING = "reserved", "conflict", "missing"
HELD = (EXAMINED, RESERVED, NOT_VALID, ABSENT, RECUSED, TRANSFERRED, OPEN, CONFLICT, MISSING)
"""What the jury holds of one candidate for one exam."""
PAPER = "paper:"
LINK = 16
"""Hexadecimal digits kept of each chain hash of a journal."""
Sat = tuple[str, str]
"""A candidate's number and an exam."""


@dataclass(frozen=True)
class ReceivedPassage:
    """What one commission says of one candidate: the sealed version in force, where there is one.

    ``mark`` is canonical text ("14.5"), None where nothing was ever sealed. ``reserved`` is the
    doubt on the dossier ("" for none), ``reason`` why the candidate is absent, not valid or
    recused. ``record`` is the SHA-256 of the sealed record; ``"paper:…"`` for a sheet that exists
    on paper only. ``reopened``: work goes on there, this version stays in force.
    """

    candidate: str
    exam: str
    commission: str
    name: str
    status: str
    examiners: tuple[str, ...] = ()
    version: int = 0
    record: str = ""
    code: str = ""
    mark: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    appraisal: str = ""
    sealed_at: str = ""
    reserved: str = ""
    reason: str = ""
    authority: str = ""
    reopened: bool = False
    listed: bool = True

    @property
    def statement(self) -> str:
        """What is final in it; two of them that differ are a conflict. "" for nothing final."""
        if self.status in (ABSENT, NOT_VALID):
            return self.status
        return self.record

    @property
    def on_paper(self) -> bool:
        return self.record.startswith(PAPER)


@dataclass(frozen=True)
class ReceivedIncident:
    """An incident the commission reported; ``candidate`` "" where it is about nobody."""

    at: str
    kind: str
    text: str
    informed: str = ""
    candidate: str = ""


@dataclass(frozen=True)
class ReceivedExport:
    """One export accepted; ``lineage`` is the chain of its journal, ``LINK`` digits an act, so
    that a longer export of the same journal begins with it."""

    sha256: str
    commission: str
    exam: str
    public: str
    acts: int
    root: str
    lineage: str
    exported_at: str
    program: str
    closed: bool = False
    passages: Mapping[str, ReceivedPassage] = field(default_factory=dict)
    incidents: tuple[ReceivedIncident, ...] = ()

    @property
    def origin(self) -> str:
        """What the first act of its journal is told by, whichever key signed the export."""
        return self.lineage[:LINK]

    def continues(self, other: ReceivedExport) -> bool:
        """Whether its journal is that one, or that one carried on."""
        return self.lineage.startswith(other.lineage)


@dataclass(frozen=True)
class ReceivedCommission:
    """Every export of a commission, by SHA-256."""

    code: str
    exports: Mapping[str, ReceivedExport] = field(default_factory=dict)

    @cached_property
    def heads(self) -> tuple[ReceivedExport, ...]:
        """The exports nothing continues, one for each state of a journal."""
        ends: dict[str, ReceivedExport] = {}
        for export in sorted(self.exports.values(), key=lambda e: (-e.acts, e.sha256)):
            if not any(end.continues(export) for end in ends.values()):
                ends[export.root] = export
        return tuple(sorted(ends.values(), key=lambda e: e.root))

    @property
    def forked(self) -> bool:
        """Whether one journal was carried on twice."""
        origins = [head.origin for head in self.heads]
        return len(origins) != len(set(origins))

    @property
    def complete(self) -> bool:
        """Whether nothing is left open there: every candidate listed has a final statement, or is
        recused; also where there is no candidate."""
        told = (p for head in self.heads for p in head.passages.values())
        return bool(self.heads) and not any(p.listed and p.status == OPEN for p in told)


@dataclass(frozen=True)
class Receipt:
    """A file received or refused, in the order they came: the one thing that order changes."""

    sha256: str
    at: str
    file: str
    verdict: str
    commission: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Decision:
    """Which of several statements is kept, who confirmed it, why; it settles no other one."""

    keep: str
    among: frozenset[str]
    confirmed_by: tuple[str, ...]
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class Transcription:
    """A paper sheet typed by one person; ``checked``: its check code proves what was typed."""

    by: str
    passage: ReceivedPassage
    checked: bool = False


@dataclass(frozen=True)
class Control:
    """A printed sheet against what is held: ``round`` is 0 outside a control round."""

    code: str
    right: bool
    candidate: str
    exam: str
    by: str
    at: str
    round: int = 0


@dataclass(frozen=True)
class Round:
    """A control round: the sheets drawn from the jury's root hash, to be looked at on paper."""

    number: int
    at: str
    seed: str
    drawn: tuple[Sat, ...]


@dataclass(frozen=True)
class Held:
    """What the jury holds of one candidate for one exam: ``passage`` is what counts (None in a
    conflict, or where nobody said anything), ``claims`` every thing said, in a fixed order."""

    candidate: str
    exam: str
    state: str
    passage: ReceivedPassage | None
    claims: tuple[ReceivedPassage, ...] = ()
    decision: Decision | None = None

    @property
    def mark(self) -> str | None:
        """The mark held, reserved or not; None where there is none."""
        return self.passage.mark if self.state in (EXAMINED, RESERVED) and self.passage else None

    @property
    def statements(self) -> frozenset[str]:
        return frozenset(claim.statement for claim in self.claims if claim.statement)


@dataclass(frozen=True)
class Received:
    """All that was received; ``claims`` names the commissions that say something of a candidate,
    so that an act looks at those only."""

    commissions: Mapping[str, ReceivedCommission] = field(default_factory=dict)
    claims: Mapping[Sat, frozenset[str]] = field(default_factory=dict)
    receipts: Mapping[str, Receipt] = field(default_factory=dict)
    recognised: Mapping[str, str] = field(default_factory=dict)
    """Public keys, in hex, of commissions that no pack was issued to, and whose they are."""
    decisions: Mapping[Sat, Decision] = field(default_factory=dict)
    papers: Mapping[Sat, tuple[Transcription, ...]] = field(default_factory=dict)
    controls: tuple[Control, ...] = ()
    rounds: tuple[Round, ...] = ()

    def held(self, candidate: str, exam: str) -> Held:
        """What is held of a candidate for an exam; it costs the same however many there are."""
        claims = tuple(self._told(candidate, exam))
        if len(claims) > 1:
            claims = tuple(sorted(claims, key=_order))
        final = {claim.statement: claim for claim in claims if claim.statement}
        decision = self.decisions.get((candidate, exam))
        if len(final) > 1:
            settled = decision is not None and decision.among >= final.keys()
            if decision is None or not settled or decision.keep not in final:
                return Held(candidate, exam, CONFLICT, None, claims, decision)
            kept = final[decision.keep]
        elif final:
            kept = next(iter(final.values()))
        elif claims:
            kept = claims[0]
        else:
            return Held(candidate, exam, MISSING, None)
        return Held(candidate, exam, _state(kept), kept, claims, decision)

    def _told(self, candidate: str, exam: str) -> Iterator[ReceivedPassage]:
        files = [
            head.passages[candidate]
            for code in self.claims.get((candidate, exam), ())
            for head in self.commissions[code].heads
            if head.exam == exam and candidate in head.passages
        ]
        files = [told for told in files if told.listed or told.status != OPEN]
        yield from files
        paper = agreed(self.papers.get((candidate, exam), ()))
        if paper is not None and not any(_same_sheet(paper, told) for told in files):
            yield paper

    def speaks_of(self, candidate: str, exam: str) -> bool:
        """Whether anything is said of a candidate for an exam."""
        return (candidate, exam) in self.claims or (candidate, exam) in self.papers

    def everyone(self) -> list[Sat]:
        """Whoever anything is said of, in order."""
        return sorted(self.claims.keys() | self.papers.keys())


def agreed(typed: tuple[Transcription, ...]) -> ReceivedPassage | None:
    """The sheet as a check code proves it, or as two persons typed it alike; None before that."""
    for one in typed:
        twice = any(o.by != one.by and o.passage.record == one.passage.record for o in typed)
        if one.checked or twice:
            return one.passage
    return None


def on_paper(passage: ReceivedPassage) -> ReceivedPassage:
    """The sheet named by what stands on it, so that the same one typed twice is one."""
    told = {
        name: getattr(passage, name)
        for name in ("candidate", "exam", "commission", "version", "mark", "appraisal", "reserved")
    }
    told |= {"levels": dict(passage.levels), "examiners": list(passage.examiners)}
    return replace(passage, record=PAPER + digest(canonical(told)))


def _same_sheet(paper: ReceivedPassage, told: ReceivedPassage) -> bool:
    """Whether a file holds the very sheet that was typed from paper."""
    shown = ("commission", "version", "mark", "levels")
    return all(getattr(paper, name) == getattr(told, name) for name in shown)


def _state(kept: ReceivedPassage) -> str:
    return RESERVED if kept.status == EXAMINED and kept.reserved else kept.status


def _order(passage: ReceivedPassage) -> tuple[bool, bool, str, str, str]:
    """Final statements first, then nothing final before a recusal: who goes on examining counts
    more than who cannot."""
    told = passage
    return (not told.statement, told.status in ELSEWHERE, told.commission, told.record, told.status)


def with_export(received: Received, export: ReceivedExport) -> Received:
    """With one more export, in whatever order they come."""
    found = received.commissions.get(export.commission, ReceivedCommission(export.commission))
    if export.sha256 in found.exports:
        return received
    more = ReceivedCommission(found.code, {**found.exports, export.sha256: export})
    claims = {**received.claims}
    for number in export.passages:
        there = (number, export.exam)
        claims[there] = claims.get(there, frozenset()) | {export.commission}
    commissions = {**received.commissions, export.commission: more}
    return replace(received, commissions=commissions, claims=claims)
