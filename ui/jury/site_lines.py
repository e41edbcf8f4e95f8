"""Exam centres as lines: their time zone and their rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.facts import dataclass, replace
from app.domain.jury.acts import SetCommission, SetSite, TakeOut
from app.domain.jury.people import Site
from app.services.preparing import DEFAULT_ZONE
from ui.intake_form import ZONES
from ui.jury.bridge import JuryBridge
from ui.jury.lines import Field, Lines, LinesPart, Live, as_it_is, taken
from ui.jury.table import Acts, Column
from ui.jury.written import parts_of
from ui.theme import Theme

TABLE = "site"
FREE = "toutes admises"


@dataclass(frozen=True)
class SiteLine:
    """``used`` are the codes of the commissions there."""

    site: Site
    used: str

    @property
    def name(self) -> str:
        return self.site.name


def part(bridge: JuryBridge, theme: Theme) -> LinesPart[SiteLine]:
    about = _About(bridge)
    return LinesPart(
        bridge,
        theme,
        Lines(
            TABLE,
            "un centre",
            about.columns(),
            lambda line: line.name,
            about.rows,
            FIELDS,
            lambda _: {"time_zone": DEFAULT_ZONE},
            lambda typed: (SetSite(typed["name"], typed["time_zone"], parts_of(typed["rooms"])),),
        ),
    )


FIELDS = (
    Field("name", "Nom", "Lycée d’accueil"),
    Field("time_zone", "Fuseau horaire", choices=ZONES),
    Field("rooms", "Salles", "B201, B202 ; vide : toutes"),
)


class _About:
    """What the cells of a centre say and do."""

    def __init__(self, bridge: JuryBridge) -> None:
        self._bridge = bridge
        self.zones = Live(self._zones)

    def _zones(self) -> Mapping[str, str]:
        """Those of the overseas centres, and whatever a description named."""
        told = {site.time_zone: site.time_zone for site in self._bridge.state.sites.values()}
        return {**told, **ZONES}

    def rows(self) -> Iterator[SiteLine]:
        state = self._bridge.state
        for name, one in state.sites.items():
            used = (c.code for c in state.commissions.values() if c.site == name)
            yield SiteLine(one, ", ".join(used))

    def columns(self) -> list[Column[SiteLine]]:
        return [
            Column("Nom", lambda s: s.name, 220, edit=self._rename),
            Column(
                "Fuseau horaire",
                lambda s: ZONES.get(s.site.time_zone, s.site.time_zone),
                190,
                edit=lambda s, zone: self._set(s, time_zone=zone),
                typed=lambda s: s.site.time_zone,
                choices=self.zones,
            ),
            Column(
                "Salles",
                lambda s: ", ".join(s.site.rooms) or FREE,
                260,
                edit=lambda s, told: self._set(s, rooms=parts_of(told)),
                typed=lambda s: ", ".join(s.site.rooms),
                tip="Vide : toute salle est admise",
            ),
            Column("Commissions", lambda s: s.used, 300),
        ]

    def _set(self, line: SiteLine, **changes: object) -> Acts:
        was = as_it_is(self._bridge.state, TABLE, line.name, SetSite)
        return (replace(was, **changes),)  # type: ignore[arg-type]

    def _rename(self, line: SiteLine, new: str) -> Acts:
        """Another name, in the commissions too."""
        state = self._bridge.state
        if why := taken(state, TABLE, line.name, new):
            self._bridge.refused.emit(why)
            return ()
        here = [c.code for c in state.commissions.values() if c.site == line.name]
        moved = (as_it_is(state, "commission", code, SetCommission) for code in here)
        return (
            *self._set(line, name=new),
            *(replace(one, site=new) for one in moved),
            TakeOut(TABLE, line.name),
        )
