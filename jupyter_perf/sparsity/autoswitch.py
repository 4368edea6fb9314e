"""When the variance of Adam has settled: AutoSwitch, the rule that ends STEP's first phase.

Plain numbers in, a decision out: both backends feed the same rule.
"""

from __future__ import annotations

import collections
import math
from typing import Literal

from ..errors import UsageError

Mean = Literal["arithmetic", "geometric"]
SMALLEST = 1e-300
"""What a change of exactly zero counts for in a geometric mean, whose logarithm it has none of."""


class AutoSwitch:
    """Fires once the mean change of the variance over its last steps is below `epsilon`.

    The change of step t is Z_t = ||v_t - v_{t-1}||_1 / d, over all d coordinates that the optimizer
    has a variance of; the mean is taken over T_w = floor(1 / (1 - beta2)) steps, the horizon that
    beta2 averages over.

    Source: Lu et al., STEP: Learning N:M Structured Sparsity Masks from Scratch with Precondition,
    arXiv 2302.01172, algorithm 2 (ICML 2023).
    """

    def __init__(self, mean: Mean, epsilon: float, beta2: float) -> None:
        if not 0 <= beta2 < 1:
            raise UsageError(f"beta2 is {beta2!r}: an average of squares needs 0 <= beta2 < 1")
        self.mean = mean
        self.epsilon = epsilon
        self.horizon = max(1, math.floor(1 / (1 - beta2) + 1e-6))
        """T_w, in steps."""
        self._changes: collections.deque[float] = collections.deque(maxlen=self.horizon)

    def seen(self, change: float) -> bool:
        """Whether it fires with this step's Z_t. A NaN never does: training has gone wrong."""
        self._changes.append(change)
        if len(self._changes) < self.horizon:
            return False
        return self.average() < self.epsilon

    def average(self) -> float:
        """Of the changes in the horizon; NaN before the first."""
        if not self._changes:
            return math.nan
        if self.mean == "geometric":
            logs = (math.log(max(each, SMALLEST)) for each in self._changes)
            return math.exp(math.fsum(logs) / len(self._changes))
        return math.fsum(self._changes) / len(self._changes)

    def state(self) -> list[float]:
        """The changes it has seen, oldest first: with `restore`, a resumed run goes on the same."""
        return list(self._changes)

    def restore(self, state: list[float]) -> None:
        """What `state` gave."""
        self._changes = collections.deque(state, maxlen=self.horizon)
