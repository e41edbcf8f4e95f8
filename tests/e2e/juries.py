"""A large jury written as the organisers would: a description and lists, by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DAYS = ("2019-06-03", "2019-06-04", "2019-06-05", "2019-06-06", "2019-06-07")
CANDIDATES, COMMISSIONS = 300, 24
HEAD = "N° candidat;Nom;Prénoms;Voie;Établissement;E32;Temps majoré;Commission;Jour;Heure"


def _block(table: str, **fields: Any) -> str:
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return "\n".join([f"[[{table}]]", *lines, ""])


def _tables(commissions: int) -> Iterator[str]:
    for site in ("Lyon", "Grenoble"):
        yield _block("sites", name=site)
    for rank in range(commissions):
        exam, domain = (("E32", "DA1"), ("E42", "DA2"))[rank % 2]
        teacher, other = f"Prof {rank:02d}", f"Pro {rank:02d}"
        school = f"Lycée {rank % 10}"
        fields = {"name": teacher, "quality": "enseignant", "domains": [domain]}
        yield _block("examiners", **fields, schools=[school])
        yield _block("examiners", name=other, quality="professionnel", employer=f"Mutuelle {rank}")
        yield _block(
            "commissions",
            commission=f"C{rank:02d}",
            exam=exam,
            site="Lyon" if rank % 4 < 2 else "Grenoble",
            room=f"S{rank:02d}",
            dates=list(DAYS),
            examiners=[teacher, other],
            breaks=["12:00-13:30"],
        )
    yield _block("members", name="Prof 00", dates=["2019-05-14"], president=True)


def description(folder: Path, commissions: int = COMMISSIONS) -> Path:
    head = 'session = 2019\npilot = "Strasbourg"\nacademies = ["Lyon"]\npresident = "Mme DURAND"\n'
    path = folder / "jury.toml"
    path.write_text(head + "\n".join(_tables(commissions)), encoding="utf-8")
    return path


def number_of(rank: int) -> str:
    return f"000099{rank:05d}"


def row(rank: int, *given: str) -> str:
    """Every tenth one has E32 by CCF, every twenty-fifth extra time; ``given`` the hour."""
    route = "APPRENTISSAGE" if rank % 10 == 0 else "SCOLAIRE"
    ccf, extra = "CCF" if rank % 10 == 0 else "", "1/3" if rank % 25 == 0 else ""
    fields = (number_of(rank), f"NOM{rank:03d}", "Zoé", route, f"Lycée {rank // 30}", ccf, extra)
    return ";".join([*fields, *(given or ("", "", ""))])


def candidate_list(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path
