"""The journal on paper: every line, whole, under its commission, page after page."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.pdf.journal import JournalLine, journal
from app.pdf.slip_data import SlipHead
from app.services.journalling import hours
from app.services.narrating import Told

HEAD = SlipHead(2019, "E32", "Développement commercial", "C04", "Lyon", "Lycée", "B204")
LINE = JournalLine("09:31:02", "LEFÈVRE Noémie", "Note fixée à 14,5 / 20.")


def pages(lines: list[JournalLine], *, rehearsal: bool = False) -> list[str]:
    pdf = journal(HEAD, "2 actes", lines, rehearsal=rehearsal)
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_every_page_names_its_commission_and_its_number() -> None:
    found = pages([LINE] * 150)
    for number, text in enumerate(found, 1):
        assert f"page {number}/{len(found)}" in text
        assert "commission C04" in text and "Ce qui a été fait" in text


def test_a_rehearsal_says_so_on_every_page() -> None:
    assert all("RÉPÉTITION" in text for text in pages([LINE] * 90, rehearsal=True))
    assert not any("RÉPÉTITION" in text for text in pages([LINE]))


@pytest.mark.parametrize("sentence", ["mot " * 4000, "ligne\n" * 900])
def test_a_sentence_longer_than_a_page_is_whole(sentence: str) -> None:
    found = pages([LINE, JournalLine("09:32:00", "LEFÈVRE Noémie", sentence), LINE])
    word = sentence.split()[0]
    assert sum(text.count(word) for text in found) == sentence.count(word)


def test_the_same_lines_give_the_same_bytes() -> None:
    one, other = (journal(HEAD, "1 acte", [LINE], rehearsal=True) for _ in range(2))
    assert one == other


def test_hours_bear_their_date_where_the_lines_are_of_several_days() -> None:
    def told(day: int) -> Told:
        return Told(
            day, datetime(2019, 6, day, 9, 31, tzinfo=UTC), "", "", "seal", "Grille scellée."
        )

    assert hours([told(5), told(5)]) == ["09:31:00", "09:31:00"]
    assert hours([told(5), told(6)]) == ["05/06 09:31:00", "06/06 09:31:00"]
