"""Making files: whole under their name, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from app.domain.acts import Act
from app.domain.errors import PassageError
from app.services.desk import Desk
from app.services.exporting import refuse_existing, under_name
from app.services.journaling import Journal
from app.system import place, sweep, temporary_beside, world_error
from app.trust.keys import new_key_pair
from db.inspect import sentences
from db.schema import create

D = TypeVar("D", bound=Journal[Any, Any])


def create_commission(
    path: Path,
    acts: Iterable[tuple[Act, str | None]],
    before_placing: Callable[[Desk], None] | None = None,
) -> None:
    """A new commission file that begins with ``acts``: see ``create_file``."""
    create_file(path, create, Desk, acts, before_placing)


def create_file(
    path: Path,
    make: Callable[[Path, bytes, bytes], None],
    open_desk: Callable[[Path], D],
    acts: Iterable[tuple[Act, str | None]],
    before_placing: Callable[[D], None] | None = None,
) -> None:
    """A new file that begins with ``acts`` (each with its own instant or None).

    It is made under another name and takes ``path`` only when all of it stands. PassageError when
    ``path`` exists or the disk refuses, Refusal when a rule forbids an act.
    """
    refuse_existing(path)
    part = temporary_beside(path)
    try:
        sweep(path.parent, {path.name})
        with sentences(path):
            make(part, *new_key_pair())
        with open_desk(part) as desk:
            for act, at in acts:
                desk.perform(act, at)
            if before_placing is not None:
                before_placing(desk)
        place(part, path)
    except OSError as error:
        raise world_error(path, error) from error
    except PassageError as error:
        raise under_name(error, part, path) from error
    finally:
        with suppress(OSError):
            sweep(path.parent, {path.name})
