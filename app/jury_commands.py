"""What each command of ``passage jury`` does: lines to print, PassageError to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def run_forms(options: Namespace) -> Iterator[str]:
    from app.services.forms import blank_forms
    from app.services.printing import write_files

    yield from map(str, write_files(options.output, blank_forms()))
