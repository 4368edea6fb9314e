"""What a fit was given, checked and put in order."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from ...errors import UsageError
from .hinge import Numbers

_OF_MEDIANS = 1.25
"""Standard error of a median to that of a mean."""


@dataclasses.dataclass(frozen=True)
class Samples:
    """One quantity by size: sizes ascend and differ."""

    x: Numbers
    y: Numbers
    noise: float
    """Relative, of a median of repeated measurements at one size; 0 where none was repeated."""
    repeated: int
    """Measurements beyond one for each size."""


def numbers(values: Any, name: str) -> list[float]:
    """Positive, finite numbers of a list, an array, a series or a tensor.

    Raises UsageError that says which one isn't.
    """
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise UsageError(f"`{name}` is {type(values).__name__}: give a list of numbers")
    found = [_number(each, f"{name}[{at}]") for at, each in enumerate(values)]
    if not found:
        raise UsageError(f"`{name}` is empty: give at least two")
    return found


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool | str | bytes) or not hasattr(value, "__float__"):
        raise UsageError(f"`{name}` is {value!r:.40}: give a number")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"`{name}` is {value!r:.40}: give a number") from error
    if not math.isfinite(number) or number <= 0:
        raise UsageError(f"`{name}` is {number:g}: leave out what wasn't measured, or above zero")
    return number


def size(value: Any) -> float:
    """One size of a batch. Raises UsageError as `numbers`."""
    return _number(value, "batch")


def samples(batches: list[float], values: list[float], name: str) -> Samples:
    """Measurements of one size become their median. Raises UsageError for too few sizes."""
    if len(values) != len(batches):
        raise UsageError(f"`{name}` has {len(values)} values for {len(batches)} batches")
    x, place = np.unique(np.array(batches), return_inverse=True)
    if len(x) < 2:
        raise UsageError(
            f"all batches have size {x[0]:g}: a law of the batch size needs two sizes, better three"
        )
    y = np.array(values)
    middle = np.array([np.median(each) for each in _groups(y, place, len(x))])
    extra = len(y) - len(x)
    noise = 0.0
    if extra:
        spread = float((((y - middle[place]) / middle[place]) ** 2).sum()) / extra
        noise = _OF_MEDIANS * math.sqrt(spread / (len(y) / len(x)))
    return Samples(x, middle, noise, extra)


def _groups(y: Numbers, place: np.typing.NDArray[np.intp], count: int) -> list[Numbers]:
    """The measurements of each size."""
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place, minlength=count))[:-1]
    return np.split(y[order], ends)
