"""A jury through the command line: from a description and lists to a plan and kept dossiers."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app.domain.acts import Act
from app.services.journaling import Done
from app.services.jury_desk import JuryDesk
from app.services.jury_dossiers import take_dossiers
from resources import resource
from tests.e2e.driving import Told, cli, finished, opened, write
from tests.e2e.juries import CANDIDATES, candidate_list, description, number_of, row
from tests.intake.form_makers import CONTEXT, E32, E42, Values, filled, raw_pdf
from tests.services.juries import jury_tables

DEMO = (resource("demo", "jury.toml"), resource("demo", "jury.csv"))
SCAN = raw_pdf([b"<</Type /Catalog>>"])
ZOE: Values = {"last-name": "NOM001", "first-names": "Zoé"}


def done(told: Told) -> Told:
    assert (told.code, told.err) == (0, "")
    return told


@cache
def planned() -> bytes:
    """The jury of 300 candidates and 24 commissions, two lists, planned."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ranks = range(1, CANDIDATES + 1)
        given = [row(r, "C00", "03/06/2019", "08:00") if r == 31 else row(r) for r in ranks]
        lists = [
            candidate_list(folder, "a.csv", *given[:150]),
            candidate_list(folder, "b.csv", *given[150:]),
        ]
        done(cli("jury", "new", description(folder), *lists, "-o", folder / "x.jury"))
        done(cli("jury", "plan", folder / "x.jury"))
        return (folder / "x.jury").read_bytes()


@pytest.fixture
def jury(tmp_path: Path) -> Path:
    return write(tmp_path / "2019.jury", planned())


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    done(cli("jury", "new", *DEMO, "-o", tmp_path / "demo.jury"))
    return tmp_path / "demo.jury"


def listing(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(done(cli("jury", "list", path, "--json")).out)
    return told


def candidate(path: Path, number: str) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in listing(path)["candidates"] if c["number"] == number)
    return found


def perform(path: Path, *acts: dict[str, Any]) -> list[dict[str, Any]]:
    given = "".join(json.dumps(act) + "\n" for act in acts)
    return done(cli("jury", "perform", path, given=given)).answers


# --- 300 candidates, 24 commissions -------------------------------------------------------------


def test_the_plan_places_everybody_and_breaks_no_hard_rule(jury: Path) -> None:
    told = listing(jury)
    assert (len(told["candidates"]), len(told["commissions"])) == (300, 24)
    assert [breach for breach in told["breaches"] if breach["hard"]] == []
    placed = Counter(
        exam
        for one in told["candidates"]
        for exam, file in one["exams"].items()
        if file.get("commission")
    )
    assert placed == {"E32": 270, "E42": 300}


def test_the_hour_a_list_gave_is_kept(jury: Path) -> None:
    file = candidate(jury, number_of(31))["exams"]["E32"]
    assert (file["commission"], file["day"], file["hour"]) == ("C00", "2019-06-03", "08:00")


def test_who_does_not_sit_an_exam_is_asked_nothing_for_it(jury: Path) -> None:
    told = candidate(jury, number_of(10))["exams"]["E32"]
    assert told == {"status": "ccf", "status_text": "contrôle en cours de formation"}


def test_the_commissions_list_who_passes_before_them_in_order(jury: Path) -> None:
    first = listing(jury)["commissions"][0]
    hours = [(passage["day"], passage["hour"]) for passage in first["passages"]]
    assert len(hours) > 15 and hours == sorted(hours)


def test_a_plan_made_again_has_nothing_to_propose(jury: Path) -> None:
    before = jury.read_bytes()
    told = done(cli("jury", "plan", jury)).out
    assert "Planning : 0 passage placé" in told and "Sans place" not in told
    assert jury.read_bytes() == before


def test_the_journal_replayed_gives_the_same_tables_row_for_row(jury: Path, tmp_path: Path) -> None:
    journal = done(cli("jury", "journal", jury)).out
    again = tmp_path / "again.jury"
    answers = done(cli("jury", "perform", again, "--replay", given=journal)).answers
    assert [answer for answer in answers if not answer["ok"]] == []
    assert jury_tables(again) == jury_tables(jury)
    assert done(cli("jury", "journal", again)).out == journal


# --- new ----------------------------------------------------------------------------------------


def test_a_dry_run_tells_what_was_understood_and_writes_nothing(tmp_path: Path) -> None:
    told = done(cli("jury", "new", *DEMO, "--dry-run")).out
    for words in ("C01 (E32)", "état de l’E42", "10 candidats, 4 commissions, 13 passages"):
        assert words in told
    assert list(tmp_path.iterdir()) == []


