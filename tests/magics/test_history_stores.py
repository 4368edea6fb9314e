"""`jp.history()` and `%perf history` over stores as they may be found: empty, damaged, large."""

import json
from datetime import UTC, datetime

import pytest

import jupyter_perf as jp
from jupyter_perf.magics.history import history
from jupyter_perf.records import store as module
from jupyter_perf.records.database import FileDatabase
from jupyter_perf.records.rows import insert, row_of

MANY = 20_000


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    module._opened.cache_clear()
    yield tmp_path / "results.sqlite"
    module._opened.cache_clear()


def test_an_empty_store(file):
    assert len(jp.history()) == 0
    assert list(jp.history().columns[:3]) == ["id", "created", "kind"]
    assert history([])["text/plain"] == "0 runs"


@pytest.mark.parametrize(
    "content", [b"not a database" * 500, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_damaged_store_is_set_aside_and_said(file, content):
    file.write_bytes(content)
    assert len(jp.history()) == 0
    shown = history([])["text/plain"]
    assert "was set aside as" in shown
    (kept,) = file.parent.glob("*.damaged-*")
    assert kept.read_bytes() == content
    module.store().remember(None, "refinement", json.dumps({"source": "x = 1"}))
    assert list(jp.history()["title"]) == ["x = 1"]


def test_a_store_that_cant_be_opened_is_said(file):
    file.mkdir()
    assert len(jp.history()) == 0
    assert "in memory only" in history([])["text/plain"]


@pytest.mark.slow
def test_a_large_store(file):
    module.store()
    row = row_of(None, "refinement", json.dumps({"source": "for row in rows: pass"}))
    with FileDatabase(file).transaction(write=True) as connection:
        for number in range(MANY):
            row.columns["id"] = f"{number:020}"
            row.columns["created"] = datetime.fromtimestamp(number, UTC).isoformat()
            insert(connection, row)
    shown = history([])["text/plain"].splitlines()
    assert shown[0] == f"{MANY:,} runs, the first 20 shown"
    assert len(shown) == 21
    frame = jp.history()
    assert len(frame) == MANY
    assert frame["created"].is_monotonic_decreasing
    assert len(jp.history(search="rows", limit=5)) == 5
