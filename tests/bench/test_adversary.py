"""Planted wrong rewrites are told apart, and right ones aren't: half the classes in `make test`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from planted import Planted, planted
from planted_judge import checks

CASES = planted()


def _examine(case: Planted) -> None:
    with checks(case) as check:
        right, wrong = check(case.right), check(case.wrong)
    assert right.same, right
    assert not wrong.same


def _named(cases: list[Planted], *, spare: bool = False) -> list[object]:
    """As parameters; with `spare`, every other one is left to the long run."""
    return [
        pytest.param(
            case,
            id=f"{case.group}: {case.name}",
            marks=[pytest.mark.slow] if spare and at % 2 else [],
        )
        for at, case in enumerate(cases)
    ]


@pytest.mark.parametrize("case", _named([case for case in CASES if case.quick], spare=True))
def test_one_of_each_class_is_caught(case: Planted) -> None:
    _examine(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", _named([case for case in CASES if not case.quick]))
def test_all_others_are_caught(case: Planted) -> None:
    _examine(case)


def test_the_cases_are_many_and_of_all_kinds() -> None:
    assert len(CASES) >= 100
    assert {case.kind for case in CASES} == {"cell", "function", "program"}
    assert {case.group for case in CASES} == {case.group for case in CASES if case.quick}
    assert len({(case.group, case.name) for case in CASES}) == len(CASES)
