"""What a commission's pack holds, as the jury file tells it, and what changed since the last one.

Nothing in it names a school: only pieces that a person attested anonymous go in (rule 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from app.domain.codec import canonical
from app.domain.facts import dataclass, replace
from app.domain.jury.hours import hour_text
from app.domain.jury.people import (
    Choice,
    Fiche,
    JuryCandidate,
    JuryCommission,
    Piece,
    Slot,
    Verdict,
)
from app.domain.jury.state import JuryState
from app.domain.jury.words import FICHES
from app.domain.people import VERDICTS, Candidate, Description, Examiner
from app.domain.record import digest
from app.domain.rules.lists import candidate_line
from app.domain.text import of


@dataclass(frozen=True)
class Packed:
    """One candidate of a pack. ``candidate`` has day, hour and conformity; ``pieces`` go in,
    ``left`` are those nobody attested."""

    candidate: Candidate
    verdict: Verdict
    choice: Choice | None
    ticks: Mapping[str, Any]
    pieces: tuple[Piece, ...]
    left: tuple[Piece, ...]

    @property
    def barred(self) -> bool:
        """Not conforming: not to be examined."""
        return self.verdict.verdict == "not-conforming"


@dataclass(frozen=True)
class PackContent:
    """A pack before it is written; candidates in the order of their hours, barred ones last."""

    description: Description
    rehearsal: bool
    candidates: tuple[Packed, ...]

    @property
    def root(self) -> str:
        """SHA-256, in hex, of everything the pack holds."""
        told = {
            "description": _texts(asdict(self.description)),
            "rehearsal": self.rehearsal,
            "candidates": [_told(packed) for packed in self.candidates],
        }
        return digest(canonical(told))


def _texts(value: Any) -> Any:
    """Dates as text, tuples as lists."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(item) for item in value]
    return value if isinstance(value, bool | int | str | None) else str(value)


def _told(packed: Packed) -> dict[str, Any]:
    return {
        "candidate": candidate_line(packed.candidate),
        "verdict": _texts(asdict(packed.verdict)),
        "choice": _chosen(packed),
        "ticks": dict(packed.ticks),
        "pieces": sorted(piece.sha256 for piece in packed.pieces),
    }


def _chosen(packed: Packed) -> Any:
    """The choice but for who made it: the commission is not told."""
    chosen = packed.choice
    return chosen and [list(chosen.fiches), chosen.parameters, list(chosen.scenarios)]


def content_of(state: JuryState, code: str) -> PackContent:
    """What the pack of that commission would hold now; KeyError where there is none."""
    commission = state.commissions[code]
    there = [(c, slot) for c, slot in state.before(code)]
    there += [(c, s) for c in state.barred(code) if (s := c.told(commission.exam).slot)]
    packed = tuple(_packed(c, commission.exam, slot) for c, slot in there)
    assert state.jury is not None
    return PackContent(_description(state, commission), state.jury.rehearsal, packed)


def _description(state: JuryState, commission: JuryCommission) -> Description:
    assert state.jury is not None
    days = [slot.day for _, slot in state.before(commission.code)]
    return Description(
        session=state.jury.session,
        exam=commission.exam,
        commission=commission.code,
        academy=state.jury.pilot,
        centre=commission.site,
        room=commission.room,
        date=min(days or commission.dates),
        time_zone=state.sites[commission.site].time_zone,
        examiners=tuple(
            Examiner(name, state.examiners[name].quality) for name in commission.examiners
        ),
    )


def _packed(found: JuryCandidate, exam: str, slot: Slot) -> Packed:
    file = found.told(exam)
    hour, conformity = hour_text(slot.minute), file.verdict.verdict
    whole = replace(found.candidate, day=slot.day, hour=hour, conformity=conformity)
    return Packed(
        whole,
        file.verdict,
        None if file.barred else file.choice,
        dict(_ticks(found, exam)),
        tuple(piece for piece in file.pieces if piece.attested_by),
        tuple(piece for piece in file.pieces if not piece.attested_by),
    )


def _ticks(found: JuryCandidate, exam: str) -> Iterator[tuple[str, Any]]:
    """What the description of the fiches says of the dossier, in the items of the grid. Only what
    is there is ticked: what is not described may yet be in the dossier."""
    fiches = [found.fiches[number] for number in FICHES[exam] if number in found.fiches]
    if exam == "E42":
        yield from [("count", len(fiches))] if fiches else []
        yield from _yes("claims-only", len(fiches) == 4 and all(f.claim for f in fiches))
    else:
        yield from ((f"fiche-{fiche.number}", _answers(fiche)) for fiche in fiches)
        professional = [fiche for fiche in fiches if fiche.professional]
        yield from _yes("professional", bool(professional))
        for kind in ("property", "persons"):
            yield from _yes(f"professional-{kind}", any(f.kind == kind for f in professional))
        yield from _yes("savings", any(f.kind == "savings" for f in fiches))
    for kind in ("property", "persons"):
        yield from _yes(kind, any(f.kind == kind for f in fiches))


