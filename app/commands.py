"""What each command does: it yields the lines to print and raises PassageError to refuse."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import PassageError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from app.domain.jury.state import JuryState

DEBUG = "--debug"


def version(_: Namespace) -> Iterator[str]:
    from app.services.version import VERSION

    yield f"passage {VERSION}"


def means_window(arguments: Sequence[str]) -> bool:
    """Whether the window is wanted: nothing, a commission file or ``--demo``, with a display.

    ``--debug`` may stand beside them."""
    from app.system import has_display

    said = [argument for argument in arguments if argument != DEBUG]
    alone = said[0] if len(said) == 1 else ""
    file = alone and not alone.startswith("-") and Path(alone).suffix and Path(alone).is_file()
    return bool(not said or file or alone == "--demo") and has_display()


def window(arguments: Sequence[str]) -> int:
    """Open the window, on the file or the demonstration when one is named."""
    gc.disable()  # nothing of what starting makes is garbage; the window's collector takes over
    import app.services.desk  # noqa: F401  # before Qt: what is imported after it costs more
    from ui.start import run

    debug, demo = DEBUG in arguments, "--demo" in arguments
    path = next((Path(said) for said in arguments if not said.startswith("-")), None)
    return run(path, demo=demo, debug=debug)


def demo(_: Namespace) -> Iterator[str]:
    from app.services.demo import play

    return play()


def run_selftest(_: Namespace) -> Iterator[str]:
    from app.services.selftest import selftest

    return selftest({"fenêtre": _window})


def _window() -> str:
    from ui.trial import try_window

    return try_window()


def run_new(options: Namespace) -> Iterable[str]:
    from app.services.opening import Request, mapping_of, open_commission, preview

    mapping = mapping_of(options.mapping)
    if options.list.suffix.lower() == ".toml" and options.description.suffix.lower() != ".toml":
        raise UsageError("passage new : la description (.toml) vient avant la liste, inversez-les.")
    if options.output is None and not options.dry_run:
        raise UsageError("passage new : il manque -o FILE, le fichier à créer.")
    request = Request(
        options.description,
        options.list,
        options.output or Path(),
        options.dossiers,
        options.rehearsal,
        mapping,
    )
    return preview(request) if options.dry_run else open_commission(request)


def run_load(options: Namespace) -> Iterable[str]:
    from app.services.opening import load_list, mapping_of, preview_load

    mapping = mapping_of(options.mapping)
    if options.dry_run:
        return preview_load(options.file, options.list, mapping)
    return load_list(options.file, options.list, mapping)


def run_attach(options: Namespace) -> Iterable[str]:
    from app.services.attaching import attach

    return attach(options.file, options.number, options.paths)


def run_list(options: Namespace) -> Iterator[str]:
    from app.services.listing import listing, table

    if options.json:
        yield json.dumps(listing(options.file), ensure_ascii=False)
    else:
        yield table(options.file)


def run_perform(options: Namespace) -> Iterator[str]:
    from app.services.performing import perform_on

    perform_on(options.file, replay=options.replay)
    yield from ()


def run_journal(options: Namespace) -> Iterator[str]:
    from app.domain.codec import compact
    from app.services.desk import Desk

    with Desk(options.file) as desk:
        yield from (compact(line) for line in desk.journal())


def run_sheets(options: Namespace) -> Iterator[str]:
    from app.services.desk import Desk
    from app.services.printing import print_sheets

    with Desk(options.file) as desk:
        yield from print_sheets(desk, options.output, options.passage, blank=options.blank)


def run_slips(options: Namespace) -> Iterator[str]:
    from app.services.desk import Desk
    from app.services.printing import write_files
    from app.services.slips import slips

    with Desk(options.file) as desk:
        files = slips(desk.state, desk.now())
    yield from map(str, write_files(options.output, files))


def run_export(options: Namespace) -> Iterator[str]:
    from app.services.desk import Desk
    from app.services.exporting import export

    with Desk(options.file) as desk:
        told = export(desk, options.output, passphrase_of(options.passphrase_file))
        yield f"{options.output} : {told}"


def passphrase_of(path: Path | None) -> str:
    """What stands in the file, or comes on standard input for "-"; empty for no file."""
    if path is None:
        return ""
    if str(path) == "-":
        import sys

        return sys.stdin.readline().strip() if sys.stdin is not None else ""
    from app.intake.files import read_file

    return read_file(path, 1000).decode("utf-8-sig", "replace").strip()


def run_transfer_out(options: Namespace) -> Iterable[str]:
    from app.services.desk import Desk
    from app.services.transferring import transfer_out

    passphrase = passphrase_of(options.passphrase_file)
    with Desk(options.file) as desk:
        return transfer_out(
            desk, options.number, options.output, options.reason, options.to, passphrase
        )


def run_transfer_in(options: Namespace) -> Iterable[str]:
    from app.services.desk import Desk
    from app.services.transferring import transfer_in

    jury = jury_state(options.jury)
    with Desk(options.file) as desk:
        return transfer_in(desk, options.transfer, options.hour, jury)[1]


def jury_state(path: Path | None) -> JuryState | None:
    """What a jury file says; None for no file."""
    if path is None:
        return None
    from app.services.jury_desk import JuryDesk

    with JuryDesk(path) as desk:
        return desk.state


def run_verify(options: Namespace) -> Iterator[str]:
    from app.domain.jury.receiving import UNKNOWN
    from app.services.receiving import jury_state
    from app.services.verifying import INTACT, verify

    jury = jury_state(options.jury) if options.jury else None
    verdict = verify(options.export, jury)
    if verdict.differences:
        told = "\n".join(f"  {difference}" for difference in verdict.differences)
        raise PassageError(f"{options.export} : l’export n’est pas intact.\n{told}")
    if verdict.kind not in (INTACT, UNKNOWN):
        raise PassageError(f"{options.export} : export intact. {verdict.reason}")
    whose = ", délivré par ce jury" if jury and verdict.kind == INTACT else ""
    yield f"{options.export} : export intact{whose}. {verdict.summary}"
    yield from [verdict.reason] if verdict.reason else []
    if jury is not None and verdict.public not in jury.received.recognised:
        from app.domain.jury.packs import issued_by

        yield issued_by(jury, verdict.public)


def run_check(options: Namespace) -> Iterator[str]:
    from app.services.checking import check_code
    from app.services.desk import Desk

    with Desk(options.file) as desk:
        yield check_code(desk.state, options.code)


def run_receipt(options: Namespace) -> Iterator[str]:
    from app.services.receipts import load_receipt

    yield from load_receipt(options.file, options.receipt)
