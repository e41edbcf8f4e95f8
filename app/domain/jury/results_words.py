"""The closed lists the jury's results are told with; each code has the French word people read."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.facts import dataclass
from app.domain.jury.words import UNITS

PARTS: Mapping[str, tuple[str, ...]] = {
    "E1": ("E1",),
    "E2": ("E2",),
    "E3": ("E31", "E32"),
    "E4": ("E41", "E42"),
    "E5": ("E5",),
}
"""The obligatory exams and their units (arrêté of 3/6/2022, annexe I; circular § 1.4)."""
OBLIGATORY = tuple(unit for unit in UNITS if unit != "EF")
KNOWN_COEFFICIENTS: Mapping[str, int] = {"E5": 2}
"""Annexe XI says "Coef. 2" for E5; no public source gives the others: they are entered."""
LARGEST_COEFFICIENT = 20

MARKED, ABSENT, NOT_VALID, RESERVED = "mark", "absent", "not-valid", "reserved"
BENEFIT, DISPENSED, NOT_ENROLLED = "benefit", "dispensed", "not-enrolled"
STANDINGS: Mapping[str, str] = {
    MARKED: "Note",
    ABSENT: "Absent",
    NOT_VALID: "Non valide",
    RESERVED: "Note réservée",
    BENEFIT: "Bénéfice sans note connue",
    DISPENSED: "Dispensé",
    NOT_ENROLLED: "Non inscrit",
    "conflict": "Versions en conflit",
    "recused": "Non évalué (récusation)",
    "transferred": "Passé à une autre commission",
    "open": "Non arrêtée par la commission",
    "missing": "Note manquante",
}
"""What the jury holds of a unit: a mark, or why there is none."""


@dataclass(frozen=True)
class Code:
    """How a list or an export writes a standing: a code, "" where none is known, and its label."""

    code: str
    label: str


CODED: Mapping[str, Code] = {
    ABSENT: Code("AB", "Absent"),
    NOT_VALID: Code("NV", "Non valide"),
    RESERVED: Code("", "Note réservée"),
    BENEFIT: Code("", "Bénéfice"),
    DISPENSED: Code("", "Dispensé"),
    NOT_ENROLLED: Code("", "Non inscrit"),
}
"""AB is what SIEC's DELIBAO writes, NV the circular's; no public source gives the others."""

RESULTS: Mapping[str, str] = {"admitted": "Admis", "adjourned": "Ajourné"}
LIVRETS: Mapping[str, str] = {"examined": "examiné par le jury", "none": "aucun livret fourni"}
RESERVE_DECISIONS: Mapping[str, str] = {
    "lifted": "réserve levée",
    "not-valid": "réserve changée en NV",
    "pending": "décision reprise, la réserve demeure",
}
FRAUD_OUTCOMES: Mapping[str, str] = {"cleared": "sans suite", "sanctioned": "sanctionnée"}
NOTE_KINDS: Mapping[str, str] = {
    "decision": "Décision",
    "incident": "Incident",
    "harmonisation": "Observation d’harmonisation",
}
SECTORS: Mapping[str, str] = {
    "public": "enseignant du public",
    "private": "enseignant du privé",
    "employer": "employeur",
    "employee": "salarié",
}
"""Who sits in a jury: teachers, most of them of the public sector, and the profession, employers
and employees, in equal parts (D643-31)."""
TEACHERS = ("public", "private")

RESULT_FIELDS: tuple[str, ...] = (
    *("number", "last_name", "usual_name", "first_names", "born", "category", "form"),
    *("school", "uai", "mean", "result", "missing", "state"),
    *(f"mean_{exam}" for exam in PARTS),
    *(
        f"{what}_{unit}"
        for unit in UNITS
        for what in ("mark", "code", "label", "proposed", "harmonised", "final")
    ),
)
"""What a column of an academy's result file may show."""
