"""One case of the corpus: refine it, then check the winner again on data that nobody has seen.

    python tests/bench/one_case.py CASE_FILE KIND HALF BUDGET

Runs in a folder of its own that holds the corpus' helper modules; prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import corpus_cases
import recheck
from corpus_cases import Case

import jupyter_perf as jp
from jupyter_perf.core.progress import Progress
from jupyter_perf.refinement.result import Refinement, explain

_FRESH = (0, 1000, 2000)
"""How far seeds are moved for the data of the second check; 0: the search's own data."""


def refine(case: Case, budget: float) -> dict[str, Any]:
    begun = time.monotonic()
    first: list[float] = []

    def hear(progress: Progress) -> None:
        if progress.best is not None and not first:
            first.append(time.monotonic() - begun)

    given = corpus_cases.arguments(case, corpus_cases.made(case))
    begun = time.monotonic()
    found = jp.refine(case.source, budget=budget, progress=hear, **given)
    taken = time.monotonic() - begun
    if found.best is not None and not first:
        first.append(taken)
    return {**told_of(found), "first_seconds": first[0] if first else None, "seconds": taken}


def told_of(found: Refinement) -> dict[str, Any]:
    """What a search found, as JSON-able data."""
    best = found.best
    return {
        "ratio": found.ratio,
        "interval": found.interval,
        "steps": list(best.candidate.steps) if best else [],
        "code": found.code if best else None,
        "dropped": list(best.evidence.dropped) if best else [],
        "reason": found.reason,
        "stopped": found.stopped,
        "notes": list(found.notes),
        "original_seconds": found.original_seconds,
        "sampled": found.sampled,
        "verdicts": [
            {
                "outcome": type(verdict).__name__,
                "steps": list(verdict.candidate.steps),
                "ratio": timing.ratio if (timing := getattr(verdict, "timing", None)) else None,
                "why": explain(verdict),
            }
            for verdict in found.verdicts
        ],
    }


def wrong(case: Case, code: str | None, dropped: list[str]) -> list[str]:
    """What differs where what was accepted is run on data of other seeds, in words."""
    if code is None:
        return []
    return [
        f"seeds +{by}: {difference}"
        for by in _FRESH
        if (difference := recheck.difference(case, code, by, dropped))
    ]


def main() -> int:
    path, kind, half, budget = sys.argv[1:5]
    sys.path[0:0] = [str(Path.cwd())]
    case = corpus_cases.read(Path(path), kind, half)
    told = refine(case, float(budget))
    told |= {"name": case.name, "kind": kind, "half": half, "expect": case.expect}
    told["wrong"] = wrong(case, told["code"], told["dropped"])
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
