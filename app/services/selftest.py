"""``passage selftest``: fonts, resources, a write brought to the disk, a sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.errors import PassageError
from app.pdf.fonts import ensure_fonts
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet
from app.services.catalogue import catalogue
from app.system import atomic_file, boot_id


def selftest() -> Iterator[str]:
    """One line a check; PassageError naming the one that fails."""
    for name, check in CHECKS.items():
        try:
            told = check()
        except PassageError:
            raise
        except Exception as error:
            raise PassageError(
                f"{name} : {error}. Réinstallez Passage ou appelez l’assistance."
            ) from error
        yield f"{name} : {told}"


def _fonts() -> str:
    ensure_fonts()
    return "lues"


def _exams() -> str:
    exams = [catalogue()[key] for key in catalogue()]
    return ", ".join(f"{exam.id} {exam.session}" for exam in exams)


def _write() -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "essai"
        with atomic_file(path) as stream:
            stream.write(b"x" * 4096)
        if path.stat().st_size != 4096:
            raise PassageError("disque : ce qui est écrit n’est pas relu. Changez de disque.")
    return "une écriture a atteint le disque"


def _clock() -> str:
    return "par processus seulement" if boot_id().startswith("process-") else "par démarrage"


def _sheet() -> str:
    sizes = [len(render_sheet(catalogue()[key], Sheet())) for key in catalogue()]
    return f"{len(sizes)} grilles vierges composées"


CHECKS: dict[str, Callable[[], str]] = {
    "polices": _fonts,
    "épreuves": _exams,
    "disque": _write,
    "horloge": _clock,
    "grilles": _sheet,
}
