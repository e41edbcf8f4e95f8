"""The plain tables of what was received. A commission's rows depend on that commission, those of a
candidate on what is said of that candidate: receiving one export costs the same after a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.domain.codec import canonical
from app.domain.jury.received import Received, ReceivedCommission, ReceivedPassage, Sat
from db.projection import Changes, Row, Rows, row_changes

RECEIVED_KEYS: Mapping[str, int] = {
    "receipt": 1,
    "recognised_key": 1,
    "export": 1,
    "claim": 4,
    "received_incident": 3,
    "held": 2,
    "conflict_decision": 2,
    "transcription": 3,
    "control_round": 1,
    "control": 1,
}
"""Every table of what was received and how many of its first columns make its key."""


def received_changes(before: Received, after: Received) -> list[Changes]:
    """What an act changes, looking at what it touched only."""
    codes = [
        code
        for code, commission in after.commissions.items()
        if before.commissions.get(code) is not commission
    ]
    sats = _touched(before, after, codes)
    return [
        row_changes(_of_commissions(before, codes), _of_commissions(after, codes)),
        row_changes(_of_candidates(before, sats), _of_candidates(after, sats)),
        row_changes(*_of_added(before, after)),
    ]


def received_rows(received: Received) -> Rows:
    """Every row of every table of what was received."""
    nothing = Received()
    return {
        **_of_commissions(received, received.commissions),
        **_of_candidates(received, received.everyone()),
        **_of_added(nothing, received)[1],
    }


def _touched(before: Received, after: Received, codes: Iterable[str]) -> set[Sat]:
    """Of whom what is held may have changed."""
    sats = {
        (number, export.exam)
        for code in codes
        for received in (before, after)
        if code in received.commissions
        for export in received.commissions[code].exports.values()
        for number in export.passages
    }
    for was, now in ((before.decisions, after.decisions), (before.papers, after.papers)):
        if was is not now:
            every = was.keys() | now.keys()
            sats |= {sat for sat in every if was.get(sat) is not now.get(sat)}
    return sats


def _keyed(table: str, rows: Iterable[Row]) -> Rows:
    return {(table, row[: RECEIVED_KEYS[table]]): row for row in rows}


def _of_commissions(received: Received, codes: Iterable[str]) -> Rows:
    found = [received.commissions[code] for code in codes if code in received.commissions]
    return {
        **_keyed("export", (row for commission in found for row in _exports(commission))),
        **_keyed("claim", (row for commission in found for row in _claims(commission))),
        **_keyed("received_incident", (row for c in found for row in _incidents(c))),
    }


def _exports(commission: ReceivedCommission) -> Iterator[Row]:
    heads = {head.root for head in commission.heads}
    for e in commission.exports.values():
        head = (e.sha256, e.commission, e.exam, e.public, e.acts, e.root, e.exported_at, e.program)
        yield (*head, len(e.passages), int(e.closed), int(e.root in heads))


def _claims(commission: ReceivedCommission) -> Iterator[Row]:
    for head in commission.heads:
        for p in head.passages.values():
            yield (
                *(p.candidate, p.exam, p.commission, head.root, p.name, p.status, p.version),
                *(p.record, p.code, p.mark, *_content(p), p.sealed_at, p.reserved, p.reason),
                *(p.authority, int(p.reopened), int(p.listed)),
            )


def _content(passage: ReceivedPassage) -> Row:
    levels = canonical(dict(passage.levels))
    return (levels, passage.appraisal, canonical(list(passage.examiners)))


def _incidents(commission: ReceivedCommission) -> Iterator[Row]:
    for head in commission.heads:
        for place, i in enumerate(head.incidents, 1):
            named = (commission.code, head.root, place)
            yield (*named, i.at, i.kind, i.text, i.informed, i.candidate)


def _of_candidates(received: Received, sats: Iterable[Sat]) -> Rows:
    known = [s for s in sats if s in received.claims or s in received.papers]
    return {
        **_keyed("held", (_held(received, sat) for sat in known)),
        **_keyed("transcription", (row for sat in known for row in _typed(received, sat))),
        **_keyed(
            "conflict_decision",
            (_decision(received, sat) for sat in known if sat in received.decisions),
        ),
    }


def _held(received: Received, sat: Sat) -> Row:
    held = received.held(*sat)
    kept = held.passage
    return (*sat, held.state, *((kept.commission, kept.record) if kept else (None,) * 2), held.mark)


def _typed(received: Received, sat: Sat) -> Iterator[Row]:
    for one in received.papers.get(sat, ()):
        p = one.passage
        sheet = (p.commission, p.version, p.record, p.code, int(one.checked), p.mark)
        yield (*sat, one.by, *sheet, *_content(p), p.reserved)


def _decision(received: Received, sat: Sat) -> Row:
    d = received.decisions[sat]
    among, confirmed = canonical(sorted(d.among)), canonical(list(d.confirmed_by))
    return (*sat, d.keep, among, confirmed, d.by, d.reason, d.at)


def _of_added(before: Received, after: Received) -> tuple[Rows, Rows]:
    """Rows of what only ever grows, or is told anew: those that changed, before and after."""
    receipts = after.receipts
    if before.receipts is receipts:
        fresh = []
    else:
        fresh = [r for sha, r in receipts.items() if before.receipts.get(sha) is not r]
    rows = _keyed(
        "receipt", ((r.sha256, r.at, r.file, r.verdict, r.commission, r.reason) for r in fresh)
    )
    keys = after.recognised.items() - before.recognised.items()
    rows |= _keyed("recognised_key", keys)
    since = len(before.rounds)
    rows |= _keyed(
        "control_round",
        (
            (r.number, r.at, r.seed, canonical([list(sat) for sat in r.drawn]))
            for r in after.rounds[since:]
        ),
    )
    since = len(before.controls)
    rows |= _keyed(
        "control",
        (
            (place, c.at, c.round, c.code, int(c.right), c.candidate, c.exam, c.by)
            for place, c in enumerate(after.controls[since:], since + 1)
        ),
    )
    return {}, rows
