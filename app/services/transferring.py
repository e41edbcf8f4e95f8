"""A candidate moved from one commission to another by a small signed file.

The act comes before the file: a file without its act could be taken in elsewhere while the
candidate is examined here. A file that was lost is written again, the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.acts import AttachDocument, TransferIn, TransferOut
from app.domain.codec import compact, parse_line
from app.domain.errors import PassageError, Refusal
from app.domain.facts import dataclass
from app.domain.jury.packs import issued_by
from app.domain.jury.state import JuryState
from app.domain.jury.ties import ties
from app.domain.rules import check
from app.domain.rules.base import passage_of, who
from app.domain.rules.lists import candidate_line
from app.domain.rules.transfers import ODD
from app.domain.state import Passage
from app.domain.text import counted, of
from app.domain.transfer import content_of
from app.intake.dossiers import StoredFile, store_files
from app.intake.transfers import TransferFile, read_transfer, write_transfer
from app.services.desk import Desk
from app.services.documents import altered, dossier_folder
from app.services.exporting import refuse_existing, under_name
from app.system import place, sweep, temporary_beside, world_error
from app.trust.keys import is_signed, sign

BROKEN = (
    "{} : la signature ne va pas avec le contenu, le fichier a été modifié. Rien n’est repris : "
    "redemandez-le à la commission de départ."
)


# --- out ----------------------------------------------------------------------------------------


def transfer_out(
    desk: Desk, number: str, target: Path, reason: str, to: str | None = None, passphrase: str = ""
) -> list[str]:
    """Give the candidate up and write the file for whom receives them; what to tell.

    Who has left already has the file written again. PassageError, before anything is done, when
    ``target`` exists or the passphrase is wrong; Refusal when a rule forbids.
    """
    refuse_existing(target)
    desk.signing_pair(passphrase)
    if passage_of(desk.state, number).transferred is None:
        desk.perform(TransferOut(number, reason, to))
    return write_out(desk, number, target, passphrase)


def write_out(desk: Desk, number: str, target: Path, passphrase: str = "") -> list[str]:
    """Write the file of a candidate who has left; what to tell."""
    refuse_existing(target)
    passage = passage_of(desk.state, number)
    if passage.transferred is None:
        raise Refusal(f"{who(passage)} n’a pas été transféré : transférez d’abord le candidat.")
    public, private = desk.signing_pair(passphrase)
    content = content_of(desk.state, passage, candidate_line(passage.candidate))
    data = compact({"public": public.hex(), "content": content}).encode()
    lost = {
        d.name: list(altered(desk.path, [(number, d.name, d.sha256)])) for d in passage.documents
    }
    folder = dossier_folder(desk.path) / number
    pieces = [(name, folder / name) for name, wrong in lost.items() if not wrong]
    part = temporary_beside(target)
    try:
        write_transfer(part, data, sign(private, data), pieces)
        place(part, target)
    except OSError as error:
        raise world_error(target, error) from error
    except PassageError as error:
        raise under_name(error, part, target) from error
    finally:
        with suppress(OSError):
            sweep(target.parent, {target.name})
    told = f"{target} : {who(passage)}, {counted(len(pieces), 'pièce')} du dossier"
    return [told, *(f"  n’y est pas : {line}" for wrong in lost.values() for line in wrong)]


# --- in -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Transferred:
    """A transfer whose signature is right; ``public`` is the key that signed it, in hex."""

    content: Mapping[str, Any]
    public: str
    file: TransferFile


def read_in(source: Path) -> Transferred:
    """The transfer a file holds. PassageError where it is none or was altered."""
    try:
        found = read_transfer(source)
    except OSError as error:
        raise world_error(source, error) from error
    try:
        told = parse_line(found.content.decode())
        public = bytes.fromhex(told["public"])
        content = told["content"]
    except (KeyError, TypeError, ValueError, Refusal) as error:
        raise PassageError(f"{source} : {ODD}") from error
    if not isinstance(content, dict) or not is_signed(public, found.signature, found.content):
        raise PassageError(BROKEN.format(source))
    return Transferred(content, public.hex(), found)


def transfer_in(
    desk: Desk, source: Path, hour: str | None = None, jury: JuryState | None = None
) -> tuple[str, list[str]]:
    """Take in the candidate of a transfer file, dossier included; their number, what to tell.

    ``jury``, where it is at hand, says whom the examiners know and which keys it issued.
    PassageError for a file that is none or was altered, Refusal when a rule forbids: nothing is
    then changed.
    """
    found = read_in(source)
    act = TransferIn(found.content, found.public, hour)
    check(desk.state, act, desk.now())
    number = found.content["candidate"]["number"]
    if jury is not None:
        _check_jury(desk, jury, number)
    stored = _store(desk, number, found)
    try:
        attached = [AttachDocument(number, f.name, f.sha256, f.size) for f in stored.files]
        desk.perform_all([act, *attached])
    except BaseException:
        stored.undo()
        raise
    return number, list(_told(desk.state.passages[number], found, stored.files, jury))


def _check_jury(desk: Desk, jury: JuryState, number: str) -> None:
    """What the jury knows of the candidate and of whoever sits here (§ 1.4)."""
    found, commission = jury.candidates.get(number), desk.state.commission
    if found is None or commission is None:
        return
    sitting = [jury.examiners[e.name] for e in commission.examiners if e.name in jury.examiners]
    known = [text for examiner in sitting for text in ties(found, examiner)]
    if known:
        raise Refusal(f"{' ; '.join(known)} (§ 1.4) : choisissez une autre commission.")


class _Stored:
    """Pieces kept beside the commission file, which the acts may yet refuse."""

    def __init__(self, folder: Path, files: Sequence[StoredFile], before: set[Path]) -> None:
        self.files = files
        self._new = [p for p in folder.glob("*") if p not in before]

    def undo(self) -> None:
        for path in self._new:
            with suppress(OSError):
                path.unlink()


def _store(desk: Desk, number: str, found: Transferred) -> _Stored:
    """Keep the pieces the transfer tells, each of the content it tells."""
    folder = dossier_folder(desk.path)
    before = set((folder / number).glob("*"))
    told = {str(d.get("name")): str(d.get("sha256")) for d in found.content["documents"]}
    wanted = [(told[name], piece) for name, piece in found.file.pieces if name in told]
    files = store_files([replace(piece, number=number) for _, piece in wanted], folder)
    stored = _Stored(folder / number, files, before)
    kept = {file.sha256 for file in files}
    if any(sha256 not in kept for sha256, _ in wanted):
        stored.undo()
        raise PassageError(BROKEN.format(wanted[0][1].source))
    return stored


def _told(
    passage: Passage, found: Transferred, files: Sequence[StoredFile], jury: JuryState | None
) -> Iterator[str]:
    origin = found.content["from"]
    yield (
        f"{who(passage)} repris de la commission {origin}, "
        f"{counted(len(files), 'pièce')} du dossier"
    )
    lost = len(found.content["documents"]) - len(files)
    if lost > 0:
        yield f"  {counted(lost, 'pièce')} du dossier {of(who(passage))} n’a pas suivi"
    if jury is not None:
        yield f"  {issued_by(jury, found.public)}"
