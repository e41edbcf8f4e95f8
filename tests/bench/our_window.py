"""``python -m tests.bench.our_window FILE``: the program, until the exam day is painted."""

from __future__ import annotations

import sys
from typing import Any

from app import cli as _cli  # noqa: F401  # imported as the command does
from app import commands


def main() -> None:
    """Start as the command line does, with an eye on the page."""
    from ui import start

    made = start.window

    def watched(*given: Any) -> object:
        from tests.bench.painted import FirstPaint

        shown = made(*given)
        assert shown.day is not None
        FirstPaint(shown.day)
        return shown

    start.window = watched  # type: ignore[assignment]
    commands.window(sys.argv[1:])


if __name__ == "__main__":
    main()
