"""The closed lists a jury file works with; each code has the French word people read."""

from __future__ import annotations

from collections.abc import Mapping

UNIT_STATUSES: Mapping[str, str] = {
    "ponctuel": "à passer",
    "ccf": "contrôle en cours de formation",
    "benefit": "bénéfice conservé",
    "dispensed": "dispensé",
    "not-enrolled": "non inscrit",
}
"""What a candidate does of a unit (§ 1.1, 1.2)."""

UNITS = ("E1", "E2", "E31", "E32", "E41", "E42", "E5", "EF")
NEVER_CCF = ("E41", "E42")
"""§ 1.1, 1.3: always ponctuel."""

FORMS = ("globale", "progressive")
GLOBAL_ONLY = ("SCOLAIRE", "APPRENTISSAGE")
"""Routes (voies) for which the forme globale is compulsory (§ 1.2)."""

PROOFS: Mapping[str, str] = {
    "internship": "Certificats de stage",
    "work": "Certificat de travail d’au moins six mois à temps plein",
    "contract": "Attestation de l’employeur (apprentissage ou contrat de professionnalisation)",
}
"""What shows the professional activity; the last two stand for certificates of internship
(§ 1.4.2 B)."""

DOMAINS: Mapping[str, str] = {"E32": "DA1", "E42": "DA2"}
"""The domain of activity an examiner of each exam teaches (§ 1.4.4)."""

KINDS: Mapping[str, str] = {
    "property": "biens et responsabilité",
    "persons": "personnes",
    "savings": "épargne assurantielle ou bancaire",
    "other": "autre contrat",
}
KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "E32": ("property", "persons", "savings"),
    "E42": ("property", "persons", "other"),
}
"""What a fiche is about, as annexes V (E32) and IX (E42) have it to tick."""

DEFAULT_SLOTS: Mapping[str, int] = {"E32": 60, "E42": 30}
"""Minutes from one candidate to the next: a usage, no rule of the circular."""

FICHES: Mapping[str, range] = {"E32": range(1, 6), "E42": range(6, 10)}
"""Numbers of the activity fiches (§ 1.4.2 A, 4 and 5)."""
LEAST_PRODUCTS = 3

LEAST_DAYS, MOST_DAYS = 75, 80
"""§ 1.4.2 B: "de 15 à 16 semaines maximum (soit entre 75 et 80 journées)"."""

TRAVEL_MIN = 60
"""Minutes left to go from one site to another between two exams: a usage."""
