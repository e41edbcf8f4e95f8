"""The journal of a jury file told: one French sentence for every act, from its stored line.

Nothing an act holds is passed over in silence, but for what ``UNSAID`` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from app.domain.codec import FORMAT, UPCASTERS
from app.domain.jury.rules.candidates import EDITABLE
from app.domain.jury.state import JuryState
from app.domain.jury.words import KINDS, PROOFS, UNIT_STATUSES
from app.domain.people import VERDICTS
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.text import counted, of
from app.services.narrating import Told
from app.services.saying import Given, day_said, flat, octets, quoted

Fields = Mapping[str, Any]
Tell = Callable[[Fields], str]

UNSAID = {("enrol-candidates", "fields")}
"""Fields no sentence tells: the columns of a list say nothing of what was done."""
TABLES = {
    "site": "le centre",
    "examiner": "l’examinateur",
    "commission": "la commission",
    "member": "le membre de la commission académique",
}
ITEMS = {
    "cover": "page de garde",
    "visa": "visa de l’équipe pédagogique",
    "statement": "attestation sur l’honneur",
    "certificates": "certificats",
}
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
SEEN = {True: "vu", False: "manquant", None: "à revoir"}
LISTED = "comme dans la liste"


def narrated(state: JuryState, journal: Iterable[Fields]) -> Iterator[Told]:
    """The journal's lines as ``JuryDesk.journal`` gives them, told in their order."""
    for line in journal:
        yield narrate(state, line)


def narrate(state: JuryState, line: Fields) -> Told:
    """One line told; its ``passage`` is a candidate's number, empty for the jury's own."""
    data: dict[str, Any] = dict(line)
    for old in range(data.get("format", 1), FORMAT):
        data = UPCASTERS[old](data)
    number = str(data.get("candidate") or "")
    known = state.candidates.get(number)
    return Told(
        int(data["seq"]),
        datetime.fromisoformat(data["at"]),
        number,
        known.name if known else number,
        data["act"],
        sentence(data),
    )


def sentence(fields: Fields) -> str:
    """What was done, without whose dossier or hour it is, which stands beside it."""
    told = SENTENCES[fields["act"]](Given(fields))
    return told[0].upper() + told[1:] + "."


# --- how values are said --------------------------------------------------------------------------


