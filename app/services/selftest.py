"""``passage selftest``: fonts, resources, hours, a write brought to the disk, a sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from app.domain.errors import PassageError
from app.pdf.fonts import ensure_fonts
from app.pdf.sheet import render_sheet
from app.pdf.sheet_data import Sheet
from app.services.catalogue import catalogue
from app.services.clock import zone_of
from app.system import atomic_file, boot_id

Check = Callable[[], str]


def selftest(more: Mapping[str, Check] | None = None) -> Iterator[str]:
    """One line a check, those of the caller last; PassageError naming the one that fails."""
    for name, check in {**CHECKS, **(more or {})}.items():
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


def _hours() -> str:
    zones = ("Europe/Paris", "Indian/Reunion", "Pacific/Noumea", "America/Martinique")
    told = {f"{datetime(2019, 6, 5, 12, tzinfo=zone_of(zone)):%z}" for zone in zones}
    return f"{len(told)} fuseaux connus"


def _sheet() -> str:
    sizes = [len(render_sheet(catalogue()[key], Sheet())) for key in catalogue()]
    return f"{len(sizes)} grilles vierges composées"


CHECKS: dict[str, Check] = {
    "polices": _fonts,
    "épreuves": _exams,
    "disque": _write,
    "horloge": _clock,
    "fuseaux": _hours,
    "grilles": _sheet,
}
