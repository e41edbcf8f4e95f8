"""Data shipped with the program: exams, fonts, icons, guide. One function finds it all."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, also inside a frozen bundle."""
    return Path(__file__).parent.joinpath(*parts)
