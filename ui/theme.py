"""One visual language: colours, spacing and type as tokens, and the style sheet made of them.

Levels are one hue in four depths plus a hatch for NO, never red and green: a candidate who glimpses
the screen must read nothing into it. Every text token passes AA on the grounds it is used on.
"""

from __future__ import annotations

import re
from dataclasses import fields
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from app.domain.facts import dataclass
from resources import resource

FAMILY = "Inter"
FACES = ("Regular", "SemiBold")
"""Those the window draws with; the sheets have a bold one too."""
GAP = 12
RADIUS = 8


@dataclass(frozen=True)
class Palette:
    """Colours as "#rrggbb"; a name that ends in ``ink`` is a text on the token before it."""

    ground: str
    side: str
    card: str
    line: str
    edge: str
    ink: str
    muted: str
    accent: str
    accent_ink: str
    soft: str
    soft_ink: str
    focus: str
    level_ti: str
    level_ti_ink: str
    level_i: str
    level_i_ink: str
    level_s: str
    level_s_ink: str
    level_ts: str
    level_ts_ink: str
    hatch: str
    warn: str
    warn_ink: str
    alert: str
    alert_ink: str
    off: str
    off_ink: str


LIGHT = Palette(
    ground="#f4f4f1",
    side="#ecede7",
    card="#ffffff",
    line="#dcdde3",
    edge="#7f8492",
    ink="#16181d",
    muted="#5b616e",
    accent="#1d3a8a",
    accent_ink="#ffffff",
    soft="#e3e9f7",
    soft_ink="#1d3a8a",
    focus="#2f5bd0",
    level_ti="#cbd6f2",
    level_ti_ink="#16181d",
    level_i="#8ea8e0",
    level_i_ink="#16181d",
    level_s="#4768c4",
    level_s_ink="#ffffff",
    level_ts="#1d3a8a",
    level_ts_ink="#ffffff",
    hatch="#b9bcc6",
    warn="#fdf0d2",
    warn_ink="#6b4a00",
    alert="#fbe3df",
    alert_ink="#8a1f11",
    off="#dfe2ec",
    off_ink="#545a68",
)
DARK = Palette(
    ground="#14161b",
    side="#101217",
    card="#1c1f26",
    line="#343945",
    edge="#6f7686",
    ink="#eceef2",
    muted="#a3a9b8",
    accent="#9db4f0",
    accent_ink="#0f1524",
    soft="#263352",
    soft_ink="#c9d6fa",
    focus="#9db4f0",
    level_ti="#27345a",
    level_ti_ink="#eceef2",
    level_i="#3d5391",
    level_i_ink="#ffffff",
    level_s="#7f9be6",
    level_s_ink="#0f1524",
    level_ts="#c3d2fb",
    level_ts_ink="#0f1524",
    hatch="#4b5162",
    warn="#3c3118",
    warn_ink="#f3d594",
    alert="#47211c",
    alert_ink="#f6bdb4",
    off="#2a2e38",
    off_ink="#a3a9b8",
)

