"""Light and dark, at any size: every text and shape stands out from its ground (WCAG AA), and
nothing keeps the former colours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

import ui
from tests.ui.days import clock_of, copied
from ui.icons import NAME, dress
from ui.main_window import MainWindow
from ui.rich import TONES
from ui.start import application, window
from ui.theme import DARK, LIGHT, SHEET, Palette, Theme, contrast, stylesheet

TEXT, SHAPE = 4.5, 3.0
TOKENS = {field.name for field in fields(Palette)}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"(?<![\w-])color: \$(\w+)")
GROUND = re.compile(r"background: \$(\w+)")
OPAQUE = ("ground", "side", "card")
GROUNDS: dict[str, tuple[str, ...]] = {
    "*": (*OPAQUE, "soft"),
    'QLabel[role="muted"]': OPAQUE,
    'QLabel[role="caption"]': OPAQUE,
    'QLabel[role="now"]': OPAQUE,
    'QLabel[role="over"]': OPAQUE,
    'QPushButton[tab="true"]:hover': ("card",),
    'QPushButton[tab="true"]:focus': ("card",),
    'QLabel[role="seal"]': ("accent",),
    'QLabel[role="seal-detail"]': ("accent",),
    'QLabel[role="seal"][waits="true"]': ("off",),
    'QLabel[role="seal-detail"][waits="true"]': ("off",),
    'QPushButton[tile="true"] QLabel[role="strong"]': ("card", "soft"),
    'QPushButton[tile="true"] QLabel[role="muted"]': ("card", "soft"),
    "QTabBar::tab:selected": ("card",),
    "QTabBar::tab:selected:focus": ("card",),
    "QTabBar::tab": ("card",),
    "QCheckBox:focus": ("card", "ground"),
    "QCheckBox:disabled": ("card", "ground"),
    "QComboBox:disabled": ("card",),
    "QLineEdit:disabled": ("card",),
    "QAbstractSpinBox:disabled": ("card",),
    "QToolButton:disabled": ("card",),
}
"""On what a rule of the style sheet that names a text colour alone is drawn."""

PAINTED: dict[str, list[tuple[str, str]]] = {
    "daylist.py": [
        *((ink, ground) for ink in ("ink", "muted") for ground in ("side", "card")),
        ("soft_ink", "soft"),
        ("warn_ink", "warn"),
    ],
    "grid.py": [
        *((ink, ground) for ink in ("ink", "muted") for ground in ("card", "soft")),
        ("ink", "hatch"),
        *((f"level_{level}_ink", f"level_{level}") for level in ("ti", "i", "s", "ts")),
    ],
    "palette.py": [("ink", "card"), ("soft_ink", "soft"), ("muted", "card")],
    "visas.py": [("ink", "card"), ("muted", "card")],
    "part_card.py": [("alert", "alert_ink"), ("warn", "warn_ink")],
    "rich.py": [(ink, "card") for ink, _, _ in TONES.values()],
    "closing.py": [],
    "icons.py": [],
    "piece_view.py": [("muted", "card")],
}
"""Texts that painters draw, and on what."""

SHAPES: dict[str, list[tuple[str, str]]] = {
    "theme.py": [
        *(("focus", ground) for ground in (*OPAQUE, "soft", "warn", "alert", "off")),
        *(("edge", ground) for ground in OPAQUE),
        ("accent", "card"),
        ("muted", "card"),
        ("accent", "ground"),
    ],
    "daylist.py": [
        *((shape, ground) for shape in ("accent", "focus") for ground in ("side", "card")),
        ("accent_ink", "accent"),
    ],
    "grid.py": [("focus", "card"), ("focus", "soft")],
    "palette.py": [],
    "visas.py": [("focus", "card")],
    "part_card.py": [("alert_ink", "alert"), ("warn_ink", "warn"), ("accent", "card")],
    "rich.py": [],
    "closing.py": [("accent_ink", "accent")],
    "icons.py": [(i, g) for i, g in (("muted", "card"), ("accent_ink", "accent"))],
    "piece_view.py": [],
}
"""Lines and signs that say something without words."""

QUIET = {"line", "hatch", "level_ti", "side", "card", "soft", "warn", "off_ink"}
"""Grounds, hair lines, and what is only seen beside a word."""


def rules() -> Iterator[tuple[str, str]]:
    """Selector and body of each rule of the style sheet."""
    for selectors, body in RULE.findall(SHEET.template.replace("${", "$").replace("}px", "px")):
        for selector in selectors.split(","):
            yield " ".join(selector.split()), body


def sheet_pairs() -> Iterator[tuple[str, str]]:
    """Every text colour of the style sheet, with the grounds it stands on."""
    known = {s: found[1] for s, body in rules() if (found := GROUND.search(body))}
    for selector, body in rules():
        ink, ground = COLOUR.search(body), GROUND.search(body)
        if ink and ground:
            yield ink[1], ground[1]
        elif ink:
            above = known.get(selector.rpartition(" ")[0])
            for one in (above,) if above else GROUNDS[selector]:
                yield ink[1], one
        elif ground and ground[1] in ("card", "off", "soft") and "handle" not in selector:
            yield "ink", ground[1]
        if placeholder := re.search(r"placeholder-text-color: \$(\w+)", body):
            yield placeholder[1], "card"
        if chosen := re.search(r"selection-color: \$(\w+)", body):
            on = re.search(r"selection-background-color: \$(\w+)", body)
            assert on is not None
            yield chosen[1], on[1]


TEXTS = sorted({*sheet_pairs(), *(pair for pairs in PAINTED.values() for pair in pairs)})
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_every_text_has_the_contrast_of_aa(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= TEXT


@BOTH
@pytest.mark.parametrize(
    ("shape", "ground"), sorted({pair for pairs in SHAPES.values() for pair in pairs})
)
def test_every_telling_shape_is_seen_on_its_ground(
    palette: Palette, shape: str, ground: str
) -> None:
    assert contrast(getattr(palette, shape), getattr(palette, ground)) >= SHAPE


@pytest.mark.parametrize("name", PAINTED)
def test_every_colour_a_painter_asks_for_is_among_the_pairs(name: str) -> None:
    source = (Path(ui.__file__).parent / name).read_text(encoding="utf-8")
    asked = {token for token in re.findall(r'"([a-z_]+)"', source) if token in TOKENS}
    known = {token for pair in (*PAINTED[name], *SHAPES[name]) for token in pair}
    assert asked - QUIET - known == set()


def test_every_painter_of_the_day_is_looked_at() -> None:
    folder = Path(ui.__file__).parent
    painters = {p.name for p in folder.glob("*.py") if ".colour(" in p.read_text("utf-8")}
    assert painters - {"theme.py"} <= set(PAINTED)


@BOTH
def test_the_levels_are_four_depths_of_one_hue(palette: Palette) -> None:
    depths = [
        contrast(getattr(palette, f"level_{n}"), palette.card) for n in ("ti", "i", "s", "ts")
    ]
    assert depths == sorted(depths)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_the_style_sheet_leaves_no_token_unfilled() -> None:
    assert "$" not in stylesheet(LIGHT, 1.5)


def test_at_twice_the_size_lengths_double_and_thin_lines_stay() -> None:
    usual, large = stylesheet(LIGHT), stylesheet(LIGHT, 2.0)
    assert ("font-size: 13px" in usual, "font-size: 26px" in large) == (True, True)
    assert "border: 1px solid" in large and "border: 2px solid" in large


# --- switched while the window is open ----------------------------------------------------------


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    application()
    made = window(copied("mid-morning", tmp_path))
    made.resize(1366, 728)
    qtbot.addWidget(made)
    made.show()
    dress(made, made.theme)
    yield made
    made.close_file()


def left_over(image: QImage, former: Palette) -> float:
    """The share of the picture in grounds of the former palette."""
    small = image.scaled(171, 91, mode=Qt.TransformationMode.FastTransformation)
    grounds = {getattr(former, name) for name in ("ground", "side", "card", "soft", "off")}
    whole = [(x, y) for x in range(small.width()) for y in range(small.height())]
    return sum(small.pixelColor(x, y).name() in grounds for x, y in whole) / len(whole)


@pytest.mark.parametrize("page", ["day", "palette", "report", "journal", "guide", "evening"])
def test_nothing_keeps_the_colours_of_the_former_theme(shown: MainWindow, page: str) -> None:
    shown.theme.choose("light")
    shown.run(page)
    assert left_over(shown.grab().toImage(), DARK) < 0.001
    shown.theme.choose("dark")
    assert left_over(shown.grab().toImage(), LIGHT) < 0.001


def test_texts_to_read_take_the_inks_in_force(shown: MainWindow) -> None:
    assert shown.day is not None
    shown.theme.choose("dark")
    inks = {getattr(DARK, name) for name in TOKENS}
    for reader in shown.day.findChildren(QTextEdit):
        block = reader.document().begin()
        while block.isValid():
            pieces = block.textFormats()  # kept: a format dies with its piece
            assert {piece.format.foreground().color().name() for piece in pieces} <= inks
            block = block.next()


def test_icons_take_the_ink_in_force(shown: MainWindow) -> None:
    for choice, palette in (("dark", DARK), ("light", LIGHT)):
        shown.theme.choose(choice)
        worn = [b for b in shown.findChildren(QPushButton) if b.property(NAME)]
        assert worn and all(ink_of(button) == QColor(palette.muted) for button in worn)


def ink_of(button: QPushButton) -> QColor:
    """The colour most opaque pixels of its icon have."""
    image = button.icon().pixmap(32, 32).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    names = (image.pixelColor(x, y).name(QColor.NameFormat.HexArgb) for x, y in points)
    return QColor(Counter(n for n in names if n.startswith("#ff")).most_common(1)[0][0])


def test_the_candidates_clock_follows(shown: MainWindow) -> None:
    shown.run("candidate-clock")
    shown.theme.choose("dark")
    assert left_over(clock_of(shown).grab().toImage(), LIGHT) < 0.001


def test_the_system_turning_dark_is_followed_unless_another_was_chosen(qtbot: QtBot) -> None:
    application()
    theme, hints = Theme(), QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.dark
    theme.choose("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.dark
    theme.choose("system")
    assert theme.dark
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not theme.dark
