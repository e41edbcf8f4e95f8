"""What only shows when the rows of a list are laid side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from app.domain.people import Candidate
from app.intake.cleaning import folded
from app.intake.rows import Draft


def check_together(drafts: Sequence[Draft]) -> None:
    """Note on the later row every duplicate number (wrong), and every doubtful likeness."""
    _duplicates(drafts)
    _lost_zeros(drafts)
    right = [(draft, draft.candidate) for draft in drafts if draft.candidate]
    first = {candidate.number: draft for draft, candidate in reversed(right)}
    _alike(
        ((draft, _person(c)) for draft, c in right if first[c.number] is draft),
        "mêmes nom, prénoms et date de naissance qu’à la ligne {}",
    )
    _alike(
        ((draft, (c.day, c.hour, _place(draft))) for draft, c in right if c.hour and _told(draft)),
        "même heure de passage qu’à la ligne {}",
    )


def _place(draft: Draft) -> Hashable:
    """The exam and the commission a row of a jury's list is about; always the same elsewhere."""
    own = draft.own or {}
    return own.get("exam", ""), own.get("commission", "")


def _told(draft: Draft) -> bool:
    """Whether the hour is one of a commission that is known."""
    return draft.own is None or "commission" in draft.own


def _person(candidate: Candidate) -> Hashable:
    return folded(candidate.last_name), folded(candidate.first_names), candidate.born


def _alike(rows: Iterable[tuple[Draft, Hashable]], reason: str) -> None:
    first: dict[Hashable, int] = {}
    for draft, key in rows:
        if key in first:
            draft.warnings.append(reason.format(first[key]))
        first.setdefault(key, draft.line)


def _duplicates(drafts: Sequence[Draft]) -> None:
    """Numbers alike but for case are one: each names a folder. A jury's list may have a row an
    exam or a commission."""
    first: dict[Hashable, int] = {}
    for draft in drafts:
        number = draft.number.casefold()
        key = (number, _place(draft))
        if number and key in first:
            draft.errors.append(f"numéro en double, lignes {first[key]} et {draft.line}")
            draft.candidate = None
        first.setdefault(key, draft.line)


def _figures(count: int) -> str:
    return f"{count} chiffre{'s' if count > 1 else ''}"


def _lost_zeros(drafts: Sequence[Draft]) -> None:
    """A number of figures shorter than others that begin with 0, or than others kept as text."""
    figures = [draft for draft in drafts if draft.number.isascii() and draft.number.isdigit()]
    padded = max((len(d.number) for d in figures if d.number.startswith("0")), default=0)
    as_text = max((len(d.number) for d in figures if not d.numeric), default=0)
    for draft in figures:
        longest = max(padded, as_text if draft.numeric else 0)
        if len(draft.number) < longest:
            draft.warnings.append(
                f"numéro plus court ({_figures(len(draft.number))}) que d’autres "
                f"({_figures(longest)}), zéros perdus ?"
            )
