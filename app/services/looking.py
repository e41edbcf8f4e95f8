"""Many files looked at one after another: where there are many, by processes of their own.

Checking an export costs ten times what merging it does. The processes keep every core at it and
the window alive, and a file that kills its reader kills no journal.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from app.domain.errors import PassageError
from app.services.examining import Found, look_at

MANY = 200
"""Files from which starting other processes is worth the second it takes."""
MOST = 4
"""Processes at most."""


def looked_at(
    files: Sequence[Path], known: Callable[[str], bool], *, replay: bool
) -> Iterator[Found]:
    """Each file as ``look_at`` finds it, in order; a few of them are in memory at a time.

    PassageError naming the file that killed its reader, if one does.
    """
    if len(files) < MANY:
        for file in files:
            yield look_at(file, replay=replay, known=known)
        return
    workers = min(MOST, os.cpu_count() or 1)
    context = get_context("spawn")  # a fork would copy the window and its threads
    pool = ProcessPoolExecutor(workers, context)
    try:
        yield from _in_turn(pool, files, 3 * workers, replay=replay)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(
    pool: ProcessPoolExecutor, files: Sequence[Path], ahead: int, *, replay: bool
) -> Iterator[Found]:
    waiting: deque[tuple[Path, Future[Found]]] = deque()
    for file in files:
        waiting.append((file, _asked(pool, file, replay=replay)))
        if len(waiting) > ahead:
            yield _answer(*waiting.popleft())
    while waiting:
        yield _answer(*waiting.popleft())


def _asked(pool: ProcessPoolExecutor, file: Path, *, replay: bool) -> Future[Found]:
    try:
        return pool.submit(look_at, file, replay=replay)
    except BrokenProcessPool as error:
        raise _killed(file) from error


def _answer(file: Path, future: Future[Found]) -> Found:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise _killed(file) from error


def _killed(file: Path) -> PassageError:
    return PassageError(
        f"{file} : la lecture s’est arrêtée à ce fichier ou près de lui ; rien n’a été reçu. "
        "Recommencez sans lui."
    )
