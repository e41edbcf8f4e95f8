"""Every text stands out from its ground (WCAG AA), in light and in dark."""

from __future__ import annotations

import pytest

from ui.theme import DARK, LIGHT, Palette, contrast, stylesheet

PAIRS = [
    ("ink", "ground"),
    ("ink", "side"),
    ("ink", "card"),
    ("ink", "soft"),
    ("muted", "ground"),
    ("muted", "side"),
    ("muted", "card"),
    ("accent", "card"),
    ("accent_ink", "accent"),
    ("soft_ink", "soft"),
    ("level_ti_ink", "level_ti"),
    ("level_i_ink", "level_i"),
    ("level_s_ink", "level_s"),
    ("level_ts_ink", "level_ts"),
    ("warn_ink", "warn"),
    ("alert_ink", "alert"),
    ("off_ink", "off"),
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_text_has_the_contrast_of_aa(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_is_seen_on_every_ground(palette: Palette) -> None:
    grounds = (palette.ground, palette.card, palette.side)
    assert all(contrast(palette.focus, ground) >= 3 for ground in grounds)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_levels_are_four_depths_of_one_hue(palette: Palette) -> None:
    depths = [
        contrast(getattr(palette, f"level_{n}"), palette.card) for n in ("ti", "i", "s", "ts")
    ]
    assert depths == sorted(depths)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_the_style_sheet_leaves_no_token_unfilled() -> None:
    assert "$" not in stylesheet(LIGHT, 1.5)
