"""Cells that go round a loop over all of the rest: only how often is scaled."""

from __future__ import annotations

import pytest
from made_up_runs import MadeUp, climb, number, rows

from jupyter_perf.estimation.cells.passes import by_passes
from jupyter_perf.estimation.cells.series import Series
from jupyter_perf.estimation.cells.sizes import Group
from jupyter_perf.estimation.fit import Machine

PLATE = "for step in range(steps):\n    plate = relaxed(plate)\n"
GROUPS = [rows("plate", 1400), number("steps", 500, large=False)]


def named(source: str, groups: list[Group]) -> list[str]:
    return [group.name for group in by_passes(source, groups)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (PLATE, ["steps"]),
        ("for row in plate:\n    f(row)\n", ["plate"]),
        (
            "if plate is not None:\n" + "    for at in range(0, steps, 2):\n        f(at)\n",
            ["steps"],
        ),
        ("for at in range(steps):\n    for row in plate:\n        f(row)\n", ["steps"]),
        ("for at in range(steps):\n    if done(at):\n        break\n", []),
        ("x = [f(row) for row in plate]\n", []),
        ("def f():\n    for at in range(steps):\n        pass\nf()\n", []),
        ("not Python", []),
    ],
)
def test_sizes_that_bound_an_outermost_loop(source: str, expected: list[str]) -> None:
    assert named(source, GROUPS) == expected


def test_the_largest_comes_first_and_few_passes_none() -> None:
    source = (
        "for start in range(0, paths, block):\n    f(start)\nfor fold in range(folds):\n    g()\n"
    )
    groups = [number("folds", 5), number("block", 200), number("paths", 10_000)]
    assert named(source, groups) == ["paths", "block"]
    assert named(source, groups[2:]) == []


def test_columns_and_what_stays_as_it_is_set_no_passes() -> None:
    columns = Group("grid", 300, "columns", 300)
    pinned = Group("steps", 500, "value", None, {"steps": 500}, pinned=True)
    source = "for a in grid:\n    f(a)\nfor at in range(steps):\n    pass\n"
    assert named(source, [columns, pinned]) == []


def test_the_rest_stays_whole_and_the_cost_of_all_is_nearly_exact() -> None:
    def cost(plate: float, steps: float) -> float:
        # Beyond a cache each step costs more: smaller plates wouldn't show it.
        return 5e-6 * plate * steps * (1 if plate < 1000 else 3)

    found = climb(MadeUp(GROUPS, cost, 4.0), source=PLATE)
    assert found.varied == ("steps",)
    assert {rung.sizes["plate"] for rung in found.rungs} == {1400}
    expected = Series(tuple(found.rungs), "steps", 500, Machine()).seconds().expected
    assert expected is not None
    assert 0.85 < expected.value / cost(1400, 500) < 1.15


def test_where_one_pass_takes_too_long_all_sizes_are_scaled() -> None:
    found = climb(
        MadeUp(GROUPS, lambda plate, steps: 1e-6 * plate * plate * steps, 4.0), source=PLATE
    )
    assert "plate" in found.varied
    assert found.rungs
