"""Refinements of every kind, for the tests of the views."""

from jupyter_perf.core.code import Candidate
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement.conversation.record import Conversation, Exchange, Round
from jupyter_perf.refinement.endpoint.exchange import Answer, Ended, Message, Usage
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


PROMPT = (
    Message("system", "You make Python code faster."),
    Message("user", "## The code\n\n```python\nfor i, row in df.iterrows(): ...\n```"),
)
REPAIR = (PROMPT[0], Message("user", "## Attempts that don't count\n\nIt raised KeyError."))


def answer(text="```python\ntotal = 1\n```", **more):
    given = {"usage": Usage(4000, 100), "usd": 0.014, "model": "gpt-5"}
    return Answer(text, **(given | more))


def conversation(**more):
    """Two rounds: a repair, then what is taken."""
    given = {
        "model": "openai:gpt-5",
        "prompts_version": "1",
        "prompts": (PROMPT, REPAIR),
        "exchanges": (
            Exchange(1, 1, "rewrite", 0, answer(), "KeyError: 'price'", "total = 1"),
            Exchange(1, 2, "rewrite", 0, answer("no code"), "no code in the answer"),
            Exchange(2, 1, "rewrite", 1, answer(f"```\n{BETTER}```"), "faster, 12.3×", BETTER),
        ),
        "rounds": (
            Round(1, ("line 5: 92% of the time",), tried=1, right=0),
            Round(2, ("refused: KeyError",), tried=1, right=1, best=12.34),
        ),
        "ended": "all rounds were used",
        "began": "the original",
        "said": ("use numpy, keep the column names",),
        "prompt_tokens": (4100, 1900),
        "prompt_usd": (0.0051, 0.0024),
    }
    return Conversation(**(given | more))


def talked(talk=None, **more):
    """A rewrite that a model proposed."""
    best = faster(steps=("round 2, sample 1",))
    return refinement(best, looked_at=(), conversation=talk or conversation(), **more)


def refused():
    """Nothing came from the endpoint."""
    why = "401 from api.example.com: the key isn't valid. Nothing was spent: set OPENAI_API_KEY."
    failed = Answer(ended=Ended.FAILED, usd=0.0, trouble=why, fatal=True)
    talk = conversation(
        exchanges=tuple(Exchange(1, n, "rewrite", 0, failed) for n in (1, 2)), rounds=()
    )
    return refinement(verdicts=[], looked_at=(), conversation=talk, reason=why), why
