"""From stated ranges to ranges of what is worked out from them: by drawing every input.

The same input has the same draws wherever it is used, so that what two assignments share (the
network, the platform) cancels out of their ratio. Values are drawn around the stated one by a
normal distribution of logarithms whose halves fit the range's ends, 10% beyond each.
"""

from __future__ import annotations

import math
import zlib

import numpy as np
import numpy.typing as npt

from ...core.arguments import is_real
from ...core.ranges import Range
from ...errors import UsageError

Drawn = npt.NDArray[np.float64]
"""(1 + draws,): the stated value, then the draws."""
_WIDEST = 1e6
"""Between a range's ends, for logarithms: wider ones are drawn as they are."""
_Z = 1.2815515594457831
"""What 10% of a standard normal distribution lie above."""


class Draws:
    """`count` draws of each input; 0 for the stated values alone.

    Raises UsageError for a seed that is no whole number from 0 on.
    """

    def __init__(self, count: int = 0, seed: int = 0) -> None:
        if not is_real(seed) or not 0 <= seed < math.inf or seed != int(seed):
            raise UsageError(f"`seed` is a whole number from 0 on, not {seed!r}")
        self.count, self._seed = count, int(seed)
        self._made: dict[str, Drawn] = {}

    def of(self, key: str, given: Range, *, most: float = np.inf) -> Drawn:
        """The input named `key`, never above `most`; not below 0."""
        if key not in self._made:
            self._made[key] = np.minimum(self._draw(key, given), most)
        return self._made[key]

    def _draw(self, key: str, given: Range) -> Drawn:
        made = np.full(1 + self.count, given.value)
        if not self.count or given.low == given.high:
            return made
        random = np.random.default_rng([self._seed, zlib.crc32(key.encode())])
        z = random.standard_normal(self.count) / _Z
        made[1:] = np.maximum(_around(given, z), 0.0)
        return made


def _around(given: Range, z: Drawn) -> Drawn:
    down, up = np.minimum(z, 0.0), np.maximum(z, 0.0)
    if given.low > 0 and given.high < _WIDEST * given.low:
        logarithms = down * np.log(given.value / given.low) + up * np.log(given.high / given.value)
        return np.asarray(given.value * np.exp(logarithms))
    return given.value + down * (given.value - given.low) + up * (given.high - given.value)


def range_of(drawn: Drawn) -> Range:
    """The value, with the interval that eight of ten draws are in."""
    value = float(drawn[0])
    if len(drawn) == 1:
        return Range(value, value, value)
    low, high = np.quantile(drawn[1:], (0.1, 0.9))
    return Range(value, min(value, float(low)), max(value, float(high)))
