"""Acts as hypothesis draws them: plausible enough that many are accepted, wild enough to break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.domain.acts import REGISTRY
from tests.domain.scene import ANNE, BRUNO, CATALOGUE, VISA, candidate

Line = dict[str, Any]
Step = tuple[int, Line]
"""Milliseconds that pass, then an act as JSON."""

PASSAGES = ["001"] * 6 + ["002", "002", "003", "404"]
NAMES = [ANNE, BRUNO, "Chloé ROUX"]
PARTS = ["preparation", "part-1", "part-2", "part-3"]
CODES = ["C2", "C3", "C21", "C25", "C26", "C32"]
TEXTS = ["x"] * 8 + ["", "Deux enfants.", "É" * 3, "a\nb"]

_LISTED: dict[str, list[Any]] = {
    "passage": PASSAGES,
    "examiner": NAMES,
    "by": NAMES,
    "part": PARTS,
    "started": ["07:00"] * 4 + ["08:05", "2019-06-05T08:10:00+02:00", "hier"],
    "stopped": ["07:20"] * 4 + ["08:06", "2019-06-05T08:20:00+02:00", "99:99"],
    "field": ["last_name", "first_names", "usual_name", "born", "school"],
    "value": ["01/02/1999", "DUPONT", True, 4, ["yes"], ["no", "client-missing"], None, "no", []],
    "item": ["fiche-1", "fiche-5", "savings", "property", "count", "documents"],
    "quality": ["enseignant", "professionnel", "professionnel", "ami"],
    "competency": CODES,
    "level": ["TI", "S", "TS", "NO", None, "A"],
    "mark": ["0", "12,5", "20", "14.25", None],
    "drawing": [VISA, "M 1 1", "L 2 2"],
    "fiche_1": [1, 2, 6],
    "fiche_2": [1, 3, 5],
    "fiche": [6, 9, 1],
    "version": [1, 2, 0],
    "observation": [1, 2],
    "kind": ["material", "fraud-suspected", "party"],
    "tie": ["school", "personal", "love"],
    "question": ["dossier-blank", "same-fiche", "part-1-far-from-plan"],
    "reason": TEXTS,
    "salt": ["0" * 32, "zz"],
    "number": ["004", "001", "a/b"],
    "born": ["01/02/1999", "31/02/1999"],
    "date": ["2019-06-05", "demain"],
    "exam": ["E32", "E42", "E99"],
    "session": [2019, 0],
    "competencies": [[], ["C2"], ["C25"]],
    "candidates": [
        [candidate("001", extra_parts="1/3"), candidate("004", hour="09:00")],
        [candidate("002", extra_preparation="1/2")],
        [{"number": ["001"], "extra_parts": "9/0", "born": "?", "school": "B"}],
        [],
    ],
    "examiners": [
        [{"name": ANNE, "quality": "enseignant"}],
        [{"name": [1], "quality": None}],
        [],
    ],
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)

sheets: SearchStrategy[Line] = st.fixed_dictionaries(
    {},
    optional={
        "evidence": st.sampled_from(["CNI"] * 5 + [3]),
        "doubt": st.sampled_from(TEXTS),
        "dossier": st.sampled_from([{"savings": True}] * 5 + [{"fiche-1": ["yes"]}, ["no"]]),
        "situation": st.sampled_from([{"fiche_1": 1, "fiche_2": 2}] * 5 + [{"fiche": 7}, {}]),
        "parts": st.sampled_from(
            [[{"part": "part-1", "started": "07:00", "stopped": "07:15"}]] * 5 + [[{}], {"p": 1}]
        ),
        "levels": st.sampled_from([{"C2": "S"}] * 5 + [{"C25": "NO"}, {"C2": 1}, []]),
        "mark": st.sampled_from(["11,5", "9", "7.5", "99", None]),
        "appraisal": st.sampled_from(["Bien."] * 5 + [None]),
        "visas": st.sampled_from([[ANNE], [BRUNO, ANNE]] * 3 + [["Zoé"], ANNE]),
    },
)


_whom = st.sampled_from(PASSAGES)
_ticks = st.sampled_from(
    [
        {"item": "savings", "value": True},
        {"item": "property", "value": None},
        {"item": "fiche-1", "value": ["yes"]},
        {"item": "fiche-5", "value": "no"},
        {"item": "count", "value": 3},
        {"item": "documents", "value": "yes"},
    ]
)


def _plausible(name: str, annotation: str) -> SearchStrategy[Any]:
    if name == "sheet":
        return sheets
    if name in _LISTED:
        return st.sampled_from(_LISTED[name])
    return st.booleans() if "bool" in annotation else st.sampled_from(TEXTS)


def act_lines(act: str, *, wild: bool = False) -> SearchStrategy[Line]:
    """Acts of that name as JSON; a ``wild`` one may hold any JSON in any field."""
    required: dict[str, SearchStrategy[Any]] = {}
    optional: dict[str, SearchStrategy[Any]] = {}
    if act == "tick-dossier" and not wild:
        return st.builds(lambda whom, tick: {"act": act, "passage": whom, **tick}, _whom, _ticks)
    for field in fields(REGISTRY[act]):
        value = _plausible(field.name, str(field.type))
        mixed = value | json_values if wild and field.name != "passage" else value
        (optional if field.default is None else required)[field.name] = mixed
    return st.fixed_dictionaries({"act": st.just(act), **required}, optional=optional)


COMMISSION = sorted(REGISTRY)
OUTSIDE = [name for name in COMMISSION if not REGISTRY[name].internal]
any_act = st.sampled_from(OUTSIDE).flatmap(act_lines)
wild_act = st.sampled_from(COMMISSION).flatmap(lambda act: act_lines(act, wild=True))
gaps = st.sampled_from([0, 1, 999, 1000, 61_000, 600_000, 900_000, 4_000_000])


def stretch(exam: str, passage: str, length: int) -> Iterator[Step]:
    """The first ``length`` acts of a passage that goes well, from identity to seal."""
    form = CATALOGUE[2019, exam]
    about = {"passage": passage}
    fiches = {"fiche_1": 1, "fiche_2": 2} if form.situations == 2 else {"fiche": 6}
    acts: list[Step] = [(5000, {"act": "confirm-identity"})]
    for part in form.clocks:
        acts.append((1000, {"act": "start-part", "part": part.id}))
    acts.append((1_500_000, {"act": "stop-part", "part": form.parts[-1].id}))
    acts.append((0, {"act": "choose-situation", "reason": "x", **fiches}))
    for competency in form.competencies:
        acts.append((700, {"act": "place-level", "competency": competency.code, "level": "S"}))
    acts.append((0, {"act": "set-mark", "mark": "12,5"}))
    acts.append((0, {"act": "write-appraisal", "text": "Bien."}))
    acts += [(0, {"act": "give-visa", "examiner": n, "paper": True}) for n in (ANNE, BRUNO)]
    acts.append((0, {"act": "seal"}))
    return ((gap, {**act, **about}) for gap, act in acts[:length])


X = {"reason": "x"}
HABITS: list[list[Line]] = [
    [
        {"act": "start-part", "part": "part-1", **X},
        {"act": "pause-part"},
        {"act": "resume-part", **X},
        {"act": "pause-part", **X},
        {"act": "resume-part"},
    ],
    [{"act": "suspend-passage", **X}, {"act": "resume-passage", **X}],
    [{"act": "mark-absent"}, {"act": "mark-present", **X}],
    [{"act": "confirm-identity"}, {"act": "withdraw-identity", **X}],
    [
        {"act": "declare-not-valid", "authority": "DEC", **X},
        {"act": "withdraw-not-valid", "authority": "DEC", **X},
    ],
    [{"act": "declare-known", "examiner": ANNE, **X}, {"act": "withdraw-known", **X}],
    [{"act": "record-print", "version": 1}, {"act": "reopen", **X}],
    [{"act": "confirm-paper-signature", "examiner": ANNE, "version": 1}],
    [{"act": "correct-part", "part": "part-1", "started": "07:00", "stopped": "07:09", **X}],
    [{"act": "start-part", "part": "part-1", **X}, {"act": "annul-attempt", **X}],
    [{"act": "raise-doubt", **X}, {"act": "withdraw-doubt", **X}],
    [{"act": "seal", **X}],
]
"""Acts that come one after the other, and are rarely drawn so."""


def days(exam: str, *, most: int = 12) -> SearchStrategy[list[Step]]:
    """A day: stretches that go well, mingled with acts that may or may not be allowed."""
    good = st.builds(
        lambda passage, length: list(stretch(exam, passage, length)),
        st.sampled_from(["001", "002"]),
        st.integers(1, 40),
    )
    odd = st.lists(st.tuples(gaps, any_act), min_size=1, max_size=6)
    habit = st.builds(
        lambda passage, lines, gap: [(gap, {**line, "passage": passage}) for line in lines],
        _whom,
        st.sampled_from(HABITS),
        gaps,
    )
    pieces = st.lists(odd | habit | good, max_size=most)
    return pieces.map(lambda lists: [step for piece in lists for step in piece])
