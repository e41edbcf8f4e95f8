"""The journal told: one French sentence for every act, from its stored line.

Nothing an act holds is passed over in silence, but for what ``UNSAID`` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.domain.codec import FORMAT, UPCASTERS
from app.domain.instants import read_instant
from app.domain.marks import canonical_mark, printed_mark
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.rules.incidents import KINDS
from app.domain.state import State
from app.domain.text import of
from app.services.saying import Given, day_said, flat, octets, quoted

Fields = Mapping[str, Any]
Tell = Callable[[State, Fields], str]

UNSAID = {("seal", "salt"), ("load-list", "fields")}
"""Fields no sentence tells: the seal's salt is drawn by the program and says nothing; the columns
of a list say nothing of what was done."""
CONFIDENTIAL = frozenset(
    {
        "place-level",
        "set-mark",
        "write-appraisal",
        "transcribe",
        "answer-question",
        "choose-situation",
        "raise-doubt",
        "transfer-in",
        "withdraw-doubt",
        "annul-attempt",
        "report-incident",
    }
)
"""Acts whose sentence a candidate in the room must not read (rule 9)."""
WORDS = {
    "school": "scolaire",
    "professional": "professionnel",
    "personal": "personnel",
    "secretary": "secrétaire",
    "interpreter": "interprète",
    "inspector": "inspecteur",
    "observer": "observateur",
    "last_name": "nom de naissance",
    "first_names": "prénoms",
    "usual_name": "nom d’usage",
    "born": "date de naissance",
    "clock-set-back": "horloge reculée",
    "reboot-while-running": "redémarrage pendant une partie",
    "yes": "oui",
    "no": "non",
    "context-missing": "fiche contexte absente",
    "client-missing": "fiche client absente",
}
QUESTIONS = {
    "levels-low-mark-high": "niveaux bas et note haute",
    "levels-high-mark-low": "niveaux hauts et note basse",
    "levels-all-not-observable": "toutes les compétences NO",
    "dossier-blank": "zone « dossier » vide",
    "missing-fiche-no-doubt": "pièce manquante sans doute signalé",
    "same-fiche": "mêmes paramètres qu’un autre candidat",
}
TRANSFERRED = {
    "format": "format",
    "session": "session",
    "exam": "épreuve",
    "rehearsal": "répétition",
    "from": "de",
    "to": "vers",
    "at": "transféré le",
    "reason": "motif",
    "candidate": "candidat",
    "not_valid": "non valide",
    "doubt": "doute",
    "dossier": "dossier",
    "situation": "situation",
    "known": "connu de",
    "documents": "pièces",
}
ZONES = {
    "evidence": "pièce d’identité",
    "doubt": "doute",
    "dossier": "dossier",
    "situation": "situation",
    "parts": "parties",
    "levels": "niveaux",
    "mark": "note",
    "appraisal": "appréciation",
    "visas": "signatures",
    "fiche": "fiche",
    "fiche_1": "fiche, 1re partie",
    "fiche_2": "fiche, 2e partie",
    "parameters": "paramètres modifiés",
    "scenario": "scénario",
    "scenario_2": "scénario, 2e partie",
}


@dataclass(frozen=True)
class Told:
    """One act as a person reads it; ``passage`` and ``who`` are empty for the commission's own."""

    seq: int
    at: datetime
    passage: str
    who: str
    act: str
    sentence: str

    @property
    def confidential(self) -> bool:
        return self.act in CONFIDENTIAL


def narrated(state: State, journal: Iterable[Fields]) -> Iterator[Told]:
    """The journal's lines as ``Desk.journal`` gives them, told in their order."""
    for line in journal:
        yield narrate(state, line)


def narrate(state: State, line: Fields) -> Told:
    """One line told."""
    data: dict[str, Any] = dict(line)
    for old in range(data.get("format", 1), FORMAT):
        data = UPCASTERS[old](data)
    number = str(data.get("passage") or "")
    return Told(
        int(data["seq"]),
        datetime.fromisoformat(data["at"]),
        number,
        _name(state, number) if number else "",
        data["act"],
        sentence(state, data),
    )


def sentence(state: State, fields: Fields) -> str:
    """What was done, without who it was done to, which stands beside it."""
    return SENTENCES[fields["act"]](state, Given(fields))


def _name(state: State, number: str) -> str:
    passage = state.passages.get(number)
    return passage.candidate.name if passage else number


def _also(given: Fields, **titles: str) -> str:
    """Each field that says something, behind its title: « ; motif : … »."""
    return "".join(
        f" ; {title} : {_text(given[name])}" for name, title in titles.items() if given[name]
    )


def _because(given: Fields) -> str:
    return _also(given, reason="motif")


