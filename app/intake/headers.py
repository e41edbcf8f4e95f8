"""What the titles of columns mean, in the many ways French lists write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.intake.cleaning import folded

# Fields of a list, with what a French reader calls them.
FIELDS = {
    "number": "numéro du candidat",
    "last_name": "nom de naissance",
    "usual_name": "nom d’usage",
    "first_names": "prénoms",
    "full_name": "nom et prénoms",
    "born": "date de naissance",
    "day": "jour de passage",
    "hour": "heure de passage",
    "moment": "jour et heure de passage",
    "category": "voie",
    "extra_preparation": "majoration de la préparation",
    "extra_parts": "majoration de l’interrogation",
    "extra_time": "majoration de temps",
    "school": "établissement",
    "uai": "UAI",
    "ignore": "ignorée",
}
WHOLE_HEADER = 100
NOT_KEPT = ("school", "uai")

# Strong titles say the field; weak ones give way to a strong one elsewhere in the same header.
_STRONG = {
    "number": "numéro candidat; numéro inscription; numéro inscription candidat; matricule; "
    "numéro dossier; numéro Cyclades; numéro OCEAN; identifiant candidat; id candidat; "
    "code candidat; numéro immatriculation; numéro matricule; numéro candidature",
    "last_name": "nom de naissance; nom de famille; nom patronymique; patronyme; "
    "nom de jeune fille; nom naissance famille; nom état civil",
    "usual_name": "nom d'usage; nom usuel; nom marital; nom d'épouse; nom d'époux; nom usage",
    "first_names": "prénom; prénoms; liste prénoms; prénoms état civil",
    "full_name": "nom prénom; prénom nom; nom de naissance prénom; nom de famille prénom; "
    "identité; nom complet",
    "born": "né le; née le; né; née; date naissance; naissance; date naiss; ddn; né née le",
    "day": "jour; date de passage; jour de passage; date épreuve; jour épreuve; date oral; "
    "date interrogation; jour interrogation; date convocation; jour convocation; date examen",
    "hour": "heure; horaire; heure de passage; horaire de passage; h passage; heure début; "
    "heure oral; heure épreuve; heure interrogation; horaire épreuve; heure passage oral",
    "moment": "date heure; date heure passage; jour heure; jour heure passage; date horaire; "
    "jour horaire; date heure convocation; date heure épreuve",
    "category": "voie; catégorie; statut; catégorie candidat; statut candidat; voie formation; "
    "type candidat; régime; mode formation; statut formation; voie accès; catégorie socio",
    "school": "établissement; lycée; centre formation; cfa; école; organisme formation; greta",
    "uai": "uai; rne; code uai; code rne; uai rne; numéro uai; numéro rne; code établissement; "
    "numéro établissement",
}
_WEAK = {
    "number": "numéro; identifiant; id; code; inscription; dossier",
    "last_name": "nom; noms",
    "first_names": "prénom usuel; premier prénom; prénom 1; prénom usage",
    "full_name": "candidat; candidate; candidats",
    "day": "date",
    "hour": "heure convocation; horaire convocation; heure arrivée; créneau; heure préparation",
}
_NUMERO = re.compile(r"\bn\s*[°º]|№")
_TOKENS = {"n": "numero", "no": "numero", "num": "numero", "nr": "numero"}
_ARTICLES = {"de", "du", "des", "d", "la", "le", "les", "l", "et", "ou", "un", "une", "e", "s"}
_TIME = {"amenagement", "majoration", "majore", "tier", "supplementaire"}
_PREPARATION = {"preparation", "prepa", "prep"}
_PARTS = {"epreuve", "interrogation", "passage", "oral", "partie", "entretien", "expose"}
_SCHOOL = {"etablissement", "lycee", "cfa", "uai", "rne"}


def _key(title: str) -> str:
    """A title without accents, case, punctuation, articles and plurals: « numero candidat »."""
    spelt = _NUMERO.sub(" numero ", title[:200].casefold())
    tokens = re.findall(r"[a-z0-9]+", folded(spelt))
    kept = (_TOKENS.get(token, token) for token in tokens if token not in _ARTICLES)
    return " ".join(t[:-1] if len(t) > 3 and t.endswith("s") else t for t in kept)


def _table(source: dict[str, str], rank: int) -> dict[str, tuple[str, int]]:
    titles = ((field, title) for field, text in source.items() for title in text.split(";"))
    return {_key(title): (field, rank) for field, title in titles}


_TITLES = {**_table(_WEAK, 1), **_table(_STRONG, 0)}
_GLUED = {key.replace(" ", ""): known for key, known in _TITLES.items()}


@lru_cache(maxsize=4096)
def meaning(title: str) -> tuple[str, int] | None:
    """The field a title names and its rank (0 says it, 1 only suggests it), None if unknown."""
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", title)
    for key in (_key(title), _key(bare)):
        shorter = " ".join(t for t in key.split() if t not in ("candidat", "candidate"))
        for form in (key, shorter):
            if form in _TITLES:
                return _TITLES[form]
    glued = _GLUED.get(_key(title).replace(" ", ""))
    return glued or _by_words(_key(title)) or _by_words(_key(bare))


def _by_words(key: str) -> tuple[str, int] | None:
    tokens = set(key.split())
    timed = tokens & _TIME or {"temp", "plus"} <= tokens or {"1", "3"} <= tokens
    if timed:
        return _extra_field(tokens), 0
    if tokens & _SCHOOL and "examen" not in tokens and "accueil" not in tokens:
        return ("uai" if tokens & {"uai", "rne"} else "school"), 1
    return None


def _extra_field(tokens: set[str]) -> str:
    preparation, parts = bool(tokens & _PREPARATION), bool(tokens & _PARTS)
    if preparation == parts:
        return "extra_time"
    return "extra_preparation" if preparation else "extra_parts"


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one but for accents, case, spaces and punctuation."""
    return folded(" ".join(one.split())) == folded(" ".join(other.split()))


@dataclass(frozen=True)
class Words:
    """What titles may say: the fields by their French names, what a title means, the fields that
    are recognised and not kept; and what to do with a list that is too long."""

    fields: Mapping[str, str]
    meaning: Callable[[str], tuple[str, int] | None]
    not_kept: Collection[str]
    shorter: str


COMMISSION = Words(FIELDS, meaning, NOT_KEPT, "Donnez la liste d’une seule commission.")


def header_score(
    cells: Sequence[str], mapped: Collection[str] = (), words: Words = COMMISSION
) -> int:
    """How much a row looks like the header: the count of its distinct fields, ``WHOLE_HEADER``
    more where a number and a name are among them."""
    found: set[str] = set()
    for cell in cells[:256]:
        known = words.meaning(cell[:200].strip())
        if known or any(same_title(cell[:200], title) for title in mapped):
            found.add(known[0] if known else cell)
    named = found & {"last_name", "full_name"}
    return len(found) + (WHOLE_HEADER if named and "number" in found else 0)
