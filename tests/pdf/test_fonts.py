"""The shipped typeface can set French, and its licence stands beside it."""

from __future__ import annotations

import pytest

from app.pdf.fonts import BODY, BOLD, FILES, missing_glyphs, text_width
from resources import resource

FRENCH = "àâæçéèêëîïôœùûüÿ ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ ’ « » – — … ° n° • €\u00a0\u202f"
NAMES = "ÕÑÁÍÓÚÄÖßŁŃŚŹŽČĆĐŐŰŞĞİȚȘÅØãõłńśźžčćđőűşğıțșåø Nguyễn Ελένη Юлия"


@pytest.mark.parametrize("font", FILES)
def test_every_face_covers_french_and_the_names_of_candidates(font: str) -> None:
    assert missing_glyphs(FRENCH + NAMES, font) == frozenset()


def test_a_script_the_face_lacks_is_told() -> None:
    assert missing_glyphs("a字☐") == {"字", "☐"}


def test_width_grows_with_text_weight_and_size() -> None:
    assert text_width("note", BODY, 10) < text_width("notes", BODY, 10)
    assert text_width("note", BODY, 10) < text_width("note", BOLD, 10)
    assert text_width("note", BODY, 20) == pytest.approx(2 * text_width("note", BODY, 10))


def test_the_licence_stands_beside_the_fonts_and_the_notice_names_them() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "Inter" in resource("NOTICE.txt").read_text(encoding="utf-8")
