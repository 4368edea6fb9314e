"""Memory that only the full run has to wait for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_perf.core.machine import this_machine
from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.cells.fresh import Fresh, looked_at, with_fresh
from jupyter_perf.estimation.fit import Prediction
from jupyter_perf.estimation.fit.prediction import CurvePoint
from jupyter_perf.measure import fresh_memory

GB = 1 << 30


def prediction(unit: str, value: float) -> Prediction:
    points = tuple(
        CurvePoint({"n": 10.0**at}, Range(v, 0.5 * v, 2 * v))
        for at, v in ((2, value / 100), (4, value))
    )
    return Prediction(unit, points[-1].expected, curve=points)  # type: ignore[arg-type]


def test_what_the_peak_grows_by_is_added_with_its_doubt() -> None:
    time, peak = prediction("seconds", 4.0), prediction("bytes", 2.0 * GB)
    found = with_fresh(time, peak, 0, lambda: Fresh(1.0 / GB))
    assert found.expected is not None
    assert found.expected.value == pytest.approx(4 + 0.5 * 2)
    assert found.expected.low == pytest.approx(2.0)
    assert found.expected.high == pytest.approx(8 + 1.0 * 4)
    assert found.curve[0] == time.curve[0]
    assert found.curve[-1].expected == found.expected


def test_it_is_asked_for_only_where_it_matters() -> None:
    def never() -> Fresh:
        raise AssertionError("asked")

    time, little = prediction("seconds", 4.0), prediction("bytes", 1e6)
    assert with_fresh(time, little, 0, never) == time
    seen = prediction("bytes", 2.0 * GB)
    assert with_fresh(time, seen, 2 * GB, never) == time
    assert with_fresh(time, prediction("bytes", 2.0 * GB), 0, lambda: Fresh(0.0)) == time


def test_slow_chunks_are_told_from_quick_ones() -> None:
    quick, slow = [1e-3] * 20, [9e-3] * 10
    assert fresh_memory.extra(quick + slow, quick) == pytest.approx(8e-3 / (8 << 20))
    assert fresh_memory.extra(quick, quick) == 0.0
    assert fresh_memory.extra([*quick, 9e-3], quick) == 0.0
    assert fresh_memory.extra([], []) == 0.0


def test_it_is_measured_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    monkeypatch.setattr(fresh_memory, "LOOKED_AT_BYTES", 64 << 20)
    first = fresh_memory.seconds_per_byte()
    assert first >= 0.0
    (file,) = tmp_path.rglob("*.json")
    told = json.loads(file.read_text())
    assert told["machine"] == this_machine().cpu
    file.write_text(json.dumps(told | {"seconds_per_byte": 5e-9}))
    assert fresh_memory.seconds_per_byte() == 5e-9
    file.write_text("no JSON")
    assert fresh_memory.seconds_per_byte() != 5e-9


def test_the_share_that_was_seen_is_what_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh_memory, "seconds_per_byte", lambda: 1.0 / GB)
    monkeypatch.setattr(fresh_memory, "slow_share", lambda used, peak, cost: 1.0)
    all_of_it = looked_at(0, GB)
    assert (all_of_it.share.low, all_of_it.share.value, all_of_it.share.high) == (0.5, 1.0, 1.0)
    monkeypatch.setattr(fresh_memory, "slow_share", lambda used, peak, cost: None)
    assert looked_at(0, GB).share.value == 0.5


def test_memory_given_back_just_now_is_not_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    chunk = 8 << 20
    seen = [1e-3] * 8 + [9e-3] * 6 + [1e-3] * 2
    times = iter([seen, [1e-3] * 4, seen, [1e-3] * 4, [1e-3] * 3])
    monkeypatch.setattr(fresh_memory, "_touched", lambda wanted: next(times))
    monkeypatch.setattr(fresh_memory.memory, "free_bytes", lambda: 64 * GB)
    assert fresh_memory.slow_share(8 * chunk, 16 * chunk, 1e-9) == 6 / 8
    # What wasn't looked at is as the last of what was.
    assert fresh_memory.slow_share(8 * chunk, 24 * chunk, 1e-9) == 6 / 8
    assert fresh_memory.slow_share(8 * chunk, 16 * chunk, 1e-9) is None


def test_slow_memory_is_met_behind_what_was_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    chunk = 8 << 20
    seen = [1e-3] * 40 + [9e-3] * 10
    times = iter([seen, [1e-3] * 4])
    monkeypatch.setattr(fresh_memory, "_touched", lambda wanted: next(times))
    monkeypatch.setattr(fresh_memory.memory, "free_bytes", lambda: 64 * GB)
    assert fresh_memory.slow_share(0, 100 * chunk, 1e-9) == (10 + 50) / 100
    assert fresh_memory.extra(seen, [1e-3] * 4) == pytest.approx(8e-3 / chunk)


def test_touching_more_than_there_is_does_nothing() -> None:
    assert fresh_memory.touch(32 << 20, 60.0) == 32 << 20
    assert fresh_memory.touch(1 << 60, 60.0) == 0
    assert fresh_memory.touch(0, 60.0) == 0


def test_touching_ends_when_its_time_does() -> None:
    assert fresh_memory.touch(256 << 20, 0.0) == 0
