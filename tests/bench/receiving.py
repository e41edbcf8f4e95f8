"""Receiving a thousand exports against what cannot be spared: the same rows by bare sqlite3, the
hash of each file, a bare walk of each chain. The replay of the journals is measured apart.

``EXPORTS=100 python -m tests.bench receive`` receives a hundred.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from app.domain import acts
from app.domain.acts import Act
from app.domain.codec import FORMAT, compact, decode, encode
from app.domain.exam import Exam
from app.domain.instants import stamp
from app.domain.jury.acts import JURY
from app.domain.jury.board_received import board
from app.domain.jury.receiving_acts import RecogniseKey
from app.domain.rules import fold
from app.domain.state import State
from app.services.catalogue import catalogue
from app.services.day import APPRAISALS, LEVELS, VISA
from app.services.jury_board import board_json
from app.services.jury_desk import JuryDesk
from app.services.jury_files import create_jury_file
from app.services.mid_morning import situation
from app.services.receiving import receive
from app.services.verifying import differences
from app.trust.keys import new_key_pair, sign
from db.export import write_export
from db.journal_file import GENESIS, Entry, chain
from db.projection import Changes, all_rows
from db.reading import read_bytes, read_export
from db.schema import SCHEMA_VERSION, create
from db.store import CommissionFile
from tests.bench.acts import Statement, bare, catch, write
from tests.bench.measure import EXAMINERS, Measure, seconds
from tests.domain.jury.scene import commission, examiner, line, opening

EXPORTS = int(os.environ.get("EXPORTS", "1000"))
CANDIDATES = 15
SAMPLE = 40
"""Exports replayed to measure the replay."""
MORNING = datetime.fromisoformat("2019-06-05T08:00:00+02:00")


def code_of(rank: int) -> str:
    return f"C{rank:04d}"


def number_of(rank: int, place: int) -> str:
    return f"{rank:06d}{place:05d}"


# --- a thousand commissions ---------------------------------------------------------------------


def _day(rank: int, candidates: int) -> Iterator[Act]:
    """Everything a commission does with its candidates."""
    yield acts.OpenCommission(
        session=2019,
        exam="E32",
        commission=code_of(rank),
        academy="Lyon",
        centre="Lycée",
        room="B1",
        date="2019-06-05",
        time_zone="Europe/Paris",
        examiners=EXAMINERS,
        rehearsal=False,
        program="bench",
    )
    numbers = [number_of(rank, place) for place in range(candidates)]
    lines = [{"number": n, "last_name": f"NOM {n}", "first_names": "Zoé"} for n in numbers]
    yield acts.LoadList("liste.csv", tuple(lines))
    exam = catalogue()[2019, "E32"]
    for place, number in enumerate(numbers):
        yield from _passage(exam, number, rank + place)


def _passage(exam: Exam, number: str, rank: int) -> Iterator[Act]:
    yield acts.ConfirmIdentity(number)
    yield situation(exam, number, rank)
    for part in exam.clocks:
        yield acts.StartPart(number, part.id)
        yield acts.StopPart(number, part.id, "essai")
    for step, competency in enumerate(exam.competencies):
        yield acts.PlaceLevel(number, competency.code, LEVELS[(rank + step) % len(LEVELS)])
    yield acts.SetMark(number, f"{rank % 20}.5")
    yield acts.WriteAppraisal(number, APPRAISALS[rank % len(APPRAISALS)])
    for one in EXAMINERS:
        yield acts.GiveVisa(number, one["name"], VISA)
    yield acts.Seal(number, "essai", f"{rank:032x}")


def _folded(rank: int, candidates: int) -> tuple[State, list[Entry]]:
    """The state and the journal after such a day, as a desk would have written it."""
    state, entries, previous = State(catalogue()), list[Entry](), GENESIS
    for seq, act in enumerate(_day(rank, candidates), 1):
        at = MORNING + timedelta(seconds=20 * seq)
        state = fold(state, act, at)
        told = compact({"format": FORMAT, "seq": seq, "at": stamp(at), **encode(act)})
        previous = chain(previous, told)
        entries.append(Entry(seq, told, previous))
    return state, entries


def make_export(folder: Path, rank: int, candidates: int = CANDIDATES) -> tuple[Path, str]:
    """A signed export of such a commission, and its public key in hex."""
    path, target = folder / "made.passage", folder / f"{code_of(rank)}.sqlite"
    public, private = new_key_pair()
    state, entries = _folded(rank, candidates)
    create(path, public, private)
    file = CommissionFile(path)
    with file.together():
        rows = Changes([], [(key[0], row) for key, row in all_rows(state).items()])
        for entry in entries:
            file.append(file.statements(entry, [rows] if entry is entries[-1] else []))
    manifest = {
        "program": "bench",
        "schema_version": SCHEMA_VERSION,
        "kind": "real",
        "session": 2019,
        "exam": "E32",
        "commission": code_of(rank),
        "candidates": candidates,
        "sealed": candidates,
        "acts": len(entries),
        "root_hash": entries[-1].hash,
        "exported_at": stamp(MORNING),
        "receipts": "[]",
        "public_key": public,
    }
    write_export(file, target, manifest, all_rows(state), lambda data: sign(private, data))
    file.close()
    path.unlink()
    return target, public.hex()


@cache
def exports(folder: Path, count: int) -> tuple[list[Path], list[str]]:
    """That many exports, and their keys."""
    made = [make_export(folder, rank) for rank in range(count)]
    return [path for path, _ in made], [key for _, key in made]


def make_jury(path: Path, keys: Sequence[str]) -> None:
    """A jury that knows those commissions, their candidates and their keys."""
    codes = [code_of(rank) for rank in range(len(keys))]
    pairs = [one for c in codes for one in (examiner(f"Prof {c}", "DA1"), examiner(f"Pro {c}"))]
    tables = [commission(c, "E32", f"Prof {c}", f"Pro {c}") for c in codes]
    told = {"examiners": pairs, "commissions": tables, "members": []}
    lines = [
        line(number_of(rank, place), units={"E42": "benefit"})
        for rank in range(len(keys))
        for place in range(CANDIDATES)
    ]
    first = [
        {"act": "open-jury", **opening(**told)},
        {"act": "enrol-candidates", "source": "liste", "candidates": lines},
    ]
    opened = [decode(act, internal=True, known_acts=JURY) for act in first]
    create_jury_file(path, [(act, "2019-04-02T10:00:00+02:00") for act in opened])
    with JuryDesk(path) as desk, desk.together():
        for rank, key in enumerate(keys):
            desk.perform(RecogniseKey(code_of(rank), key, "Mme DURAND", "lue au téléphone"))


# --- measures -----------------------------------------------------------------------------------


def receiving(folder: Path) -> Measure:
    """Signature, schema and chain checked, merged and kept, in one transaction."""
    paths, keys = exports(folder, EXPORTS)
    ours, caught = folder / "ours.jury", list[Statement]()
    make_jury(ours, keys)
    (folder / "bare.jury").write_bytes(ours.read_bytes())
    with JuryDesk(ours) as desk:
        catch(desk, caught)
        taken = seconds(lambda: receive(desk, paths, replay=False))
    with closing(bare(folder / "bare.jury")) as rows:
        baseline = seconds(lambda: _bare(rows, caught, paths))
    return Measure(taken, baseline, 3.0)


def _bare(rows: sqlite3.Connection, statements: list[Statement], paths: Sequence[Path]) -> None:
    for path in paths:
        hashlib.sha256(path.read_bytes()).hexdigest()
        _walk(path)
    write(rows, statements)


def _walk(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        previous = GENESIS
        for told, kept in connection.execute("SELECT line, hash FROM journal ORDER BY seq"):
            previous = chain(previous, told)
            assert previous == kept


def replaying(folder: Path) -> Measure:
    """A whole check of exports of twice the candidates, journal replayed, for each act; against
    the same of those of fifteen: what it costs is linear."""
    twice, _ = make_export(folder, 1, 2 * CANDIDATES)
    once, _ = make_export(folder, 0, CANDIDATES)
    pairs = [(_replay(twice), _replay(once)) for _ in range(SAMPLE)]
    ours, baseline = (sorted(column)[SAMPLE // 2] for column in zip(*pairs, strict=True))
    return Measure(ours, baseline, 1.2)


def _replay(path: Path) -> float:
    """Seconds an act."""
    data = read_bytes(path)
    found = read_export(path, data)
    taken = seconds(lambda: list(differences(found)))
    return taken / len(found.entries)


def boarding(folder: Path) -> Measure:
    """The board of 15,000 passages as a program reads it, against one of half of them."""
    paths, keys = exports(folder, EXPORTS)
    half = len(paths) // 2
    tables = []
    for name, count in (("half", half), ("whole", len(paths))):
        path = folder / f"{name}.jury"
        make_jury(path, keys[:count])
        with JuryDesk(path) as desk:
            receive(desk, paths[:count], replay=False)
            tables.append(desk.state)
    gc.collect()
    pairs = [
        (
            seconds(lambda: board_json(tables[1], board(tables[1]))),
            seconds(lambda: board_json(tables[0], board(tables[0]))),
        )
        for _ in range(5)
    ]
    ours, baseline = (sorted(column)[2] for column in zip(*pairs, strict=True))
    return Measure(ours, baseline, 2.4)
