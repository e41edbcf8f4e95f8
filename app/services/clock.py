"""Instants of a file: anchored to ticks, so that they never go back within one boot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from app.domain.errors import Refusal
from app.domain.facts import dataclass
from app.domain.instants import fixed
from app.system import Clock, Reading


@dataclass(frozen=True)
class Anchor:
    """The instant of the file's last act and what the ticks and the boot were then."""

    at: datetime
    tick_ms: int
    boot: str


def instant(reading: Reading, anchor: Anchor | None, zone: tzinfo) -> datetime:
    """Now, in the centre's zone: by ticks within the anchor's boot, else by the wall clock,
    and never before the last act."""
    if anchor is None:
        return fixed(reading.wall.astimezone(zone))
    if reading.boot and reading.boot == anchor.boot and reading.tick_ms >= anchor.tick_ms:
        now = anchor.at + timedelta(milliseconds=reading.tick_ms - anchor.tick_ms)
    else:
        now = max(reading.wall, anchor.at)
    return fixed(now.astimezone(zone))


def jumped(reading: Reading, anchor: Anchor | None, running: bool) -> str | None:
    """Why time since the last act is in doubt, None when it is not."""
    if anchor is None or (reading.boot and reading.boot == anchor.boot):
        return None
    if reading.wall < anchor.at:
        return "clock-set-back"
    return "reboot-while-running" if running else None


def zone_of(name: str) -> tzinfo:
    """The centre's time zone; Refusal when the name is unknown."""
    from zoneinfo import ZoneInfo  # several milliseconds that ``list`` does not need

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Refusal(f"Le fuseau horaire « {name[:40]} » est inconnu.") from None


def parse_at(text: object, zone: tzinfo) -> datetime:
    """A replayed line's instant in the centre's zone; Refusal when it is none."""
    try:
        if not isinstance(text, str):
            raise ValueError
        given = datetime.fromisoformat(text)
        aware = given if given.tzinfo else given.replace(tzinfo=zone)
        if aware.astimezone(UTC).year < 1900:
            raise ValueError
        return fixed(aware.astimezone(zone))
    except (ValueError, OverflowError):
        raise Refusal(
            "Le champ « at » doit être un instant ISO 8601, par exemple 2019-06-05T09:31:00+02:00."
        ) from None


__all__ = ["Anchor", "Clock", "instant", "jumped", "parse_at", "zone_of"]
