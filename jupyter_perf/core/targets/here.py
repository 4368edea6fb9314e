"""This machine: what `here` means, with the peaks that were measured once they are."""

from __future__ import annotations

import dataclasses
import math
import platform

from .. import machine, measurements, memory
from ..measured import Measured
from .machines import target_of
from .target import Target

_last: list[tuple[Measured | None, Target]] = []
"""The latest answer: the same measurement gives the same object."""


def this_machine() -> Target:
    """The processor's name, the cores and memory that this process may use, and its peaks where
    they were measured (`%perf calibrate`)."""
    measured = measurements.latest()
    if not _last or _last[0][0] is not measured:
        _last[:] = [(measured, _described(measured))]
    return _last[0][1]


def _described(measured: Measured | None) -> Target:
    found = machine.this_machine()
    target = Target(
        name="here",
        title=found.cpu or "unknown processor",
        vendor=platform.system(),
        kind="cpu",
        cores=max(1, math.ceil(found.cores)),
        memory_gb=round(memory.usable_bytes() / 1e9, 1),
        source="this machine",
        note="cores and memory that this process may use",
    )
    if measured is None:
        return target
    peaks = target_of(measured, "here")
    return dataclasses.replace(
        target,
        bandwidth_gb_per_s=peaks.bandwidth_gb_per_s,
        dense_tflops=peaks.dense_tflops,
        source=f"this machine, {peaks.source}",
        note=peaks.note,
    )
