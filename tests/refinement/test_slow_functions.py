"""Functions that are slow, or never end, on inputs that the user didn't give."""

from __future__ import annotations

import pytest
from judged import judge

from jupyter_perf.refinement.verdict import Failed, Faster, NotFaster

SOURCE = "def f(n):\n    return sum(i * i % 7 for i in range(n))\n"


@pytest.mark.slow
def test_a_candidate_that_never_ends_on_other_inputs_fails_alone() -> None:
    endless = (
        "def f(n):\n    while n not in (30_000, 40_000):\n        pass\n"
        "    return sum([i * i % 7 for i in range(n)])\n"
    )
    found = judge(SOURCE, [endless, SOURCE + "#\n"], entry="f", calls=[(30_000,), (40_000,)])
    assert isinstance(found.verdicts[0], Failed)
    assert isinstance(found.verdicts[1], NotFaster)


@pytest.mark.slow
def test_an_original_that_never_ends_on_other_inputs_is_timed_on_its_first_call() -> None:
    head = "def f(n):\n    while n not in (300_000, 400_000):\n        pass\n"
    answers = {n: sum(i * i % 7 for i in range(n)) for n in (300_000, 400_000)}
    source = head + "    return sum(i * i % 7 for i in range(n))\n"
    faster = head + f"    return {answers}[n]\n"
    found = judge(source, [faster], entry="f", calls=[(300_000,), (400_000,)], budget=40.0)
    (verdict,) = found.verdicts
    assert isinstance(verdict, Faster)
    assert verdict.timing.ratio > 2
    assert verdict.evidence.outside > 0
    assert verdict.evidence.generated < verdict.evidence.outside
