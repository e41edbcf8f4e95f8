"""Fixtures: a real file, a desk on it, a clock moved by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.desk import Desk
from tests.services.desks import FakeClock, commission_file


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One opened commission file of each exam, to be copied."""
    folder = tmp_path_factory.mktemp("templates")
    return {exam: commission_file(folder / f"{exam}.passage", exam) for exam in ("E32", "E42")}


@pytest.fixture
def path(tmp_path: Path, templates: dict[str, Path]) -> Path:
    """An E32 commission file of three candidates, opened at seven."""
    return Path(shutil.copy(templates["E32"], tmp_path / "c04.passage"))


@pytest.fixture
def clock() -> FakeClock:
    """Eight in the morning."""
    return FakeClock()


@pytest.fixture
def desk(path: Path, clock: FakeClock) -> Iterator[Desk]:
    """That file, open, at eight."""
    with Desk(path, clock) as opened:
        yield opened
