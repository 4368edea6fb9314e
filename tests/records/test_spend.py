"""What models cost: sums by notebook, model and month, from the file and from memory."""

import sqlite3
import threading

import pytest

from jupyter_perf.records import rows
from jupyter_perf.records.spend import Line, Spend, merged
from jupyter_perf.records.store import About, Query, Store

RUNS = [
    # month, notebook, model, tokens, US dollars
    ("2026-09", "/n/a.ipynb", "gpt-5.4", 1000, 0.25),
    ("2026-10", "/n/a.ipynb", "gpt-5.4", 2000, 0.5),
    ("2026-10", "/n/b.ipynb", "qwen2.5-coder:7b", 4000, 0.0),
    ("2026-11", "/n/b.ipynb", "own", 300, None),
    ("2026-11", "", None, 7, None),
    ("2026-11", "/n/c.ipynb", "gpt-5.4", None, None),  # rules alone
]


@pytest.fixture
def spent(store, refinement, monkeypatch):
    """A store of these runs."""
    for month, notebook, model, tokens, usd in RUNS:
        monkeypatch.setattr(rows, "now", lambda month=month: f"{month}-15T12:00:00+00:00")
        options = {} if model is None else {"model": model, "engine": "llm"}
        about = About(notebook, None, options, tokens, usd)
        store.remember(None, "refinement", refinement(f"x = '{month}'"), about)
    return store


def by_name(lines):
    return {line.name: (line.runs, line.tokens, line.usd, line.unpriced) for line in lines}


def test_sums(spent):
    found = spent.spent(Query())
    assert found.total == Line("", 5, 7307, 0.75, 2)
    assert by_name(found.notebooks) == {
        "/n/a.ipynb": (2, 3000, 0.75, 0),
        "/n/b.ipynb": (2, 4300, 0.0, 1),
        "": (1, 7, None, 1),
    }
    assert by_name(found.models) == {
        "gpt-5.4": (2, 3000, 0.75, 0),
        "qwen2.5-coder:7b": (1, 4000, 0.0, 0),
        "own": (1, 300, None, 1),
        "": (1, 7, None, 1),
    }
    assert by_name(found.months) == {
        "2026-09": (1, 1000, 0.25, 0),
        "2026-10": (2, 6000, 0.5, 0),
        "2026-11": (2, 307, None, 2),
    }
    assert [line.name for line in found.months] == ["2026-11", "2026-10", "2026-09"]
    assert found.notebooks[0].name == "/n/a.ipynb", "what cost most comes first"
    assert [run["tokens"] for run in found.runs] == [7, 300, 4000, 2000, 1000]
    assert found.runs[2]["model"] == "qwen2.5-coder:7b"


def test_of_one_notebook(spent):
    found = spent.spent(Query(notebook="b.ipynb", limit=1))
    assert found.total == Line("", 2, 4300, 0.0, 1)
    assert len(found.runs) == 1
    assert spent.spent(Query(notebook="none.ipynb")).total == Line("")


def test_nothing_spent(store):
    assert store.spent(Query()) == Spend(Line(""))


def test_in_memory_and_in_the_file(spent, file, refinement):
    kept = Store(None, note="off")
    about = About("/n/a.ipynb", None, {"model": "gpt-5.4"}, 10, 0.01)
    kept.remember(None, "refinement", refinement(), about)
    assert kept.spent(Query()).total == Line("", 1, 10, 0.01, 0)
    both = merged([spent.spent(Query()), kept.spent(Query())], 2)
    assert both.total == Line("", 6, 7317, 0.76, 2)
    assert by_name(both.notebooks)["/n/a.ipynb"] == (3, 3010, 0.76, 0)
    assert len(both.runs) == 2


def test_odd_options(spent, file):
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE runs SET options = 'no JSON' WHERE tokens = 300")
        connection.execute("""UPDATE runs SET options = '{"model": 3}' WHERE tokens = 4000""")
    connection.close()
    names = {line.name for line in spent.spent(Query()).models}
    assert names == {"gpt-5.4", "3", ""}


def test_two_at_once(spent, refinement):
    def add():
        about = About("/n/a.ipynb", None, {"model": "m"}, 1, 0.5)
        for _ in range(5):
            spent.remember(None, "refinement", refinement(), about)
            spent.spent(Query(limit=1))

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert by_name(spent.spent(Query()).models)["m"] == (10, 10, 5.0, 0)
