"""How well do reference kernels tell a cell's time on another machine?

No second machine takes part: this one is made into others, by settings that change some kinds of
work more than others (threads, cores, allocators, vector instructions that libraries leave out, a
neighbour that keeps memory busy). Each setting is measured with the reference kernels, and 26 cells
are timed in it (CPU time, or wall time where threads make that less). A cell's time in the usual
setting, carried over, is compared with its time in the other one. 12 cells were tuned on, 14 judge.
Compared with assuming the same time. Writes .bench/transfer.json.

    python tests/bench/bench_transfer.py [--budget S] [--rounds N] [--each] [--replay]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from transfer_cells import JUDGING, TUNING

from jupyter_perf.core.measured import Measured
from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.here import mix_of, transfer
from jupyter_perf.estimation.here.measuring import measure
from jupyter_perf.estimation.here.process import environment_of
from jupyter_perf.estimation.here.timings import Timings, probed
from jupyter_perf.measure.load import describe

HERE = Path(__file__).resolve().parent
RESULT = HERE.parents[1] / ".bench" / "transfer.json"
USUAL = "usual"
CORES = float(len(os.sched_getaffinity(0)))
"""That linear algebra runs on in the usual setting."""
MUCH = 0.25
"""A change of a cell's time that is worth predicting."""
CELL_NOISE = 0.03
"""Relative: what best times of a cell differ by from one process to the next."""
_NO_VECTORS = {
    "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL "
    "AVX512_ICL X86_V3 X86_V4 AVX512_SPR",
    "OPENBLAS_CORETYPE": "Prescott",
}
_STREAM = "import numpy as np\na = np.ones(20_000_000)\nwhile True:\n    a += 1\n"


@dataclass(frozen=True)
class Setting:
    """This machine, made into another one."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    neighbour: str = ""
    """Code that runs beside, on the last core."""
    pinned: bool = False
    """To the first core, where there is a `taskset`."""


SETTINGS = (
    Setting(USUAL),
    Setting("one thread for linear algebra", {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}),
    Setting("one core", pinned=True),
    Setting("old vector instructions", _NO_VECTORS),
    Setting(
        "plain malloc, no huge pages", {"PYTHONMALLOC": "malloc", "NUMPY_MADVISE_HUGEPAGE": "0"}
    ),
    Setting("interpreter that checks itself (-X dev)", flags=("-X", "dev", "-W", "ignore")),
    Setting("neighbour that streams memory", neighbour=_STREAM),
)


@dataclass(frozen=True)
class Judged:
    """`ratio` is predicted over actual."""

    setting: str
    cell: str
    half: str
    method: str
    ratio: float
    inside: bool
    changed: float
    """Actual time there over that in the usual setting."""


def prefix(setting: Setting) -> list[str]:
    taskset = shutil.which("taskset")
    first = min(os.sched_getaffinity(0))
    pin = [taskset, "-c", str(first)] if setting.pinned and taskset else []
    return [*pin, *setting.command]


@contextlib.contextmanager
def beside(setting: Setting) -> Iterator[None]:
    """With the neighbour at work, if there is one."""
    if not setting.neighbour:
        yield
        return
    process = subprocess.Popen([*prefix(setting), sys.executable, "-c", setting.neighbour])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def cells_in(setting: Setting) -> dict[str, float]:
    """Best times of all cells in a process of that setting."""
    command = [*prefix(setting), sys.executable, *setting.flags, str(HERE / "one_transfer.py")]
    environment = environment_of(False, setting.environment)
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=600
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured_in(setting: Setting, budget: float) -> Measured:
    return measure(
        budget,
        environment=setting.environment,
        command=prefix(setting),
        flags=setting.flags,
        threads=setting.name,
    )


def collect(budget: float, rounds: int, say: Callable[[str], None]) -> dict[str, dict[str, object]]:
    """Setting → its machine and its cells' times: the best of some rounds through all settings, so
    that an hour in which others are busy isn't taken for a setting."""
    machines: dict[str, list[Measured]] = {}
    cells: dict[str, list[dict[str, float]]] = {}
    for turn in range(rounds):
        for setting in SETTINGS:
            say(f"{turn + 1} of {rounds}: {setting.name} …")
            with beside(setting):
                machines.setdefault(setting.name, []).append(measured_in(setting, budget))
                cells.setdefault(setting.name, []).append(cells_in(setting))
    return {
        name: {
            "machine": best_machine(machines[name]).to_json(),
            "cells": {cell: min(each[cell] for each in cells[name]) for cell in cells[name][0]},
        }
        for name in machines
    }


