"""Attested pieces read once more before they leave: one that names a school does not (rule 4).

A program cannot read a scan; it reads what a PDF says in letters, and the bytes where other
formats keep their notes. Beside the copying, in a thread: the reading itself is another process's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from app.domain.facts import dataclass
from app.domain.jury.schools import Schools
from app.intake.pdf_process import BROKEN, ENCRYPTED, TOO_MUCH, PdfProcess

EDGE = 128 * 1024
"""Bytes looked at on either end of a picture, or of a PDF that gives nothing else."""
WHY = {
    ENCRYPTED: "chiffrée",
    BROKEN: "endommagée",
    TOO_MUCH: "trop grosse ou trop longue à lire",
}


@dataclass(frozen=True)
class ReadPiece:
    """``schools`` that the piece names; ``unread``: why what it says could not be read."""

    name: str
    schools: tuple[str, ...] = ()
    unread: str = ""


class PieceReader:
    """Reads pieces while others are copied; use it in a ``with``."""

    def __init__(self, schools: Schools) -> None:
        self._schools = schools
        self._process = PdfProcess()
        self._thread = ThreadPoolExecutor(1)
        self._reads: list[Future[ReadPiece]] = []

    def __enter__(self) -> PieceReader:
        self._process.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=True)
        self._process.__exit__(kind, error, trace)

    def read(self, pieces: Iterable[tuple[str, Path]]) -> None:
        """Begin to read pieces, each with what it is called where something is wrong with it."""
        self._reads += [self._thread.submit(self._read, name, path) for name, path in pieces]

    def results(self, going_on: Callable[[], None]) -> list[ReadPiece]:
        """What was found, once all is read. OSError for a piece that cannot be opened."""
        found = []
        for read in self._reads:
            found.append(read.result())
            going_on()
        return found

    def _read(self, name: str, path: Path) -> ReadPiece:
        problem = ""
        if path.suffix == ".pdf":
            told = self._process.texts(path)
            problem = told["problem"]
            if not problem:
                named = {s for text in told["texts"] for s in self._schools.named_in(text)}
                return ReadPiece(name, tuple(sorted(named)))
        schools = self._schools.named_in_bytes(_edges(path))
        return ReadPiece(name, tuple(schools), WHY[problem] if problem else "")


def _edges(path: Path) -> bytes:
    """The bytes of a file's beginning and end, where formats keep what is said of it."""
    with path.open("rb") as stream:
        start = stream.read(EDGE)
        stream.seek(max(len(start), path.stat().st_size - EDGE))
        return start + stream.read(EDGE)
