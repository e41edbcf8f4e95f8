"""Any byte of a signed export changed is caught: ten thousand at random, over several exports."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from app.domain import acts
from app.domain.jury.receiving import ALTERED, DAMAGED, FOREIGN, NEWER
from app.services.verifying import signature_right
from db.reading import ExportError, read_export
from tests.services.sticks import commission, examine, stick, work

FLIPS = 10_000
DICE = random.Random(20190605)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Exports of an empty commission, of one at work, and of one whose day is over."""
    folder = tmp_path_factory.mktemp("flipped")
    empty = commission(folder / "empty.passage", "C2")
    busy = commission(folder / "busy.passage", "C1", "001", "002")
    examine(busy, "001")
    half = stick(busy, "half.sqlite")
    work(busy, acts.MarkAbsent("002"), acts.CloseDay())
    return [path.read_bytes() for path in (stick(empty), half, stick(busy))]


def caught(data: bytes) -> str:
    """As what the bytes are refused; "" when they pass for what was signed."""
    try:
        found = read_export(Path("stick.sqlite"), data, whole=False)
    except ExportError as error:
        return error.verdict
    return "" if signature_right(found) else ALTERED


def flipped(data: bytes) -> bytes:
    place = DICE.randrange(len(data))
    return data[:place] + bytes([data[place] ^ DICE.randrange(1, 256)]) + data[place + 1 :]


def test_an_export_as_it_was_signed_passes(exports: list[bytes]) -> None:
    assert [caught(data) for data in exports] == ["", "", ""]


def test_a_byte_flipped_anywhere_is_caught(exports: list[bytes]) -> None:
    told = Counter(caught(flipped(DICE.choice(exports))) for _ in range(FLIPS))
    assert told.total() == FLIPS and told[""] == 0
    assert told.keys() <= {ALTERED, DAMAGED, FOREIGN, NEWER} and told[ALTERED] > FLIPS // 2


def test_every_byte_of_the_header_is_covered(exports: list[bytes]) -> None:
    data = exports[0]
    for place in range(100):
        assert caught(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]), place
