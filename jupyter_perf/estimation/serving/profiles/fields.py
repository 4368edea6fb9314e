"""Fields that results of vLLM's and SGLang's benchmarks have in common.

SGLang's script began as vLLM's: both count requests and tokens under the same names, and give
milliseconds as `mean_…_ms`, `median_…_ms`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from .runs import Run

Record = Mapping[str, Any]
_STATISTICS = ("mean", "median")
"""The first one that is there: targets are of means, as Mélange's are."""


def run(record: Record, latency: str) -> Run | None:
    """One result; `latency` is what a whole answer's time is called. None where nothing finished.

    Raises KeyError for a field that is missing, ValueError for one that makes no sense.
    """
    completed = number(record, "completed")
    if not completed:
        return None
    size = [number(record, f"total_{side}_tokens") / completed for side in ("input", "output")]
    if not min(size) > 0:
        return None
    latencies = {
        name: found
        for name, field in (("tpot", "tpot"), ("ttft", "ttft"), ("latency", latency))
        if (found := _seconds(record, field)) is not None
    }
    if "latency" not in latencies and {"tpot", "ttft"} <= latencies.keys():
        # By how both define it: the time from the first token to the last, per further token.
        further = max(size[1] - 1, 0.0)
        latencies["latency"] = latencies["ttft"] + latencies["tpot"] * further
    return Run(
        input=size[0],
        output=size[1],
        load=number(record, "request_throughput"),
        offered=_above_zero(record.get("request_rate")),
        at_once=_above_zero(record.get("max_concurrency")),
        latencies=latencies,
    )


def failed(record: Record) -> float:
    """Share of its requests that failed, as far as it says; `completed` are the others."""
    completed, lost = number(record, "completed"), _above_zero(record.get("failed"))
    return lost / (lost + completed) if lost else 0.0


def number(record: Record, name: str) -> float:
    """A field of at least 0. Raises KeyError, TypeError, ValueError."""
    value = float(record[name])
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{name} is {value}")
    return value


def _seconds(record: Record, field: str) -> float | None:
    """None where it wasn't measured: without streaming both write 0."""
    for statistic in _STATISTICS:
        name = f"{statistic}_{field}_ms"
        if record.get(name) is not None:
            return number(record, name) / 1e3 or None
    return None


def _above_zero(given: object) -> float | None:
    """A rate of `inf`: all at once. A replayed trace has no rate of its own."""
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        return None
    try:
        found = float(given)
    except ValueError:
        return None
    return found if found > 0 else None