def _text(value: Any) -> str:
    """Any value as a person writes it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return flat(str(value))


def _also(**said: Any) -> str:
    """Each value that says something, behind its title: « ; salles : B1, B2 »."""
    return "".join(
        f" ; {TITLES[name]} : {_text(v)}" for name, v in said.items() if v not in _NOTHING
    )


_NOTHING: tuple[Any, ...] = (None, "", (), [])


def _because(g: Fields) -> str:
    return _also(reason=g["reason"])


def _days(days: Any) -> list[str]:
    return [day_said(day) for day in days or ()]


def _names(lines: Any, name: str = "name") -> list[str]:
    return [str(line.get(name, "")) for line in lines or ()]


def _about(told: Tell) -> Tell:
    """What concerns one exam begins with it."""
    return lambda g: f"{g['exam']} : {told(g)}"


# --- the jury -------------------------------------------------------------------------------------


def _open(g: Fields) -> str:
    kind = "de répétition" if g["rehearsal"] else "réel"
    examiners = [f"{e.get('name')} ({e.get('quality')})" for e in g["examiners"]]
    rest = _also(
        president=g["president"],
        academies=g["academies"],
        sites=_names(g["sites"]),
        examiners=examiners,
        commissions=_names(g["commissions"], "commission"),
        members=_names(g["members"]),
        program=g["program"],
    )
    return f"jury ouvert, {kind} : session {g['session']}, académie pilote {g['pilot']}{rest}"


def _jury(g: Fields) -> str:
    return f"président du jury : {_text(g['president'])}{_also(academies=g['academies'])}"


def _site(g: Fields) -> str:
    return f"centre {g['name']} : fuseau {g['time_zone']}{_also(rooms=g['rooms'])}"


def _examiner(g: Fields) -> str:
    rest = _also(schools=g["schools"], employer=g["employer"], knows=g["knows"])
    domains = f", {_text(g['domains'])}" if g["domains"] else ""
    return f"examinateur {g['name']} : {g['quality']}{domains}{rest}"


def _commission(g: Fields) -> str:
    room = f", salle {g['room']}" if g["room"] else ""
    slot = f"un candidat toutes les {g['slot']} minutes" if g["slot"] else "durée d’usage"
    rest = _also(dates=_days(g["dates"]), examiners=g["examiners"], breaks=g["breaks"])
    hours = f"de {g['first_hour'] or '08:00'} à {g['last_hour'] or '18:00'}, {slot}"
    return f"commission {g['commission']} : {g['exam']}, {g['site']}{room}, {hours}{rest}"


def _member(g: Fields) -> str:
    chair = ", préside" if g["president"] else ""
    rest = _also(dates=_days(g["dates"]), knows=g["knows"])
    return f"membre de la commission académique : {_text(g['name'])}{chair}{rest}"


def _attendance(g: Fields) -> str:
    day = day_said(g["date"])
    if g["present"] is False:
        return f"présence {of(g['member'])} le {day} retirée"
    return f"{g['member']} a siégé à la commission académique le {day}"


def _model(g: Fields) -> str:
    name = f"modèle de scénario {quoted(g['name'])}, {g['exam']}"
    if not g["scenario"]:
        return f"{name}, effacé{_also(parameters=g['parameters'])}"
    return f"{name} : {_text(g['scenario'])}{_also(parameters=g['parameters'])}"


def _issued(g: Fields) -> str:
    keys = _also(public=str(g["public"])[:16], content=str(g["content"])[:16])
    return f"paquet émis pour la commission {g['commission']}{keys}"


# --- candidates -----------------------------------------------------------------------------------


def _enrol(g: Fields) -> str:
    people = list(
        dict.fromkeys(
            f"{c.get('last_name', '')} {c.get('first_names', '')}".strip() for c in g["candidates"]
        )
    )
    count = counted(len(people), "candidat")
    return f"liste {quoted(g['source'])} chargée, {count} : {', '.join(people)}"


def _edit(g: Fields) -> str:
    value = day_said(g["value"]) if g["field"] == "born" else g["value"]
    told = quoted(value) if value else "rien"
    like = f", {LISTED}" if g["listed"] else ""
    return f"{EDITABLE.get(g['field'], g['field'])} : {told}{like}{_because(g)}"


def _unit(g: Fields) -> str:
    status = UNIT_STATUSES.get(g["status"], g["status"]) or "rien n’en est dit"
    like = f", {LISTED}" if g["listed"] else ""
    return f"{g['unit']} : {status}{like}{_also(decision=g['decision'])}"


def _internship(g: Fields) -> str:
    proof = PROOFS.get(g["proof"], g["proof"]) or "preuve selon la voie"
    rest = _also(days=g["days"], required=g["required"], decision=g["decision"])
    return f"activité professionnelle : {_text(proof)}{rest}"


def _fiche(g: Fields) -> str:
    told = _also(
        product=g["product"],
        kind=KINDS.get(g["kind"], g["kind"]),
        professional=g["professional"],
        real=g["real"],
        context=g["context"],
        client=g["client"],
        claim=g["claim"],
    )
    return f"fiche d’activité n° {g['fiche']}{told or ' retirée'}"


def _context(g: Fields) -> str:
    told = f" : {_text(g['company'])}" if g["company"] else " retirée"
    return f"fiche contexte n° {g['context']}{told}"


# --- one exam of a candidate ----------------------------------------------------------------------


def _receive(g: Fields) -> str:
    if not g["received"]:
        return f"réception du dossier annulée{_copies(g)}"
    return f"dossier reçu le {day_said(g['received'])}{_copies(g)}"


def _copies(g: Fields) -> str:
    return _also(
        with_school=bool(g["with_school"]),
        without_school=bool(g["without_school"]),
        whole=g["whole"] or None,
    )


def _stored(g: Fields) -> str:
    size = octets(g["size"])
    return f"pièce {quoted(g['name'])} rangée, {size}, empreinte {str(g['sha256'])[:16]}"


def _attest(g: Fields) -> str:
    piece = f"pièce {quoted(g['piece'])}"
    if g["anonymous"] is False:
        return f"{piece} : attestation retirée par {_text(g['by'])}"
    return f"{piece} attestée sans mention de l’établissement par {_text(g['by'])}"


def _tick(g: Fields) -> str:
    return f"contrôle, {ITEMS.get(g['item'], g['item'])} : {SEEN[g['value']]}"


def _verdict(g: Fields) -> str:
    why = NOT_VALID_REASONS.get(g["reason"], g["reason"])
    when = day_said(g["decided"]) if g["decided"] else ""
    rest = _also(authority=g["authority"], reason=why, decided=when)
    return f"dossier {VERDICTS.get(g['verdict'], g['verdict'])}{rest}"


def _choose(g: Fields) -> str:
    fiches = [g[name] for name in ("fiche_1", "fiche_2") if g[name] is not None]
    told = " puis ".join(f"fiche n° {fiche}" for fiche in fiches)
    rest = _also(
        parameters=g["parameters"],
        scenario=g["scenario"],
        scenario_2=g["scenario_2"],
    )
    return f"{told}, au choix {of(g['by'])}{rest}"


def _assign(g: Fields) -> str:
    return f"passage devant {g['commission']}, le {day_said(g['day'])} à {g['hour']}"


# --- after the day --------------------------------------------------------------------------------


def _received(g: Fields) -> str:
    rest = _also(
        public=g["public"],
        sha256=str(g["sha256"])[:16],
        root=str(g["root"])[:16],
        lineage=g["lineage"],
        exported=g["exported"],
        program=g["program"],
        passages=[p.get("number") or p.get("passage") or "" for p in g["passages"]],
        incidents=[i.get("text") or i.get("kind") or "" for i in g["incidents"] or ()],
        closed=g["closed"],
    )
    about = f"commission {g['commission']}, {g['exam']}, {g['acts']} actes, {g['verdict']}"
    return f"export {quoted(g['file'])} reçu : {about}{rest}"


def _refused(g: Fields) -> str:
    rest = _also(commission=g["commission"], sha256=str(g["sha256"])[:16], reason=g["reason"])
    return f"export {quoted(g['file'])} refusé : {g['verdict']}{rest}"


def _decided(g: Fields) -> str:
    rest = _also(confirmed_by=g["confirmed_by"], by=g["by"], reason=g["reason"])
    return f"entre plusieurs constats, retenu : {_text(g['keep'])}{rest}"


def _paper(g: Fields) -> str:
    levels = [f"{name} {level}" for name, level in (g["levels"] or {}).items()]
    rest = _also(
        levels=levels,
        appraisal=g["appraisal"],
        examiners=g["examiners"],
        by=g["by"],
        version=1 if g["version"] is None else g["version"],
        code=g["code"],
        doubt=g["doubt"],
    )
    return f"grille papier de {g['commission']} transcrite, note {g['mark'] or 'absente'}{rest}"


SENTENCES: dict[str, Tell] = {
    "receive-export": _received,
    "refuse-export": _refused,
    "recognise-key": lambda g: (
        f"clé reconnue pour la commission {g['commission']}"
        f"{_also(public=g['public'], by=g['by'], reason=g['reason'])}"
    ),
    "decide-conflict": _about(_decided),
    "transcribe-paper": _about(_paper),
    "drop-transcription": _about(
        lambda g: f"transcription retirée{_also(by=g['by'], reason=g['reason'])}"
    ),
    "draw-control": lambda g: f"contrôle : {g['count']} grilles tirées, graine {g['seed']}",
    "check-sheet": lambda g: f"code de contrôle {g['code']} comparé{_also(by=g['by'])}",
    "open-jury": _open,
    "set-jury": _jury,
    "set-site": _site,
    "take-out": lambda g: f"retrait : {TABLES.get(g['table'], g['table'])} {_text(g['name'])}",
    "set-examiner": _examiner,
    "set-commission": _commission,
    "set-member": _member,
    "record-attendance": _attendance,
    "enrol-candidates": _enrol,
    "edit-candidate": _edit,
    "set-unit": _unit,
    "receive-dossier": _about(_receive),
    "store-piece": _about(_stored),
    "drop-piece": _about(lambda g: f"pièce {quoted(g['name'])} ôtée du dossier{_because(g)}"),
    "attest-anonymous": _about(_attest),
    "tick-conformity": _about(_tick),
    "set-internship": _internship,
    "describe-fiche": _fiche,
    "describe-context": _context,
    "give-verdict": _about(_verdict),
    "choose-fiches": _about(_choose),
    "withdraw-choice": _about(lambda g: f"choix des fiches retiré{_because(g)}"),
    "keep-model": _model,
    "assign": _about(_assign),
    "unassign": _about(lambda g: f"plus de commission ni d’heure{_because(g)}"),
    "issue-pack": _issued,
}
"""Act name to the sentence that tells it, before its capital and full stop."""
