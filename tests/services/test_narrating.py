"""The journal in French: a sentence for every act, and nothing an act holds kept from it."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any

import pytest

from app.domain.acts import REGISTRY
from app.domain.codec import encode, revive
from app.services.narrating import CONFIDENTIAL, SENTENCES, UNSAID, narrate, sentence
from tests.domain.scene import Scene

PLAIN: dict[str, tuple[Any, Any]] = {
    "str": ("ceci", "cela"),
    "str | None": ("ceci", "cela"),
    "int": (1, 2),
    "int | None": (1, 2),
    "bool": (True, False),
    "bool | None": (True, None),
    "Any": (["yes"], ["no"]),
    "tuple[str, ...]": (("C2",), ("C3",)),
    "Mapping[str, Any]": ({"mark": "12"}, {"levels": {"C2": "S"}}),
}
SPECIAL: dict[tuple[str, str], tuple[Any, Any]] = {
    ("open-commission", "examiners"): (
        ({"name": "Anne MARTIN", "quality": "enseignant"},),
        ({"name": "Anne MARTIN", "quality": "professionnel"},),
    ),
    ("load-list", "candidates"): (({"last_name": "ROUX"},), ({"last_name": "PETIT"},)),
    ("give-visa", "drawing"): ("M0 0 L1 1", "M0 0 L1 1 L2 2"),
    ("give-visa", "paper"): (None, True),
    ("load-receipt", "sheets"): (
        ({"passage": "1", "version": 1, "record": "a"},),
        ({"passage": "1", "version": 2, "record": "b"},),
    ),
}
SAID_BESIDE = "passage"
"""The candidate's name stands beside the sentence."""


def _pair(act: str, field: Field[Any]) -> tuple[Any, Any]:
    return SPECIAL.get((act, field.name)) or PLAIN.get(str(field.type)) or ("", "")


def _whole(act: str) -> dict[str, Any]:
    return {"act": act, **{f.name: _pair(act, f)[0] for f in fields(REGISTRY[act])}}


EVERY_FIELD = [
    (act, field)
    for act in REGISTRY
    for field in fields(REGISTRY[act])
    if field.name != SAID_BESIDE and (act, field.name) not in UNSAID
]


def test_every_act_has_its_sentence() -> None:
    assert set(SENTENCES) == set(REGISTRY)


def test_every_confidential_act_exists() -> None:
    assert set(REGISTRY) >= CONFIDENTIAL


@pytest.mark.parametrize("act", REGISTRY)
def test_every_sentence_is_one(e32: Scene, act: str) -> None:
    told = sentence(e32.state, _whole(act))
    assert (told[0].isupper() or told.startswith("ceci")) and told.endswith(".")
    assert not any(foreign in told for foreign in ("None", "True", "False", "{", "[", "-part"))


@pytest.mark.parametrize("act", REGISTRY)
def test_an_act_without_its_optional_fields_is_told_too(e32: Scene, act: str) -> None:
    bare = {f.name: _pair(act, f)[0] for f in fields(REGISTRY[act]) if f.default is MISSING}
    told = sentence(e32.state, {"act": act, **bare})
    assert told.endswith(".") and "None" not in told


@pytest.mark.parametrize(("act", "field"), EVERY_FIELD, ids=lambda v: getattr(v, "name", v))
def test_no_field_is_swallowed(e32: Scene, act: str, field: Field[Any]) -> None:
    whole = _whole(act)
    other = {**whole, field.name: _pair(act, field)[1]}
    assert sentence(e32.state, whole) != sentence(e32.state, other)


@pytest.mark.parametrize("act", REGISTRY)
def test_what_is_told_is_what_is_stored(e32: Scene, act: str) -> None:
    stored = encode(revive(_whole(act)))
    assert sentence(e32.state, stored) == sentence(e32.state, _whole(act))


def test_the_candidate_is_named_beside_the_sentence(e32: Scene) -> None:
    line = {"seq": 7, "at": "2019-06-05T09:31:00.000+02:00", "act": "seal", "passage": "001"}
    told = narrate(e32.state, line)
    assert (told.who, told.sentence) == (
        e32.state.passages["001"].candidate.name,
        "Grille scellée.",
    )


def test_a_transcribed_sheet_is_told_zone_by_zone(e32: Scene) -> None:
    sheet = {
        "parts": [{"part": "part-1", "started": "09:00", "stopped": "9h15"}],
        "levels": {"C2": "S", "C3": "NO"},
        "mark": "12.5",
        "dossier": {"fiche-1": ["yes"], "property": True},
    }
    told = sentence(e32.state, {"act": "transcribe", "reason": "panne", "sheet": sheet})
    assert told == (
        "Grille papier transcrite ; motif : panne ; parties : Première partie de 09:00 à 09:15 ; "
        "niveaux : C2 S, C3 NO ; note : 12,5 / 20 ; dossier : Fiche 1 oui, Situation d’assurance "
        "de biens et de responsabilité oui."
    )
