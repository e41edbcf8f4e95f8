"""Broken, encrypted, huge and hostile PDFs: one French sentence each, nothing executed, in bounds.

The bounds are the process's own: what a file does to its reader never reaches ours.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from app.domain.errors import PassageError
from app.intake import pdf_process
from app.intake.forms import FormReader
from app.intake.pdf_process import PdfProcess
from tests.intake.form_makers import E32, FORMS, bytes_of, filled, raw_pdf, stream, writer_of

CATALOG = b"<</Type/Catalog /Pages 2 0 R>>"
PAGES = b"<</Type/Pages /Kids [3 0 R] /Count 1>>"
WIDGET = b"<</Subtype/Widget /FT/Tx /T(passage-form) "


@pytest.fixture(scope="module")
def reader() -> Iterator[FormReader]:
    with FormReader(FORMS, PdfProcess(seconds=4)) as opened:
        yield opened


def page(annotations: bytes) -> bytes:
    return b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [%s]>>" % annotations


def encrypted() -> bytes:
    writer = writer_of("activity-E32", E32)
    writer.encrypt("secret", algorithm="AES-256")
    return bytes_of(writer)


def deep_arrays() -> bytes:
    return raw_pdf([CATALOG, PAGES, page(b"[" * 200_000)])


def page_tree_in_a_ring() -> bytes:
    kids = b"<</Type/Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 9>>"
    return raw_pdf([CATALOG, kids, b"<</Type/Pages /Kids [2 0 R 3 0 R] /Count 9>>"])


def page_tree_without_end() -> bytes:
    links = [b"<</Type/Pages /Kids [%d 0 R] /Count 1>>" % (n + 1) for n in range(2, 3000)]
    return raw_pdf([CATALOG, *links])


def fields_above_one_another_in_a_ring() -> bytes:
    above = b"<</T(a) /Parent 5 0 R>>"
    below = b"<</T(b) /Parent 4 0 R>>"
    return raw_pdf([CATALOG, PAGES, page(WIDGET + b"/Parent 4 0 R>>"), above, below])


def cross_references_in_a_ring() -> bytes:
    plain = raw_pdf([CATALOG, PAGES, page(b"")])
    start = plain.rindex(b"xref\n0")
    return plain.replace(b"/Size", b"/Prev %d /Size" % start)


def references_to_themselves() -> bytes:
    return raw_pdf([CATALOG, PAGES, page(b"4 0 R"), b"5 0 R", b"4 0 R"])


def bomb() -> bytes:
    """A value that swells a thousandfold."""
    swollen = stream(bytes(200_000_000))
    return raw_pdf([CATALOG, PAGES, page(WIDGET + b"/V 4 0 R>>"), swollen])


def bombs_side_by_side() -> bytes:
    """Each within what pypdf allows; all together more than the process is given."""
    swollen = stream(bytes(70_000_000))
    values = b" ".join(WIDGET + b"/V %d 0 R>>" % number for number in range(4, 20))
    return raw_pdf([CATALOG, PAGES, page(values), *[swollen] * 16])


def bomb_in_an_object_stream() -> bytes:
    inner = stream(b" " * 300_000_000, b"/Type/ObjStm /N 1 /First 4 ")
    table = stream(
        b"".join(bytes(row) for row in ([0, 0, 0], [1, 0, 9], [2, 0, 2])),
        b"/Type/XRef /W [1 1 1] /Size 3 /Root 1 0 R ",
    )
    body = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n2 0 obj\n" + inner + b"\nendobj\n"
    return body + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(body))


def too_many_fields() -> bytes:
    return raw_pdf([CATALOG, PAGES, page(b" ".join([WIDGET + b"/V(x)>>"] * 6000))])


def appearance_that_never_ends() -> bytes:
    """Forms that draw one another: 2 to the 40th strokes of text."""
    look = b"<</Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</A %d 0 R>>>> /Length %d>>"
    forms = []
    for number in range(4, 44):
        drawn = b"/A Do " * 2
        head = look % (number + 1, len(drawn))
        forms.append(head + b"\nstream\n" + drawn + b"\nendstream")
    return raw_pdf([CATALOG, PAGES, page(WIDGET + b"/AP <</N 4 0 R>>>>"), *forms, b"null"])


HOSTILE: dict[Callable[[], bytes], str] = {
    encrypted: "est protégé par un mot de passe",
    deep_arrays: "n’est pas un PDF",
    page_tree_in_a_ring: "n’a plus de champs",
    page_tree_without_end: "demande trop de temps ou de mémoire",
    fields_above_one_another_in_a_ring: "demande trop de temps ou de mémoire",
    cross_references_in_a_ring: "n’a plus de champs",
    references_to_themselves: "n’est pas un PDF",
    bombs_side_by_side: "demande trop de temps ou de mémoire",
    bomb: "demande trop de temps ou de mémoire",
    bomb_in_an_object_stream: "n’est pas un PDF",
    too_many_fields: "demande trop de temps ou de mémoire",
    appearance_that_never_ends: "marque de formulaire inconnue",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_gets_one_sentence_and_the_next_is_read(
    reader: FormReader, make: Callable[[], bytes]
) -> None:
    with pytest.raises(PassageError) as refused:
        reader.read_bytes("piège.pdf", make())
    told = str(refused.value)
    assert told.startswith("« piège.pdf » ") and told.count("\n") == 0
    assert HOSTILE[make] in told and "à la main" in told
    assert reader.read_bytes("saine.pdf", filled("activity-E32", E32))[0].fiche == 3


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\0" * 5000, b"PK\x03\x04", b"%PDF-" * 9000])
def test_what_is_no_pdf_is_said_to_be_none(reader: FormReader, data: bytes) -> None:
    with pytest.raises(PassageError, match=r"« rien\.pdf » est abîmé ou n’est pas un PDF"):
        reader.read_bytes("rien.pdf", data)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8, 0.99])
def test_a_form_cut_short_is_refused_or_read_as_it_was(reader: FormReader, cut: float) -> None:
    whole = filled("activity-E32", E32)
    try:
        (found,) = reader.read_bytes("coupe.pdf", whole[: int(len(whole) * cut)])
    except PassageError as refusal:
        assert str(refusal).startswith("« coupe.pdf »")
    else:
        assert found.fiche in (3, None)


def test_a_file_too_big_is_refused_before_it_is_read(reader: FormReader, tmp_path: Path) -> None:
    path = tmp_path / "gros.pdf"
    with path.open("wb") as out:
        out.truncate(70_000_000)
    with pytest.raises(PassageError, match=r"« gros\.pdf » pèse 70 Mo"):
        reader.read(path)
    with pytest.raises(PassageError, match=r"« gros\.pdf » pèse 70 Mo"):
        reader.read_bytes("gros.pdf", bytes(70_000_000))


def test_a_missing_file_a_folder_and_a_device_are_named(reader: FormReader, tmp_path: Path) -> None:
    for path in (tmp_path / "absent.pdf", tmp_path, Path("/dev/zero")):
        with pytest.raises(PassageError, match=str(path)):
            reader.read(path)


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/GoToR"])
def test_an_action_is_not_executed_and_is_told(
    reader: FormReader, tmp_path: Path, kind: str
) -> None:
    touched = tmp_path / "touched"
    writer = writer_of("activity-E32", E32)
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject(kind),
            NameObject("/F"): TextStringObject(f"/usr/bin/touch {touched}"),
            NameObject("/JS"): TextStringObject("app.launchURL('http://127.0.0.1/')"),
        }
    )
    writer._root_object[NameObject("/OpenAction")] = action
    (found,) = reader.read_bytes("piège.pdf", bytes_of(writer))
    assert found.fiche == 3 and "n’ont pas été exécutés" in found.notes[0]
    assert not touched.exists()


def test_a_file_that_hangs_its_reader_is_given_up_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reader's own clock stands in for a hang: it is never given the time to answer."""
    with PdfProcess(seconds=0) as process:
        assert process.report(filled("activity-E32", E32))["problem"] == pdf_process.TOO_MUCH
        monkeypatch.setattr(process, "_seconds", 30)
        assert process.report(filled("activity-E32", E32))["problem"] == ""


def test_a_reader_that_dies_is_replaced() -> None:
    with PdfProcess() as process:
        assert process.report(b"no pdf")["problem"] == pdf_process.BROKEN
        process._child.kill()
        process._child.join()
        assert process.report(b"no pdf")["problem"] == pdf_process.TOO_MUCH
        assert process.report(b"no pdf")["problem"] == pdf_process.BROKEN


def test_a_system_without_room_for_a_reader_is_told_in_a_sentence() -> None:
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = os.open(os.devnull, os.O_RDONLY)
    os.close(opened)
    with PdfProcess() as process:
        for spare in range(4):
            resource.setrlimit(resource.RLIMIT_NOFILE, (opened + spare, usual[1]))
            try:
                with pytest.raises(PassageError, match="n’a pas pu démarrer"):
                    process.report(b"no pdf")
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, usual)
        assert process.report(b"no pdf")["problem"] == pdf_process.BROKEN


def test_no_process_is_left_behind() -> None:
    with PdfProcess() as process:
        process.report(b"no pdf")
        child = process._child
        assert child.is_alive()
    with pytest.raises(ValueError, match="closed"):
        child.is_alive()
