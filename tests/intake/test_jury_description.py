"""A description of a jury is read whole, or refused with every reason at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.intake.jury_description import read_jury_description
from resources import resource

GOOD = resource("demo", "jury.toml").read_text(encoding="utf-8")


def write(folder: Path, text: str) -> Path:
    path = folder / "jury.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(PassageError) as error:
        read_jury_description(write(folder, text))
    return str(error.value)


def test_the_sample_is_read_to_the_letter(tmp_path: Path) -> None:
    told = read_jury_description(write(tmp_path, GOOD))
    assert (told.session, told.pilot, told.academies) == (2019, "Strasbourg", ("Lyon", "Grenoble"))
    assert told.sites[1] == {"name": "Grenoble", "time_zone": "Europe/Paris"}
    assert told.examiners[0] == {
        "name": "Mme ARNAUD",
        "quality": "enseignant",
        "domains": ("DA1",),
        "schools": ("Lycée des Alpes",),
    }
    assert told.commissions[2] == {
        "commission": "D01",
        "exam": "E42",
        "site": "Grenoble",
        "room": "A012",
        "dates": ("2019-06-07",),
        "examiners": ("Mme CHEVALLIER", "M. DELMAS"),
        "first_hour": "08:30",
        "last_hour": "17:30",
        "slot": 40,
        "breaks": ("12:00-13:30",),
    }
    assert told.members[0]["dates"] == ("2019-05-14", "2019-05-15") and told.members[0]["president"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("session = 2019", "session = 19", "« session »"),
        ('pilot = "Strasbourg"', "", "« pilot » manquant"),
        ('"Lyon", "Grenoble"]', "1]", "« academies »"),
        ('president = "Mme DURAND"', "president = 3", "« president »"),
        ('time_zone = "Europe/Paris"', 'time_zone = "Europe/Lyon"', "« sites 1.time_zone »"),
        ('rooms = ["B204", "B205"]', 'room = "B204"', "« sites 1.room » inconnu"),
        ('quality = "enseignant"', 'quality = "ami"', "« examiners 1.quality » inconnu"),
        ('domains = ["DA1"]', 'domains = ["DA3"]', "« examiners 1.domains » inconnu"),
        ('knows = ["00009900301"]', "knows = [301]", "« examiners 4.knows »"),
        ('exam = "E32"', 'exam = "E31"', "« commissions 1.exam » inconnu"),
        ("dates = [2019-06-07]", 'dates = ["demain"]', "« commissions 3.dates »"),
        ("dates = [2019-06-07]", "", "« commissions 3.dates » manquant"),
        ('first_hour = "08:30"', 'first_hour = "8"', "« commissions 3.first_hour »"),
        ("slot = 40", 'slot = "40"', "« commissions 3.slot »"),
        ('breaks = ["12:00-13:30"]', 'breaks = ["midi"]', "« commissions 1.breaks »"),
        ("president = true", 'president = "oui"', "« members 1.president »"),
        ('"Mutuelle du Lac"', '"Mutuelle\\u202e"', "« examiners 2.employer »"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert told in refused(tmp_path, GOOD.replace(old, new, 1))


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("slot = 40", "slot = 0").replace('exam = "E42"', 'exam = "E4"')
    told = refused(tmp_path, text + "\n[other]\n")
    assert "4 erreurs à corriger" in told
    for name in ("« other » inconnu", "« commissions 3.slot »", "« commissions 4.exam »"):
        assert name in told


def test_a_table_that_is_no_list_of_blocks_is_refused(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("[[members]]")] + "[members]\nname = 'A'\n"
    assert "[[members]]" in refused(tmp_path, text)
    many = GOOD + "[[members]]\nname = 'A'\n" * 1001
    assert "1000 au plus" in refused(tmp_path, many)


@given(st.text(max_size=200))
def test_whatever_the_file_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    text = text.encode(errors="replace").decode()
    assert refused(tmp_path_factory.mktemp("any"), text).startswith("Description")
