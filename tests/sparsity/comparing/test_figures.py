"""Metrics, statistics and costs: by hand, and against SciPy."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from jupyter_perf.core.ranges import Range
from jupyter_perf.sparsity.comparing.answering import faster
from jupyter_perf.sparsity.comparing.cost import cost, too_much
from jupyter_perf.sparsity.comparing.failing import of_losses
from jupyter_perf.sparsity.comparing.job import Entry, Finished
from jupyter_perf.sparsity.comparing.leaving import left, number
from jupyter_perf.sparsity.comparing.metric import Metric, guessed, last_loss, metric_of
from jupyter_perf.sparsity.comparing.summing import summaries
from jupyter_perf.sparsity.result import Latency, Run, SparsityReport


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["loss", "acc"], "acc"),
        (["loss", "val_loss", "train_acc"], "val_loss"),
        (["accuracy", "test_accuracy", "val_loss"], "test_accuracy"),
        (["epoch", "step", "lr"], None),
        (["loss"], "loss"),
        (["metrics.eval_loss", "metrics.epoch"], "metrics.eval_loss"),
        (["testAcc", "n_correct"], "testAcc"),
        ([], None),
    ],
)
def test_the_likeliest_number_is_the_metric(names: list[str], chosen: str | None) -> None:
    found = guessed(dict.fromkeys(names, 1.0))
    assert (found and found.name) == chosen


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("acc", "max"), ("loss", "min"), ("acc:min", "min"), ("loss:max", "max"),
        ("val_rmse", "min"), ("m.eval_loss", "min"), ("whatever", "max"),
    ],
)  # fmt: skip
def test_more_is_better_but_of_losses(text: str, better: str) -> None:
    found = metric_of(text)
    assert found is not None
    assert found.better == better


def test_numbers_are_what_one_can_compare_by() -> None:
    assert number(np.float32(0.5)) == 0.5
    assert number(np.array(2)) == 2.0
    assert number([0.1, 0.2]) == 0.2
    assert number([]) is number(True) is number("0.5") is number(np.zeros(3)) is number(1j) is None
    values, others = left({"m": {"acc": 0.5, "who": "me"}, "s": "x"}, ("m", "s", "gone"))
    assert values == {"m.acc": 0.5}
    assert others == {"m": "dict", "s": "str"}


def test_the_last_loss_is_that_of_the_last_tenth() -> None:
    assert last_loss(tuple(float(at) for at in range(20))) == 18.5
    assert last_loss(()) is None
    assert last_loss((1.0, math.nan)) is None


def test_a_loss_that_is_no_number_is_dated() -> None:
    assert "NaN at step 7" in of_losses((1.0, math.nan, math.nan), (3, 7, 9))
    assert "infinite" in of_losses((1.0, math.inf), (0, 1))
    assert of_losses((math.nan, 1.0), (0, 1)) == ""


def runs(recipe: str, pattern: str, metrics: Sequence[float | None]) -> list[Run]:
    return [Run(recipe, pattern, seed, metric=value) for seed, value in enumerate(metrics)]


def test_differences_are_paired_by_seed_as_scipy_does() -> None:
    dense, own = [0.95, 0.96, 0.94, 0.97], [0.94, 0.97, 0.93, 0.95]
    found = summaries(runs("dense", "dense", dense) + runs("step", "2:4", own), "max", {})[1]
    test = stats.ttest_rel(own, dense)
    assert found.mean == pytest.approx(np.mean(own))
    assert found.standard_error == pytest.approx(stats.sem(own))
    assert found.p_value == pytest.approx(test.pvalue)
    interval = test.confidence_interval(0.8)
    assert found.difference is not None
    assert (found.difference.low, found.difference.high) == pytest.approx(tuple(interval))
    assert found.wins == 1


def test_seeds_that_failed_leave_their_pair_out() -> None:
    both = runs("dense", "dense", [1.0, 2.0, None]) + runs("step", "2:4", [1.5, None, 9.0])
    found = summaries(both, "min", {})[1]
    assert found.seeds == 2
    assert found.difference is None  # one pair has no spread
    assert found.wins == 0


def test_one_seed_has_no_interval_and_equal_ones_no_test() -> None:
    one = summaries(runs("dense", "dense", [1.0]) + runs("step", "2:4", [1.0]), "max", {})[1]
    assert (one.standard_error, one.difference, one.p_value) == (None, None, None)
    alike = summaries(runs("dense", "dense", [1.0, 2.0]) + runs("a", "2:4", [2.0, 3.0]), "max", {})
    assert alike[1].p_value is None
    assert alike[1].wins == 2


def test_the_same_difference_twice_is_chance_and_no_certainty() -> None:
    dense, own = [0.90, 0.91], [0.89, 0.90]
    found = summaries(runs("dense", "dense", dense) + runs("a", "2:4", own), "max", {})[1]
    unpaired = math.hypot(stats.sem(dense), stats.sem(own)) * stats.t.ppf(0.9, 1)
    assert found.difference is not None
    assert found.difference.high - found.difference.value == pytest.approx(unpaired)
    same = summaries(runs("dense", "dense", dense) + runs("a", "2:4", dense), "max", {})[1]
    assert same.difference == Range(0.0, 0.0, 0.0)


def test_differences_that_only_rounding_tells_apart_are_the_same() -> None:
    """Two means in float32, of one example fewer each: 96.48147821 - 96.29629850, …"""
    dense = [100 * float(np.float32(each) / np.float32(540)) for each in (510, 521)]
    own = [100 * float(np.float32(each) / np.float32(540)) for each in (509, 520)]
    assert own[0] - dense[0] != own[1] - dense[1]
    found = summaries(runs("dense", "dense", dense) + runs("a", "2:4", own), "max", {})[1]
    assert found.p_value is None
    assert found.difference is not None
    assert found.difference.low < -0.3 < 0 < found.difference.high


def test_what_a_comparison_costs_is_runs_by_time_by_price() -> None:
    priced = lambda seconds: (seconds.scaled(2 / 3600), "$2 an hour")  # noqa: E731
    found = cost(5, 100.0, 2, priced)
    assert found.seconds == Range(100 * (1 + 2 * 1.1), 100 * (1 + 2 * 0.9), 100 * (1 + 2 * 1.6))
    assert found.usd is not None
    assert found.usd.value == pytest.approx(320 * 2 / 3600)
    assert too_much(found, 600, None) == ""
    assert "5 runs" in too_much(found, 60, None)
    assert "$0.10" in too_much(found, 600, 0.1)
    unpriced = cost(5, 1.0, 1, None)
    assert "isn't known" in too_much(unpriced, 600, 1.0)


def test_each_run_has_a_process_that_takes_its_time_to_start() -> None:
    trained = Run("dense", "dense", 0, seconds=2.0)
    rounded = Run("dense", "dense", 0, "int8", seconds=0.5)
    found = Finished((Entry(trained), Entry(rounded)), alone_seconds=1.5)
    assert found.around(12.0) == pytest.approx(8.0)
    assert found.around(0.1) == 0  # kept from before: nothing is known of a process
    assert cost(5, 2.0, 2, None, 8.0).seconds.low == pytest.approx(2 * (1 + 2 * 0.9) + 8 * 3)


def test_a_metric_keeps_the_direction_that_it_was_given() -> None:
    assert Metric("loss", "max").better == "max"


def report_with(*ratios: Range | None) -> SparsityReport:
    latency = tuple(
        Latency("packed", "step", "2:4", 2**at, ratio=ratio, reason="" if ratio else "no inputs")
        for at, ratio in enumerate(ratios)
    )
    return SparsityReport("", "", latency=latency)


def test_the_answer_says_first_where_it_is_faster_and_where_not() -> None:
    found = report_with(Range(2.0, 1.8, 2.2), Range(0.9, 0.8, 0.95), Range(1.0, 0.9, 1.2))
    assert faster(found) == (
        "Packed, against dense on this machine: faster for 2:4 at batch 1 2.00× [1.80, 2.20];"
        " slower for 2:4 at batch 2 0.90× [0.80, 0.95]; no difference can be told for 2:4 at batch"
        " 4 1.00× [0.90, 1.20]."
    )
    assert "wasn't measured: no inputs" in faster(report_with(None))
    assert faster(report_with()) == ""