def best_machine(rounds: Sequence[Measured]) -> Measured:
    """Each kernel's timings of all rounds together."""
    names = sorted({name for each in rounds for name in each.probes})
    probes = {}
    for name in names:
        found = [each.probes[name] for each in rounds if name in each.probes]
        wall = [sample for each in found for sample in each.samples]
        probes[name] = probed(Timings(found[0].amount, found[0].unit, wall))
    missing = {name: why for name, why in rounds[-1].missing.items() if name not in probes}
    return replace(rounds[-1], probes=probes, missing=missing)


def judge(found: dict[str, dict[str, object]]) -> list[Judged]:
    machines = {name: Measured.from_json(str(each["machine"])) for name, each in found.items()}
    times = {name: dict(each["cells"]) for name, each in found.items()}  # type: ignore[call-overload]
    return [
        judged
        for name in found
        if name != USUAL
        for half, cells in (("tuning", TUNING), ("judging", JUDGING))
        for cell, (_, source) in cells.items()
        for judged in _judged(name, cell, half, source, machines, times)
    ]


def _judged(
    name: str,
    cell: str,
    half: str,
    source: str,
    machines: dict[str, Measured],
    times: dict[str, dict[str, float]],
) -> Iterator[Judged]:
    before, actual = times[USUAL][cell], times[name][cell]
    seconds = Range(before, before * (1 - CELL_NOISE), before * (1 + CELL_NOISE))
    carried = {
        "transfer": transfer(
            seconds, machines[USUAL], machines[name], mix_of(source, threads=CORES)
        ),
        "without a mix": transfer(seconds, machines[USUAL], machines[name]),
        "the same time": seconds,
    }
    for method, range_ in carried.items():
        yield Judged(
            name, cell, half, method, range_.value / actual, actual in range_, actual / before
        )


def summary(rows: Sequence[Judged]) -> str:
    lines = [f"{'':46}{'n':>5}{'median':>8}{'≤25%':>7}{'≤2×':>7}{'covered':>9}{'worst':>8}"]
    for half in ("tuning", "judging"):
        for method in dict.fromkeys(row.method for row in rows):
            mine = [row for row in rows if (row.half, row.method) == (half, method)]
            lines.append(_line(f"{half}: {method}", mine))
    changed_much = [row for row in rows if abs(math.log(row.changed)) > math.log(1 + MUCH)]
    for method in dict.fromkeys(row.method for row in changed_much):
        mine = [row for row in changed_much if row.method == method]
        lines.append(_line(f"both, changed by over {MUCH:.0%}: {method}", mine))
    for setting in dict.fromkeys(row.setting for row in rows):
        mine = [
            row for row in rows
            if (row.setting, row.half, row.method) == (setting, "judging", "transfer")
        ]  # fmt: skip
        changed = statistics.median(row.changed for row in mine)
        lines.append(_line(f"  {setting} (× {changed:.2f})", mine))
    return "\n".join(lines)


def _line(name: str, rows: Sequence[Judged]) -> str:
    errors = [abs(row.ratio - 1) for row in rows]
    off = [abs(math.log(row.ratio)) for row in rows]
    near = sum(error <= 0.25 for error in errors) / len(rows)
    twice = sum(each <= math.log(2) for each in off) / len(rows)
    covered = sum(row.inside for row in rows) / len(rows)
    worst = math.exp(max(off))
    return (
        f"{name:46}{len(rows):5}{statistics.median(errors):8.0%}{near:7.0%}{twice:7.0%}"
        f"{covered:9.0%}{worst:7.1f}×"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--budget", type=float, default=10.0, help="seconds for each setting")
    parser.add_argument("--rounds", type=int, default=3, help="through all settings")
    parser.add_argument("--each", action="store_true", help="a line for each cell")
    parser.add_argument("--replay", action="store_true", help="judge what was timed last")
    asked = parser.parse_args()
    print(f"{describe()}\nNo second machine takes part: one machine in {len(SETTINGS)} settings.")
    if asked.replay:
        found = json.loads(RESULT.read_text("utf-8"))["found"]
    else:
        found = collect(asked.budget, asked.rounds, lambda said: print(said, file=sys.stderr))
    rows = judge(found)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(
        json.dumps({"machine": describe(), "found": found, "judged": [asdict(r) for r in rows]}),
        "utf-8",
    )
    if asked.each:
        for row in rows:
            if row.method == "transfer":
                print(
                    f"{row.setting:40}{row.cell:28}{row.changed:7.2f}{row.ratio:7.2f} {row.inside}"
                )
    busy = {
        name: m.busy for name, e in found.items() if (m := Measured.from_json(e["machine"])).busy
    }
    for name, why in busy.items():
        print(f"{name}: {why}")
    print(summary(rows))


if __name__ == "__main__":
    main()
