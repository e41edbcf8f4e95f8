"""Whatever program wrote the list, its accents are read as they were typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import PassageError
from app.intake.encoding import decode
from tests.intake.conftest import Lister
from tests.intake.makers import HEADER, ROW, csv_text, several

NAMES = several(
    "Éloïse|Noémie|OUÉDRAOGO|LEFÈVRE|Côme|Anaïs|Gaël|BŒUF|Inès|MAÎTREJEAN|Loïc|Maëlys|Raphaël|"
    "FRANÇOIS|François|Jérôme|HÉLÈNE|Cœur|Naïm|Müller|Chloé|ANDRÉ|Zoë|AGNÈS|Noël|Désirée|GUÉRIN"
)
RARE = ["NGUYEN-VÕ", "FAŸ", "Björn", "ABELLÁN", "D’HÉROUVILLE", "Peña", "João", "CONCEIÇÃO"]
PLAIN_HEADER = "NUMERO;NOM;PRENOM\n1;"


@pytest.mark.parametrize(
    "codec, mark, human",
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8 avec BOM"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "UTF-32"),
        ("cp1252", b"", "Windows-1252"),
        ("mac_roman", b"", "Mac Roman"),
        ("cp850", b"", "DOS 850"),
        ("iso8859-15", b"", "Latin-9"),
    ],
)
def test_each_encoding_is_recognised(listed: Lister, codec: str, mark: bytes, human: str) -> None:
    row = ("1", "HÉLÈNE" if codec == "cp850" else "BŒUF", "Maëlys", "16/08/1997", "08:00")
    reading = listed(mark + csv_text(HEADER, row).encode(codec))
    assert reading.encoding == human
    assert (reading.candidates[0].last_name, reading.candidates[0].first_names) == row[1:3]


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("name", NAMES)
def test_one_accented_name_is_enough_to_judge(codec: str, name: str) -> None:
    assert decode((PLAIN_HEADER + name).encode(codec), "x")[0] == PLAIN_HEADER + name


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("name", [*NAMES, *RARE])
def test_with_an_accented_header_rare_letters_are_right_too(codec: str, name: str) -> None:
    text = csv_text(HEADER) + "1;" + name
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        pytest.skip(f"{name} cannot be written in {codec}")
    assert decode(data, "x")[0] == text


def test_latin_1_reads_as_windows_1252() -> None:
    text = csv_text(HEADER, ROW)
    assert decode(text.encode("latin-1"), "x") == (text, "Windows-1252")


def test_decomposed_accents_are_kept_composed(listed: Lister) -> None:
    reading = listed(unicodedata.normalize("NFD", csv_text(HEADER, ROW)))
    assert reading.candidates[0].last_name == "OUÉDRAOGO"
    assert [column.field for column in reading.columns][:2] == ["number", "last_name"]


def test_two_encodings_in_one_file_are_refused() -> None:
    good, bad = csv_text(HEADER, ROW, ROW).encode(), csv_text(ROW).encode("cp1252")
    with pytest.raises(PassageError, match="ligne 4 : le fichier mêle deux encodages"):
        decode(good + bad, "liste.csv")


def test_accents_lost_before_us_are_told(listed: Lister) -> None:
    row = ("1", "OUÃ‰DRAOGO", "LoÃ¯c", "16/08/1997", "08:00")
    assert "accents abîmés" in listed(csv_text(HEADER, row)).warnings[0].reason
    row = ("1", "OU?DRAOGO", "Loïc", "16/08/1997", "08:00")
    assert "accents abîmés" in listed(csv_text(HEADER, row)).warnings[0].reason


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\x00" * 50, b"\xff\xfe"])
def test_a_file_of_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(PassageError, match="« x » est vide"):
        decode(data, "x")


@pytest.mark.parametrize("data", [b"\x7fELF\x01\x00\x02abc", b"\x01\x02\x03abc" * 9, b"%PDF\0\1"])
def test_a_binary_file_is_told_apart(data: bytes) -> None:
    with pytest.raises(PassageError, match="fichier binaire"):
        decode(data, "x")


@given(st.binary())
def test_decoding_only_raises_sentences(data: bytes) -> None:
    try:
        text, encoding = decode(data, "x")
    except PassageError:
        return
    assert text.strip() and encoding


@given(st.text(alphabet="éèêàçôîïëùûÉÈÊÇ aeinrstAEINRST;\n", min_size=1))
def test_utf_8_is_never_mistaken(text: str) -> None:
    if text.strip():
        assert decode(text.encode(), "x") == (text, "UTF-8")
