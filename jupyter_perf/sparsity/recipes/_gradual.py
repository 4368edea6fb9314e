"""What recipes that prune little by little share: the cubic schedule."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from ...errors import UsageError
from ..pattern import Pattern, Unstructured
from . import DENSE, Moment, Scope, Score, _options


@dataclasses.dataclass(frozen=True)
class Cubic:
    """Between the shares `begin` and `end` of the run, sparsity rises by

        s_t = s_f · (1 - (1 - (t - t0) / (n·dt))^3)

    with t0 the first update, dt the steps between two, n their number (Zhu & Gupta 2017, arXiv
    1710.01878, equation 1, from s_i = 0). What is pruned is zero from then on, without gradient.
    """

    begin: float = 0.1
    end: float = 0.75
    every: float = 0.01

    name: ClassVar[str] = ""
    score: ClassVar[Score] = "magnitude"
    scope: ClassVar[Scope] = "layer"
    needs_steps: ClassVar[bool] = True
    after_training: ClassVar[bool] = False

    def __post_init__(self) -> None:
        _options.share(self.name, "begin", self.begin)
        _options.share(self.name, "end", self.end)
        _options.positive(self.name, "every", self.every, zero=False)
        if self.begin > self.end:
            raise UsageError(f"`{self.name}`: begin ({self.begin}) is after end ({self.end})")

    def unfit(self, pattern: Pattern) -> str:
        if self.scope == "global" and not isinstance(pattern, Unstructured):
            return (
                f"layers compete for what is kept, and {pattern} keeps as much of each: use"
                " `gradual`, or a pattern such as unstructured:90%"
            )
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        total = _options.known_steps(self.name, steps)
        begin, end = _options.place(self.begin, total), _options.place(self.end, total)
        if step >= end:
            return self._moment(pattern, renew=step == end)
        if step < begin:
            return DENSE
        period = _options.every(self.every, total)
        updates = -(-(end - begin) // period)
        done, since = divmod(step - begin, period)
        density = 1 - (1 - pattern.density) * (1 - (1 - done / updates) ** 3)
        if density >= 1:
            return DENSE
        return self._moment(pattern.relaxed(density), renew=since == 0)

    def _moment(self, pattern: Pattern, renew: bool) -> Moment:
        return Moment(
            pattern, renew=renew, score=self.score, scope=self.scope, straight_through=False
        )
