"""A notebook that is renamed or moved while its kernel runs."""

import json

import pytest

from jupyter_perf.magics.whereabouts import Whereabouts
from jupyter_perf.records import store as module
from jupyter_perf.records.store import About, Query, store


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The file browser's root, with `deep/a.ipynb`, whose kernel this is."""
    notebook = tmp_path / "root" / "deep" / "a.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.touch()
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "records"))
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    module._opened.cache_clear()
    yield tmp_path / "root"
    module._opened.cache_clear()


def found(**filters):
    return [row["title"] for row in store().summaries(Query(**filters))]


def remember(notebook, source):
    store().remember(None, "refinement", json.dumps({"source": source}), About(str(notebook)))


def test_runs_follow_a_notebook_to_its_new_name(root):
    place = Whereabouts()
    place.hear({"path": "deep/a.ipynb", "was": ""})
    before, now = root / "deep" / "a.ipynb", root / "other" / "b c.ipynb"
    assert place.notebook() == str(before)
    remember(before, "old = 1")
    now.parent.mkdir()
    before.rename(now)
    place.hear({"path": "other/b c.ipynb", "was": "deep/a.ipynb"})
    assert place.notebook() == str(now)
    assert place.latest(str(before)) == str(now)
    remember(place.latest(str(before)), "new = 2")
    assert found(notebook=str(now)) == ["new = 2", "old = 1"]
    assert found(notebook=str(before)) == []
    assert found(search="b c.ipynb") == ["new = 2", "old = 1"]
    assert found(search="deep") == []
    third = root / "c.ipynb"
    now.rename(third)
    place.hear({"path": "c.ipynb", "was": "other/b c.ipynb"})
    assert place.latest(str(before)) == place.latest(str(now)) == str(third)
    third.rename(before)
    place.hear({"path": "deep/a.ipynb", "was": "c.ipynb"})
    assert place.latest(str(before)) == place.latest(str(third)) == str(before)
    assert found(notebook=str(before)) == ["new = 2", "old = 1"]


def test_a_copy_leaves_the_runs_where_they_were(root):
    place = Whereabouts()
    before, copy = root / "deep" / "a.ipynb", root / "deep" / "copy.ipynb"
    remember(before, "old = 1")
    copy.touch()
    place.hear({"path": "deep/copy.ipynb", "was": "deep/a.ipynb"})
    assert place.notebook() == str(copy)
    assert found(notebook=str(before)) == ["old = 1"]


def test_a_page_that_connects_after_the_notebook_was_renamed(root):
    place = Whereabouts()
    (root / "deep" / "a.ipynb").rename(root / "deep" / "b.ipynb")
    place.hear({"path": "deep/b.ipynb", "was": ""})
    assert place.notebook() == str(root / "deep" / "b.ipynb")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"path": None},
        {"path": 3, "was": []},
        {"path": ""},
        {"path": "x" * 5000},
        {"path": "a\0b"},
        {"path": "x" * 300},
        {"path": "\ud800.ipynb"},
        {"path": "elsewhere.ipynb"},
        {"path": "../../../../../../../../etc"},
        {"path": "deep/a.ipynb", "was": {"a": 1}},
    ],
)
def test_what_makes_no_sense_changes_nothing(root, data):
    place = Whereabouts()
    place.hear(data)
    assert place.notebook() == str(root / "deep" / "a.ipynb")
    assert place.latest("x") == "x"


@pytest.mark.parametrize("begun", ["", "relative.ipynb"])
def test_without_an_absolute_path_it_stays_as_it_was_told(root, monkeypatch, begun):
    monkeypatch.setenv("JPY_SESSION_NAME", begun)
    place = Whereabouts()
    place.hear({"path": "deep/a.ipynb", "was": ""})
    assert place.notebook() == begun


def test_the_next_record_has_the_new_name(kernel, front, tmp_path):
    old, new = tmp_path / "old.ipynb", tmp_path / "new.ipynb"
    new.touch()
    kernel.run(f"import os; os.environ['JPY_SESSION_NAME'] = {str(old)!r}")
    try:
        front.say({"type": "notebook", "path": "new.ipynb", "was": "old.ipynb"})
        kernel.run("%%refine --wait\nx = 1 + 2")
        kernel.run("from jupyter_perf.records.store import store, Query")
        assert kernel.run("store().summaries(Query())[0]['notebook']").value == repr(str(new))
    finally:
        kernel.run(
            "del os.environ['JPY_SESSION_NAME']\n"
            "from jupyter_perf.magics.whereabouts import whereabouts; whereabouts()._told = ''"
        )
