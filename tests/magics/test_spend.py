"""`%perf spend` over recorded runs."""

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.magics import spend as module
from jupyter_perf.magics.spend import spend
from jupyter_perf.records import store as records
from jupyter_perf.records.spend import Line, Spend
from jupyter_perf.records.store import About, store
from jupyter_perf.views.spend import spend_table

HOSTILE = "<b onclick=alert(1)>\x1b[31m"


@pytest.fixture
def runs(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    records._opened.cache_clear()
    for notebook, model, tokens, usd in (
        ("/n/a.ipynb", "gpt-5.4", 12_000, 0.25),
        ("/n/a.ipynb", "own", 300, None),
        ("/n/b.ipynb", HOSTILE, 10, 0.004),
    ):
        about = About(notebook, None, {"model": model}, tokens, usd)
        store().remember(None, "refinement", '{"source": "total = 1"}', about)
    yield
    records._opened.cache_clear()


def test_sums_and_runs(runs):
    text = spend([])["text/plain"]
    assert text.startswith("at least $0.25: 3 runs, 12,310 tokens\n")
    assert "gpt-5.4  1  12,000  $0.25" in text
    assert "own  1  300  price unknown" in text
    assert "/n/a.ipynb  2  12,300  at least $0.25" in text
    assert "total = 1  12,000  $0.25" in text
    assert "bills are what counts" in text


def test_of_one_notebook(runs, monkeypatch):
    text = spend(["--notebook", "b.ipynb"])["text/plain"]
    assert text.startswith("$0.0040 for b.ipynb: 1 run, 10 tokens")
    assert "/n/b.ipynb  " not in text, "a table of one notebook says nothing"

    class Here:
        def notebook(self):
            return "/n/a.ipynb"

    monkeypatch.setattr(module, "whereabouts", Here)
    assert spend(["--here", "--limit", "1"])["text/plain"].startswith("at least $0.25 for a.ipynb")
    monkeypatch.setattr(Here, "notebook", lambda self: "")
    with pytest.raises(UsageError, match="--notebook"):
        spend(["--here"])


def test_hostile_names_are_text(runs):
    shown = spend([])
    assert "<b onclick" not in shown["text/html"]
    assert "\x1b" not in shown["text/plain"] + shown["text/html"]


def test_nothing_yet_and_a_note():
    shown = spend_table(Spend(Line("")), None, "results are kept in memory only")
    assert shown["text/plain"].splitlines() == [
        "Nothing was spent on models yet.",
        "results are kept in memory only",
    ]
    assert "memory only" in shown["text/html"]


@pytest.mark.parametrize(
    "words", [["--limit", "x"], ["--limit", "-1"], ["--here", "--notebook", "n"], ["more"]]
)
def test_wrong_options_are_said(runs, words):
    with pytest.raises(UsageError):
        spend(words)
