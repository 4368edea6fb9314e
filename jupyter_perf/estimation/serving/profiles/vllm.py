"""Results of vLLM's `vllm bench serve --save-result`: a JSON object for each run.

Fields as in `vllm/benchmarks/serve.py` of 2026: `completed`, `total_input_tokens`,
`total_output_tokens`, `request_throughput`, `request_rate` (the text `inf` where all requests came
at once), `mean_tpot_ms`, `mean_ttft_ms`, and `mean_e2el_ms` where `--percentile-metrics` has
`e2el`. The lengths that were asked for aren't in it; the mean ones are what was served.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import fields
from .runs import Run

_NEEDED = ("request_throughput", "completed")


def is_result(record: Mapping[str, Any]) -> bool:
    """Whether it may be one."""
    return all(name in record for name in _NEEDED)


def run(record: Mapping[str, Any]) -> Run | None:
    """One result; None where no request was finished. Raises KeyError, ValueError where a field
    is missing or makes no sense."""
    return fields.run(record, "e2el")
