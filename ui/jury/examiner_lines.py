"""Examiners as lines: what they teach and where, who employs them, whom they know (§ 1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from app.domain.facts import dataclass, replace
from app.domain.jury.acts import SetCommission, SetExaminer, TakeOut
from app.domain.jury.names import same_company
from app.domain.jury.people import JuryExaminer
from app.domain.jury.state import JuryState
from app.domain.jury.words import DOMAINS
from app.domain.people import QUALITIES, TEACHER
from app.domain.text import says
from ui.jury.bridge import JuryBridge
from ui.jury.lines import Field, Lines, LinesPart, as_it_is, taken
from ui.jury.table import Acts, Column
from ui.jury.written import names_of, parts_of
from ui.theme import Theme

TABLE = "examiner"
QUALITY = {quality: quality for quality in QUALITIES}
TAUGHT = {"": "–", **{d: d for d in DOMAINS.values()}, "DA1 DA2": "DA1 et DA2"}


@dataclass(frozen=True)
class ExaminerLine:
    """``known`` are the candidates they declared to know, with their names; ``employed`` those
    whose fiches contexte name the employer; ``sits`` the commissions, "" for none."""

    examiner: JuryExaminer
    known: str
    employed: str
    sits: str

    @property
    def name(self) -> str:
        return self.examiner.name


def known_text(state: JuryState, numbers: frozenset[str]) -> str:
    """Candidates by name and number; a number alone is nobody’s."""
    candidates = state.candidates
    return ", ".join(
        f"{candidates[number].name} ({number})" if number in candidates else f"{number} ?"
        for number in sorted(numbers)
    )


def unknown(known: str) -> str:
    """How a cell of known candidates looks: a number that is nobody’s is to be looked at."""
    return "doubtful" if "?" in known else ""


def part(bridge: JuryBridge, theme: Theme) -> LinesPart[ExaminerLine]:
    about = _About(bridge)
    return LinesPart(
        bridge,
        theme,
        Lines(
            TABLE,
            "un examinateur",
            about.columns(),
            lambda line: line.name,
            about.rows,
            FIELDS,
            lambda _: {"quality": TEACHER, "domains": "DA1"},
            about.made,
        ),
    )


FIELDS = (
    Field("name", "Nom", "Mme NOM Prénom"),
    Field("quality", "Qualité", choices=QUALITY),
    Field("domains", "Enseigne", choices=TAUGHT),
    Field("schools", "Établissements", "séparés par « ; »"),
    Field("employer", "Employeur", "d’un professionnel"),
)


class _About:
    """What the cells of an examiner say and do."""

    def __init__(self, bridge: JuryBridge) -> None:
        self._bridge = bridge

    def rows(self) -> Iterator[ExaminerLine]:
        state = self._bridge.state
        companies = _companies(state)
        for name, one in state.examiners.items():
            sits = (c.code for c in state.commissions.values() if name in c.examiners)
            employed = _employed(one, companies)
            yield ExaminerLine(one, known_text(state, one.knows), employed, ", ".join(sits))

    def columns(self) -> list[Column[ExaminerLine]]:
        return [
            Column("Nom", lambda e: e.name, 150, edit=self._rename),
            Column(
                "Qualité",
                lambda e: e.examiner.quality,
                108,
                edit=partial(self._set, "quality"),
                choices=QUALITY,
            ),
            Column(
                "Enseigne",
                lambda e: " et ".join(e.examiner.domains),
                84,
                edit=lambda e, told: self._set("domains", e, tuple(told.split())),
                typed=lambda e: " ".join(sorted(e.examiner.domains)),
                choices=TAUGHT,
            ),
            Column(
                "Établissements",
                lambda e: " ; ".join(e.examiner.schools),
                170,
                edit=lambda e, told: self._set("schools", e, names_of(told)),
                tip="Où l’examinateur enseigne, séparés par un point-virgule",
            ),
            Column(
                "Employeur",
                lambda e: e.examiner.employer,
                150,
                edit=partial(self._set, "employer"),
                tone=lambda e: "doubtful" if e.employed else "",
            ),
            Column("Commissions", lambda e: e.sits, 100),
            Column(
                "Cité par le dossier de",
                lambda e: e.employed,
                180,
                tone=lambda e: "doubtful" if e.employed else "",
                tip="Une entreprise des fiches contexte est la sienne : ne peut les interroger",
            ),
            Column(
                "Connaît",
                lambda e: e.known,
                220,
                edit=lambda e, told: self._set("knows", e, parts_of(told)),
                typed=lambda e: ", ".join(sorted(e.examiner.knows)),
                tone=lambda e: unknown(e.known),
                tip="Numéros des candidats qu’il connaît, séparés par une virgule",
            ),
        ]

    def _set(self, field: str, line: ExaminerLine, value: object) -> Acts:
        was = as_it_is(self._bridge.state, TABLE, line.name, SetExaminer)
        return (replace(was, **{field: value}),)  # type: ignore[arg-type]

    def _rename(self, line: ExaminerLine, new: str) -> Acts:
        """Another name, in the commissions too."""
        state = self._bridge.state
        if why := taken(state, TABLE, line.name, new):
            self._bridge.refused.emit(why)
            return ()
        sits = [c.code for c in state.commissions.values() if line.name in c.examiners]
        seats = (as_it_is(state, "commission", code, SetCommission) for code in sits)
        return (
            *self._set("name", line, new),
            *(replace(seat, examiners=_swapped(seat.examiners, line.name, new)) for seat in seats),
            TakeOut(TABLE, line.name),
        )

    def made(self, typed: Mapping[str, str]) -> Acts:
        return (
            SetExaminer(
                typed["name"],
                typed["quality"],
                tuple(typed["domains"].split()) if typed["quality"] == TEACHER else (),
                names_of(typed["schools"]),
                typed["employer"],
            ),
        )


def _swapped(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if name == old else name for name in names)


def _companies(state: JuryState) -> Mapping[str, list[str]]:
    """Who names each company in a fiche contexte."""
    found: dict[str, list[str]] = {}
    for candidate in state.candidates.values():
        for company in dict.fromkeys(candidate.contexts.values()):
            found.setdefault(company, []).append(candidate.name)
    return found


def _employed(examiner: JuryExaminer, companies: Mapping[str, list[str]]) -> str:
    if not says(examiner.employer):
        return ""
    named = (
        names for company, names in companies.items() if same_company(examiner.employer, company)
    )
    return ", ".join(dict.fromkeys(name for names in named for name in names))
