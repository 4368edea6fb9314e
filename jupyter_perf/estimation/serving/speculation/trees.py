"""Trees of proposed tokens: several candidates for each place, verified in one pass.

A node is kept where it and all above it are right. Of its candidates for a place the draft model's
r-th is the right one with probability `ranks[r]`, wherever in the tree it stands: then a node's
worth is the product of those on its path, and a step brings 1 + the sum of all nodes' worth. As a
child is never worth more than its parent, the n nodes of most worth are a tree, and no other tree
of n nodes brings more.

Sources: Miao et al., "SpecInfer", 2024; Cai et al., "Medusa", 2024, section 2.3.3; Chen et al.,
"Sequoia", 2024, section 3.1 (the same assumption, and trees with a limit of depth).
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....errors import UsageError
from .acceptance import Drafted
from .checking import LONGEST, listed, share, whole

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Tree:
    """The best tree of a number of nodes, the root not counted.

    Raises UsageError for ranks that are no shares of one whole, or none.
    """

    ranks: tuple[float, ...]
    """Probability that the draft model's first, second, … candidate is the right one."""
    depth: int | None = None
    """The most tokens one after another, each of them a pass of the draft model; None: any."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", _ranks(self.ranks))
        if self.depth is not None:
            whole("depth", self.depth, least=1)

    @classmethod
    def alike(cls, acceptance: float, width: int = 4, depth: int | None = None) -> Tree:
        """Each of `width` candidates is right with `acceptance` where those before it are wrong:
        `ranks` are α, α(1−α), α(1−α)², …"""
        right, most = share("acceptance", acceptance), whole("width", width, least=1)
        return cls(tuple(right * (1 - right) ** rank for rank in range(most)), depth)

    def drafted(self, length: int) -> Drafted:
        """`length` nodes: fewer where the depth leaves no room for more than worthless ones.

        Of width 1 it is the chain, and as long: a draft model that is never right drafts too.
        """
        asked = whole("length", length)
        levels = _levels(itertools.islice(self._nodes(), asked))
        return _drafted(asked, levels)

    def _nodes(self) -> Iterator[tuple[float, int]]:
        """Worth and depth of nodes, the most worthy first; of what is never right, one a place."""
        ranks = sorted((each for each in self.ranks if each > 0), reverse=True) or [0.0]
        most = LONGEST if self.depth is None else self.depth
        # Of each node: −worth, depth, its rank among its siblings, −worth of its parent.
        waiting = [(-ranks[0], 1, 0, -1.0)]
        while waiting:
            worth, depth, rank, parent = heapq.heappop(waiting)
            yield -worth, depth
            if depth < most:
                heapq.heappush(waiting, (worth * ranks[0], depth + 1, 0, worth))
            if rank + 1 < len(ranks):
                sibling = (parent * ranks[rank + 1], depth, rank + 1, parent)
                heapq.heappush(waiting, sibling)


@dataclass(frozen=True)
class Widths:
    """Trees of a fixed shape: each node at depth d has `widths[d]` candidates below it.

    Raises UsageError where there are more candidates than `ranks` says of, and as `Tree`.
    """

    ranks: tuple[float, ...]
    widths: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", _ranks(self.ranks))
        widths = listed("widths", self.widths, "whole numbers, one for each depth")
        checked = tuple(whole("widths", each, 1, len(self.ranks)) for each in widths)
        object.__setattr__(self, "widths", checked)
        if math.prod(self.widths) > LONGEST:
            raise UsageError(f"a tree of `widths` {self.widths} has more than {LONGEST:,} leaves")

    def drafted(self, length: int) -> Drafted:
        """The first `length` levels. Raises UsageError where there are fewer."""
        levels, worth, nodes = [], 1.0, 1
        for width in self.widths[: whole("length", length, most=len(self.widths))]:
            worth, nodes = worth * math.fsum(self.ranks[:width]), nodes * width
            levels.append((min(1.0, worth), nodes))
        return _drafted(length, levels)


def _levels(nodes: Iterator[tuple[float, int]]) -> list[tuple[float, int]]:
    """Per depth from 1 on: worth and number of its nodes."""
    levels: list[tuple[float, int]] = []
    for worth, depth in nodes:
        if depth > len(levels):
            levels.append((0.0, 0))
        before, count = levels[depth - 1]
        levels[depth - 1] = (min(1.0, before + worth), count + 1)
    return levels


def _drafted(length: int, levels: Sequence[tuple[float, int]]) -> Drafted:
    counts = [1, *(count for _, count in levels)]
    return Drafted(
        length,
        (1.0, *(worth for worth, _ in levels)),
        float(sum(counts)),
        # The draft model reads each level to propose the next one.
        tuple(float(count) for count in counts[:-1]),
    )


def _ranks(ranks: object) -> tuple[float, ...]:
    given = listed("ranks", ranks, "probabilities of the first, second, … candidate")
    checked = tuple(share("ranks", each) for each in given)
    if math.fsum(checked) > 1 + _ROUNDING:
        raise UsageError(f"`ranks` are shares of one whole, and {checked} are more than 1 together")
    return checked
