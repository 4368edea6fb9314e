"""What `fit` gives, refuses and warns of."""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import UsageError
from jupyter_perf.tradeoff.fit import Fit, fit

SIZES = [1, 2, 4, 8, 16, 32, 64]


def seconds(batch: float) -> float:
    """a = 0.06, k = 0.01, b = 0.05."""
    return max(0.06, 0.01 * batch) + 0.05


def peak(batch: float) -> float:
    """m_opt = 3 GB, α = 200 MB, β = 2 GB."""
    return max(3e9, 2e8 * batch + 2e9)


@pytest.fixture
def whole() -> Fit:
    return fit(SIZES, [seconds(x) for x in SIZES], [peak(x) for x in SIZES])


def test_the_laws_come_back(whole: Fit) -> None:
    assert (whole.a, whole.k, whole.b) == pytest.approx((0.06, 0.01, 0.05))
    assert (whole.alpha, whole.beta, whole.m_opt) == pytest.approx((2e8, 2e9, 3e9))
    assert whole.time_r2 == pytest.approx(1)
    assert whole.memory_r2 == pytest.approx(1)
    assert whole.warnings == ()
    law = whole.law_of("lora", "a100-40")
    assert (law.method, law.target) == ("lora", "a100-40")
    assert law.floor_seconds == whole.a
    assert law.bytes_per_example == whole.alpha


def test_predictions_are_ranges_for_one_size_and_for_many(whole: Fit) -> None:
    one = whole.seconds(24)
    assert isinstance(one, Range)
    assert one.value == pytest.approx(seconds(24))
    assert one.low < one.value < one.high
    many = whole.peak_bytes(np.array([2, 24, 100]))
    assert [each.value for each in many] == pytest.approx([peak(2), peak(24), peak(100)])
    rate = whole.throughput(24)
    assert rate.value == pytest.approx(24 / seconds(24))
    assert rate.low == pytest.approx(24 / one.high)


def test_three_spread_samples_find_the_floor() -> None:
    found = fit([1, 16, 64], [seconds(1), seconds(16), seconds(64)])
    assert found.a == pytest.approx(0.06)
    assert found.seconds(40).value == pytest.approx(seconds(40))
    assert found.time_r2 is None, "a hinge passes through any three such samples"


def test_a_line_stays_a_line_where_samples_lie_on_one_but_for_noise() -> None:
    noisy = [x * 0.01 + 0.05 for x in (8, 32, 64)]
    noisy[1] *= 0.995
    found = fit([8, 32, 64], noisy)
    assert found.a == 0
    assert found.time_r2 is not None
    assert found.time_r2 > 0.99


@pytest.mark.parametrize(
    "as_given",
    [
        list,
        tuple,
        np.array,
        pd.Series,
        lambda each: (x for x in each),
        lambda each: map(float, each),
    ],
)
def test_any_order_and_any_container(as_given: Callable[[Any], Any], whole: Fit) -> None:
    mixed = [16, 2, 64, 1, 8, 4, 32]
    found = fit(as_given(mixed), as_given([seconds(x) for x in mixed]))
    assert found.k == pytest.approx(whole.k)
    assert found.a == pytest.approx(whole.a)


def test_repeated_sizes_are_taken_together_and_tell_the_noise() -> None:
    sizes = [1, 1, 1, 32, 32, 32, 64, 64, 64]
    once = fit([1, 32, 64], [seconds(x) for x in (1, 32, 64)])
    wild = fit(sizes, [seconds(x) * f for x, f in zip(sizes, [0.8, 1, 1.2] * 3, strict=True)])
    assert wild.seconds(48).value == pytest.approx(once.seconds(48).value, rel=0.02)
    assert width(wild.seconds(48)) > 2 * width(once.seconds(48))


def test_intervals_widen_beyond_the_samples() -> None:
    found = fit([8, 32, 64], [seconds(x) for x in (8, 32, 64)], [peak(x) for x in (8, 32, 64)])
    for at in (found.seconds, found.peak_bytes):
        widths = [width(at(x)) for x in (64, 128, 512, 4096, 10**9)]
        assert widths == sorted(widths)
        assert widths[1] > 1.05 * widths[0]
    assert 0.11 in found.seconds(1), "a floor may lie below the smallest sample"


def test_samples_on_the_floor_bound_what_is_beyond() -> None:
    found = fit([1, 2, 4], [0.1, 0.1005, 0.0998])
    assert any("latency floor" in each for each in found.warnings)
    assert found.k == 0
    far = found.seconds(16)
    assert far.low < 0.1
    assert far.high > 0.4, "at most in proportion"
    assert found.seconds(2).value == pytest.approx(0.1, rel=0.01)


