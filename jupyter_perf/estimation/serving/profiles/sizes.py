"""What all profiles do with buckets: names of sizes, reasons, throughputs of nothing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..terms import Buckets, Throughput

ALL = "all sizes"
"""The key of a reason that concerns an instance as a whole."""
NOT_MEASURED = "not measured"


def name(buckets: Buckets, row: int, column: int) -> str:
    """The key of a bucket's reason, by its upper ends: `1,000 × 250`."""
    return f"{buckets.inputs[row]:,} × {buckets.outputs[column]:,}"


def reasons(buckets: Buckets, words: Mapping[tuple[int, int], str]) -> dict[str, str]:
    """By name; one for all where every bucket has the same."""
    count = buckets.shape[0] * buckets.shape[1]
    if len(words) == count and len(set(words.values())) == 1:
        return {ALL: next(iter(words.values()))}
    return {name(buckets, row, column): why for (row, column), why in words.items()}


def why(throughput: Throughput, buckets: Buckets, row: int, column: int) -> str:
    """Why an instance can't serve a bucket; empty where it can, or misses the target alone."""
    if throughput.value[row, column] > 0:
        return ""
    given = throughput.reasons
    return given.get(ALL) or given.get(name(buckets, row, column)) or ""


def nothing(buckets: Buckets, why: str, source: str) -> Throughput:
    """Of an instance that can't serve any size."""
    value = np.zeros(buckets.shape)
    return Throughput(value, value.copy(), value.copy(), source, {ALL: why})
