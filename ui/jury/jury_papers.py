"""What a jury can write at its end: each document, and the work that makes it in any thread.

What draws PDF is imported by the work, off the window's thread: it takes half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.domain.facts import dataclass
from app.domain.jury.results import LayoutColumn
from app.domain.text import counted
from app.services.jury_desk import JuryPicture
from app.services.jury_results import result_table, state_text
from app.services.tables import csv_bytes, xlsx_bytes
from ui.tasks import Job

Layout = tuple[LayoutColumn, ...]
Work = Callable[[Job], str]
Makers = Mapping[str, Callable[[], bytes]]
"""File name to what makes it."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for beside the document itself."""

    folder: Path
    layout: Layout = ()
    levels: bool = False


@dataclass(frozen=True)
class Document:
    """``after``: only once the minutes are closed. ``files``: how many it writes, in words."""

    name: str
    title: str
    told: str
    icon: str
    work: Callable[[JuryPicture, Wanted], Work]
    after: bool = False


def _one(name: str, make: Callable[[JuryPicture, Wanted], bytes]) -> Callable[..., Work]:
    """One file in the folder."""

    def of(picture: JuryPicture, wanted: Wanted) -> Work:
        return _writing(lambda: {name: lambda: make(picture, wanted)}, wanted.folder)

    return of


def _writing(told: Callable[[], Makers], folder: Path) -> Work:
    """Make every file, then write them all or none; nothing that exists is replaced."""

    def work(job: Job) -> str:
        from app.services.printing import write_files

        makers, files = told(), dict[str, bytes]()
        for done, (name, make) in enumerate(makers.items()):
            job.progress(done, len(makers))
            files[name] = make()
        job.progress(len(makers), len(makers))
        write_files(folder, files)
        what = f"« {next(iter(files))} »" if len(files) == 1 else counted(len(files), "fichier")
        return f"{what} dans {folder}."

    return work


def _slips(picture: JuryPicture, wanted: Wanted) -> Work:
    def makers() -> Makers:
        from app.services.jury_slips import slip_makers

        return slip_makers(picture)

    return _writing(makers, wanted.folder)


def _copies(picture: JuryPicture, wanted: Wanted) -> Work:
    """A copy a candidate, made one by one so that it can be stopped."""

    def work(job: Job) -> str:
        from app.services.jury_communicating import copies
        from app.services.printing import write_files

        numbers = list(picture.state.candidates)
        files: dict[str, bytes] = {}
        for done, number in enumerate(numbers):
            job.progress(done, len(numbers))
            files |= copies(picture, levels=wanted.levels, number=number)
        write_files(wanted.folder, files)
        return f"{counted(len(files), 'copie')} dans {wanted.folder}."

    return work


def _table(picture: JuryPicture, wanted: Wanted) -> list[list[str]]:
    return [list(line) for line in result_table(picture.state, wanted.layout)]


def _csv(picture: JuryPicture, wanted: Wanted) -> bytes:
    return csv_bytes(_table(picture, wanted))


def _xlsx(picture: JuryPicture, wanted: Wanted) -> bytes:
    return xlsx_bytes(_table(picture, wanted), "Résultats", picture.at)


def _report(picture: JuryPicture, _: Wanted) -> bytes:
    from app.services.jury_minutes import jury_of
    from app.services.jury_report import report

    return report(picture.state, jury_of(picture))


def _minutes(picture: JuryPicture, _: Wanted) -> bytes:
    from app.services.jury_minutes import minutes

    return minutes(picture)


def stage(picture: JuryPicture) -> str:
    """Whether what is written is official."""
    return state_text(picture.state)


DOCUMENTS: tuple[Document, ...] = (
    Document(
        "csv",
        "Résultats, CSV",
        "Point-virgule, UTF-8, virgule décimale ; chaque cellule est un texte.",
        "mdi6.file-delimited-outline",
        _one("resultats.csv", _csv),
    ),
    Document(
        "xlsx",
        "Résultats, classeur Excel",
        "Les mêmes colonnes ; les numéros gardent leurs zéros.",
        "mdi6.file-excel-outline",
        _one("resultats.xlsx", _xlsx),
    ),
    Document(
        "minutes",
        "Procès-verbal",
        "Décisions, réserves, incidents, empreinte de chaque fichier reçu.",
        "mdi6.file-sign",
        _one("proces-verbal.pdf", _minutes),
    ),
    Document(
        "report",
        "Comparaison des commissions",
        "Les mêmes chiffres et les mêmes figures que la page Comparaison.",
        "mdi6.chart-box-outline",
        _one("comparaison.pdf", _report),
    ),
    Document(
        "slips",
        "Bordereaux et émargement",
        "Émargement du jury et parité, un bordereau par unité, rapport d’harmonisation.",
        "mdi6.clipboard-list-outline",
        _slips,
    ),
    Document(
        "copies",
        "Copies communicables",
        "Une par candidat : identité, notes, appréciations. Après la clôture seulement.",
        "mdi6.account-file-text-outline",
        _copies,
        after=True,
    ),
)
