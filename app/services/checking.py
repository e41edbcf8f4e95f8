"""``passage check``: to which mark of this file a printed check code belongs."""

from __future__ import annotations

from app.domain.errors import PassageError
from app.domain.marks import printed_mark
from app.domain.record import read_code
from app.domain.state import Passage, SealedVersion, State


def check_code(state: State, text: str) -> str:
    """A French line naming candidate, mark and version; PassageError when none has this code.

    A reserved mark is found but not told (§ 1.4.2 B).
    """
    code = read_code(text)
    if code is None:
        raise PassageError(
            f"« {text[:40]} » n’est pas un code de contrôle : il compte huit lettres et chiffres."
        )
    for passage in state.in_order:
        for sealed in passage.versions:
            if sealed.code != code:
                continue
            record = sealed.record()
            mark = "note réservée" if passage.reserved else f"{printed_mark(record['mark'])} / 20"
            standing = _standing(passage, sealed)
            name = passage.candidate.name
            return f"{name} ({passage.number}) : {mark}, version {sealed.version} {standing}."
    raise PassageError(
        f"Le code {code[:4]}-{code[4:]} n’appartient à aucune note de ce fichier : "
        "relisez-le sur la grille."
    )


def _standing(passage: Passage, sealed: SealedVersion) -> str:
    if sealed is not passage.in_force:
        return "remplacée depuis"
    return "en vigueur" if passage.sealed else "en vigueur, grille rouverte depuis"
