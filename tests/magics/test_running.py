"""What is shown of a run against its prediction."""

import threading

import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.magics.running import Watch, progress_of

PREDICTED = Range(40.0, 30.0, 60.0)


@pytest.mark.parametrize(
    ("elapsed", "done", "left", "said"),
    [
        (0.0, 0.0, 40.0, "0 s of about 40 s (30 s to 1 min)"),
        (10.0, 0.25, 30.0, "10 s of about 40 s"),
        (39.9, 0.99, pytest.approx(0.1), "40 s of about"),
        (50.0, 0.99, None, "50 s of about"),
        (61.0, None, None, "past the prediction, 1 min 01 s of about 40 s"),
    ],
)
def test_how_far_it_is(elapsed, done, left, said):
    progress = progress_of(elapsed, PREDICTED)
    assert (progress.done, progress.left_seconds) == (done, left)
    assert progress.elapsed_seconds == elapsed
    assert said in progress.stage


def test_with_no_prediction_it_counts_up():
    progress = progress_of(12.4, None)
    assert (progress.done, progress.left_seconds) == (None, None)
    assert progress.stage == "running the cell: 12 s so far"


def test_a_prediction_of_nothing_divides_by_nothing():
    assert progress_of(0.0, Range(0.0, 0.0, 0.0)).done == 0.99


def test_the_watch_ends_with_the_run():
    seen = threading.Event()
    before = threading.active_count()
    with Watch(lambda: None, lambda elapsed: seen.set()):
        assert seen.wait(10)
    assert threading.active_count() == before


def test_a_watch_that_fails_leaves_the_run_alone(capsys):
    tried = threading.Event()

    def fail():
        tried.set()
        raise RuntimeError("a bug")

    with Watch(fail, None):
        assert tried.wait(10)
    assert capsys.readouterr() == ("", "")
