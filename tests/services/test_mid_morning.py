"""The demonstration stands in mid-morning, at the very time of whoever opens it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.domain import ledger
from app.domain.status import in_parts, status
from app.services.desk import Desk
from app.services.mid_morning import demo_commission
from app.system import SystemClock


def test_the_demonstration_is_one_part_in_at_the_present_time(tmp_path: Path) -> None:
    with Desk(demo_commission(tmp_path)) as desk:
        assert abs(desk.now() - SystemClock().read().wall) < timedelta(minutes=1)
        room = next(p for p in desk.state.in_order if in_parts(desk.state, p))
        time = ledger.part_time(desk.state.exam, room, desk.state.exam.parts[0], desk.now())
        assert time.state == "running" and 11 * 60 < time.elapsed_s < 13 * 60


def test_the_demonstration_shows_what_a_morning_may_bring(tmp_path: Path) -> None:
    with Desk(demo_commission(tmp_path)) as desk:
        found = {status(desk.state, passage) for passage in desk.state.passages.values()}
        assert {"sealed", "running", "absent", "not-valid", "planned"} <= found
        assert any(passage.reserved for passage in desk.state.passages.values())
