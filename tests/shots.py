"""``python -m tests.shots DIR``: every page in its telling states, light and dark, at the two sizes
that matter, as PNG to be looked at."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="passage-shots-")

import ui  # noqa: F401  # steadies the binding first
from app.domain.acts import RaiseDoubt, ReportIncident, StopPart, WriteAppraisal
from app.services.preparing import demo_commission
from ui.main_window import MainWindow
from ui.start import application, window

SIZES = {"1366": (1366, 728), "1920": (1920, 1040)}
THEMES = ("light", "dark")
LONG = "Entretien mené avec méthode ; la reformulation est juste et la conclusion ferme. " * 12

Scene = Callable[[MainWindow], None]


def in_room(shown: MainWindow) -> None:
    shown.go("day")


def dossier(shown: MainWindow) -> None:
    assert shown.day is not None
    shown.day.tabs.setCurrentIndex(1)


def observations(shown: MainWindow) -> None:
    assert shown.day is not None
    shown.day.tabs.setCurrentIndex(2)


def veiled(shown: MainWindow) -> None:
    shown.run("privacy")


def asked(shown: MainWindow) -> None:
    shown.run("report")


def palette(shown: MainWindow) -> None:
    shown.run("palette")


def banner(shown: MainWindow) -> None:
    shown.banner.fail("C04.passage : le disque est plein : rien n’a été enregistré.")


def deliberation(shown: MainWindow) -> None:
    """The candidate has left: long text, the reason asked, the others shown again."""
    bridge = shown.bridge
    assert bridge is not None
    passage = bridge.passage
    assert passage is not None
    run = passage.open_run
    if run is not None:
        bridge.perform(StopPart(passage.number, run.part, "interrompu pour la vue"))
    bridge.perform(WriteAppraisal(passage.number, LONG))
    bridge.perform(RaiseDoubt(passage.number, "fiche 3 incomplète"))
    bridge.perform(ReportIncident("Bruit dans la cour.", "other"))


def page(name: str) -> Scene:
    return lambda shown: shown.run(name)


SCENES: dict[str, Scene] = {
    "day-in-room": in_room,
    "day-dossier": dossier,
    "day-observations": observations,
    "day-veiled": veiled,
    "day-asked": asked,
    "day-palette": palette,
    "day-banner": banner,
    "day-deliberation": deliberation,
    "sheets": page("sheets"),
    "journal": page("journal"),
    "evening": page("evening"),
    "guide": page("guide"),
}


def main() -> None:
    """Render every scene into the folder named."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    made = application()
    for size, (width, height) in SIZES.items():
        for theme in THEMES:
            for name, scene in {"welcome": _nothing, **SCENES}.items():
                with tempfile.TemporaryDirectory() as folder:
                    path = None if name == "welcome" else demo_commission(Path(folder))
                    shown = window(path)
                    shown.theme.choose(theme)
                    shown.resize(width, height)
                    shown.show()
                    scene(shown)
                    for _ in range(5):
                        made.processEvents()
                    shown.grab().save(str(target / f"{name}-{size}-{theme}.png"))
                    shown.close()


def _nothing(_: MainWindow) -> None:
    """The welcome page as it opens."""


if __name__ == "__main__":
    main()
