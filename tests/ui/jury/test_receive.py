"""Réception: every file judged before anything is written, then received in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain import acts
from app.services.receiving import exports_folder
from tests.e2e.driving import content
from tests.services.sticks import again, commission, examine, stick
from tests.ui.jury.evenings import (
    at_rest,
    copied,
    examined,
    files_of,
    judge,
    receive,
    session,
    verdicts,
)
from tests.ui.jury.windows import bridge_of, desk_of, on_jury, page
from tests.ui.test_files import told
from ui.jury.bridge import HELD
from ui.jury.working import looking
from ui.main_window import MainWindow
from ui.tasks import Job


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    return examined(tmp_path)


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path, c1: Path) -> Iterator[MainWindow]:
    yield from on_jury(qtbot, session(tmp_path, c1))


def journal(shown: MainWindow) -> int:
    return bridge_of(shown).desk.seq


def test_each_file_has_its_verdict_and_counts_before_anything_is_written(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    before = journal(evening)
    first = stick(c1, "a.sqlite")
    assert judge(qtbot, evening, first, copied(first, "b.sqlite")) == ["+ nouveau", "= déjà reçu"]
    model = files_of(evening).table.model
    assert [model.index(0, n).data() for n in range(2, 8)] == ["C1", "E32", "3", "3", "0", "0"]
    assert journal(evening) == before and not exports_folder(desk_of(evening).path).exists()
    assert files_of(evening).receive.text() == "Recevoir 1 fichier"


def test_received_files_say_so_and_their_marks_are_held(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    assert receive(qtbot, evening, stick(c1)) == ["✓ reçu"]
    assert bridge_of(evening).state.received.held("001", "E32").mark == "14.5"
    assert not files_of(evening).receive.isVisible()
    kept = list(exports_folder(desk_of(evening).path).iterdir())
    assert [path.read_bytes() for path in kept] == [c1.with_suffix(".sqlite").read_bytes()]


def test_a_folder_dropped_on_the_page_is_received_and_not_taken_for_dossiers(
    qtbot: QtBot, evening: MainWindow, c1: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.mkdir()
    stick(c1).rename(key / "c1.sqlite")
    (key / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert sorted(judge(qtbot, evening, key)) == ["+ nouveau", "○ étranger"]


def test_an_export_dropped_on_another_page_is_received_not_opened(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    evening.run("candidates")
    evening.take([stick(c1)])
    at_rest(qtbot, evening)
    assert verdicts(evening) == ["+ nouveau"]


def test_what_a_newer_file_changes_is_told_field_by_field(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    receive(qtbot, evening, stick(c1, "a.sqlite"))
    again(c1, "001", "15.5")
    assert judge(qtbot, evening, stick(c1, "b.sqlite")) == ["↑ plus récent"]
    changes = files_of(evening).detail.changes
    told_ = {c.field: (c.before, c.after) for c in changes.shown}
    assert told_["note"] == ("14,5", "15,5") and told_["version"] == ("1", "2")


def test_damaged_foreign_and_rehearsal_files_are_refused_by_shape_and_word(
    qtbot: QtBot, evening: MainWindow, c1: Path, tmp_path: Path
) -> None:
    whole = stick(c1)
    broken = copied(whole, "broken.sqlite")
    broken.write_bytes(whole.read_bytes()[:-5000])
    trial = stick(commission(tmp_path / "trial.passage", "C1", rehearsal=True))
    found = judge(qtbot, evening, broken, trial)
    assert found == ["× endommagé", "△ répétition"]
    assert files_of(evening).receive.text() == "Consigner 2 refus"


def test_cancelled_while_it_receives_nothing_is_left(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    path = desk_of(evening).path
    judge(qtbot, evening, stick(c1))
    before = content(path)
    files = files_of(evening)
    files.write()
    files.working.cancel.click()
    at_rest(qtbot, evening)
    assert content(path) == before and not exports_folder(path).exists()
    assert not files.done and files.receive.isEnabled() and not bridge_of(evening).held


def test_cancelled_after_a_file_was_taken_nothing_of_it_is_left(
    evening: MainWindow, c1: Path
) -> None:
    path, desk = desk_of(evening).path, bridge_of(evening).desk
    source, before = stick(c1), content(path)

    def work(job: Job) -> None:
        job.cancel()
        looking(desk, [source], dry_run=False)(job)

    Job(work).run()
    assert content(path) == before and not exports_folder(path).exists()
    assert not desk.state.received.commissions


def test_while_it_receives_no_act_is_done(qtbot: QtBot, evening: MainWindow, c1: Path) -> None:
    judge(qtbot, evening, stick(c1))
    files_of(evening).write()
    state = bridge_of(evening).state
    assert not bridge_of(evening).perform(acts.MarkAbsent("001"))
    assert HELD in told(evening) and bridge_of(evening).state is state
    at_rest(qtbot, evening)
    assert verdicts(evening) == ["✓ reçu"]


def test_a_cancelled_look_keeps_what_was_looked_at_before(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    first = stick(c1, "a.sqlite")
    judge(qtbot, evening, first)
    evening.take([stick(c1, "b.sqlite")])
    files_of(evening).working.stop()
    at_rest(qtbot, evening)
    assert verdicts(evening) == ["+ nouveau"] and files_of(evening).sources == [first]


def test_the_file_closed_while_it_receives_is_whole(
    qtbot: QtBot, evening: MainWindow, c1: Path
) -> None:
    path = desk_of(evening).path
    judge(qtbot, evening, stick(c1))
    before = content(path)[0]
    files_of(evening).write()
    evening.close_file()
    assert content(path)[0] == before and not exports_folder(path).exists()


def test_a_key_without_pack_is_recognised_with_a_reason_then_its_file_is_new(
    qtbot: QtBot, evening: MainWindow, tmp_path: Path
) -> None:
    lone = commission(tmp_path / "c2.passage", "C2", "001")
    examine(lone, "001")
    assert judge(qtbot, evening, stick(lone)) == ["? commission inconnue"]
    key = files_of(evening).detail.key
    key.button.click()
    assert "avec un motif" in told(evening)
    key.reason.setText("clé lue au téléphone")
    QTest.keyClick(key.reason, Qt.Key.Key_Return)
    at_rest(qtbot, evening)
    assert verdicts(evening) == ["+ nouveau"]


def test_receipts_are_written_for_what_was_received(
    qtbot: QtBot, evening: MainWindow, c1: Path, tmp_path: Path
) -> None:
    found = page(evening, "receive")
    assert not found.receipts.isEnabled()
    receive(qtbot, evening, stick(c1))
    assert found.receipts.isEnabled()
    found.write_receipts(tmp_path / "receipts")
    assert [path.name for path in (tmp_path / "receipts").iterdir()] == ["C1-recu.json"]
    assert "1 reçu écrit dans" in told(evening)
