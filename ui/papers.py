"""What can be printed, in words, and the PDF of each: the same bytes are shown, saved, printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import PassageError
from app.domain.state import Passage, SealedVersion, State
from app.services.printing import blank_sheet, passage_sheets
from app.services.slips import makers

SHEETS, DAY, OWN = "Grilles scellées", "Papiers de la journée", "Sujets et scénarios"
GROUPS = (SHEETS, DAY, OWN)
BLANK = "blank"
DAY_SLIPS = {
    "emargement": ("Liste d’émargement", "candidats attendus, personnes présentes"),
    "bordereau": ("Bordereau de notation", "notes et mentions scellées"),
    "incidents": ("Rapport d’incidents", "vierge si rien n’a été signalé"),
    "recapitulatif": ("Récapitulatif de la journée", "états, durées, comptes"),
}
RESERVED = "note réservée"
USES = {"withheld": " · tous usages", "president": " · pli du président"}
OWN_SLIPS = {"sujet": "sujet remis au candidat", "scenario": "scénario de la commission"}


@dataclass(frozen=True)
class Paper:
    """One PDF: ``kind`` is ``complete``, ``withheld``, ``president``, ``blank`` or a slip's."""

    kind: str
    title: str
    told: str
    group: str
    hour: str = ""
    passage: str = ""
    version: int = 0

    @property
    def key(self) -> str:
        """What it is, whatever its state in words."""
        return f"{self.kind} {self.passage}"


def papers(state: State, *, veiled: bool, hushed: bool = False) -> list[Paper]:
    """All that can be printed now; ``veiled``, nothing tells one candidate from another but the
    hour (rule 9); ``hushed``, nothing tells whose mark is reserved."""
    sheets = (_sheets(passage, veiled, veiled or hushed) for passage in state.in_order)
    found = [paper for ones in sheets for paper in ones]
    found.append(Paper(BLANK, "Feuille vierge", "à remplir à la main en cas de panne", DAY))
    found += [Paper(kind, *told, DAY) for kind, told in DAY_SLIPS.items()]
    found += [p for passage in state.in_order for p in _own(state, passage, veiled=veiled)]
    return found


def _sheets(passage: Passage, veiled: bool, hushed: bool) -> Iterator[Paper]:
    sealed = passage.in_force
    if sealed is None:
        return
    words = (word for word in _words(passage, sealed) if word != RESERVED or not hushed)
    told = "passé" if veiled else ", ".join(words)
    for kind in ("withheld", "president") if passage.reserved else ("complete",):
        if kind != "president" or not hushed:  # two sheets would say that the mark is reserved
            use = "" if hushed else USES.get(kind, "")
            yield _of(passage, kind, told, SHEETS, sealed.version, use=use, veiled=veiled)


def _of(
    passage: Passage,
    kind: str,
    told: str,
    group: str,
    version: int = 0,
    *,
    use: str = "",
    veiled: bool,
) -> Paper:
    name = "Grille" if group == SHEETS else "Papiers"
    title = name if veiled else f"{passage.candidate.name}{use}"
    return Paper(kind, title, told, group, passage.candidate.hour, passage.number, version)


def _words(passage: Passage, sealed: SealedVersion) -> Iterator[str]:
    """The state of a sealed sheet in words, the telling ones first."""
    if passage.reserved:
        yield RESERVED
    if not passage.sealed:
        yield f"rouverte, v{sealed.version} en vigueur"
    printed = [version for version, _ in passage.prints]
    if sealed.version in printed:
        yield f"imprimée v{sealed.version}"
    else:
        yield f"v{sealed.version} à imprimer"
    signed = signers(passage)
    left = unsigned(passage)
    yield "à signer" if not signed else f"à signer par {' et '.join(left)}" if left else "signée"
    if passage.transcribed:
        yield "transcrite du papier"


def signers(passage: Passage) -> list[str]:
    """Who signed by hand the printed sheet of the version in force."""
    sealed = passage.in_force
    version = sealed.version if sealed else 0
    return [name for name, of, _ in passage.paper_signatures if of == version]


def examiners(passage: Passage) -> list[str]:
    """Who is to sign the version in force."""
    sealed = passage.in_force
    return [examiner["name"] for examiner in sealed.record()["examiners"]] if sealed else []


def unprinted(passage: Passage) -> bool:
    """Whether the version in force was never printed."""
    sealed = passage.in_force
    return sealed is not None and sealed.version not in [v for v, _ in passage.prints]


def unsigned(passage: Passage) -> list[str]:
    """Who has still to sign the version in force by hand."""
    done = signers(passage)
    return [name for name in examiners(passage) if name not in done]


def _own(state: State, passage: Passage, *, veiled: bool) -> Iterator[Paper]:
    if passage.situation is None:
        return
    for kind, told in OWN_SLIPS.items():
        if kind != "sujet" or state.exam.situations == 2:
            yield _of(passage, kind, told, OWN, veiled=veiled)


def make(state: State, now: datetime, paper: Paper) -> tuple[str, bytes]:
    """File name and PDF of the paper. PassageError when it is no longer there to print."""
    if paper.kind == BLANK:
        return next(iter(blank_sheet(state).items()))
    if paper.group == SHEETS:
        return _sheet(state, paper)
    slips = makers(state, now)
    stem = next(iter(slips)).removesuffix("emargement.pdf")
    whom = f"{paper.passage}-" if paper.passage else ""
    name = f"{stem}{whom}{paper.kind}.pdf"
    if name not in slips:
        raise _gone(paper)
    return name, slips[name]()


def _sheet(state: State, paper: Paper) -> tuple[str, bytes]:
    passage = state.passages[paper.passage]
    sealed = passage.in_force
    if sealed is None or sealed.version != paper.version:
        raise _gone(paper)
    files = list(passage_sheets(state, passage, sealed).items())
    return files[1] if paper.kind == "president" else files[0]


def _gone(paper: Paper) -> PassageError:
    return PassageError(f"{paper.title} : cette feuille a changé. Revenez à la liste.")
