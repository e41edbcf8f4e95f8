"""What the tests of intake share: reading a list from its bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from app.intake.lists import read_list
from app.intake.reading import Reading

TODAY = date(2019, 6, 1)
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

Lister = Callable[..., Reading]


@pytest.fixture
def listed(tmp_path: Path) -> Lister:
    """Read a list given as bytes, or as text in UTF-8."""

    def read(content: bytes | str, mapping: Mapping[str, str] | None = None) -> Reading:
        path = tmp_path / "liste.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_list(path, mapping, today=TODAY)

    return read


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """A sample by its file name; the test is skipped where the samples are not."""

    def find(name: str) -> Path:
        if not (SAMPLES / name).exists():
            pytest.skip(f"{name} is not here")
        return SAMPLES / name

    return find