@pytest.mark.parametrize(
    ("sizes", "times", "words"),
    [
        ([4, 64], [0.1, 1.0], "two sizes only"),
        ([30, 32, 34], [0.30, 0.32, 0.34], "further apart"),
        ([4, 16, 64], [1.0, 0.8, 0.5], "falls"),
        ([1, 2, 64], [0.1, 0.1, 0.5], "only one sample lies above"),
        ([8, 16, 32, 64, 128], [1, 2.6, 3.0, 9.0, 12.0], "scatters"),
        ([16, 32, 64], [0.1, 0.3, 0.7], "faster than the batch"),
        (
            [2, 4, 8, 16, 32, 64, 128, 256],
            [0.07, 0.09, 0.13, 0.21, 0.93, 0.69, 1.33, 2.61],
            "32 is far from",
        ),
    ],
)
def test_what_a_user_must_know(sizes: list[int], times: list[float], words: str) -> None:
    assert any(words in each for each in fit(sizes, times).warnings), fit(sizes, times).warnings


def test_an_outlier_is_left_out() -> None:
    sizes = [2, 4, 8, 16, 32, 64, 128, 256]
    times = [0.05 + 0.01 * x for x in sizes]
    times[4] *= 2.5
    found = fit(sizes, times)
    assert found.k == pytest.approx(0.01)
    assert found.b == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("batches", "times", "words"),
    [
        ([], [], "empty"),
        ([8], [1.0], "two sizes"),
        ([8, 8, 8], [1.0, 1.1, 1.2], "two sizes"),
        ([8, 16], [1.0], "1 values for 2"),
        ([8, 16], [1.0, math.nan], r"seconds\[1\]"),
        ([8, 16], [1.0, math.inf], r"seconds\[1\]"),
        ([8, 16], [1.0, -1.0], r"seconds\[1\]"),
        ([0, 16], [1.0, 2.0], r"batches\[0\]"),
        ([-8, 16], [1.0, 2.0], r"batches\[0\]"),
        ([math.nan, 16], [1.0, 2.0], r"batches\[0\]"),
        ([8, "16"], [1.0, 2.0], r"batches\[1\]"),
        ([8, None], [1.0, 2.0], r"batches\[1\]"),
        ([True, 16], [1.0, 2.0], r"batches\[0\]"),
        ([8, 2j], [1.0, 2.0], r"batches\[1\]"),
        ([8, 10**400], [1.0, 2.0], r"batches\[1\]"),
        ([[8], [16]], [1.0, 2.0], r"batches\[0\]"),
        ("8 16", [1.0, 2.0], "list of numbers"),
        (8, [1.0], "list of numbers"),
        (None, [1.0], "list of numbers"),
        ([8, 16], None, "nothing to fit"),
    ],
)
def test_what_is_refused(batches: Any, times: Any, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        fit(batches, times)


def test_what_was_not_given_is_none_and_asking_for_it_is_refused(whole: Fit) -> None:
    found = fit([8, 16, 32], peak_bytes=[1e9, 2e9, 4e9])
    assert found.k is None
    assert found.time_r2 is None
    with pytest.raises(UsageError, match="no `seconds`"):
        found.seconds(8)
    for wrong in (0, -1, math.nan, "8", None, math.inf):
        with pytest.raises(UsageError):
            whole.seconds(wrong)  # type: ignore[arg-type]


def test_numbers_of_other_kinds_are_numbers() -> None:
    exact = [decimal.Decimal("0.1"), decimal.Decimal("0.2"), decimal.Decimal("0.4")]
    assert fit([8, np.int64(16), 32.0], exact).k == pytest.approx(0.0125)


def test_the_largest_batch_by_value_and_surely(whole: Fit) -> None:
    assert whole.largest_batch(10e9, surely=False) == 40
    surely = whole.largest_batch(10e9)
    assert 35 < surely < 40
    assert whole.peak_bytes(surely).high <= 10e9 < whole.peak_bytes(surely + 1).high
    assert whole.largest_batch(2.5e9, surely=False) == 0, "the optimizer's step doesn't fit"
    assert whole.largest_batch(1.0) == 0
    with pytest.raises(UsageError, match="didn't grow"):
        fit([1, 2, 4], peak_bytes=[3e9, 3e9, 3e9]).largest_batch(10e9)


def test_coverage_of_the_intervals_under_known_noise() -> None:
    random = np.random.default_rng(7)
    inside: list[bool] = []
    for _ in range(150):
        knee, noise = random.uniform(1, 12), random.uniform(0.005, 0.04)

        def step(x: float, knee: float = knee, noise: float = noise) -> float:
            return (max(knee, x) * 0.01 + 0.05) * math.exp(noise * random.standard_normal())

        found = fit([2, 16, 64], [step(x) for x in (2, 16, 64)])
        inside += [step(x) in found.seconds(x) for x in (4, 24, 48, 96)]
    assert 0.75 <= sum(inside) / len(inside) <= 0.97


def width(guess: Range) -> float:
    """Either way, as a factor less one."""
    return math.sqrt(guess.high / guess.low) - 1
