"""What was received from commissions, as the journal of a jury file tells it.

Of each passage of an export it says what it came to; levels and appraisals stand on the sheet.
"""

from __future__ import annotations

from app.domain.jury.received import PAPER
from app.domain.jury.receiving import STATUS_WORDS, VERDICTS
from app.domain.rules.incidents import KINDS
from app.domain.text import counted
from app.services.jury_saying import (
    Fields,
    Tell,
    also,
    because,
    by,
    mark_said,
    moment_said,
    of_exam,
    print_said,
    said,
)
from app.services.saying import Given, quoted


def _received(g: Given) -> str:
    verdict = VERDICTS.get(g["verdict"], g["verdict"])
    about = f"commission {g['commission']}, {g['exam']}, {counted(g['acts'], 'acte')}"
    rest = also(
        exported=moment_said(g["exported"]),
        closed=g["closed"],
        passages=[_passage(told) for told in g["passages"] or ()],
        incidents=[_incident(told) for told in g["incidents"] or ()],
        public=print_said(g["public"]),
        sha256=print_said(g["sha256"]),
        root=print_said(g["root"]),
        program=g["program"],
    )
    return f"export {quoted(g['file'])}, {verdict} : {about}{rest}"


def _passage(told: Fields) -> str:
    """« PETIT Anne n° 003 (grille scellée, version 2, note 14,5 réservée) »."""
    given = Given(told)
    found = [STATUS_WORDS.get(given["status"] or "", given["status"] or "")]
    if given["version"]:
        found.append(f"version {given['version']}")
    if given["mark"]:
        found.append(f"note {mark_said(given['mark'])}{' réservée' if given['doubt'] else ''}")
    found += [said(given[why]) for why in ("doubt", "reason", "authority") if given[why]]
    found += ["rouverte"] if given["reopened"] else []
    found += ["hors liste"] if given["listed"] is False else []
    name = " n° ".join(filter(None, (given["name"], given["candidate"])))
    return f"{name} ({', '.join(filter(None, found))})"


def _incident(told: Fields) -> str:
    given = Given(told)
    kind = KINDS.get(given["kind"] or "", given["kind"] or "incident")
    when = f" le {moment_said(given['at'])}" if given["at"] else ""
    whom = f", candidat n° {given['candidate']}" if given["candidate"] else ""
    informed = f", signalé à {said(given['informed'])}" if given["informed"] else ""
    return f"{kind}{when}{whom} {quoted(given['text'] or '')}{informed}"


def _refused(g: Given) -> str:
    verdict = VERDICTS.get(g["verdict"], g["verdict"])
    rest = also(commission=g["commission"], reason=g["reason"], sha256=print_said(g["sha256"]))
    return f"export {quoted(g['file'])} refusé, {verdict}{rest}"


def _recognised(g: Given) -> str:
    key = f"clé {print_said(g['public'])}"
    return f"{key} reconnue pour celle de la commission {g['commission']} {by(g)}{because(g)}"


def _conflict(g: Given) -> str:
    rest = also(confirmed_by=g["confirmed_by"], reason=g["reason"])
    return f"constats contradictoires, retenu {by(g)} : {_kept(str(g['keep']))}{rest}"


def _kept(keep: str) -> str:
    """A sealed record or a paper one by its fingerprint, or what the passage came to."""
    if keep.startswith(PAPER):
        return f"la grille papier d’empreinte {print_said(keep.removeprefix(PAPER))}"
    return STATUS_WORDS.get(keep) or f"la grille d’empreinte {print_said(keep)}"


def _transcribed(g: Given) -> str:
    version = 1 if g["version"] is None else g["version"]
    mark = f"note {mark_said(g['mark'])}" if g["mark"] else "sans note"
    rest = also(
        doubt=g["doubt"],
        levels=[f"{name} {level}" for name, level in (g["levels"] or {}).items()],
        appraisal=g["appraisal"],
        examiners=g["examiners"],
        code=g["code"],
    )
    about = f"grille papier de la commission {g['commission']}, version {version}"
    return f"{about}, transcrite {by(g)} : {mark}{rest}"


def _drawn(g: Given) -> str:
    count = counted(g["count"], "grille tirée")
    return f"contrôle sur papier : {count} au sort d’après l’empreinte {print_said(g['seed'])}"


def _checked(g: Given) -> str:
    whom = f" {by(g)}" if g["by"] else ""
    return f"code de contrôle {said(g['code'])} d’une grille imprimée comparé{whom}"


RECEIVING: dict[str, Tell] = {
    "receive-export": _received,
    "refuse-export": _refused,
    "recognise-key": _recognised,
    "decide-conflict": of_exam(_conflict),
    "transcribe-paper": of_exam(_transcribed),
    "drop-transcription": of_exam(lambda g: f"transcription retirée {by(g)}{because(g)}"),
    "draw-control": _drawn,
    "check-sheet": _checked,
}
