"""Refinements of every kind, for the tests of the views."""

from jupyter_perf.core.code import Candidate
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import (
    Different,
    Evidence,
    Failed,
    Faster,
    NotFaster,
    Unverifiable,
)

SOURCE = """import numpy as np
# totals by hand
total = 0.0
names = []
for i, row in df.iterrows():
    total += row["price"] * row["count"]
    names.append(row["name"])

print("done")
mean = total / len(df)
label = f"{mean:.2f}"
top = names[:10]
best = max(names)
worst = min(names)
summary = {"total": total, "mean": mean}
other = 1
summary
"""
BETTER = SOURCE.replace(
    """total = 0.0
names = []
for i, row in df.iterrows():
    total += row["price"] * row["count"]
    names.append(row["name"])
""",
    """total = float((df["price"] * df["count"]).sum())
names = df["name"].tolist()
""",
)


def timing(ratio, low, high, seconds=1.5, decision="faster", why=""):
    return Timing(
        ratio=ratio,
        interval=(low, high),
        wall_ratio=ratio,
        clock="cpu",
        original_seconds=(seconds, seconds * 1.02, seconds * 0.98),
        candidate_seconds=(seconds / ratio,) * 3,
        original_wall_seconds=(seconds,) * 3,
        candidate_wall_seconds=(seconds / ratio,) * 3,
        decision=decision,
        why=why,
    )


def faster(ratio=12.34, low=11.8, high=12.9, *, code=BETTER, steps=("rows-to-columns",), **more):
    evidence = more.pop("evidence", Evidence(own=1, generated=34, dropped=("i", "row")))
    seconds = more.pop("seconds", 1.5)
    candidate = Candidate(code, steps, summary="a loop over rows becomes column arithmetic")
    return Faster(candidate, evidence, timing(ratio, low, high, seconds), **more)


def not_faster(steps=("hoist-invariant",), ratio=1.01, decision="not faster", why=""):
    return NotFaster(
        Candidate(SOURCE + "\n1", steps),
        Evidence(own=1),
        timing(ratio, ratio - 0.03, ratio + 0.03, decision=decision, why=why),
    )


def refinement(best=None, verdicts=None, **more):
    given = {
        "source": SOURCE,
        "kind": "cell",
        "code": best.candidate.code if best else SOURCE,
        "best": best,
        "verdicts": tuple(verdicts if verdicts is not None else [best] if best else []),
        "isolation": "S3: namespaces + Landlock + seccomp + rlimits",
        "original_seconds": 1.5,
        "looked_at": ("rows-to-columns", "hoist-invariant"),
        "searched_seconds": 14.2,
        "created": "2026-01-02T03:04:05+00:00",
        "versions": {"python": "3.11.9", "pandas": "3.1.0"},
    }
    return Refinement(**(given | more))


def every_outcome():
    best = faster(peak_bytes=(120_000_000, 48_000_000))
    only = faster(
        40.0,
        38.0,
        43.0,
        steps=("rows-to-columns", "skip-checks"),
        evidence=Evidence(own=1, generated=20, only_this_data="with one row: `total` is nan"),
    )
    slow = not_faster()
    unclear = not_faster(("list-to-set",), 1.08, "inconclusive", "machine busy")
    different = Different(Candidate("x", ("mask-where",)), "`df['total']`: row 17 is 3.5, was 4.0")
    failed = Failed(Candidate("x", ("numba-loop",)), "TypeError: can't unbox array of objects")
    late = Unverifiable(Candidate("x", ("join-dict",)), "not looked at: out of time")
    return refinement(best, [best, only, slow, unclear, different, failed, late])
