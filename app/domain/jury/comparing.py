"""Figures to compare groups of marks by: counted, never fed back into a mark.

Marks are whole half points here, so that all is exact; what is shown is decimal. Quartiles are the
French school's: the smallest mark that a quarter of the candidates do not exceed.

A difference between a group and the others comes with the interval in which ninety-five of a
hundred random shares of the same candidates into groups of that size would fall. The draws are
seeded by the marks themselves: the same marks give the same interval on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from app.domain.facts import dataclass
from app.domain.marks import printed_mark
from app.domain.record import digest
from app.domain.text import counted

DRAWS = 1000
_TAIL = 25
"""Draws left out at each end: 2.5 % of them."""
TEN = 20
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Figures:
    """A group of marks in half points: ``total`` is their sum, ``under_ten`` counts."""

    n: int
    least: int
    low: int
    median: Decimal
    high: int
    most: int
    total: int
    under_ten: int

    @property
    def mean(self) -> Decimal:
        """In points, one decimal."""
        return tenths(self.total, 2 * self.n)

    @property
    def share_under_ten(self) -> int:
        """In whole per cent."""
        return (200 * self.under_ten + self.n) // (2 * self.n)

    @property
    def spread(self) -> str:
        """From the least mark to the most, "6 à 17,5"."""
        return f"{points(self.least)} à {points(self.most)}"


@dataclass(frozen=True)
class Gap:
    """The mean of ``n`` marks less that of the others, and what chance alone does; in points."""

    n: int
    gap: Decimal
    low: Decimal
    high: Decimal

    @property
    def by_chance(self) -> bool:
        return self.low <= self.gap <= self.high

    @property
    def sentence(self) -> str:
        """« 8 candidats : un écart de +1,2 est dans le hasard (de −1,4 à +1,5). »."""
        told = f"{counted(self.n, 'candidat')} : un écart de {signed(self.gap)}"
        between = f"de {signed(self.low)} à {signed(self.high)}"
        if self.by_chance:
            return f"{told} est dans le hasard ({between})."
        return f"{told} dépasse le hasard ({between})."


def figures(marks: Sequence[int]) -> Figures:
    """Of marks in half points, at least one."""
    told = sorted(marks)
    n, half = len(told), len(told) // 2
    middle = told[half] if n % 2 else told[half - 1] + told[half]
    return Figures(
        n=n,
        least=told[0],
        low=told[-(-n // 4) - 1],
        median=Decimal(middle) / (2 if n % 2 else 4),
        high=told[-(-3 * n // 4) - 1],
        most=told[-1],
        total=sum(told),
        under_ten=sum(mark < TEN for mark in told),
    )


class Chance:
    """What chance alone does to the means of groups of candidates drawn from all ``values``."""

    def __init__(self, values: Sequence[int]) -> None:
        self._values = sorted(values)
        self._total = sum(self._values)
        self._bounds: dict[int, tuple[int, int]] = {}

    def gap(self, total: int, n: int) -> Gap | None:
        """Of a group of ``n`` whose values sum to ``total``; None where nobody else is there."""
        others = len(self._values) - n
        if not n or not others:
            return None
        low, high = (self._scaled(bound, n) for bound in self._interval(n))
        return Gap(n, self._scaled(total, n), low, high)

    def _scaled(self, total: int, n: int) -> Decimal:
        """The difference of means, in points, that a group's sum comes to."""
        others = len(self._values) - n
        return tenths(total * others - (self._total - total) * n, 2 * n * others)

    def _interval(self, n: int) -> tuple[int, int]:
        """The sums of a group of ``n`` between which ninety-five draws of a hundred fall."""
        if n not in self._bounds:
            told = ",".join(map(str, (n, *self._values)))
            draw = Random(int(digest(told)[:16], 16))
            pool = [*self._values]
            sums = sorted(_drawn(pool, n, draw) for _ in range(DRAWS))
            self._bounds[n] = (sums[_TAIL], sums[-_TAIL - 1])
        return self._bounds[n]


def _drawn(pool: list[int], n: int, draw: Random) -> int:
    """The sum of ``n`` values drawn without putting back; ``random()`` alone is promised to be
    the same in every version of Python."""
    last = len(pool)
    for place in range(n):
        other = place + int(draw.random() * (last - place))
        pool[place], pool[other] = pool[other], pool[place]
    return sum(pool[:n])


def tenths(numerator: int, denominator: int) -> Decimal:
    """A fraction with one decimal, half away from zero."""
    exact = Decimal(numerator) / Decimal(denominator)
    return exact.quantize(_TENTH, rounding=ROUND_HALF_UP)


def signed(value: Decimal) -> str:
    """With its sign and a comma: "+1,2", "−0,4", "0,0"."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value)}".replace(".", ",")


def points(half: int) -> str:
    """Half points as a mark is printed: 29 is "14,5"."""
    return printed_mark(f"{half // 2}.{5 if half % 2 else 0}")


def decimal_text(value: Decimal) -> str:
    """As the French write it, without useless zeros: "12,25", "9"."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
