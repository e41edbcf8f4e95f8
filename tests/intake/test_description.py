"""A description of a commission is read whole, or refused with every reason at once."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.domain.people import Examiner
from app.intake.description import read_description

GOOD = """session = 2019
exam = "E32"
commission = "C04"
academy = "Lyon"
centre = "Lycée"
room = "B204"
date = 2019-06-05
[[examiners]]
name = "A"
quality = "enseignant"
[[examiners]]
name = "B"
quality = "professionnel"
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "jury.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(path: Path) -> str:
    with pytest.raises(PassageError) as error:
        read_description(path)
    return str(error.value)


@pytest.mark.parametrize("name, exam", [("e32-c04.toml", "E32"), ("e42-c11.toml", "E42")])
def test_samples_are_read(sample: Callable[[str], Path], name: str, exam: str) -> None:
    description = read_description(sample(name))
    assert (description.exam, description.session, description.academy) == (exam, 2019, "Lyon")
    assert [e.quality for e in description.examiners] == ["enseignant", "professionnel"]
    assert description.time_zone == "Europe/Paris"


@pytest.mark.parametrize("text", ["2019-06-05", '"05/06/2019"', '"5/6/2019"', '"2019-06-05"'])
def test_a_date_is_toml_or_french_text(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, GOOD.replace("2019-06-05", text))
    assert read_description(path).date == date(2019, 6, 5)


@pytest.mark.parametrize(
    "written, quality",
    [
        ("Professeure", "enseignant"),
        ("ENSEIGNANTE", "enseignant"),
        ("enseignant(e)", "enseignant"),
        ("Professionnelle", "professionnel"),
        ("professionnel de l’assurance", "professionnel"),
    ],
)
def test_a_quality_has_its_usual_variants(tmp_path: Path, written: str, quality: str) -> None:
    path = write(tmp_path, GOOD.replace('"enseignant"', f'"{written}"'))
    assert read_description(path).examiners[0] == Examiner("A", quality)


def test_a_time_zone_may_be_given(tmp_path: Path) -> None:
    path = write(tmp_path, 'time_zone = "Indian/Reunion"\n' + GOOD)
    assert read_description(path).time_zone == "Indian/Reunion"


def test_texts_are_composed_and_trimmed(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "  Lycée  Éluard ")
    path = write(tmp_path, "\ufeff" + GOOD.replace("Lycée", decomposed))
    assert read_description(path).centre == "Lycée Éluard"


@pytest.mark.parametrize(
    "old, new, told",
    [
        ('exam = "E32"\n', "", "« exam » manquant"),
        ('exam = "E32"', "exam = 32", "« exam » mal écrit"),
        ('exam = "E32"', 'exam = " "', "« exam » vide"),
        ("session = 2019", "session = true", "« session » mal écrit"),
        ("session = 2019", 'session = "2019"', "« session » mal écrit"),
        ("2019-06-05", '"31/02/2019"', "« date » mal écrit"),
        ("2019-06-05", "2019-06-05T08:00:00", "« date » mal écrit"),
        ("session", "salle = 1\nsession", "« salle » inconnu"),
        ("session", 'time_zone = "Europe"\nsession', "« time_zone » inconnu"),
        ("session", 'time_zone = "../etc"\nsession', "« time_zone » inconnu"),
        ('"B"', '"a"', "« a » est nommé deux fois"),
        ('"professionnel"', '"élève"', "« examiners 2.quality » inconnu"),
        ('quality = "professionnel"', "", "« examiners 2.quality » manquant"),
        ('quality = "professionnel"', 'quality="pro"\nage=3', "« examiners 2.age » inconnu"),
        ("Lyon", "Ly\\u202Eon", "« academy » avec un caractère invisible"),
        ("Lyon", "Ly\\u0007on", "« academy » avec un caractère invisible"),
        ("Lyon", "x" * 300, "« academy » de 300 caractères"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    message = refused(write(tmp_path, GOOD.replace(old, new)))
    assert told in message and "« jury.toml »" in message


@pytest.mark.parametrize("rows", ["examiners = []", "examiners = 3", "examiners = [1]"])
def test_at_least_one_examiner_is_needed(tmp_path: Path, rows: str) -> None:
    text = rows + "\n" + GOOD.split("[[")[0]
    assert "« examiners »" in refused(write(tmp_path, text))


def test_every_error_is_told_at_once(tmp_path: Path) -> None:
    message = refused(write(tmp_path, 'exam = ""\nfoo = 1\nsession = 1'))
    assert message.count("\n- ") == 9
    assert "9 erreurs" in message


@pytest.mark.parametrize(
    "content, told",
    [
        (b"exam = ", "ce n’est pas du TOML"),
        (b"a = 1\na = 2\nb = 3", "ligne 2"),
        (b"a=" + b"[" * 9000, "ce n’est pas du TOML"),
        ("exam = 'é'".encode("cp1252"), "n’est pas en UTF-8"),
        (b"\xff\xfe\x00", "n’est pas en UTF-8"),
        (b"#" * 1_000_001, "la limite est 1 Mo"),
        (b"", "manquant"),
    ],
)
def test_what_is_no_toml_gets_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in refused(write(tmp_path, content))


def test_missing_files_and_folders_get_a_sentence(tmp_path: Path) -> None:
    assert "n’existe pas" in refused(tmp_path / "rien.toml")
    assert "est un dossier" in refused(tmp_path)
    assert "n’existe pas" in refused(write(tmp_path, GOOD) / "x.toml")
    assert "vérifiez" in refused(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    assert "fichier ordinaire" in refused(tmp_path / "tube")


def test_a_forbidden_file_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "denied")

    path = write(tmp_path, GOOD)
    monkeypatch.setattr(Path, "open", forbidden)
    assert "vous n’en avez pas le droit" in refused(path)


@given(st.binary(max_size=200))
def test_random_bytes_only_raise_sentences(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    assert refused(write(tmp_path_factory.getbasetemp(), data))
