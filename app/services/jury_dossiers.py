"""``passage jury dossiers``: pieces given to their candidates, kept, and their forms read
(§ 1.4.2 A)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from app.domain.errors import PassageError, Refusal
from app.domain.facts import dataclass
from app.domain.jury.acts import JuryAct, StorePiece
from app.domain.jury.people import JuryCandidate
from app.domain.jury.rules.closing import need_open
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.text import counted, of
from app.intake.dossiers import DossierFile, StoredFile, match_dossiers, store_each
from app.intake.files import shown
from app.intake.forms import ACTIVITY, FormReader, FormReading, NoFormError
from app.intake.jury_headers import unit_named
from app.services.documents import dossier_folder
from app.services.forms import described, known_forms
from app.services.jury_desk import JuryDesk

Exams = tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A piece now beside the jury file; ``exams`` that its path names, ``forms`` read in it."""

    file: StoredFile
    exams: Exams
    forms: tuple[FormReading, ...] = ()
    trouble: str = ""
    """Why a form it may hold was not read."""


Stepped = Callable[[int, int], None]
"""Told how many steps of how many are done; what it raises stops the work."""


def take_dossiers(desk: JuryDesk, source: Path) -> Iterator[str]:
    """Keep the files of a folder or zip with the candidates they name; what to tell, line by line.

    PassageError for a source that cannot be read, or a disk that refuses: nothing is then kept.
    """
    need_open(desk.state)
    found = match_dossiers(source, [c.candidate for c in desk.state.candidates.values()])
    wanted = [(file, reason_against(desk.state, file)) for file in found.matched]
    gathered = Gathering(desk.state, desk.path, [file for file, reason in wanted if not reason])
    yield f"Dossiers : {counted(len(gathered.kept), 'pièce')} d’un candidat de la liste"
    yield from (f"  sans candidat : {name} (nommez-le par le numéro)" for name in found.unmatched)
    yield from (f"  laissé de côté : {name}" for name in found.ignored)
    yield from (f"  laissé de côté : {shown(f.name, 200)} : {why}" for f, why in wanted if why)
    read: list[Kept] = []
    for number, theirs in gathered.read():
        told = dossier_acts(desk.state, number, theirs)
        refused = _performed(desk, told.acts)
        yield from (f"  {whose(desk.state, number)} : {line}" for line in (*told.lines, *refused))
        read += theirs
    yield from counts(read)


def reason_against(state: JuryState, file: DossierFile) -> str:
    """Why a candidate's piece is not kept: they do not sit the exam it is for (§ 1.1)."""
    candidate, exam = state.candidates[file.number], exam_named(file.name)
    if exam and not candidate.sits(exam):
        return f"{candidate.name} ne passe pas l’{exam}"
    return "" if any(map(candidate.sits, DOMAINS)) else f"{candidate.name} ne passe aucun oral"


def whose(state: JuryState, number: str) -> str:
    return f"dossier {of(f'{state.candidates[number].name} ({number})')}"


def exam_named(path: str) -> str:
    """The exam that the parts of a path name; "" for none or both."""
    named = {unit_named(part.replace("_", " ")) for part in path.split("/")} & set(DOMAINS)
    return named.pop() if len(named) == 1 else ""


