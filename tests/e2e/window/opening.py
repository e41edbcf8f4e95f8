"""The two sample commissions opened in the window, from their descriptions and lists."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from app.domain.acts import AttachDocument
from app.domain.people import Candidate
from app.intake.description import read_description
from app.intake.lists import read_list
from app.services.making import loading_act, opening_act
from tests.e2e.window.day import Day
from tests.e2e.window.process import Clock

SAMPLES = Path(__file__).parent / "samples"
PIECE = b"%PDF-1.4\n%%EOF\n"


def clock_of(name: str) -> Clock:
    """The morning of the commission, before anybody is there."""
    date = read_description(SAMPLES / f"{name}.toml").date
    return Clock(datetime.fromisoformat(f"{date}T07:30:00+02:00"))


def candidates_of(name: str) -> list[Candidate]:
    path = next(p for p in SAMPLES.glob(f"{name}.*") if p.suffix != ".toml")
    return list(read_list(path).candidates)


def from_files(day: Day, name: str) -> list[Candidate]:
    """Description, list and a zip of dossiers, each asked for in its dialog."""
    people = candidates_of(name)
    archive = day.folder / "dossiers.zip"
    with ZipFile(archive, "w") as zipped:
        zipped.writestr(f"{people[0].number} fiche 1.pdf", PIECE)
    day.see("Bienvenue")
    day.do("click", "Nouvelle commission…")
    for button, path in (
        ("Reprendre d’une description…", SAMPLES / f"{name}.toml"),
        ("Choisir une liste…", SAMPLES / f"{name}.csv"),
    ):
        day.do("answer_dialog", str(path))
        day.do("click", button)
    day.see(f"{len(people)} correctes")
    day.do("click", "Dossiers")
    day.do("answer_dialog", str(archive))
    day.do("click", "Choisir des fichiers…")
    day.see("Dossiers 1")
    _create(day, name, people)
    digest = hashlib.sha256(PIECE).hexdigest()
    piece = AttachDocument(people[0].number, "piece-01-fiche-1.pdf", digest, len(PIECE))
    day.did_for_all(piece)
    return people


def by_hand(day: Day, name: str) -> list[Candidate]:
    """The description typed into the form, the list alone asked for."""
    told, people = read_description(SAMPLES / f"{name}.toml"), candidates_of(name)
    day.see("Bienvenue")
    day.do("key", "Ctrl+N")
    day.do("pick", "Épreuve et session", f"{told.exam}, session {told.session}")
    first, second = told.examiners
    for field, text in {
        "Commission": told.commission,
        "Académie": told.academy,
        "Centre": told.centre,
        "Salle": told.room,
        "Date": f"{told.date:%d/%m/%Y}",
        "Examinateur 1": first.name,
        "Examinateur 2": second.name,
    }.items():
        day.do("fill", field, text)
    day.do("pick", "Qualité de l’examinateur 2", second.quality)
    day.do("answer_dialog", str(SAMPLES / f"{name}.xlsx"))
    day.do("click", "Choisir une liste…")
    day.see(f"{len(people)} correctes")
    _create(day, name, people)
    return people


def _create(day: Day, name: str, people: list[Candidate]) -> None:
    day.do("answer_dialog", str(day.path))
    day.do("click", "Créer la commission…")
    told = read_description(SAMPLES / f"{name}.toml")
    day.see(f"{told.exam} · {told.commission} · salle {told.room}")
    day.did_for_all(opening_act(told, rehearsal=False))
    day.did_for_all(loading_act(people))


def corrected_list(day: Day, people: list[Candidate]) -> list[Candidate]:
    """A list that comes back corrected in the middle of the day, loaded through the palette."""
    last = replace(people[-1], first_names=f"{people[-1].first_names} Marie")
    path = day.folder / "corrigée.csv"
    rows = [f"{c.number};{c.last_name};{c.first_names}" for c in (*people[:-1], last)]
    path.write_text("\n".join(["Numéro;Nom;Prénoms", *rows]), encoding="utf-8")
    day.command("Charger une liste corrigée")
    day.do("answer_dialog", str(path))
    day.do("click", "Choisir une liste…")
    day.see(last.first_names, "Ce qui changera")
    day.do("click", "Charger dans le fichier")
    found = read_list(path)
    day.did_for_all(loading_act(found.candidates, (c.field for c in found.columns)))
    day.do("see_no_more", "Ce qui changera")
    return [*people[:-1], last]
