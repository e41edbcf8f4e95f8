"""The tool that renders the pages: every scene has what it needs, light differs from dark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def test_a_scene_is_rendered_at_each_size_and_in_each_theme(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.shots", str(tmp_path), "day-start", "welcome"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = {path.stem: QImage(str(path)) for path in tmp_path.glob("*.png")}
    assert len(found) == 2 * 4 + 2 * 3
    assert found["welcome-1366-light"].size().toTuple() == (1366, 728)
    light, dark = (found[f"day-start-1366-{theme}"] for theme in ("light", "dark"))
    assert light.pixelColor(700, 700).lightness() > 200
    assert dark.pixelColor(700, 700).lightness() < 100
