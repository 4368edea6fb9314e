"""What front ends of ours get: the contract of docs/messages.md."""

import dataclasses
import json

import estimates
import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.estimation.result import Actual, Comparison
from jupyter_perf.views import estimate_data
from jupyter_perf.views.comparison import mimebundle as compared
from jupyter_perf.views.envelope import MIME_TYPE, Context
from jupyter_perf.views.estimate import mimebundle
from jupyter_perf.views.estimate_levels import LEVELS

PLACE = Context("run-1", "job-1", "cell-1")


def data(found, **options):
    return mimebundle(found, context=PLACE, **options)[MIME_TYPE]


def test_the_envelope_places_the_result():
    shown = data(estimates.extrapolated())
    assert shown["schema"] == 1
    assert (shown["kind"], shown["state"], shown["job"]) == ("estimate", "done", None)
    assert (shown["run"], shown["cell"]) == ("run-1", "cell-1")
    assert shown["source"] == estimates.SOURCE.rstrip("\n")
    assert shown["created"] == estimates.CREATED
    assert shown["summary"] == "Grows about as n^1.9 in `orders`"


def test_a_size_is_the_users_own_to_the_last_digit():
    found = estimates.extrapolated()
    (rows, *_) = found.sizes
    exact = dataclasses.replace(found, sizes=(dataclasses.replace(rows, value=1_234_567.0),))
    assert data(exact)["result"]["sizes"][0]["value"] == 1_234_567.0


def test_a_range_keeps_its_ends_and_what_is_missing_its_reason():
    result = data(estimates.extrapolated())["result"]
    assert result["seconds"] == {"value": 2460.0, "low": 2040.0, "high": 3000.0}
    assert "usd" not in result
    assert result["reasons"]["usd"].startswith("this machine has no price")
    assert result["fits"]["verdict"] == "yes"
    assert result["sizes"][0] == {
        "name": "orders", "value": 2e5, "unit": "rows", "alike": ["prices"], "role": "varied"
    }  # fmt: skip


def test_rows_name_their_lines_as_whole_numbers():
    rows = data(estimates.extrapolated())["result"]["rows"]
    assert [row["line"] for row in rows] == [2, 5, 1]
    assert all(isinstance(row["line"], int) and "count" not in row for row in rows)
    assert data(estimates.api())["result"]["rows"][0]["count"] == 400


@pytest.mark.parametrize("make", [estimates.extrapolated, estimates.module])
def test_sliders_have_what_they_need(make):
    found = make()
    curves = data(found)["result"]["curves"]
    assert [c["quantity"] for c in curves] == [c.quantity for c in found.curves]
    for shown, curve in zip(curves, found.curves, strict=True):
        fit = shown["fit"]
        assert len({len(column) for column in fit.values()}) == 1
        assert fit["at"] == sorted(fit["at"])
        assert fit["at"][0] == pytest.approx(curve.fit[0].sizes[curve.over], rel=1e-3)
        assert fit["at"][-1] == pytest.approx(curve.fit[-1].sizes[curve.over], rel=1e-3)
        assert all(
            a <= b <= c for a, b, c in zip(fit["low"], fit["value"], fit["high"], strict=True)
        )
        assert len({len(column) for column in shown["samples"].values()}) == 1
        assert shown["samples"]["at"][-1] == pytest.approx(
            max(s.sizes[curve.over] for s in curve.samples), rel=1e-3
        )


def test_samples_at_other_sizes_are_marked():
    found = estimates.module()
    curve = found.curves[0]
    aside = tuple(
        dataclasses.replace(s, sizes={**s.sizes, "sequence": 128.0 if k % 2 else 64.0})
        for k, s in enumerate(curve.samples)
    )
    moved = dataclasses.replace(found, curves=(dataclasses.replace(curve, samples=aside),))
    (shown,) = data(moved)["result"]["curves"]
    assert len(shown["samples"]["aside"]) >= 4
    assert {True, False} == set(shown["samples"]["aside"])


