"""How a sentence counts things."""

from __future__ import annotations

import pytest

from app.domain.text import counted


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "grille scellée", "0 grille scellée"),
        (1, "non conforme", "1 non conforme"),
        (2, "non conforme", "2 non conformes"),
        (2, "grille scellée", "2 grilles scellées"),
    ],
)
def test_a_plural_leaves_alone_the_words_that_have_none(number: int, noun: str, said: str) -> None:
    assert counted(number, noun) == said
