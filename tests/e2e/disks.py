"""Disks that are full or cannot be written to, made for real where the system lets us."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

SIZE = 1_500_000


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own of ``SIZE`` bytes; skips the test where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    """Make the disk ``ro`` or ``rw``."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True, capture_output=True)


def fill(folder: Path, spare: int = 0) -> Path:
    """Take all the room on a disk but ``spare`` bytes; returns the file that takes it."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as stream:
        while stream.write(bytes(4096)) == 4096:
            pass
    size = max(0, ballast.stat().st_size - spare)
    with ballast.open("rb+") as stream:
        stream.truncate(size)
    return ballast


def limit_files(size: int) -> Callable[[], None]:
    """For a process about to start: no file of its may pass ``size`` bytes, for now."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return limit


def unlimit_files(process: int) -> None:
    """Let a running process write files of any size again."""
    resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
