"""Receiving exports: each file its verdict, nothing twice, nothing decided by the newest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain import acts
from app.domain.errors import PassageError, Refusal
from app.services.examining import Outcome
from app.services.jury_desk import JuryDesk
from app.services.receiving import CancelledError, exports_folder, receive
from tests.domain.jury.scene import ANNE, BRUNO
from tests.e2e.driving import content, write
from tests.services.juries import do, jury_tables, replayed
from tests.services.sticks import (
    NUMBERS,
    again,
    commission,
    decide,
    examine,
    held,
    issue,
    jury,
    received,
    stick,
    verdicts,
    work,
)


@pytest.fixture
def c1(tmp_path: Path) -> Path:
    """Commission C1 where candidate 001 was examined."""
    path = commission(tmp_path / "c1.passage", "C1", *NUMBERS)
    examine(path, "001")
    return path


@pytest.fixture
def session(tmp_path: Path, c1: Path) -> Path:
    """A jury that issued the pack of C1."""
    return jury(tmp_path, C1=c1)


def copy(path: Path, name: str) -> Path:
    return Path(shutil.copyfile(path, path.with_name(name)))


def only(outcomes: list[Outcome]) -> Outcome:
    assert len(outcomes) == 1
    return outcomes[0]


# --- one commission -----------------------------------------------------------------------------


def test_a_first_export_is_accepted_with_its_passages(session: Path, c1: Path) -> None:
    told = only(received(session, stick(c1)))
    assert (told.verdict, told.passages, told.new, told.same) == ("accepted", 3, 3, 0)
    assert held(session).mark == "14.5" and held(session, "002").state == "open"


def test_the_same_file_again_is_known_by_its_hash_and_writes_nothing(
    session: Path, c1: Path
) -> None:
    received(session, stick(c1))
    before = content(session)
    told = only(received(session, c1.with_suffix(".sqlite")))
    assert (told.verdict, told.new, told.same) == ("already-received", 0, 3)
    assert content(session) == before


def test_a_second_export_of_the_same_acts_is_already_received(session: Path, c1: Path) -> None:
    assert verdicts(session, stick(c1, "a.sqlite"), stick(c1, "b.sqlite")) == [
        "accepted",
        "already-received",
    ]


def test_an_export_carried_on_is_an_update_and_says_what_changed(session: Path, c1: Path) -> None:
    received(session, stick(c1, "a.sqlite"))
    again(c1, "001", "15.5")
    told = only(received(session, stick(c1, "b.sqlite")))
    assert (told.verdict, told.new, told.same, told.changed) == ("updated", 0, 2, 1)
    assert "001, note : « 14,5 » devient « 15,5 »" in told.reasons
    assert held(session).mark == "15.5"


def test_an_older_export_that_comes_later_changes_nothing(session: Path, c1: Path) -> None:
    old = stick(c1, "a.sqlite")
    again(c1, "001", "15.5")
    assert verdicts(session, stick(c1, "b.sqlite"), old) == ["accepted", "outdated"]
    assert held(session).mark == "15.5"


def test_a_journal_carried_on_twice_is_a_fork_and_merges_what_agrees(
    session: Path, c1: Path
) -> None:
    twin = copy(c1, "twin.passage")
    examine(c1, "002", "12.0")
    examine(twin, "003", "9.0")
    assert verdicts(session, stick(c1), stick(twin)) == ["accepted", "fork"]
    marks = [held(session, number).mark for number in NUMBERS]
    assert marks == ["14.5", "12.0", "9.0"]


def test_a_passage_sealed_differently_in_a_fork_is_not_decided_by_the_newest(
    session: Path, c1: Path
) -> None:
    twin = copy(c1, "twin.passage")
    examine(c1, "002", "12.0")
    examine(twin, "002", "9.0")
    told = received(session, stick(c1), stick(twin))[1]
    assert told.verdict == "fork" and [h.candidate for h in told.conflicts] == ["002"]
    assert held(session, "002").state == "conflict" and held(session, "002").mark is None


def test_an_empty_export_of_a_commission_without_candidates_is_received(tmp_path: Path) -> None:
    empty = commission(tmp_path / "c2.passage", "C2")
    session = jury(tmp_path, C2=empty)
    assert verdicts(session, stick(empty)) == ["accepted"]
    with JuryDesk(session) as desk:
        assert desk.state.received.commissions["C2"].complete


def test_what_was_left_reopened_keeps_the_version_in_force(session: Path, c1: Path) -> None:
    work(c1, acts.Reopen("001", "à revoir"), acts.SetMark("001", "3"))
    received(session, stick(c1))
    kept = held(session).passage
    assert kept is not None and (kept.mark, kept.reopened) == ("14.5", True)


def test_a_doubt_makes_the_mark_reserved(session: Path, c1: Path) -> None:
    work(c1, acts.RaiseDoubt("002", "fiche 3 absente"))
    examine(c1, "002")
    received(session, stick(c1))
    assert (held(session, "002").state, held(session, "002").mark) == ("reserved", "14.5")


def test_absence_and_a_dossier_not_valid_are_no_mark(session: Path, c1: Path) -> None:
    work(c1, acts.MarkAbsent("002"), acts.DeclareNotValid("003", "not-signed", "DEC"))
    received(session, stick(c1))
    assert [held(session, n).state for n in ("002", "003")] == ["absent", "not-valid"]
    assert [held(session, n).mark for n in ("002", "003")] == [None, None]


# --- two files ----------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path, session: Path, c1: Path) -> tuple[Path, Path]:
    """Exports of C1 and of a second file of C1 where candidate 001 has another mark."""
    other = commission(tmp_path / "other.passage", "C1", "001")
    examine(other, "001", "8.0")
    issue(session, "C1", other)
    return stick(c1), stick(other)


def test_a_passage_sealed_differently_in_two_files_is_a_conflict(
    session: Path, two: tuple[Path, Path]
) -> None:
    told = received(session, *two)[1]
    assert told.verdict == "conflict"
    assert sorted(str(claim.mark) for claim in told.conflicts[0].claims) == ["14.5", "8.0"]
    assert held(session).state == "conflict"


def test_a_conflict_is_decided_with_both_examiners_and_a_reason(
    session: Path, two: tuple[Path, Path]
) -> None:
    received(session, *two)
    keep = next(c for c in held(session).claims if c.mark == "8.0").statement
    with pytest.raises(Refusal, match="Bruno PETIT"):
        decide(session, keep, ANNE)
    with pytest.raises(Refusal, match="n’est pas ce qu’un fichier dit"):
        decide(session, "0" * 64)
    decide(session, keep)
    assert (held(session).state, held(session).mark) == ("sealed", "8.0")


def test_what_comes_after_a_decision_opens_the_conflict_again(
    session: Path, two: tuple[Path, Path], c1: Path
) -> None:
    received(session, *two)
    decide(session, next(c for c in held(session).claims if c.mark == "8.0").statement)
    again(c1, "001", "15.0")
    assert verdicts(session, stick(c1, "later.sqlite")) == ["conflict"]
    assert held(session).state == "conflict"


def test_nothing_is_decided_where_nothing_clashes(session: Path, c1: Path) -> None:
    received(session, stick(c1))
    with pytest.raises(Refusal, match="rien à décider"):
        decide(session, str(held(session).passage and held(session).passage.statement))  # type: ignore[union-attr]


# --- what is not received -----------------------------------------------------------------------


def test_a_key_that_no_pack_had_is_an_unknown_commission_until_recognised(
    session: Path, tmp_path: Path
) -> None:
    path = commission(tmp_path / "c2.passage", "C2", "009")
    told = only(received(session, stick(path)))
    assert told.verdict == "unknown-commission" and "recognise-key" in told.reasons[0]
    with JuryDesk(session) as desk:
        public = told.reasons[0].split("la clé ")[1][:64]
        named = {"commission": "C2", "public": public, "by": "Irène DURAND", "reason": "relue"}
        do(desk, "recognise-key", **named)
    assert verdicts(session, path.with_suffix(".sqlite")) == ["accepted"]


def test_the_key_of_one_commission_does_not_open_another(session: Path, tmp_path: Path) -> None:
    path = commission(tmp_path / "c2.passage", "C2", "009")
    issue(session, "C1", path)
    told = only(received(session, stick(path)))
    assert told.verdict == "unknown-commission" and "celle de C1" in told.reasons[0]


def test_an_export_made_with_a_pack_since_replaced_is_received_and_says_so(
    session: Path, c1: Path, tmp_path: Path
) -> None:
    assert received(session, stick(c1), dry_run=True)[0].reasons == ()
    issue(session, "C1", commission(tmp_path / "again.passage", "C1", *NUMBERS))
    told = only(received(session, c1.with_suffix(".sqlite")))
    assert told.verdict == "accepted"
    assert "paquet n° 1 de C1, que le n° 2 a remplacé" in told.reasons[0]


def test_a_rehearsal_is_not_received_by_a_real_jury(tmp_path: Path) -> None:
    path = commission(tmp_path / "c1.passage", "C1", "001", rehearsal=True)
    assert verdicts(jury(tmp_path, C1=path), stick(path)) == ["rehearsal"]


def test_another_program_s_files_are_foreign_and_leave_no_trace(
    session: Path, c1: Path, tmp_path: Path
) -> None:
    before = content(session)
    files = [write(tmp_path / "photo.jpg", b"\xff\xd8" * 900), c1, tmp_path / "notes.txt"]
    files[-1].write_text("N° candidat;Nom")
    assert verdicts(session, *files) == ["foreign"] * 3
    assert content(session) == before


def test_damage_and_alteration_are_told_apart_and_noted_once(session: Path, c1: Path) -> None:
    data = stick(c1).read_bytes()
    cut = write(c1.with_name("cut.sqlite"), data[:-4096])
    place = data.rindex(b"14.5")
    altered = write(c1.with_name("altered.sqlite"), data[:place] + b"19.5" + data[place + 4 :])
    empty = write(c1.with_name("empty.sqlite"), b"")
    assert verdicts(session, cut, altered, empty) == ["damaged", "altered", "damaged"]
    before = content(session)
    assert verdicts(session, cut, altered) == ["damaged", "altered"]
    assert content(session) == before
    with JuryDesk(session) as desk:
        refused = {receipt.verdict for receipt in desk.state.received.receipts.values()}
    assert refused == {"altered", "damaged"}


# --- all or nothing -----------------------------------------------------------------------------


def test_a_received_file_is_kept_verbatim_under_its_hash(session: Path, c1: Path) -> None:
    out = stick(c1)
    told = only(received(session, out))
    kept = exports_folder(session) / f"{told.sha256}.sqlite"
    assert kept.read_bytes() == out.read_bytes()


def test_a_backup_comes_first(session: Path, c1: Path) -> None:
    before = jury_tables(session)
    received(session, stick(c1))
    assert jury_tables(session.with_name("session.jury.avant-reception")) == before


def test_a_dry_run_judges_in_order_and_writes_nothing(session: Path, c1: Path) -> None:
    first = stick(c1, "a.sqlite")
    before = content(session)
    told = verdicts(session, first, copy(first, "b.sqlite"), dry_run=True)
    assert told == ["accepted", "already-received"]
    assert content(session) == before and not exports_folder(session).exists()


def test_a_reception_cancelled_leaves_nothing(session: Path, c1: Path, tmp_path: Path) -> None:
    first = stick(c1, "a.sqlite")
    examine(c1, "002")
    second = stick(c1, "b.sqlite")
    before, beside = content(session), sorted(tmp_path.iterdir())
    with JuryDesk(session) as desk:
        seq = desk.seq
        with pytest.raises(CancelledError):
            receive(desk, [first, second], watch=lambda _, done, total: done < total)
        assert (desk.seq, desk.state.received.commissions) == (seq, {})
    assert content(session) == before and sorted(tmp_path.iterdir()) == beside


def test_a_desk_goes_on_after_a_reception_cancelled(session: Path, c1: Path) -> None:
    out = stick(c1)
    with JuryDesk(session) as desk:
        with pytest.raises(CancelledError):
            receive(desk, [out], watch=lambda *_: False)
        assert receive(desk, [out])[0].verdict == "accepted"
    assert held(session).mark == "14.5"


def test_a_disk_that_refuses_leaves_nothing(
    session: Path, c1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "no space")

    out, before = stick(c1), content(session)
    monkeypatch.setattr("app.services.receiving.flush_all", refuse)
    with pytest.raises(PassageError, match="le disque est plein"):
        received(session, out)
    assert content(session) == before and not exports_folder(session).exists()


def test_a_source_that_is_not_there_is_refused_before_anything(session: Path, c1: Path) -> None:
    before, out = content(session), stick(c1)
    with pytest.raises(PassageError, match="n’existe pas"):
        received(session, out, c1.with_name("nowhere"))
    assert content(session) == before


def test_a_folder_gives_all_its_files_but_the_jury_s_own(session: Path, c1: Path) -> None:
    stick(c1)
    received(session, c1.parent)
    told = received(session, c1.parent)
    names = {Path(outcome.file).name: outcome.verdict for outcome in told}
    assert names == {
        "c1.passage": "foreign",
        "c1.sqlite": "already-received",
        "session.jury.avant-reception": "foreign",
    }


def test_the_journal_of_a_reception_replays_to_the_same_tables(
    session: Path, two: tuple[Path, Path], tmp_path: Path
) -> None:
    received(session, *two)
    decide(session, next(c for c in held(session).claims if c.mark == "8.0").statement)
    with JuryDesk(session) as desk:
        journal = desk.journal()
    assert jury_tables(replayed(journal, tmp_path / "again.jury")) == jury_tables(session)


def test_an_export_names_both_its_examiners(session: Path, c1: Path) -> None:
    received(session, stick(c1))
    kept = held(session).passage
    assert kept is not None and kept.examiners == (ANNE, BRUNO)


def test_many_files_are_looked_at_by_other_processes_with_the_same_verdicts(
    session: Path, c1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stick(c1, "a.sqlite")
    examine(c1, "002")
    files = [first, copy(first, "b.sqlite"), stick(c1, "c.sqlite"), c1]
    monkeypatch.setattr("app.services.looking.MANY", 2)
    assert verdicts(session, *files) == ["accepted", "already-received", "updated", "foreign"]
    assert held(session, "002").mark == "14.5"
