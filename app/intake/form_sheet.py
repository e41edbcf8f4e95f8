"""One filled form's fields by id, whatever the tool that filled it made of names and values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.forms import Form
from app.domain.jury.words import KINDS
from app.intake.files import shown
from app.intake.pdf_process import Report

_KINDS = {field: field for field in ("property", "persons", "savings")} | {
    "other-contract": "other"
}
_SUFFIX = re.compile(r"(.+?)(?:[#_ ]\(?\d+\)?)+")
_MAX_TEXT = 200


def base_name(name: str, known: Iterable[str]) -> str:
    """The field a full name stands for, whatever a tool put before or after it; "" for none."""
    parts = [part for part in name.split(".") if part and not part.isdigit()]
    last = parts[-1] if parts else ""
    suffixed = _SUFFIX.fullmatch(last)
    return next((text for text in (last, suffixed[1] if suffixed else "") if text in known), "")


class Sheet:
    """One form's fields by id; what is doubtful is noted."""

    def __init__(self, name: str, form: Form, part: Sequence[Report], notes: list[str]) -> None:
        self._who = f"« {shown(name)} », {form.title[0].lower()}{form.title[1:]}"
        self._form = form
        self._values: dict[str, list[Any]] = defaultdict(list)
        self.notes = notes
        for widget in part:
            if field := base_name(widget["name"], form.fields):
                box = form.fields[field].check
                self._values[field].append(widget.get("ticked" if box else "text"))

    def note(self, text: str) -> None:
        self.notes.append(f"{self._who} : {text}")

    def text(self, field: str, lines: int = 0) -> str:
        """A field's text on one line; ``lines`` keeps the first ones only."""
        value = self._one(field)
        if not isinstance(value, str):
            return ""
        kept = [" ".join(line.split()) for line in value.split("\n") if line.strip()]
        text = " ".join(kept[: lines or None])
        seen = "".join(c for c in text if c.isprintable())
        if len(seen) > _MAX_TEXT:
            self.note(f"« {shown(seen, 30)} » est coupé à {_MAX_TEXT} caractères.")
        return seen[:_MAX_TEXT].strip()

    def ticked(self, field: str) -> bool:
        """Whether a box is ticked; one whose state is not sure is noted and is not."""
        value = self._one(field)
        if value is None and field in self._values:
            self.note(f"{self._tip(field)} : on ne sait si la case est cochée, vérifiez.")
        return value is True

    def filled(self, field: str) -> bool:
        """Whether something stands in a field that is not to be read."""
        return any(str(value or "").strip() for value in self._values.get(field, []))

    def _tip(self, field: str) -> str:
        return f"« {self._form.fields[field].tip} »"

    def _one(self, field: str) -> Any:
        values = self._values.get(field, [])
        if any(value != values[0] for value in values):
            self.note(f"{self._tip(field)} : le champ est là deux fois et se contredit.")
            return ""
        return values[0] if values else None

    def number(self, field: str, what: str) -> int | None:
        """The only whole number a field says."""
        text = self.text(field)
        found = re.findall(r"\d+", text)
        if len(found) == 1 and len(found[0]) <= 4:
            return int(found[0])
        self.note(f"{what} « {shown(text, 40)} » ne se lit pas." if text else f"{what} manque.")
        return None

    def either(self, yes: str, no: str, what: str) -> bool | None:
        """True or false by which of two boxes is ticked; None, noted, for both or neither."""
        first, second = self.ticked(yes), self.ticked(no)
        if first != second:
            return first
        self.note(f"{what} : {'deux cases cochées' if first else 'aucune case cochée'}.")
        return None

    def kind(self) -> str:
        ticked = [kind for field, kind in _KINDS.items() if self.ticked(field)]
        if len(ticked) == 1:
            return ticked[0]
        told = " et ".join(KINDS[kind] for kind in ticked)
        self.note(f"genre de l’activité : {f'{told} cochés' if told else 'aucune case cochée'}.")
        return ""
