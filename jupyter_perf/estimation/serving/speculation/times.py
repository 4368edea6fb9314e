"""How long a pass of a model takes, by the tokens that it remembers and those that it reads.

    T = a · N_context + g · N_batched + d

N_context counts the cached tokens of all requests, N_batched those that the pass reads. Source: Liu
et al., SmartSpec, 2024, arXiv 2406.14066, section 4.2. A pass takes as long as reading the weights
until tokens are so many that computing takes longer, and tokens wake one expert after another: a
bent line has another g from some N_batched on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ....errors import UsageError
from .acceptance import Drafted
from .checking import amount
from .record import Record

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Line(Record):
    """Seconds of a pass. Raises UsageError for negative or endless figures, or all of them zero."""

    context: float
    """a: seconds for each cached token of all requests."""
    token: float
    """g: seconds for each token that the pass reads."""
    fixed: float
    """d: seconds of any pass."""
    bends: tuple[tuple[float, float], ...] = ()
    """From how many read tokens on, ascending, each further one takes how many seconds."""

    def __post_init__(self) -> None:
        for name in ("context", "token", "fixed"):
            object.__setattr__(self, name, amount(name, getattr(self, name), "seconds"))
        bends = tuple(
            (amount("bends", start, "tokens"), amount("bends", slope, "seconds"))
            for start, slope in self.bends
        )
        object.__setattr__(self, "bends", bends)
        if any(b <= a for (a, _), (b, _) in zip(((0.0, 0.0), *bends), bends, strict=False)):
            raise UsageError(f"`bends` must begin at ascending numbers of tokens: {self.bends}")
        if not any((self.context, self.token, self.fixed, *(slope for _, slope in self.bends))):
            raise UsageError("a pass takes time: one of `context`, `token`, `fixed` is above 0")

    def seconds(self, context: Any, batched: Any) -> Any:
        """Of a pass over `batched` tokens that attend to `context` ones; arrays give arrays."""
        starts, heights, last = self._shape
        # Between bends it is straight, and from the last one on it goes on as it did.
        beyond = last * np.maximum(0.0, batched - starts[-1])
        return self.context * context + np.interp(batched, starts, heights) + beyond

    @cached_property
    def _shape(self) -> tuple[Floats, Floats, float]:
        """Where it bends, its seconds there without any context, and its slope from the last on."""
        starts = np.array([0.0, *(start for start, _ in self.bends)])
        slopes = [self.token, *(slope for _, slope in self.bends)]
        rises = np.diff(starts) * slopes[:-1]
        return starts, self.fixed + np.concatenate([[0.0], np.cumsum(rises)]), slopes[-1]

    def scaled(self, factor: float) -> Line:
        """Each pass takes `factor` times as long."""
        bends = tuple((start, factor * slope) for start, slope in self.bends)
        return Line(factor * self.context, factor * self.token, factor * self.fixed, bends)


@dataclass(frozen=True)
class Mix:
    """Who shares a step; numbers, or arrays of them."""

    going: Any
    """Requests that have begun their answers, and have tokens drafted."""
    context: float
    """Tokens cached of each of them."""
    prompts: Any = 0.0
    """Tokens of prompts that are read in the same pass, for requests that begin."""

    @property
    def cached(self) -> Any:
        return self.going * self.context


@dataclass(frozen=True)
class Times(Record):
    """Seconds of a step: passes of the draft model, then one of the model that is served.

    `draft` None: proposals cost nothing. Raises UsageError for other than lines.
    """

    target: Line
    draft: Line | None = None

    def __post_init__(self) -> None:
        given: tuple[object, ...] = (self.target, self.draft)
        for name, each in zip(("target", "draft"), given, strict=True):
            if not (isinstance(each, Line) or (each is None and name == "draft")):
                kind = type(each).__name__
                raise UsageError(f"`{name}` must be a `Line`, as `fit(…).line` is, not a {kind}")

    @classmethod
    def ratio(cls, target: Line, draft_cost: float) -> Times:
        """A pass of the draft model takes `draft_cost` times as long as one of the model over as
        many tokens. Raises UsageError where that is negative."""
        cost = amount("draft_cost", draft_cost, "a share of a step")
        return cls(target, target.scaled(cost) if cost else None)

    def drafting(self, drafted: Drafted, mix: Mix) -> Any:
        """Seconds that all wait for proposals, and for the draft model to read the prompts."""
        spent = 0.0 * mix.going
        if self.draft is None or not drafted.passes:
            return spent
        for at, tokens in enumerate(drafted.passes):
            read = mix.going * tokens + (mix.prompts if at == 0 else 0.0)
            spent = spent + (read > 0) * self.draft.seconds(mix.cached, read)
        return spent

    def verifying(self, drafted: Drafted, mix: Mix) -> Any:
        """Seconds of the model's own pass."""
        return self.target.seconds(mix.cached, mix.going * drafted.verified + mix.prompts)

    def step(self, drafted: Drafted, mix: Mix) -> Any:
        return self.drafting(drafted, mix) + self.verifying(drafted, mix)
