"""From a traced peak to what a target needs, and the largest batch that fits.

The trace knows every tensor to the byte. What it can't know is stated here: on GPUs the context
that CUDA sets up, workspaces of its libraries and what the allocator can't use because its blocks
are in pieces; on processors what kernels keep to themselves while they run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ...core import memory
from ...core.ranges import Range
from ...core.targets import HERE, Target
from ...core.units import size
from ..models.roofline import summed
from ..result import Fits
from .tracing import Found

PIECES = Range(1.05, 1.0, 1.2)
"""What a caching allocator reserves for each byte in use. PAPAYA (arXiv 2303.14633) takes 0.8 of
the memory for usable, which is the far end."""
CONTEXT_BYTES = Range(0.6e9, 0.3e9, 1.1e9)
"""CUDA's context and kernels with the workspaces of cuBLAS and cuDNN: 0.3 to 0.6 GB by driver and
device, workspaces up to some hundred MB."""
PROCESSOR = Range(1.05, 1.0, 1.15)
"""What buffers inside kernels and the allocator's gaps add on a processor, beside PROCESSOR_BYTES.
Between both ends were the peaks of the resident size in all 28 steps of `make bench-roofline`
(PyTorch 2.13, Linux, glibc)."""
PROCESSOR_BYTES = Range(20e6, 0.0, 50e6)
UNVALIDATED = (
    "peak memory on GPUs is that of all tensors, as traced on a processor, in blocks of 512 bytes, "
    "with up to 20% in pieces; not validated on CUDA"
)
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
    if target.kind == "cpu":
        of_tensors = PROCESSOR.scaled(float(found.peak_bytes))
        return summed([of_tensors, PROCESSOR_BYTES])
    return PIECES.scaled(float(found.rounded_peak_bytes))


def fits(peak: Range, target: Target) -> Fits | None:
    """None where the target's memory is unknown."""
    if target.name == HERE:
        return Fits(peak, float(memory.usable_bytes()), _whose())
    if target.memory_gb is None:
        return None
    return Fits(with_context(peak, target), target.memory_gb * 1e9, target.name)


def with_context(peak: Range, target: Target) -> Range:
    if target.kind == "cpu":
        return peak
    low, high = peak.low + CONTEXT_BYTES.low, peak.high + CONTEXT_BYTES.high
    return Range(peak.value + CONTEXT_BYTES.value, low, high)


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
