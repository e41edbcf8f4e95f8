"""The journal of a jury file in French: a sentence for every act, and nothing kept from it."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import pytest

from app.domain.codec import encode, revive
from app.domain.jury.acts import JURY, EditCandidate, SetUnit
from app.domain.jury.undo import inverse
from app.services.jury_desk import JuryDesk
from app.services.jury_narrating import SENTENCES, UNSAID, narrated, sentence
from tests.services.juries import do, jury_file

PLAIN: dict[str, tuple[Any, Any]] = {
    "str": ("ceci", "cela"),
    "int": (1, 2),
    "int | None": (1, 2),
    "bool": (True, False),
    "bool | None": (True, None),
    "tuple[str, ...]": (("C2",), ("C3",)),
}
SPECIAL: dict[tuple[str, str], tuple[Any, Any]] = {
    ("receive-export", "passages"): (
        ({"candidate": "001", "status": "absent"},),
        ({"candidate": "001", "status": "not-valid"},),
    ),
    ("receive-export", "incidents"): (({"kind": "alarm"},), ({"kind": "late"},)),
    ("load-marks", "marks"): (
        ({"number": "001", "unit": "E5", "mark": "14.5"},),
        ({"number": "001", "unit": "E5", "kind": "not-valid"},),
    ),
    ("rectify", "correction"): (
        {"act": "decide-mark", "unit": "E5", "mark": "12.0", "by": "la présidente"},
        {"act": "decide-mark", "unit": "E5", "mark": "13.0", "by": "la présidente"},
    ),
    ("set-layout", "columns"): (
        ({"title": "Note", "field": "mark_E5"},),
        ({"title": "Note", "field": "final_E5"},),
    ),
    ("transcribe-paper", "levels"): ({"C2": "S"}, {"C2": "TS"}),
    ("open-jury", "commissions"): (({"commission": "C1"},), ({"commission": "C2"},)),
    ("open-jury", "examiners"): (
        ({"name": "Anne MARTIN", "quality": "enseignant"},),
        ({"name": "Anne MARTIN", "quality": "professionnel"},),
    ),
    ("open-jury", "sites"): (({"name": "Lyon"},), ({"name": "Metz"},)),
    ("open-jury", "members"): (({"name": "Anne"},), ({"name": "Bruno"},)),
    ("enrol-candidates", "candidates"): (({"last_name": "ROUX"},), ({"last_name": "PETIT"},)),
}
SAID_BESIDE = "candidate"
"""The candidate's name stands beside the sentence."""
EVERY_FIELD = [
    (act, field)
    for act in JURY
    for field in fields(JURY[act])
    if field.name != SAID_BESIDE and (act, field.name) not in UNSAID
]


def _pair(act: str, field: Field[Any]) -> tuple[Any, Any]:
    return SPECIAL.get((act, field.name)) or PLAIN[str(field.type)]


def _whole(act: str) -> dict[str, Any]:
    return {"act": act, **{f.name: _pair(act, f)[0] for f in fields(JURY[act])}}


def test_every_act_of_a_jury_has_its_own_sentence() -> None:
    assert set(SENTENCES) == set(JURY)
    assert len({sentence(_whole(act)) for act in JURY}) == len(JURY)


@pytest.mark.parametrize("act", JURY)
def test_every_sentence_is_one(act: str) -> None:
    told = sentence(_whole(act))
    assert (told[0].isupper() or told.startswith(("ceci", "«"))) and told.endswith(".")
    assert not any(foreign in told for foreign in ("None", "True", "False", "{", "[", "_"))


@pytest.mark.parametrize("act", JURY)
def test_an_act_without_its_optional_fields_is_told_too(act: str) -> None:
    bare = {f.name: _pair(act, f)[0] for f in fields(JURY[act]) if f.default is MISSING}
    told = sentence({"act": act, **bare})
    assert told.endswith(".") and "None" not in told


@pytest.mark.parametrize(("act", "field"), EVERY_FIELD, ids=lambda v: getattr(v, "name", v))
def test_no_field_is_swallowed(act: str, field: Field[Any]) -> None:
    whole = _whole(act)
    assert sentence(whole) != sentence({**whole, field.name: _pair(act, field)[1]})


@pytest.mark.parametrize("act", JURY)
def test_what_is_told_is_what_is_stored(act: str) -> None:
    stored = encode(revive(_whole(act), JURY))
    assert sentence(stored) == sentence(_whole(act))


def test_an_undo_says_that_the_value_is_the_lists_again(tmp_path: Path) -> None:
    with JuryDesk(jury_file(tmp_path / "jury.jury")) as desk:
        for act in (EditCandidate("001", "born", "2000-05-01"), SetUnit("001", "E32", "ccf")):
            back = inverse(desk.state, act)
            desk.perform(act)
            desk.perform(back[0])
        told = [line.sentence for line in narrated(desk.state, desk.journal())][-4:]
    assert told == [
        "Date de naissance : « 01/05/2000 ».",
        "Date de naissance : rien, comme dans la liste.",
        "E32 : contrôle en cours de formation.",
        "E32 : rien n’en est dit, comme dans la liste.",
    ]


