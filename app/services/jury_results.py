"""``passage jury results``: one line a candidate, in the columns an academy asks for.

No national layout of results is public, so none is claimed: the columns are a layout one writes
(TOML) and the jury file keeps under its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.errors import PassageError
from app.domain.jury.means import Outcome, outcome
from app.domain.jury.people import JuryCandidate
from app.domain.jury.results import LayoutColumn
from app.domain.jury.results_acts import SetLayout
from app.domain.jury.results_words import MARKED, PARTS, RESULTS, STANDINGS
from app.domain.jury.state import JuryState
from app.domain.jury.words import UNITS
from app.domain.marks import printed_mark
from app.domain.text import counted, shown
from app.intake.toml_fields import load_toml
from app.services.jury_desk import JuryDesk
from app.services.tables import Table, table_kind, write_table


@dataclass(frozen=True)
class Line:
    """One candidate as the columns read them."""

    state: JuryState
    candidate: JuryCandidate
    told: Outcome


Column = Callable[[Line], str]
REHEARSAL = "RÉPÉTITION"
"""A column that no layout leaves out of a rehearsal's results."""


def _of_candidate(name: str) -> Column:
    return lambda line: str(getattr(line.candidate.candidate, name))


def _born(line: Line) -> str:
    born = line.candidate.candidate.born
    return f"{born:%d/%m/%Y}" if born else ""


def _mark(unit: str, which: str = "mark") -> Column:
    def read(line: Line) -> str:
        value: str | None = getattr(line.told.standings[unit], which)
        return mark_text(value)

    return read


def mark_text(mark: str | None) -> str:
    """ "14,5", empty for no mark."""
    return printed_mark(mark) if mark else ""


def mean_text(value: Decimal | None) -> str:
    """ "12,83", empty for no mean."""
    return str(value).replace(".", ",") if value is not None else ""


def _code(unit: str) -> Column:
    """The code of what stands in place of a mark, or of a mark of benefit."""

    def read(line: Line) -> str:
        kind = _kind(line, unit)
        return line.state.results.codes[kind].code if kind in line.state.results.codes else ""

    return read


def _label(unit: str) -> Column:
    def read(line: Line) -> str:
        kind = _kind(line, unit)
        codes = line.state.results.codes
        return codes[kind].label if kind in codes else STANDINGS.get(kind, "")

    return read


def _kind(line: Line, unit: str) -> str:
    told = line.told.standings[unit]
    if told.kind == MARKED:
        return "benefit" if told.kept else ""
    return told.kind


def _mean(exam: str) -> Column:
    return lambda line: mean_text(line.told.means[exam].value)


def state_text(state: JuryState) -> str:
    """Whether the results are official."""
    return "officiel" if state.results.closing else "provisoire"


COLUMNS: Mapping[str, tuple[str, Column]] = {
    "number": ("N° de candidat", _of_candidate("number")),
    "last_name": ("Nom de naissance", _of_candidate("last_name")),
    "usual_name": ("Nom d’usage", _of_candidate("usual_name")),
    "first_names": ("Prénoms", _of_candidate("first_names")),
    "born": ("Né(e) le", _born),
    "category": ("Voie", _of_candidate("category")),
    "form": ("Forme", lambda line: line.candidate.form),
    "school": ("Établissement", lambda line: line.candidate.school),
    "uai": ("UAI", lambda line: line.candidate.uai),
    **{
        name: told
        for unit in UNITS
        for name, told in {
            f"mark_{unit}": (f"Note {unit}", _mark(unit)),
            f"code_{unit}": (f"Code {unit}", _code(unit)),
            f"label_{unit}": (f"Mention {unit}", _label(unit)),
            f"proposed_{unit}": (f"Note proposée {unit}", _mark(unit, "proposed")),
            f"harmonised_{unit}": (f"Note harmonisée {unit}", _mark(unit, "harmonised")),
            f"final_{unit}": (f"Note définitive {unit}", _mark(unit, "final")),
        }.items()
    },
    **{f"mean_{exam}": (f"Moyenne {exam}", _mean(exam)) for exam in PARTS},
    "mean": ("Moyenne générale", lambda line: mean_text(line.told.general.value)),
    "result": ("Résultat", lambda line: RESULTS.get(line.told.result, "")),
    "missing": ("Ce qui manque", lambda line: " ; ".join(line.told.general.reasons)),
    "state": ("État", lambda line: state_text(line.state)),
}
"""Every field a layout may show, with its usual title."""

