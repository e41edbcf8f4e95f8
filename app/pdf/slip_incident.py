"""The incident report: each incident as told, with what to tick and to sign by hand."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether

from app.domain.rules.incidents import KINDS
from app.pdf.fonts import SEMIBOLD
from app.pdf.slip_blocks import Ruled, Ticks, fields, gap, grid, section, signatures
from app.pdf.slip_data import IncidentEntry, IncidentReport, Signatory
from app.pdf.slip_format import hour_text
from app.pdf.slip_head import opening
from app.pdf.slip_lists import place
from app.pdf.slip_page import WIDTH, Sheet, build
from app.pdf.slip_text import SMALL, Style, Text, Zone, fitted

_LABEL = Style(size=8, font=SEMIBOLD)
_BLANK = IncidentEntry("", "", "")
_CENTRE_HEAD = ("Le chef de centre", "nom, date, signature")


def incident_report(report: IncidentReport, *, rehearsal: bool) -> bytes:
    """PDF of the incidents of the day, or a blank form when there was none."""
    story = opening(report.head, "PROCÈS-VERBAL D’INCIDENT") + place(report.head)
    for number, incident in enumerate(report.incidents, 1):
        story += section(f"Incident n° {number}", 50) + _incident(incident)
    if not report.incidents:
        story += section("Incident") + _incident(_BLANK)
    story += [*section("Signatures", 30), _signed(report.examiners)]
    return build(Sheet(report.head, "Procès-verbal d’incident", rehearsal), story)


def kind_name(kind: str) -> str:
    """ "Suspicion de fraude" for "fraud-suspected"; an unknown kind as it is."""
    name = KINDS.get(kind, kind)
    return name[:1].upper() + name[1:]


def _incident(incident: IncidentEntry) -> list[Flowable]:
    concerned = " ".join(filter(None, [incident.number, incident.name]))
    pairs = [
        ("Heure", hour_text(incident.hour) or "\n"),
        ("Candidat concerné (numéro, nom)", concerned),
        ("Personne informée", incident.informed),
    ]
    kinds = Ticks([(kind_name(kind), kind == incident.kind) for kind in KINDS])
    story: list[Flowable] = [fields(pairs, [WIDTH * part for part in (0.15, 0.5, 0.35)])]
    story += [gap(2), kinds, gap(1.5), _account(incident.text)]
    blank = incident is _BLANK
    return [*story, gap(2), _candidate(concerned)] if concerned or blank else story


def _account(text: str) -> Zone:
    body = Text(text) if text else Ruled(9)
    return Zone([Text("Exposé des faits", _LABEL), gap(1.5), body], least=60)


def _candidate(concerned: str) -> Flowable:
    boxes = Ticks([("a lu ce procès-verbal", False), ("refuse de signer", False)])
    left = [Text("Le candidat", _LABEL), fitted(concerned or " ", SMALL), gap(1), boxes]
    right = [Text("Signature du candidat", _LABEL), gap(12)]
    return KeepTogether([grid([[left, right]], [WIDTH * 0.6, WIDTH * 0.4], align="TOP")])


def _signed(examiners: Sequence[Signatory]) -> Flowable:
    people = [(person.name, person.role) for person in examiners]
    return signatures([*(people or [("", "Examinateur")] * 2), _CENTRE_HEAD], WIDTH)
