"""Predictions of known laws: what they grow as, how sure they are, what they refuse."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.fit import (
    Machine,
    Prediction,
    Sample,
    predict_peak,
    predict_seconds,
)

SIZES = (1000, 1414, 2000, 2828, 4000, 5657, 8000)
LAWS: dict[str, Callable[[float], float]] = {
    "1": lambda n: 0.02,
    "n": lambda n: 2e-3 + 1e-6 * n,
    "n log n": lambda n: 1e-6 * n * math.log2(n),
    "n√n": lambda n: 1e-7 * n**1.5,
    "n²": lambda n: 2e-3 + 1e-8 * n**2,
    "n³": lambda n: 1e-11 * n**3,
}


def samples(law: Callable[[float], float], sizes: Sequence[float] = SIZES) -> list[Sample]:
    return [Sample(n, law(n), spread=0.01) for n in sizes]


def expected(prediction: Prediction) -> Range:
    assert prediction.refused is None, prediction.refused
    assert prediction.expected is not None
    return prediction.expected


@pytest.mark.parametrize("name", LAWS)
def test_known_laws_are_found_and_extrapolated(name: str) -> None:
    law = LAWS[name]
    prediction = predict_seconds(samples(law), 80_000)
    assert expected(prediction).value == pytest.approx(law(80_000), rel=0.25)
    assert law(80_000) in expected(prediction)


def test_the_words_name_the_size_and_the_power() -> None:
    rows = [Sample({"orders": n}, 1e-8 * n**2, 0.01) for n in SIZES]
    prediction = predict_seconds(rows, {"orders": 50_000})
    assert prediction.words == "about n^2.0 in `orders`"
    assert prediction.form == "n²"
    assert 2.0 in prediction.exponents["orders"]
    level = predict_seconds([Sample({"df": n}, 0.02, 0.01) for n in SIZES], {"df": 50_000})
    assert level.words == "hardly grows with `df`"


@pytest.mark.parametrize("base", [1.618, 2.0, 3.0])
def test_exponential_growth(base: float) -> None:
    rows = [Sample({"depth": n}, 1e-6 * base**n, 0.02) for n in range(14, 21)]
    prediction = predict_seconds(rows, {"depth": 25})
    assert expected(prediction).value == pytest.approx(1e-6 * base**25, rel=0.2)
    assert prediction.form == ("2ⁿ" if base == 2 else "cⁿ")
    assert prediction.words == f"exponentially in `depth`: {base:.2g}× for each 1 more"


EXPONENTIALS: dict[str, Callable[[int], float]] = {
    "n·2ⁿ": lambda n: 2e-7 * n * 2**n,
    "n!": lambda n: 2e-8 * math.factorial(n),
    "fixed costs, then 3ⁿ": lambda n: 4e-3 + 1e-7 * 3**n,
}


def test_a_leap_at_a_far_larger_sample_is_no_exponential() -> None:
    took = {256: 0.0032, 1216: 0.0035, 9728: 0.0044, 77_824: 0.0159, 1_500_000: 0.95}
    samples = [Sample({"n": float(n)}, seconds, 0.02) for n, seconds in took.items()]
    at = predict_seconds(samples, {"n": 1_500_000.0})
    assert at.exponents["n"].value < 3
    beyond = predict_seconds(samples, {"n": 3_000_000.0})
    assert beyond.expected is not None
    assert 1.5 < beyond.expected.value < 5


@pytest.mark.parametrize("name", EXPONENTIALS)
def test_exponentials_of_enumerations_are_told_apart(name: str) -> None:
    law = EXPONENTIALS[name]
    first = {"n·2ⁿ": 12, "n!": 7, "fixed costs, then 3ⁿ": 7}[name]
    rows = [Sample({"k": n}, law(n), 0.02) for n in range(first, first + 6)]
    at = first + 9
    assert expected(predict_seconds(rows, {"k": at})).value == pytest.approx(law(at), rel=0.25)


def test_a_power_that_keeps_falling_gives_no_narrow_interval() -> None:
    """GIVEN work that starts at a threshold, which the samples have hardly left behind."""

    def law(n: float) -> float:
        return 3e-7 * sum(max(0.0, n - threshold) for threshold in range(20, 900, 8))

    rows = [Sample({"room": n}, law(n), 0.02) for n in (256, 400, 640, 960, 1088, 1344, 1984)]
    prediction = predict_seconds(rows, {"room": 50_000})
    assert prediction.refused or law(50_000) in expected(prediction)


def test_three_sizes_tell_no_time_but_the_memory() -> None:
    rows = [Sample(n, 1e-6 * n, 0.01, peak_bytes=4096 * n) for n in (1000, 2000, 4000)]
    assert predict_seconds(rows, 80_000).refused == "3 sizes were measured, 4 is the least"
    assert expected(predict_peak(rows, 80_000)).value == pytest.approx(80_000 * 4096, rel=0.1)
    assert predict_seconds(rows, 80_000, prior={"n": 1.0}).refused is None


def test_a_second_regime_is_followed() -> None:
    """GIVEN a cost per element that trebles where data leaves the cache, among the samples."""

    def law(n: float) -> float:
        return 1e-6 * n + 2e-6 * max(0.0, n - 8000)

    rows = samples(law, [1000 * 1.4142**i for i in range(14)])
    assert law(900_000) in expected(predict_seconds(rows, 900_000))
    assert expected(predict_seconds(rows, 900_000)).value == pytest.approx(2.7, rel=0.4)


TWO: dict[str, Callable[[float, float], float]] = {
    "n·m": lambda n, m: 1e-6 * n * m,
    "n + m": lambda n, m: 1e-4 * n + 3e-4 * m,
    "n log m": lambda n, m: 1e-4 * n * math.log2(m),
    "n·m²": lambda n, m: 1e-8 * n * m * m,
}


@pytest.mark.parametrize("name", TWO)
def test_two_sizes(name: str) -> None:
    law = TWO[name]
    axis = (100, 200, 400, 800)
    rows = [Sample({"a": n, "b": m}, law(n, m), 0.01) for n in axis for m in axis]
    for n, m in ((8000, 8000), (400, 9000), (9000, 400)):
        prediction = predict_seconds(rows, {"b": m, "a": n})
        assert expected(prediction).value == pytest.approx(law(n, m), rel=0.3)
        assert law(n, m) in expected(prediction)


def test_sizes_that_were_scaled_together_predict_only_in_that_proportion() -> None:
    rows = [Sample({"a": n, "b": 2 * n}, 1e-8 * n * n, 0.01) for n in SIZES]
    assert expected(predict_seconds(rows, {"a": 40_000, "b": 80_000})).value == pytest.approx(
        16.0, rel=0.2
    )
    refused = predict_seconds(rows, {"a": 40_000, "b": 8000}).refused
    assert refused == "`a` and `b` were only sampled in one proportion, not in this one"


def test_a_size_that_never_varied_must_stay() -> None:
    rows = [Sample({"a": n, "b": 7}, 1e-6 * n, 0.01) for n in SIZES]
    prediction = predict_seconds(rows, {"a": 40_000, "b": 7})
    assert expected(prediction).value == pytest.approx(0.04, rel=0.2)
    assert list(prediction.exponents) == ["a"]
    assert "`b` was not varied" in (predict_seconds(rows, {"a": 40_000, "b": 8}).refused or "")


NONSENSE: dict[str, tuple[list[Sample], object, str]] = {
    "nothing": ([], 10, "nothing was measured"),
    "one point": ([Sample(10, 1.0)], 100, "same size"),
    "two points": ([Sample(10, 1.0), Sample(20, 2.0)], 100, "4 is the least"),
    "equal sizes": ([Sample(10, 1.0), Sample(10, 1.1), Sample(10, 0.9)], 100, "same size"),
    "zero times": ([Sample(n, 0.0) for n in SIZES], 10_000, "no time"),
    "NaN": ([Sample(n, math.nan) for n in SIZES], 10_000, "no number"),
    "infinite": ([Sample(n, math.inf) for n in SIZES], 10_000, "no number"),
    "negative": ([Sample(n, -1.0) for n in SIZES], 10_000, "negative"),
    "NaN noise": ([Sample(n, 1.0, math.nan) for n in SIZES], 10_000, "noise"),
    "decreasing": ([Sample(n, 1e3 / n) for n in SIZES], 10_000, "cost less"),
    "size zero": ([Sample(n - 1000, 1.0) for n in SIZES], 10_000, "not positive"),
    "no size": ([Sample({}, 1.0) for _ in SIZES], {}, "one or two sizes"),
    "three sizes": (
        [Sample({"a": n, "b": n * n, "c": 5 + n % 7}, 1e-3 * n) for n in SIZES],
        {"a": 1, "b": 1, "c": 1},
        "one or two sizes",
    ),
    "other sizes": (samples(LAWS["n"]), {"m": 10_000}, "sampled over `n`"),
    "mixed": ([Sample(10, 1.0), Sample({"m": 20}, 2.0)], 100, "same sizes"),
    "target NaN": (samples(LAWS["n"]), math.nan, "not positive and finite"),
    "target text": (samples(LAWS["n"]), "10", "no number"),
    "size true": ([Sample(True, 1.0), Sample(2, 1.0), Sample(3, 1.0)], 10, "no number"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_refused_with_the_reason(name: str) -> None:
    rows, at, reason = NONSENSE[name]
    prediction = predict_seconds(rows, at)  # type: ignore[arg-type]
    assert prediction.expected is None
    assert reason in (prediction.refused or "")
    assert prediction.curve == ()


def test_noise_that_hides_the_growth_is_refused_far_out() -> None:
    wild = (0.05, 0.2, 0.06, 0.4, 0.09, 0.9, 0.2)
    rows = [Sample(n, t, 0.5) for n, t in zip(SIZES, wild, strict=True)]
    assert "too uncertain" in (predict_seconds(rows, 8_000_000).refused or "")


def test_a_target_out_of_this_world_is_refused_not_overflowed() -> None:
    rows = [Sample(n, 1e-6 * 2.0**n, 0.01) for n in range(14, 21)]
    assert "too uncertain" in (predict_seconds(rows, 1e9).refused or "")
    assert "too uncertain" in (predict_seconds(samples(LAWS["n³"]), 1e250).refused or "")


def test_short_runs_are_left_out_and_marked() -> None:
    """GIVEN runs of microseconds, all start-up, below the ones that matter."""
    rows = [Sample(n, 9e-4, 0.3) for n in (10, 20, 40)] + samples(lambda n: 2e-6 * n)
    prediction = predict_seconds(rows, 80_000)
    assert expected(prediction).value == pytest.approx(0.16, rel=0.15)
    assert [point.used for point in prediction.points] == [False] * 3 + [True] * len(SIZES)


def test_outgrowing_a_cache_widens_and_is_said() -> None:
    rows = [Sample(n, 1e-6 * n, 0.01, working_bytes=80 * n) for n in SIZES]
    machine = Machine(cache_bytes=(32 << 10, 1 << 20, 32 << 20))
    inside = predict_seconds(rows, 10_000, machine=machine)
    outside = predict_seconds(rows, 1_000_000, machine=machine)
    plain = predict_seconds(rows, 1_000_000)
    assert inside.notes == ()
    assert "takes all of the cache of 33.6 MB" in outside.notes[0]
    assert width(expected(outside)) > width(expected(plain))


def test_outgrowing_memory_is_refused() -> None:
    rows = [Sample(n, 1e-6 * n, 0.01, working_bytes=8000 * n) for n in SIZES]
    machine = Machine(ram_bytes=1 << 30)
    assert expected(predict_seconds(rows, 100_000, machine=machine))
    refused = predict_seconds(rows, 1_000_000, machine=machine).refused or ""
    assert "8.00 GB" in refused
    assert "1.07 GB of memory" in refused


def test_loops_in_the_source_steady_a_few_noisy_samples() -> None:
    noise = (1.15, 0.85, 1.1)
    rows = [
        Sample(n, 1e-8 * n * n * e, 0.15) for n, e in zip((2000, 2500, 3000), noise, strict=True)
    ]
    told = expected(predict_seconds(rows, 12_000, prior={"n": 2.0}))
    assert told.value == pytest.approx(1.44, rel=0.35)


MB = 1 << 20


def test_peak_memory_with_a_floor_grows_only_beyond_it() -> None:
    """GIVEN a peak that another step of the cell sets for small inputs."""

    def peak(n: float) -> int:
        return int(max(40 * MB, 8e3 * n))

    rows = [Sample(n, 0.1, peak_bytes=peak(n)) for n in (1000 * 2**i for i in range(8))]
    assert expected(predict_peak(rows, 500_000)).value == pytest.approx(4e9, rel=0.2)


def test_peak_memory_is_never_below_what_was_seen() -> None:
    seen = [50 * MB, 52 * MB, 49 * MB, 55 * MB, 51 * MB]
    rows = [Sample(n, 0.1, peak_bytes=peak) for n, peak in zip(SIZES, seen, strict=False)]
    prediction = expected(predict_peak(rows, 8000))
    assert prediction.low >= 55 * MB


def test_no_memory_to_speak_of_stays_small() -> None:
    rows = [Sample(n, 0.1, peak_bytes=0) for n in SIZES]
    prediction = expected(predict_peak(rows, 100_000))
    assert prediction.value < MB
    assert prediction.high < 2 * MB


def test_peaks_that_were_not_measured_are_not_invented() -> None:
    assert "nothing was measured" in (predict_peak(samples(LAWS["n"]), 100_000).refused or "")


def width(guess: Range) -> float:
    return guess.high / guess.low


LAW = st.sampled_from(sorted(LAWS))


@given(LAW, st.floats(0.1, 1e4), st.floats(1.5, 60))
@settings(max_examples=20, deadline=None)
def test_a_slower_machine_scales_the_prediction(name: str, factor: float, times: float) -> None:
    rows = [Sample(n, 1 + 20 * LAWS[name](n), 0.01) for n in SIZES]
    slower = [Sample(s.sizes, s.seconds * factor, 0.01) for s in rows]
    one, other = (predict_seconds(each, 8000 * times) for each in (rows, slower))
    assert (one.refused is None) == (other.refused is None)
    if one.refused:
        return
    assert expected(other).value == pytest.approx(expected(one).value * factor, rel=1e-3)
    assert width(expected(other)) == pytest.approx(width(expected(one)), rel=1e-2)


@given(LAW, st.floats(0.2, 1e3))
@settings(max_examples=30, deadline=None)
def test_another_unit_of_size_changes_nothing_for_powers(name: str, factor: float) -> None:
    if "log" in name:
        return
    rows = samples(LAWS[name])
    units = [Sample(n * factor, LAWS[name](n), 0.01) for n in SIZES]
    one, other = predict_seconds(rows, 80_000), predict_seconds(units, 80_000 * factor)
    assert expected(other).value == pytest.approx(expected(one).value, rel=0.1)


@given(LAW, st.floats(0, 0.2), st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_more_costs_no_less_and_is_no_surer(name: str, noise: float, seed: int) -> None:
    draw = random.Random(seed)
    rows = [Sample(n, LAWS[name](n) * math.exp(draw.gauss(0, noise)), noise) for n in SIZES]
    given_ = [
        prediction.expected
        for at in (8000, 10_000, 16_000, 32_000, 64_000, 128_000)
        if (prediction := predict_seconds(rows, at)).expected
    ]
    values = [each.value for each in given_]
    assert values == sorted(values)
    widths = [width(each) for each in given_]
    assert all(a <= b * 1.001 for a, b in itertools.pairwise(widths))


@given(
    st.lists(
        st.builds(
            Sample,
            st.floats(allow_nan=True) | st.dictionaries(st.sampled_from("ab"), st.floats(0, 1e9)),
            st.floats(),
            st.floats(),
            st.none() | st.integers(-10, 2**70),
            st.none() | st.integers(-10, 2**70),
        ),
        max_size=9,
    ),
    st.floats() | st.dictionaries(st.sampled_from("ab"), st.floats()),
)
@settings(max_examples=150, deadline=None)
def test_anything_at_all_gives_a_range_or_a_reason(rows: list[Sample], at: object) -> None:
    for prediction in (
        predict_seconds(rows, at, machine=Machine((1 << 20,))),  # type: ignore[arg-type]
        predict_peak(rows, at),  # type: ignore[arg-type]
    ):
        assert (prediction.expected is None) == (prediction.refused is not None)


def test_the_curve_leads_to_the_prediction() -> None:
    prediction = predict_seconds(samples(LAWS["n²"]), 80_000)
    last = prediction.curve[-1]
    assert last.sizes == {"n": pytest.approx(80_000)}
    assert last.expected.value == pytest.approx(expected(prediction).value)
    assert len(prediction.points) == len(SIZES)


def test_three_sizes_are_enough_where_they_grow_by_one_power() -> None:
    straight = [Sample({"n": float(n)}, 0.3 * n, spread=0.02) for n in (1, 2, 4)]
    told = predict_seconds(straight, {"n": 100.0})
    assert told.expected is not None
    assert told.expected.low < 30 < told.expected.high
    bent = [Sample({"n": float(n)}, t, spread=0.02) for n, t in ((1, 0.3), (2, 0.6), (4, 2.0))]
    assert predict_seconds(bent, {"n": 100.0}).expected is None
    short = [Sample({"n": float(n)}, 1e-3 * n, spread=0.02) for n in (1, 2, 4)]
    assert predict_seconds(short, {"n": 100.0}).expected is None


def test_fixed_costs_are_not_taken_for_all_there_is() -> None:
    level = [Sample({"df": n}, 0.2, 0.01) for n in SIZES]
    far = predict_seconds(level, {"df": 100_000_000})
    assert far.expected is None
    assert "hardly grows over the samples" in (far.refused or "")
    near = expected(predict_seconds(level, {"df": 200_000}))
    assert near.high > 0.3


def test_memory_that_grows_no_more_stays_as_it_is() -> None:
    rows = [
        Sample(n, 0.01, peak_bytes=int(min(n, 2000) * 8000 + (1 << 20)))
        for n in (4, 64, 256, 1200, 9000, 13_000, 20_000, 45_000)
    ]
    assert expected(predict_peak(rows, 1_000_000)).value == pytest.approx(17e6, rel=0.1)
    # Over twice the size it may still be a table that doubles now and then.
    steps = [
        Sample(n, 0.01, peak_bytes=int(8e4 * 2 ** math.ceil(math.log2(n))))
        for n in (1000, 2000, 4000, 4200, 6000, 7000, 8000)
    ]
    assert expected(predict_peak(steps, 64_000)).value > 8e4 * 30_000