@pytest.mark.parametrize(
    ("found", "tone", "inside"),
    [(estimates.after(), "good", True), (estimates.after(9000.0), "warn", False)],
)
def test_accuracy_is_told_in_numbers_and_words(found, tone, inside):
    accuracy = data(found)["result"]["accuracy"]
    assert accuracy["tone"] == tone
    assert accuracy["seconds"]["inside"] is inside
    assert accuracy["seconds"]["ratio"] == pytest.approx(found.actual.seconds / 2460.0, rel=1e-3)
    assert accuracy["peak_bytes"] == {"ratio": 1.031, "inside": True}


def test_a_run_that_raised_says_nothing_about_accuracy():
    result = data(estimates.after(12.0, None, "raised"))["result"]
    assert "accuracy" not in result
    assert result["actual"] == {"seconds": 12.0, "ended": "raised", "waited_seconds": 0.0}


def test_what_a_run_waited_for_others_isnt_held_against_the_prediction():
    waited = Actual(9000.0, None, "done", waited_seconds=6540.0)
    result = data(estimates.extrapolated(actual=waited))["result"]
    assert result["accuracy"]["seconds"] == {"ratio": 1.0, "inside": True}
    assert result["actual"]["waited_seconds"] == 6540.0


def test_while_samples_are_measured_there_is_progress_and_no_result():
    shown = estimate_data.running(
        "x\n", Progress("measuring 4% of `orders`", 0.4, 2.0, 3.1), LEVELS[0], PLACE
    )
    assert (shown["state"], shown["job"], shown["source"]) == ("running", "job-1", "x")
    assert shown["result"] is None
    assert shown["progress"] == {
        "stage": "measuring 4% of `orders`", "phase": "estimating", "predicted": None,
        "done": 0.4, "elapsed_seconds": 2.0, "left_seconds": 3.1, "best": None,
    }  # fmt: skip


def test_what_is_known_so_far_is_shown_with_the_progress():
    so_far = estimates.measured()
    shown = estimate_data.running("x", Progress("…", partial=so_far), LEVELS[0], PLACE)
    assert shown["result"]["seconds"]["value"] == so_far.seconds.value


def test_while_the_cell_runs_the_prediction_stands_beside_it():
    progress = Progress("running the cell: 50 min of about 41 min", None, 3100.0)
    shown = estimate_data.running(
        "x", progress, LEVELS[0], PLACE, predicted=estimates.extrapolated()
    )
    assert shown["progress"]["phase"] == "cell"
    assert shown["progress"]["predicted"] == [2460.0, 2040.0, 3000.0]
    assert shown["progress"]["done"] is None
    assert shown["result"]["seconds"]["high"] == 3000.0


def test_what_is_left_out_is_said():
    found = estimates.module(layers=400)
    shown = data(found)
    rows = shown["result"]["rows"]
    assert shown["result"]["rows_count"] == 401
    assert f"{401 - len(rows)} further rows" in shown["left_out"]


def whole(result):
    """The estimates of a comparison as a front end puts them together."""
    shared = result["shared"]
    return [
        {**shared, **each, "curves": [*shared.get("curves", []), *each.get("curves", [])]}
        for each in result["estimates"]
    ]


def test_a_comparison_says_once_what_all_share():
    found = estimates.compared()
    shown = compared(found, context=PLACE)[MIME_TYPE]
    assert (shown["kind"], shown["state"]) == ("comparison", "done")
    assert shown["result"]["estimates_count"] == 5
    assert "versions" in shown["result"]["shared"]
    put_together = whole(shown["result"])
    assert [each["target"] for each in put_together] == [e.target for e in found.estimates]
    for each, estimate in zip(put_together, found.estimates, strict=True):
        assert each["seconds"]["value"] == pytest.approx(estimate.seconds.value, rel=1e-3)
        assert each["peak_bytes"]["value"] == 6.4e9
        assert ("usd" in each) == (estimate.usd is not None)
        assert {curve["quantity"] for curve in each["curves"]} == {"seconds", "peak_bytes"}
    json.dumps(shown, allow_nan=False)


def test_comparisons_of_one_and_of_none():
    one = compared(Comparison((estimates.measured(),)))[MIME_TYPE]
    assert whole({"shared": {}, **one["result"]})[0]["seconds"]["value"] == 0.0412
    none = compared(Comparison(()))
    assert none[MIME_TYPE]["result"]["estimates"] == []
    assert none["text/plain"].strip()
