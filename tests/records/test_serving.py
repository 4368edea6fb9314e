"""What lists and tables tell of machines to rent."""

import importlib.util
import json
from pathlib import Path

import pytest

from jupyter_perf.records.frame import frame_of
from jupyter_perf.records.store import About, Query

_file = Path(__file__).parents[1] / "estimation" / "serving" / "serving_results.py"
_spec = importlib.util.spec_from_file_location("serving_results", _file)
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


@pytest.mark.parametrize(
    ("make", "source", "outcome"),
    [
        (made.small, "a profile", "3 × a10g + 1 × a100-80gb: $6.70 an hour"),
        (made.refused, "llama-3.1-8b", "no plan"),
        (made.nothing_to_do, "a profile", "no requests"),
    ],
)
def test_an_outcome_is_what_to_rent(store, make, source, outcome):
    found = make()
    store.remember(None, "serving", found.to_json(), About("/a/b.ipynb"))
    (row,) = store.summaries(Query(kind="serving"))
    assert (row["title"], row["outcome"]) == (source, outcome)
    assert row["seconds"] == found.searched_seconds
    assert frame_of(store, Query()).loc[0, "outcome"] == outcome


@pytest.mark.parametrize("plan", [None, {}, {"usd_per_hour": "x"}, {"rented": 3}, []])
def test_records_that_are_damaged_are_listed(store, plan):
    store.remember(None, "serving", json.dumps({"is": "ServingEstimate", "plan": plan}))
    (row,) = store.summaries(Query(kind="serving"))
    assert row["outcome"] == "no plan"


def test_a_stopped_one_says_so(store):
    data = json.dumps({"is": "ServingEstimate", "rate": 3.0, "plan": None, "stopped": "by you"})
    store.remember(None, "serving", data)
    (row,) = store.summaries(Query(kind="serving"))
    assert row["outcome"] == "stopped"
