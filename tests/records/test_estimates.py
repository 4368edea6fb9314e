"""What lists and tables tell of estimates."""

import dataclasses
import sqlite3

import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.result import Actual, Comparison, Estimate
from jupyter_perf.records import schema
from jupyter_perf.records.database import ReadableFile
from jupyter_perf.records.frame import frame_of
from jupyter_perf.records.store import About, Query, Store

CELL = Estimate(
    "cell", "total = slow(orders)\ntotal", seconds=Range(41.0, 34.0, 50.0), searched_seconds=5.0
)
REFUSED = Estimate("cell", "get(url)", reasons={"seconds": "it talks to a network"})


def ran(seconds, ended="done"):
    return dataclasses.replace(CELL, actual=Actual(seconds, None, ended))


@pytest.mark.parametrize(
    ("found", "outcome", "actual"),
    [
        (CELL, "estimated", None),
        (dataclasses.replace(CELL, measured=True), "measured", None),
        (REFUSED, "refused", None),
        (dataclasses.replace(REFUSED, stopped="by you"), "stopped", None),
        (ran(44.0), "right", 44.0),
        (ran(34.0), "right", 34.0),
        (ran(60.0), "off", 60.0),
        (ran(3.0, "raised"), "estimated", None),
        (dataclasses.replace(REFUSED, actual=Actual(3.0)), "refused", 3.0),
        (Estimate("api", "ask()", usd=Range(1.0, 0.5, 2.0)), "estimated", None),
    ],
)
def test_an_outcome_says_how_the_prediction_did(store, found, outcome, actual):
    store.remember(None, "estimate", found.to_json(), About("/a/b.ipynb"))
    (row,) = store.summaries(Query(kind="estimate"))
    assert (row["outcome"], row["actual"]) == (outcome, actual)
    assert row["predicted"] == (found.seconds and found.seconds.value)
    assert row["predicted_low"] == (found.seconds and found.seconds.low)
    assert row["ratio"] is None
    assert row["title"] == found.source.splitlines()[0]


def test_a_comparison_counts_by_its_fastest_or_by_what_was_run(store):
    fast = dataclasses.replace(CELL, target="h100", seconds=Range(2.0, 1.0, 3.0))
    store.remember(None, "comparison", Comparison((REFUSED, CELL, fast)).to_json())
    store.remember(None, "comparison", Comparison((fast, ran(60.0))).to_json())
    store.remember(None, "comparison", Comparison(()).to_json())
    store.remember(None, "comparison", Comparison((REFUSED,)).to_json())
    rows = store.summaries(Query(kind="comparison", order="asc"))
    assert [row["predicted"] for row in rows] == [2.0, 41.0, None, None]
    assert [row["outcome"] for row in rows] == ["estimated", "off", "", "refused"]
    assert store.get(rows[0]["id"])["result"]["estimates"][2]["target"] == "h100"


@pytest.mark.parametrize(
    "result",
    [
        '{"seconds": 3, "actual": [], "measured": 1}',
        '{"seconds": {"value": "x", "low": [], "high": null}, "actual": {"seconds": "y"}}',
        '{"estimates": {"a": 1}}',
        "[]",
        "nonsense",
    ],
)
def test_what_nobody_wrote_is_listed_all_the_same(store, result):
    for kind in ("estimate", "comparison"):
        store.remember(None, kind, result)
    assert [row["predicted"] for row in store.summaries(Query())] == [None, None]


def test_an_endless_range_is_listed_without_its_end(store):
    found = dataclasses.replace(CELL, seconds=Range(41.0, 34.0, float("inf")))
    store.remember(None, "estimate", found.to_json())
    (row,) = store.summaries(Query())
    assert (row["predicted"], row["predicted_low"], row["predicted_high"]) == (41.0, 34.0, None)


def test_the_table_has_numbers_where_there_are_none_too(store, refinement):
    store.remember(None, "refinement", refinement("x = 1", 3.0))
    store.remember(None, "estimate", ran(44.0).to_json())
    frame = frame_of(store, Query())
    assert frame["actual"].tolist()[0] == 44.0
    assert frame[["predicted", "predicted_low", "predicted_high", "actual"]].dtypes.eq("f8").all()
    assert frame["predicted"].isna().tolist() == [False, True]


def test_the_slowest_ahead_comes_first_where_that_is_asked_for(store, refinement):
    slow = dataclasses.replace(CELL, seconds=Range(1e4, 1.0, 1e5))
    for each in (CELL, slow):
        store.remember(None, "estimate", each.to_json())
    store.remember(None, "refinement", refinement())
    rows = store.summaries(Query(sort="predicted"))
    assert [row["predicted"] for row in rows] == [1e4, 41.0, None]


@pytest.fixture
def older(file, refinement):
    """A file of the version before, which had no predictions."""
    store = Store(file)
    store.remember("k", "refinement", refinement("old = 1", 2.0))
    connection = sqlite3.connect(file)
    for name in ("predicted", "actual"):
        connection.execute(f"DROP INDEX runs_{name}")
    for name in schema._PREDICTIONS:
        connection.execute(f"ALTER TABLE runs DROP COLUMN {name}")
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION - 1}")
    connection.commit()
    connection.close()
    return file


def test_a_file_of_the_version_before_gets_the_columns(older):
    store = Store(older)
    store.remember(None, "estimate", CELL.to_json())
    assert [row["predicted"] for row in store.summaries(Query())] == [41.0, None]
    assert store.recall("k").json


def test_one_that_cannot_be_changed_is_read_all_the_same(older):
    with ReadableFile(older).transaction() as connection:
        row = connection.execute("SELECT title, predicted FROM runs").fetchone()
    assert row == ("old = 1", None)
