"""Without WSL: what needs no sandbox works, and what needs one says so and runs the cell."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_SANDBOX = "there is no sandbox on Windows"
WORKING = (
    "%perf rules",
    "%perf explain loop-to-sum",
    "%perf targets",
    "%perf history",
    "%perf doctor",
    "%perf jobs",
    "%estimate --config llama-3.1-8b --target h100",
)
REFUSED = ("%%refine\nx = 1 + 1\nx", "%%refine --apply\ny = 1 + 1\ny", "%%estimate\nz = 1 + 1")
REFUSED_LINES = ("%perf calibrate",)
LOADING, LOG = "%load_ext jupyter_perf", "%perf doctor --log"


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """Cell → what it printed, and whether it raised."""
    cells = [LOADING, *WORKING, *REFUSED, *REFUSED_LINES, "(x, y)", LOG]
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("windows_like.py")],
        input=json.dumps(cells),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    parts = re.split(r"^--- (?=done|raised)", done.stdout, flags=re.MULTILINE)
    ended = [part.split("\n", 1)[0] for part in parts[1:]]
    said = [part.partition("--- ")[2] for part in parts[:-1]]
    assert len(said) == len(cells), done.stdout
    return {
        cell: f"{words.removeprefix(cell)}{end}"
        for cell, words, end in zip(cells, said, ended, strict=True)
    }


def test_loading_says_what_works(printed: dict[str, str]) -> None:
    assert NO_SANDBOX in printed[LOADING]
    assert "inside WSL" in printed[LOADING]
    assert printed[LOADING].endswith("done")


@pytest.mark.parametrize("cell", WORKING)
def test_what_needs_no_sandbox_works(printed: dict[str, str], cell: str) -> None:
    assert printed[cell].endswith("done")
    assert "jupyter-perf failed" not in printed[cell]


@pytest.mark.parametrize("cell", REFUSED + REFUSED_LINES)
def test_what_needs_one_says_so(printed: dict[str, str], cell: str) -> None:
    assert NO_SANDBOX in printed[cell]
    assert "inside WSL" in printed[cell]


def test_the_cells_have_run_all_the_same(printed: dict[str, str]) -> None:
    assert "(2, 2)" in printed["(x, y)"]


def test_nothing_came_unexpected(printed: dict[str, str]) -> None:
    assert "Nothing unexpected" in printed[LOG]
