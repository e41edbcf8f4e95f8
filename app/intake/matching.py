"""Whose file is it: by the candidate's number or name in the names of files and folders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from app.domain.people import Candidate
from app.intake.cleaning import folded, words

_SHORTEST_BARE = 5


class Matcher:
    """Finds the one candidate a path names; forms are filed under their first word."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._numbers: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        self._names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for candidate in candidates:
            for first in words(candidate.number)[:1]:
                entry = (_number_form(candidate.number), candidate.number)
                self._numbers[first.lstrip("0")].append(entry)
            for form in _name_forms(candidate):
                self._names[form.split()[0]].append((form, candidate.number))

    def number_of(self, path: str) -> str | None:
        """The number of the only candidate that the parts of ``path`` name; None otherwise.

        A file whose name and folders speak of two candidates is nobody's; where two bear the
        name that is written, a number elsewhere in the path tells them apart.
        """
        parts = path.split("/")
        numbered: set[str] = set().union(*map(self._by_number, parts))
        named = [names for names in map(self._by_name, parts) if names]
        if len(numbered) > 1 or not (numbered or named):
            return None
        found = set.intersection(*named, *([numbered] if numbered else []))
        return found.pop() if len(found) == 1 else None

    def _by_number(self, part: str) -> set[str]:
        text = folded(part)
        return {
            number
            for word in set(words(part))
            for form, number in self._numbers.get(word.lstrip("0"), ())
            if form.search(text)
        }

    def _by_name(self, part: str) -> set[str]:
        spoken = words(part)
        spaced = f" {' '.join(spoken)} "
        forms = [entry for word in set(spoken) for entry in self._names.get(word, ())]
        return _most_precise([entry for entry in forms if entry[0] in spaced])


def _most_precise(found: Sequence[tuple[str, str]]) -> set[str]:
    """The candidates whose match is not a mere part of another's: PETIT in PETIT-JEAN."""
    return {
        number
        for form, number in found
        if not any(form != other and form.strip() in other for other, who in found if who != number)
    }


def _number_form(number: str) -> re.Pattern[str]:
    """The number as a whole word; its leading zeros may be missing when enough is left."""
    text = folded(number)
    bare = text.lstrip("0")
    zeros = "0*" if bare.isdigit() and len(bare) >= _SHORTEST_BARE else ""
    return re.compile(rf"(?<![^\W_]){zeros}{re.escape(bare if zeros else text)}(?![^\W_])")


def _name_forms(candidate: Candidate) -> set[str]:
    """Birth or usual name beside the first names, or the first of them, in either order."""
    first = words(candidate.first_names)
    givens = [first, first[:1], words(candidate.first_names.split(" ")[0])]
    forms = set()
    for last in (words(candidate.last_name), words(candidate.usual_name)):
        for given in givens:
            if last and given:
                forms |= {f" {' '.join([*last, *given])} ", f" {' '.join([*given, *last])} "}
    return forms
