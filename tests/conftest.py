"""Fixtures every test may ask for. Qt draws on no screen; hypothesis is repeatable."""

from __future__ import annotations

import os
from tempfile import mkdtemp

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["XDG_STATE_HOME"] = mkdtemp(prefix="state-")

import pytest
from hypothesis import HealthCheck, settings

from tests.domain.scene import Scene

settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search", settings.get_profile("repeatable"), derandomize=False, max_examples=3000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture
def e32() -> Scene:
    """An E32 commission with candidates 001, 002 and 003, nobody examined yet."""
    return Scene("E32")


@pytest.fixture
def e42() -> Scene:
    """An E42 commission with candidates 001, 002 and 003, nobody examined yet."""
    return Scene("E42")
