"""Other N:M patterns, read off after training: what a slider asks for, before anything is run.

The same rules as `docs/messages.md` gives to front ends that have no kernel. What was measured is
each layer's relative error at some patterns, pruned alone and without training again, and at some
of these what that does to the metric; nothing pruned is an error of 0, all pruned of 1. Between two
densities a line is drawn, and the ends of the interval are what is known on both sides: keeping
more of the largest weights never loses more of them, which is no law for the metric.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re

from ..core.ranges import Range
from ..sparsity.result import SparsityReport

GROUPS = (2, 4, 8, 16, 32)
"""M of the sliders."""
_BITS = {"none": 32, "int8": 8, "int4": 4, "int2": 2}


@dataclasses.dataclass(frozen=True)
class LayerRead:
    """One layer, read off."""

    layer: str
    error: Range
    """||W - W·Π|| / ||W||."""
    metric_change: Range | None
    is_measured: bool


@dataclasses.dataclass(frozen=True)
class Read:
    """A pattern, read off."""

    n: int
    m: int
    bits: float
    """A weight, indices included, in fp32 or as quantized (without scales)."""
    layers: tuple[LayerRead, ...]

    @property
    def metric_change(self) -> Range | None:
        """Of the layers together, if what each does alone adds up: a guess, and told as such."""
        known = [each.metric_change for each in self.layers]
        if not known or any(each is None for each in known):
            return None
        ends = [(e.value, e.low, e.high) for e in known if e is not None]
        return Range(*(sum(column) for column in zip(*ends, strict=True)))


def read(found: SparsityReport, n: int, m: int, quantize: str = "none") -> Read:
    """N:M after training, as far as the report's sensitivities tell; `n` is 1 to `m`."""
    layers: dict[str, list[tuple[float, float, float | None, str]]] = {}
    for each in found.sensitivity:
        kept = density_of(each.pattern)
        if kept is not None and math.isfinite(each.relative_error):
            point = (kept, each.relative_error, each.metric_change, each.pattern)
            layers.setdefault(each.layer, []).append(point)
    made = tuple(_layer(name, points, n, m) for name, points in layers.items())
    return Read(n, m, bits(n, m, quantize), made)


def bits(n: int, m: int, quantize: str = "none") -> float:
    """Of one weight, with its share of the indices: 2:4 in fp32 is 17, in int8 5."""
    plain = _BITS.get(quantize, 32)
    if n >= m:
        return float(plain)
    return n / m * (plain + math.ceil(math.log2(m)))


def density_of(pattern: str) -> float | None:
    """Of an N:M pattern; None for any other."""
    match = re.fullmatch(r"(\d{1,4}):(\d{1,4})", pattern)
    if match is None or not 0 < int(match[1]) <= int(match[2]):
        return None
    return int(match[1]) / int(match[2])


def groups_of(found: SparsityReport) -> list[int]:
    """M that sliders offer: the usual ones, and those that were asked for."""
    asked = (each.pattern.partition(":")[2] for each in found.sensitivity)
    known = {int(m) for m in asked if m.isdigit() and 1 < int(m) <= 64}
    return sorted({*GROUPS, *known}) if known else []


def first_of(found: SparsityReport) -> tuple[int, int]:
    """(N, M) that sliders begin with: the first pattern that was measured."""
    for each in found.sensitivity:
        if density_of(each.pattern) is not None:
            n, _, m = each.pattern.partition(":")
            return int(n), int(m)
    return 2, 4


def magic_line(n: int, m: int, found: SparsityReport) -> str:
    """What to put above the cell to have this pattern trained, and compared with dense."""
    recipes = dict.fromkeys(run.recipe for run in found.runs if not run.failed)
    sparse = [name for name in recipes if name != "dense"][:3] or ["step"]
    metric = f" --metric {found.metric}:{found.direction}" if found.metric.isidentifier() else ""
    return f"%%sparsify --pattern {n}:{m} --compare dense,{','.join(sparse)}{metric}"


def _layer(
    name: str, points: list[tuple[float, float, float | None, str]], n: int, m: int
) -> LayerRead:
    for _, measured, change, pattern in points:
        if pattern == f"{n}:{m}":
            return LayerRead(name, _exactly(measured), _exactly_or_none(change), is_measured=True)
    changes = [(kept, change) for kept, _, change, _ in points if change is not None]
    error = _between([(0.0, 1.0), *((p[0], p[1]) for p in points), (1.0, 0.0)], n / m)
    assert error is not None  # it has both ends
    return LayerRead(name, error, _between([*changes, (1.0, 0.0)], n / m), is_measured=n == m)


def _between(points: list[tuple[float, float]], at: float) -> Range | None:
    """On the line between the neighbours, whose values are its ends; None where one is missing."""
    ordered = sorted(points)
    for (left, first), (right, second) in itertools.pairwise([ordered[0], *ordered]):
        if left <= at <= right:
            share = (at - left) / (right - left) if right > left else 1.0
            value = first + share * (second - first)
            low, high = sorted((first, second))
            return Range(min(max(value, low), high), low, high) if at < right else _exactly(second)
    return None


def _exactly(value: float) -> Range:
    return Range(value, value, value)


def _exactly_or_none(value: float | None) -> Range | None:
    return None if value is None or not math.isfinite(value) else _exactly(value)
