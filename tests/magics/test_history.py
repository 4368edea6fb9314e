"""`jp.history()` and `%perf history` over runs that a kernel recorded."""

import csv
import json

import pytest

import jupyter_perf as jp
from jupyter_perf.errors import UsageError
from jupyter_perf.magics.config import JupyterPerf
from jupyter_perf.magics.history import history
from jupyter_perf.records import keeping
from jupyter_perf.records import store as module
from jupyter_perf.records.store import About, store
from jupyter_perf.views.history import run_table

HOSTILE = "<b onclick=alert(1)>\x1b[31m"


@pytest.fixture
def runs(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    module._opened.cache_clear()
    best = {"timing": {"ratio": 8.0, "interval": [7.0, 9.0]}}
    for result, notebook in (
        ({"source": "total = 1", "best": best, "searched_seconds": 2}, "a.ipynb"),
        ({"source": "x = 2", "reason": "writes a file"}, "/home/ann/b.ipynb"),
        ({"source": "y = 3"}, f"{HOSTILE}.ipynb"),
    ):
        store().remember(None, "refinement", json.dumps(result), About(notebook))
    yield
    module._opened.cache_clear()


def test_history_is_a_frame(runs):
    frame = jp.history()
    assert list(frame["title"]) == ["y = 3", "x = 2", "total = 1"]
    assert str(frame["created"].dtype).startswith("datetime64")
    assert frame["ratio"].iloc[2] == 8.0
    assert frame["ratio"].isna().sum() == 2
    assert list(jp.history(search="total")["notebook"]) == ["a.ipynb"]
    empty = jp.history(kind="nothing")
    assert len(empty) == 0
    assert empty["ratio"].dtype == frame["ratio"].dtype
    with pytest.raises(UsageError, match="sort"):
        jp.history(sort="colour")


def test_the_list_shows_ratios_with_their_intervals(runs):
    shown = history(["--limit", "2", "--sort", "ratio"])["text/plain"].splitlines()
    assert shown[0] == "3 runs, the first 2 shown"
    assert "faster  8.00× (7.00–9.00×)  a.ipynb  total = 1" in shown[1]
    assert len(shown) == 3
    assert "b.ipynb" in history(["--notebook", "ann/b.ipynb"])["text/plain"]
    assert history(["--search", "nothing like it"])["text/plain"] == "0 runs"


def test_hostile_names_are_text(runs):
    shown = history([])
    assert "<b onclick" not in shown["text/html"]
    assert "\x1b" not in shown["text/plain"] + shown["text/html"]


def test_a_note_is_shown():
    shown = run_table([], 0, "results are kept in memory only: the disk is full")
    assert "disk is full" in shown["text/plain"]
    assert "disk is full" in shown["text/html"]


def test_all_that_match_go_to_a_file(runs, tmp_path):
    file = tmp_path / "runs.csv"
    assert history(["--outcome", "faster", "--csv", str(file)]) == f"1 run written to {file}"
    with file.open(newline="") as rows:
        assert [row["title"] for row in csv.DictReader(rows)] == ["total = 1"]
    with pytest.raises(UsageError, match="can't be written"):
        history(["--csv", str(tmp_path / "no" / "runs.csv")])


@pytest.mark.parametrize("words", [["--limit", "x"], ["--limit", "-3"], ["--colour"], ["more"]])
def test_wrong_options_are_said(words):
    with pytest.raises(UsageError):
        history(words)


def test_the_settings_rule_the_records():
    before = keeping.chosen()
    try:
        settings = JupyterPerf(history_days=3.0)
        assert keeping.chosen() == before
        settings.rule_history()
        assert keeping.chosen().days == 3.0
        settings.history = False
        assert "JupyterPerf.history" in keeping.is_off()
    finally:
        keeping.choose(before)


def test_a_search_in_a_kernel_is_in_the_history(kernel):
    kernel.run("%%refine\nx = 1 + 1")
    assert "x = 1 + 1" in kernel.run("%perf history --limit 1").shown
    assert kernel.run("import jupyter_perf as jp; len(jp.history())").value == "1"
    assert "Usage" in kernel.run("%perf history --colour").printed
