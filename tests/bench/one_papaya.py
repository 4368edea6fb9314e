"""One of `papaya_models` with all its methods: traced, looked at while it runs, and timed.

python one_papaya.py NAME THREADS ROUNDS METHOD…      writes one line of JSON

Rounds go through all methods and sizes in an order of their own, so that a slow moment of the
machine spoils no single one; the processor time of a thread counts where there is one.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import sys
import time
from typing import Any

import torch
from papaya_models import CASES, Case
from real_ledger import real_peak

from jupyter_perf.core.pulse import pulse
from jupyter_perf.tradeoff.methods import METHODS
from jupyter_perf.tradeoff.stepping import Stepper
from jupyter_perf.tradeoff.trace import Trace, Untraced, Variant, traces
from jupyter_perf.tradeoff.trace.step import watched

STEPS = 2
"""That are timed in a visit, after one that isn't; the faster one counts."""
SECONDS = 900.0
"""For all traces of a model."""


def main(name: str, threads: int, rounds: int, methods: list[str]) -> None:
    torch.set_num_threads(threads)
    random.seed(0)
    case = CASES[name]
    unfit = {each: why for each in methods if (why := _unfit(case, each))}
    fit = ["none", *(each for each in methods if each not in unfit)]
    cells = [(method, batch) for method in fit for batch in case.batches]
    rows = {cell: {"method": cell[0], "batch": cell[1]} for cell in cells}
    for cell, found in zip(cells, _traced(case, cells), strict=True):
        rows[cell] |= found
    for cell in cells:
        rows[cell] |= _looked_at(case, *cell)
    times: dict[tuple[str, int], list[float]] = {cell: [] for cell in cells}
    beats = []
    for _ in range(rounds):
        for cell in random.sample(cells, len(cells)):
            beats.append(pulse())
            times[cell].append(_timed(case, *cell, threads))
    for cell, seconds in times.items():
        rows[cell] |= {"seconds": statistics.median(seconds), "rounds": seconds}
    print(json.dumps({"unfit": unfit, "pulses": beats, "rows": list(rows.values())}))


def _unfit(case: Case, method: str) -> str:
    if method not in METHODS:
        return "isn't known"
    return METHODS.get(method).unfit(case.making(case.batches[0]))


def _traced(case: Case, cells: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """Peaks in a process without weights, as users' models are traced."""
    torch.manual_seed(0)
    variants = [Variant(batch, methods=case.methods(method)) for method, batch in cells]
    found = traces(
        case.build().train(), case.inputs(case.batches[1]), variants, train=True, seconds=SECONDS
    )
    return [_told(each) for each in found]


def _told(found: Trace | Untraced) -> dict[str, Any]:
    if isinstance(found, Untraced):
        return {"untraced": found.reason}
    return {"traced": found.peak_bytes, "phase": found.peak_phase}


def _looked_at(case: Case, method: str, batch: int) -> dict[str, Any]:
    """The same ledger over tensors with data, and what the allocator itself says."""
    tensors = int(watched(case.making(batch, method))["peak_bytes"])
    gc.collect()
    allocator = real_peak(case.making(batch, method))
    gc.collect()
    return {"tensors": tensors, "allocator": allocator}


def _timed(case: Case, method: str, batch: int, threads: int) -> float:
    clock = time.process_time if threads == 1 else time.perf_counter
    stepper = Stepper(case.making(batch, method))
    try:
        stepper.step()
        seconds = []
        for _ in range(STEPS):
            begun = clock()
            stepper.step()
            seconds.append(clock() - begun)
    finally:
        stepper.close()
    del stepper
    gc.collect()
    return min(seconds)


if __name__ == "__main__":
    # The profiler's own remarks go to where errors go.
    os.environ.setdefault("KINETO_LOG_LEVEL", "5")
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
