"""Times of passes: lines that are found again, what they miss, and the roofline of models."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import configs
from jupyter_perf.estimation.models import llm
from jupyter_perf.estimation.serving.speculation import (
    Fitted,
    Line,
    Point,
    Times,
    fit,
    of_model,
)

SIZES = [(context, batched) for context in (0, 5000, 40000) for batched in (1, 8, 64, 512)]
FIGURES = st.sampled_from([0.0, 1e-7, 3e-6, 2e-4, 0.05])


def passes(line: Line) -> list[tuple[float, float, float]]:
    return [(*size, float(line.seconds(*size))) for size in SIZES]


@settings(derandomize=True, deadline=None, max_examples=40)
@given(FIGURES, FIGURES, st.sampled_from([1e-4, 0.02]))
def test_a_line_is_found_again(context, token, fixed):
    line = Line(context, token, fixed)
    for bent in (False, True):
        found = fit(passes(line), bent=bent)
        assert found.worst_error < 1e-6
        assert found.line.seconds(12345, 77) == pytest.approx(line.seconds(12345, 77), rel=1e-6)


@pytest.mark.parametrize("slopes", [(1e-6, 3e-5), (4e-4, 1e-6)])
def test_a_bend_is_found_by_a_bent_line_alone(slopes):
    line = Line(1e-8, slopes[0], 0.01, ((64.0, slopes[1]),))
    assert fit(passes(line), bent=True).worst_error < 1e-6
    straight = fit(passes(line))
    assert straight.worst_error > 0.05
    assert straight.median_error <= straight.worst_error == max(straight.errors)


def test_figures_are_never_negative():
    """Passes over more tokens that took less time have no reason that a line could say."""
    found = fit([(0, 1, 3.0), (0, 2, 2.0), (100, 3, 1.0)]).line
    assert (found.context, found.token) == (0, 0)
    assert found.fixed > 0


def test_how_far_passes_were_timed_is_said():
    """Where the last two took as long, a bent line says that still more tokens cost nothing."""
    flat = fit([(0, 1, 1.0), (0, 8, 1.0), (0, 64, 1.0), (0, 64, 1.0)], bent=True)
    assert flat.line.seconds(0, 1e4) == pytest.approx(1)
    assert "more than 64 tokens weren't timed" in flat.notes[0]


def test_errors_are_relative_so_short_passes_count_as_much():
    line = Line(0, 1e-3, 1e-3)
    noisy = [(0.0, n, float(line.seconds(0, n)) * (1 + off)) for n, off in
             ((1, 0.05), (2, -0.05), (1000, 0.05), (2000, -0.05))]  # fmt: skip
    assert fit(noisy).worst_error < 0.1


def test_arrays_give_arrays_and_numbers_numbers():
    line = Line(1e-6, 1e-5, 0.01, ((4.0, 2e-5), (10.0, 1e-6)))
    batched = np.array([1.0, 4.0, 7.0, 10.0, 100.0])
    slow = [1e-6 * 50 + 0.01 + 1e-5 * min(n, 4) + 2e-5 * min(max(n - 4, 0), 6)
            + 1e-6 * max(n - 10, 0) for n in batched]  # fmt: skip
    assert line.seconds(50, batched) == pytest.approx(slow)
    assert line.scaled(2).seconds(50, 7.0) == pytest.approx(2 * slow[2])


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([], "at least one"),
        (None, "timed passes"),
        ("abc", "timed passes"),
        ([(1, 2)], "is \\(N_context"),
        ([1, 2, 3], "timed passes"),
        ([(0, 1, 1.0), (0, 2, 1.0)], "at least 3"),
        ([(0, 4, 1.0)] * 3, "read more"),
        ([(0, 1, math.nan)] * 3, "seconds"),
        ([(0, 1, 0.0)] * 3, "above 0"),
        ([(-1, 1, 1.0)] * 3, "context"),
        ([(0, math.inf, 1.0)] * 3, "batched"),
        ([(0, "1", 1.0)] * 3, "batched"),
    ],
)
def test_passes_that_say_nothing_are_refused(points, said):
    with pytest.raises(UsageError, match=said):
        fit(points)


def test_a_bent_line_needs_more_passes():
    few = [(0, n, 1.0 + n) for n in (1, 2, 3, 4)]
    assert fit(few).worst_error < 1e-9
    with pytest.raises(UsageError, match="at least 5"):
        fit(few, bent=True)


@pytest.mark.parametrize(
    "figures",
    [(-1, 0, 1), (0, math.nan, 1), (0, 0, math.inf), (0, 0, 0), (0, 0, "1"), (True, 0, 1)],
)
def test_lines_that_make_no_sense_are_refused(figures):
    with pytest.raises(UsageError):
        Line(*figures)


@pytest.mark.parametrize("bends", [((0.0, 1.0),), ((5.0, 1.0), (5.0, 2.0)), ((5.0, -1.0),)])
def test_bends_that_make_no_sense_are_refused(bends):
    with pytest.raises(UsageError, match="bends"):
        Line(0, 1, 1, bends)


@pytest.mark.parametrize("cost", [-0.1, math.nan, math.inf, "0.1", None])
def test_costs_that_make_no_sense_are_refused(cost):
    with pytest.raises(UsageError, match="draft_cost"):
        Times.ratio(Line(0, 0, 1), cost)


def test_a_fit_is_not_taken_for_its_line():
    fitted = fit(passes(Line(0, 0, 1)))
    assert Times(fitted.line, fitted.line).draft == fitted.line
    for wrong in ((fitted,), (None,), (fitted.line, 0.1)):
        with pytest.raises(UsageError, match="must be a `Line`"):
            Times(*wrong)


def test_numpy_figures_and_rows_are_taken_and_written():
    found = fit(np.array(passes(Line(1e-7, 1e-5, 0.01))), bent=True)
    assert Fitted.from_json(found.to_json()) == found
    assert Point(np.int64(1), np.int64(2), np.float32(0.5)) == Point(1.0, 2.0, 0.5)
    times = Times.ratio(found.line, 0.1)
    assert Times.from_json(times.to_json()) == times


def test_passes_of_one_token_each_take_what_a_step_of_the_model_does():
    found = of_model("llama-3.1-8b", "h100", batches=(1, 16), lengths=(0, 1), contexts=(100, 1000))
    model, target = llm.read(configs.find("llama-3.1-8b").config), targets.get("h100")
    for point in found.points:
        if point.batched in (1, 16) and point.context in (100, 1600, 16000, 1000):
            batch = int(point.batched)
            context = int(point.context / batch)
            step = llm.decode(model, target, llm.Serving(batch=batch), context)
            assert point.seconds == pytest.approx(step.seconds.value)
    assert "llama-3.1-8b on h100" in found.source
    assert found.spread.low < 1 < found.spread.high


@pytest.mark.parametrize("model", ["llama-3.1-8b", "mixtral-8x7b"])
def test_a_bent_line_follows_the_roofline_and_the_papers_line_does_not(model):
    assert of_model(model, "h100").worst_error < 0.01
    assert of_model(model, "h100", bent=False).worst_error > 0.2


def test_verifying_a_few_tokens_of_few_requests_is_nearly_free():
    line = of_model("llama-3.1-8b", "h100").line
    assert 1 < line.seconds(1000, 8) / line.seconds(1000, 1) < 1.05
    assert line.seconds(1000, 4000) / line.seconds(1000, 2000) == pytest.approx(2, rel=0.05)


def test_models_and_sizes_that_make_no_sense_are_refused():
    for wrong, said in [
        ({"batches": ()}, "batches"),
        ({"batches": 4}, "batches"),
        ({"lengths": (-1,)}, "lengths"),
        ({"contexts": (10**9,)}, "contexts"),
        ({"devices": 0}, "devices"),
        ({"batches": (4,), "lengths": (1,)}, "read more"),
    ]:
        with pytest.raises(UsageError, match=said):
            of_model("llama-3.1-8b", "h100", **wrong)
    with pytest.raises(UsageError, match="writes none"):
        of_model("bert-base", "h100")
    with pytest.raises(UsageError):
        of_model("no-such-model", "h100")
    assert of_model("gpt2", "a10g").worst_error < 0.05
