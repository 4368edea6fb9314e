"""Every case of the estimates' corpus runs, and the bench judges rightly what it is told."""

from __future__ import annotations

import contextlib
import io
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import bench_estimate
import estimate_judge
import estimate_table
import estimating_cases
from baselines import naive, one_term
from estimating_cases import HALVES, NUMBER, Cell, find, half_of
from forecasts import summary

CELLS = find()
NUMBERS = [cell for cell in CELLS if cell.expect == NUMBER]
RUN_SMALL = """
import sys, pathlib
sys.path.insert(0, sys.argv[1])
import estimating_cases
cell = estimating_cases.read(pathlib.Path(sys.argv[2]))
names = estimating_cases.made(cell, small=True)
estimating_cases.run(cell, names)
"""


def _named(cells: list[Cell]) -> list[Any]:
    return [pytest.param(cell, id=f"{cell.half}-{cell.name}") for cell in cells]


def test_there_are_cells_enough_of_every_family_and_both_halves() -> None:
    assert len(NUMBERS) >= 60
    families = {cell.family for cell in NUMBERS}
    assert families >= {
        *("pandas", "numpy", "python", "sklearn", "strings", "joins", "sorts", "quadratic"),
        *("cubic", "exponential", "cache", "io", "two_sizes", "several", "functions"),
    }
    for half in HALVES:
        assert len([cell for cell in NUMBERS if cell.half == half]) >= 30


def test_a_name_decides_the_half_and_stands_once() -> None:
    assert [cell.name for cell in CELLS if half_of(cell.name) != cell.half] == []
    assert len({cell.name for cell in CELLS}) == len(CELLS)
    assert len({cell.source for cell in CELLS if not cell.inputs}) == sum(
        not cell.inputs for cell in CELLS
    )


def test_a_family_is_the_folder_and_a_cell_says_how_to_be_small() -> None:
    for cell in CELLS:
        assert estimating_cases.path_of(cell).is_file()
        compile(cell.source, cell.name, "exec")
    for cell in NUMBERS:
        assert cell.small_setup != cell.setup, cell.name


def test_sizes_are_replaced_where_they_are_assigned() -> None:
    cell = Cell("a", "b", "seen", NUMBER, "n, m = 5, 6\nk = 7\nx = n * k", "x", small="n=1, m = 2")
    assert cell.small_setup == "m = 2; n = 1\nk = 7\nx = n * k"


