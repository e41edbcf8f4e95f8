"""Commissions as lines: which exam, where, when, before whom, and how many candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from app.domain.facts import dataclass, replace
from app.domain.jury.acts import SetCommission, TakeOut
from app.domain.jury.hours import hour_text
from app.domain.jury.people import JuryCommission, Span
from app.domain.jury.rules.people import by_default
from app.domain.jury.state import JuryState
from app.domain.jury.words import DEFAULT_SLOTS, DOMAINS
from app.domain.people import PROFESSIONAL
from app.domain.text import shown
from ui.jury.bridge import JuryBridge
from ui.jury.lines import Field, Lines, LinesPart, Live, as_it_is, taken
from ui.jury.table import Acts, Column
from ui.jury.written import days_of, days_text, parts_of
from ui.theme import Theme

TABLE = "commission"
HOURS = "08:00-18:00"
MINUTES = "« {} » n’est pas un nombre de minutes : écrivez 60, ou rien pour la durée d’usage."
EXAMS = {exam: exam for exam in DOMAINS}
TO_CHOOSE = "– à choisir –"
DEFAULT = "à défaut : deux enseignants"


@dataclass(frozen=True)
class CommissionLine:
    """``composition`` says in French who sits; ``candidates`` pass before it, ``packs`` were
    issued."""

    commission: JuryCommission
    composition: str
    candidates: int
    packs: int

    @property
    def code(self) -> str:
        return self.commission.code


def part(bridge: JuryBridge, theme: Theme) -> LinesPart[CommissionLine]:
    about = _About(bridge)
    return LinesPart(
        bridge,
        theme,
        Lines(
            TABLE,
            "une commission",
            about.columns(),
            lambda line: line.code,
            about.rows,
            about.fields(),
            about.start,
            about.made,
        ),
    )


def composition(state: JuryState, commission: JuryCommission) -> str:
    """Who sits, as § 1.4.4 has it."""
    if by_default(state, commission):
        return DEFAULT
    return "enseignant et professionnel"


def hours_of(text: str) -> tuple[str, str]:
    """``"08:00-18:00"`` as the act takes it; the usual hours where nothing is said."""
    first, _, last = (text or HOURS).replace("–", "-").partition("-")
    return first.strip(), last.strip()


def span_text(span: Span) -> str:
    return f"{hour_text(span.start)}-{hour_text(span.end)}"


class _About:
    """What the cells of a commission say and do."""

    def __init__(self, bridge: JuryBridge) -> None:
        self._bridge = bridge
        self.people = Live(self._people)
        self.sites = Live(lambda: {name: name for name in bridge.state.sites})

    @property
    def _year(self) -> int:
        return self._bridge.jury.session

    def _people(self) -> Mapping[str, str]:
        everyone = self._bridge.state.examiners.values()
        return {
            e.name: f"{e.name} · {' '.join((e.quality, *e.domains))}"
            for e in sorted(everyone, key=lambda e: (e.quality == PROFESSIONAL, e.name))
        }

    def rows(self) -> Iterator[CommissionLine]:
        state = self._bridge.state
        for code, one in state.commissions.items():
            told = composition(state, one)
            yield CommissionLine(one, told, len(state.before(code)), len(one.packs))

    # --- cells ----------------------------------------------------------------------------------

    def columns(self) -> list[Column[CommissionLine]]:
        return [
            Column("Code", lambda c: c.code, 58, edit=self._rename, may=_unused),
            self._chosen("Oral", "exam", EXAMS, 54),
            self._chosen("Centre", "site", self.sites, 92),
            self._typed("Salle", "room", lambda c: c.commission.room, str, 54),
            self._typed("Jours", "dates", self._days, self._read_days, 116, _first_day),
            self._examiner("1er examinateur", 0),
            self._examiner("2e examinateur", 1),
            Column("Composition", lambda c: c.composition, 200),
            Column("Candidats", lambda c: str(c.candidates), 86, lambda c: c.candidates),
            Column("Heures", lambda c: span_text(c.commission.hours), 104, edit=self._hours),
            Column("Min.", lambda c: str(c.commission.slot), 46, edit=self._slot, tip=SLOT_TIP),
            self._typed("Pauses", "breaks", _breaks, parts_of, 100),
        ]

    def _typed(
        self,
        title: str,
        field: str,
        text: Callable[[CommissionLine], str],
        read: Callable[[str], object],
        width: int,
        sort: Callable[[CommissionLine], object] | None = None,
    ) -> Column[CommissionLine]:
        return Column(
            title, text, width, sort, lambda c, typed: self._set(c, **{field: read(typed)})
        )

    def _chosen(
        self, title: str, field: str, offered: Mapping[str, str], width: int
    ) -> Column[CommissionLine]:
        return Column(
            title,
            lambda c: str(getattr(c.commission, field)),
            width,
            edit=lambda c, code: self._set(c, **{field: code}),
            choices=offered,
        )

    def _examiner(self, title: str, place: int) -> Column[CommissionLine]:
        return Column(
            title,
            lambda c: c.commission.examiners[place],
            118,
            edit=partial(self._seat, place),
            choices=self.people,
        )

    def _set(self, line: CommissionLine, **changes: object) -> Acts:
        was = as_it_is(self._bridge.state, TABLE, line.code, SetCommission)
        return (replace(was, **changes),)  # type: ignore[arg-type]

    def _seat(self, place: int, line: CommissionLine, name: str) -> Acts:
        """Someone else in that seat; the two change seats where it is the other’s."""
        both = list(line.commission.examiners)
        if name in both:
            both.reverse()
        else:
            both[place] = name
        return self._set(line, examiners=tuple(both))

    def _days(self, line: CommissionLine) -> str:
        return days_text(line.commission.dates, self._year)

    def _read_days(self, typed: str) -> tuple[str, ...]:
        return days_of(typed, self._year)

    def _hours(self, line: CommissionLine, typed: str) -> Acts:
        first, last = hours_of(typed)
        return self._set(line, first_hour=first, last_hour=last)

    def _slot(self, line: CommissionLine, typed: str) -> Acts:
        found = self._minutes(typed)
        return self._set(line, slot=found or None) if found is not None else ()

    def _minutes(self, typed: str) -> int | None:
        """Minutes; 0 is the exam’s usual. None where it was refused, and said."""
        if typed and not typed.isdecimal():
            self._bridge.refused.emit(MINUTES.format(shown(typed)))
            return None
        return int(typed) if typed else 0

    def _rename(self, line: CommissionLine, new: str) -> Acts:
        if why := taken(self._bridge.state, TABLE, line.code, new):
            self._bridge.refused.emit(why)
            return ()
        return (*self._set(line, commission=new), TakeOut(TABLE, line.code))

    # --- a new one ------------------------------------------------------------------------------

    def fields(self) -> tuple[Field, ...]:
        asked = Live(lambda: {"": TO_CHOOSE, **self._people()})
        return (
            Field("commission", "Code", "C04"),
            Field("exam", "Oral", choices=EXAMS),
            Field("site", "Centre", choices=self.sites),
            Field("room", "Salle", "B204"),
            Field("dates", "Jours", "3/6 au 5/6, 7/6"),
            Field("first", "1er examinateur", choices=asked),
            Field("second", "2e examinateur", choices=asked),
            Field("hours", "Heures", HOURS),
            Field("slot", "Minutes par candidat", "60 en E32, 30 en E42"),
            Field("breaks", "Pauses", "12:00-13:30"),
        )

    def start(self, code: str) -> Mapping[str, str]:
        """Place and hours of the line the cursor is on: commissions of a centre are alike."""
        found = self._bridge.state.commissions.get(code)
        if found is None:
            return {"exam": "E32", "hours": HOURS, "breaks": "12:00-13:30"}
        return {
            "exam": found.exam,
            "site": found.site,
            "dates": days_text(found.dates, self._year),
            "hours": span_text(found.hours),
            "breaks": ", ".join(map(span_text, found.breaks)),
            **self._free(found),
        }

    def _free(self, like: JuryCommission) -> Mapping[str, str]:
        """A teacher of the domain and a professional who sit nowhere yet."""
        state = self._bridge.state
        busy = {name for one in state.commissions.values() for name in one.examiners}
        free = [e for e in state.examiners.values() if e.name not in busy]
        teacher = next((e.name for e in free if e.teaches(like.exam)), "")
        other = next((e.name for e in free if e.quality == PROFESSIONAL), "")
        return {"first": teacher, "second": other}

    def made(self, typed: Mapping[str, str]) -> Acts:
        slot = self._minutes(typed["slot"])
        first, last = hours_of(typed["hours"])
        if slot is None:
            return ()
        return (
            SetCommission(
                typed["commission"],
                typed["exam"],
                typed["site"],
                typed["room"],
                self._read_days(typed["dates"]),
                (typed["first"], typed["second"]),
                first,
                last,
                slot or None,
                parts_of(typed["breaks"]),
            ),
        )


SLOT_TIP = "Minutes d’un candidat au suivant ; vide : " + ", ".join(
    f"{minutes} en {exam}" for exam, minutes in DEFAULT_SLOTS.items()
)


def _unused(line: CommissionLine) -> bool:
    return not line.candidates and not line.packs


def _first_day(line: CommissionLine) -> object:
    return line.commission.dates


def _breaks(line: CommissionLine) -> str:
    return ", ".join(map(span_text, line.commission.breaks))
