"""``passage jury purge``: what a year's retention ends, and what it cannot end.

A jury file is a hash-chained journal: a line cannot be taken out of it without breaking the proof
that nothing was altered, and the minutes, the marks and the decisions are its lines. So a purge
takes from the disk what stands *beside* the journal and holds most of the personal data: the
exports received (levels, appraisals, ledgers, of every candidate of a commission) and the
candidates' dossiers. The act tells which files went, by fingerprint or name, so that the minutes
still say what had been received. What stays (identities, marks, appraisals held, decisions) goes
only with the jury file itself, which the authority archives or destroys whole; deleted blocks of a
disk may be read again until they are written over, and copies kept elsewhere are not reached.

A recourse suspends it: the dossier of a candidate whose recourse is open stays, and every export
that speaks of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import PassageError
from app.domain.jury.results_acts import PurgeFiles
from app.domain.jury.rules.closing import check_purge
from app.domain.jury.state import JuryState
from app.domain.rules.identity import read_date
from app.domain.text import counted, shown
from app.services.documents import dossier_folder
from app.services.jury_desk import JuryDesk
from app.services.receiving import exports_folder
from app.system import world_error


def purge(desk: JuryDesk, before: str) -> Iterator[str]:
    """Take the files from the disk; the act is journalled first, so that a purge cut short is
    finished by the same command."""
    day = read_date(before)
    if day is None:
        raise PassageError(f"« {shown(before)} » n’est pas une date : écrivez jj/mm/aaaa.")
    state = desk.state
    files = [*_exports(desk.path, state), *_dossiers(desk.path, state)]
    names = tuple(str(path.relative_to(desk.path.parent)) for path in files)
    act = PurgeFiles(day.isoformat(), names)
    check_purge(state, act, desk.now())
    if names:
        desk.perform(act)
    for path in files:
        _remove(path)
    yield f"{desk.path} : {counted(len(files), 'fichier purgé')}."
    yield from _kept(state)
    yield (
        "Le journal reste entier : notes, décisions et identités ne disparaissent qu’avec le "
        "fichier de jury lui-même, à archiver ou à détruire par l’autorité."
    )


def _appealing(state: JuryState) -> set[str]:
    return {number for number, own in state.results.candidates.items() if own.on_appeal}


def _exports(path: Path, state: JuryState) -> Iterator[Path]:
    """Exports kept beside the jury file that speak of nobody whose recourse is open."""
    appealing = _appealing(state)
    spoken = {
        export.sha256: export.passages.keys()
        for commission in state.received.commissions.values()
        for export in commission.exports.values()
    }
    for file in _files(exports_folder(path)):
        if not appealing & set(spoken.get(file.stem, ())):
            yield file


def _dossiers(path: Path, state: JuryState) -> Iterator[Path]:
    """Pieces of dossiers, each in the folder of its candidate's number."""
    folder, appealing = dossier_folder(path), _appealing(state)
    for file in _files(folder):
        if file.relative_to(folder).parts[0] not in appealing:
            yield file


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise world_error(path, error) from error


def _kept(state: JuryState) -> Iterator[str]:
    for number in sorted(_appealing(state)):
        name = state.candidates[number].name
        yield f"{name} ({number}) : un recours est ouvert, dossier et exports sont conservés."
