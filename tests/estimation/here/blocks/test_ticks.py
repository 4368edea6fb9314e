"""From ticks to cycles, from passes to an outcome."""

from __future__ import annotations

import pytest

from jupyter_perf.estimation.here.blocks import layout
from jupyter_perf.estimation.here.blocks.outcome import Refused, Timed, Why
from jupyter_perf.estimation.here.blocks.ticks import (
    Pass,
    Ticks,
    agreeing,
    combined,
    pass_of,
    quiet,
)


def ticks(short: float, long: float, per_cycle: float = 0.5, around: int = 100) -> Ticks:
    """Runs of so many cycles, each with `around` ticks that have nothing to do with the block."""
    chain = 3200.0
    runs = (0.0, short, long, chain, chain + layout.CHAIN_CYCLES)
    return Ticks(*([round(each * per_cycle) + around] * 40 for each in runs))


def even(*cycles: float) -> list[Pass]:
    return [Pass(each, True) for each in cycles]


def uneven(*cycles: float) -> list[Pass]:
    return [Pass(each, False) for each in cycles]


@pytest.mark.parametrize("per_cycle", [0.5, 1.0, 1.7])
def test_what_runs_have_in_common_and_the_counters_rate_cancel_out(per_cycle: float) -> None:
    found = pass_of(ticks(2000.0, 4000.0, per_cycle, around=977), 500)
    assert found == Pass(pytest.approx(8.0, rel=1e-3), True)


def test_what_a_run_costs_at_its_ends_does_not_count() -> None:
    found = pass_of(ticks(2000.0 + 30, 4000.0 + 30), 500)
    assert found == Pass(pytest.approx(8.0, rel=1e-3), True)


def test_where_halves_differ_the_whole_counts() -> None:
    found = pass_of(ticks(500.0, 2000.0), 500)
    assert found == Pass(pytest.approx(4.0, rel=1e-2), False)
    assert not pass_of(ticks(1500.0, 2000.0), 500).even


def test_runs_that_were_disturbed_do_not_count() -> None:
    assert quiet([1000] * 30 + [5000] * 90) == 1000
    assert quiet([1000, 1010] * 60) == 1005


def test_a_counter_that_stands_still_gives_no_cycles() -> None:
    stuck = Ticks(*[[5] * 8] * 5)
    assert pass_of(stuck, 10).cycles == 0.0
    assert combined([pass_of(stuck, 10)] * 3, 0) == Refused(Why.TOO_FAST)


def test_the_two_smallest_count_where_they_agree_and_what_is_as_near() -> None:
    assert combined(even(4.1, 4.0, 9.0), 2) == Timed(pytest.approx(4.05), pytest.approx(0.025), 2)
    assert combined(even(4.0, 5.0, 6.0), 2) == Refused(Why.UNSTEADY)
    assert agreeing(even(1.0, 4.0, 4.05, 4.1, 7.0)) == [4.0, 4.05, 4.1]
    assert agreeing(even(1.0)) == []


def test_uneven_passes_count_only_where_hardly_any_is_even() -> None:
    assert agreeing([*uneven(2.0, 2.0, 2.0), *even(4.0, 4.1)]) == [4.0, 4.1]
    assert agreeing([*uneven(2.0, 2.01, 2.02), *even(4.0)]) == [2.0, 2.01, 2.02]


def test_of_uneven_passes_at_least_half_must_agree() -> None:
    assert agreeing(uneven(1.0, 1.01, 4.0, 4.1, 4.05, 7.0)) == [4.0, 4.05, 4.1]
    assert agreeing(uneven(1.0, 2.0, 3.0, 4.0)) == []
