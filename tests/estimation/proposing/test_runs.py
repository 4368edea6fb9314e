"""Proposals from recorded runs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.proposing import propose


def runs(count: int = 40) -> pd.DataFrame:
    """As `jp.history()` has them: larger batches take less, up to 48."""
    random = np.random.default_rng(0)
    batches = random.integers(1, 64, count)
    options = [
        {"batch": int(batch), "recipe": str(random.choice(["dense", "step"])), "seeds": [0, 1]}
        for batch in batches
    ]
    return pd.DataFrame(
        {
            "id": [f"r{at}" for at in range(count)],
            "kind": "sparsity",
            "low": np.nan,
            "high": np.nan,
            "seconds": np.where(batches > 48, np.nan, 100.0 - batches),
            "options": options,
        }
    )


def test_what_differs_in_the_options_is_proposed() -> None:
    found = propose(runs(), "seconds", {"options.batch": (1, 63)}, 3)
    assert list(found.columns)[:2] == ["options.batch", "options.recipe"]
    assert set(found["options.recipe"]) <= {"dense", "step"}
    assert found["options.batch"].iloc[0] > 30
    assert len(found) == 3


def test_runs_that_were_asked_the_same_have_nothing_to_propose() -> None:
    same = runs().assign(options=[{"batch": 8}] * 40)
    with pytest.raises(UsageError, match="no column to propose values for"):
        propose(same, "seconds", None, 3)


def test_other_tables_with_a_column_of_that_name_stay_as_they_are() -> None:
    table = runs().drop(columns=["id", "kind", "low", "high"]).assign(options=list("ab") * 20)
    assert "options" in propose(table, "seconds", None, 2).columns
