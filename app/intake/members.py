"""Files of dossiers: which are accepted, and how each is opened as a stream."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from app.domain.errors import PassageError
from app.intake.files import shown, size_text, system_sentence

if TYPE_CHECKING:
    from zipfile import ZipFile

MAX_MEMBER = 1_000_000_000
MAX_FILES = 20_000
_SYSTEM = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_START = 1024
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_PICTURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": _TIFF,
    ".tiff": _TIFF,
}
EXTENSIONS = (".pdf", *_PICTURES, ".webp")


@dataclass(frozen=True)
class DossierFile:
    """A file of candidate ``number``: ``name`` is its path in ``source``, parted by "/", in NFC.

    ``source`` is a folder, a zip, or the file itself; ``real`` is the path on disk outside a zip,
    ``place`` the member's rank in a zip. ``size`` is in bytes.
    """

    number: str
    name: str
    source: Path
    size: int
    real: Path | None = None
    place: int = 0


@dataclass(frozen=True)
class Listing:
    """The accepted files of a source, not yet anybody's, and « name : reason » for the others."""

    files: tuple[DossierFile, ...]
    ignored: tuple[str, ...]


def nfc(name: str) -> str:
    """A name as it is compared and shown."""
    return unicodedata.normalize("NFC", name)


def refusal(name: str, size: int, opening: Callable[[], AbstractContextManager[IO[bytes]]]) -> str:
    """Why a file is left aside, "" where it is accepted: its place, type, size, first bytes.

    ``name`` is its path in the source. What ``opening`` raises goes through.
    """
    parts = name.lower().split("/")
    if any(part in _SYSTEM or part.startswith("._") for part in parts):
        return "fichier du système"
    extension = Path(parts[-1]).suffix
    if extension not in EXTENSIONS:
        return "type non accepté (PDF ou image)"
    if size == 0:
        return "fichier vide"
    if size > MAX_MEMBER:
        return f"trop gros ({size_text(size)} ; la limite est {size_text(MAX_MEMBER)})"
    with opening() as stream:
        start = stream.read(_START)
    return "" if _agrees(extension, start) else f"le contenu n’est pas du {extension[1:].upper()}"


def _agrees(extension: str, start: bytes) -> bool:
    if extension == ".pdf":
        return b"%PDF-" in start
    if extension == ".webp":
        return start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    return start.startswith(_PICTURES[extension])


class MemberStream:
    """Bytes of a file, in order; never more than it announced. PassageError where they fail."""

    def __init__(self, stream: IO[bytes], file: DossierFile) -> None:
        self._stream = stream
        self._file = file
        self._left = file.size

    def read(self, size: int) -> bytes:
        """The next bytes, at most ``size``; b"" at the end."""
        from app.intake.archive import BROKEN

        try:
            data = self._stream.read(size)
        except BROKEN as error:
            raise unreadable(self._file) from error
        self._left -= len(data)
        if self._left < 0 or (not data and self._left):
            raise unreadable(self._file)
        return data


def unreadable(file: DossierFile) -> PassageError:
    """The error for a file that is not, or no longer, what it was when it was listed."""
    return PassageError(
        f"« {shown(file.name, 200)} » ({shown(file.source.name)}) ne peut être lu jusqu’au bout : "
        "il est endommagé ou a changé. Donnez une copie intacte."
    )


class Opener:
    """Opens files, each zip only once; a context manager."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._archives: dict[Path, ZipFile] = {}

    def __enter__(self) -> Opener:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @contextmanager
    def open(self, file: DossierFile) -> Iterator[MemberStream]:
        """The bytes of ``file``. PassageError where it is gone, forbidden, changed or damaged."""
        with ExitStack() as opened:
            stream = self._disk(file.real) if file.real else self._member(file)
            yield MemberStream(opened.enter_context(stream), file)

    @staticmethod
    def _disk(path: Path) -> IO[bytes]:
        try:
            return path.open("rb")
        except OSError as error:
            raise PassageError(system_sentence(path, error)) from error

    def _member(self, file: DossierFile) -> IO[bytes]:
        from zipfile import ZipFile

        from app.intake.archive import BROKEN

        try:
            if file.source not in self._archives:
                self._archives[file.source] = self._stack.enter_context(ZipFile(file.source))
            archive = self._archives[file.source]
            info = archive.infolist()[file.place]
            if info.file_size == file.size:
                return archive.open(info)
        except BROKEN as error:
            raise unreadable(file) from error
        raise unreadable(file)


@contextmanager
def open_member(file: DossierFile) -> Iterator[MemberStream]:
    """The bytes of one file, as a stream. PassageError as ``Opener.open``."""
    with Opener() as opener, opener.open(file) as stream:
        yield stream
