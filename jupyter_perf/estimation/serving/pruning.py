"""Machines that needn't be weighed: those that can serve nothing, and those that others replace."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from ...core.units import count
from .parts import TOO_LARGE, LeftOut
from .profiles.sizes import ALL
from .terms import Instance, Requests, Throughput

_ENDS = ("value", "low", "high")


def unable(throughputs: Mapping[str, Throughput]) -> dict[str, str]:
    """Name → why it can serve no request of any size, where that isn't the latency target alone."""
    return {
        name: each.reasons[ALL]
        for name, each in throughputs.items()
        if ALL in each.reasons and not np.asarray(each.high).any()
    }


def too_large(
    instances: Sequence[Instance], throughputs: Mapping[str, Throughput]
) -> dict[str, LeftOut]:
    """Name → on how many devices the model would fit, of those of which that is known."""
    return {
        each.name: LeftOut(TOO_LARGE, each.target, devices)
        for each in instances
        if (devices := throughputs[each.name].devices_needed) is not None
    }


def replaceable(
    instances: Sequence[Instance], throughputs: Mapping[str, Throughput], requests: Requests
) -> dict[str, str]:
    """Name → which others do as much for no more money, in every bucket that gets requests and at
    every end of the interval. Without these the cheapest plan is as cheap.

    Only instances of one target replace each other, and only where any number of them is to be had.
    """
    asked = np.asarray(requests.shares) > 0
    able = {each.name: _able(throughputs[each.name], asked) for each in instances}
    found: dict[str, str] = {}
    for large in instances:
        for small in instances:
            if small.name in found or not _may_replace(small, large):
                continue
            times = math.floor(large.usd_per_hour / small.usd_per_hour + 1e-9)
            enough = (times * able[small.name] >= able[large.name]).all()
            if times and enough and able[small.name].any():
                found[large.name] = f"{count(times)} × {small.name} do as much for the money"
                break
    return found


def _may_replace(small: Instance, large: Instance) -> bool:
    return (
        (small.target, small.kind) == (large.target, large.kind)
        and small.devices < large.devices
        and small.most is None
        and large.least == 0
        and small.available >= large.available
        and small.usd_per_hour > 0
    )


def _able(throughput: Throughput, asked: np.ndarray) -> np.ndarray:
    """(ends, buckets that get requests)"""
    return np.array([np.asarray(getattr(throughput, end))[asked] for end in _ENDS])
