"""Acts of a jury file as hypothesis draws them: plausible enough, wild enough."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.domain.jury.acts import JURY
from tests.domain.jury.scene import ANNE, BRUNO, CHLOE, DAY, NEXT_DAY, commission, examiner, line
from tests.domain.strategies import Line, json_values

ACTS = sorted(name for name in JURY if name != "open-jury")
TABLES = {
    "sites": [{"name": "Lyon", "time_zone": "Europe/Paris"}],
    "examiners": [examiner(ANNE, "DA1"), examiner(BRUNO)],
    "commissions": [commission("C1", "E32", ANNE, BRUNO)],
    "members": [{"name": ANNE, "knows": ["001"]}],
}
HOURS = ["08:00", "08:30", "09:00", "11:30", "17:30", "24:00"]

_LISTED: dict[str, list[Any]] = {
    "candidate": ["001"] * 4 + ["002", "003", "404"],
    "exam": ["E32"] * 3 + ["E42", "E99"],
    "commission": ["C1", "C1", "C2", "D1", "C9"],
    "day": [DAY, DAY, NEXT_DAY, "2020-01-01", "demain"],
    "hour": HOURS,
    "first_hour": HOURS,
    "last_hour": ["18:00", "18:00", "09:00", "x"],
    "slot": [None, 30, 60, -5, 0],
    "breaks": [[], ["12:00-13:30"], ["x"]],
    "dates": [[DAY], [DAY, NEXT_DAY], ["x"], []],
    "date": [DAY, "x"],
    "examiners": [[ANNE, BRUNO], [CHLOE, BRUNO], ["Zoé"], []],
    "site": ["Lyon", "Grenoble", "Nice"],
    "table": ["site", "examiner", "commission", "member", "jury"],
    "name": [ANNE, BRUNO, "Lyon", "C1", "dossier.pdf"],
    "by": [ANNE, BRUNO, "Zoé"],
    "member": [ANNE, "Zoé"],
    "quality": ["enseignant", "professionnel", "ami"],
    "domains": [["DA1"], ["DA2"], [], ["DA9"]],
    "schools": [[], ["Lycée A"]],
    "employer": ["", "MAIF"],
    "knows": [[], ["001"], ["002"]],
    "unit": ["E32", "E42", "E9"],
    "status": ["ponctuel", "ponctuel", "ccf", "benefit", "x"],
    "verdict": ["conforming", "doubtful", "not-conforming", "unchecked", "x"],
    "authority": ["DEC", "DEC", ""],
    "reason": ["not-signed", "autre", ""],
    "decided": ["", "2019-04-01", "x"],
    "received": [DAY, "", "x"],
    "piece": ["dossier.pdf"],
    "item": ["cover", "visa", "statement", "certificates", "fiche-1"],
    "proof": ["", "work", "x"],
    "fiche": [1, 2, 6, 10],
    "fiche_1": [1, 2, 6],
    "fiche_2": [2, 3, None],
    "kind": ["", "property", "persons", "savings", "other", "x"],
    "context": [1, 2, 99],
    "company": ["MAIF", "Maif – Lyon", ""],
    "field": ["last_name", "born", "category", "form", "school", "extra_parts", "x"],
    "value": ["01/02/1999", "DUPONT", "INDIVIDUEL", "progressive", "1/3", "9/0", ""],
    "president": ["Irène DURAND", ""],
    "academies": [["Lyon"], ["Nice"], []],
    "candidates": [
        [line("001", school="Lycée A", extra_parts="1/3")],
        [line("002", commission="C1", day=DAY, hour="08:30")],
        [line("003", exam="E42", commission="C1", day=DAY, hour="08:00")],
        [line("004", units={"E32": "ccf"}), line("005", units=3, exam=["E32"])],
        [{"number": ["001"], "commission": {}, "form": 1}],
        [],
    ],
}


def _wild(annotation: str) -> SearchStrategy[Any]:
    kinds: dict[str, SearchStrategy[Any]] = {
        "str": st.text(max_size=6),
        "int": st.integers(-3, 400),
        "bool": st.booleans(),
        "tuple[str, ...]": st.lists(st.text(max_size=4), max_size=3),
    }
    bare = annotation.removesuffix(" | None")
    return kinds.get(bare, st.lists(st.dictionaries(st.text(max_size=4), json_values), max_size=2))


def _field(name: str, annotation: str) -> SearchStrategy[Any]:
    if name in _LISTED:
        return st.sampled_from(_LISTED[name])
    return _wild(annotation)


def _act(name: str, wild: bool) -> SearchStrategy[Line]:
    known = {f.name: str(f.type) for f in fields(JURY[name])}
    drawn = {n: _wild(kind) if wild else _field(n, kind) for n, kind in known.items()}
    return st.fixed_dictionaries({"act": st.just(name), **drawn})


any_act = st.sampled_from(ACTS).flatmap(lambda name: _act(name, wild=False))
wild_act = st.sampled_from([*ACTS, "open-jury"]).flatmap(lambda name: _act(name, wild=True))
half_opened = st.fixed_dictionaries(
    {
        "act": st.just("open-jury"),
        "session": st.sampled_from([2019, 2019, 0]),
        "pilot": st.just("Strasbourg"),
        "academies": st.just(["Lyon"]),
        "president": st.just("Irène DURAND"),
        "rehearsal": st.booleans(),
        "program": st.just("0"),
        **{
            table: st.just(lines)
            | st.lists(st.dictionaries(st.text(max_size=4), json_values), max_size=2)
            for table, lines in TABLES.items()
        },
    }
)
"""An opening that says too little, as no rule would allow."""