SHEET = Template("""
* { font-family: "$family"; font-size: ${base}px; color: $ink; }
QMainWindow, QWidget#page { background: $ground; }
QWidget#side { background: $side; border-right: 1px solid $line; }
QFrame#card { background: $card; border: 1px solid $line; border-radius: ${radius}px; }
QFrame#card[mood="calm"] { border: 2px solid $accent; }
QFrame#card[mood="paused"] { border: 2px dashed $accent; }
QFrame#card[mood="soon"], QFrame#card[mood="last"] { background: $warn;
  border: 2px solid $warn_ink; }
QFrame#card[mood="over"] { background: $alert; border: 2px solid $alert_ink; }
QFrame#card[mood="soon"] QLabel, QFrame#card[mood="last"] QLabel { color: $warn_ink; }
QFrame#card[mood="over"] QLabel { color: $alert_ink; }
QFrame#topbar { background: $card; border-bottom: 1px solid $line; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="caption"] { color: $muted; font-size: ${caption}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="now"] { font-weight: 600; color: $accent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="clock"] { font-size: ${clock}px; font-weight: 600; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[role="birth"] { font-size: ${figure}px; font-weight: 600; }
QLabel[role="badge"] { background: $soft; color: $soft_ink; border-radius: 7px;
  padding: 1px 9px; font-weight: 600; font-size: ${caption}px; }
QLabel[role="key"] { border: 1px solid $line; border-radius: 4px; padding: 0 5px;
  color: $muted; font-size: ${small}px; background: $card; }
QLabel[role="badge"][tone="warn"] { background: $warn; color: $warn_ink; }
QLabel[role="badge"][tone="alert"] { background: $alert; color: $alert_ink; }
QFrame#banner { background: $alert; border: none; }
QFrame#banner QLabel { color: $alert_ink; }
QFrame#banner[tone="warn"] { background: $warn; }
QFrame#banner[tone="warn"] QLabel { color: $warn_ink; }
QFrame#banner[tone="calm"] { background: $soft; }
QFrame#banner[tone="calm"] QLabel { color: $soft_ink; }
QFrame#hint { background: $warn; border: none; border-radius: ${radius}px; }
QFrame#hint QLabel { color: $warn_ink; }
QPushButton { background: $card; border: 1px solid $line; border-radius: 6px; padding: 6px 12px; }
QPushButton:hover { border-color: $accent; }
QPushButton:disabled { background: $off; color: $off_ink; border-color: $off; }
QPushButton[primary="true"] { background: $accent; color: $accent_ink; border-color: $accent;
  font-weight: 600; }
QPushButton[primary="true"]:disabled { background: $off; color: $off_ink; border-color: $off; }
QPushButton[small="true"] { font-size: ${caption}px; padding: 3px 8px; }
QPushButton[pending="true"] { border: 2px dashed $accent; padding: 2px 7px; }
QPushButton[waits="true"] { background: $off; color: $off_ink; border-color: $off; }
QPushButton[waits="true"]:hover { border-color: $accent; }
QPushButton:checked { background: $soft; color: $soft_ink; border-color: $soft; }
QPushButton[chip="true"] { background: $soft; color: $soft_ink; border-color: $accent;
  font-weight: 600; }
QPushButton[chip="true"][mood="soon"], QPushButton[chip="true"][mood="last"] {
  background: $warn; color: $warn_ink; border-color: $warn_ink; }
QPushButton[chip="true"][mood="over"] { background: $alert; color: $alert_ink;
  border-color: $alert_ink; }
QPushButton[tab="true"] { border: none; border-bottom: 2px solid transparent; border-radius: 0;
  background: transparent; padding: 0 8px; }
QPushButton[tab="true"]:hover { color: $accent; }
QPushButton[tab="true"]:checked { font-weight: 600; border-bottom-color: $accent; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; }
QPushButton[flat="true"]:hover { border-color: $line; }
QPushButton[rail="true"] { background: transparent; border: 1px solid transparent;
  text-align: left; padding: 7px 10px; }
QPushButton[rail="true"]:hover { border-color: $edge; }
QPushButton[rail="true"]:checked { background: $soft; color: $soft_ink; font-weight: 600; }
QPushButton[rail="true"]:focus { border: 2px solid $focus; padding: 6px 9px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $card;
  border: 1px solid $edge; border-radius: 6px; padding: 5px 8px; placeholder-text-color: $muted;
  selection-background-color: $accent; selection-color: $accent_ink; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"] { border: none; padding: 0;
  background: transparent; }
QLineEdit[unkept="true"], QPlainTextEdit[unkept="true"] { border-style: dashed; }
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] { border-color: $alert_ink; }
QLineEdit[mark="true"] { font-size: ${mark}px; font-weight: 600; padding: 2px 6px; }
QLineEdit[mark="true"]:read-only { border-color: transparent; }
QPushButton[step="true"] { padding: 0; min-width: 24px; max-width: 24px; }
QLabel[role="seal"] { font-size: ${seal}px; font-weight: 600; color: $accent_ink; }
QLabel[role="seal-detail"] { font-size: ${small}px; color: $accent_ink; }
QLabel[role="seal"][waits="true"], QLabel[role="seal-detail"][waits="true"] { color: $off_ink; }
QLabel[role="over"] { color: $alert_ink; font-weight: 600; }
QFrame#floating { background: $card; border: 1px solid $accent; border-radius: ${radius}px; }
QListView#bare { background: transparent; }
QListView#notes { padding: 4px 8px; }
QFrame#cell { background: transparent; border: none; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($arrow); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 4px; margin-right: 14px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom-color: $accent; }
QTabWidget::tab-bar { left: 6px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QToolButton { background: $card; border: 1px solid $line; border-radius: 5px; padding: 3px 8px;
  color: $muted; font-size: ${small}px; }
QToolButton:checked { background: $accent; color: $accent_ink; border-color: $accent; }
QToolButton[level="TI"]:checked { background: $level_ti; color: $level_ti_ink;
  border-color: $level_ti; }
QToolButton[level="I"]:checked { background: $level_i; color: $level_i_ink;
  border-color: $level_i; }
QToolButton[level="S"]:checked { background: $level_s; color: $level_s_ink;
  border-color: $level_s; }
QToolButton[level="TS"]:checked { background: $level_ts; color: $level_ts_ink;
  border-color: $level_ts; }
QToolButton[level="NO"]:checked { background: $card; color: $ink; border: 2px dashed $edge;
  padding: 2px 7px; font-weight: 600; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px;
  background: $card; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QListView, QTableView, QTreeView { background: $card; border: none; outline: 0;
  selection-background-color: $soft; selection-color: $soft_ink;
  alternate-background-color: $card; }
QHeaderView::section { background: $card; color: $muted; border: none;
  border-bottom: 1px solid $line; padding: 6px 8px; font-weight: 600; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 5px; min-height: 24px; min-width: 24px; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QToolTip { background: $ink; color: $ground; border: none; padding: 4px 6px; }
QMenu { background: $card; border: 1px solid $line; }
QMenu::item { padding: 6px 18px; }
QMenu::item:selected { background: $soft; color: $soft_ink; }
QPushButton[tile="true"]:hover { background: $soft; border-color: $accent; }
QPushButton[tile="true"] QLabel[role="strong"] { color: $ink; }
QPushButton[tile="true"] QLabel[role="muted"] { color: $muted; }
QProgressBar { background: $off; border: none; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QDialog { background: $ground; }
QCheckBox:disabled, QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled,
QToolButton:disabled { color: $off_ink; }
QPushButton:focus { border: 2px solid $focus; padding: 5px 11px; }
QPushButton[small="true"]:focus { padding: 2px 7px; }
QPushButton[step="true"]:focus { padding: 0; }
QPushButton[primary="true"]:focus { background: $soft; color: $soft_ink; }
QPushButton[primary="true"][seal="true"]:focus { background: $accent; }
QPushButton[primary="true"][waits="true"]:focus { background: $off; color: $off_ink; }
QPushButton[tab="true"]:focus { color: $focus; border: 2px solid $focus; border-radius: 6px;
  padding: 0 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $focus; padding: 4px 7px; }
QPlainTextEdit[bare="true"]:focus, QTextEdit[bare="true"]:focus { border: 2px solid $focus;
  border-radius: 4px; padding: 0; }
QLineEdit[mark="true"]:focus { padding: 1px 5px; }
QTabBar::tab:selected:focus { color: $focus; border: 2px solid $focus; border-radius: 6px;
  padding: 6px 2px 8px 2px; }
QToolButton:focus { border: 2px solid $focus; padding: 2px 7px; }
QToolButton:checked:focus { background: $soft; color: $soft_ink; }
QCheckBox::indicator:focus { border: 2px solid $focus; }
QCheckBox:focus { color: $focus; }
QScrollArea:focus, QPdfView:focus { border: 2px solid $focus; }
""")


