from pathlib import PureWindowsPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.records import query
from jupyter_perf.records.store import About, Query, Store

RUNS = [
    ("total = frame['price'].sum()", 2.0, "/home/ann/work/sales.ipynb"),
    ("for row in rows:\n    Straße += 1", None, "/home/ann/work/deep/sales.ipynb"),
    ('html = "<script>alert(1)</script>"', 9.0, "/home/ann/my_work.ipynb"),
    ('x%y_z\\ = "\'"', 4.0, ""),
]


@pytest.fixture
def filled(store, refinement):
    for source, ratio, notebook in RUNS:
        store.remember(None, "refinement", refinement(source, ratio), About(notebook, "c1"))
    store.remember(None, "estimate", '{"source": "y = 2"}')
    return store


def _found(store, **filters):
    """Indices in RUNS of what is found, in its order; 4 is the estimate."""
    titles = [source.splitlines()[0] for source, *_ in RUNS] + ["y = 2"]
    return [titles.index(row["title"]) for row in store.summaries(Query(**filters))]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", [4, 3, 2, 1, 0]),
        ("PRICE", [0]),
        ("otal", [0]),
        ("total price", [0]),
        ("price row", []),
        ("straße", [1]),
        ("sales", [1, 0]),
        ("x%y_z\\", [3]),
        ("x", [3]),
        ("y_", [3, 2]),
        ("%%%", []),
        ("___", []),
        ("<script>", [2]),
        ('""" OR *', []),
        ("script NOT alert", []),
        ("title:price", []),
        ("pri*", []),
        ("total\0price", [0]),
    ],
)
def test_words_are_looked_for_as_they_are(filled, search, found):
    assert _found(filled, search=search) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "refinement"}, [3, 2, 1, 0]),
        ({"kind": "nothing"}, []),
        ({"notebook": "/home/ann/work/sales.ipynb"}, [0]),
        ({"notebook": "sales.ipynb"}, [1, 0]),
        ({"notebook": "deep/sales.ipynb"}, [1]),
        ({"notebook": "my%work.ipynb"}, []),
        ({"outcome": "faster", "cell": "c1"}, [3, 2, 0]),
        ({"sort": "ratio"}, [2, 3, 0, 4, 1]),
        ({"sort": "ratio", "order": "asc"}, [0, 3, 2, 4, 1]),
        ({"sort": "created", "order": "asc"}, [0, 1, 2, 3, 4]),
        ({"sort": "notebook", "order": "asc", "kind": "refinement"}, [3, 2, 1, 0]),
        ({"limit": 2}, [4, 3]),
        ({"limit": 2, "offset": 3}, [1, 0]),
        ({"limit": 0}, []),
        ({"offset": 99}, []),
    ],
)
def test_filters_order_and_pages(filled, filters, found):
    assert _found(filled, **filters) == found


def test_the_count_is_of_all_pages(filled):
    assert filled.count(Query(kind="refinement", limit=1, offset=2)) == 4


@pytest.mark.parametrize(
    "filters",
    [
        {"sort": "id; DROP TABLE runs"},
        {"order": "up"},
        {"limit": -1},
        {"offset": -1},
        {"search": "x" * 501},
        {"limit": 2**60},
        {"offset": None},
        {"limit": "5"},
        {"notebook": "x" * 60_000},
        {"kind": "\ud800"},
        {"outcome": 3},
    ],
)
def test_what_makes_no_sense_is_said(filters):
    with pytest.raises(UsageError, match=next(iter(filters))):
        Query(**filters)


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_upsets_a_search(filled, search, notebook):
    wanted = Query(search=search, notebook=notebook.encode("utf-8", "ignore").decode())
    assert filled.count(wanted) == len(filled.summaries(wanted))
    assert filled.note == ""


def test_every_text_can_be_kept(refinement):
    store = Store(None)
    source = "x = '\ud800\0\U0001f600'"
    run = store.remember("k", "refinement", refinement(source), About("n\ud800.ipynb"))
    assert run is None
    (row,) = store.summaries(Query())
    assert row["notebook"] == "n\\ud800.ipynb"
    assert store.recall("k").json == refinement(source)


def test_what_no_record_can_be_named_finds_none_and_upsets_nothing(filled):
    for run in ("\ud800", "ä", "x" * 100_000, "'; DROP TABLE runs; --"):
        assert filled.get(run) is None
        assert filled.delete([run]) == 0
    assert filled.count(Query()) == 5
    assert filled.note == ""


def test_paths_of_windows_are_found_by_their_last_parts(store, refinement, monkeypatch):
    monkeypatch.setattr(query, "PurePath", PureWindowsPath)
    path = r"C:\Users\ann\deep\my_work.ipynb"
    store.remember(None, "refinement", refinement("x = 1"), About(path))
    for notebook in (path, "my_work.ipynb", "deep/my_work.ipynb", r"deep\my_work.ipynb"):
        assert store.count(Query(notebook=notebook)) == 1, notebook
    for notebook in ("work.ipynb", "eep/my_work.ipynb", r"D:\Users\ann\deep\my_work.ipynb"):
        assert store.count(Query(notebook=notebook)) == 0, notebook
