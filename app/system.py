"""What depends on the operating system: clocks, flushing to disk, atomic files."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from itertools import chain, count
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO, Protocol

from app.domain.errors import PassageError
from app.domain.facts import dataclass

FLUSHES = 8
"""Files brought to the disk at a time."""
_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{8}\.partiel(-wal|-journal)?")


@dataclass(frozen=True)
class Reading:
    """A look at the clocks: wall time (UTC), milliseconds of ticks that count suspension, boot."""

    wall: datetime
    tick_ms: int
    boot: str


class Clock(Protocol):
    def read(self) -> Reading:
        """The clocks now."""


class SystemClock:
    """The machine's own clocks."""

    def read(self) -> Reading:
        return Reading(datetime.now(UTC), _tick_ms(), boot_id())


def _tick_ms() -> int:
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    if sys.platform == "win32":  # counts suspension, unlike perf_counter
        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_uint64
        return int(ticks())
    if sys.platform == "darwin":  # counts suspension, unlike monotonic
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000
    return time.monotonic_ns() // 1_000_000


@cache
def boot_id() -> str:
    """Something that changes at each boot; where the system tells nothing, at each process."""
    if sys.platform == "win32":
        told = _windows_boot()
    else:
        told = ""
        with suppress(OSError):
            told = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return told or f"process-{os.urandom(8).hex()}"


def _windows_boot() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    where = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, where) as key:
        return str(winreg.QueryValueEx(key, "BootId")[0])
    return ""


def log_folder() -> Path:
    """This user's folder for the program's log; it may not exist yet."""
    from platformdirs import user_log_path

    return user_log_path("Passage", appauthor=False)


def state_folder() -> Path:
    """This user's folder for what the program remembers of its runs; it may not exist yet."""
    from platformdirs import user_state_path

    return user_state_path("Passage", appauthor=False)


def has_display() -> bool:
    """Whether a window can be shown."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    windowed = sys.platform in ("win32", "darwin")
    return windowed or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def is_removable(device: str, root: str) -> bool:
    """Whether the volume ``device``, mounted at ``root``, is a stick or a disk one unplugs."""
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")) == 2)
    if sys.platform == "darwin":
        return root.startswith("/Volumes/")
    block = Path("/sys/class/block", Path(device).name)
    if not device.startswith("/dev/") or not block.exists():
        return False
    return "/usb" in str(block.resolve()) or any(
        map(_told_removable, (block, block.resolve().parent))
    )


def _told_removable(block: Path) -> bool:
    with suppress(OSError):
        return (block / "removable").read_text().strip() == "1"
    return False


def is_there(path: Path, kind: Callable[[int], bool] = lambda _: True) -> bool:
    """Whether the system finds it, of that kind (``stat.S_ISDIR``…). ``Path.exists`` raises where
    the name is too long, a folder forbidden or a drive gone; this never does."""
    try:
        return kind(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def flush(path: Path) -> None:
    """Bring a file's bytes, then its name, to the disk."""
    flush_all([path])


def flush_all(paths: Collection[Path]) -> None:
    """Bring the bytes of several files, then their names, to the disk: many at a time, which most
    systems then write together."""
    if len(paths) == 1:
        _flush_bytes(*paths)
    else:
        from concurrent.futures import ThreadPoolExecutor  # needed where there are many only

        with ThreadPoolExecutor(FLUSHES) as pool:
            list(pool.map(_flush_bytes, paths))
    for folder in {path.parent for path in paths}:
        flush_folder(folder)


def _flush_bytes(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``path`` whole, or not at all. Replaces what stood there."""
    part = temporary_beside(path)
    try:
        with naming(path):
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
            flush_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink()


def temporary_beside(path: Path) -> Path:
    """A name in the same folder that nothing else uses."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.partiel")


def unused(path: Path) -> Path:
    """``path``, or where it is taken the first of ``path-2``, ``path-3``… that is free."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(free for free in chain([path], numbered) if not free.exists())


def sweep(folder: Path, names: Collection[str]) -> None:
    """Remove what killed runs left under the temporary names of these files or folders."""
    for left in folder.iterdir():
        found = _TEMPORARY.fullmatch(left.name)
        if found and found[1] in names:
            with suppress(OSError):
                remove(left)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        rmtree(path)
    else:
        path.unlink()


def place_folder(part: Path, path: Path) -> None:
    """Give a finished folder its name, never over an existing one, and flush."""
    if os.path.lexists(path):
        raise FileExistsError(17, "exists", str(path))
    part.rename(path)
    flush_folder(path.parent)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files, none of which exists: all of them whole, or none where the disk refuses."""
    parts = {path: temporary_beside(path) for path in files}
    try:
        for path, part in parts.items():
            with naming(path), part.open("xb") as stream:
                stream.write(files[path])
                stream.flush()
                os.fsync(stream.fileno())
        for path, part in parts.items():
            with naming(path):
                part.replace(path)
        for folder in {path.parent for path in files}:
            flush_folder(folder)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()


def place(part: Path, path: Path) -> None:
    """Give a finished file its name, never over an existing one, and flush."""
    flush(part)
    if path.exists():
        raise FileExistsError(17, "exists", str(path))
    try:
        os.link(part, path)  # atomic, and never over another file
        part.unlink()
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # sticks in FAT know no hard links
        part.rename(path)
    flush_folder(path.parent)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn the system's errors into the sentence for the user, about ``path``."""
    try:
        yield
    except OSError as error:
        raise world_error(path, error) from error


def world_error(path: Path, error: OSError) -> PassageError:
    """The sentence for a failure of the file system."""
    reasons = {
        "PermissionError": "l’accès est refusé. Vérifiez les droits ou changez de dossier.",
        "FileNotFoundError": "le fichier ou le dossier n’existe pas. Vérifiez le chemin.",
        "IsADirectoryError": "c’est un dossier, pas un fichier. Indiquez un fichier.",
        "NotADirectoryError": "un élément du chemin n’est pas un dossier. Vérifiez le chemin.",
        "FileExistsError": "ce nom est déjà pris. Choisissez-en un autre.",
    }
    by_number = {
        5: "le disque ne répond pas. Vérifiez-le ou changez de dossier.",
        27: "le disque n’accepte pas un fichier de cette taille. Changez de dossier.",
        28: "le disque est plein. Libérez de la place et recommencez.",
        30: "le support est en lecture seule. Choisissez un autre dossier.",
        36: "le nom est trop long. Choisissez-en un plus court.",
        122: "le quota du disque est atteint. Libérez de la place.",
    }
    known = reasons.get(type(error).__name__) or by_number.get(error.errno or 0)
    told = known or f"le système refuse ({error.strerror or error}). Changez de dossier."
    return PassageError(f"{path} : {told}")


def limit_process(memory: int, seconds: int) -> None:
    """Bound this process, where the system can: bytes of memory, seconds of computing from now,
    no file written, no core dumped."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + seconds + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, wanted in limits.items():
        hard = resource.getrlimit(limit)[1]
        capped = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (capped, hard))
