"""From the bytes of all tensors to what a device needs for them.

A trace knows every tensor to the byte. What it can't know is stated here: on GPUs the context that
CUDA sets up, workspaces of its libraries and what the allocator can't use because its blocks are in
pieces; on processors what kernels keep to themselves while they run. What was measured on a card
(`core.calibration`) takes the place of what is stated for GPUs.
"""

from __future__ import annotations

from dataclasses import dataclass

from .ranges import Range

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
TENSORS = "peak memory on GPUs is that of all tensors, as traced on a processor"
UNVALIDATED = f"{TENSORS}, in blocks of 512 bytes, with up to 20% in pieces; not validated on CUDA"


@dataclass(frozen=True)
class Beside:
    """What a GPU takes beside the tensors of a step."""

    pieces: Range
    """Reserved for each byte of tensors in blocks of 512."""
    context_bytes: Range
    """Of CUDA's context and of workspaces."""


STATED = Beside(PIECES, CONTEXT_BYTES)
"""Of all GPUs of which nothing was measured."""


def around(peak_bytes: float, rounded_bytes: float, kind: str, beside: Beside = STATED) -> Range:
    """Bytes that an allocator takes for a peak of all tensors, `rounded_bytes` with each of them in
    blocks of 512, on a target of this kind (of `core.targets.KINDS`). `beside` is of GPUs."""
    if kind == "cpu":
        return Range(
            peak_bytes * PROCESSOR.value + PROCESSOR_BYTES.value,
            peak_bytes * PROCESSOR.low + PROCESSOR_BYTES.low,
            peak_bytes * PROCESSOR.high + PROCESSOR_BYTES.high,
        )
    return beside.pieces.scaled(rounded_bytes)


def with_context(peak: Range, kind: str, beside: Beside = STATED) -> Range:
    """The same with what the device's libraries take beside all tensors."""
    if kind == "cpu":
        return peak
    context = beside.context_bytes
    return Range(peak.value + context.value, peak.low + context.low, peak.high + context.high)


def most_of_tensors(room_bytes: float, kind: str, beside: Beside = STATED) -> float:
    """The largest peak of all tensors (in blocks, where it isn't a processor) whose upper end still
    fits into `room_bytes`; below 0 where none does."""
    if kind == "cpu":
        return (room_bytes - PROCESSOR_BYTES.high) / PROCESSOR.high
    return (room_bytes - beside.context_bytes.high) / beside.pieces.high
