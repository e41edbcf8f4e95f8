"""The window under attack: sentences that outlive their candidate, files that go, texts that are
no text. Nothing is lost, altered, leaked or told wrongly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.domain.acts import AttachDocument, SetMark, SuspendPassage
from app.domain.state import Passage
from app.domain.status import past
from app.services.documents import dossier_folder
from tests.e2e.disks import fill, small_disk
from tests.ui.days import copied
from tests.ui.readers import told
from ui import tasks
from ui.banner import Banner
from ui.bridge import Bridge
from ui.dossier_tab import DossierTab
from ui.main_window import MainWindow
from ui.sheets_page import SheetsPage
from ui.stack import Pages, scrolling
from ui.start import application, window
from ui.typed import WAITS


@pytest.fixture
def examining(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Mid-morning: one in part 1, one sealed, one preparing, one absent, one not valid."""
    yield from _shown("mid-morning", qtbot, tmp_path)


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Nobody examined yet."""
    yield from _shown("E32 morning", qtbot, tmp_path)


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from _shown("E32 evening", qtbot, tmp_path)


def _shown(kind: str, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    application()
    made = window(copied(kind, folder))
    qtbot.addWidget(made)
    made.show()
    yield made
    tasks.finish()
    made.close_file()


def bridge_of(shown: MainWindow) -> Bridge:
    assert shown.bridge is not None
    return shown.bridge


def past_ones(shown: MainWindow) -> list[Passage]:
    bridge = bridge_of(shown)
    return [p for p in bridge.state.in_order if past(bridge.state.exam, p)]


def named(shown: MainWindow, passage: Passage) -> list[str]:
    return [text for text in told(shown) if passage.candidate.last_name in text]


# --- sentences and rule 9 -------------------------------------------------------------------------


def test_a_refusal_about_somebody_past_names_nobody_while_another_is_in_the_room(
    examining: MainWindow,
) -> None:
    assert len(past_ones(examining)) > 2
    for gone in past_ones(examining):
        bridge_of(examining).select(gone.number)
        assert not bridge_of(examining).perform(SetMark(gone.number, "12"))
        assert named(examining, gone) == []
        assert "Refusé" in examining.banner.accessibleName()


def test_a_sentence_about_the_candidate_who_left_waits_while_the_next_is_in_the_room(
    examining: MainWindow,
) -> None:
    bridge = bridge_of(examining)
    room = bridge.in_room()
    assert room is not None
    gone = past_ones(examining)[0]
    examining.banner.fail(f"Horloge de {gone.candidate.name} : à vérifier.")
    assert named(examining, gone) == []
    bridge.perform(SuspendPassage(room.number, "malaise"))
    bridge.select(gone.number)
    assert bridge.in_room() is None
    assert f"Horloge de {gone.candidate.name}" in examining.banner.accessibleName()


def test_a_question_about_somebody_past_does_not_name_them(examining: MainWindow) -> None:
    for gone in past_ones(examining):
        bridge_of(examining).select(gone.number)
        examining.run("withdraw-doubt")
        assert examining.day is not None and examining.day.prompt.question is not None
        examining.day.prompt.done()
        assert named(examining, gone) == []


def test_a_sheet_begun_from_paper_is_put_away_when_another_comes_into_the_room(
    morning: MainWindow,
) -> None:
    bridge = bridge_of(morning)
    first, second = bridge.state.in_order[:2]
    morning.run("transcribe")
    page = morning.pages.currentWidget()
    assert isinstance(page, SheetsPage)
    page.transcribing.evidence.setText("CNI")
    bridge.select(second.number)
    morning.run("identity")  # goes to the day's page
    assert bridge.in_room() is bridge.passage
    morning.run("sheets")
    assert page.transcribing.isVisible() and named(morning, first) == []
    assert page.transcribing.evidence.text() == ""
    assert "CNI" in bridge.drafts(first.number)["transcription"]


def test_a_file_is_closed_from_any_page_while_others_were_seen(morning: MainWindow) -> None:
    for name in ("transcribe", "journal", "evening", "load-list", "guide", "day"):
        morning.run(name)
    bridge_of(morning).select(bridge_of(morning).state.in_order[1].number)
    morning.run("identity")  # what other pages show is another now
    morning.run("close-file")
    assert morning.bridge is None and morning._shown.keys() == {"welcome"}


# --- the size of the window -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["day", "sheets", "journal", "evening", "load-list", "guide"])
def test_the_width_a_page_asks_for_does_not_come_from_its_own(
    morning: MainWindow, name: str
) -> None:
    morning.run(name)
    page = morning.pages.currentWidget()
    assert page is not None
    asked = set()
    for width in (700, 817, 818, 1500):
        page.resize(width, 700)
        asked.add(page.minimumSizeHint().width())
    assert len(asked) == 1


def test_a_page_that_wavers_between_two_sizes_ends_nothing(qtbot: QtBot) -> None:
    class Wavering(QWidget):
        def minimumSizeHint(self) -> QSize:  # noqa: N802
            return QSize(501 if self.width() % 2 == 0 else 500, 10)

    pages = Pages()
    area = scrolling(pages)
    qtbot.addWidget(area)
    pages.addWidget(Wavering())
    area.show()
    area.resize(300, 300)
    assert pages.width() in (500, 501)


# --- what a sentence quotes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "quoted", ["n" * 250, "n/" * 2000, "n" * 4000, "ligne\n" * 300, "W " * 4000], ids=len
)
def test_a_sentence_never_makes_the_window_larger_than_its_screen(
    morning: MainWindow, quoted: str
) -> None:
    morning.resize(1000, 700)
    morning.banner.fail(f"{quoted} : ce fichier n’existe pas. Vérifiez le chemin.")
    morning.banner.refuse(f"{quoted} : non.")
    asked = morning.banner.minimumSizeHint()
    assert asked.width() < 800 and morning.banner.heightForWidth(1000) < 400
    assert "Vérifiez le chemin." in morning.banner.accessibleName() or "ligne" in quoted


def test_a_name_that_turns_a_line_around_is_told_without_that(morning: MainWindow) -> None:
    morning.open(Path("/nowhere/egassap.\u202epassage\n.exe"))
    said = morning.banner.accessibleName()
    assert "\u202e" not in said and "n’existe pas" in said


@pytest.mark.parametrize("suffix", [".passage", ".csv", ".zip", ".pdf", ".toml"])
@pytest.mark.parametrize("opened", [False, True])
def test_a_path_no_system_takes_is_a_sentence(
    qtbot: QtBot, morning: MainWindow, suffix: str, opened: bool
) -> None:
    if not opened:
        morning.leave_file()
    page = morning if opened else morning.pages.currentWidget()
    page.take([Path("/" + "n" * 300 + suffix)])  # type: ignore[union-attr]
    strips = morning.findChildren(Banner)
    assert any("nnn" in strip.accessibleName() for strip in strips if strip.isVisible())


# --- disks ----------------------------------------------------------------------------------------


@pytest.fixture
def full(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Mid-morning, on a disk that has just filled up."""
    with small_disk(tmp_path / "disk") as folder:
        shown = _shown("mid-morning", qtbot, folder)
        made = next(shown)
        fill(folder)
        yield made
        next(shown, None)


