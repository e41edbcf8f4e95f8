"""What each command of ``passage jury`` does: lines to print, PassageError to refuse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.domain.errors import PassageError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def run_forms(options: Namespace) -> Iterator[str]:
    from app.services.forms import blank_forms
    from app.services.printing import write_files

    yield from map(str, write_files(options.output, blank_forms()))


def run_new(options: Namespace) -> Iterable[str]:
    from app.services.jury_opening import JuryRequest, open_jury, preview_jury
    from app.services.opening import mapping_of

    if options.output is None and not options.dry_run:
        raise UsageError("passage jury new : il manque -o JURY, le fichier à créer.")
    request = JuryRequest(
        options.description,
        options.lists,
        options.output,
        options.rehearsal,
        mapping_of(options.mapping),
    )
    return preview_jury(request) if options.dry_run else open_jury(request)


def run_load(options: Namespace) -> Iterable[str]:
    from app.services.jury_lists import load_jury_list, preview_jury_list
    from app.services.opening import mapping_of

    does = preview_jury_list if options.dry_run else load_jury_list
    return does(options.file, options.list, mapping_of(options.mapping))


def run_perform(options: Namespace) -> Iterator[str]:
    from app.services.jury_files import JURY_FILE
    from app.services.performing import perform_on

    perform_on(options.file, replay=options.replay, kind=JURY_FILE)
    yield from ()


def run_journal(options: Namespace) -> Iterator[str]:
    from app.domain.codec import compact
    from app.services.jury_desk import JuryDesk

    with JuryDesk(options.file) as desk:
        yield from (compact(line) for line in desk.journal())


def run_list(options: Namespace) -> Iterator[str]:
    from app.services.documents import altered
    from app.services.jury_desk import JuryDesk
    from app.services.jury_listing import jury_listing, jury_table, pieces

    with JuryDesk(options.file) as desk:
        state = desk.state
    if state.jury is None:
        raise PassageError(f"{options.file} : le fichier n’a pas de jury. Reprenez une copie.")
    if options.json:
        yield json.dumps(jury_listing(state, state.jury), ensure_ascii=False)
    else:
        yield from jury_table(state, state.jury)
        yield from altered(options.file, pieces(state))


def run_plan(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_planning import plan

    with JuryDesk(options.file) as desk:
        yield from plan(desk, dry_run=options.dry_run)


def run_dossiers(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_dossiers import take_dossiers

    with JuryDesk(options.file) as desk:
        yield from take_dossiers(desk, options.source)


def run_prints(options: Namespace) -> Iterable[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_prints import print_jury

    with JuryDesk(options.file) as desk:
        state = desk.state
    return print_jury(state, options.output)


def run_issue(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.jury_packs import issue

    with JuryDesk(options.file) as desk:
        issued = issue(desk, options.output, options.commissions)
    yield from issued.left
    for pack in issued.packs:
        yield f"{pack.commission} : {pack.folder}, paquet n° {pack.rank}"
        yield from (f"  {line}" for line in pack.told)
        yield f"  phrase secrète : {pack.passphrase}"
    if issued.packs:
        yield (
            "Remettez chaque phrase secrète à part, par un autre chemin que son paquet : elle ne "
            "s’affichera plus. Perdue, elle n’empêche que la signature."
        )


def run_receive(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.receiving import as_json, receive, told, total

    with JuryDesk(options.file) as desk:
        outcomes = receive(desk, options.sources, dry_run=options.dry_run)
    for outcome in outcomes:
        if options.json:
            yield json.dumps(as_json(outcome), ensure_ascii=False)
        else:
            yield from told(outcome)
    if not options.json:
        yield total(outcomes)
        if options.dry_run:
            yield "Rien n’a été écrit."


def run_board(options: Namespace) -> Iterator[str]:
    from app.domain.jury.board_received import board
    from app.services.jury_board import board_json, board_table
    from app.services.receiving import jury_state

    state = jury_state(options.file)
    if options.json:
        yield json.dumps(board_json(state, board(state)), ensure_ascii=False)
    else:
        yield from board_table(state, board(state))


def run_check(options: Namespace) -> Iterator[str]:
    from app.services.jury_checking import check, draw
    from app.services.jury_desk import JuryDesk

    if not options.codes and options.draw is None:
        raise UsageError("passage jury check : donnez un code de contrôle, ou --draw N.")
    with JuryDesk(options.file) as desk:
        if options.draw is not None:
            yield from draw(desk, options.draw)
        yield from check(desk, options.codes, options.by)


def run_receipts(options: Namespace) -> Iterator[str]:
    from app.services.jury_desk import JuryDesk
    from app.services.receipts import write_receipts

    with JuryDesk(options.file) as desk:
        yield from write_receipts(desk, options.output)
