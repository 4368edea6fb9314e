"""Is a wrong rewrite ever accepted? Planted ones, through the real search, and what caught each.

    python tests/bench/bench_adversary.py [--only TEXT …] [--budget 60] [--untimed]

For every original a wrong rewrite, which must not be accepted, and a right one, which must be found
to give the same answer, so that refusing everything doesn't pass. Prints a line per case and totals
per class; writes .bench/adversary.json; exits with 1 if a wrong one was accepted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import planted_judge as judge
from planted import Planted, planted

from jupyter_perf.measure import load
from jupyter_perf.refinement.verdict import Verdict

RESULT = Path(".bench/adversary.json")
_WORDS = 76


def examined(case: Planted, budget: float, timed: bool) -> dict[str, Any]:
    """One case as a row: by what its wrong rewrite was caught, and whether the right one passed.

    A rewrite that isn't faster gets no generated inputs in a search: it is checked without timing.
    """
    begun = time.monotonic()
    row: dict[str, Any] = {"group": case.group, "name": case.name, "kind": case.kind}
    try:
        found: list[judge.Caught | None] = [None, None]
        accepted = False
        if timed:
            result = judge.searched(case, budget)
            accepted = result.best is not None and result.code == case.wrong
            found = [_caught(verdict, case) for verdict in result.verdicts]
        if None in found:
            with judge.checks(case) as check:
                found = [
                    known or check(code)
                    for known, code in zip(found, (case.right, case.wrong), strict=True)
                ]
    except judge.Broken as why:
        return {**row, "broken": str(why), "seconds": time.monotonic() - begun}
    right, wrong = found
    assert right is not None
    assert wrong is not None
    return {
        **row,
        "by": wrong.by,
        "why": wrong.why,
        "ratio": wrong.ratio,
        "accepted": accepted or wrong.same,
        "right": right.by,
        "right_why": right.why,
        "right_ratio": right.ratio,
        "generated": right.generated,
        "seconds": time.monotonic() - begun,
    }


def _caught(verdict: Verdict, case: Planted) -> judge.Caught | None:
    return judge.of_verdict(verdict, verdict.candidate.code, case)


def line(row: dict[str, Any]) -> str:
    head = f"{row['kind'][:4]:<5}{row['group']:<12}{row['name'][:42]:<43}"
    if "broken" in row:
        return f"{head} broken: {row['broken'][:_WORDS]}"
    faster = f"{row['ratio']:6.1f}x" if row["ratio"] else "      -"
    said = "ACCEPTED" if row["accepted"] else f"{row['by']}: {row['why'][:_WORDS]}"
    refused = "" if row["right"] == judge.NOT_CAUGHT else f"  RIGHT ONE REFUSED: {row['right_why']}"
    return f"{head}{faster}  {said}{refused}"


def summary(rows: list[dict[str, Any]]) -> str:
    levels = (judge.CONDUCT, judge.OWN, judge.OPAQUE, judge.RACES, judge.GENERATED)
    heads = "".join(f"{level:>16}" for level in levels)
    lines = [f"\n{'class':<12}{'cases':>6}{heads}{'accepted':>10}{'right refused':>15}"]
    good = [row for row in rows if "broken" not in row]
    for group in [*dict.fromkeys(row["group"] for row in good), "all"]:
        some = [row for row in good if group in (row["group"], "all")]
        by = Counter(row["by"] for row in some if not row["accepted"])
        counts = "".join(f"{by[level]:>16}" for level in levels)
        accepted = sum(row["accepted"] for row in some)
        refused = sum(row["right"] != judge.NOT_CAUGHT for row in some)
        lines.append(f"{group:<12}{len(some):>6}{counts}{accepted:>10}{refused:>15}")
    broken = [row["name"] for row in rows if "broken" in row]
    return "\n".join([*lines, f"broken: {len(broken)} {broken or ''}"])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", action="append", default=[], help="part of 'class: name'")
    parser.add_argument("--budget", type=float, default=60.0, help="seconds per search")
    parser.add_argument(
        "--untimed", action="store_true", help="only compare, as if all were faster"
    )
    return parser.parse_args()


def main() -> int:
    chosen = options()
    print(load.describe(), flush=True)
    rows = []
    for case in planted(tuple(chosen.only)):
        rows.append(examined(case, chosen.budget, not chosen.untimed))
        print(line(rows[-1]), flush=True)
    print(summary(rows))
    print(f"{load.load()} at the end")
    RESULT.parent.mkdir(exist_ok=True)
    told = {"machine": load.describe(), "budget": chosen.budget, "cases": rows}
    RESULT.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 1 if any(row.get("accepted") or "broken" in row for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
