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

ROUTES: Mapping[str, str] = {
    "SCOLAIRE": "certificats de stage et visa",
    "APPRENTISSAGE": "attestation de contrat et visa",
    "FORMATION CONTINUE": "certificats et visa",
    "INDIVIDUEL": "certificats de travail et attestation sur l’honneur",
    "ENSEIGNEMENT À DISTANCE": "certificats et visa",
}
"""Routes (voies), as ``known_category`` words them, and what each has to bring."""
FORMS = ("globale", "progressive")

DOMAINS: Mapping[str, str] = {"E32": "DA1", "E42": "DA2"}
"""The domain of activity an examiner of each exam teaches (§ 1.4.4)."""

VERDICTS: Mapping[str, str] = {
    "unchecked": "non contrôlé",
    "conforming": "conforme",
    "doubtful": "en doute",
    "not-conforming": "non conforme",
}

KINDS: Mapping[str, str] = {
    "property": "biens et responsabilité",
    "persons": "personnes",
    "savings": "épargne assurantielle ou bancaire",
    "other": "autre contrat",
}
"""What a fiche is about (annexes V and IX); savings are of E32, another contract of E42."""

DEFAULT_SLOTS: Mapping[str, int] = {"E32": 60, "E42": 30}
"""Minutes from one candidate to the next: a usage, no rule of the circular."""

LEAST_DAYS, MOST_DAYS = 75, 80
"""§ 1.4.2 B: "de 15 à 16 semaines maximum (soit entre 75 et 80 journées)"."""
