"""How often `refine` finds something faster, how much, how soon, and whether it is ever wrong.

    python tests/bench/bench_refine.py [--kind cells] [--half seen] [--only NAME …] [--budget 30]
                                       [--dry [--why RULE]] [--show]

Every case of the corpus is refined in a process of its own; what it accepts is then run once more
beside the original on data of other seeds, and compared by code that shares nothing with the tool.
Prints a table per kind and half, the gain of each rule and of composition; writes
.bench/refine.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import corpus_cases
import refine_table
from corpus_cases import CORPUS, HALVES, KINDS, Case

from jupyter_perf.measure import load

RESULT = Path(".bench/refine.json")
HERE = Path(__file__).resolve().parent
_GRACE_SECONDS = 240


def run(case: Case, budget: float) -> dict[str, Any]:
    """The outcome of one case, refined and checked in a process of its own."""
    done = run_script("one_case.py", case, [str(budget)], budget + _GRACE_SECONDS)
    if done is None or done.returncode:
        why = "took too long" if done is None else done.stderr.strip().splitlines()[-1:]
        return {"name": case.name, "kind": case.kind, "half": case.half, "expect": case.expect,
                "broken": str(why)}  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def run_script(
    name: str, case: Case, more: list[str], seconds: float
) -> subprocess.CompletedProcess[str] | None:
    """A script of this folder run on a case, beside the corpus' helpers; None: too long."""
    path = CORPUS / case.half / case.kind / f"{case.name}.py"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(CORPUS / "helpers", folder, dirs_exist_ok=True)
        command = [sys.executable, str(HERE / name), str(path), case.kind, case.half, *more]
        try:
            return subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            return None


def dry(cases: list[Case], why: str) -> None:
    for case in cases:
        done = run_script("bench_dry.py", case, ["--why", why], _GRACE_SECONDS)
        print((done.stdout or done.stderr[-500:]).rstrip() if done else f"{case.name}: too slow")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--only", action="append", default=[], help="part of a case's name")
    parser.add_argument("--budget", type=float, default=30.0, help="seconds per case")
    parser.add_argument(
        "--jobs", type=int, default=1, help="cases at once; timings stay one by one"
    )
    parser.add_argument("--dry", action="store_true", help="only say which rules match")
    parser.add_argument("--why", default="", help="with --dry: say where this rule declines")
    parser.add_argument("--show", action="store_true", help="print what is accepted")
    return parser.parse_args()


def main() -> int:
    chosen = options()
    cases = corpus_cases.find(
        tuple(chosen.kind or KINDS), tuple(chosen.half or HALVES), tuple(chosen.only)
    )
    if chosen.dry:
        dry(cases, chosen.why)
        return 0
    print(load.describe(), flush=True)
    rows: list[dict[str, Any]] = []
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for row in pool.map(lambda case: run(case, chosen.budget), cases):
            rows.append(row)
            print(refine_table.line(row), flush=True)
            if chosen.show and row.get("code"):
                print("\n".join(f"      {text}" for text in row["code"].splitlines()))
    print(refine_table.summary(rows))
    print(f"{load.load()} at the end")
    RESULT.parent.mkdir(exist_ok=True)
    told = {"machine": load.describe(), "budget": chosen.budget, "cases": rows}
    RESULT.write_text(json.dumps(told, indent=1), encoding="utf-8")
    wrong = [row["name"] for row in rows if row.get("wrong")]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
