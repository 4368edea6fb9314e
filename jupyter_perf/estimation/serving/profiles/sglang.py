"""Results of SGLang's `python -m sglang.bench_serving --output-file`: a line of JSON for each run.

Fields as in `sglang/bench_serving.py` of 2026: as vLLM's, but `mean_e2e_latency_ms`, and a
`request_rate` of `Infinity`, or `trace`. `random_input_len` is the most that was asked for, with
lengths drawn from a share of it upwards, so that sizes are taken from the totals here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import fields
from .runs import Run

_NEEDED = ("request_throughput", "completed", "mean_e2e_latency_ms")


def is_result(record: Mapping[str, Any]) -> bool:
    """Whether it is one."""
    return all(name in record for name in _NEEDED)


def run(record: Mapping[str, Any]) -> Run | None:
    """One result; None where no request was finished. Raises KeyError, ValueError where a field
    is missing or makes no sense."""
    return fields.run(record, "e2e_latency")
