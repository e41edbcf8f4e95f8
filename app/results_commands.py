"""What each command of ``passage jury`` that comes after reception does (marks to purge)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def run_decide(options: Namespace) -> Iterator[str]:
    from app.services.jury_files import DECIDING
    from app.services.performing import perform_on

    perform_on(options.file, replay=False, kind=DECIDING)
    yield from ()


def run_marks(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_marks import load_marks
    from app.services.opening import mapping_of

    mapping = mapping_of(options.mapping)
    with JuryDesk(options.file) as desk:
        yield from load_marks(desk, options.list, mapping, dry_run=options.dry_run)


def run_results(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_results import write_results

    with JuryDesk(options.file) as desk:
        yield from write_results(desk, options.output, options.layout)


def run_minutes(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_minutes import minutes
    from app.services.tables import write_new

    with JuryDesk(options.file) as desk:
        write_new(options.output, minutes(desk))
    yield str(options.output)


def run_report(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_minutes import jury_of
    from app.services.jury_report import report
    from app.services.tables import write_new

    with JuryDesk(options.file) as desk:
        write_new(options.output, report(desk.state, jury_of(desk)))
    yield str(options.output)


def run_slips(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_slips import jury_slips
    from app.services.printing import write_files

    with JuryDesk(options.file) as desk:
        files = jury_slips(desk)
    yield from map(str, write_files(options.output, files))


def run_communicate(options: Namespace) -> Iterator[str]:
    from app.services.jury_communicating import copies
    from app.services.jury_desk import JuryDesk
    from app.services.printing import write_files

    with JuryDesk(options.file) as desk:
        files = copies(desk, levels=options.levels, number=options.candidate)
    yield from map(str, write_files(options.output, files))


def run_purge(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_purging import purge

    with JuryDesk(options.file) as desk:
        yield from purge(desk, options.before)
