"""The demonstration jury made ready for its packs, and what may never be read in one."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import Any

from pypdf import PdfReader
from pypdf.generic import StreamObject

from resources import resource
from tests.e2e.driving import Told, cli
from tests.intake.form_makers import CONTEXT, E32, E42, filled

SCHOOLS = {"Lycée des Alpes": "0380001A", "CFA du Lac": "0740002B", "Lycée du Rhône": "0690003C"}
TOWNS = ("alpes", "rhone", "greta")
"""Words of the schools' names that tell where they are."""
DOUBTED, UNFIT, UNATTESTED = "00009900308", "00009900304", "page à part.pdf"
FORMS = {"E32": ("activity-E32", E32), "E42": ("activity-E42", E42)}
NUMBERS = {"E32": (1, 2), "E42": (7,)}
Acts = list[dict[str, Any]]


def done(told: Told) -> Told:
    assert (told.code, told.err) == (0, "")
    return told


def perform(path: Path, acts: Sequence[dict[str, Any]]) -> None:
    given = "".join(json.dumps(act) + "\n" for act in acts)
    answers = done(cli("jury", "perform", path, given=given)).answers
    assert [answer for answer in answers if not answer["ok"]] == []


def listing(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(done(cli("jury", "list", path, "--json")).out)
    return told


@cache
def _prepared() -> Path:
    """Planned, dossiers received, attested and judged, fiches chosen: ``demo.jury``."""
    folder = Path(mkdtemp(prefix="packs-"))
    path = folder / "demo.jury"
    done(cli("jury", "new", resource("demo", "jury.toml"), _list(folder), "-o", path))
    done(cli("jury", "plan", path))
    done(cli("jury", "dossiers", path, _dossiers(folder, listing(path))))
    perform(path, list(_acts(listing(path))))
    return folder


def prepared(folder: Path) -> Path:
    """A copy of that jury file and its dossiers."""
    copytree(_prepared(), folder, dirs_exist_ok=True)
    return folder / "demo.jury"


def _list(folder: Path) -> Path:
    """The demonstration list, each school with its UAI."""
    head, *rows = resource("demo", "jury.csv").read_text(encoding="utf-8").splitlines()
    path = folder / "jury.csv"
    cells = [row.split(";") for row in rows]
    told = [";".join([*row, SCHOOLS.get(row[6], "")]) for row in cells]
    path.write_text("\n".join([f"{head};UAI", *told]) + "\n", encoding="utf-8")
    return path


def _sat(told: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every candidate and exam before a commission."""
    for one in told["candidates"]:
        yield from ((one, exam) for exam in FORMS if one["exams"][exam].get("commission"))


def _dossiers(folder: Path, told: dict[str, Any]) -> Path:
    """Filled forms under names that say the school, as they come in."""
    for one, exam in _sat(told):
        there = folder / "reçus" / one["number"] / exam
        there.mkdir(parents=True)
        form, values = FORMS[exam]
        own = {"last-name": one["last_name"], "first-names": one["first_names"]}
        for number in NUMBERS[exam]:
            data = filled(form, values | own | {"fiche": str(number), "context": "1"})
            (there / f"{one['school']} fiche {number}.pdf").write_bytes(data)
        (there / "contexte.pdf").write_bytes(filled("context", CONTEXT | own))
        school = {"school": one["school"]}
        (there / UNATTESTED).write_bytes(filled("cover", own | school))
    return folder / "reçus"


def _acts(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"act": "set-member", "name": "Mme LOI", "dates": ["2019-05-14"]}
    for one, exam in _sat(told):
        about = {"candidate": one["number"], "exam": exam}
        for piece in one["exams"][exam]["pieces"]:
            if not piece["name"].startswith("page à part"):
                yield {"act": "attest-anonymous", **about, "piece": piece["name"], "by": "Mme LOI"}
        yield from _verdict(about)
        if one["number"] != UNFIT:
            yield _choice(about)


def _verdict(about: dict[str, str]) -> Acts:
    words = {
        DOUBTED: ("doubtful", "visa illisible"),
        UNFIT: ("not-conforming", "internship-short"),
    }
    if about["candidate"] not in words:
        return []
    verdict, reason = words[about["candidate"]]
    return [{"act": "give-verdict", **about, "verdict": verdict, "reason": reason, **AUTHORITY}]


AUTHORITY = {"authority": "DEC", "decided": "2019-05-20"}


def _choice(about: dict[str, str]) -> dict[str, Any]:
    """By the member who does not know the candidate."""
    by = "Mme LOI" if about["candidate"] == "00009900302" else "Mme CHEVALLIER"
    chosen: dict[str, Any] = {"act": "choose-fiches", **about, "by": by, "scenario": "Il hésite."}
    if about["exam"] == "E32":
        return {**chosen, "fiche_1": 2, "fiche_2": 1, "parameters": "Il a 40 ans."}
    return {**chosen, "fiche_1": 7}


def issue(jury: Path, folder: Path, *codes: str) -> dict[str, str]:
    """The passphrase of each pack issued."""
    out = done(cli("jury", "issue", jury, "-o", folder, *codes)).out.splitlines()
    heads = [line.partition(" : ")[0] for line in out if ", paquet n° " in line and line[0] != " "]
    words = [line.rpartition(" : ")[2] for line in out if "phrase secrète : " in line]
    return dict(zip(heads, words, strict=True))


# --- what a pack holds ----------------------------------------------------------------------------


def fold(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.lower())
    return bare.encode("ascii", "ignore").decode()


def readable(folder: Path) -> Iterator[tuple[str, str]]:
    """(where, folded text) of everything in a pack: names, bytes, cells, decoded PDFs."""
    for path in sorted(folder.rglob("*")):
        yield f"name of {path}", fold(str(path.relative_to(folder)))
        if path.is_dir():
            continue
        data = path.read_bytes()
        for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
            yield f"{encoding} of {path}", fold(data.decode(encoding, "ignore"))
        if path.suffix == ".passage":
            yield from ((f"a cell of {path}", fold(cell)) for cell in _cells(path))
        if path.suffix == ".pdf":
            yield f"text of {path}", fold(_decoded(data))


def _cells(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield from map(str, row)


def _decoded(data: bytes) -> str:
    """Pages, values of fields, properties, and every stream as it stands once unpacked."""
    reader = PdfReader(BytesIO(data))
    told = [page.extract_text() for page in reader.pages]
    told += [str(field.get("/V", "")) for field in (reader.get_fields() or {}).values()]
    told += map(str, (reader.metadata or {}).values())
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            told.append(found.get_data().decode("latin-1"))
    return "\n".join(told)
