"""The products fiches are about, offered to whoever types one: names written alike count alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.domain.jury.names import plain
from app.domain.jury.people import JuryCandidate

USUAL = (
    *("Multirisque habitation", "Automobile", "Multirisque professionnelle"),
    *("Complémentaire santé", "Prévoyance individuelle", "Prévoyance collective"),
    *("Assurance vie", "Plan d’épargne retraite", "Assurance emprunteur"),
    *("Garantie des accidents de la vie", "Responsabilité civile professionnelle"),
    *("Responsabilité civile vie privée", "Dommages-ouvrage", "Garantie décennale"),
    *("Multirisque agricole", "Multirisque immeuble", "Protection juridique"),
    *("Flotte automobile", "Deux-roues", "Assurance scolaire", "Obsèques", "Dépendance"),
)
"""What the dossiers of this diploma are about as a rule; nothing is refused for not being here."""


def known_products(candidates: Iterable[JuryCandidate]) -> list[str]:
    """Those of the dossiers, the most frequent first, then the usual ones; each once, as it is
    most often written."""
    written = Counter(
        fiche.product for one in candidates for fiche in one.fiches.values() if fiche.product
    )
    told: dict[str, str] = {}
    for product in (*(name for name, _ in written.most_common()), *USUAL):
        told.setdefault(plain(product), product)
    return [product for key, product in told.items() if key]


def as_known(typed: str, known: Iterable[str]) -> str:
    """The product as it is written elsewhere, where it is one of them."""
    key = plain(typed)
    return next((product for product in known if plain(product) == key), typed) if key else typed