class Gathering:
    """Files copied beside the jury file, then read candidate by candidate; nothing is journalled.

    Done off the window's thread: it looks at the state it was given alone.
    """

    def __init__(
        self,
        state: JuryState,
        jury: Path,
        files: Sequence[DossierFile],
        stepped: Stepped = lambda done, total: None,
    ) -> None:
        """Copy them: all of them, or none where the disk refuses (PassageError) or ``stepped``
        raises."""
        self._state, self._folder, self._stepped = state, dossier_folder(jury), stepped
        self.kept = self._keep(files)

    def _keep(self, files: Sequence[DossierFile]) -> list[tuple[StoredFile, Exams]]:
        """The files as they are kept, each with the exams that its paths name: one certificate may
        be in both sub-dossiers."""
        ordered = sorted(files, key=lambda file: exam_named(file.name))
        exams: defaultdict[StoredFile, list[str]] = defaultdict(list)
        stored = store_each(self._counted(ordered), self._folder)
        for file, kept in zip(ordered, stored, strict=True):
            named = exam_named(file.name)
            exams[kept] += [named] if named and named not in exams[kept] else []
        told = [(kept, tuple(named)) for kept, named in exams.items()]
        return sorted(told, key=lambda item: (item[0].number, item[0].name))

    def _counted(self, files: Sequence[DossierFile]) -> Iterator[DossierFile]:
        for done, file in enumerate(files):
            self._stepped(done, len(files))
            yield file
        self._stepped(len(files), len(files))

    def read(self) -> Iterator[tuple[str, list[Kept]]]:
        """What is new to each candidate, with the forms it holds."""
        with FormReader(known_forms()) as reader:
            for number, theirs in groupby(self.kept, key=lambda kept: kept[0].number):
                known = self._state.candidates[number]
                new = [(file, exams) for file, exams in theirs if not _known(known, file, exams)]
                folder = self._folder / number
                if new:
                    yield number, [_form_of(reader, folder, file, exams) for file, exams in new]


def _known(candidate: JuryCandidate, file: StoredFile, exams: Exams) -> bool:
    """Whether the piece stands already in the exams its path names, or in any if it names none."""
    having = {
        exam
        for exam in DOMAINS
        for piece in candidate.told(exam).pieces
        if (piece.name, piece.sha256) == (file.name, file.sha256)
    }
    return having >= set(exams) if exams else bool(having)


def _form_of(reader: FormReader, folder: Path, file: StoredFile, exams: Exams) -> Kept:
    if not file.name.endswith(".pdf"):
        return Kept(file, exams)
    try:
        return Kept(file, exams, tuple(reader.read(folder / file.name)))
    except NoFormError:
        return Kept(file, exams)
    except PassageError as error:
        return Kept(file, exams, trouble=str(error))


@dataclass(frozen=True)
class DossierActs:
    """What one candidate's new pieces come to; ``lines`` are for a person to read."""

    acts: tuple[JuryAct, ...]
    lines: tuple[str, ...]


def dossier_acts(state: JuryState, number: str, pieces: Sequence[Kept]) -> DossierActs:
    """The acts that say what the forms of one candidate tell, then keep the pieces.

    In that order: a piece once kept is not read again, so what is cut short between two acts is
    read again whole.
    """
    candidate = state.candidates[number]
    told = described(candidate, [form for piece in pieces for form in piece.forms])
    stored = (act for piece in pieces for act in _stored(candidate, piece))
    troubles = (piece.trouble for piece in pieces if piece.trouble)
    return DossierActs((*told.acts, *stored), (*troubles, *told.refused, *told.notes))


def _stored(candidate: JuryCandidate, piece: Kept) -> Iterator[StorePiece]:
    """One act for each exam the piece is of: as its path says, or its forms, or all they sit."""
    forms = {ACTIVITY[form.form] for form in piece.forms if form.form in ACTIVITY}
    sat = [exam for exam in DOMAINS if candidate.sits(exam)]
    exams = piece.exams or [exam for exam in sat if exam in forms] or sat
    for exam in exams:
        yield StorePiece(
            piece.file.number, exam, piece.file.name, piece.file.sha256, piece.file.size
        )


def _performed(desk: JuryDesk, acts: Sequence[JuryAct]) -> Iterator[str]:
    for act in acts:
        try:
            desk.perform(act)
        except Refusal as refusal:
            yield str(refusal)


def counts(pieces: Sequence[Kept]) -> Iterator[str]:
    """How many forms were read, how many pieces are to be described by hand."""
    forms = sum(len(piece.forms) for piece in pieces)
    by_hand = sum(not piece.forms for piece in pieces)
    yield f"{counted(forms, 'formulaire')} de Passage dans {counted(len(pieces), 'nouvelle pièce')}"
    if by_hand:
        yield f"{counted(by_hand, 'pièce')} sans champs à lire : saisissez leurs fiches à la main"
