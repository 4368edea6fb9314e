"""A target from what was measured of a machine: this one, or another one's file."""

from __future__ import annotations

import math

from ..measured import Measured
from .target import Target

_PEAK = "matmul-fp32"
_STREAMS = ("stream-all", "stream-ram")


def target_of(measured: Measured, name: str, title: str = "") -> Target:
    """Its peaks are what large products and streams reached there: no maker's word, so what other
    kernels reach of them is a larger share than usual."""
    peak = measured.rate(_PEAK)
    streams = [rate.value for each in _STREAMS if (rate := measured.rate(each))]
    said = ["peaks are measured", f"{measured.cores:g} cores and memory as a process may use them"]
    if measured.busy:
        said.append(f"the machine was busy: {measured.busy}")
    return Target(
        name=name,
        title=title or measured.machine or "unknown processor",
        vendor=measured.system.split(" ")[0],
        kind="cpu",
        cores=max(1, math.ceil(measured.cores)),
        memory_gb=round(measured.memory_bytes / 1e9, 1),
        bandwidth_gb_per_s=float(f"{max(streams) / 1e9:.3g}") if streams else None,
        dense_tflops={} if peak is None else {"fp32": float(f"{peak.value / 1e12:.3g}")},
        source=f"measured on {measured.created[:10]}",
        note="; ".join(said),
    )
