"""Which sizes a cell is run on, with runs that take what a formula says."""

from __future__ import annotations

import itertools

import pytest
from made_up_runs import Cost, MadeUp, climb, number, raising, rows

from jupyter_perf.estimation.cells.ladder import Ladder
from jupyter_perf.estimation.cells.request import Request
from jupyter_perf.estimation.cells.series import Series
from jupyter_perf.estimation.cells.sizes import Group
from jupyter_perf.estimation.fit import Machine
from jupyter_perf.sandbox.work import Ended, Outcome

FORMULAS: dict[str, tuple[list[Group], Cost]] = {
    "linear": ([rows("df", 1_000_000)], lambda df: 3e-5 * df),
    "fixed costs": ([rows("df", 1_000_000)], lambda df: 0.2 + 3e-5 * df),
    "square": ([rows("xs", 5000)], lambda xs: 1e-6 * xs * xs),
    "cube": ([number("n", 600)], lambda n: 1e-7 * n**3),
    "doubling": ([number("n", 26)], lambda n: 4e-7 * 2**n),
    "root": ([number("n", 10**9)], lambda n: 1e-3 * n**0.5),
    "two": ([rows("a", 20_000), rows("b", 3000)], lambda a, b: 5e-7 * a * b),
    "rounds": ([rows("a", 200_000), number("m", 500, False)], lambda a, m: 2e-7 * a * m),
    "number": (
        [rows("a", 200_000), number("n", 28, False)],
        lambda a, n: 1e-7 * 2**n + 1e-7 * a,
    ),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_the_cost_of_all_is_found_within_a_factor_of_two(name: str) -> None:
    groups, cost = FORMULAS[name]
    runner = MadeUp(groups, cost, 4.0)
    found = climb(runner)
    assert not found.whole
    first = next(group for group in groups if group.name in found.varied)
    series = Series(tuple(found.rungs), first.name, float(first.value), Machine())
    expected, true = series.seconds().expected, cost(**{g.name: g.value for g in groups})
    assert expected is not None
    assert 0.5 < expected.value / true < 2
    assert runner.now <= 4.0 + 0.1


@pytest.mark.parametrize("name", FORMULAS)
def test_rungs_ascend_and_most_of_the_time_goes_to_large_ones(name: str) -> None:
    groups, cost = FORMULAS[name]
    found = climb(MadeUp(groups, cost, 4.0))
    factors = [rung.factor for rung in found.rungs]
    assert factors == sorted(factors)
    assert all(later > first for first, later in itertools.pairwise(factors))
    spent = [sum(rung.seconds) for rung in found.rungs]
    assert sum(spent[len(spent) // 2 :]) > 0.6 * sum(spent)


def test_what_fits_is_run_whole() -> None:
    found = climb(MadeUp([rows("a", 200_000)], lambda a: 1e-6 * a, 4.0))
    assert found.whole
    assert found.rungs[-1].sizes == {"a": 200_000}


def test_nothing_to_vary_is_run_whole_or_said() -> None:
    pinned = [Group("a", 100, "rows", 100, pinned=True)]
    assert climb(MadeUp(pinned, lambda a: 0.1, 4.0)).whole
    long = climb(MadeUp(pinned, lambda a: 100.0, 4.0))
    assert not long.rungs
    assert "no size" in long.reason


def test_a_few_long_tasks_are_taken_one_by_one() -> None:
    found = climb(MadeUp([rows("paths", 40)], lambda paths: 0.3 * paths, 6.0))
    assert [rung.sizes["paths"] for rung in found.rungs][:3] == [1, 2, 3] or len(found.rungs) >= 3


def test_one_that_takes_too_long_by_itself_is_refused_with_its_size() -> None:
    found = climb(MadeUp([rows("paths", 40)], lambda paths: 30.0 * paths, 4.0))
    assert not found.rungs
    assert "even on 1 of `paths`" in found.reason


def test_too_few_rows_to_do_anything_with_is_no_end() -> None:
    def fails(a: float) -> Outcome | None:
        return raising() if a < 2000 else None

    found = climb(MadeUp([rows("a", 10**6)], lambda a: 1e-5 * a, 4.0, fails))
    assert len(found.rungs) >= 3
    assert found.rungs[0].sizes["a"] >= 2000


def test_what_always_raises_is_told_in_its_own_words() -> None:
    found = climb(MadeUp([rows("a", 10**6)], lambda a: 1e-5 * a, 4.0, lambda **_: raising()))
    assert not found.rungs
    assert found.reason == "on samples it raises ValueError in line 2: too few"


def test_memory_that_runs_out_at_once_is_told() -> None:
    out = Outcome(Ended.MEMORY)
    found = climb(MadeUp([rows("a", 10**6)], lambda a: 1e-5 * a, 4.0, lambda **_: out))
    assert found.blown is not None
    assert "runs out of the memory" in found.reason


def test_memory_that_runs_out_later_keeps_what_was_seen() -> None:
    def fails(a: float) -> Outcome | None:
        return Outcome(Ended.MEMORY) if a > 3000 else None

    found = climb(MadeUp([rows("a", 10**6)], lambda a: 1e-4 * a, 4.0, fails))
    assert found.blown is not None
    assert found.rungs


def test_a_refusal_ends_it_at_once() -> None:
    denied = Outcome(Ended.OK, denied="writes a file")
    runner = MadeUp([rows("a", 10**6)], lambda a: 1e-5 * a, 4.0, lambda **_: denied)
    assert climb(runner).reason == "writes a file"
    assert len(runner.seen) == 1


def test_no_more_is_run_than_was_copied() -> None:
    found = climb(MadeUp([rows("a", 10**6)], lambda a: 1e-8 * a, 4.0), kept=0.25)
    assert not found.whole
    assert found.rungs[-1].factor == pytest.approx(0.25)


def test_each_size_alone_tells_which_one_matters() -> None:
    groups = [rows("a", 20_000), rows("b", 15_000)]
    found = climb(MadeUp(groups, lambda a, b: 4e-8 * a * a + 1e-6 * b, 5.0))
    assert found.alone["a"] > 1.5
    assert found.alone["b"] < 0.3


TABLE = [rows("sites", 4200), Group("sites_columns", 300, "columns", 300)]


def test_columns_of_a_table_stay_while_its_rows_are_cut() -> None:
    found = climb(MadeUp(TABLE, lambda sites, sites_columns: 5e-9 * sites**2 * sites_columns, 4.0))
    assert found.varied == ("sites",)
    assert {rung.sizes["sites_columns"] for rung in found.rungs} == {300}


def test_columns_are_cut_where_rows_alone_arent_enough() -> None:
    def fails(sites: float, sites_columns: float) -> Outcome | None:
        return raising() if sites < sites_columns else None

    found = climb(MadeUp(TABLE, lambda sites, sites_columns: 1e-6 * sites * sites_columns**2, 4.0))
    assert set(found.varied) == {"sites", "sites_columns"}
    cost = lambda sites, sites_columns: 1e-7 * sites * sites_columns  # noqa: E731
    assert climb(MadeUp(TABLE, cost, 4.0, fails)).rungs


def test_too_few_sizes_are_followed_by_more_in_more_time() -> None:
    runner = MadeUp([rows("a", 10**6)], lambda a: 1e-4 * a, 0.3)
    ladder = Ladder(Request("", (), tuple(runner.groups)), runner, runner.left, lambda *_: None)
    before = len(ladder.climb().rungs)
    assert ladder.short_of_sizes
    runner.budget += 4.0
    ladder.go_on()
    assert len(ladder.found.rungs) > before
    assert not ladder.short_of_sizes
    factors = [rung.factor for rung in ladder.found.rungs]
    assert factors == sorted(set(factors))


def test_deep_loops_are_not_tried_whole_at_once() -> None:
    groups = [rows("a", 500)]
    runner = MadeUp(groups, lambda a: 1e-7 * a**3, 2.0)
    request = Request("", (), tuple(groups), depth=3)
    Ladder(request, runner, runner.left, lambda *_: None).climb()
    assert not runner.failures
    guessed = MadeUp(groups, lambda a: 1e-7 * a**3, 2.0)
    climb(guessed)
    assert guessed.failures[0].kind == "timeout"
