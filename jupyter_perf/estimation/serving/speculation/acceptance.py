"""How many tokens a step of speculative decoding brings, by how they are proposed.

A step verifies drafted tokens in one pass of the model. Those before the first wrong one are kept,
and the pass gives one more for nothing (the bonus token). With `reached[d]` the probability that at
least d drafted tokens are kept, a step brings sum(reached) tokens on average. Of a chain of k
tokens that are each right with probability α,

    1 + α + … + α^k = (1 − α^(k+1)) / (1 − α)

Sources: Leviathan, Kalman and Matias, "Fast Inference from Transformers via Speculative Decoding",
2023, equation 1; Liu et al., "Optimizing Speculative Decoding for Serving Large Language Models
Using Goodput" (SmartSpec), 2024, arXiv 2406.14066, section 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from .checking import share, whole
from .record import Record


@dataclass(frozen=True)
class Drafted(Record):
    """One step of one request; tokens are expected values."""

    length: int
    """Tokens that were asked for: of a chain its length, of a tree its nodes or its depth."""
    reached: tuple[float, ...]
    """Probability that at least 0, 1, 2, … drafted tokens are kept; the first is 1."""
    verified: float
    """Tokens of the request in the model's pass."""
    passes: tuple[float, ...] = ()
    """Tokens of the request in each pass of the draft model, one after another."""

    @property
    def expected(self) -> float:
        """Tokens that the step brings, the bonus token included."""
        return math.fsum(self.reached)

    @property
    def overshoot(self) -> float:
        """Tokens of an answer's last step beyond its end, on average over answers of any length.

        (E[X²] / E[X] − 1) / 2 of the X tokens of a step: the mean excess of a renewal process
        (Feller, "An Introduction to Probability Theory", volume 2, chapter XI.4, on whole numbers).
        """
        squares = math.fsum((2 * d + 1) * each for d, each in enumerate(self.reached))
        return (squares / self.expected - 1) / 2

    def steps(self, tokens: float) -> float:
        """Of an answer of `tokens`, on average; at least one."""
        return max(1.0, (tokens + self.overshoot) / self.expected)


class Method(Protocol):
    """A way of proposing tokens, its acceptance known."""

    def drafted(self, length: int) -> Drafted:
        """A step with `length` tokens, 0 being none. Raises UsageError for other than whole."""
        ...


@dataclass(frozen=True)
class Chain:
    """A draft model proposes one token after another; each is right with `acceptance`.

    Raises UsageError where that is no share.
    """

    acceptance: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "acceptance", share("acceptance", self.acceptance))

    def drafted(self, length: int) -> Drafted:
        count = whole("length", length)
        return Drafted(count, _powers(self.acceptance, count), 1.0 + count, (1.0,) * count)


@dataclass(frozen=True)
class Lookup:
    """Tokens that followed the last ones earlier in the prompt are proposed, without a draft model.

    `match`: share of steps in which there is such a place; in the others nothing is verified.
    Source: Saxena, "Prompt Lookup Decoding", 2023. Raises UsageError for what is no share.
    """

    acceptance: float
    match: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "acceptance", share("acceptance", self.acceptance))
        object.__setattr__(self, "match", share("match", self.match))

    def drafted(self, length: int) -> Drafted:
        count = whole("length", length)
        kept = [self.match * each for each in _powers(self.acceptance, count)[1:]]
        return Drafted(count, (1.0, *kept), 1.0 + self.match * count)


def _powers(acceptance: float, length: int) -> tuple[float, ...]:
    """1, α, …, α^length: summed up, they need no care where α is 1."""
    return tuple(float(acceptance) ** d for d in range(length + 1))
