"""Forms filled in various readers come back as they were filled, or say why not."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from app.domain.errors import PassageError
from app.domain.forms import MARKER
from app.intake.forms import FormReader, FormReading, read_form
from tests.intake.form_makers import (
    CONTEXT,
    E32,
    E42,
    FORMS,
    NAMES,
    Values,
    blank,
    bytes_of,
    filled,
    joined,
    renamed,
    widget,
    widgets,
    writer_of,
)

FILLED = Path(__file__).parent / "forms"


@pytest.fixture(scope="module")
def reader() -> Iterator[FormReader]:
    with FormReader(FORMS) as opened:
        yield opened


def only(reader: FormReader, data: bytes) -> FormReading:
    (found,) = reader.read_bytes("fiche.pdf", data)
    return found


def refusal(reader: FormReader, data: bytes) -> str:
    with pytest.raises(PassageError) as refused:
        reader.read_bytes("fiche.pdf", data)
    return str(refused.value)


def told(reading: FormReading) -> dict[str, Any]:
    return {k: v for k, v in vars(reading).items() if k not in ("source", "page")}


WANTED_E32 = {
    "form": "activity-E32",
    "last_name": "LEFÈVRE-D’ŒUVRE",
    "first_names": "Loïc",
    "fiche": 3,
    "context": 1,
    "fiches": (),
    "product": "Assurance vie multisupport",
    "kind": "savings",
    "professional": False,
    "real": True,
    "claim": None,
    "company": "Cabinet Cœur & Fils",
    "names_school": None,
    "notes": (),
}
WANTED_E42 = WANTED_E32 | {
    "form": "activity-E42",
    "fiche": 7,
    "context": 2,
    "product": "Multirisque professionnelle",
    "kind": "property",
    "professional": True,
    "real": False,
    "claim": True,
    "company": "Mutuelle de l’Océan",
}


@pytest.mark.parametrize("tool", ["pdflib", "pdfjs", "poppler"])
def test_forms_filled_with_other_tools_come_back_right(reader: FormReader, tool: str) -> None:
    """pdf-lib re-saves with object streams, pdf.js (Firefox) and poppler append updates."""
    (one,) = reader.read(FILLED / f"e32-{tool}.pdf")
    (other,) = reader.read(FILLED / f"e42-{tool}.pdf")
    assert (told(one), told(other)) == (WANTED_E32, WANTED_E42)


def test_forms_filled_with_pypdf_come_back_right(reader: FormReader) -> None:
    assert told(only(reader, filled("activity-E32", E32))) == WANTED_E32
    assert told(only(reader, filled("activity-E42", E42))) == WANTED_E42


def test_a_context_form_tells_its_number_company_and_fiches(reader: FormReader) -> None:
    found = only(reader, filled("context", CONTEXT | {"real": True}))
    assert (found.context, found.company) == (1, "Cabinet Cœur")
    assert (found.fiches, found.real, found.notes) == ((1, 2, 6, 7, 8), True, ())


def test_a_client_form_tells_its_fiche_and_the_candidate_not_the_client(
    reader: FormReader,
) -> None:
    client: Values = {"fiche": "4", "client-last-name": "DUPONT", "client-first-names": "Ève"}
    found = only(reader, filled("client", NAMES | client))
    assert (found.fiche, found.last_name) == (4, "LEFÈVRE-D’ŒUVRE")
    assert "DUPONT" not in repr(found)


def test_of_a_cover_the_school_is_never_read_only_whether_it_stands_there(
    reader: FormReader,
) -> None:
    school = "Lycée du Secret 0690026D " * 20
    named = only(reader, filled("cover", NAMES | {"school": school}))
    bare = only(reader, filled("cover", NAMES))
    assert (named.names_school, bare.names_school) == (True, False)
    assert "Secret" not in repr(named)


def test_an_empty_form_says_what_lacks_and_invents_nothing(reader: FormReader) -> None:
    found = only(reader, blank("activity-E32"))
    assert (found.fiche, found.kind, found.real, found.professional) == (None, "", None, None)
    assert len(found.notes) == 5 and all("« fiche.pdf »" in note for note in found.notes)


def test_two_boxes_that_exclude_each_other_are_told_and_neither_is_taken(
    reader: FormReader,
) -> None:
    both: Values = {"persons": True, "simulated": True, "professional": True}
    found = only(reader, filled("activity-E32", E32 | both))
    assert (found.kind, found.real, found.professional) == ("", None, None)
    assert "personnes et épargne assurantielle ou bancaire cochés" in " ".join(found.notes)


@pytest.mark.parametrize("on", ["/On", "/1", "/Yes", "/oui"])
def test_a_box_is_ticked_whatever_its_export_value(reader: FormReader, on: str) -> None:
    writer = writer_of("activity-E32", E32 | {"real": False})
    box = widget(writer, "real")
    box[NameObject("/V")] = box[NameObject("/AS")] = NameObject(on)
    assert only(reader, bytes_of(writer)).real is True


@pytest.mark.parametrize(
    ("value", "shown", "fresh", "real"),
    [
        ("/Oui", "/Off", False, True),
        (None, "/Oui", False, True),
        (None, None, False, None),
        ("/Off", "/Oui", True, None),
        ("/Off", "/Oui", False, None),
    ],
)
def test_a_box_counts_by_its_value_then_by_what_it_shows(
    reader: FormReader, value: str | None, shown: str | None, fresh: bool, real: bool | None
) -> None:
    writer = writer_of("activity-E32", {k: v for k, v in E32.items() if k != "real"})
    box = widget(writer, "real")
    for key, state in (("/V", value), ("/AS", shown)):
        box.pop(key, None)
        if state:
            box[NameObject(key)] = NameObject(state)
    form: Any = writer._root_object["/AcroForm"]
    form[NameObject("/NeedAppearances")] = BooleanObject(fresh)
    found = only(reader, bytes_of(writer))
    assert found.real is real
    unsure = (value, shown, fresh) == ("/Off", "/Oui", False)
    assert any("on ne sait si la case est cochée" in note for note in found.notes) is unsure


@pytest.mark.parametrize(
    "raw",
    [
        TextStringObject("Cœur d’été"),
        ByteStringObject("Cœur d’été".encode("utf-16")),
        ByteStringObject(b"\xfe\xff" + "Cœur d’été".encode("utf-16-be")),
        ByteStringObject(b"\xef\xbb\xbf" + "Cœur d’été".encode()),
        ByteStringObject(b"C\x9cur d\x90\xe9t\xe9"),
    ],
    ids=["pypdf", "UTF-16-LE", "UTF-16-BE", "UTF-8", "PDFDocEncoding"],
)
def test_a_text_is_read_in_each_of_the_encodings_of_pdf(reader: FormReader, raw: Any) -> None:
    writer = writer_of("activity-E32", E32)
    widget(writer, "company")[NameObject("/V")] = raw
    assert only(reader, bytes_of(writer)).company == "Cœur d’été"


def test_a_text_that_only_its_appearance_shows_is_read(reader: FormReader) -> None:
    writer = writer_of("activity-E32", E32)
    del widget(writer, "company")["/V"]
    assert "/AP" in widget(writer, "company")
    assert only(reader, bytes_of(writer)).company == "Cabinet Cœur & Fils"


def test_a_form_whose_tool_left_the_drawing_to_the_reader_is_read(reader: FormReader) -> None:
    writer = writer_of("activity-E32", E32)
    writer.set_need_appearances_writer(True)
    for found in widgets(writer):
        found.pop("/AP", None)
    assert told(only(reader, bytes_of(writer))) == WANTED_E32


def test_what_an_incremental_update_changed_is_what_is_read(reader: FormReader) -> None:
    writer = PdfWriter(BytesIO(filled("activity-E32", E32)), incremental=True)
    writer.update_page_form_field_values(writer.pages[0], {"fiche": "5"}, auto_regenerate=False)
    assert only(reader, bytes_of(writer)).fiche == 5


def test_long_and_broken_texts_become_one_line_that_fits(reader: FormReader) -> None:
    found = only(reader, filled("activity-E32", E32 | {"company": "Abc \u202e\x07def\n" * 90}))
    assert found.company.startswith("Abc def Abc def") and len(found.company) <= 200
    assert "coupé à 200 caractères" in " ".join(found.notes)


@pytest.mark.parametrize("pattern", ["{}#0", "page1.{}", "dossier.fiche2.{}", "{}.0", "{}_2"])
def test_names_changed_by_joining_tools_are_recognised(reader: FormReader, pattern: str) -> None:
    writer = renamed("activity-E32", E32, pattern)
    assert told(only(reader, bytes_of(writer))) == WANTED_E32


def test_numbered_fields_of_the_client_form_are_not_taken_for_renamed_ones(
    reader: FormReader,
) -> None:
    values = NAMES | {"fiche": "2", "child-1-last-name": "A", "child-2-last-name": "B"}
    assert only(reader, bytes_of(renamed("client", values, "{}#3"))).notes == ()


def test_a_dossier_joined_into_one_file_gives_each_of_its_forms(reader: FormReader) -> None:
    parts = [
        renamed("activity-E32", E32, "{}#0"),
        renamed("activity-E42", E42, "{}#1"),
        renamed("context", CONTEXT | {"real": True}, "{}#2"),
    ]
    found = reader.read_bytes("dossier.pdf", joined(parts))
    assert [told(reading) for reading in found[:2]] == [WANTED_E32, WANTED_E42]
    assert [(r.form, r.page) for r in found] == [
        ("activity-E32", 1),
        ("activity-E42", 3),
        ("context", 5),
    ]


def test_forms_joined_under_the_same_names_are_told_apart_by_their_pages(
    reader: FormReader,
) -> None:
    parts = [writer_of("activity-E32", E32), writer_of("activity-E32", E32 | {"fiche": "4"})]
    assert [r.fiche for r in reader.read_bytes("dossier.pdf", joined(parts))] == [3, 4]


def test_forms_that_share_their_fields_are_refused_rather_than_guessed(
    reader: FormReader,
) -> None:
    """As Acrobat joins files: one field of a name, shown on several pages."""
    data = joined([writer_of("activity-E32", E32), writer_of("activity-E32", E32)])
    writer = PdfWriter(PdfReader(BytesIO(data)))
    first, second = (w for w in widgets(writer) if w.get("/T") == "fiche")
    shared = DictionaryObject({NameObject(k): first[k] for k in ("/T", "/FT", "/V")})
    place = writer._add_object(shared)
    for found in (first, second):
        for key in ("/T", "/V"):
            del found[key]
        found[NameObject("/Parent")] = place
    assert "se partagent leurs champs" in refusal(reader, bytes_of(writer))


def test_two_marks_on_a_page_are_refused(reader: FormReader) -> None:
    writer = writer_of("activity-E32", E32)
    page: Any = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([*page["/Annots"], page["/Annots"][0]])
    assert "deux formulaires se partagent la page 1" in refusal(reader, bytes_of(writer))


def test_a_field_that_is_there_twice_and_contradicts_itself_is_not_read(
    reader: FormReader,
) -> None:
    writer = writer_of("activity-E32", E32 | {"commercial-context": "9"})
    widget(writer, "commercial-context")[NameObject("/T")] = TextStringObject("fiche#1")
    found = only(reader, bytes_of(writer))
    assert found.fiche is None and "se contredit" in found.notes[0]


def test_a_flattened_form_is_to_be_entered_by_hand(reader: FormReader) -> None:
    with pytest.raises(PassageError, match=r"« e32-flat\.pdf » n’a plus de champs.*à la main"):
        reader.read(FILLED / "e32-flat.pdf")


def test_another_programs_form_is_named_as_such(reader: FormReader) -> None:
    writer = writer_of("activity-E32", E32)
    widget(writer, MARKER)[NameObject("/T")] = TextStringObject("autre")
    assert "n’est pas un formulaire de Passage" in refusal(reader, bytes_of(writer))


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ("activity-E32/2020/1", "plus récent que ce programme"),
        ("activity-E32/2019/2", "plus récent que ce programme"),
        ("activity-E99/2019/1", "marque de formulaire inconnue"),
        ("", "marque de formulaire inconnue"),
    ],
)
def test_a_form_of_an_unknown_kind_or_edition_is_refused(
    reader: FormReader, mark: str, sentence: str
) -> None:
    writer = writer_of("activity-E32", E32)
    widget(writer, MARKER)[NameObject("/V")] = TextStringObject(mark)
    assert sentence in refusal(reader, bytes_of(writer))


@pytest.mark.parametrize("text", ["", "trois", "1 ou 2", "12345"])
def test_a_number_that_is_none_is_told(reader: FormReader, text: str) -> None:
    found = only(reader, filled("activity-E32", E32 | {"fiche": text}))
    assert found.fiche is None and "le numéro de la fiche d’activité" in found.notes[0]


def test_one_form_is_read_by_itself_and_another_than_the_one_meant_is_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / "une.pdf"
    path.write_bytes(filled("activity-E32", E32))
    assert read_form(path, FORMS, "activity-E32").fiche == 3
    with pytest.raises(PassageError, match=r"Fiche d’activité E32.*Page de garde"):
        read_form(path, FORMS, "cover")
    path.write_bytes(joined([writer_of("cover", NAMES), writer_of("context", NAMES)]))
    with pytest.raises(PassageError, match="contient 2 formulaires"):
        read_form(path, FORMS)
