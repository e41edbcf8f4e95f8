"""A simulated academy: 300 candidates before 24 commissions, from lists and dossiers to sticks.

Everything is made by the program's own commands, as organisers, commissions and couriers do it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

from app.services.desk import Desk
from tests.e2e.driving import cli, finished, write
from tests.e2e.juries import CANDIDATES, candidate_list, description, row
from tests.e2e.pack_days import acts_of, file_of
from tests.e2e.packs import FORMS, NUMBERS, Acts, done, issue, listing, perform
from tests.intake.form_makers import filled, scan

FORMED, SCAN_BYTES = 12, 20_000
"""Every twelfth candidate hands in filled forms beside the scans."""
UNFIT, DOUBTED = "00009900021", "00009900042"
BY = {"by": "Mme DURAND"}
AUTHORITY = {"authority": "DEC", "decided": "2019-05-20"}


class Academy:
    """The folder where it all happens: jury file, packs, exports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.jury, self.packs = folder / "2019.jury", folder / "paquets"
        self.sticks = folder / "clés"
        self.words: dict[str, str] = {}

    def open(self) -> None:
        """Two lists, one description, a plan, the dossiers of everybody."""
        done(cli("jury", "new", *self.begin(), "-o", self.jury))
        done(cli("jury", "plan", self.jury))
        done(cli("jury", "dossiers", self.jury, self.dossiers()))

    def begin(self) -> list[Path]:
        """The description, then two lists."""
        half = CANDIDATES // 2
        ranks = (range(1, half + 1), range(half + 1, CANDIDATES + 1))
        lists = [
            candidate_list(self.folder, f"liste {place}.csv", *map(row, some))
            for place, some in enumerate(ranks, 1)
        ]
        return [description(self.folder), *lists]

    def dossiers(self) -> Path:
        """A folder with the scans of everybody, and the filled forms of some."""
        there = self.folder / "reçus"
        for rank, (one, exam) in enumerate(self.sat()):
            own = there / one["number"] / exam
            own.mkdir(parents=True)
            (own / f"{one['school']} numérisé.pdf").write_bytes(scan(SCAN_BYTES + rank))
            if int(one["number"]) % FORMED == 0:
                self._fill(own, one, exam)
        return there

    @staticmethod
    def _fill(own: Path, one: dict[str, Any], exam: str) -> None:
        form, values = FORMS[exam]
        named = {"last-name": one["last_name"], "first-names": one["first_names"]}
        for number in NUMBERS[exam]:
            data = filled(form, values | named | {"fiche": str(number), "context": "1"})
            (own / f"fiche {number}.pdf").write_bytes(data)

    def sat(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Every candidate and exam before a commission."""
        for one in listing(self.jury)["candidates"]:
            yield from ((one, exam) for exam in FORMS if one["exams"][exam].get("commission"))

    def prepare(self) -> None:
        """What the organisers do, then the packs."""
        perform(self.jury, self.prepared())
        self.words = issue(self.jury, self.packs)

    def prepared(self) -> Acts:
        """Pieces attested, two verdicts, a choice for everybody else."""
        acts: Acts = [{"act": "set-member", "name": "Mme LOI", "dates": ["2019-05-14"]}]
        for one, exam in self.sat():
            about = {"candidate": one["number"], "exam": exam}
            for piece in one["exams"][exam]["pieces"]:
                acts.append({"act": "attest-anonymous", **about, "piece": piece["name"], **LOI})
            acts += _verdict(about)
            if one["number"] != UNFIT:
                acts.append(_choice(about))
        return acts

    # --- the days -----------------------------------------------------------------------------

    def file(self, code: str) -> Path:
        (name,) = (p.name for p in self.packs.iterdir() if p.name.endswith(f"-{code}"))
        return file_of(self.packs, name)

    def examine(self) -> None:
        """Every commission works and exports its file; some sticks are not as they should be."""
        self.sticks.mkdir()
        for code in self.words:
            self.work(self.file(code))
            self.export(self.file(code), code, self.sticks / f"{code}.sqlite")

    def spoil(self) -> None:
        """What comes in besides: see ``STRANGE``."""
        copyfile(self.sticks / "C00.sqlite", self.sticks / "C00-copie.sqlite")
        self._corrected("C02", "C02v2.sqlite")
        self._corrected("C04", "C03-avant-C04.sqlite")
        self._carried_on_twice("C06")
        self._issued_again("C08")
        data = (self.sticks / "C10.sqlite").read_bytes()
        (self.sticks / "tronqué.sqlite").write_bytes(data[: len(data) // 2])
        (self.sticks / "retouché.sqlite").write_bytes(data.replace(b"Il h", b"Il n", 1))
        (self.sticks / "notes.txt").write_text("penser aux clés")
        for name, rehearsal in (("répétition", True), ("hors-jury", False)):
            path = write(self.folder / f"{name}.passage", finished("E32", rehearsal=rehearsal))
            done(cli("export", path, "-o", self.sticks / f"{name}.sqlite"))

    def _corrected(self, code: str, name: str) -> None:
        """A grid is reopened after the export, and the file exported again."""
        again(self.file(code), "4")
        self.export(self.file(code), code, self.sticks / name)

    def _carried_on_twice(self, code: str) -> None:
        """The laptop was swapped: the same file goes on in two places."""
        twin = self.folder / "jumelle.passage"
        copyfile(self.file(code), twin)
        again(self.file(code), "6")
        (self.sticks / f"{code}.sqlite").unlink()
        self.export(self.file(code), code, self.sticks / f"{code}.sqlite")
        again(twin, "7")
        self.export(twin, code, self.sticks / f"{code}-jumelle.sqlite")

    def _issued_again(self, code: str) -> None:
        """Another pack was issued, and both were worked with: two marks for one passage."""
        words = issue(self.jury, self.folder / "encore", code)[code]
        (name,) = (p.name for p in (self.folder / "encore").iterdir())
        path = file_of(self.folder / "encore", name)
        self.work(path)
        again(path, "5")
        target = self.sticks / f"{code}-bis.sqlite"
        done(cli("export", path, "-o", target, "--passphrase-file", "-", given=words))

    @staticmethod
    def work(path: Path) -> None:
        answers = done(cli("perform", path, "--replay", given="\n".join(acts_of(path)))).answers
        assert [answer for answer in answers if not answer["ok"]] == []

    def export(self, path: Path, code: str, target: Path) -> None:
        words = self.words[code]
        done(cli("export", path, "-o", target, "--passphrase-file", "-", given=words))


def again(path: Path, mark: str) -> None:
    """The first sealed grid reopened, and sealed with another mark."""
    with Desk(path) as desk:
        state = desk.state
    passage = next(p for p in state.in_order if p.sealed and p.mark != mark)
    about, names = {"passage": passage.number}, [e.name for e in passage.examiners]
    acts: Acts = [
        {"act": "reopen", **about, "reason": "note mal recopiée"},
        {"act": "set-mark", **about, "mark": mark},
        *({"act": "give-visa", **about, "examiner": name, "paper": True} for name in names),
        {"act": "seal", **about},
    ]
    given = "".join(json.dumps(act) + "\n" for act in acts)
    answers = done(cli("perform", path, given=given)).answers
    assert [answer for answer in answers if not answer["ok"]] == []


LOI = {"by": "Mme LOI"}


def _verdict(about: dict[str, str]) -> Acts:
    words = {DOUBTED: ("doubtful", "visa illisible"), UNFIT: ("not-conforming", "internship-short")}
    if about["candidate"] not in words:
        return []
    verdict, reason = words[about["candidate"]]
    return [{"act": "give-verdict", **about, "verdict": verdict, "reason": reason, **AUTHORITY}]


def _choice(about: dict[str, str]) -> dict[str, Any]:
    chosen: dict[str, Any] = {"act": "choose-fiches", **about, **LOI, "scenario": "Il hésite."}
    if about["exam"] == "E32":
        return {**chosen, "fiche_1": 2, "fiche_2": 1, "parameters": "Il a 40 ans."}
    return {**chosen, "fiche_1": 7}
