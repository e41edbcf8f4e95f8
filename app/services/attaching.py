"""Files attached by hand to a candidate's dossier (§ 1.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.rules.base import passage_of
from app.domain.text import counted, of
from app.intake.dossiers import read_loose_files
from app.services.desk import Desk
from app.services.making import attaching_acts


def attach(path: Path, number: str, files: Sequence[Path]) -> list[str]:
    """Attach files by hand to a candidate's dossier; returns what was stored."""
    with Desk(path) as desk:
        passage = passage_of(desk.state, number)
        stored = attaching_acts(path, read_loose_files(files, number))
        for act in stored:
            desk.perform(act)
    name = of(f"{passage.candidate.name} ({number})")
    names = ", ".join(act.name for act in stored)
    return [f"{counted(len(stored), 'pièce')} au dossier {name} : {names}"]
