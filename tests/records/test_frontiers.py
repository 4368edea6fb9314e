"""What lists and tables tell of frontiers."""

import importlib.util
from pathlib import Path

import pytest

from jupyter_perf.records.frame import frame_of
from jupyter_perf.records.store import About, Query

_file = Path(__file__).parents[1] / "tradeoff" / "frontiers.py"
_spec = importlib.util.spec_from_file_location("frontiers", _file)
frontiers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(frontiers)


def plain():
    made = frontiers.frontier()
    at = next(k for k, p in enumerate(made.points) if p.method == "none" and p.batch == 32)
    return frontiers.frontier(chosen={"a100-40": at})


@pytest.mark.parametrize(
    ("found", "outcome", "ratio"),
    [
        (frontiers.frontier(), "lora", 1.24),
        (plain(), "none needed", None),
        (frontiers.nothing_fits(), "nothing fits", None),
        (frontiers.untraced(), "refused", None),
        (frontiers.frontier(chosen={}, points=(), stopped="by you"), "stopped", None),
        (frontiers.frontier(chosen={"a100-40": 10**6}), "nothing fits", None),
        (frontiers.frontier(scores=()), "lora", None),
    ],
)
def test_an_outcome_is_the_method_to_use(store, found, outcome, ratio):
    store.remember(None, "frontier", found.to_json(), About("/a/b.ipynb"))
    (row,) = store.summaries(Query(kind="frontier"))
    assert row["outcome"] == outcome
    assert row["ratio"] == (None if ratio is None else pytest.approx(ratio, abs=0.01))
    assert (row["low"] is None) == (ratio is None)
    assert row["seconds"] == 12.4


def test_a_frontier_is_found_again_by_its_key_and_its_words(store):
    found = frontiers.frontier(source="model batch --target t4")
    store.remember("key", "frontier", found.to_json())
    assert store.recall("key", "model batch --target t4").json == found.to_json()
    (row,) = store.summaries(Query(search="t4"))
    assert row["title"] == "model batch --target t4"
    assert frame_of(store, Query()).loc[0, "outcome"] == "lora"