def make_room(shown: MainWindow) -> None:
    bridge_of(shown).desk.path.with_name("ballast").unlink()


def type_appraisal(shown: MainWindow) -> None:
    """More than one page of the file: no room is left for it anywhere."""
    assert shown.day is not None
    shown.day.closing.appraisal._text.setPlainText("Entretien clair. " * 600)
    shown.flush()


def test_on_a_full_disk_nothing_claims_to_be_stored_and_all_is_once_there_is_room(
    full: MainWindow,
) -> None:
    bridge, day = bridge_of(full), full.day
    assert day is not None and bridge.passage is not None
    before = bridge.passage
    day.grid.place(0, "NO")
    type_appraisal(full)
    assert bridge.passage is before and "disque est plein" in full.banner.accessibleName()
    assert day.closing.appraisal._state.accessibleName() == WAITS
    make_room(full)
    full.flush()
    assert bridge.passage.appraisal.startswith("Entretien clair.")
    assert day.closing.appraisal._state.accessibleName() == ""


@pytest.mark.parametrize("way", ["close", "leave_file", "open"])
def test_what_the_disk_refuses_is_not_lost_by_closing_unless_it_is_meant(
    full: MainWindow, tmp_path: Path, way: str
) -> None:
    bridge = bridge_of(full)
    assert bridge.passage is not None
    if way == "open":  # nothing else is opened while a clock runs
        make_room(full)
        bridge.perform(SuspendPassage(bridge.passage.number, "malaise"))
        fill(bridge.desk.path.parent)
    type_appraisal(full)
    other = copied("E42 morning", tmp_path)

    def leave() -> object:
        return full.open(other) if way == "open" else getattr(full, way)()

    leave()
    assert full.bridge is bridge and "perdre" in full.banner.accessibleName()
    leave()
    assert full.bridge is not bridge


# --- pieces of a dossier --------------------------------------------------------------------------


def shown_piece(shown: MainWindow, name: str, lay: Callable[[Path], object]) -> DossierTab:
    """The dossier tab on a piece that something else wrote into the folder."""
    bridge, day = bridge_of(shown), shown.day
    assert day is not None and bridge.passage is not None
    number = bridge.passage.number
    piece = dossier_folder(bridge.desk.path) / number / name
    piece.parent.mkdir(parents=True, exist_ok=True)
    lay(piece)
    day.tabs.setCurrentWidget(day.tabs.dossier)
    bridge.perform(AttachDocument(number, name, sha256().hexdigest(), 0))
    return day.tabs.dossier


def strip(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(1, 14400))
    canvas.showPage()
    canvas.save()


def test_a_page_as_thin_as_a_thread_does_not_fill_memory(morning: MainWindow) -> None:
    tab = shown_piece(morning, "piece.pdf", strip)
    view = tab.viewer.currentWidget()
    assert isinstance(view, QPdfView) and view.zoomMode() == QPdfView.ZoomMode.FitInView


@pytest.mark.parametrize("name", ["piece.pdf", "piece.png"])
def test_a_pipe_in_the_place_of_a_piece_is_not_waited_for(morning: MainWindow, name: str) -> None:
    tab = shown_piece(morning, name, os.mkfifo)
    assert "manque" in tab.viewer.none.text() and tab.viewer.currentWidget() is tab.viewer.none
