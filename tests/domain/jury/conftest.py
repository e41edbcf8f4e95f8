"""What the tests of a jury file ask for."""

from __future__ import annotations

import pytest

from tests.domain.jury.scene import JuryScene


@pytest.fixture
def jury() -> JuryScene:
    """An opened jury with candidates 001, 002 and 003, nobody assigned yet."""
    return JuryScene()
