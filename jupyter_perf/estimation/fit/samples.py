"""What was measured on scaled-down inputs, and which of it a fit can use."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Sizes: TypeAlias = Mapping[str, float] | float
"""Named sizes of one input; a bare number is the only size, named `n`."""

LEAST_SIZES = 3
MOST_VARIABLES = 2


@dataclass(frozen=True)
class Sample:
    """One run, or the typical one of several, on an input of these sizes."""

    sizes: Sizes
    seconds: float
    spread: float = 0.0
    """Relative noise of `seconds`: one standard deviation of what is given here."""
    peak_bytes: int | None = None
    """Increase over the start."""
    working_bytes: int | None = None
    """What the run goes through, inputs and results: decides which cache level holds it."""


@dataclass(frozen=True)
class Machine:
    """Where it runs; `cache_bytes` per level, the smallest first."""

    cache_bytes: tuple[int, ...] = ()
    ram_bytes: int | None = None
    """That a run may use: of the container where there is one."""


@dataclass(frozen=True)
class Data:
    """A quantity by sizes, the smallest inputs first: k measurements of v variables."""

    names: tuple[str, ...]
    sizes: Floats
    """(k, v), positive."""
    values: Floats
    """(k,), positive: seconds or bytes."""
    noise: Floats
    """(k,), relative: one standard deviation each."""

    @property
    def largest(self) -> Floats:
        """(v,): the largest size of each variable."""
        largest: Floats = self.sizes.max(axis=0)
        return largest

    def where(self, kept: NDArray[np.bool_]) -> Data:
        """The measurements that are `kept`."""
        return Data(self.names, self.sizes[kept], self.values[kept], self.noise[kept])


class Unusable(Exception):
    """No fit can be made of these samples; the message is for the user."""


def named(sizes: Sizes) -> dict[str, float]:
    """Sizes by name. Raises Unusable where one is no positive finite number."""
    by_name = dict(sizes) if isinstance(sizes, Mapping) else {"n": sizes}
    for name, size in by_name.items():
        if isinstance(size, bool) or not isinstance(size, int | float | np.number):
            raise Unusable(f"the size `{name}` is no number")
        if not (math.isfinite(size) and size > 0):
            raise Unusable(f"the size `{name}` is not positive and finite")
    return {name: float(size) for name, size in by_name.items()}


def gather(samples: Sequence[Sample], values: Sequence[float], noise: Sequence[float]) -> Data:
    """Measurements in one table, those of equal sizes as one. Raises Unusable."""
    if not samples:
        raise Unusable("nothing was measured")
    rows = [named(sample.sizes) for sample in samples]
    names = tuple(rows[0])
    if any(set(row) != set(names) for row in rows):
        raise Unusable("the samples don't name the same sizes")
    if not 1 <= len(names) <= MOST_VARIABLES:
        raise Unusable(f"a fit is over one or two sizes, not {len(names)}")
    if not all(math.isfinite(value) and value >= 0 for value in values):
        raise Unusable("a measurement is no number, or negative")
    if not all(math.isfinite(each) and each >= 0 for each in noise):
        raise Unusable("the noise of a measurement is no number, or negative")
    table = np.array([[row[name] for name in names] for row in rows])
    if (table.max(axis=0) == table.min(axis=0)).all():
        raise Unusable("all samples have the same size: nothing says how it grows")
    return _merged(names, table, np.array(values, float), np.array(noise, float))


def _merged(names: tuple[str, ...], table: Floats, values: Floats, noise: Floats) -> Data:
    """One measurement for each size: the median of its values."""
    sizes, group = np.unique(table, axis=0, return_inverse=True)
    group = group.reshape(-1)
    middle = np.array([np.median(values[group == each]) for each in range(len(sizes))])
    error = np.array([np.median(noise[group == each]) for each in range(len(sizes))])
    order = np.argsort(np.log(sizes).sum(axis=1), kind="stable")
    return Data(names, sizes[order], middle[order], error[order])


def target_of(at: Sizes, names: tuple[str, ...]) -> Floats:
    """(v,): the sizes to predict for, in the order of `names`. Raises Unusable."""
    wanted = named(at)
    if set(wanted) != set(names):
        raise Unusable(
            f"sampled over {_list(names)}, to be predicted over {_list(tuple(wanted)) or 'nothing'}"
        )
    return np.array([wanted[name] for name in names])


def _list(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def enough(data: Data, target: Floats, least: int = LEAST_SIZES) -> tuple[Data, Floats]:
    """Both without variables that never vary. Raises Unusable with the reason.

    Sizes that were only ever scaled together can't be told apart: they become one, which is
    right where the target is scaled in the same way and unusable elsewhere.
    """
    if len(data.values) < least:
        raise Unusable(f"{len(data.values)} sizes were measured, {least} is the least")
    varied = np.ptp(np.log(data.sizes), axis=0) > 1e-9
    fixed = ~varied & (np.abs(np.log(target / data.sizes[0])) > 1e-9)
    if fixed.any():
        unvaried = _list(tuple(np.array(data.names)[fixed]))
        raise Unusable(f"{unvaried} was not varied in the samples, but differs from them")
    names = tuple(name for name, each in zip(data.names, varied, strict=True) if each)
    kept = Data(names, data.sizes[:, varied], data.values, data.noise)
    target = target[varied]
    if len(names) < 2 or not _on_one_line(kept.sizes):
        return kept, target
    if not _on_one_line(np.vstack([kept.sizes, target])):
        raise Unusable(f"{_list(names)} were only sampled in one proportion, not in this one")
    return Data(names[:1], kept.sizes[:, :1], data.values, data.noise), target[:1]


def _on_one_line(sizes: Floats) -> bool:
    """Whether two sizes lie on one line in logarithms: they were scaled together."""
    centred = np.log(sizes) - np.log(sizes).mean(axis=0)
    singular = np.linalg.svd(centred, compute_uv=False)
    return bool(singular[-1] < 0.05 * singular[0])
