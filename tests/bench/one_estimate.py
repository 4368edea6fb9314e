"""One case of `bench_estimate.py`: estimate it, then run it in full.

    python tests/bench/one_estimate.py CASE_FILE BUDGET [--truth]

Runs in a folder of its own with one thread; prints one JSON object. The inputs are made once. The
estimate is made in a fork, so that what it leaves in caches and allocators is gone before the full
run, which happens as in a kernel: in the process that made the inputs, garbage collection on.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import io
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import estimating_cases
from estimate_samples import in_fork, status_bytes
from estimating_cases import Cell

from jupyter_perf.estimation import asking
from jupyter_perf.estimation.question import question
from jupyter_perf.estimation.result import Estimate
from jupyter_perf.measure.lock import timing_lock

_LOCK_SECONDS = 120.0
_TRACE_CHARS = 2000
_BUSY_FIELDS = (0, 1, 2, 5, 6, 7)
"""Of /proc/stat: user, nice, system, interrupts, and what a host took away."""


def estimate(cell: Cell, names: dict[str, Any], budget: float) -> dict[str, Any]:
    """What the engine says, as plain data."""
    begun = time.perf_counter()
    if cell.inputs:
        work, inputs = eval(cell.source, names), eval(cell.inputs, names)
        asked = question(work, inputs=inputs, namespace=names, budget=budget)
    else:
        asked = question(cell.source, namespace=names, budget=budget)
    found = asking.estimate(asked)
    assert isinstance(found, Estimate)
    told: dict[str, Any] = json.loads(found.to_json())
    return told | {"took": time.perf_counter() - begun}


def attempted(cell: Cell, names: dict[str, Any], budget: float) -> dict[str, Any]:
    """As `estimate`; what it raised, whatever it is, as `failed`: a fork would lose it."""
    try:
        return estimate(cell, names, budget)
    except Exception:
        return {"failed": traceback.format_exc()[-_TRACE_CHARS:]}


def full(cell: Cell, names: dict[str, Any]) -> dict[str, Any]:
    """Wall and CPU seconds of the whole, what resident memory grew by, how busy others were."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # other C libraries have nothing to trim
        ctypes.CDLL(None).malloc_trim(0)
    with timing_lock(_LOCK_SECONDS), contextlib.redirect_stdout(io.StringIO()):
        load = os.getloadavg()[0]
        Path("/proc/self/clear_refs").write_text("5")
        resident, all_before = status_bytes("VmRSS"), machine_seconds()
        cpu, wall = time.process_time(), time.perf_counter()
        kept = estimating_cases.run(cell, names)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        others = max(0.0, machine_seconds() - all_before - cpu) / wall
        peak = status_bytes("VmHWM") - resident
    del kept
    return {
        "seconds": wall,
        "cpu_seconds": cpu,
        "peak_bytes": max(0, peak),
        "input_bytes": resident,
        "load": [load, os.getloadavg()[0]],
        "others": others,
    }


def machine_seconds() -> float:
    """CPU seconds that all processes have used, and that a host took away, since start-up."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(int(fields[k]) for k in _BUSY_FIELDS) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    path, budget = Path(sys.argv[1]), float(sys.argv[2])
    truth_only = "--truth" in sys.argv[3:]
    sys.path[0:0] = [str(Path.cwd())]
    cell = estimating_cases.read(path)
    begun = time.perf_counter()
    names = estimating_cases.made(cell)
    told: dict[str, Any] = {"setup_seconds": time.perf_counter() - begun}
    if not truth_only:
        told["estimate"] = in_fork(lambda: attempted(cell, names, budget))
    if cell.expect == estimating_cases.NUMBER:
        told["full"] = full(cell, names)
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
