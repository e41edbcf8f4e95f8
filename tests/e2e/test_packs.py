"""Packs by the command line: issued, private, gone through the day, replaced, transferred."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import PassageError
from app.services.desk import Desk
from app.services.jury_desk import JuryDesk
from app.services.jury_packs import issue as issue_packs
from tests.e2e.driving import cli
from tests.e2e.pack_days import acts_of, file_of
from tests.e2e.packs import (
    DOUBTED,
    SCHOOLS,
    TOWNS,
    UNATTESTED,
    UNFIT,
    done,
    fold,
    issue,
    listing,
    perform,
    prepared,
    readable,
)
from tests.intake.form_makers import filled

FAURE = "00009900306"


@pytest.fixture
def jury(tmp_path: Path) -> Path:
    return prepared(tmp_path)


@pytest.fixture
def packs(jury: Path, tmp_path: Path) -> Path:
    issue(jury, tmp_path / "packs")
    return tmp_path / "packs"


def passages(path: Path) -> dict[str, dict[str, Any]]:
    told = json.loads(done(cli("list", path, "--json")).out)["passages"]
    return {passage["number"]: passage for passage in told}


def before(path: Path, code: str) -> list[str]:
    """Numbers of who passes before a commission, as the jury file tells it."""
    told = next(c for c in listing(path)["commissions"] if c["commission"] == code)
    return [*(p["candidate"] for p in told["passages"]), *told["not_conforming"]]


# --- what is in a pack --------------------------------------------------------------------------


def test_every_commission_has_a_pack_with_its_candidates_and_nothing_else(
    jury: Path, packs: Path
) -> None:
    assert [p.name for p in sorted(packs.iterdir())] == ["E32-C01", "E32-C02", "E42-D01", "E42-D02"]
    for name in ("E32-C01", "E42-D02"):
        assert list(passages(file_of(packs, name))) == before(jury, name[4:])


def test_the_choices_doubts_and_verdicts_of_the_jury_arrive(packs: Path) -> None:
    with Desk(file_of(packs, "E32-C01")) as desk:
        told = desk.state.passages
    assert told[UNFIT].not_valid is not None and told[UNFIT].situation is None
    assert told[DOUBTED].doubt == "visa illisible" and told[DOUBTED].reserved
    situation = told[DOUBTED].situation
    assert situation is not None and situation.fiches == (2, 1)
    assert (situation.parameters, situation.scenarios) == ("Il a 40 ans.", ("Il hésite.", ""))
    assert told[DOUBTED].dossier == {"fiche-1": ["yes"], "fiche-2": ["yes"], "savings": True}


def test_a_dossier_nobody_controlled_is_only_told(packs: Path) -> None:
    path = file_of(packs, "E32-C01")
    told = {p["number"]: p["conformity"] for p in passages(path).values()}
    assert told.pop(DOUBTED) == "doubtful" and told.pop(UNFIT) == "not-conforming"
    assert set(told.values()) == {"unchecked"}
    assert "dossier non contrôlé" in done(cli("list", path)).out


def test_who_is_not_valid_cannot_be_examined(packs: Path) -> None:
    act = json.dumps({"act": "start-part", "passage": UNFIT, "part": "preparation"})
    (answer,) = cli("perform", file_of(packs, "E32-C01"), given=act).answers
    assert "non valide" in answer["refused"]


def test_the_dossiers_are_the_attested_pieces_under_neutral_names(packs: Path) -> None:
    folder = packs / "E32-C01" / "E32-C01-dossiers" / DOUBTED
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["piece-01-fiche-1.pdf", "piece-02-fiche-2.pdf", "piece-03-contexte.pdf"]


def test_no_school_name_uai_or_town_is_in_a_pack(jury: Path, packs: Path) -> None:
    told = listing(jury)["candidates"]
    assert {c["uai"] for c in told} >= set(SCHOOLS.values())
    secrets = {fold(word) for c in told for word in (c["school"], c["uai"]) if word} | {*TOWNS}
    found = [(w, where) for where, text in readable(packs) for w in secrets if w in text]
    assert found == []


def test_the_same_reading_finds_the_school_in_what_is_left_behind(jury: Path) -> None:
    beside = jury.with_name("demo-dossiers")
    found = [where for where, text in readable(beside) if "lycee du rhone" in text]
    assert any(where.startswith("text of") and "page" in where for where in found)
    assert any(where.startswith("name of") for where in found)


def test_the_jury_lists_each_pack_and_the_file_bears_its_key(jury: Path, packs: Path) -> None:
    manifest = json.loads((packs / "E32-C01" / "manifeste.json").read_text())
    (pack,) = listing(jury)["commissions"][0]["packs"]
    with Desk(file_of(packs, "E32-C01")) as desk:
        assert desk.pack == manifest["public"] == pack["public"]
    assert manifest["content"] == pack["content"] and len(manifest["pieces"]) == 9


def test_pieces_nobody_attested_stay_and_are_named(jury: Path, tmp_path: Path) -> None:
    out = done(cli("jury", "issue", jury, "-o", tmp_path / "p", "C01")).out
    stem = UNATTESTED.removesuffix(".pdf")
    assert out.count(f"« {stem}") >= 3 and "n’est pas attestée" in out


# --- the day ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["E32-C01", "E42-D01"])
def test_a_pack_goes_through_the_exam_day_unchanged(name: str, jury: Path, tmp_path: Path) -> None:
    words = issue(jury, tmp_path / "packs")
    path, out = file_of(tmp_path / "packs", name), tmp_path / "export.sqlite"
    lines = list(acts_of(path))
    answers = done(cli("perform", path, "--replay", given="\n".join(lines))).answers
    assert [answer for answer in answers if not answer["ok"]] == []
    done(cli("sheets", path, "-o", tmp_path / "sheets"))
    done(cli("slips", path, "-o", tmp_path / "slips"))
    secret = tmp_path / "secret.txt"
    secret.write_text(words[name[4:]].lower() + "\n")
    told = done(cli("export", path, "-o", out, "--passphrase-file", secret)).out
    assert "signé par la clé du paquet" in told
    told = done(cli("verify", out, "--jury", jury)).out
    assert "export intact" in told and f"paquet n° 1 de la commission {name[4:]}, en vig" in told


def test_a_reserved_pack_candidate_prints_its_mark_for_the_president_alone(
    packs: Path, tmp_path: Path
) -> None:
    path = file_of(packs, "E32-C01")
    done(cli("perform", path, "--replay", given="\n".join(acts_of(path))))
    done(cli("sheets", path, "-o", tmp_path / "sheets"))
    names = [p.name for p in (tmp_path / "sheets").iterdir() if DOUBTED in p.name]
    assert len(names) == 2 and any("pli-reserve" in name for name in names)


def test_a_lost_passphrase_blocks_nothing_but_the_signature(
    jury: Path, packs: Path, tmp_path: Path
) -> None:
    path, out = file_of(packs, "E42-D02"), tmp_path / "export.sqlite"
    assert "sans la phrase secrète" in done(cli("export", path, "-o", out)).out
    told = done(cli("verify", out, "--jury", jury)).out
    assert "export intact" in told and "Clé inconnue de ce jury" in told


def test_a_wrong_passphrase_exports_nothing(packs: Path, tmp_path: Path) -> None:
    path, out = file_of(packs, "E42-D02"), tmp_path / "export.sqlite"
    told = cli("export", path, "-o", out, "--passphrase-file", "-", given="AAAA-BBBB\n")
    assert told.refused and "phrase secrète de ce paquet" in told.err and not out.exists()


def test_the_private_key_is_nowhere_in_a_pack(packs: Path, jury: Path, tmp_path: Path) -> None:
    words = issue(jury, tmp_path / "again", "C01")
    path = file_of(tmp_path / "again", "E32-C01-v2")
    with Desk(path) as desk:
        _, private = desk.signing_pair(words["C01"])
    held = b"".join(p.read_bytes() for p in path.parent.rglob("*") if p.is_file())
    assert private not in held and words["C01"].encode() not in held


def test_no_list_is_loaded_into_a_pack(packs: Path, tmp_path: Path) -> None:
    path, listed = file_of(packs, "E32-C01"), tmp_path / "l.csv"
    listed.write_text("Numéro;Nom;Prénoms\n00009900399;X;Y\n", encoding="utf-8")
    for more in ((), ("--dry-run",)):
        told = cli("load", path, listed, *more)
        assert told.refused and "transfer-out" in told.err
    assert "00009900399" not in passages(path)


# --- issued again -------------------------------------------------------------------------------


def test_issued_again_a_pack_says_what_changed_and_replaces_the_one_before(
    jury: Path, packs: Path
) -> None:
    moved = {"candidate": FAURE, "exam": "E42", "commission": "D02", "day": "2019-06-07"}
    later = {"candidate": DOUBTED, "exam": "E32", "commission": "C01", "day": "2019-06-05"}
    hours = [{**moved, "hour": "16:00"}, {**later, "hour": "15:00"}]
    perform(jury, [{"act": "assign", **assigned} for assigned in hours])
    out = done(cli("jury", "issue", jury, "-o", packs)).out
    for words in (
        "E42-D01-v2, paquet n° 2",
        "remplace le paquet n° 1, qui ne vaut plus",
        "parti : FAURE Adrien",
        "ajouté : FAURE Adrien",
        "HUBERT Noé (00009900308) : passe le 05/06/2019 à 15:00 au lieu du 05/06/2019 à 09:00",
        "C02 : rien n’a changé, le paquet n° 1 reste en vigueur",
    ):
        assert words in out
    told = {c["commission"]: len(c["packs"]) for c in listing(jury)["commissions"]}
    assert told == {"C01": 2, "C02": 1, "D01": 2, "D02": 2}
    assert FAURE in passages(file_of(packs, "E42-D02-v2"))


def test_an_export_of_a_replaced_pack_is_told_as_such(jury: Path, tmp_path: Path) -> None:
    words = issue(jury, tmp_path / "packs", "C01")
    issue(jury, tmp_path / "packs", "C01")
    out = tmp_path / "old.sqlite"
    path = file_of(tmp_path / "packs", "E32-C01")
    done(cli("export", path, "-o", out, "--passphrase-file", "-", given=words["C01"]))
    assert "remplacé par le paquet n° 2" in done(cli("verify", out, "--jury", jury)).out


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"act": "edit-candidate", "field": "usual_name", "value": "B", "reason": "x"}, "civil"),
        ({"act": "give-verdict", "exam": "E32", "verdict": "unchecked", "authority": ""}, "non c"),
        ({"act": "withdraw-choice", "exam": "E32", "reason": "x"}, "choix retiré"),
        ({"act": "describe-fiche", "fiche": 3, "product": "x"}, "description des fiches"),
    ],
)
def test_each_kind_of_change_is_told(
    act: dict[str, Any], words: str, jury: Path, packs: Path
) -> None:
    perform(jury, [{**act, "candidate": DOUBTED}])
    assert words in done(cli("jury", "issue", jury, "-o", packs)).out


def test_a_centre_that_bears_the_name_of_a_school_is_told(jury: Path, tmp_path: Path) -> None:
    perform(jury, [{"act": "set-site", "name": "Lycée du Rhône", "time_zone": "Europe/Paris"}])
    told = next(c for c in listing(jury)["commissions"] if c["commission"] == "C01")
    kept = {name: told[name] for name in ("exam", "room", "dates", "examiners", "slot")}
    act = {"act": "set-commission", "commission": "C01", "site": "Lycée du Rhône", **kept}
    perform(jury, [act])
    out = done(cli("jury", "issue", jury, "-o", tmp_path / "p", "C01")).out
    assert "le centre « Lycée du Rhône » porte le nom d’un établissement" in out


# --- what is refused ----------------------------------------------------------------------------


def refused(jury: Path, folder: Path, *codes: str) -> str:
    """The refusal, after which there is neither folder nor act."""
    held, was = jury.read_bytes(), sorted(folder.rglob("*")) if folder.exists() else []
    told = cli("jury", "issue", jury, "-o", folder, *codes)
    assert told.refused, told
    assert jury.read_bytes() == held
    assert (sorted(folder.rglob("*")) if folder.exists() else []) == was
    return told.err


def test_a_folder_that_exists_is_never_replaced(jury: Path, tmp_path: Path) -> None:
    (tmp_path / "p" / "E32-C01").mkdir(parents=True)
    assert "existe déjà" in refused(jury, tmp_path / "p")


def test_a_piece_altered_since_it_was_attested_stops_all(jury: Path, tmp_path: Path) -> None:
    folder = jury.with_name("demo-dossiers") / DOUBTED
    piece = next(path for path in folder.iterdir() if "fiche 1" in path.name)
    piece.write_bytes(piece.read_bytes()[:-1] + b"?")
    told = refused(jury, tmp_path / "p")
    assert "HUBERT Noé" in told and "modifiée" in told


def test_a_piece_that_is_gone_stops_all(jury: Path, tmp_path: Path) -> None:
    folder = jury.with_name("demo-dossiers") / DOUBTED
    next(path for path in folder.iterdir() if "fiche 1" in path.name).unlink()
    assert "fiche 1" in refused(jury, tmp_path / "p")


def test_a_hard_breach_of_the_assignment_stops_all(jury: Path, tmp_path: Path) -> None:
    about = {"name": "Mme ARNAUD", "quality": "enseignant", "domains": ["DA1"]}
    perform(jury, [{"act": "set-examiner", **about, "schools": ["Lycée du Rhône"]}])
    told = refused(jury, tmp_path / "p")
    assert "C01 : Mme ARNAUD enseigne dans l’établissement d" in told and "Corrigez" in told


def test_a_scenario_that_names_a_school_stops_all(jury: Path, tmp_path: Path) -> None:
    about = {"candidate": DOUBTED, "exam": "E32", "by": "Mme CHEVALLIER"}
    text = "Un élève du LYCÉE DU  RHONE appelle."
    chosen = {"act": "choose-fiches", **about, "fiche_1": 1, "fiche_2": 2, "scenario_2": text}
    perform(jury, [chosen])
    told = refused(jury, tmp_path / "p")
    assert "le scénario d’HUBERT" in told.replace("de HUBERT", "d’HUBERT") and "Rhône" in told


@pytest.mark.parametrize("words", ["Lycée du Rhône", "uai 0690003c"])
def test_an_attested_piece_whose_text_names_a_school_stops_all(
    words: str, jury: Path, tmp_path: Path
) -> None:
    there = tmp_path / "more" / DOUBTED / "E32"
    there.mkdir(parents=True)
    (there / "garde.pdf").write_bytes(filled("cover", {"school": words}))
    done(cli("jury", "dossiers", jury, tmp_path / "more"))
    about = {"candidate": DOUBTED, "exam": "E32", "piece": "garde.pdf", "by": "Mme LOI"}
    perform(jury, [{"act": "attest-anonymous", **about}])
    told = refused(jury, tmp_path / "p")
    assert "« garde.pdf »" in told and "HUBERT Noé" in told and "pas l’exemplaire anonyme" in told


def test_an_unknown_commission_is_named(jury: Path, tmp_path: Path) -> None:
    assert "« Z9 »" in refused(jury, tmp_path / "p", "C01", "Z9")


def test_progress_goes_to_the_end_and_stops_the_run_without_a_trace(
    jury: Path, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    held = jury.read_bytes()
    with JuryDesk(jury) as desk:
        with pytest.raises(PassageError, match="arrêtée"):
            issue_packs(desk, tmp_path / "p", progress=lambda n, total: n <= total // 2)
        assert not (tmp_path / "p").exists() and desk.state.commissions["C01"].packs == ()
        issue_packs(desk, tmp_path / "p", progress=lambda *step: seen.append(step))
    assert seen == sorted(seen) and seen[-1][0] == seen[-1][1] > 0
    assert jury.read_bytes() != held


def test_acts_the_jury_file_refuses_leave_no_folder(
    jury: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise PassageError("le disque est plein")

    with JuryDesk(jury) as desk:
        monkeypatch.setattr(type(desk._file), "append", full)
        with pytest.raises(PassageError, match="plein"):
            issue_packs(desk, tmp_path / "p")
        assert not (tmp_path / "p").exists() and desk.state.commissions["C01"].packs == ()


def test_a_pack_the_jury_never_noted_is_told_apart(jury: Path, tmp_path: Path) -> None:
    held = jury.read_bytes()
    issue(jury, tmp_path / "p", "C01")
    jury.write_bytes(held)  # as a machine that stopped between the folders and the acts leaves it
    assert "effacez ce dossier" in refused(jury, tmp_path / "p", "C01")


def test_a_commission_without_candidates_has_an_empty_pack(jury: Path, tmp_path: Path) -> None:
    about = [(one, e) for one in before(jury, "C02") for e in ("E32",)]
    perform(jury, [{"act": "unassign", "candidate": n, "exam": e} for n, e in about])
    out = done(cli("jury", "issue", jury, "-o", tmp_path / "p", "C02")).out
    assert "aucun candidat" in out
    path, listed = file_of(tmp_path / "p", "E32-C02"), tmp_path / "l.csv"
    listed.write_text("Numéro;Nom;Prénoms\n00009900399;X;Y\n", encoding="utf-8")
    assert passages(path) == {} and cli("load", path, listed).refused


def test_a_pack_is_received_under_its_passphrase_and_unknown_without_it(
    jury: Path, tmp_path: Path
) -> None:
    words = issue(jury, tmp_path / "packs")
    path, secret = file_of(tmp_path / "packs", "E42-D02"), tmp_path / "secret.txt"
    secret.write_text(words["D02"])
    done(cli("export", path, "-o", tmp_path / "1.sqlite"))
    done(cli("export", path, "-o", tmp_path / "2.sqlite", "--passphrase-file", secret))
    files = (tmp_path / "1.sqlite", tmp_path / "2.sqlite")
    told = done(cli("jury", "receive", jury, *files, "--json")).answers
    assert [answer["verdict"] for answer in told] == ["unknown-commission", "accepted"]
