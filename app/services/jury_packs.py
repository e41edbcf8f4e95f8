"""``passage jury issue``: a pack for each commission, all of them or none.

In this order: every pack is written whole under a temporary name; each takes its name; the jury
file notes them all in one transaction; only then are the passphrases told. A crash in between
leaves at worst folders that the jury file does not know, which the next run names as such. The
other order could leave the jury file with packs that are nowhere, and those in use obsolete.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from app.domain.acts import Act
from app.domain.errors import PassageError
from app.domain.facts import dataclass
from app.domain.jury.acts import IssuePack
from app.domain.jury.breaches import of_commission
from app.domain.jury.packs import PackContent, changes, content_of, texts_of
from app.domain.jury.schools import Schools
from app.domain.jury.state import JuryState
from app.domain.text import counted, of, shown
from app.services.documents import dossier_folder
from app.services.exporting import under_name
from app.services.jury_packs_reading import PieceReader, ReadPiece
from app.services.jury_packs_writing import MANIFEST, Written, make_pack, stem_of, store_pieces
from app.system import (
    naming,
    place_folder,
    remove,
    sweep,
    temporary_beside,
    world_error,
)

Progress = Callable[[int, int], object]
"""Told bytes done, of so many; False, or whatever it raises, stops the run without a trace."""
STOPPED = "Émission arrêtée : aucun paquet n’est écrit, le fichier de jury n’a pas changé."


class Issuer(Protocol):
    """What a jury file is asked while packs are issued."""

    @property
    def path(self) -> Path: ...
    @property
    def state(self) -> JuryState: ...
    def history(self) -> Iterator[tuple[Act, JuryState]]: ...
    def perform_all(self, acts: Iterable[Act]) -> None: ...


@dataclass(frozen=True)
class Issued:
    """A pack that was issued: ``told`` are the French lines about it, without the passphrase."""

    commission: str
    folder: Path
    rank: int
    public: str
    passphrase: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class _Wanted:
    """A pack to make: its content, the number it will bear, where it goes."""

    content: PackContent
    rank: int
    folder: Path
    part: Path
    told: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.content.description.commission


@dataclass(frozen=True)
class Issue:
    """What a run came to: the packs, and a line for each commission that was left as it was."""

    packs: tuple[Issued, ...]
    left: tuple[str, ...]


def issue(
    desk: Issuer, folder: Path, codes: Sequence[str] = (), progress: Progress | None = None
) -> Issue:
    """Issue a pack for each of these commissions into ``folder``.

    Without ``codes``: for every commission whose pack would not be the one already in force.
    PassageError, naming commissions, candidates and pieces, when one cannot be honest, the disk
    refuses or ``progress`` says False: no folder and no act is left.
    """
    state = desk.state
    wanted, left = _wanted(desk, folder, codes)
    _refuse([line for one in wanted for line in _against(state, one)])
    total = sum(piece.size for one in wanted for p in one.content.candidates for piece in p.pieces)
    done = _Done(progress, total)
    made = not folder.exists()
    with ExitStack() as undo:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            undo.callback(_remove, [folder] if made else [])
            sweep(folder, {one.folder.name for one in wanted})
            undo.callback(_remove, [one.part for one in wanted])
            written = _write(desk, wanted, done)
            for one in wanted:
                place_folder(one.part, one.folder)
                undo.callback(_remove, [one.folder])
        except OSError as error:
            raise world_error(folder, error) from error
        desk.perform_all(
            IssuePack(one.code, pack.public, one.content.root)
            for one, (pack, _) in zip(wanted, written, strict=True)
        )
        undo.pop_all()
    return Issue(
        tuple(
            Issued(one.code, one.folder, one.rank, pack.public, pack.passphrase, (*one.told, *told))
            for one, (pack, told) in zip(wanted, written, strict=True)
        ),
        tuple(left),
    )


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            remove(path)


class _Done:
    """Bytes done so far."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._bytes = progress, total, 0

    def more(self, size: int) -> None:
        """Say how far the run is, then that so many bytes follow."""
        if self._progress is not None and self._progress(self._bytes, self._total) is False:
            raise PassageError(STOPPED)
        self._bytes += size

    def same(self) -> None:
        self.more(0)


# --- which packs --------------------------------------------------------------------------------


def _wanted(desk: Issuer, folder: Path, codes: Sequence[str]) -> tuple[list[_Wanted], list[str]]:
    """The packs to make, and a line for each commission that needs none."""
    state, former = desk.state, _former(desk)
    schools = Schools(state)
    unknown = [code for code in codes if code not in state.commissions]
    _refuse(
        f"« {shown(code)} » n’est pas une commission de ce jury : {', '.join(state.commissions)}."
        for code in unknown
    )
    wanted, left = [], []
    for code in dict.fromkeys(codes or state.commissions):
        content, rank = content_of(state, code), len(state.commissions[code].packs) + 1
        changed = tuple(changes(former[code], content)) if code in former else ()
        if code in former and not changed and not codes:
            left.append(
                f"{code} : rien n’a changé, le paquet n° {rank - 1} reste en vigueur (nommez la "
                "commission pour en refaire un)."
            )
            continue
        path = folder / (stem_of(content) + (f"-v{rank}" if rank > 1 else ""))
        told = tuple(_news(content, rank, changed, schools))
        wanted.append(_Wanted(content, rank, path, temporary_beside(path), told))
    return wanted, left


