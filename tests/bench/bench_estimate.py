"""How well does `%%estimate` predict cells that cost 10 to 100 times what it may spend on samples?

    python tests/bench/bench_estimate.py [--half seen] [--family pandas] [--only NAME …]
                                         [--budget 3] [--resume] [--patience 120] [--once] [--again]

Each case of the corpus has a process of its own with one thread: its inputs are made in full, the
cell is estimated, then run as a kernel would run it. Time and peak memory are compared with the
prediction, with scaling the largest sample and with one term by least squares. What was measured
while others used the machine is repeated once, and marked if they still did. With `--again` each
cell is run in full twice: no prediction can be better than one run is of the next. Writes
.bench/estimate.json after every case; `--resume` goes on from there. All of it takes 40 minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import estimate_table
import estimating_cases
from estimate_judge import Row, busy
from estimate_samples import THREADS
from estimating_cases import HALVES, Cell

from jupyter_perf.measure import load

HERE = Path(__file__).resolve().parent
RESULT = HERE.parents[1] / ".bench" / "estimate.json"
BUDGET = 3.0
_CASE_SECONDS = 600
_QUIET_LOAD = 0.7
_LOOK_AGAIN_SECONDS = 5.0
_PACKAGES = ("numpy", "pandas", "scikit-learn")


def run(cell: Cell, budget: float, again: bool = False) -> Row:
    """The row of one case: estimated and run in full in a process and folder of its own; `again`
    runs it in full once more, in another."""
    about = {"name": cell.name, "family": cell.family, "half": cell.half, "expect": cell.expect}
    command = [sys.executable, str(HERE / "one_estimate.py"), str(estimating_cases.path_of(cell))]
    told = _told([*command, str(budget)])
    if again and "full" in told:
        told["again"] = _told([*command, str(budget), "--truth"]).get("full")
    if "broken" in told:
        return {**about, "budget": budget, **told}
    if told["estimate"] is None or "failed" in told["estimate"]:
        told["broken"] = (told["estimate"] or {"failed": "its process ended"})["failed"]
        told["estimate"] = None
    return {**about, "budget": budget, **told}


def _told(command: list[str]) -> dict[str, Any]:
    """What one process printed; why it is `broken` where it did not come to its end."""
    environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=_CASE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"broken": "took too long"}
    if done.returncode:
        return {"broken": "".join(done.stderr.splitlines()[-1:])}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def measured(cell: Cell, chosen: argparse.Namespace) -> Row:
    """As `run`, repeated once where others used the machine meanwhile."""
    wait_for_quiet(chosen.patience)
    row = run(cell, chosen.budget, chosen.again)
    if busy(row) and not chosen.once:
        wait_for_quiet(chosen.patience)
        row = run(cell, chosen.budget, chosen.again)
    return row


def wait_for_quiet(patience: float) -> None:
    """Until the machine's load is low, at most so many seconds."""
    ends = time.monotonic() + patience
    while os.getloadavg()[0] > _QUIET_LOAD and time.monotonic() < ends:
        time.sleep(_LOOK_AGAIN_SECONDS)


def save(rows: Sequence[Row], about: dict[str, Any]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    partial = RESULT.with_suffix(".part")
    partial.write_text(json.dumps({**about, "cases": estimate_table.plain(rows)}), "utf-8")
    partial.replace(RESULT)


def kept(budget: float) -> list[Row]:
    """What an earlier run with the same budget has left, without what was broken."""
    if not RESULT.is_file():
        return []
    rows: list[Row] = json.loads(RESULT.read_text("utf-8"))["cases"]
    return [row for row in rows if row["budget"] == budget and "broken" not in row]


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=HALVES, action="append", default=[])
    parser.add_argument("--family", action="append", default=[])
    parser.add_argument("--only", action="append", default=[], help="part of a case's name")
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds for samples")
    parser.add_argument("--resume", action="store_true", help="keep what is measured already")
    parser.add_argument(
        "--patience", type=float, default=0.0, help="seconds to wait for a quiet machine, each time"
    )
    parser.add_argument("--once", action="store_true", help="repeat nothing on a busy machine")
    parser.add_argument(
        "--again", action="store_true", help="a second full run: how well does one tell another?"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    chosen = options(arguments)
    cells = estimating_cases.find(chosen.half or HALVES, chosen.family, chosen.only)
    about: dict[str, Any] = {"machine": load.describe(_PACKAGES), "budget": chosen.budget}
    print(about["machine"], flush=True)
    rows = kept(chosen.budget) if chosen.resume else []
    known = {row["name"] for row in rows}
    for cell in cells:
        if cell.name in known:
            continue
        row = measured(cell, chosen)
        rows.append(row)
        print(estimate_table.line(row), flush=True)
        save(rows, about)
    text, figures = estimate_table.report(rows)
    print(f"{text}\n{load.load()} at the end; samples may take {chosen.budget:g} s")
    save(rows, {**about, "summary": figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
