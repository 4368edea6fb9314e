"""What a model that knows the answer adds over the rules, and what the loop around it costs.

    python tests/bench/bench_llm.py [--kind cells] [--only NAME …] [--budget 60] [--limit 10]

Each case of the corpus' half in `seen` that can be made faster is refined four times in a process
of its own: an expert's rewrite is judged alone (`reference`); the rules search; a conversation with
an oracle, whose first sample is that rewrite and whose others are wrong, unchanged or no code
(`llm`); the rules and then the oracle (`all`). What is accepted is run once more on data of other
seeds by code that shares nothing with the tool. No network is used. Prints a table; writes
.bench/llm.json. Exits with 1 where anything wrong was accepted.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import bench_refine
import corpus_cases
import talk_table
from corpus_cases import KINDS, Case
from reference_solutions import path_of

from jupyter_perf.measure import load

RESULT = bench_refine.RESULT.with_name("llm.json")
_SEARCHES = 4
_GRACE_SECONDS = 240


def run(case: Case, budget: float) -> dict[str, Any]:
    """The outcome of one case, searched and checked in a process of its own."""
    seconds = _SEARCHES * budget + _GRACE_SECONDS
    done = bench_refine.run_script("one_talk.py", case, [str(budget)], seconds)
    if done is None or done.returncode:
        why = "took too long" if done is None else done.stderr.strip().splitlines()[-1:]
        return {"name": case.name, "kind": case.kind, "broken": str(why)}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def chosen_cases(chosen: argparse.Namespace) -> list[Case]:
    cases = corpus_cases.find(tuple(chosen.kind or KINDS), ("seen",), tuple(chosen.only))
    return [case for case in cases if path_of(case).exists()][: chosen.limit]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--only", action="append", default=[], help="part of a case's name")
    parser.add_argument("--budget", type=float, default=60.0, help="seconds per search")
    parser.add_argument("--limit", type=int, help="so many cases at most")
    return parser.parse_args()


def main() -> int:
    chosen = options()
    print(load.describe(), flush=True)
    print(talk_table.head(), flush=True)
    rows: list[dict[str, Any]] = []
    for case in chosen_cases(chosen):
        rows.append(run(case, chosen.budget))
        print(talk_table.line(rows[-1]), flush=True)
    print(talk_table.summary(rows))
    print(f"{load.load()} at the end")
    RESULT.parent.mkdir(exist_ok=True)
    told = {"machine": load.describe(), "budget": chosen.budget, "cases": rows}
    RESULT.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 1 if any(talk_table.wrong_of(row) for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