SIZES = {
    "base": 13,
    "caption": 12,
    "small": 11,
    "title": 21,
    "clock": 34,
    "figure": 17,
    "mark": 22,
    "seal": 15,
}
"""Pixels of the texts at 100 %."""
LENGTH = re.compile(r"\b(\d+)px")
THIN = 2
"""Pixels up to which a line keeps its width at any size of the texts."""


def stylesheet(palette: Palette, scale: float = 1.0) -> str:
    """The style sheet of the whole program; ``scale`` 1.0 to 2.0 enlarges texts and their room."""
    tokens = {field.name: getattr(palette, field.name) for field in fields(palette)}
    tone = "dark" if palette is DARK else "light"
    marks = {
        name: resource("icons", f"{name}-{tone}.svg").as_posix() for name in ("check", "arrow")
    }
    sheet = SHEET.substitute(tokens, family=FAMILY, radius=RADIUS, **SIZES, **marks)
    return LENGTH.sub(lambda found: f"{_scaled(int(found[1]), scale)}px", sheet)


def _scaled(pixels: int, scale: float) -> int:
    return pixels if pixels <= THIN else round(pixels * scale)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Theme(QObject):
    """The palette in force: the system's, or the one the user chose; and the size of texts."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        hints = QGuiApplication.styleHints()
        self.choice, self.scale = "system", 1.0
        self.palette = LIGHT
        self._scheme = hints.colorScheme()
        self._settings: QSettings | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._look()
        hints.colorSchemeChanged.connect(self._follow)

    def remember(self, settings: QSettings) -> None:
        """Begin with what was chosen the last time, and keep what is chosen from now on."""
        choice = str(settings.value("theme", self.choice))
        self.choice = choice if choice in CHOICES else "system"
        self.scale = _size(settings.value("text-size", self.scale))
        self._settings = settings
        self._ask_scheme()
        self._look()

    @property
    def dark(self) -> bool:
        return self.palette is DARK

    def _look(self) -> None:
        follows = self.choice == "system" and self._scheme == Qt.ColorScheme.Dark
        self.palette = DARK if follows or self.choice == "dark" else LIGHT
        self._colours = {f.name: QColor(getattr(self.palette, f.name)) for f in fields(Palette)}
        self._fonts = {}

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        """The system turned light or dark."""
        self._scheme = scheme
        if self.choice == "system":
            self._change()

    def _change(self) -> None:
        self._look()
        if self._settings is not None:
            self._settings.setValue("theme", self.choice)
            self._settings.setValue("text-size", self.scale)
        self.changed.emit()

    def _ask_scheme(self) -> None:
        """The frame that the system draws around the window goes with what is in it."""
        QGuiApplication.styleHints().setColorScheme(CHOICES[self.choice])

    def choose(self, choice: str) -> None:
        """``system``, ``light`` or ``dark``."""
        self.choice = choice
        self._ask_scheme()
        self._change()

    def enlarge(self, scale: float) -> None:
        """1.0 to 2.0."""
        self.scale = _size(scale)
        self._change()

    def px(self, length: int) -> int:
        """A length meant for texts of the usual size, at the size texts have now."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        return self._colours[token]

    def font(self, size: int, *, bold: bool = False) -> QFont:
        """The typeface at ``size`` pixels at 100 %; made once, as painters ask for it often."""
        made = self._fonts.get((size, bold))
        if made is None:
            made = self._fonts[size, bold] = _sized(self.px(size), bold=bold)
        return made

    def sheet(self) -> str:
        return stylesheet(self.palette, self.scale)

    def colours(self) -> QPalette:
        """The same for what no style sheet reaches: the system's dialogs drawn by Qt."""
        made = QPalette()
        for role, token in ROLES.items():
            made.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            made.setColor(QPalette.ColorGroup.Disabled, role, self.colour("off_ink"))
        return made


CHOICES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "side",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "ground",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_ink",
    QPalette.ColorRole.Link: "accent",
}


def _size(told: object) -> float:
    """A size of texts, 1.0 to 2.0; 1.0 for what is none."""
    try:
        return min(2.0, max(1.0, float(str(told))))
    except ValueError:
        return 1.0


def _sized(pixels: int, *, bold: bool) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def load_fonts() -> None:
    """Make the shipped typeface known to Qt, and the default; figures keep one width."""
    for face in FACES:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{FAMILY}-{face}.ttf")))
    font = QFont(FAMILY)
    font.setPixelSize(13)
    font.setFeature(QFont.Tag("tnum"), 1)
    QGuiApplication.setFont(font)