def _former(desk: Issuer) -> Mapping[str, PackContent]:
    """What the pack in force of each commission held, as the journal tells it."""
    if not any(commission.packs for commission in desk.state.commissions.values()):
        return {}
    return {
        act.commission: content_of(state, act.commission)
        for act, state in desk.history()
        if isinstance(act, IssuePack)
    }


def _news(
    content: PackContent, rank: int, changed: Sequence[str], schools: Schools
) -> Iterator[str]:
    if rank > 1:
        yield f"remplace le paquet n° {rank - 1}, qui ne vaut plus"
        yield from changed or ["rien n’a changé que la clé"]
    centre = content.description.centre
    if schools.named_in(centre):
        yield (
            f"le centre « {centre} » porte le nom d’un établissement de la liste : il n’est écrit "
            "que comme lieu de l’examen"
        )
    if not content.candidates:
        yield "aucun candidat : le paquet est vide"
    unchosen = [p for p in content.candidates if p.choice is None and not p.barred]
    if unchosen:
        names = ", ".join(p.candidate.name for p in unchosen)
        yield f"{counted(len(unchosen), 'candidat')} sans fiche choisie : {names}"
    for packed in content.candidates:
        for piece in packed.left:
            who = f"{packed.candidate.name} ({packed.candidate.number})"
            yield f"{who} : « {piece.name} » n’est pas attestée, elle reste ici"


# --- what is against it -------------------------------------------------------------------------


def _refuse(sentences: Sequence[str] | Iterator[str]) -> None:
    told = list(sentences)
    if told:
        raise PassageError("\n".join([*told, "Aucun paquet n’est écrit."]))


def _against(state: JuryState, one: _Wanted) -> Iterator[str]:
    """Why this pack cannot be made as things stand."""
    schools = Schools(state)
    for breach in of_commission(state, one.code):
        if breach.hard:
            yield f"{one.code} : {breach.text} Corrigez l’affectation."
    for what, text in texts_of(one.content):
        for school in schools.named_in(text):
            yield (
                f"{one.code} : {what} nomme un établissement (« {school} »), que la commission ne "
                "doit pas connaître. Corrigez-le."
            )
    if one.folder.exists() or one.folder.is_symlink():
        yield f"{one.folder} : {_there(state, one)}"


def _there(state: JuryState, one: _Wanted) -> str:
    """What already stands where the pack would go."""
    public = ""
    with suppress(OSError, ValueError, AttributeError):
        told = json.loads((one.folder / MANIFEST).read_text(encoding="utf-8"))
        public = str(told.get("public", ""))
    known = {pack.public for c in state.commissions.values() for pack in c.packs}
    if public and public not in known:
        return (
            "une émission interrompue a laissé là un paquet que le fichier de jury ne connaît pas. "
            "Ne le remettez à personne : effacez ce dossier et recommencez."
        )
    return "ce dossier existe déjà et n’est pas remplacé. Choisissez un autre dossier."


@contextmanager
def _called(one: _Wanted) -> Iterator[None]:
    """Errors about the temporary name are told about the folder the user will know."""
    try:
        yield
    except PassageError as error:
        raise under_name(error, one.part, one.folder) from error


def _write(
    desk: Issuer, wanted: Sequence[_Wanted], done: _Done
) -> list[tuple[Written, Sequence[str]]]:
    """Every pack under its temporary name, and what the reading of its pieces told.

    Pieces are copied one after another; files are made, and pieces read, beside the copying.
    """
    dossiers = dossier_folder(desk.path)
    with PieceReader(Schools(desk.state)) as reader, ThreadPoolExecutor(1) as beside:
        for one in wanted:
            reader.read(_pieces(one, dossiers))
        making = []
        for one in wanted:
            one.part.mkdir()
            with _called(one):
                stored = store_pieces(one.part, one.content, dossiers, done.more)
            making.append(beside.submit(make_pack, one.part, one.content, one.rank, stored))
        packs = []
        for one, made in zip(wanted, making, strict=True):
            with _called(one):
                packs.append(made.result())
        with naming(dossiers):
            read = reader.results(done.same)
    _refuse(
        f"{piece.name} nomme un établissement (« {' », « '.join(piece.schools)} ») : ce n’est pas "
        "l’exemplaire anonyme. Retirez l’attestation ou la pièce."
        for piece in read
        if piece.schools
    )
    counts = [sum(len(p.pieces) for p in one.content.candidates) for one in wanted]
    told = iter(read)
    return [
        (pack, list(_unread([next(told) for _ in range(count)])))
        for pack, count in zip(packs, counts, strict=True)
    ]


def _pieces(one: _Wanted, dossiers: Path) -> Iterator[tuple[str, Path]]:
    for packed in one.content.candidates:
        for piece in packed.pieces:
            who = of(f"{packed.candidate.name} ({packed.candidate.number})")
            name = f"{one.code} : la pièce « {piece.name} » {who}"
            yield name, dossiers / packed.candidate.number / piece.name


def _unread(pieces: Sequence[ReadPiece]) -> Iterator[str]:
    for piece in pieces:
        if piece.unread:
            name = piece.name.partition(" : ")[2]
            yield f"{name} n’a pu être relue par le programme ({piece.unread}) : elle y est"
