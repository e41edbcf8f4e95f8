"""« Envoi »: papers and packs leave whole or not at all; a passphrase is shown once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.jury.acts import EditCandidate, SetExaminer
from app.services.jury_issue import slip
from app.services.jury_packs import Issued
from tests.e2e.packs import prepared
from tests.ui.jury.windows import bridge_of, on_jury, page, small
from tests.ui.test_files import told
from ui.main_window import MainWindow


@pytest.fixture
def jury(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The demonstration, ready for its packs."""
    for made in on_jury(qtbot, prepared(tmp_path)):
        made.run("issue")
        yield made


@pytest.fixture
def unplanned(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Three candidates without an hour."""
    yield from on_jury(qtbot, small(tmp_path))


def envoi(shown: MainWindow) -> Any:
    return page(shown, "issue")


def line(shown: MainWindow, code: str) -> dict[str, str]:
    model = envoi(shown).table.model
    row = model.place_of(code)
    return {c.title: model.index(row, n).data() for n, c in enumerate(model.columns)}


def issued(shown: MainWindow, qtbot: QtBot, folder: Path, *codes: str) -> Any:
    """The page once packs were issued."""
    found = envoi(shown)
    found.issue_to(folder, codes)
    qtbot.waitUntil(lambda: found.job is None, timeout=20_000)
    return found


def test_each_commission_tells_what_its_pack_lacks(jury: MainWindow) -> None:
    told = line(jury, "C01")
    assert told["Dernier paquet"] == "jamais émis" and told["Interdits"] == "–"
    known = bridge_of(jury).state
    first = known.before("C01")[0][0].number
    examiner = known.examiners[known.commissions["C01"].examiners[1]]
    act = SetExaminer(examiner.name, examiner.quality, employer="MAIF", knows=(first,))
    assert bridge_of(jury).perform(act)
    assert line(jury, "C01")["Interdits"] == "1"


def test_packs_are_issued_and_each_passphrase_shown_once(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found = issued(jury, qtbot, tmp_path / "paquets")
    codes = list(bridge_of(jury).state.commissions)
    assert list(found.passphrases.phrases) == codes and told(jury) == ""
    assert len(list((tmp_path / "paquets").iterdir())) == len(codes)
    phrase = found.passphrases.phrases["C01"].text()
    found.passphrases.end_button.click()
    assert "à jour" in line(jury, "C01")["Dernier paquet"]
    qtbot.waitUntil(lambda: phrase not in [w.text() for w in jury.findChildren(QLabel)])
    assert phrase not in found.report.text()


def test_a_copied_passphrase_does_not_stay_on_the_clipboard(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found = issued(jury, qtbot, tmp_path / "paquets", "C01")
    phrase = found.passphrases.phrases["C01"].text()
    found.passphrases.copies["C01"].click()
    assert QGuiApplication.clipboard().text() == phrase
    found.passphrases.end_button.click()
    assert QGuiApplication.clipboard().text() == ""


def test_a_change_makes_a_pack_obsolete_and_only_that_one_is_issued_again(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    issued(jury, qtbot, tmp_path / "paquets").passphrases.end_button.click()
    number = bridge_of(jury).state.before("C01")[0][0].number
    assert bridge_of(jury).perform(EditCandidate(number, "last_name", "AUTRE"))
    assert "périmé" in line(jury, "C01")["Dernier paquet"]
    found = issued(jury, qtbot, tmp_path / "paquets")
    assert "C01" in found.passphrases.phrases and "C02" not in found.passphrases.phrases
    assert "C02 : rien n’a changé" in found.report.toolTip() + found.report.text()


def test_a_stopped_run_leaves_no_folder_and_no_act(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    seq, found = bridge_of(jury).desk.seq, envoi(jury)
    found.issue_to(tmp_path / "paquets")
    found.cancel_button.click()
    qtbot.waitUntil(lambda: found.job is None, timeout=20_000)
    assert not (tmp_path / "paquets").exists() and bridge_of(jury).desk.seq == seq
    assert found.report.text().startswith("Arrêté")


def test_a_hard_breach_stops_every_pack_and_says_which(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    known = bridge_of(jury).state
    first = known.before("C01")[0][0].number
    examiner = known.examiners[known.commissions["C01"].examiners[1]]
    act = SetExaminer(examiner.name, examiner.quality, employer="MAIF", knows=(first,))
    assert bridge_of(jury).perform(act)
    found = issued(jury, qtbot, tmp_path / "paquets")
    assert "connaît" in told(jury) and not (tmp_path / "paquets").exists()
    assert found.passphrases.phrases == {}


def test_closing_the_file_while_packs_are_written_leaves_nothing(
    jury: MainWindow, tmp_path: Path
) -> None:
    path = bridge_of(jury).desk.path
    envoi(jury).issue_to(tmp_path / "paquets")
    jury.run("close-file")
    assert not (tmp_path / "paquets").exists()
    assert jury.open(path)
    assert not any(c.packs for c in bridge_of(jury).state.commissions.values())


def test_the_documents_are_written_to_a_folder(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found = envoi(jury)
    found.print_to(tmp_path / "papiers")
    qtbot.waitUntil(lambda: found.job is None, timeout=20_000)
    names = {path.name for path in (tmp_path / "papiers").iterdir()}
    assert {"planning-par-commission.pdf", "listes-des-portes.pdf"} <= names
    assert "planning-par-commission.pdf" in found.report.text()


def test_who_is_on_no_paper_is_told(unplanned: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    found = envoi(unplanned)
    found.print_to(tmp_path / "papiers")
    qtbot.waitUntil(lambda: found.job is None, timeout=20_000)
    assert "C1 : aucun candidat, pas de papier." in found.report.text()


def test_a_passphrase_on_paper_is_one_page_that_names_its_commission(
    jury: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    found = issued(jury, qtbot, tmp_path / "paquets", "C01")
    pack: Issued = found.passphrases._packs[0]
    name, pdf = slip(bridge_of(jury).state, pack)
    (page_,) = PdfReader(BytesIO(pdf)).pages
    assert name == f"phrase-{pack.folder.name}.pdf"
    assert pack.passphrase in page_.extract_text() and "C01" in page_.extract_text()
