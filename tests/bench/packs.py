"""24 packs and their dossiers against copying and hashing the same files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from app.domain.jury.acts import AttestAnonymous, StorePiece
from app.services.documents import dossier_folder
from app.services.jury_desk import JuryDesk
from app.services.jury_opening import JuryRequest, open_jury
from app.services.jury_packs import issue
from app.services.jury_planning import plan
from tests.bench.measure import Measure, in_turns
from tests.e2e.juries import CANDIDATES, candidate_list, description, row
from tests.intake.form_makers import scan

TOTAL = int(os.environ.get("PASSAGE_BENCH_PACKS_MB", "1000")) * 1_000_000
"""Bytes of all dossiers together."""
PIECES, ROUNDS, CHUNK = 2, 3, 1 << 20
"""Scans of a candidate for each exam."""


def packs(folder: Path) -> Measure:
    """Every pack written, durable and noted, against each file read, hashed, written and brought
    to the disk; both write to a folder of their own each time."""
    jury = _jury(folder)
    files = sorted(path for path in dossier_folder(jury).rglob("*") if path.is_file())
    turn = iter(range(2 * ROUNDS))
    with JuryDesk(jury) as desk:
        codes = list(desk.state.commissions)
        ours, baseline = in_turns(
            lambda: issue(desk, folder / f"ours-{next(turn)}", codes),
            lambda: _copied(files, folder / f"bare-{next(turn)}"),
            ROUNDS,
        )
    return Measure(ours, baseline, 1.5)


def _copied(files: list[Path], target: Path) -> None:
    target.mkdir()
    for rank, path in enumerate(files):
        digest = hashlib.sha256()
        with path.open("rb") as source, (target / f"{rank}.pdf").open("xb") as out:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())


def _jury(folder: Path) -> Path:
    """300 candidates, 24 commissions, everybody placed, every dossier scanned and attested."""
    path = folder / "packs.jury"
    rows = (row(rank) for rank in range(1, CANDIDATES + 1))
    listed = candidate_list(folder, "packs.csv", *rows)
    open_jury(JuryRequest(description(folder), [listed], path))
    with JuryDesk(path) as desk:
        list(plan(desk, dry_run=False))
        sat = [
            (n, e) for n, c in desk.state.candidates.items() for e in ("E32", "E42") if c.sits(e)
        ]
        size = TOTAL // (PIECES * len(sat))
        acts: list[StorePiece | AttestAnonymous] = []
        for number, exam in sat:
            for rank in range(PIECES):
                acts += _scanned(path, number, exam, rank, size)
        desk.perform_all(acts)
    return path


def _scanned(
    jury: Path, number: str, exam: str, rank: int, size: int
) -> list[StorePiece | AttestAnonymous]:
    """A page that is one picture, as a scanner makes it."""
    name, data = f"{exam} {rank}.pdf", scan(size)
    place = dossier_folder(jury) / number / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    return [
        StorePiece(number, exam, name, sha256, len(data)),
        AttestAnonymous(number, exam, name, "Mme LOI"),
    ]
