"""`jp.propose`, as users call it."""

import numpy as np
import pandas as pd
import pytest

import jupyter_perf as jp
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.proposing import propose


def log():
    random = np.random.default_rng(0)
    tile, threads = random.choice([8, 16, 32, 64], 60), random.integers(1, 17, 60)
    seconds = 1.0 + (tile - 32.0) ** 2 / 500 + (threads - 8.0) ** 2 / 50
    return pd.DataFrame({"tile": tile, "threads": threads, "seconds": seconds})


def test_it_proposes_what_the_engine_does():
    rules = {"threads": (1, 12)}
    found = jp.propose(log(), "seconds", rules, 3, seed=1)
    pd.testing.assert_frame_equal(found, propose(log(), "seconds", rules, 3, seed=1))
    assert len(found) == 3
    assert (found.threads <= 12).all()
    assert {"tile", "threads", "predicted", "low", "high", "feasible", "why"} <= set(found.columns)
    assert "propose" in jp.__all__


def test_mistakes_are_told():
    with pytest.raises(UsageError):
        jp.propose(log(), "speed")
    with pytest.raises(UsageError, match="`k` is a whole number"):
        jp.propose(log(), "seconds", k=0)
