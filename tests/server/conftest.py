"""A real server on loopback, with its own folders, and its root beside them."""

import json

import pytest
from pytest_jupyter.jupyter_server import *  # noqa: F403  (fixtures, which need each other)

from jupyter_perf.records import store as module
from jupyter_perf.records.store import About, store


@pytest.fixture
def jp_server_config(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "records"))
    module._opened.cache_clear()
    yield {"ServerApp": {"jpserver_extensions": {"jupyter_perf": True}}}
    module._opened.cache_clear()


@pytest.fixture
def hostile():
    """Text that is code in HTML, templates, formats, SQL or a shell."""
    return "<img src=x onerror=alert(1)> {{1+1}} %s %(x)s \" ' ; -- \u202e"


@pytest.fixture
def runs(jp_server_config, jp_root_dir, hostile):
    """Ids of four runs: plain, elsewhere, hostile, of another kind."""
    timing = {"ratio": 8.0, "interval": [7.0, 9.0], "decision": "faster"}
    texts = [
        {"source": "total = sum(x)", "best": {"timing": timing}, "searched_seconds": 2.0},
        {"source": "for row in rows: pass", "reason": "writes a file"},
        {"source": f"=cmd('{hostile}')", "best": {"timing": {**timing, "ratio": 2.0}}},
        {"source": "y = 2"},
    ]
    places = [
        About(str(jp_root_dir / "deep" / "a.ipynb"), "cell-a", {"budget": 9}),
        About("/elsewhere/b.ipynb"),
        About(str(jp_root_dir / f"{hostile.replace('/', '')}.ipynb"), hostile),
        About(),
    ]
    kinds = ["refinement", "refinement", "refinement", "estimate"]
    return [
        store().remember(None, kind, json.dumps(text), about)
        for kind, text, about in zip(kinds, texts, places, strict=True)
    ]
