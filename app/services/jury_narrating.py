"""The journal of a jury file told: one French sentence for every act, from its stored line.

Nothing an act holds is passed over in silence, but for what ``UNSAID`` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.codec import FORMAT, UPCASTERS
from app.domain.jury.rules.candidates import EDITABLE
from app.domain.jury.state import JuryState
from app.domain.jury.words import KINDS, PROOFS, UNIT_STATUSES
from app.domain.people import VERDICTS
from app.domain.rules.dossier import NOT_VALID_REASONS
from app.domain.text import counted, of
from app.services.jury_narrating_received import RECEIVING
from app.services.jury_narrating_results import RESULTS_SAID
from app.services.jury_saying import Fields, Tell, also, because, of_exam, print_said, said
from app.services.narrating import Told
from app.services.saying import Given, day_said, octets, quoted

UNSAID = {("enrol-candidates", "fields"), ("receive-export", "lineage")}
"""Fields no sentence tells: the columns of a list say nothing of what was done; the chain of a
journal received is what its root stands for."""
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


def renamed(told: Told, names: Mapping[str, str]) -> Told:
    """The line with the name its candidate has now; ``names`` are by number."""
    name = names.get(told.passage, told.passage)
    return told if told.who == name else replace(told, who=name)


def sentence(fields: Fields) -> str:
    """What was done, without whose dossier or hour it is, which stands beside it."""
    told = SENTENCES[fields["act"]](Given(fields))
    return told[0].upper() + told[1:] + "."


# --- the jury -------------------------------------------------------------------------------------


def _days(days: Any) -> list[str]:
    return [day_said(day) for day in days or ()]


def _names(lines: Any, name: str = "name") -> list[str]:
    return [str(line.get(name, "")) for line in lines or ()]


def _open(g: Given) -> str:
    kind = "de répétition" if g["rehearsal"] else "réel"
    examiners = [f"{e.get('name')} ({e.get('quality')})" for e in g["examiners"]]
    rest = also(
        president=g["president"],
        academies=g["academies"],
        sites=_names(g["sites"]),
        examiners=examiners,
        commissions=_names(g["commissions"], "commission"),
        members=_names(g["members"]),
        program=g["program"],
    )
    return f"jury ouvert, {kind} : session {g['session']}, académie pilote {g['pilot']}{rest}"


def _jury(g: Given) -> str:
    return f"président du jury : {said(g['president'])}{also(academies=g['academies'])}"


def _site(g: Given) -> str:
    return f"centre {g['name']} : fuseau {g['time_zone']}{also(rooms=g['rooms'])}"


def _examiner(g: Given) -> str:
    rest = also(schools=g["schools"], employer=g["employer"], knows=g["knows"])
    domains = f", {said(g['domains'])}" if g["domains"] else ""
    return f"examinateur {g['name']} : {g['quality']}{domains}{rest}"


def _commission(g: Given) -> str:
    room = f", salle {g['room']}" if g["room"] else ""
    slot = f"un candidat toutes les {g['slot']} minutes" if g["slot"] else "durée d’usage"
    rest = also(dates=_days(g["dates"]), examiners=g["examiners"], breaks=g["breaks"])
    hours = f"de {g['first_hour'] or '08:00'} à {g['last_hour'] or '18:00'}, {slot}"
    return f"commission {g['commission']} : {g['exam']}, {g['site']}{room}, {hours}{rest}"


def _member(g: Given) -> str:
    chair = ", préside" if g["president"] else ""
    rest = also(dates=_days(g["dates"]), knows=g["knows"])
    return f"membre de la commission académique : {said(g['name'])}{chair}{rest}"


def _attendance(g: Given) -> str:
    day = day_said(g["date"])
    if g["present"] is False:
        return f"présence {of(g['member'])} le {day} retirée"
    return f"{g['member']} a siégé à la commission académique le {day}"


def _model(g: Given) -> str:
    name = f"modèle de scénario {quoted(g['name'])}, {g['exam']}"
    if not g["scenario"]:
        return f"{name}, effacé{also(parameters=g['parameters'])}"
    return f"{name} : {said(g['scenario'])}{also(parameters=g['parameters'])}"


def _issued(g: Given) -> str:
    keys = also(public=print_said(g["public"]), content=print_said(g["content"]))
    return f"paquet émis pour la commission {g['commission']}{keys}"


# --- candidates -----------------------------------------------------------------------------------


def _enrol(g: Given) -> str:
    people = list(
        dict.fromkeys(
            f"{c.get('last_name', '')} {c.get('first_names', '')}".strip() for c in g["candidates"]
        )
    )
    count = counted(len(people), "candidat")
    return f"liste {quoted(g['source'])} chargée, {count} : {', '.join(people)}"


def _edit(g: Given) -> str:
    value = day_said(g["value"]) if g["field"] == "born" else g["value"]
    told = quoted(value) if value else "rien"
    like = f", {LISTED}" if g["listed"] else ""
    return f"{EDITABLE.get(g['field'], g['field'])} : {told}{like}{because(g)}"


def _unit(g: Given) -> str:
    status = UNIT_STATUSES.get(g["status"], g["status"]) or "rien n’en est dit"
    like = f", {LISTED}" if g["listed"] else ""
    return f"{g['unit']} : {status}{like}{also(decision=g['decision'])}"


def _internship(g: Given) -> str:
    proof = PROOFS.get(g["proof"], g["proof"]) or "preuve selon la voie"
    rest = also(days=g["days"], required=g["required"], decision=g["decision"])
    return f"activité professionnelle : {said(proof)}{rest}"


def _fiche(g: Given) -> str:
    told = also(
        product=g["product"],
        kind=KINDS.get(g["kind"], g["kind"]),
        professional=g["professional"],
        real=g["real"],
        context=g["context"],
        client=g["client"],
        claim=g["claim"],
    )
    return f"fiche d’activité n° {g['fiche']}{told or ' retirée'}"


def _context(g: Given) -> str:
    told = f" : {said(g['company'])}" if g["company"] else " retirée"
    return f"fiche contexte n° {g['context']}{told}"


# --- one exam of a candidate ----------------------------------------------------------------------


def _receive(g: Given) -> str:
    if not g["received"]:
        return f"réception du dossier annulée{_copies(g)}"
    return f"dossier reçu le {day_said(g['received'])}{_copies(g)}"


def _copies(g: Given) -> str:
    return also(
        with_school=bool(g["with_school"]),
        without_school=bool(g["without_school"]),
        whole=g["whole"] or None,
    )


def _stored(g: Given) -> str:
    size = octets(g["size"])
    return f"pièce {quoted(g['name'])} rangée, {size}, empreinte {print_said(g['sha256'])}"


def _attest(g: Given) -> str:
    piece = f"pièce {quoted(g['piece'])}"
    if g["anonymous"] is False:
        return f"{piece} : attestation retirée par {said(g['by'])}"
    return f"{piece} attestée sans mention de l’établissement par {said(g['by'])}"


def _tick(g: Given) -> str:
    return f"contrôle, {ITEMS.get(g['item'], g['item'])} : {SEEN[g['value']]}"


def _verdict(g: Given) -> str:
    why = NOT_VALID_REASONS.get(g["reason"], g["reason"])
    when = day_said(g["decided"]) if g["decided"] else ""
    rest = also(authority=g["authority"], reason=why, decided=when)
    return f"dossier {VERDICTS.get(g['verdict'], g['verdict'])}{rest}"


def _choose(g: Given) -> str:
    fiches = [g[name] for name in ("fiche_1", "fiche_2") if g[name] is not None]
    told = " puis ".join(f"fiche n° {fiche}" for fiche in fiches)
    rest = also(
        parameters=g["parameters"],
        scenario=g["scenario"],
        scenario_2=g["scenario_2"],
    )
    return f"{told}, au choix {of(g['by'])}{rest}"


def _assign(g: Given) -> str:
    return f"passage devant {g['commission']}, le {day_said(g['day'])} à {g['hour']}"


SENTENCES: dict[str, Tell] = {
    "open-jury": _open,
    "set-jury": _jury,
    "set-site": _site,
    "take-out": lambda g: f"retrait : {TABLES.get(g['table'], g['table'])} {said(g['name'])}",
    "set-examiner": _examiner,
    "set-commission": _commission,
    "set-member": _member,
    "record-attendance": _attendance,
    "enrol-candidates": _enrol,
    "edit-candidate": _edit,
    "set-unit": _unit,
    "receive-dossier": of_exam(_receive),
    "store-piece": of_exam(_stored),
    "drop-piece": of_exam(lambda g: f"pièce {quoted(g['name'])} ôtée du dossier{because(g)}"),
    "attest-anonymous": of_exam(_attest),
    "tick-conformity": of_exam(_tick),
    "set-internship": _internship,
    "describe-fiche": _fiche,
    "describe-context": _context,
    "give-verdict": of_exam(_verdict),
    "choose-fiches": of_exam(_choose),
    "withdraw-choice": of_exam(lambda g: f"choix des fiches retiré{because(g)}"),
    "keep-model": _model,
    "assign": of_exam(_assign),
    "unassign": of_exam(lambda g: f"plus de commission ni d’heure{because(g)}"),
    "issue-pack": _issued,
    **RECEIVING,
    **RESULTS_SAID,
}
"""Act name to the sentence that tells it, before its capital and full stop."""
