"""What goes with a candidate from one commission to another: one JSON object, signed as a file.

``format``, ``session``, ``exam``, ``rehearsal``, ``from`` and ``to`` (commissions; ``to`` empty
where it is not known), ``at`` and ``reason`` of the transfer, then what is known of the candidate:
``candidate`` (fields of a list line), ``not_valid``, ``doubt``, ``dossier`` {item: value},
``situation`` (fields of ``choose-situation``), ``known`` and ``documents`` {name, sha256, size}.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.codec import canonical
from app.domain.instants import stamp
from app.domain.record import digest, situation_fields
from app.domain.state import Passage, State

FORMAT = 1
FIELDS: Mapping[str, tuple[type, ...]] = {
    "format": (int,),
    "session": (int,),
    "exam": (str,),
    "rehearsal": (bool,),
    "from": (str,),
    "to": (str,),
    "at": (str,),
    "reason": (str,),
    "candidate": (dict,),
    "not_valid": (dict, type(None)),
    "doubt": (str, type(None)),
    "dossier": (dict,),
    "situation": (dict, type(None)),
    "known": (list,),
    "documents": (list,),
}
"""Each field and what it may be; a transfer has them all and no other."""


def content_of(state: State, passage: Passage, line: Mapping[str, Any]) -> dict[str, Any]:
    """The content of the transfer of a passage that left; ``line`` is the candidate's.

    The same for ever, so that a file that was lost can be written again.
    """
    commission, out = state.commission, passage.transferred
    assert commission is not None and out is not None
    nv = passage.not_valid
    told = situation_fields(passage.situation) or {}
    return {
        "format": FORMAT,
        "session": commission.session,
        "exam": commission.exam,
        "rehearsal": commission.rehearsal,
        "from": commission.commission,
        "to": out.commission,
        "at": stamp(out.at),
        "reason": out.reason,
        "candidate": dict(line),
        "not_valid": {"reason": nv.reason, "authority": nv.authority, "decided": nv.decided}
        if nv
        else None,
        "doubt": passage.doubt,
        "dossier": dict(passage.dossier),
        "situation": {name: value for name, value in told.items() if value is not None} or None,
        "known": [
            {"examiner": k.examiner, "reason": k.reason, "tie": k.tie} for k in passage.known
        ],
        "documents": [
            {"name": d.name, "sha256": d.sha256, "size": d.size} for d in passage.documents
        ],
    }


def identity_of(content: Mapping[str, Any]) -> str:
    """What tells this transfer from any other."""
    return digest(canonical(content))
