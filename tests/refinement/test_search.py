"""The whole search over parts, in the real sandbox."""

from __future__ import annotations

import pytest

import jupyter_perf as jp
from jupyter_perf.refinement.result import Refinement

COUNT = """\
found = []
for w in words:
    if w in known:
        found.append(w)
text = ""
for w in words:
    text += w
"""
NOTHING = """\
def mixed(n):
    total = 1
    for i in range(n):
        total = (total * 31 + i) % 1000003 if total % 3 else total + i // 2
    return total

first = mixed(10)
second = mixed(400_000)
"""


def words(count: int) -> list[str]:
    return [f"word {i}" for i in range(count)]


def share(found: Refinement, *lines: int) -> float:
    return sum(part for line, part in found.profile if line in lines)


def test_parts_of_several_rules_are_found_together_and_the_profile_with_them() -> None:
    given = {"words": words(4000), "known": words(1500)[::2]}
    found = jp.refine(COUNT, namespace=given, budget=40.0)
    assert found.best is not None
    assert "list-to-set" in found.best.candidate.steps
    assert share(found, 2, 3, 4) > 0.8
    assert 0.9 < sum(part for _, part in found.profile) <= 1.001
    codes = [verdict.candidate.code for verdict in found.verdicts]
    assert len(codes) == len(set(codes))
    again = Refinement.from_json(found.to_json())
    assert again.profile == found.profile


@pytest.mark.slow
def test_where_nothing_matches_the_lines_that_take_the_time_are_told() -> None:
    found = jp.refine(NOTHING, namespace={}, budget=20.0)
    assert share(found, 3, 4) > 0.9
    if found.best is None:
        assert "line 4: " in str(found)


@pytest.mark.slow
def test_short_functions_and_programs_are_profiled_too() -> None:
    function = NOTHING.partition("first")[0]
    found = jp.refine(function, entry="mixed", calls=[(20_000,)], budget=12.0)
    assert share(found, 3, 4) > 0.9
    program = function + "print(mixed(int(input())))\n"
    found = jp.refine(program, stdin=["60000\n", "40000\n"], budget=12.0)
    assert share(found, 3, 4) > 0.9