def test_every_contradiction_of_a_description_is_told_at_once(tmp_path: Path) -> None:
    text = DEMO[0].read_text(encoding="utf-8")
    for old, new in (
        ('"Lyon", "Grenoble"]', '"Nice"]'),
        ('site = "Grenoble"', 'site = "Gap"'),
        ('"Mme FABRE", "M. GIRAUD"', '"Mme ARNAUD", "M. BERTHIER"'),
    ):
        text = text.replace(old, new)
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    told = cli("jury", "new", path, DEMO[1], "-o", tmp_path / "x.jury")
    assert told.refused and not (tmp_path / "x.jury").exists()
    for words in ("« Nice »", "« Gap »", "Mme ARNAUD est en C01 et en C02 en même temps"):
        assert words in told.err
    assert cli("jury", "new", path, DEMO[1], "--dry-run").refused


def test_lists_that_disagree_are_refused_with_what_each_says(tmp_path: Path) -> None:
    one = candidate_list(tmp_path, "a.csv", row(1, "C00", "03/06/2019", "08:00"))
    other = candidate_list(tmp_path, "b.csv", row(1, "C00", "03/06/2019", "09:00"))
    words = ("jury", "new", description(tmp_path), one, other, "-o", tmp_path / "x.jury")
    told = cli(*words)
    assert told.refused and not (tmp_path / "x.jury").exists()
    assert "heure de passage en E32 : « 08:00 » dans a.csv, « 09:00 » dans b.csv" in told.err


def test_a_blank_in_one_list_unsays_nothing_of_another(tmp_path: Path) -> None:
    told = row(25, "C00", "03/06/2019", "08:00")
    one = candidate_list(tmp_path, "a.csv", told)
    other = candidate_list(tmp_path, "b.csv", told.replace("1/3", "").replace("SCOLAIRE", ""))
    words = ("jury", "new", description(tmp_path), one, other, "-o", tmp_path / "x.jury")
    done(cli(*words))
    found = candidate(tmp_path / "x.jury", number_of(25))
    assert (found["extra_parts"], found["category"]) == ("1/3", "SCOLAIRE")


def test_a_column_named_by_hand_may_be_in_one_list_only_and_not_in_none(tmp_path: Path) -> None:
    one = candidate_list(tmp_path, "a.csv", row(1))
    other = candidate_list(tmp_path, "b.csv", row(2))
    text = other.read_text(encoding="utf-8").replace("Établissement", "Provenance")
    other.write_text(text, encoding="utf-8")
    words = ("jury", "new", description(tmp_path), one, other, "-o", tmp_path / "x.jury")
    assert "« Origine »" in cli(*words, "--map", "Origine=school").err
    done(cli(*words, "--map", "Provenance=school"))
    assert [c["school"] for c in listing(tmp_path / "x.jury")["candidates"]] == ["Lycée 0"] * 2


def test_wrong_rows_of_every_list_are_named(tmp_path: Path) -> None:
    wrong = row(2).replace("SCOLAIRE;Lycée 0;", "SCOLAIRE;Lycée 0;peut-être")
    lists = [
        candidate_list(tmp_path, "a.csv", row(1), wrong),
        candidate_list(tmp_path, "b.csv", row(3), row(3)),
    ]
    told = cli("jury", "new", description(tmp_path), *lists, "-o", tmp_path / "x.jury")
    assert told.refused and "a.csv : une ligne fausse" in told.err
    assert "état de l’E32 illisible" in told.err and "numéro en double" in told.err


def test_a_commission_that_no_description_knows_is_refused(tmp_path: Path) -> None:
    given = candidate_list(tmp_path, "a.csv", row(1, "Z9", "03/06/2019", "08:00"))
    told = cli("jury", "new", description(tmp_path), given, "-o", tmp_path / "x.jury")
    assert told.refused and "« Z9 » n’est pas dans ce jury" in told.err


def test_a_new_jury_never_replaces_another_file(demo: Path) -> None:
    before = demo.read_bytes()
    told = cli("jury", "new", *DEMO, "-o", demo)
    assert told.refused and "n’est pas remplacé" in told.err
    assert demo.read_bytes() == before


def test_a_later_list_is_told_dry_then_taken_in(demo: Path, tmp_path: Path) -> None:
    later = candidate_list(tmp_path, "suite.csv", row(1))
    before = len(listing(demo)["candidates"])
    told = done(cli("jury", "load", demo, later, "--dry-run")).out
    assert "ajouté : NOM001 Zoé" in told and len(listing(demo)["candidates"]) == before
    assert "ajouté : NOM001 Zoé" in done(cli("jury", "load", demo, later)).out
    assert len(listing(demo)["candidates"]) == before + 1
    assert "La liste ne change rien." in done(cli("jury", "load", demo, later)).out


def test_a_rehearsal_says_so(tmp_path: Path) -> None:
    done(cli("jury", "new", *DEMO, "-o", tmp_path / "r.jury", "--rehearsal"))
    assert "RÉPÉTITION" in done(cli("jury", "list", tmp_path / "r.jury")).out


