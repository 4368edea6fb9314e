"""The race on simulated machines: what it may say, how soon, and that it ends in time."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from jupyter_perf.measure.race import ELSEWHERE, OUT_OF_TIME, race
from jupyter_perf.measure.rule import MACHINE_BUSY, Rule, Sample

FOREVER = 1e9
Runner = Callable[[], Sample]


def machine(seed: int, seconds: float, sigma: float = 0.02, bursts: float = 0.05) -> Runner:
    """A runner whose CPU time is log-normal, with bursts of half as much again."""
    noise = random.Random(f"{seed} {seconds}")

    def run() -> Sample:
        cpu = seconds * math.exp(noise.gauss(0, sigma)) * (1.5 if noise.random() < bursts else 1)
        return Sample(cpu, cpu * (1 + abs(noise.gauss(0, 0.2))))

    return run


def steady(cpu: float, wall: float | None = None, threads: int = 1) -> Runner:
    return lambda: Sample(cpu, cpu if wall is None else wall, threads)


def forever() -> float:
    return FOREVER


def test_equal_work_is_never_called_faster() -> None:
    decisions = [
        race(machine(2 * n, 0.05), machine(2 * n + 1, 0.05), deadline=forever, seed=n).decision
        for n in range(150)
    ]
    assert decisions.count("faster") == 0
    assert decisions.count("not faster") > 135


@pytest.mark.parametrize(("ratio", "most_pairs"), [(1.25, 14), (2.0, 9)])
def test_real_gains_are_found_soon(ratio: float, most_pairs: int) -> None:
    pairs = []
    for n in range(20):
        timing = race(machine(2 * n, ratio), machine(2 * n + 1, 1.0), deadline=forever, seed=n)
        assert timing.decision == "faster"
        assert timing.interval[0] <= timing.ratio <= timing.interval[1]
        pairs.append(len(timing.original_seconds))
    assert statistics.mean(pairs) <= most_pairs


def test_the_interval_covers_the_true_ratio() -> None:
    timings = [
        race(machine(2 * n, 1.4, bursts=0), machine(2 * n + 1, 1, bursts=0), deadline=forever)
        for n in range(60)
    ]
    covered = sum(t.interval[0] <= 1.4 <= t.interval[1] for t in timings)
    assert covered >= 58


def test_it_is_deterministic_under_its_seed() -> None:
    first, second = (race(machine(1, 1.1), machine(2, 1), deadline=forever) for _ in range(2))
    assert first == second


def test_order_alternates_between_pairs() -> None:
    order: list[str] = []

    def named(name: str, seconds: float) -> Runner:
        def run() -> Sample:
            order.append(name)
            return Sample(seconds, seconds)

        return run

    race(named("A", 0.01), named("B", 0.001), deadline=forever)
    assert "".join(order) == "ABBA" * 3


def test_huge_gains_and_losses_of_slow_work_need_three_pairs() -> None:
    gain = race(machine(1, 4.0), machine(2, 1.0), deadline=forever)
    loss = race(machine(1, 1.0), machine(2, 4.0), deadline=forever)
    assert (gain.decision, len(gain.original_seconds)) == ("faster", 3)
    assert (loss.decision, len(loss.original_seconds)) == ("not faster", 3)
    quick = race(machine(1, 0.004), machine(2, 0.001), deadline=forever)
    assert len(quick.original_seconds) >= 6


def test_less_cpu_time_alone_is_not_faster() -> None:
    timing = race(steady(1.0, wall=2.0), steady(0.5, wall=2.5), deadline=forever)
    assert timing.decision == "inconclusive"
    assert timing.why.startswith(MACHINE_BUSY)


@pytest.mark.parametrize(
    "candidate", [steady(2.0, wall=0.5, threads=4), steady(2.0, wall=0.5, threads=1)]
)
def test_threads_are_judged_by_wall_time(candidate: Runner) -> None:
    timing = race(steady(1.0), candidate, deadline=forever)
    assert timing.clock == "wall"
    assert timing.decision == "faster"
    assert timing.ratio == pytest.approx(2.0)
    assert timing.candidate_seconds[0] == 2.0


def test_threads_on_a_busy_machine_are_inconclusive() -> None:
    noise = random.Random(3)

    def busy() -> Sample:
        return Sample(1.0, math.exp(noise.gauss(0, 1)), 4)

    timing = race(steady(1.0, threads=2), busy, deadline=forever)
    assert (timing.decision, timing.why) == ("inconclusive", MACHINE_BUSY)


def test_no_pair_begins_that_would_end_too_late() -> None:
    clock = [0.0]

    def taking(seconds: float) -> Runner:
        def run() -> Sample:
            clock[0] += seconds
            return Sample(seconds, seconds)

        return run

    timing = race(taking(3.0), taking(2.5), deadline=lambda: 14.0 - clock[0])
    assert clock[0] <= 14.0
    assert (timing.decision, timing.why) == ("inconclusive", OUT_OF_TIME)
    assert len(timing.original_seconds) == 2


def test_with_no_time_at_all_nothing_is_claimed() -> None:
    timing = race(steady(1.0), steady(0.1), deadline=lambda: 0.0)
    assert timing.decision == "inconclusive"
    assert timing.ratio == 1.0
    assert timing.interval[0] < 0.01
    assert timing.interval[1] > 100


def test_a_lock_that_is_never_had_ends_the_race() -> None:
    @contextmanager
    def taken(_: float) -> Iterator[bool]:
        yield False

    timing = race(steady(1.0), steady(0.1), deadline=forever, lock=taken)
    assert (timing.decision, timing.why) == ("inconclusive", ELSEWHERE)


def test_pairs_are_reported_as_they_end() -> None:
    heard: list[int] = []
    race(steady(0.01), steady(0.001), deadline=forever, on_pair=heard.append)
    assert heard == list(range(1, 7))


def counted(seconds: float, runs: list[float]) -> Runner:
    def run() -> Sample:
        runs.append(seconds)
        return Sample(seconds, seconds)

    return run


def test_earlier_samples_settle_huge_differences_with_few_new_runs() -> None:
    earlier = [Sample(5.0, 5.0)] * 4
    originals: list[float] = []
    gain = race(counted(5.0, originals), steady(1.0), deadline=forever, seeded_samples=earlier)
    assert (gain.decision, len(originals)) == ("faster", 1)
    originals.clear()
    candidates: list[float] = []
    loss = race(
        counted(5.0, originals),
        counted(20.0, candidates),
        deadline=forever,
        seeded_samples=earlier,
    )
    assert (loss.decision, len(originals), len(candidates)) == ("not faster", 0, 2)


def test_earlier_samples_never_decide_a_close_race() -> None:
    """The machine has become twice as fast since: only interleaved runs may count."""
    earlier = [Sample(2.1, 2.1)] * 4
    timing = race(steady(1.0), steady(1.0), deadline=forever, seeded_samples=earlier)
    assert timing.decision == "not faster"
    assert max(timing.original_seconds) == 1.0


def test_the_rule_can_be_replaced() -> None:
    rule = Rule(looks=(8,), early_pairs=100)
    timing = race(steady(4.0), steady(1.0), deadline=forever, rule=rule)
    assert len(timing.original_seconds) == 8
