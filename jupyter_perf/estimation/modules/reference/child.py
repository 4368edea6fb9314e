"""The process in which kernels are timed: one line of JSON for each kernel and round."""

from __future__ import annotations

import gc
import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

_LEAST_SAMPLES = 3


def main(seconds: float, threads: int, rounds: int) -> None:
    """Time for about `seconds` after the start, each at least once; in turns, so that a busy moment
    spoils no single kernel."""
    import torch

    from .kernels import kernels
    from .networks import networks

    warnings.simplefilter("ignore")
    torch.set_num_threads(threads)
    torch.backends.mha.set_fastpath_enabled(False)  # as in traces
    gc.disable()
    ends = time.monotonic() + seconds
    made = [(name, make()) for name, make in kernels()]
    for name, run in made:
        _say({"kernel": name, **_amounts(run)})
    for name, kind, make_step in networks():
        step = make_step()
        step()
        counted = _counted(step)
        made.append((f"{name}, {kind}", step))
        _say({"kernel": made[-1][0], "kind": kind, "counted": counted})
    each = max(0.004, (ends - time.monotonic()) / (rounds * len(made)) * 0.8)
    for turn in range(rounds):
        for name, run in made:
            if turn == 0 or time.monotonic() < ends:
                _say({"kernel": name, "samples": _samples(run, each)})


def _counted(step: Callable[[], object]) -> dict[str, Any]:
    from ...counting import Counting

    with Counting() as seen:
        step()
    return seen.counted().to_data()


def _amounts(run: Callable[[], object]) -> dict[str, Any]:
    """What one run does, counted as models are."""
    from ...counting import Counting

    run()
    with Counting() as seen:
        run()
    found = seen.counted()
    return {
        "matrix": found.matrix_flops,
        "vector": found.vector_flops,
        "moved": found.moved_bytes,
        "new": sum(each.calls * each.new_bytes for each in found.ops),
        "calls": sum(each.calls for each in found.ops),
    }


def _samples(run: Callable[[], object], seconds: float) -> list[list[float]]:
    """[wall, processor time of all threads] of each run."""
    found: list[list[float]] = []
    until = time.perf_counter() + seconds
    while len(found) < _LEAST_SAMPLES or time.perf_counter() < until:
        cpu, wall = time.process_time(), time.perf_counter()
        run()
        found.append([time.perf_counter() - wall, time.process_time() - cpu])
    return found


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