# --- plan and list ------------------------------------------------------------------------------


def test_a_dry_plan_shows_the_proposal_and_who_has_no_place_and_why(demo: Path) -> None:
    before = demo.read_bytes()
    told = done(cli("jury", "plan", demo, "--dry-run")).out
    assert "Planning : 12 passages proposés" in told
    assert "M. GIRAUD connaît ABADIE Léonie" in told and "à revoir : " in told
    assert demo.read_bytes() == before
    assert "12 passages placés" in done(cli("jury", "plan", demo)).out


def test_every_breach_of_a_given_assignment_is_named(tmp_path: Path) -> None:
    given = [row(r, "C00", "03/06/2019", "08:00") for r in (31, 32)]
    given += [row(33, "C01", "03/06/2019", "19:00"), row(1, "C00", "09/06/2019", "10:00")]
    listed = candidate_list(tmp_path, "a.csv", *given)
    done(cli("jury", "new", description(tmp_path), listed, "-o", tmp_path / "x.jury"))
    told = done(cli("jury", "plan", tmp_path / "x.jury", "--dry-run")).out
    for words in (
        "les entretiens se recouvrent",
        "hors des heures de la commission",
        "Prof 00 enseigne dans l’établissement",
        "ne siège pas le 09/06/2019",
    ):
        assert words in told


def test_a_plan_that_names_forbidden_breaches_is_done_and_the_list_tells_them(
    tmp_path: Path,
) -> None:
    given = [row(r, "C00", "03/06/2019", "08:00") for r in (31, 32)]
    listed = candidate_list(tmp_path, "a.csv", *given)
    done(cli("jury", "new", description(tmp_path), listed, "-o", tmp_path / "x.jury"))
    assert "INTERDIT" in done(cli("jury", "plan", tmp_path / "x.jury")).out
    hard = [b["kind"] for b in listing(tmp_path / "x.jury")["breaches"] if b["hard"]]
    assert hard == ["overlap"]


def test_the_list_tells_what_lacks_and_what_was_decided(demo: Path) -> None:
    about = {"candidate": "00009900301", "exam": "E32"}
    answers = perform(
        demo,
        {"act": "tick-conformity", **about, "item": "visa", "value": False},
        {"act": "give-verdict", **about, "verdict": "doubtful", "authority": "DEC", "reason": "V"},
        {"act": "set-unit", "candidate": "00009900302", "unit": "E42", "status": "ccf"},
    )
    assert [answer["ok"] for answer in answers] == [True, True, False]
    file = candidate(demo, "00009900301")["exams"]["E32"]
    assert file["missing"] == ["Visa du représentant de l’équipe pédagogique"]
    assert (file["conformity"], file["authority"], file["reason"]) == ("doubtful", "DEC", "V")
    assert "en doute · manque 1 pièce" in done(cli("jury", "list", demo)).out


@pytest.mark.parametrize("command", ["list", "journal", "plan", "perform"])
def test_a_commission_file_is_refused_as_a_jury_and_the_reverse(
    command: str, demo: Path, tmp_path: Path
) -> None:
    day = write(tmp_path / "day.passage", opened("E32"))
    assert "c’est un fichier de commission" in cli("jury", command, day).err
    assert "c’est un fichier de jury" in cli("journal", demo).err
    assert day.read_bytes() == opened("E32")


def test_acts_of_a_commission_are_refused_in_a_jury_and_the_reverse(
    demo: Path, tmp_path: Path
) -> None:
    unit = {"act": "set-unit", "candidate": "00009900301", "unit": "E1", "status": "ccf"}
    seal = {"act": "confirm-identity", "passage": "00009900301"}
    day = write(tmp_path / "day.passage", finished("E42"))
    assert "confirm-identity" in perform(demo, seal)[0]["refused"]
    (answer,) = cli("perform", day, given=json.dumps(unit)).answers
    assert "set-unit" in answer["refused"]


# --- dossiers -----------------------------------------------------------------------------------


