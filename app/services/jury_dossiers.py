"""``passage jury dossiers``: pieces given to their candidates, kept, and their forms read
(§ 1.4.2 A)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.errors import PassageError, Refusal
from app.domain.facts import dataclass
from app.domain.jury.acts import JuryAct, StorePiece
from app.domain.jury.people import JuryCandidate
from app.domain.jury.words import DOMAINS
from app.domain.text import counted, of
from app.intake.dossiers import DossierFile, StoredFile, match_dossiers, store_files
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


def take_dossiers(desk: JuryDesk, source: Path) -> Iterator[str]:
    """Keep the files of a folder or zip with the candidates they name; what to tell, line by line.

    PassageError for a source that cannot be read, or a disk that refuses: nothing is then kept.
    """
    found = match_dossiers(source, [c.candidate for c in desk.state.candidates.values()])
    wanted = [(file, reason_against(desk, file)) for file in found.matched]
    kept = _keep(desk, [file for file, reason in wanted if not reason])
    yield f"Dossiers : {counted(len(kept), 'pièce')} d’un candidat de la liste"
    yield from (f"  sans candidat : {name} (nommez-le par le numéro)" for name in found.unmatched)
    yield from (f"  laissé de côté : {name}" for name in found.ignored)
    yield from (f"  laissé de côté : {shown(f.name, 200)} : {why}" for f, why in wanted if why)
    pieces: defaultdict[str, list[Kept]] = defaultdict(list)
    for piece in _read(desk, kept):
        pieces[piece.file.number].append(piece)
    for number, theirs in pieces.items():
        yield from _perform(desk, number, theirs)
    yield from _counts([piece for theirs in pieces.values() for piece in theirs])


def reason_against(desk: JuryDesk, file: DossierFile) -> str:
    """Why a candidate's piece is not kept: they do not sit the exam it is for (§ 1.1)."""
    candidate, exam = desk.state.candidates[file.number], exam_named(file.name)
    if exam and not candidate.sits(exam):
        return f"{candidate.name} ne passe pas l’{exam}"
    return "" if any(map(candidate.sits, DOMAINS)) else f"{candidate.name} ne passe aucun oral"


def exam_named(path: str) -> str:
    """The exam that the parts of a path name; "" for none or both."""
    named = {unit_named(part.replace("_", " ")) for part in path.split("/")} & set(DOMAINS)
    return named.pop() if len(named) == 1 else ""


def _keep(desk: JuryDesk, files: Sequence[DossierFile]) -> list[tuple[StoredFile, Exams]]:
    """The files as they are kept, each with the exams that its paths name: one certificate may be
    in both sub-dossiers."""
    exams: defaultdict[StoredFile, Exams] = defaultdict(tuple)
    folder = dossier_folder(desk.path)
    for exam in ("", *DOMAINS):
        of_exam = [file for file in files if exam_named(file.name) == exam]
        for stored in store_files(of_exam, folder):
            exams[stored] += (exam,) if exam else ()
    return sorted(exams.items(), key=lambda item: (item[0].number, item[0].name))


def _read(desk: JuryDesk, kept: Sequence[tuple[StoredFile, Exams]]) -> Iterator[Kept]:
    """Each piece that is new to its candidate, with the forms it holds."""
    with FormReader(known_forms()) as reader:
        for file, exams in kept:
            if not _known(desk.state.candidates[file.number], file, exams):
                yield _form_of(reader, dossier_folder(desk.path) / file.number, file, exams)


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


def _perform(desk: JuryDesk, number: str, pieces: Sequence[Kept]) -> Iterator[str]:
    """Keep the pieces of one candidate in the journal, and what their forms say."""
    candidate = desk.state.candidates[number]
    told = described(candidate, [form for piece in pieces for form in piece.forms])
    stored = [act for piece in pieces for act in _stored(candidate, piece)]
    troubles = [piece.trouble for piece in pieces if piece.trouble]
    refused = _performed(desk, [*stored, *told.acts])
    for line in (*troubles, *told.refused, *told.notes, *refused):
        yield f"  dossier {of(f'{candidate.name} ({number})')} : {line}"


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


def _counts(pieces: Sequence[Kept]) -> Iterator[str]:
    forms = sum(len(piece.forms) for piece in pieces)
    by_hand = sum(not piece.forms for piece in pieces)
    yield f"{counted(forms, 'formulaire')} de Passage dans {counted(len(pieces), 'nouvelle pièce')}"
    if by_hand:
        yield f"{counted(by_hand, 'pièce')} sans champs à lire : saisissez leurs fiches à la main"
