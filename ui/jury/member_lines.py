"""The commission académique: its members, their days, who presides, who came (§ 1.4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QFrame, QPushButton

from app.domain.facts import dataclass, replace
from app.domain.jury.acts import RecordAttendance, SetMember, TakeOut
from app.domain.jury.people import Member
from app.domain.jury.state import JuryState
from app.domain.jury.undo import inverse
from app.domain.text import of
from ui.jury.bridge import JuryBridge
from ui.jury.examiner_lines import known_text, unknown
from ui.jury.lines import Field, Lines, LinesPart, as_it_is, taken
from ui.jury.table import Acts, Column
from ui.jury.written import day_text, days_of, days_text, parts_of
from ui.theme import Theme
from ui.widgets import button, column, emptied, label, row, tell

TABLE = "member"
PRESIDES = {"": "–", "yes": "préside"}
NOBODY = "Présences : choisissez un membre."
NO_DAY = "aucun jour de travail encore ; écrivez-les dans la colonne « Jours »."


@dataclass(frozen=True)
class MemberLine:
    """``known`` are candidates with their names, ``sits`` the commissions as an examiner,
    ``chose`` how many choices of fiches are theirs."""

    member: Member
    known: str
    sits: str
    chose: int

    @property
    def name(self) -> str:
        return self.member.name


class MembersPart(LinesPart[MemberLine]):
    """The table, and below it the attendance of the member the cursor is on."""

    def __init__(self, bridge: JuryBridge, theme: Theme) -> None:
        about = _About(bridge)
        lines = Lines(
            TABLE,
            "un membre de la commission académique",
            about.columns(),
            lambda line: line.name,
            about.rows,
            FIELDS,
            about.start,
            about.made,
        )
        super().__init__(bridge, theme, lines)
        self.attendance = Attendance(bridge)
        self.table.selected.connect(self.attendance.show_member)
        inside = self.layout()
        assert inside is not None
        inside.addWidget(self.attendance)

    def refresh(self) -> None:
        super().refresh()
        self.attendance.show_member(self.table.key)


class Attendance(QFrame):
    """A tick for each day of one member."""

    def __init__(self, bridge: JuryBridge) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge = bridge
        self._told: tuple[Member | None, int] = (None, 0)
        self._who, self._note = label(NOBODY, "strong"), label("", "muted")
        self._days = row(spacing=8)
        self.ticks: dict[str, QPushButton] = {}
        self.setLayout(column(row(self._who, self._days, self._note, 1), margins=(14, 10, 14, 10)))

    def show_member(self, name: str) -> None:
        found, year = self._bridge.state.members.get(name), self._bridge.jury.session
        if (found, year) == self._told:
            return
        self._told = found, year
        days = sorted({*found.dates, *found.attended}) if found else []
        tell(self._who, f"Présences {of(name)} :" if found else NOBODY)
        tell(self._note, NO_DAY if found and not days else "")
        focused = next((day for day, tick in self.ticks.items() if tick.hasFocus()), None)
        emptied(self._days)
        self.ticks = {}
        for day in days:
            assert found is not None
            made = self._tick(name, day.isoformat(), day_text(day, year), day in found.attended)
            self._days.addWidget(made)
        if focused in self.ticks:
            self.ticks[focused].setFocus()

    def _tick(self, name: str, day: str, text: str, came: bool) -> QPushButton:
        did = "✓ " if came else ""
        made = button(f"{did}{text}", lambda: self._turn(name, day, not came), small=True)
        made.setAccessibleName(f"{text}, {'présent' if came else 'non pointé'}")
        made.setToolTip("Retirer la présence" if came else "Pointer la présence")
        self.ticks[day] = made
        return made

    def _turn(self, name: str, day: str, came: bool) -> None:
        self._bridge.perform(RecordAttendance(name, day, came))


FIELDS = (
    Field("name", "Nom", "Mme NOM Prénom"),
    Field("dates", "Jours", "14/5, 15/5"),
    Field("president", "Présidence", choices=PRESIDES),
    Field("knows", "Connaît", "numéros de candidats"),
)


class _About:
    """What the cells of a member say and do."""

    def __init__(self, bridge: JuryBridge) -> None:
        self._bridge = bridge

    @property
    def _year(self) -> int:
        return self._bridge.jury.session

    def rows(self) -> Iterator[MemberLine]:
        state = self._bridge.state
        chosen = _chosen(state)
        for name, one in state.members.items():
            sits = ", ".join(c.code for c in state.commissions.values() if name in c.examiners)
            known = known_text(state, one.knows)
            yield MemberLine(one, known, sits, chosen.get(name, 0))

    def columns(self) -> list[Column[MemberLine]]:
        return [
            Column("Nom", lambda m: m.name, 190, edit=self._rename, may=lambda m: not m.chose),
            Column(
                "Présidence",
                lambda m: "préside" if m.member.president else "",
                100,
                edit=lambda m, code: self._set("president", m, bool(code)),
                typed=lambda m: "yes" if m.member.president else "",
                choices=PRESIDES,
            ),
            Column(
                "Jours",
                lambda m: days_text(m.member.dates, self._year),
                170,
                lambda m: m.member.dates,
                lambda m, told: self._set("dates", m, days_of(told, self._year)),
            ),
            Column("Venu(e)", lambda m: days_text(m.member.attended, self._year), 150),
            Column("Examine en", lambda m: m.sits, 110),
            Column("Choix faits", lambda m: str(m.chose or ""), 90, lambda m: m.chose),
            Column(
                "Connaît",
                lambda m: m.known,
                240,
                edit=lambda m, told: self._set("knows", m, parts_of(told)),
                typed=lambda m: ", ".join(sorted(m.member.knows)),
                tone=lambda m: unknown(m.known),
                tip="Numéros des candidats connus : ce membre ne choisit pas pour eux",
            ),
        ]

    def _set(self, field: str, line: MemberLine, value: object) -> Acts:
        was = as_it_is(self._bridge.state, TABLE, line.name, SetMember)
        return (replace(was, **{field: value}),)  # type: ignore[arg-type]

    def _rename(self, line: MemberLine, new: str) -> Acts:
        """Another name, the attendance with it."""
        state = self._bridge.state
        if why := taken(state, TABLE, line.name, new):
            self._bridge.refused.emit(why)
            return ()
        out = TakeOut(TABLE, line.name)
        came = [act for act in inverse(state, out) if isinstance(act, RecordAttendance)]
        again = (replace(act, member=new) for act in came)
        return (*self._set("name", line, new), *again, out)

    def start(self, name: str) -> Mapping[str, str]:
        found = self._bridge.state.members.get(name)
        return {"dates": days_text(found.dates, self._year)} if found else {}

    def made(self, typed: Mapping[str, str]) -> Acts:
        days = days_of(typed["dates"], self._year)
        presides = bool(typed["president"])
        return (SetMember(typed["name"], days, presides, parts_of(typed["knows"])),)


def _chosen(state: JuryState) -> Mapping[str, int]:
    """How many choices of fiches each person made."""
    found: dict[str, int] = {}
    for candidate in state.candidates.values():
        for file in candidate.exams.values():
            if file.choice is not None:
                found[file.choice.by] = found.get(file.choice.by, 0) + 1
    return found
