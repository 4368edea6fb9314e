import json

import pytest

from jupyter_perf.records import keeping
from jupyter_perf.records.store import Store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "results.sqlite"


@pytest.fixture
def store(file):
    return Store(file)


@pytest.fixture(autouse=True)
def _settings_as_they_were():
    before = keeping.chosen()
    yield
    keeping.choose(before)


@pytest.fixture
def refinement():
    """The JSON of a refinement of `source`, as far as the records read it."""

    def make(source="x = 1", ratio=None, **more):
        best = None
        if ratio is not None:
            timing = {"ratio": ratio, "interval": [ratio - 1, ratio + 1], "decision": "faster"}
            best = {"kind": "Faster", "candidate": {"code": source + "  # fast"}, "timing": timing}
        return json.dumps(
            {
                "version": 1,
                "source": source,
                "code": source,
                "best": best,
                "verdicts": [best] if best else [],
                "reason": None,
                "stopped": "",
                "searched_seconds": 1.5,
                "versions": {"python": "3.11.7", "jupyter-perf": "0.1"},
                **more,
            }
        )

    return make
