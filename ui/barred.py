"""Why there is nothing to mark now, and what can be done about it: said in place of the grid."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.facts import dataclass
from app.domain.status import recusing
from ui.bridge import Bridge
from ui.veil import Offer

Run = Callable[[str], None]


@dataclass(frozen=True)
class Bar:
    """What a veil tells."""

    title: str
    text: str
    offers: tuple[Offer, ...] = ()


NOT_VALID = Bar(
    "Dossier déclaré non valide",
    "Même présent, le candidat ne peut être interrogé (§ 1.4.2 B) : ni horloge, ni grille, "
    "ni note.",
)
ABSENT = Bar("Candidat absent", "S’il se présente : « Lever l’absence… » ci-dessus, avec un motif.")
EMPTY = "Chargez la liste reçue : ce qu’elle contient est montré avant d’être écrit."
KNOWN = (
    "{} connaît ce candidat et ne peut l’interroger (§ 1.4). Si c’était une erreur : "
    "« Retirer « connu »… » ci-dessus."
)
PAST = "De ce passage rien ne se lit avant sa sortie."
COMING = "Du candidat choisi on ne voit que l’identité et l’horloge de préparation."


def bar(bridge: Bridge, run: Run) -> Bar | None:
    """What keeps the candidate shown from being marked; None where nothing does."""
    passage = bridge.passage
    if passage is None:
        load = ("Charger une liste…", "Avec les dossiers, s’ils sont là", "", _do(run, "load-list"))
        return Bar("Aucun candidat dans cette commission", EMPTY, (load,))
    if bridge.other_in_room:
        return _other(bridge)
    if passage.sealed:
        return None
    if passage.not_valid is not None:
        return NOT_VALID
    if passage.absent:
        return ABSENT
    known = recusing(bridge.state, passage)
    replace = (
        "Remplacer un examinateur…",
        "Pour la journée, ou désormais",
        "",
        _do(run, "replace"),
    )
    told = KNOWN.format(" et ".join(known))
    return Bar("Candidat connu d’un examinateur", told, (replace,)) if known else None


def _other(bridge: Bridge) -> Bar:
    def back() -> None:
        room = bridge.in_room()
        if room is not None:
            bridge.select(room.number)

    offer = ("Revenir au candidat présent", "Son passage continue", "", back)
    told = PAST if bridge.past_other else COMING
    return Bar("Un autre candidat est dans la salle", told, (offer,))


def _do(run: Run, name: str) -> Callable[[], None]:
    return lambda: run(name)
