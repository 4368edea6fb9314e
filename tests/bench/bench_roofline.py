"""Time and peak memory predicted of models against what their steps take on this machine.

Where others use the machine, all is done in one thread, and its processor time counts: that is what
a step would take alone. Otherwise all threads and wall time count.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import torch
from roofline_models import MODELS

from jupyter_perf.core import targets
from jupyter_perf.core.machine import this_machine
from jupyter_perf.core.units import percent, ratio, seconds, size
from jupyter_perf.core.workload import Workload
from jupyter_perf.estimation import modules
from jupyter_perf.estimation.modules import gathering, reference
from jupyter_perf.estimation.result import Estimate
from jupyter_perf.tradeoff.trace import traces

HERE = Path(__file__).resolve().parent
RESULT = HERE.parents[1] / ".bench" / "roofline.json"
BUSY = 0.5
"""Load for each processor from which on the machine isn't ours."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=0, help="0 chooses by the load")
    parser.add_argument("--seconds", type=float, default=2.0, help="of steps of each model")
    parser.add_argument("names", nargs="*", help="parts of names of models")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    cores = psutil.cpu_count() or 1
    threads = asked.threads or (1 if load > BUSY * cores else torch.get_num_threads())
    torch.set_num_threads(threads)
    gathering.SWEEP_SECONDS = 0.0
    reference.measured(threads, again=True)
    machine = this_machine()
    clock = "processor time" if threads == 1 else "wall time"
    print(f"{machine.cpu}, {machine.cores:g} cores, torch {torch.__version__}, load {load:.1f}")
    print(f"{threads} threads, {clock}\n")
    rows = []
    for name in MODELS:
        if asked.names and not any(part in name for part in asked.names):
            continue
        for kind in ("infer", "train"):
            rows.append(row(name, kind, threads, asked.seconds))
            _print(rows[-1])
    figures_by_kind = summary(rows)
    found = {"load": [load, os.getloadavg()[0]], "threads": threads, "summary": figures_by_kind}
    print()
    for kind, figures in figures_by_kind.items():
        print(f"{kind:6} " + ", ".join(f"{what} {shown}" for what, shown in figures.items()))
    print(f"load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({**found, "torch": torch.__version__, "rows": rows}))
    return 0


def row(name: str, kind: str, threads: int, budget: float) -> dict[str, Any]:
    model, inputs = MODELS[name]()
    estimate = modules.estimate(
        model, inputs, Workload(kind), [targets.get("here")], trace=traces, budget=120
    )[0]
    if estimate.seconds is None or estimate.peak_bytes is None:
        raise SystemExit(f"{name}: {estimate.reasons}")
    took = measured(name, kind, threads, budget)
    return {
        "name": name,
        "kind": kind,
        "predicted": _plain(estimate.seconds),
        "measured": took["seconds"],
        "predicted_bytes": _plain(estimate.peak_bytes),
        "measured_bytes": took["peak_bytes"],
        "bound": estimate.bound,
        "rows": _rows(estimate),
    }


def measured(name: str, kind: str, threads: int, budget: float) -> dict[str, float]:
    """In a process of its own: the middle of the faster half of its steps."""
    command = [sys.executable, str(HERE / "one_model.py"), name, kind, str(threads), str(budget)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = json.loads(done.stdout)
    times = sorted(each[1] if threads == 1 else each[0] for each in found["samples"])
    usual = statistics.median(times[: max(1, len(times) // 2)])
    return {"seconds": usual, "peak_bytes": found["peak_bytes"]}


def summary(rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    found = {}
    for kind in ("infer", "train"):
        own = [each for each in rows if each["kind"] == kind]
        errors = [abs(each["predicted"][0] / each["measured"] - 1) for each in own]
        inside = sum(_holds(each["predicted"], each["measured"]) for each in own)
        held = sum(_holds(each["predicted_bytes"], each["measured_bytes"]) for each in own)
        memory = [each["predicted_bytes"][0] / each["measured_bytes"] for each in own]
        found[kind] = {
            "models": str(len(own)),
            "median error of time": percent(statistics.median(errors)),
            "largest": percent(max(errors)),
            "within 20%": f"{sum(each <= 0.2 for each in errors)}/{len(own)}",
            "in the interval": f"{inside}/{len(own)}",
            "median ratio of memory": ratio(statistics.median(memory)),
            "memory in its interval": f"{held}/{len(own)}",
        }
    return found


def _print(each: dict[str, Any]) -> None:
    value, low, high = each["predicted"]
    inside = "" if low <= each["measured"] <= high else "  outside"
    peak, needed = each["measured_bytes"], each["predicted_bytes"][0]
    print(
        f"{each['name']:34} {each['kind']:6} measured {seconds(each['measured']):>8} predicted "
        f"{seconds(value):>8} ({seconds(low)} to {seconds(high)}), "
        f"{ratio(value / each['measured']):>6}; memory {size(peak):>8} predicted {size(needed):>8}"
        f"{inside}",
        flush=True,
    )


def _rows(estimate: Estimate) -> list[tuple[str, float]]:
    return [(row.name, row.seconds.value) for row in estimate.rows if row.seconds is not None]


def _holds(predicted: list[float], found: float) -> bool:
    return predicted[1] <= found <= predicted[2]


def _plain(each: Any) -> list[float]:
    return [each.value, each.low, each.high]


if __name__ == "__main__":
    sys.exit(main())
