"""What earlier predictions teach: little from few, and never more than they say."""

from __future__ import annotations

import math
import random

import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation import here
from jupyter_perf.estimation.here import corrections
from jupyter_perf.estimation.here.calibration import MOST_FACTOR, Correction

STATED = Range(10.0, 8.0, 12.5)


def pairs(count: int, factor: float, scatter: float, seed: int = 1) -> list[here.Outcome]:
    source = random.Random(seed)
    return [
        (STATED, 10.0 * factor * math.exp(source.gauss(0, scatter)), "cell") for _ in range(count)
    ]


def test_nothing_learnt_changes_nothing() -> None:
    assert here.apply(here.recalibrated([]), STATED, "cell") == STATED
    assert here.apply(here.recalibrated(pairs(9, 2.0, 0.1)), STATED, "module") == STATED


def test_a_few_pairs_move_little_and_many_move_all_the_way() -> None:
    found = [
        here.apply(here.recalibrated(pairs(count, 1.5, 0.05)), STATED, "cell").value
        for count in (1, 5, 100)
    ]
    assert 10 < found[0] < found[1] < found[2] < 15.5
    assert found[0] < 11.2
    assert found[2] > 14


def test_one_odd_run_among_many_is_no_lesson() -> None:
    history = [*pairs(20, 1.0, 0.05), (STATED, 5000.0, "cell")]
    assert here.apply(here.recalibrated(history), STATED, "cell").value == pytest.approx(
        10, rel=0.1
    )


def test_scatter_beyond_the_ranges_widens_them_and_precision_narrows_them() -> None:
    wide = here.apply(here.recalibrated(pairs(60, 1.0, 0.5)), STATED, "cell")
    narrow = here.apply(here.recalibrated(pairs(60, 1.0, 0.02)), STATED, "cell")
    stated = math.log(STATED.high / STATED.low)
    assert math.log(wide.high / wide.low) > 2 * stated
    assert 0.5 * stated < math.log(narrow.high / narrow.low) < stated


def test_corrected_ranges_hold_for_what_comes_next() -> None:
    learnt = here.recalibrated(pairs(60, 1.6, 0.3))
    corrected = here.apply(learnt, STATED, "cell")
    unseen = [actual for _, actual, _ in pairs(400, 1.6, 0.3, seed=2)]
    assert 0.7 <= sum(actual in corrected for actual in unseen) / 400 <= 0.95
    assert sum(actual in STATED for actual in unseen) / 400 < 0.3


def test_no_correction_goes_beyond_what_calibration_is_for() -> None:
    far = here.apply(here.recalibrated(pairs(50, 100.0, 0.01)), STATED, "cell")
    assert far.value <= 10 * MOST_FACTOR * 1.001


def test_what_cant_be_compared_is_passed_over() -> None:
    nonsense = [(STATED, actual, "cell") for actual in (0.0, -1.0, math.inf, math.nan)]
    nonsense.append((Range(1.0, 0.0, 2.0), 1.0, "cell"))
    assert here.recalibrated(nonsense).kinds == {}
    learnt = here.recalibrated(pairs(9, 2.0, 0.1))
    unbounded = Range(1.0, 0.0, 2.0)
    assert here.apply(learnt, unbounded, "cell") == unbounded


def test_it_is_kept_dated_and_forgotten() -> None:
    learnt = here.recalibrated(pairs(9, 2.0, 0.1))
    assert Correction.from_json(learnt.to_json()) == learnt
    assert here.keep(learnt, "a machine") == ""
    assert here.kept("a machine") == learnt
    assert learnt.created
    assert "9 runs" in learnt.words[0]
    assert here.kept("another") == Correction()
    assert here.reset("a machine")
    assert here.kept("a machine") == Correction()
    assert not here.reset("a machine")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 1, "kinds": {"cell": {}}, "created": ""}', "null", "\x00"]
)
def test_a_damaged_file_is_as_none(text: str) -> None:
    file = corrections._file("damaged")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    assert here.kept("damaged") == Correction()
    with pytest.raises(ValueError, match=r"correction|Expecting"):
        Correction.from_json(text)


def test_where_nothing_can_be_written_it_lasts_for_this_kernel(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "file"))
    learnt = here.recalibrated(pairs(9, 2.0, 0.1))
    assert "this kernel only" in here.keep(learnt, "a machine")
    assert here.kept("a machine") == learnt
