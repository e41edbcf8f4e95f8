"""Instants as people write them, and as the journal keeps them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.instants import clock_text, fixed, read_instant, stamp
from tests.domain.scene import MORNING


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("09:31", "2019-06-05T09:31:00.000+02:00"),
        ("9h31", "2019-06-05T09:31:00.000+02:00"),
        ("09H31:20".replace("H", ":"), "2019-06-05T09:31:20.000+02:00"),
        ("2019-06-06T09:31", "2019-06-06T09:31:00.000+02:00"),
        ("2019-06-05T03:31:00-04:00", "2019-06-05T09:31:00.000+02:00"),
        (" 2019-06-05 07:31Z ", "2019-06-05T09:31:00.000+02:00"),
    ],
)
def test_an_hour_is_of_the_same_day_and_an_offset_the_centre_s(text: str, iso: str) -> None:
    read = read_instant(text, MORNING)
    assert read and stamp(read) == iso


@pytest.mark.parametrize(
    "text", ["", "9", "24:00", "09:60", "midi", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_what_is_no_instant_is_none(text: str) -> None:
    assert read_instant(text, MORNING) is None


moments = st.datetimes(
    min_value=datetime(1950, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.integers(-720, 840).map(lambda m: timezone(timedelta(minutes=m))),
)


@given(moments)
def test_a_journalled_instant_is_read_back_as_it_was(moment: datetime) -> None:
    kept = fixed(moment)
    assert datetime.fromisoformat(stamp(kept)) == kept == fixed(kept)
    assert timedelta() <= moment - kept < timedelta(milliseconds=1)


def test_durations_are_minutes_and_seconds() -> None:
    assert [clock_text(s) for s in (0, 59, 800, 6000)] == ["00:00", "00:59", "13:20", "100:00"]
