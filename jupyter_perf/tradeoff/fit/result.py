"""`fit`, and what it gives."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Iterable
from typing import Any, overload

from ...core.ranges import Range
from ...errors import UsageError
from ..result import NONE, Law
from . import warning
from .law import PEAK, SECONDS, Fitted, Kind, fitted
from .outliers import without_outliers
from .samples import numbers, samples, size


@dataclasses.dataclass(frozen=True)
class Fit:
    """The laws that were fitted. What no measurement was given for is None, and asking for it
    raises UsageError."""

    time: Fitted | None = None
    memory: Fitted | None = None
    warnings: tuple[str, ...] = ()
    """What makes it less sure than its form suggests, in sentences' parts."""

    @overload
    def seconds(self, batch: float) -> Range: ...
    @overload
    def seconds(self, batch: Iterable[float]) -> list[Range]: ...
    def seconds(self, batch: Any) -> Any:
        """Of a step over `batch` examples, as one measurement would give it; a list for several."""
        return _at(self._known(self.time, "seconds"), batch)

    @overload
    def peak_bytes(self, batch: float) -> Range: ...
    @overload
    def peak_bytes(self, batch: Iterable[float]) -> list[Range]: ...
    def peak_bytes(self, batch: Any) -> Any:
        """The peak in bytes (or whatever unit it was given in) at `batch`; a list for several."""
        return _at(self._known(self.memory, "peak_bytes"), batch)

    @overload
    def throughput(self, batch: float) -> Range: ...
    @overload
    def throughput(self, batch: Iterable[float]) -> list[Range]: ...
    def throughput(self, batch: Any) -> Any:
        """Examples per second at `batch`; a list for several."""
        law = self._known(self.time, "seconds")

        def rate(x: float) -> Range:
            took = law(x)
            return Range(x / took.value, x / took.high, x / took.low)

        return _at(rate, batch)

    def largest_batch(self, usable_bytes: float, *, surely: bool = True) -> int:
        """The largest whole batch whose peak stays within `usable_bytes`: by its interval's upper
        end, or with `surely=False` by its value, PAPAYA's x* = (usable - β)/α. 0 where none does.

        Raises UsageError where the peak doesn't grow with the batch in the samples.
        """
        law = self._known(self.memory, "peak_bytes")
        if law.flat:
            raise UsageError("the peak didn't grow with the batch: measure larger batches")

        def fits(x: int) -> bool:
            peak = law(x)
            return (peak.high if surely else peak.value) <= usable_bytes

        # The upper end is never below the value, so that x* of the value bounds the search.
        top = max(0, math.floor((usable_bytes - law.form.fixed) / law.form.slope))
        return _last(fits, top)

    @property
    def a(self) -> float | None:
        """The latency floor, seconds; 0 where the samples show none."""
        return _floor(self.time)

    @property
    def k(self) -> float | None:
        """Seconds per example; 0 where all samples lie on the floor."""
        return None if self.time is None else self.time.form.slope

    @property
    def b(self) -> float | None:
        """Seconds, whatever the batch."""
        return None if self.time is None else _fixed(self.time)

    @property
    def alpha(self) -> float | None:
        """Bytes per example."""
        return None if self.memory is None else self.memory.form.slope

    @property
    def beta(self) -> float | None:
        """Bytes, whatever the batch."""
        return None if self.memory is None else self.memory.form.fixed

    @property
    def m_opt(self) -> float | None:
        """The least peak, bytes: in the optimizer's step, say. The value at an empty batch where
        the samples show no such level."""
        return None if self.memory is None else self.memory.form.level

    @property
    def time_r2(self) -> float | None:
        """Of the samples; None where the law passes through them whatever they are."""
        return None if self.time is None else self.time.r2

    @property
    def memory_r2(self) -> float | None:
        """The same of the peaks."""
        return None if self.memory is None else self.memory.r2

    @functools.cached_property
    def law(self) -> Law:
        """The same numbers as a `Frontier` holds them, of the plain step; `laws_of` for others."""
        return self.law_of(NONE)

    def law_of(self, method: str, target: str = "here") -> Law:
        """With the method and target that it was fitted for."""
        return Law(
            method, target, self.a, self.k, self.b, self.alpha, self.beta, self.m_opt,
            self.time_r2, self.memory_r2, self.warnings,
        )  # fmt: skip

    def _known(self, law: Fitted | None, name: str) -> Fitted:
        if law is None:
            raise UsageError(f"this fit was given no `{name}`")
        return law


def fit(batches: Any, seconds: Any = None, peak_bytes: Any = None) -> Fit:
    """Fit what is given of both laws to measurements at these sizes of the batch.

    Any order, sizes repeated or not; lists, arrays, series, tensors. Raises UsageError for what
    isn't a positive number, for lengths that differ, for fewer than two sizes.
    """
    if seconds is None and peak_bytes is None:
        raise UsageError("nothing to fit: give `seconds`, `peak_bytes`, or both")
    sizes = numbers(batches, "batches")
    notes: dict[str, None] = {}
    time = _fitted(sizes, seconds, "seconds", SECONDS, notes)
    memory = _fitted(sizes, peak_bytes, "peak_bytes", PEAK, notes)
    return Fit(time, memory, tuple(notes))


def _fitted(
    sizes: list[float], values: Any, name: str, kind: Kind, notes: dict[str, None]
) -> Fitted | None:
    if values is None:
        return None
    given = samples(sizes, numbers(values, name), name)
    x, y, left_out = without_outliers(given.x, given.y, kind)
    law = fitted(x, y, kind, given.noise)
    notes |= dict.fromkeys(warning.warnings(law, left_out))
    return law


def _floor(law: Fitted | None) -> float | None:
    if law is None:
        return None
    return law.form.level if law.flat else law.form.slope * law.form.knee


def _fixed(law: Fitted) -> float:
    return 0.0 if law.flat else law.form.fixed


def _at(law: Callable[[float], Range], batch: Any) -> Any:
    if hasattr(batch, "tolist"):
        batch = batch.tolist()
    if isinstance(batch, Iterable) and not isinstance(batch, str | bytes):
        return [law(each) for each in numbers(batch, "batches")]
    return law(size(batch))


def _last(fits: Callable[[int], bool], top: int) -> int:
    """The last whole number up to `top` that fits, where larger ones never do again."""
    low, high = 0, top
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low
