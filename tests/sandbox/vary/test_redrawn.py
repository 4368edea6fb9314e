"""Other data of the same size: rows of all values taken alike, small tables kept."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.sandbox.vary import REDRAWN, redrawn

FRAME = pd.DataFrame({"a": np.arange(100), "b": np.arange(100) * 0.5})
VALUES = {
    "df": FRAME,
    "same": FRAME,
    "beside": list(range(100)),
    "names": {"x": 1, "y": 2},
    "seen": set(range(60)),
    "n": 100,
}


@pytest.mark.parametrize("number", range(len(REDRAWN)))
def test_what_is_as_long_is_taken_alike_and_the_rest_stays(number: int) -> None:
    made, label = redrawn(VALUES, number, seed=1)
    assert label == REDRAWN[number]
    frame = made["df"]
    assert isinstance(frame, pd.DataFrame)
    assert frame["a"].tolist() == made["beside"] != VALUES["beside"]
    assert (frame["b"] == frame["a"] * 0.5).all()
    assert frame.index.equals(FRAME.index)
    assert made["same"] is frame
    assert made["names"] is VALUES["names"]
    assert made["seen"] <= VALUES["seen"]  # type: ignore[operator]
    assert made["n"] == 100
    assert FRAME["a"].tolist() == list(range(100))


def test_the_first_keeps_every_row_the_others_dont() -> None:
    kept = [sorted(redrawn(VALUES, n, seed=1)[0]["beside"]) for n in range(len(REDRAWN))]  # type: ignore[call-overload]
    assert kept[0] == VALUES["beside"]
    assert VALUES["beside"] not in kept[1:]


def test_each_is_the_same_again_and_unlike_the_others() -> None:
    firsts = [redrawn(VALUES, n, seed=1)[0]["beside"] for n in range(len(REDRAWN))]
    assert firsts == [redrawn(VALUES, n, seed=1)[0]["beside"] for n in range(len(REDRAWN))]
    assert all(a != b for a, b in itertools.pairwise(firsts))
