"""From a traced peak to what a target needs, and the largest batch that fits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ...core import calibration, memory
from ...core.ranges import Range
from ...core.step_memory import around
from ...core.step_memory import with_context as with_the_context
from ...core.targets import HERE, Target
from ...core.units import size
from ..result import Fits
from .tracing import Found

_WORDS = {
    "weights": "weights",
    "inputs": "inputs",
    "gradients": "gradients",
    "optimizer": "optimizer state",
    "activations": "activations",
    "temporaries": "temporaries",
    "kept": "kept between steps",
}


def peak_of(found: Found, target: Target) -> Range:
    """Bytes of all tensors and what the allocator loses, on `target`."""
    beside = calibration.beside(target)
    return around(float(found.peak_bytes), float(found.rounded_peak_bytes), target.kind, beside)


def fits(peak: Range, target: Target) -> Fits | None:
    """None where the target's memory is unknown."""
    if target.name == HERE:
        return Fits(peak, float(memory.usable_bytes()), _whose())
    if target.memory_gb is None:
        return None
    return Fits(with_context(peak, target), target.memory_gb * 1e9, target.name)


def with_context(peak: Range, target: Target) -> Range:
    """The same with what CUDA takes for itself, where `target` is no processor."""
    return with_the_context(peak, target.kind, calibration.beside(target))


def parts(found: Found) -> dict[str, float]:
    """Figures of an estimate: the peak's parts, in bytes."""
    return {f"{kind}_bytes": float(found.breakdown[kind]) for kind in _WORDS if _has(found, kind)}


def said(found: Found) -> str:
    """Where and of what the peak is."""
    of = [f"{_WORDS[kind]} {size(found.breakdown[kind])}" for kind in _WORDS if _has(found, kind)]
    phase = {"forward": "forward pass", "backward": "backward pass"}
    when = phase.get(found.peak_phase, "optimizer's step")
    place = f", in `{found.peak_module}`" if found.peak_module else ""
    return f"the peak is in the {when}{place}: {', '.join(of)}"


def largest_batch(peaks: Mapping[int, Range], target: Target) -> Range | None:
    """That fits, by the slope between the two largest batches that were traced.

    None where fewer than two were, memory doesn't grow, or the target's memory is unknown.
    """
    room = fits(Range(0.0, 0.0, 0.0), target)
    sizes = sorted(peaks)
    if room is None or len(sizes) < 2:
        return None

    def at(end: str) -> float:
        needed = {each: getattr(with_context(peaks[each], target), end) for each in sizes[-2:]}
        slope = (needed[sizes[-1]] - needed[sizes[-2]]) / (sizes[-1] - sizes[-2])
        if slope <= 0:
            return math.nan
        more = (room.available_bytes - needed[sizes[-1]]) / slope
        return float(max(0, math.floor(sizes[-1] + more)))

    value, low, high = at("value"), at("high"), at("low")
    if any(map(math.isnan, (value, low, high))):
        return None
    return Range(value, min(low, value), max(high, value))


def _has(found: Found, kind: str) -> bool:
    return bool(found.breakdown.get(kind))


def _whose() -> str:
    free = memory.usable_bytes()
    import psutil

    return "this container" if free < psutil.virtual_memory().total * 0.99 else "this machine"


def names() -> Sequence[str]:
    """Of the parts, as figures name them."""
    return [f"{kind}_bytes" for kind in _WORDS]
