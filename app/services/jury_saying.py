"""How the journal of a jury file says the values its acts hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.domain.marks import canonical_mark, printed_mark
from app.services.saying import Given, day_said, flat

Fields = Mapping[str, Any]
Tell = Callable[[Given], str]
SHORT_PRINT = 16
"""Digits told of a fingerprint or a key: enough to tell it from any other."""

TITLES = {
    "sha256": "empreinte",
    "root": "racine du journal",
    "lineage": "exports précédents",
    "exported": "exporté le",
    "passages": "passages",
    "incidents": "incidents",
    "closed": "journée close",
    "commission": "commission",
    "confirmed_by": "confirmé par",
    "by": "par",
    "levels": "niveaux",
    "appraisal": "appréciation",
    "version": "version",
    "code": "code de contrôle",
    "doubt": "doute",
    "president": "président",
    "academies": "académies",
    "sites": "centres",
    "examiners": "examinateurs",
    "commissions": "commissions",
    "members": "membres de la commission académique",
    "program": "programme",
    "rooms": "salles",
    "schools": "établissements",
    "employer": "employeur",
    "knows": "connaît",
    "dates": "jours",
    "breaks": "pauses",
    "parameters": "paramètres modifiés",
    "public": "clé publique",
    "content": "contenu",
    "decision": "décision",
    "days": "jours faits",
    "required": "jours dus",
    "product": "produit",
    "kind": "nature",
    "professional": "contrat professionnel",
    "real": "situation réelle",
    "context": "fiche contexte",
    "client": "fiche client",
    "claim": "sinistre",
    "with_school": "exemplaire avec l’établissement",
    "without_school": "exemplaire sans l’établissement",
    "whole": "un seul dossier pour les deux épreuves",
    "authority": "autorité",
    "reason": "motif",
    "decided": "décision du",
    "scenario": "scénario",
    "scenario_2": "scénario de la seconde fiche",
}
"""What a field is called behind a sentence."""
_NOTHING: tuple[Any, ...] = (None, "", (), [])


def said(value: Any) -> str:
    """Any value as a person writes it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value))
    return flat(str(value))


def also(**told: Any) -> str:
    """Each value that says something, behind its title: « ; salles : B1, B2 »."""
    return "".join(
        f" ; {TITLES[name]} : {said(v)}" for name, v in told.items() if v not in _NOTHING
    )


def because(g: Given) -> str:
    return also(reason=g["reason"])


def by(g: Given) -> str:
    """Who did it: « par Mme DUPRÉ »."""
    return f"par {said(g['by'])}"


def print_said(text: Any) -> str:
    """The first digits of a fingerprint or a key."""
    return str(text)[:SHORT_PRINT]


def mark_said(text: Any) -> str:
    """A mark as the French write it; what is none as it is."""
    canonical = canonical_mark(str(text))
    return printed_mark(canonical) if canonical else str(text)


def moment_said(text: Any) -> str:
    """« 05/06/2019 à 18:02 » of a stamp; what is none as it is."""
    try:
        return f"{datetime.fromisoformat(str(text)):%d/%m/%Y à %H:%M}"
    except ValueError:
        return str(text)


def decided(g: Given) -> str:
    """The authority that decided, when and why."""
    when = day_said(g["decided"]) if g["decided"] else ""
    return also(authority=g["authority"], decided=when, reason=g["reason"])


def of_exam(told: Tell) -> Tell:
    """What concerns one exam begins with it."""
    return lambda g: f"{g['exam']} : {told(g)}"


def of_unit(told: Tell) -> Tell:
    """What concerns one unit begins with it."""
    return lambda g: f"{g['unit']} : {told(g)}"
