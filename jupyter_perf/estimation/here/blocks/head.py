"""What turns the shipped model's predictions into those of this machine's processor."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 1
_MOST_CHARS = 1 << 20
_MOST_WIDTH = 4096
_LEAST_CYCLES = 0.05
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Head:
    """A correction in logarithms: `log(here / predicted) = intercept + weights · standardized`.

    `standardized` is what `inputs_of` makes of the shipped model's features of a block and of its
    prediction, minus `means`, over `scales`; the correction is kept between `least` and `most`. No
    weights mean that all blocks are corrected by one factor.
    """

    processor: str
    """Of the machine that it was fitted on, in words."""
    base: str
    """The target of the shipped model whose predictions it corrects."""
    model: str
    """Which weights of the shipped model made the features: others need another head."""
    intercept: float
    weights: tuple[float, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    least: float
    most: float
    residuals: tuple[float, float]
    """Between these lie 80% of `log(measured / corrected)`, on blocks it wasn't fitted to."""
    blocks: int
    """How many were measured."""
    before: float
    """Mean relative error of the shipped model on blocks held out."""
    after: float
    """The same with such a head, fitted without them."""
    clock_hz: float | None = None
    """Cycles of the core in a second, while blocks were timed."""
    created: str = ""

    def apply(self, cycles: Numbers, features: NDArray[Any]) -> Numbers:
        """Cycles here; `cycles` (B,) and `features` (B, D) are the shipped model's.

        What wasn't predicted (NaN) stays so. Raises ValueError for features of another width.
        """
        cycles = np.asarray(cycles, np.float64)
        if not self.weights:
            return np.asarray(cycles * math.exp(self.intercept))
        inputs = inputs_of(cycles, features)
        if inputs.shape[1] != len(self.weights):
            fit = (len(self.weights) - 1) // 2
            raise ValueError(f"{features.shape[1]} features, where {fit} fit")
        means, scales, weights = self._arrays
        correction = self.intercept + (inputs - means) / scales @ weights
        return np.asarray(cycles * np.exp(np.clip(correction, self.least, self.most)))

    @cached_property
    def _arrays(self) -> tuple[Numbers, Numbers, Numbers]:
        return np.array(self.means), np.array(self.scales), np.array(self.weights)

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return json.dumps({"format": FORMAT, "is": "Head", **plain})

    @classmethod
    def from_json(cls, text: str) -> Head:
        """Raises ValueError, in words, where `text` isn't what `to_json` writes."""
        try:
            data = json.loads(text) if len(text) <= _MOST_CHARS else None
            if not isinstance(data, dict) or data.pop("is", None) != "Head":
                raise ValueError("not a head for blocks")
            if data.pop("format", None) != FORMAT:
                raise ValueError("a head of another version of jupyter-perf")
            return _checked(cls(**{**data, **_tuples(data)}))
        except (TypeError, KeyError, RecursionError, OverflowError) as error:
            raise ValueError(f"not a head for blocks: {error}") from None


def load() -> Head | None:
    """The head of this machine's processor; None where there is none that fits the weights."""
    from .shipped import local  # knows the shipped model, which asks for heads

    return local()


def inputs_of(cycles: Numbers, features: NDArray[Any]) -> Numbers:
    """What a head sees of blocks, (B, 2 D + 1): their features, these on a scale on which large
    ones count less, and the logarithm of the predicted cycles."""
    plain = np.asarray(features, np.float64)
    damped = np.sign(plain) * np.log1p(np.abs(plain))
    return np.column_stack([plain, damped, np.log(np.maximum(cycles, _LEAST_CYCLES))])


def _tuples(data: Mapping[str, Any]) -> dict[str, tuple[float, ...]]:
    names = ("weights", "means", "scales", "residuals")
    return {name: tuple(_number(each) for each in data[name]) for name in names}


def _checked(head: Head) -> Head:
    widths = {len(head.weights), len(head.means), len(head.scales)}
    if len(widths) != 1 or max(widths) > _MOST_WIDTH or len(head.residuals) != 2:
        raise ValueError("its parts don't fit each other")
    for name in ("intercept", "least", "most", "before", "after"):
        _number(getattr(head, name))
    if not all(scale > 0 for scale in head.scales) or head.least > head.most:
        raise ValueError("its scales make no sense")
    if head.clock_hz is not None and _number(head.clock_hz) <= 0:
        raise ValueError("its clock makes no sense")
    _check_words(head.processor, head.base, head.model, head.created)
    if isinstance(head.blocks, bool) or not isinstance(head.blocks, int):
        raise ValueError("`blocks` is a number of blocks")
    return head


def _check_words(*words: object) -> None:
    if not all(isinstance(each, str) for each in words):
        raise ValueError("its names are texts")


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"a number was expected, not {str(value)[:40]!r}")
    return float(value)
