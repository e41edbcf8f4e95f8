"""Documentation that cannot drift."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from app.cli import parser
from app.domain.acts import REGISTRY, Act
from app.domain.jury.acts import JURY, ExamAct

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by its words; a group of commands stands for those in it."""
    return dict(_below("", parser()))


def _below(
    words: str, command: argparse.ArgumentParser
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    groups = [a for a in command._actions if isinstance(a, argparse._SubParsersAction)]
    for name, below in groups[0].choices.items() if groups else ():
        yield from _below(f"{words} {name}".strip(), below)
    if not groups:
        yield words, command


@pytest.mark.parametrize("name", commands())
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `passage {name}\b", README, re.MULTILINE)


@pytest.mark.parametrize("name", commands())
def test_every_option_of_a_command_stands_on_its_line_of_the_readme(name: str) -> None:
    line = next(row for row in README.splitlines() if row.startswith(f"| `passage {name}"))
    options = [o for a in commands()[name]._actions for o in a.option_strings if o not in ("-h",)]
    assert [o for o in options if o != "--help" and o not in line] == []


def test_every_option_of_the_program_itself_stands_in_the_readme() -> None:
    options = [o for action in parser()._actions for o in action.option_strings]
    assert [o for o in options if o not in ("-h", "--help") and f"passage {o}" not in README] == []


@pytest.mark.parametrize("act", [n for n, kind in REGISTRY.items() if not kind.internal])
def test_every_act_stands_in_the_readme_with_its_fields(act: str) -> None:
    assert undocumented(REGISTRY[act], {"passage", "salt"}) == []


@pytest.mark.parametrize("act", [n for n, kind in JURY.items() if not kind.internal])
def test_every_act_of_a_jury_stands_in_the_readme_with_its_fields(act: str) -> None:
    hidden = {"candidate", "exam"} if issubclass(JURY[act], ExamAct) else {"candidate"}
    assert undocumented(JURY[act], hidden) == []


def undocumented(kind: type[Act], hidden: set[str]) -> list[str]:
    """Fields of an act that its line of the README leaves out, but for those told once for all."""
    rows = [row for row in README.splitlines() if row.startswith("| `")]
    line = next(row for row in rows if f"`{kind.act}`" in row.split("|")[1])
    names = [field.name for field in fields(kind) if field.name not in hidden]
    return [name for name in names if f"`{name}" not in line]


def test_the_two_commands_of_the_readme_are_the_ones_promised() -> None:
    assert "pip install uv && uv run passage --demo" in README
    assert "pip install uv && uv run pytest" in README


@pytest.mark.parametrize("package", ["app", "db", "ui", "resources", "tests"])
def test_the_layout_of_the_readme_names_every_package(package: str) -> None:
    assert re.search(rf"^{package}/", README, re.MULTILINE)


def test_the_top_level_holds_what_the_card_says_and_nothing_else() -> None:
    folders = {"app", "ui", "resources", "db", "tests"}
    expected = folders | {"pyproject.toml", "build.spec", "README.md"}
    passing = {"uv.lock", "build", "dist"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - passing == expected