def dossiers(folder: Path) -> Path:
    """Forms and scans of NOM001 and others, in a zip."""
    files = {
        f"{number_of(1)}/fiche 3.pdf": filled("activity-E32", E32 | ZOE),
        f"{number_of(1)}/fiche 7.pdf": filled("activity-E42", E42 | ZOE),
        f"{number_of(1)}/contexte.pdf": filled("context", CONTEXT | ZOE),
        f"{number_of(1)}/E32/attestation.pdf": SCAN,
        f"{number_of(2)}/fiche.pdf": filled("activity-E32", E32 | ZOE),
        f"{number_of(10)}/E32/fiche.pdf": SCAN,
        f"{number_of(3)}/note.txt": b"x",
        "personne.pdf": SCAN,
    }
    path = folder / "dossiers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_pieces_are_kept_beside_the_jury_and_their_forms_described(
    jury: Path, tmp_path: Path
) -> None:
    told = done(cli("jury", "dossiers", jury, dossiers(tmp_path))).out
    one = candidate(jury, number_of(1))
    assert [fiche["number"] for fiche in one["fiches"]] == [3, 7]
    assert one["contexts"] == {"1": "Cabinet Cœur"}
    pieces = {e: [p["name"] for p in f["pieces"]] for e, f in one["exams"].items()}
    assert pieces["E32"] == ["attestation.pdf", "contexte.pdf", "fiche 3.pdf"]
    assert pieces["E42"] == ["contexte.pdf", "fiche 7.pdf"]
    assert (tmp_path / "2019-dossiers" / number_of(1) / "fiche 3.pdf").is_file()
    for words in ("sans candidat : personne.pdf", "note.txt", "NOM010 Zoé ne passe pas l’E32"):
        assert words in told


def test_one_certificate_in_both_sub_dossiers_is_a_piece_of_both(
    jury: Path, tmp_path: Path
) -> None:
    for exam in ("E32", "E42"):
        folder = tmp_path / "in" / number_of(1) / exam
        folder.mkdir(parents=True)
        (folder / "certificat.pdf").write_bytes(SCAN)
        (folder / "note.pdf").write_bytes(SCAN + exam.encode())
    done(cli("jury", "dossiers", jury, tmp_path / "in"))
    files = candidate(jury, number_of(1))["exams"]
    pieces = {exam: [piece["name"] for piece in file["pieces"]] for exam, file in files.items()}
    assert pieces["E32"] == ["certificat.pdf", "note.pdf"]
    assert pieces["E42"] == ["certificat.pdf", "note (2).pdf"]


def test_a_form_of_another_candidate_is_kept_and_not_described(jury: Path, tmp_path: Path) -> None:
    told = done(cli("jury", "dossiers", jury, dossiers(tmp_path))).out
    assert "porte le nom « NOM001 Zoé »" in told
    assert candidate(jury, number_of(2))["fiches"] == []


def test_the_same_dossiers_given_again_change_nothing(jury: Path, tmp_path: Path) -> None:
    done(cli("jury", "dossiers", jury, dossiers(tmp_path)))
    fix = {"act": "describe-fiche", "candidate": number_of(1), "fiche": 3, "product": "à la main"}
    assert perform(jury, fix)[0]["ok"]
    before = jury.read_bytes()
    assert "0 nouvelle pièce" in done(cli("jury", "dossiers", jury, dossiers(tmp_path))).out
    assert jury.read_bytes() == before


class CutShort(JuryDesk):
    """A desk whose process ends before its act number ``left``."""

    left = 0

    def perform(self, act: Act, at: str | None = None) -> Done:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().perform(act, at)


@pytest.mark.parametrize("acts", [1, 2, 4, 6])
def test_dossiers_cut_short_between_two_acts_lose_nothing_when_given_again(
    jury: Path, tmp_path: Path, acts: int
) -> None:
    whole = write(tmp_path / "whole.jury", planned())
    given = dossiers(tmp_path)
    done(cli("jury", "dossiers", whole, given))
    with CutShort(jury) as desk, pytest.raises(KeyboardInterrupt):
        desk.left = acts
        list(take_dossiers(desk, given))
    done(cli("jury", "dossiers", jury, given))
    assert listing(jury)["candidates"] == listing(whole)["candidates"]


def test_dossiers_that_come_after_the_closing_are_refused_before_anything_is_kept(
    demo: Path, tmp_path: Path
) -> None:
    closing = {"act": "close-minutes", "by": "Mme DURAND", "without_result": 10}
    assert [answer["ok"] for answer in perform(demo, closing)] == [True]
    told = cli("jury", "dossiers", demo, dossiers(tmp_path))
    assert told.code == 1 and "procès-verbal est clos" in told.err
    assert not (tmp_path / "demo-dossiers").exists()


def test_a_piece_altered_since_is_told(jury: Path, tmp_path: Path) -> None:
    done(cli("jury", "dossiers", jury, dossiers(tmp_path)))
    (tmp_path / "2019-dossiers" / number_of(1) / "contexte.pdf").write_bytes(SCAN)
    assert "a été modifiée" in done(cli("jury", "list", jury)).out


def test_a_zip_that_reaches_outside_is_refused(jury: Path, tmp_path: Path) -> None:
    path, before = tmp_path / "bad.zip", jury.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"../{number_of(1)}.pdf", SCAN)
    assert cli("jury", "dossiers", jury, path).refused
    assert jury.read_bytes() == before and not (tmp_path / "2019-dossiers").exists()