def test_the_candidate_is_named_beside_and_the_jury_is_nobody(tmp_path: Path) -> None:
    with JuryDesk(jury_file(tmp_path / "jury.jury")) as desk:
        do(desk, "assign", commission="C1", day="2019-06-05", hour="09:00")
        told = list(narrated(desk.state, desk.journal()))
    assert (told[-1].who, told[-1].passage) == (desk.state.candidates["001"].name, "001")
    assert told[-1].sentence == "E32 : passage devant C1, le 05/06/2019 à 09:00."
    assert told[0].who == "" and told[0].sentence.startswith("Jury ouvert, réel : session 2019")


CODES: dict[str, tuple[dict[str, Any], str]] = {
    "of a file received": (
        {
            "act": "receive-export",
            "file": "C1.export",
            "sha256": "ab" * 32,
            "acts": 42,
            "verdict": "conflict",
            "commission": "C1",
            "exam": "E32",
            "public": "cd" * 32,
            "root": "ef" * 32,
            "exported": "2019-06-05T18:02:00.000+02:00",
            "closed": True,
            "lineage": ["ef" * 8],
            "program": "1.0",
            "passages": [
                {
                    "candidate": "001",
                    "name": "ROUX Zoé",
                    "status": "sealed",
                    "version": 2,
                    "mark": "14.5",
                    "doubt": "visa absent",
                    "reopened": True,
                },
                {"candidate": "002", "name": "PETIT Anne", "status": "not-valid"},
            ],
            "incidents": [{"kind": "fraud-suspected", "text": "Téléphone.", "candidate": "001"}],
        },
        "Export « C1.export », en conflit : commission C1, E32, 42 actes ; exporté le : "
        "05/06/2019 à 18:02 ; journée close : oui ; passages : ROUX Zoé n° 001 (grille scellée, "
        "version 2, note 14,5 réservée, visa absent, rouverte), PETIT Anne n° 002 (dossier non "
        "valide) ; incidents : suspicion de fraude, candidat n° 001 « Téléphone » ; clé publique : "
        "cdcdcdcdcdcdcdcd ; empreinte : abababababababab ; racine du journal : efefefefefefefef ; "
        "programme : 1.0.",
    ),
    "of a file refused": (
        {
            "act": "refuse-export",
            "file": "C1.export",
            "sha256": "ab" * 32,
            "verdict": "unknown-commission",
            "reason": "",
            "commission": "C9",
        },
        "Export « C1.export » refusé, commission inconnue ; commission : C9 ; empreinte : "
        "abababababababab.",
    ),
    "of a conflict": (
        {
            "act": "decide-conflict",
            "exam": "E32",
            "keep": "not-valid",
            "confirmed_by": ["A", "B"],
            "by": "Mme ÉLUE",
            "reason": "Pièces relues.",
        },
        "E32 : constats contradictoires, retenu par Mme ÉLUE : dossier non valide ; confirmé par : "
        "A, B ; motif : Pièces relues.",
    ),
    "of a reserve": (
        {
            "act": "decide-reserve",
            "exam": "E42",
            "decision": "not-valid",
            "code": "",
            "authority": "le recteur",
            "decided": "2019-07-01",
            "reason": "visa absent",
        },
        "E42 : réserve changée en NV ; autorité : le recteur ; décision du : 01/07/2019 ; motif : "
        "visa absent.",
    ),
    "of a list of marks": (
        {
            "act": "load-marks",
            "source": "notes.csv",
            "sha256": "ab" * 32,
            "marks": [
                {"number": "001", "unit": "E5", "mark": "14.5"},
                {"number": "002", "unit": "E5", "kind": "not-valid"},
                {"number": "001", "unit": "E31", "mark": "12.0"},
            ],
        },
        "Liste de notes « notes.csv » chargée, 3 notes : E5 : n° 001 14,5, n° 002 non valide ; "
        "E31 : n° 001 12 ; empreinte : abababababababab.",
    ),
    "of a result": (
        {"act": "pronounce", "result": "adjourned", "by": "le jury", "reason": ""},
        "Résultat prononcé par le jury : ajourné.",
    ),
    "of a rectification": (
        {
            "act": "rectify",
            "by": "Mme ÉLUE",
            "reason": "recours",
            "correction": {
                "act": "record-force-majeure",
                "unit": "E5",
                "authority": "le recteur",
                "decided": "2019-07-09",
                "reason": "hôpital",
            },
        },
        "Rectification par Mme ÉLUE ; motif : recours ; E5 : absence par force majeure, la note "
        "est zéro ; autorité : le recteur ; décision du : 09/07/2019 ; motif : hôpital.",
    ),
    "of a layout": (
        {
            "act": "set-layout",
            "name": "Lyon",
            "columns": [
                {"title": "NUM", "field": "number"},
                {"title": "Résultat", "field": "result"},
            ],
        },
        "Présentation du fichier de résultats « Lyon » : « NUM » (N° de candidat), Résultat.",
    ),
}


@pytest.mark.parametrize("about", CODES)
def test_a_stored_code_is_read_as_french(about: str) -> None:
    act, told = CODES[about]
    assert sentence(act) == told