@pytest.mark.parametrize("cell", _named(NUMBERS[::27]))
def test_some_run_on_small_inputs(cell: Cell, tmp_path: Path) -> None:
    run_small(cell, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("cell", _named(NUMBERS))
def test_all_run_on_small_inputs(cell: Cell, tmp_path: Path) -> None:
    run_small(cell, tmp_path)


def run_small(cell: Cell, folder: Path) -> None:
    """In a process of its own: set-ups replace `__main__` and write into the folder."""
    path = str(estimating_cases.path_of(cell))
    command = [sys.executable, "-c", RUN_SMALL, str(Path(__file__).parent), path]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def row(
    seconds: tuple[float, float, float] | None, actual: float = 10.0, **more: Any
) -> dict[str, Any]:
    """A row with samples of n² at n up to 100 that took 0.13 s, asked for n = 1000."""
    given = None if seconds is None else dict(zip(("value", "low", "high"), seconds, strict=True))
    samples = [
        {"sizes": {"n": n}, "measured": n**2 * 1e-5, "used": True} for n in (25.0, 50.0, 100.0)
    ]
    curve = {"quantity": "seconds", "over": "n", "samples": samples, "words": "about n^2"}
    estimate = {
        "seconds": given,
        "peak_bytes": None,
        "reasons": {"seconds": "too uncertain"} if given is None else {},
        "curves": [curve],
        "sizes": [{"name": "n", "value": 1000}],
        "measured": False,
        "fits": None,
    }
    full: dict[str, Any] = {"seconds": actual, "cpu_seconds": actual * 0.9, "peak_bytes": 1 << 20}
    full |= {"load": [1.0, 1.0], "others": 0.1}
    about = {"name": "a", "family": "b", "half": "seen", "expect": NUMBER, "budget": 0.5}
    return {**about, "estimate": estimate, "full": full, **more}


def test_a_prediction_is_judged_beside_the_baselines_on_the_same_samples() -> None:
    ours, scaled, fitted = estimate_judge.judge(row((11.0, 9.0, 13.0)))
    assert ours.ratio == pytest.approx(1.1)
    assert ours.inside
    assert scaled.ratio == pytest.approx(0.1)
    assert fitted.ratio == pytest.approx(1.0)
    assert {each.quantity for each in (ours, scaled, fitted)} == {"time"}  # too little memory


def test_a_refusal_counts_as_one_and_keeps_its_reason() -> None:
    ours, *_ = estimate_judge.judge(row(None))
    assert ours.ratio is None
    assert ours.note == "too uncertain"
    told = summary([ours])
    assert told["refused"] == 1.0
    assert math.isnan(told["median_ape"])


def test_a_busy_machine_and_a_share_out_of_range_are_noticed() -> None:
    quiet = row((1.0, 1.0, 1.0))
    assert not estimate_judge.busy(quiet)
    assert estimate_judge.in_range(quiet)
    assert estimate_judge.actual(quiet, "time") == 10.0
    quiet["full"]["others"] = 0.9
    assert estimate_judge.busy(quiet)
    assert estimate_judge.actual(quiet, "time") == 9.0
    short = row((1.0, 1.0, 1.0), actual=1.0)
    assert estimate_judge.times(short) == pytest.approx(1.0 / 0.13125)
    assert not estimate_judge.in_range(short)
    far = row((1.0, 1.0, 1.0), actual=40.0)  # 300 times the samples, 80 times the budget
    assert estimate_judge.in_range(far)
    assert not estimate_judge.in_range(row((1.0, 1.0, 1.0), actual=51.0))
    short["estimate"]["curves"] = []
    assert estimate_judge.times(short) == pytest.approx(2.0)


def test_an_outcome_is_held_against_what_was_expected() -> None:
    assert estimate_judge.outcome(row(None, expect="refused")) == "as expected"
    assert estimate_judge.outcome(row((1.0, 1.0, 1.0), expect="refused")) == "a number"
    measured = row((1.0, 1.0, 1.0), expect="measured")
    assert estimate_judge.outcome(measured) == "a number"
    measured["estimate"]["measured"] = True
    assert estimate_judge.outcome(measured) == "as expected"
    large = row((1.0, 1.0, 1.0), expect="too large")
    large["estimate"]["fits"] = {"needed": {"low": 5e9}, "available_bytes": 1e9}
    assert estimate_judge.outcome(large) == "as expected"
    assert estimate_judge.outcome({"expect": "refused", "estimate": None}) == "failed"


def test_the_tables_hold_each_row_once_and_name_what_is_left_out() -> None:
    rows = [
        row((11.0, 9.0, 13.0)),
        row(None, name="unsure"),
        row((1.0, 1.0, 1.0), actual=1.0, name="short"),
        row(None, name="spent", expect="refused"),
        {**row(None, name="lost"), "estimate": None},
    ]
    text, figures = estimate_table.report(rows)
    assert figures["time, seen, estimate"]["cases"] == 2
    assert figures["time, seen, estimate"]["refused"] == 0.5
    assert figures["time, seen, estimate"]["coverage"] == 1.0
    assert figures["time, seen, naive"]["worst"] == pytest.approx(10.0)
    for words in ("other outcomes: 1 of 1", "10 times the samples: short", "broken: lost"):
        assert words in text
    assert "unsure: too uncertain" in text
    assert [estimate_table.line(each).count("\n") for each in rows] == [0] * 5
    assert "OUT" not in estimate_table.line(rows[0])
    assert "refused" in estimate_table.line(rows[1])


def test_a_bench_goes_on_from_what_it_has_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_estimate, "RESULT", tmp_path / "made" / "estimate.json")
    assert bench_estimate.kept(0.5) == []
    bench_estimate.RESULT.parent.mkdir()
    broken = {**row(None, name="lost"), "broken": "took too long"}
    bench_estimate.save([row((11.0, 9.0, 13.0)), broken], {"machine": "m"})
    (kept,) = bench_estimate.kept(0.5)
    assert kept["name"] == "a"
    assert kept["judged"][0]["ratio"] == pytest.approx(1.1)
    assert bench_estimate.kept(1.0) == []


def test_a_case_that_fails_is_a_row_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = Cell("a", "b", "seen", NUMBER, "n = undefined", "n")
    script = "raise SystemExit('no such thing')"
    monkeypatch.setattr(estimating_cases, "path_of", lambda _: script)
    monkeypatch.setattr(bench_estimate, "HERE", Path("nowhere"))
    told = bench_estimate.run(cell, 0.5)
    assert told["name"] == "a"
    assert "one_estimate.py" in told["broken"]


def test_baselines_do_what_they_say() -> None:
    sizes = [{"n": float(n)} for n in (10, 20, 40)]
    assert naive(sizes, [1.0, 2.0, 4.0], {"n": 400.0}) == pytest.approx(40.0)
    assert one_term(sizes, [1.0, 2.0, 4.0], {"n": 400.0}) == pytest.approx(40.0)
    assert one_term(sizes, [1.0, 4.0, 16.0], {"n": 400.0}) == pytest.approx(1600.0)
    pairs = [{"n": 10.0, "m": 2.0}, {"n": 10.0, "m": 4.0}]
    assert naive(pairs, [1.0, 2.0], {"n": 20.0, "m": 8.0}) == pytest.approx(8.0)


def test_the_whole_is_timed_with_the_memory_that_it_took(tmp_path: Path) -> None:
    import one_estimate

    cell = Cell("a", "b", "seen", NUMBER, "n = 3_000_000", "x = bytearray(n * 16)\nprint(len(x))")
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        told = one_estimate.full(cell, {"n": 3_000_000})
    assert shown.getvalue() == ""
    assert told["peak_bytes"] == pytest.approx(48_000_000, rel=0.2)
    assert told["cpu_seconds"] > 0
    assert told["others"] >= 0
    assert told["load"][0] <= 10 * (os.cpu_count() or 1) + 100