def _text(value: Any) -> str:
    """Any value as a person writes it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Mapping):
        return ", ".join(f"{ZONES.get(k, k)} {_text(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(item) for item in value)
    return flat("–" if value is None else WORDS.get(value, str(value)))


def _hour(text: Any) -> str:
    """The hour of an instant, in its own zone, or as it was written where it is none."""
    try:
        found: datetime | None = datetime.fromisoformat(str(text))
    except ValueError:
        found = read_instant(str(text), datetime(2000, 1, 1, tzinfo=UTC))
    return f"{found:%H:%M:%S}".removesuffix(":00") if found else str(text)


def _mark(text: Any) -> str:
    canonical = canonical_mark(str(text))
    return f"{printed_mark(canonical)} / 20" if canonical else str(text)


def _part(state: State, part: Any) -> str:
    known = state.exam.part_by_id.get(part)
    return known.name if known else str(part)


def _item(state: State, item: Any) -> str:
    known = state.exam.dossier_by_id.get(item)
    return known.label.rstrip(" \u00a0\u202f:,") if known else str(item)


# --- a sentence an act --------------------------------------------------------------------------


def _open(state: State, g: Fields) -> str:
    people = ", ".join(f"{e.get('name')} ({e.get('quality')})" for e in g["examiners"])
    kind = "de répétition" if g["rehearsal"] else "réelle"
    return (
        f"Commission {g['commission']} ouverte, {kind} : {g['exam']}, session {g['session']}, "
        f"le {day_said(g['date'])}, salle {g['room']}, {g['centre']}, académie de {g['academy']} ; "
        f"fuseau {g['time_zone']} ; examinateurs : {people} ; programme {g['program']}"
        f"{' ; paquet du jury, clé ' + g['pack'][:16] if g['pack'] else ''}."
    )


def _load(state: State, g: Fields) -> str:
    names = [
        f"{c.get('last_name', '')} {c.get('first_names', '')}".strip() for c in g["candidates"]
    ]
    one = "candidat" if len(names) == 1 else "candidats"
    return f"Liste {quoted(g['source'])} chargée, {len(names)} {one} : {', '.join(names)}."


def _added(state: State, g: Fields) -> str:
    born = f", né(e) le {day_said(g['born'])}" if g["born"] else ""
    who = f"{g['last_name']} {g['first_names']}".strip()
    decided = f"sur décision de : {g['authority']}"
    return f"Candidat ajouté hors liste : {who}, n° {g['number']}{born} ; {decided}."


def _arrived(state: State, g: Fields) -> str:
    hour = f" à {g['hour']}" if g["hour"] else ""
    told = " ; ".join(
        f"{TRANSFERRED.get(name, name)} : {_text(value)}" for name, value in g["transfer"].items()
    )
    return f"Candidat repris d’une autre commission{hour} ; {told} ; clé {g['public'][:16]}."


def _question(state: State, g: Fields) -> str:
    part, far, _ = str(g["question"]).partition("-far-from-plan")
    about = f"durée de « {_part(state, part)} »" if far else QUESTIONS.get(part, part)
    return f"Question de cohérence vue : {about}."


def _known(state: State, g: Fields) -> str:
    return f"{g['examiner']} déclare connaître le candidat{_also(g, tie='lien')}{_because(g)}."


def _not_valid(state: State, g: Fields) -> str:
    why = NOT_VALID_REASONS.get(g["reason"], g["reason"])
    when = f", le {day_said(g['decided'])}" if g["decided"] else ""
    return f"Dossier déclaré non valide par {g['authority']}{when} ; motif : {why}."


def _tick(state: State, g: Fields) -> str:
    if g["value"] in (None, []):
        return f"Dossier, {_item(state, g['item'])} : réponse effacée."
    return f"Dossier, {_item(state, g['item'])} : {_text(g['value'])}."


def _situation(state: State, g: Fields) -> str:
    fiches = [g[name] for name in ("fiche", "fiche_1", "fiche_2") if g[name] is not None]
    told = " puis ".join(f"fiche n° {fiche}" for fiche in fiches)
    texts = ("parameters", "scenario", "scenario_2")
    rest = _also(g, **{name: ZONES[name] for name in texts})
    return f"Situation choisie : {told}{rest}{_because(g)}."


def _correct_part(state: State, g: Fields) -> str:
    hours = f"de {_hour(g['started'])} à {_hour(g['stopped'])}"
    return f"{_part(state, g['part'])} : durée corrigée, {hours}{_because(g)}."


def _level(state: State, g: Fields) -> str:
    if g["level"] is None:
        return f"{g['competency']} : niveau retiré."
    return f"{g['competency']} placée en {g['level']}."


def _visa(state: State, g: Fields) -> str:
    if g["paper"]:
        return f"Visa {of(g['examiner'])} donné sur papier."
    points = str(g["drawing"] or "").count("L") + 1
    return f"Visa {of(g['examiner'])} dessiné ({points} points)."


def _seal(state: State, g: Fields) -> str:
    return f"Grille scellée{_because(g)}."


def _transcribe(state: State, g: Fields) -> str:
    zones = [_zone(state, name, value) for name, value in g["sheet"].items()]
    return f"Grille papier transcrite{_because(g)} ; {' ; '.join(zones)}."


def _zone(state: State, name: str, value: Any) -> str:
    if name == "dossier" and isinstance(value, Mapping):
        value = {_item(state, item): answer for item, answer in value.items()}
    if name == "parts" and isinstance(value, list | tuple):
        value = [
            f"{_part(state, p.get('part'))} de {_hour(p.get('started'))} à "
            f"{_hour(p.get('stopped'))}{_also(Given(p), reason='motif')}"
            for p in value
        ]
    return f"{ZONES.get(name, name)} : {_mark(value) if name == 'mark' else _text(value)}"


def _incident(state: State, g: Fields) -> str:
    kind = f" ({KINDS.get(g['kind'], g['kind'])})" if g["kind"] else ""
    told = _also(g, informed="personne informée")
    return f"Incident{kind} : {quoted(g['text'])}{told}."


def _document(state: State, g: Fields) -> str:
    return (
        f"Pièce jointe {quoted(g['name'])}, {octets(g['size'])}, empreinte {str(g['sha256'])[:16]}."
    )


def _clock(state: State, g: Fields) -> str:
    return (
        f"Saut d’horloge noté ({_text(g['cause'])}) : dernier acte à {_hour(g['before'])}, "
        f"horloge à {_hour(g['wall'])}."
    )


def _part_act(verb: str) -> Tell:
    def tell(state: State, g: Fields) -> str:
        part = f"{_part(state, g['part'])} : " if g["part"] else ""
        told = f"{part}{verb}{_because(g)}."
        return told[0].upper() + told[1:]

    return tell


def _receipt(state: State, given: Fields) -> str:
    sheets = given["sheets"] or ()
    told = ", ".join(f"{_name(state, s['passage'])} (version {s['version']})" for s in sheets)
    proof = f"jury {given['jury']}, journal {given['root']}, reçu {given['sha256']}"
    return f"Reçu du jury : {told or 'aucune grille'} ; {proof}."


def _because_of(told: str, **titles: str) -> Tell:
    """The usual shape: what was done, then the fields that say more, then the reason."""
    return lambda state, g: f"{told}{_also(g, **titles)}{_because(g)}."


SENTENCES: dict[str, Tell] = {
    "open-commission": _open,
    "load-list": _load,
    "attach-document": _document,
    "note-clock": _clock,
    "load-receipt": _receipt,
    "close-day": lambda state, g: "Journée close ; les observations sont détruites.",
    "confirm-identity": _because_of("Identité confirmée", evidence="pièce"),
    "withdraw-identity": _because_of("Identité retirée"),
    "transfer-out": _because_of("Candidat transféré à une autre commission", to="vers"),
    "transfer-in": _arrived,
    "correct-identity": lambda state, g: (
        f"État civil corrigé, {_text(g['field'])} : {quoted(g['value'])}{_because(g)}."
    ),
    "mark-absent": _because_of("Candidat marqué absent"),
    "mark-present": _because_of("Absence levée"),
    "add-candidate": _added,
    "declare-known": _known,
    "withdraw-known": _because_of("Déclaration « candidat connu » retirée", examiner="examinateur"),
    "replace-examiner": lambda state, g: (
        f"{g['examiner']} remplacé par {g['by']} ({g['quality']}){_because(g)}."
    ),
    "record-person": lambda state, g: f"Personne présente : {g['name']}, {_text(g['role'])}.",
    "declare-not-valid": _not_valid,
    "withdraw-not-valid": _because_of("Mention « non valide » levée", authority="autorité"),
    "raise-doubt": _because_of("Doute sur le dossier, note réservée"),
    "withdraw-doubt": _because_of("Doute sur le dossier retiré"),
    "tick-dossier": _tick,
    "choose-situation": _situation,
    "start-part": _part_act("commencée"),
    "pause-part": _part_act("mise en pause"),
    "resume-part": _part_act("reprise"),
    "stop-part": _part_act("terminée"),
    "correct-part": _correct_part,
    "annul-attempt": _because_of("Essai annulé"),
    "suspend-passage": _because_of("Passage suspendu", authority="autorité"),
    "resume-passage": _because_of("Passage repris", authority="autorité"),
    "place-level": _level,
    "set-mark": lambda state, g: (
        f"Note fixée à {_mark(g['mark'])}." if g["mark"] else "Note effacée."
    ),
    "write-appraisal": lambda state, g: (
        f"Appréciation écrite : {quoted(g['text'])}." if g["text"] else "Appréciation effacée."
    ),
    "give-visa": _visa,
    "answer-question": _question,
    "seal": _seal,
    "reopen": _because_of("Grille rouverte", authority="autorité"),
    "record-print": lambda state, g: f"Grille imprimée, version {g['version']}.",
    "confirm-paper-signature": lambda state, g: (
        f"Signature à la main de {g['examiner']} constatée, version {g['version']}."
    ),
    "transcribe": _transcribe,
    "report-incident": _incident,
    "observe": lambda state, g: (
        f"Observation {quoted(g['text'])}"
        f"{' sur ' + ', '.join(g['competencies']) if g['competencies'] else ''}."
    ),
    "strike-observation": lambda state, g: f"Observation n° {g['observation']} rayée.",
}
"""Act name to the sentence that tells it."""
