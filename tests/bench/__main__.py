"""``python -m tests.bench [NAME …]``: one line a measure, ratio and budget last."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    acts,
    comparing,
    hands,
    juries,
    opening,
    packs,
    plans,
    process,
    receiving,
    sheets,
    starting,
)
from tests.bench.measure import Measure

MEASURES: dict[str, Callable[[Path], Measure]] = {
    "act": acts.act,
    "sheet": sheets.sheet,
    "200-sheets": sheets.many_sheets,
    "open-20000": opening.opening,
    "list": process.listing,
    "start": starting.start,
    "start-barest": starting.start_barest,
    "restart": starting.restart,
    "memory": starting.memory,
    "click": hands.click,
    "switch": hands.switch,
    "plan": plans.plan,
    "jury-act": juries.jury_act,
    "packs": packs.packs,
    "receive": receiving.receiving,
    "receive-replay": receiving.replaying,
    "board": receiving.boarding,
    "compare": comparing.compare,
}


def main() -> None:
    """Run the measures named, or all, on the disk of the current folder."""
    wanted = sys.argv[1:] or list(MEASURES)
    header = f"{'name':<12} {'ours':>12} {'baseline':>12} {'ratio':>7} {'budget':>7}"
    print(header, file=sys.stderr, flush=True)
    for name in wanted:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            print(MEASURES[name](Path(folder)).line(name), flush=True)


if __name__ == "__main__":
    main()
