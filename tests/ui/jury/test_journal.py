"""The journal of a jury file: every act told, chosen by candidate and word, put on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import Assign, EditCandidate, SetJury
from tests.domain.jury.scene import DAY
from tests.ui.jury.windows import bridge_of, on_jury, page, small
from ui import outlet
from ui.jury.journal_page import JuryJournalPage
from ui.main_window import MainWindow


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, small(tmp_path))


def journal(shown: MainWindow) -> JuryJournalPage:
    found: JuryJournalPage = page(shown, "journal")
    return found


def sentences(shown: MainWindow) -> list[str]:
    return [told.sentence for told in journal(shown).model.lines]


def test_every_act_has_its_line_and_a_new_one_comes_at_the_end(jury: MainWindow) -> None:
    assert len(sentences(jury)) == bridge_of(jury).desk.seq
    assert bridge_of(jury).perform(Assign("001", "E32", "C1", DAY, "09:00"))
    assert sentences(jury)[-1] == "E32 : passage devant C1, le 05/06/2019 à 09:00."
    assert len(sentences(jury)) == bridge_of(jury).desk.seq


def test_an_act_is_told_once_and_the_acts_before_it_are_not_told_again(jury: MainWindow) -> None:
    found = journal(jury)
    before = list(found.model.lines)
    assert bridge_of(jury).perform(SetJury("Mme ÉLUE", ("Lyon",)))
    after = journal(jury).model.lines
    assert [told.seq for told in after] == [1, 2, 3]
    assert all(old is new for old, new in zip(before, after, strict=False))


def test_whoever_has_another_name_is_called_by_it_in_every_line(jury: MainWindow) -> None:
    bridge, found = bridge_of(jury), journal(jury)
    assert bridge.perform(Assign("002", "E32", "C1", DAY, "09:00"))
    found.word.setText("passage")
    assert bridge.perform(EditCandidate("002", "last_name", "AUTRE"))
    found.word.setText("autre passage")
    assert [told.passage for told in found.model.lines] == ["002"]
    assert found.model.lines[0].who == bridge.state.candidates["002"].name


def test_an_undo_is_read_as_what_it_did(jury: MainWindow) -> None:
    bridge = bridge_of(jury)
    assert bridge.perform(EditCandidate("002", "last_name", "AUTRE"))
    bridge.undo()
    assert sentences(jury)[-1] == "Nom de naissance : « NOM 002 », comme dans la liste."


def test_one_candidate_or_the_jury_alone_can_be_read(jury: MainWindow) -> None:
    bridge, found = bridge_of(jury), journal(jury)
    assert bridge.perform(EditCandidate("002", "last_name", "AUTRE"))
    found.whom.setCurrentIndex(found.whom.findData("002"))
    assert sentences(jury) == ["Nom de naissance : « AUTRE »."]
    found.whom.setCurrentIndex(found.whom.findData(""))
    assert {told.passage for told in found.model.lines} == {""} and len(sentences(jury)) == 2


def test_a_word_is_found_without_accents(jury: MainWindow) -> None:
    assert bridge_of(jury).perform(SetJury("Mme ÉLUE", ("Lyon",)))
    journal(jury).word.setText("elue president")
    assert sentences(jury) == ["Président du jury : Mme ÉLUE ; académies : Lyon."]


def test_of_many_acts_the_newest_are_shown_and_all_are_when_asked_for(
    jury: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(JuryJournalPage, "most", 2)
    assert bridge_of(jury).perform(SetJury("Mme ÉLUE", ("Lyon",)))
    found = journal(jury)
    assert [told.seq for told in found.model.shown] == [2, 3] and len(found.model.lines) == 3
    assert found.whole.isVisible() and found.whole.text() == "Tout montrer, 1 de plus"
    found.whole.click()
    assert len(found.model.shown) == 3 and not found.whole.isVisible()


def test_the_paper_has_the_lines_shown(
    jury: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert bridge_of(jury).perform(SetJury("Mme ÉLUE", ("Lyon",)))
    found = journal(jury)
    found.word.setText("elue")
    monkeypatch.setattr(outlet, "open_folder", lambda *_: tmp_path / "papiers")
    found.save_shown()
    qtbot.waitUntil(lambda: found.outlet.job is None)
    (path,) = (tmp_path / "papiers").glob("jury-journal-*.pdf")
    read = " ".join(p.extract_text() for p in PdfReader(path).pages)
    assert "JOURNAL DU JURY" in read and "Mme ÉLUE" in read and "1 acte" in read
    assert "chargée" not in read
