"""What earlier runs taught, on new estimates; and pairs to learn from."""

import dataclasses

import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation import learnt
from jupyter_perf.estimation.here import Correction, recalibrated
from jupyter_perf.estimation.learnt import Corrected, corrected, outcomes_of
from jupyter_perf.estimation.result import (
    Actual,
    Comparison,
    Curve,
    Estimate,
    Expected,
    Row,
    WhatIf,
)

FOUND = Estimate(
    "cell",
    "x = 1",
    seconds=Range(10.0, 8.0, 13.0),
    joules=Range(100.0, 50.0, 200.0),
    rows=(Row("line 1", Range(10.0, 8.0, 13.0), 1.0),),
    curves=(
        Curve("seconds", "n", fit=(Expected({"n": 1}, Range(10.0, 8.0, 13.0)),)),
        Curve("peak_bytes", "n", fit=(Expected({"n": 1}, Range(5.0, 5.0, 5.0)),)),
    ),
    what_if=(WhatIf("10 × n", {"n": 10}, Range(100.0, 50.0, 200.0)),),
)
TWICE = recalibrated([(Range(10.0, 8.0, 13.0), 20.0, "cell")] * 30)


def test_what_took_longer_again_and_again_is_raised():
    found = corrected(FOUND, TWICE)
    factor = found.seconds.value / 10.0
    assert 1.5 < factor < 2.0
    assert found.figures[learnt.UNCORRECTED] == FOUND.seconds
    assert "30 earlier runs" in found.assumptions[-1]
    assert found.joules.value == pytest.approx(100 * factor)
    assert found.rows[0].seconds.value == pytest.approx(10 * factor)
    assert found.curves[0].fit[0].expected.value == pytest.approx(10 * factor)
    assert found.curves[1] == FOUND.curves[1]
    assert found.what_if[0].seconds.value == pytest.approx(100 * factor)


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(FOUND, target="h100"),
        dataclasses.replace(FOUND, seconds=None),
        dataclasses.replace(FOUND, kind="module"),
        dataclasses.replace(FOUND, measured=True),
    ],
)
def test_only_what_is_alike_and_here_is_corrected(other):
    assert corrected(other, TWICE) is other


def test_nothing_learnt_changes_nothing():
    assert corrected(FOUND, Correction()) is FOUND


def test_pairs_are_of_what_was_predicted_before_any_correction():
    ran = dataclasses.replace(corrected(FOUND, TWICE), actual=Actual(21.0))
    assert list(outcomes_of(ran)) == [(FOUND.seconds, 21.0, "cell")]
    plain = dataclasses.replace(FOUND, actual=Actual(21.0), measured=True)
    assert list(outcomes_of(plain)) == [(FOUND.seconds, 21.0, "cell, run whole")]


def test_what_a_run_waited_for_others_isnt_learnt():
    ran = dataclasses.replace(FOUND, actual=Actual(21.0, waited_seconds=9.0))
    assert list(outcomes_of(ran)) == [(FOUND.seconds, 12.0, "cell")]


def test_of_a_comparison_only_this_machine_counts():
    ran = dataclasses.replace(FOUND, actual=Actual(21.0))
    both = Comparison((dataclasses.replace(FOUND, target="h100"), ran))
    assert list(outcomes_of(both)) == [(FOUND.seconds, 21.0, "cell")]


@pytest.mark.parametrize("ended", ["raised", "interrupted"])
def test_what_didnt_come_to_its_end_teaches_nothing(ended):
    assert not list(outcomes_of(dataclasses.replace(FOUND, actual=Actual(1.0, None, ended))))


def test_what_had_no_prediction_teaches_nothing():
    assert not list(outcomes_of(dataclasses.replace(FOUND, seconds=None, actual=Actual(1.0))))


class Answered:
    reason = None

    def start(self, report):
        return self

    def wait(self, timeout=None):
        return FOUND if timeout is None else None

    def key(self):
        return "k"

    def close(self):
        pass

    stop = close

    def __enter__(self):
        return self


def test_a_question_with_another_correction_is_another_question():
    asked = Corrected(Answered(), TWICE)
    assert asked.key() != "k"
    assert TWICE.created in asked.key()
    with asked.start() as job:
        assert job.wait(0.1) is None
        assert job.wait().seconds.value > 15
        assert len(asked.finish(Comparison((FOUND, FOUND))).estimates) == 2
