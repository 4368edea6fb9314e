"""What is kept of a weight: N:M, unstructured, blocks, channels. Plain descriptions, no arrays.

A pattern is about a weight as a matrix of (rows, inputs): `Linear.weight` as it is; a convolution
with its input channels last, (out · kernel places, in); a Flax kernel transposed. `2:4` keeps at
most 2 of each 4 consecutive inputs of a row.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

from ..errors import UsageError

Shape = tuple[int, int]
"""(rows, inputs) of a weight as a matrix."""
LARGEST_GROUP = 64
_FORMS = "`2:4` (2 of each 4 kept), `unstructured:90%` (90% pruned), `block4x4:90%`, `channel:50%`"


class Pattern(Protocol):
    """What every pattern has."""

    @property
    def density(self) -> float:
        """The share of weights that is kept, in (0, 1]."""

    def unfit(self, shape: Shape) -> str:
        """Why it can't be asked of a matrix of this shape; empty where it can."""

    def relaxed(self, density: float) -> Pattern:
        """One of the same kind that keeps at least `density`, and never less than this one."""

    def __str__(self) -> str:
        """As `parse` reads it."""


@dataclass(frozen=True)
class NM:
    """At most `n` of each `m` consecutive inputs of a row."""

    n: int
    m: int

    def __post_init__(self) -> None:
        if not 1 <= self.n <= self.m <= LARGEST_GROUP:
            raise UsageError(
                f"the pattern {self.n}:{self.m} makes no sense: N:M keeps N of each M inputs, with"
                f" 1 <= N <= M <= {LARGEST_GROUP}"
            )

    @property
    def density(self) -> float:
        return self.n / self.m

    def unfit(self, shape: Shape) -> str:
        if shape[1] % self.m:
            return f"its {shape[1]} inputs can't be divided into groups of {self.m}"
        return ""

    def relaxed(self, density: float) -> NM:
        return NM(max(self.n, min(self.m, math.ceil(density * self.m - 1e-9))), self.m)

    def __str__(self) -> str:
        return f"{self.n}:{self.m}"


@dataclass(frozen=True)
class Unstructured:
    """The best weights wherever they are: a layer keeps `density` of them (at least one)."""

    density: float

    def unfit(self, shape: Shape) -> str:
        return ""

    def relaxed(self, density: float) -> Unstructured:
        return Unstructured(max(self.density, min(1.0, density)))

    def __str__(self) -> str:
        return f"unstructured:{_pruned(self.density)}"


@dataclass(frozen=True)
class Block:
    """Whole blocks of `rows` by `columns` weights, judged by the sum of their scores."""

    rows: int
    columns: int
    density: float

    def unfit(self, shape: Shape) -> str:
        if shape[0] % self.rows or shape[1] % self.columns:
            return f"{shape[0]}x{shape[1]} can't be divided into {self.rows}x{self.columns} blocks"
        return ""

    def relaxed(self, density: float) -> Block:
        return Block(self.rows, self.columns, max(self.density, min(1.0, density)))

    def __str__(self) -> str:
        return f"block{self.rows}x{self.columns}:{_pruned(self.density)}"


@dataclass(frozen=True)
class Channel:
    """Whole rows (output channels), judged by the sum of their scores."""

    density: float

    def unfit(self, shape: Shape) -> str:
        return "it has one row only" if shape[0] < 2 else ""

    def relaxed(self, density: float) -> Channel:
        return Channel(max(self.density, min(1.0, density)))

    def __str__(self) -> str:
        return f"channel:{_pruned(self.density)}"


def fitted(pattern: Pattern, shape: Shape) -> Pattern:
    """`pattern`, or where its groups don't divide the inputs, the same share of smaller ones.

    For patterns that only hold on the way (8:32 before 1:4): halved until they fit or can't be.
    """
    while isinstance(pattern, NM) and shape[1] % pattern.m and not (pattern.n % 2 or pattern.m % 2):
        pattern = NM(pattern.n // 2, pattern.m // 2)
    return pattern


def parse(text: str | Pattern) -> Pattern:
    """The pattern that `text` means. Raises UsageError, with the forms there are."""
    if not isinstance(text, str):
        return text
    words = text.strip().lower()
    if found := re.fullmatch(r"(\d{1,4}):(\d{1,4})", words):
        return NM(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(unstructured|channel):([\d.]+%?)", words):
        kind = Unstructured if found[1] == "unstructured" else Channel
        return kind(_kept(found[2], text))
    if found := re.fullmatch(r"block(\d{1,3})x(\d{1,3}):([\d.]+%?)", words):
        rows, columns = int(found[1]), int(found[2])
        if rows and columns:
            return Block(rows, columns, _kept(found[3], text))
    raise UsageError(f"there is no pattern {text!r}; patterns are {_FORMS}")


def _kept(pruned: str, text: str) -> float:
    """The density that "90%" or "0.9" (pruned) leaves."""
    try:
        share = float(pruned.rstrip("%")) / (100 if pruned.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share < 1:
        raise UsageError(f"{text!r} says how much is pruned: give 0% or more, and less than 100%")
    return round(1 - share, 12)


def _pruned(density: float) -> str:
    return f"{round(100 * (1 - density), 6):g}%"
