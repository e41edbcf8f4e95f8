"""Marks, deliberation and results, as the journal of a jury file tells them."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.jury.results_words import (
    CODED,
    FRAUD_OUTCOMES,
    LIVRETS,
    NOTE_KINDS,
    RESERVE_DECISIONS,
    RESULTS,
    SECTORS,
    STANDINGS,
)
from app.domain.text import counted
from app.services.jury_results import COLUMNS
from app.services.jury_saying import (
    Fields,
    Tell,
    also,
    because,
    by,
    decided,
    mark_said,
    of_exam,
    of_unit,
    print_said,
    said,
)
from app.services.saying import Given, day_said, flat, quoted

# --- marks ----------------------------------------------------------------------------------------


def _coefficient(g: Given) -> str:
    return "coefficient retiré" if g["coefficient"] is None else f"coefficient {g['coefficient']}"


def _code(g: Given) -> str:
    case = CODED[g["kind"]].label if g["kind"] in CODED else g["kind"]
    code = quoted(g["code"]) if g["code"] else "sans code"
    return f"{quoted(case)} s’écrit {code} dans les listes, libellé {quoted(g['label'])}"


def _loaded(g: Given) -> str:
    marks = " ; ".join(_by_unit(g["marks"] or ()))
    count = counted(len(g["marks"] or ()), "note")
    told = f"liste de notes {quoted(g['source'])} chargée, {count}"
    return f"{told} : {marks}{also(sha256=print_said(g['sha256']))}"


def _by_unit(marks: tuple[Fields, ...]) -> Iterator[str]:
    """« E5 : n° 001 14,5, n° 002 absent », a text for each unit in the list."""
    units: dict[str, list[str]] = {}
    for line in marks:
        one = f"n° {line.get('number', '')} {_mark_or_kind(Given(line))}"
        units.setdefault(str(line.get("unit", "")), []).append(one)
    return (f"{unit} : {', '.join(told)}" for unit, told in units.items())


def _mark_or_kind(g: Given) -> str:
    mark = mark_said(g["mark"]) if g["mark"] else ""
    kind = STANDINGS.get(g["kind"], g["kind"]).lower() if g["kind"] else ""
    return ", ".join(filter(None, (mark, kind)))


def _entered(g: Given) -> str:
    if not g["mark"] and not g["kind"]:
        return f"saisie retirée {by(g)}{because(g)}"
    note = "note " if g["mark"] else ""
    return f"saisie {by(g)}, {note}{_mark_or_kind(g)}{because(g)}"


def _harmonised(g: Given) -> str:
    if not g["mark"]:
        return f"note harmonisée retirée {by(g)}, la note d’origine vaut de nouveau{because(g)}"
    return f"note harmonisée à {mark_said(g['mark'])} {by(g)}{because(g)}"


def _final(g: Given) -> str:
    if not g["mark"]:
        return f"note décidée retirée {by(g)}, la note d’avant vaut de nouveau{because(g)}"
    return f"note décidée : {mark_said(g['mark'])}, {by(g)}{because(g)}"


def _majeure(g: Given) -> str:
    if g["granted"] is False:
        return f"absence par force majeure reprise, l’absence demeure{decided(g)}"
    return f"absence par force majeure, la note est zéro{decided(g)}"


def _reserve(g: Given) -> str:
    told = RESERVE_DECISIONS.get(g["decision"], g["decision"])
    return f"{told}{decided(g)}{also(code=g['code'])}"


# --- deliberation ---------------------------------------------------------------------------------


def _fraud(g: Given) -> str:
    unit = f" en {g['unit']}" if g["unit"] else ""
    return f"suspicion de fraude{unit} signalée {by(g)} : {flat(g['text'])}"


def _settled(g: Given) -> str:
    outcome = FRAUD_OUTCOMES.get(g["outcome"], g["outcome"])
    return f"suspicion de fraude réglée, {outcome}{decided(g)}"


def _livret(g: Given) -> str:
    if not g["livret"]:
        return f"livret : mention retirée {by(g)}"
    return f"livret : {LIVRETS.get(g['livret'], g['livret'])}, noté {by(g)}"


def _pronounced(g: Given) -> str:
    if not g["result"]:
        return f"résultat repris {by(g)}{because(g)}"
    result = RESULTS.get(g["result"], g["result"]).lower()
    return f"résultat prononcé {by(g)} : {result}{because(g)}"


def _note(g: Given) -> str:
    kind = NOTE_KINDS.get(g["kind"], g["kind"]).lower()
    return f"au procès-verbal, {kind} {quoted(g['text'])}, {by(g)}"


def _juror(g: Given) -> str:
    if not g["sector"]:
        return f"membre du jury retiré, {said(g['name'])}"
    chair = ", préside" if g["president"] else ""
    return f"membre du jury {said(g['name'])} : {SECTORS.get(g['sector'], g['sector'])}{chair}"


def _attended(g: Given) -> str:
    how = " à distance" if g["remote"] else ""
    day = day_said(g["date"])
    if g["present"] is False:
        return f"{said(g['juror'])} n’a pas siégé{how} au jury le {day}"
    return f"{said(g['juror'])} a siégé{how} au jury le {day}"


def _closed(g: Given) -> str:
    without = counted(g["without_result"] or 0, "candidat")
    return f"procès-verbal clos {by(g)}, les résultats sont officiels, {without} sans résultat"


def _rectified(g: Given) -> str:
    correction = Given(g["correction"])
    tell = RESULTS_SAID.get(correction["act"])
    told = tell(correction) if tell else said(correction["act"])
    return f"rectification {by(g)}{because(g)} ; {told}"


# --- after ----------------------------------------------------------------------------------------


def _layout(g: Given) -> str:
    name = f"présentation du fichier de résultats {quoted(g['name'])}"
    if not g["columns"]:
        return f"{name} retirée"
    return f"{name} : {', '.join(map(_column, g['columns']))}"


def _column(column: Fields) -> str:
    """Its title, and what it shows where that is another word."""
    title, field = str(column.get("title", "")), str(column.get("field", ""))
    shows = COLUMNS[field][0] if field in COLUMNS else field
    return title if title == shows else f"{quoted(title)} ({shows})"


def _appeal(g: Given) -> str:
    state = "clos" if g["open"] is False else "ouvert"
    return f"recours {state} le {day_said(g['date'])} : {flat(g['text'])}"


def _purged(g: Given) -> str:
    files = counted(len(g["files"] or ()), "fichier effacé")
    until = f"conservation échue, résultats d’avant le {day_said(g['before'])}"
    return f"{until}, {files} : {said(g['files'])}"


RESULTS_SAID: dict[str, Tell] = {
    "set-coefficient": of_unit(_coefficient),
    "set-code": _code,
    "load-marks": _loaded,
    "enter-mark": of_unit(_entered),
    "harmonise-mark": of_unit(_harmonised),
    "decide-mark": of_unit(_final),
    "record-force-majeure": of_unit(_majeure),
    "decide-reserve": of_exam(_reserve),
    "report-fraud": _fraud,
    "settle-fraud": _settled,
    "record-livret": _livret,
    "pronounce": _pronounced,
    "note-minutes": _note,
    "set-juror": _juror,
    "record-jury-attendance": _attended,
    "close-minutes": _closed,
    "rectify": _rectified,
    "set-layout": _layout,
    "record-appeal": _appeal,
    "purge-files": _purged,
}
