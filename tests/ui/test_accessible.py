"""What a screen reader is told: a French name for every control, and nothing rule 9 hides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.acts import REGISTRY, GiveVisa, ResumePart, SetMark, StopPart, WriteAppraisal
from app.domain.marks import printed_mark
from app.domain.state import Passage
from app.services.desk import Desk
from tests.services.desks import FakeClock, commission_file, perform
from tests.ui.days import in_window
from tests.ui.readers import controls, described, told, tree
from ui.actions import ACTIONS, FORMS
from ui.announce import Announcer
from ui.bridge import Bridge
from ui.daylist import WORDS
from ui.main_window import MainWindow
from ui.start import application, window

BLANK = (QAccessible.Role.Cell, QAccessible.Role.TreeItem)
"""A cell of a table may have nothing to say."""
Scene = Callable[[MainWindow], object]
PRAISE = "Entretien mené avec méthode"
ENGLISH = re.compile(
    r"\b(the|of|and|or|open|close|file|save|cancel|yes|no|button|label|widget|click|press|list|"
    r"page up|page down|search|next|previous|start|stop|break|mark|level|seal|sealed|candidate|"
    r"none|true|false|null|unnamed|untitled|qt_\w+|Q[A-Z]\w+)\b"
)
IDS = {name for name in (*REGISTRY, *FORMS, *WORDS, *(a.id for a in ACTIONS)) if "-" in name}
"""What the code calls things; no French word looks like these."""


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Mid-morning: one sealed, one in part 1, one preparing, one absent, one not valid."""
    yield from in_window("mid-morning", qtbot, tmp_path)


