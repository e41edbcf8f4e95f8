"""Blank forms of annexes IV, V, VI, IX and XII: their wording, their fields, their bytes."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.errors import PassageError
from app.domain.forms import FIELD, MARKER, Form
from app.intake.form_descriptions import load_form, load_forms
from app.pdf.forms import render_form
from app.pdf.page import HEIGHT, LEFT, RIGHT
from resources import resource

CIRCULAR = Path(__file__).parents[3] / "shared" / "circulaire-2019.txt"
ANNEXES = {
    "context": (800, 945),
    "activity-E32": (948, 1093),
    "client": (1095, 1343),
    "activity-E42": (1842, 1927),
    "cover": (2236, 2289),
}
RESIDUE = ("PROJET", "Cliquez ici pour entrer une date.")
FORMS = load_forms(resource("exams", "2019", "forms"))
every = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)


def circular(form: Form) -> list[str]:
    """The annexe's words, without boxes, dotted lines and what the circular's draft left."""
    if not CIRCULAR.exists():
        pytest.skip("the circular is not here")
    first, last = ANNEXES[form.id]
    text = "\n".join(CIRCULAR.read_text(encoding="utf-8").split("\n")[first - 1 : last])
    for left in RESIDUE:
        text = text.replace(left, " ")
    return words(text)


def words(text: str) -> list[str]:
    """Words as printed; boxes, dotted lines and lone commas of a blank are no words."""
    bare = re.sub(r"☐|\.{2,}|…(?:[….])+|(?<=: )…|(?<=\s)[,.]+(?=\s)", " ", f" {text} ")
    return bare.replace("…", " ").split()


def own_words(form: Form) -> list[str]:
    """The description's words in order, without what Passage adds."""
    lines = [line for line in form.lines if not line.startswith("+ ")]
    bare = [re.sub(r"^(?:#!|##?|~) ", "", line) for line in lines]
    return words("\n".join([form.heading, *(FIELD.sub(" ", line) for line in bare)]))


@every
def test_a_form_has_every_word_of_its_annexe_and_no_other(form: Form) -> None:
    assert Counter(own_words(form)) == Counter(circular(form))


@pytest.mark.parametrize("name", [name for name in FORMS if name != "client"])
def test_the_words_stand_in_the_order_of_the_annexe(name: str) -> None:
    assert own_words(FORMS[name]) == circular(FORMS[name])


def test_the_form_of_the_client_names_its_parts_in_the_order_of_the_annexe() -> None:
    """Its tables are read by rows on the page, by columns in the circular's text."""
    titles = [w for w in own_words(FORMS["client"]) if re.fullmatch(r"\d-?", w)]
    assert titles == [w for w in circular(FORMS["client"]) if re.fullmatch(r"\d-?", w)]


@every
def test_what_is_printed_is_what_is_described(form: Form) -> None:
    printed = Counter(words(" ".join(page.extract_text() for page in read(form).pages)))
    assert not Counter(own_words(form)) - printed


@every
def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert render_form(form) == render_form(form)


@every
def test_fields_are_tabbed_through_in_the_order_of_the_form_each_with_a_tooltip(
    form: Form,
) -> None:
    placed = [name for line in form.lines for name in FIELD.findall(line)]
    assert [w["/T"] for w in widgets(form)] == [MARKER, *placed]
    assert {str(page["/Tabs"]) for page in read(form).pages} == {"/W"}
    assert all(len(w["/TU"]) > 4 for w in widgets(form))


@every
def test_a_hidden_field_nobody_can_change_names_the_form_and_its_version(form: Form) -> None:
    mark = next(w for w in widgets(form) if w["/T"] == MARKER)
    assert mark["/V"] == f"{form.id}/2019/1" and mark["/F"] == 2 and mark["/Ff"] == 1


@every
def test_boxes_are_boxes_and_room_is_for_several_lines(form: Form) -> None:
    for widget in widgets(form)[1:]:
        described = form.fields[widget["/T"]]
        assert widget["/FT"] == ("/Btn" if described.check else "/Tx")
        assert bool(widget["/Ff"] & 1 << 12) == bool(described.lines)


@every
def test_what_is_typed_is_set_in_a_face_every_reader_has_with_the_french_letters(
    form: Form,
) -> None:
    catalog: Any = read(form).trailer["/Root"]
    helvetica = catalog["/AcroForm"]["/DR"]["/Font"]["/Helv"]
    assert helvetica["/BaseFont"] == "/Helvetica"
    assert helvetica["/Encoding"] == "/WinAnsiEncoding"


@every
def test_fields_lie_on_the_page_are_wide_enough_and_never_overlap(form: Form) -> None:
    pages: list[Any] = list(read(form).pages)
    for page in pages:
        boxes = [tuple(map(float, a.get_object()["/Rect"])) for a in page["/Annots"]]
        boxes = [box for box in boxes if any(box)]
        assert all(x >= LEFT and right <= RIGHT + 0.1 for x, _, right, _ in boxes)
        assert all(y > 30 and top < HEIGHT - 30 for _, y, _, top in boxes)
        assert all(right - x > 30 or top - y < 10 for x, y, right, top in boxes)
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@every
def test_a_form_runs_nothing(form: Form) -> None:
    catalog: Any = read(form).trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/Names"} & set(catalog)
    assert not [w for w in widgets(form) if "/A" in w or "/AA" in w]


def test_the_cover_says_that_the_school_stands_on_one_of_the_two_copies_only() -> None:
    printed = " ".join(read(FORMS["cover"]).pages[0].extract_text().split())
    assert "Établissement de formation (sur l’un des deux exemplaires du dossier)" in printed
    assert "Sur l’autre, laissez vide" in printed
    assert "un seul des deux exemplaires" in FORMS["cover"].fields["school"].tip


def test_a_field_without_a_place_is_refused_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    source = resource("exams", "2019", "forms", "cover.toml").read_text(encoding="utf-8")
    path.write_text(source + 'lost = { tip = "Perdu" }\n', encoding="utf-8")
    with pytest.raises(PassageError, match=r"odd\.toml.*lost"):
        load_form(path)


def read(form: Form) -> PdfReader:
    return PdfReader(BytesIO(render_form(form)))


def widgets(form: Form) -> list[Any]:
    pages: list[Any] = list(read(form).pages)
    return [a.get_object() for page in pages for a in page["/Annots"]]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        max(one[0], other[0]) < min(one[2], other[2]) - 0.1
        and max(one[1], other[1]) < min(one[3], other[3]) - 0.1
    )