USUAL = (
    *("number", "last_name", "usual_name", "first_names", "born", "form"),
    *(name for unit in UNITS for name in (f"mark_{unit}", f"code_{unit}", f"label_{unit}")),
    *("mean_E3", "mean_E4", "mean", "result", "missing", "state"),
)
"""The columns where no layout is asked for."""


def result_table(state: JuryState, layout: tuple[LayoutColumn, ...] = ()) -> Table:
    """The titles, then one row a candidate in the order of the lists."""
    columns = layout or tuple(LayoutColumn(COLUMNS[name][0], name) for name in USUAL)
    lines = [Line(state, c, outcome(state, n)) for n, c in state.candidates.items()]
    rows = [[COLUMNS[column.field][1](line) for column in columns] for line in lines]
    table = [[column.title for column in columns], *rows]
    if state.jury is not None and state.jury.rehearsal:
        return [[*table[0], REHEARSAL], *([*row, "sans valeur"] for row in rows)]
    return table


def result_fields(state: JuryState, number: str) -> dict[str, Any]:
    """A candidate's results as ``list --json`` prints them."""
    told, own = outcome(state, number), state.results.of(number)
    means = {**told.means, "general": told.general}
    return {
        "units": {
            unit: {
                "standing": one.kind,
                "proposed": one.proposed,
                "harmonised": one.harmonised,
                "final": one.final,
                "mark": one.mark,
                "note": one.note,
                "stale": one.stale,
            }
            for unit, one in told.standings.items()
        },
        "means": {exam: mean_text(mean.value) or None for exam, mean in means.items()},
        "missing": list(told.general.reasons),
        "proposal": told.proposal,
        "result": told.result,
        "troubles": list(told.troubles),
        "livret": own.livret,
        "on_appeal": own.on_appeal,
        "decisions": [dict(vars(line)) for line in own.log],
    }


def write_results(desk: JuryDesk, path: Path, layout: str = "") -> Iterator[str]:
    """Write the results to a new ``.csv`` or ``.xlsx``; ``layout`` names one that the jury keeps,
    or a TOML file, which it then keeps."""
    table_kind(path)  # before a layout is kept
    columns = _layout(desk, layout) if layout else ()
    table = result_table(desk.state, columns)
    write_table(path, table, "Résultats", desk.now())
    pronounced = sum(bool(outcome(desk.state, n).result) for n in desk.state.candidates)
    yield (
        f"{path} : {counted(len(table) - 1, 'candidat')}, "
        f"{counted(pronounced, 'résultat prononcé')}, {state_text(desk.state)}"
    )


def _layout(desk: JuryDesk, name: str) -> tuple[LayoutColumn, ...]:
    kept = desk.state.results.layouts
    if name in kept:
        return kept[name]
    path = Path(name)
    if path.suffix.lower() != ".toml":
        known = ", ".join(kept) or "aucune"
        raise PassageError(
            f"La présentation « {shown(name)} » n’est pas dans ce jury (connues : {known}) : "
            "donnez un fichier .toml."
        )
    act = read_layout(path)
    desk.perform(act)
    return desk.state.results.layouts[act.name]


def read_layout(path: Path) -> SetLayout:
    """The layout a TOML file describes: ``name`` and ``[[columns]]`` with ``title`` and ``field``.

    PassageError naming the column that says a field nobody knows."""
    told, name = load_toml(path), shown(path.name)
    columns = told.get("columns")
    if not isinstance(columns, list) or not columns:
        raise PassageError(f"« {name} » : il manque les colonnes, [[columns]] title et field.")
    return SetLayout(
        str(told.get("name") or path.stem),
        tuple(_column(column, rank, name) for rank, column in enumerate(columns, 1)),
    )


def _column(column: object, rank: int, file: str) -> dict[str, str]:
    told = column if isinstance(column, dict) else {}
    field = str(told.get("field", ""))
    if field not in COLUMNS:
        raise PassageError(
            f"« {file} », colonne n° {rank} : le champ « {shown(field)} » est inconnu ; "
            f"choisissez parmi {', '.join(COLUMNS)}."
        )
    title = told.get("title", COLUMNS[field][0])
    return {"title": str(title), "field": field}