@pytest.fixture
def after(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The end of the day: nobody is in the room."""
    yield from in_window("E32 evening", qtbot, tmp_path)


def passage(shown: MainWindow) -> Passage:
    assert shown.bridge is not None and shown.bridge.passage is not None
    return shown.bridge.passage


def everywhere() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.parent() is None]


def run(name: str) -> Scene:
    return lambda shown: shown.run(name)


def tab(place: int) -> Scene:
    def turn(shown: MainWindow) -> None:
        assert shown.day is not None
        shown.day.tabs.setCurrentIndex(place)

    return turn


def select(place: int) -> Scene:
    def choose(shown: MainWindow) -> None:
        assert shown.bridge is not None
        shown.bridge.select(shown.bridge.state.in_order[place].number)

    return choose


def left(shown: MainWindow) -> None:
    """The candidate in the room has left it; the appraisal and the mark are given."""
    assert shown.bridge is not None
    number = passage(shown).number
    run = passage(shown).open_run
    assert run is not None
    shown.bridge.perform(StopPart(number, run.part, "malaise"))
    shown.bridge.perform(SetMark(number, "12.5"))
    shown.bridge.perform(WriteAppraisal(number, PRAISE))
    for examiner in passage(shown).examiners:
        shown.bridge.perform(GiveVisa(number, examiner.name, paper=True))


def ticks(shown: MainWindow) -> None:
    tab(1)(shown)
    assert shown.day is not None
    shown.day.tabs.dossier._turn(1)


IN_ROOM: dict[str, Scene] = {
    "day": lambda shown: None,
    "dossier": tab(1),
    "ticks": ticks,
    "observations": tab(2),
    "another": select(0),
    "next one": select(5),
    "preparing": select(4),
    "hidden": run("privacy"),
    "palette": run("palette"),
    "candidate's clock": run("candidate-clock"),
    "sheets": run("sheets"),
    "transcription": run("transcribe"),
    "journal": run("journal"),
    "evening": run("evening"),
    "guide": run("guide"),
    "list": run("load-list"),
}
NOBODY: dict[str, Scene] = {
    "day": lambda shown: None,
    "sheets": run("sheets"),
    "transcription": run("transcribe"),
    "journal": run("journal"),
    "evening": run("evening"),
}


def faults(whole: QWidget) -> list[str]:
    """Controls without a name, or named in no French."""
    found = []
    for one in controls(whole):
        name = one.text(QAccessible.Text.Name).strip()
        words = set(re.findall(r"[a-z][a-z-]+[a-z]", name))
        if not name and one.role() in BLANK:
            continue
        if not name or ENGLISH.search(name) or words & IDS:
            found.append(f"{name!r}: {described(one)}")
    return found


@pytest.mark.parametrize("scene", IN_ROOM)
def test_every_control_has_a_french_name(shown: MainWindow, scene: str) -> None:
    IN_ROOM[scene](shown)
    assert [fault for whole in everywhere() for fault in faults(whole)] == []


def test_every_question_has_french_names_and_tells_nothing_of_the_others(
    shown: MainWindow,
) -> None:
    secrets = secrets_of_others(shown)
    for name in FORMS:
        shown.run(name)
        assert (faults(shown), leaked(secrets)) == ([], []), name


@pytest.mark.parametrize("scene", NOBODY)
def test_every_control_has_a_french_name_with_nobody_in_the_room(
    after: MainWindow, scene: str
) -> None:
    NOBODY[scene](after)
    assert [fault for whole in everywhere() for fault in faults(whole)] == []


def test_every_control_of_the_deliberation_has_a_french_name(shown: MainWindow) -> None:
    left(shown)
    assert faults(shown) == []


@pytest.mark.parametrize("dropped", [False, True], ids=["empty", "list"])
def test_every_control_before_a_file_has_a_french_name(
    qtbot: QtBot, tmp_path: Path, dropped: bool
) -> None:
    application()
    made = window()
    qtbot.addWidget(made)
    made.show()
    if dropped:
        path = tmp_path / "liste.csv"
        path.write_text("Numéro;Nom;Prénoms\n001;MARTIN;Zoé\n;;\n", encoding="utf-8")
        made._shown["welcome"].prepare([path])  # type: ignore[attr-defined]
    assert faults(made) == []


# --- rule 9 -------------------------------------------------------------------------------------


def secrets_of_others(shown: MainWindow) -> set[str]:
    """Names, marks, appraisals of everybody but the candidate in the room."""
    assert shown.bridge is not None
    room = shown.bridge.in_room()
    others = [p for p in shown.bridge.state.passages.values() if p is not room]
    names = {p.candidate.last_name for p in others}
    marks = {printed_mark(p.mark) for p in others if p.mark is not None}
    return names | {mark for mark in marks if "," in mark} | {p.appraisal for p in others} - {""}


def leaked(secrets: set[str]) -> list[str]:
    spoken = [text for whole in everywhere() for text in told(whole)]
    return [text for text in spoken if any(secret in text for secret in secrets)]


ALONE = set(IN_ROOM) - {"another", "next one", "preparing"}
"""Whoever is chosen is named, to check an identity; of the past not even that is told."""


@pytest.mark.parametrize("scene", sorted(ALONE | {"another"}))
def test_nothing_of_the_others_is_told_while_a_candidate_is_in_the_room(
    shown: MainWindow, scene: str
) -> None:
    IN_ROOM[scene](shown)
    secrets = secrets_of_others(shown)
    assert len(secrets) >= 7 and leaked(secrets) == []


def test_the_others_are_told_by_hour_and_word_alone(shown: MainWindow) -> None:
    lines = [one for one in tree(shown) if one.role() == QAccessible.Role.ListItem]
    words = [one.text(QAccessible.Text.Name).partition(", ")[2] for one in lines]
    mine = f"{passage(shown).candidate.last_name} {passage(shown).candidate.first_names}, en cours"
    assert set(words) == {"passé", "à venir", "prépare", mine}


HIDDEN = ("day", "dossier", "observations", "palette", "sheets", "journal", "evening")


@pytest.mark.parametrize("scene", HIDDEN)
def test_with_the_privacy_key_nothing_of_the_present_one_is_told(
    shown: MainWindow, scene: str
) -> None:
    assert shown.bridge is not None
    shown.bridge.perform(SetMark(passage(shown).number, "12.5"))
    shown.bridge.perform(WriteAppraisal(passage(shown).number, PRAISE))
    shown.run("privacy")
    IN_ROOM[scene](shown)
    secrets = {"12,5", PRAISE, "placé.", " : placé", "placée en", "7 sur 13", "réservée"}
    others = {action.text for action in ACTIONS} | {form.text for form in FORMS.values()}
    assert [text for text in leaked(secrets) if text not in others] == []


# --- what is said -------------------------------------------------------------------------------


def test_a_cell_says_its_competency_its_level_and_whether_it_is_placed(shown: MainWindow) -> None:
    cells = [
        one.text(QAccessible.Text.Name)
        for one in tree(shown)
        if one.role() == QAccessible.Role.Cell
    ]
    placed = passage(shown).levels
    code, level = next(iter(placed.items()))
    said = [cell for cell in cells if cell.startswith(f"{code}, {level} ")]
    assert len(said) == 1 and " : placé. " in said[0]
    assert sum(" : placé. " in cell for cell in cells) == len(placed)


def test_a_line_says_hour_name_state_and_badges(after: MainWindow) -> None:
    assert after.bridge is not None
    first = after.bridge.state.in_order[0]
    line = next(one for one in tree(after) if one.role() == QAccessible.Role.ListItem)
    told_line = line.text(QAccessible.Text.Name).split(", ")
    assert told_line[0] == first.candidate.hour
    assert first.candidate.last_name in told_line[1] and told_line[2] == WORDS["sealed"]


@pytest.fixture
def said(shown: MainWindow) -> list[str]:
    """What is announced from now on."""
    assert shown.day is not None
    heard: list[str] = []
    shown.day.announcer.announced.connect(heard.append)
    return heard


def test_a_pause_and_its_end_are_announced(shown: MainWindow, said: list[str]) -> None:
    assert shown.bridge is not None
    shown.run("pause")
    shown.bridge.perform(ResumePart(passage(shown).number, reason="malaise"))
    assert said == ["Première partie en pause.", "Première partie reprise."]


def test_a_level_placed_is_announced_by_its_competency(shown: MainWindow, said: list[str]) -> None:
    assert shown.day is not None
    shown.day.grid.place(7, "TS")
    assert said == ["C19 : TS."]


def test_a_refusal_is_announced(shown: MainWindow, said: list[str]) -> None:
    assert shown.bridge is not None
    shown.bridge.perform(SetMark(passage(shown).number, "14.3"))
    assert len(said) == 1 and "14.3" in said[0]


def test_a_warning_is_announced_once(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FakeClock()
    with Desk(commission_file(tmp_path / "C04.passage"), clock) as desk:
        perform(desk, "confirm-identity")
        perform(desk, "start-part", part="part-1", reason="sans préparation")
        announcer = Announcer(Bridge(desk), desk_window := QWidget())
        heard: list[str] = []
        announcer.announced.connect(heard.append)
        for seconds in (60, 750, 30, 60, 60, 60):
            clock.go(seconds)
            announcer.look()
        desk_window.deleteLater()
    told_of = ["moins de deux minutes", "moins d’une minute", "temps dépassé"]
    assert heard == [f"Première partie : {word}." for word in told_of]