def _yes(item: str, seen: bool) -> list[tuple[str, bool]]:
    return [(item, True)] if seen else []


def _answers(fiche: Fiche) -> list[str]:
    return ["yes", *(["client-missing"] if fiche.client is False else [])]


# --- what is against it -------------------------------------------------------------------------


def texts_of(content: PackContent) -> Iterator[tuple[str, str]]:
    """(what it is, the text) of everything typed by the organisers that the pack would hold, the
    centre left aside: it is where everybody goes, whatever their school."""
    yield "la salle", content.description.room
    for examiner in content.description.examiners:
        yield "le nom d’un examinateur", examiner.name
    for packed in content.candidates:
        name = of(packed.candidate.name)
        verdict, choice = packed.verdict, packed.choice
        yield f"le motif du constat {name}", f"{verdict.reason} {verdict.authority}"
        if choice is not None:
            yield f"les paramètres {name}", choice.parameters
            yield from ((f"le scénario {name}", text) for text in choice.scenarios)


def current(commission: JuryCommission, public: str) -> int | None:
    """The rank, from one, of the pack with that key among those issued; None for another's."""
    keys = [pack.public for pack in commission.packs]
    return keys.index(public) + 1 if public in keys else None


def issued_by(state: JuryState, public: str) -> str:
    """Which pack of this jury a public key, in hex, is of: a sentence."""
    for commission in state.commissions.values():
        rank = current(commission, public)
        if rank is not None:
            last = len(commission.packs)
            force = "en vigueur" if rank == last else f"remplacé par le paquet n° {last}"
            which = f"paquet n° {rank} de la commission {commission.code}"
            return f"Émis par ce jury : {which}, {force}."
    return "Clé inconnue de ce jury : aucun de ses paquets ne la porte."


# --- what changed -------------------------------------------------------------------------------


def changes(before: PackContent, after: PackContent) -> Iterator[str]:
    """What another pack changes, one French line each; nothing where all is the same."""
    if before.description != after.description or before.rehearsal != after.rehearsal:
        yield from _of_commission(before.description, after.description)
    old = {packed.candidate.number: packed for packed in before.candidates}
    new = {packed.candidate.number: packed for packed in after.candidates}
    yield from (f"ajouté : {_who(new[n])}" for n in new if n not in old)
    yield from (f"parti : {_who(old[n])}" for n in old if n not in new)
    for number in new:
        if number in old and _told(old[number]) != _told(new[number]):
            said = " ; ".join(_of_candidate(old[number], new[number]))
            yield f"{_who(new[number])} : {said}"


def _who(packed: Packed) -> str:
    return f"{packed.candidate.name} ({packed.candidate.number})"


def _of_commission(old: Description, new: Description) -> Iterator[str]:
    words = {
        "academy": "l’académie",
        "centre": "le centre",
        "room": "la salle",
        "date": "le jour",
        "time_zone": "le fuseau",
        "examiners": "les examinateurs",
    }
    changed = [word for name, word in words.items() if getattr(old, name) != getattr(new, name)]
    yield f"changé : {', '.join(changed) or 'la commission'}"


def _of_candidate(old: Packed, new: Packed) -> Iterator[str]:
    was, now = old.candidate, new.candidate
    if (was.day, was.hour) != (now.day, now.hour):
        yield f"passe le {now.day:%d/%m/%Y} à {now.hour} au lieu du {was.day:%d/%m/%Y} à {was.hour}"
    if replace(was, day=now.day, hour=now.hour, conformity=now.conformity) != now:
        yield "état civil ou temps majoré changé"
    if old.verdict != new.verdict:
        yield f"constat : {VERDICTS[new.verdict.verdict]}"
    yield from _of_choice(old.choice, new.choice)
    if old.ticks != new.ticks:
        yield "description des fiches changée"
    kept = {piece.sha256 for piece in old.pieces}, {piece.sha256 for piece in new.pieces}
    if kept[0] != kept[1]:
        yield f"pièces : {len(kept[1] - kept[0])} de plus, {len(kept[0] - kept[1])} de moins"


def _of_choice(old: Choice | None, new: Choice | None) -> Iterator[str]:
    if old is not None and new is not None:
        if old.fiches != new.fiches:
            yield f"fiche {' et '.join(map(str, new.fiches))}"
        if old.parameters != new.parameters:
            yield "paramètres changés"
        if old.scenarios != new.scenarios:
            yield "scénario changé"
    elif old is not new:
        yield f"fiche {' et '.join(map(str, new.fiches))} choisie" if new else "choix retiré"
