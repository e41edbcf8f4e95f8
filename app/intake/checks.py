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
    _alike(
        ((draft, _person(candidate)) for draft, candidate in right),
        "mêmes nom, prénoms et date de naissance qu’à la ligne {}",
    )
    _alike(
        ((draft, (candidate.day, candidate.hour)) for draft, candidate in right if candidate.hour),
        "même heure de passage qu’à la ligne {}",
    )


def _person(candidate: Candidate) -> Hashable:
    return folded(candidate.last_name), folded(candidate.first_names), candidate.born


def _alike(rows: Iterable[tuple[Draft, Hashable]], reason: str) -> None:
    first: dict[Hashable, int] = {}
    for draft, key in rows:
        if key in first:
            draft.warnings.append(reason.format(first[key]))
        first.setdefault(key, draft.line)


def _duplicates(drafts: Sequence[Draft]) -> None:
    """Numbers alike but for case are one: each names a folder."""
    first: dict[str, int] = {}
    for draft in drafts:
        key = draft.number.casefold()
        if key and key in first:
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
