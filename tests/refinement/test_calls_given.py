"""Rules see the arguments of calls whichever way they come."""

from __future__ import annotations

import pytest

from jupyter_perf.core.call import Call
from jupyter_perf.refinement.rules import propose
from jupyter_perf.sandbox.runners.names import CALLS_NAME

CODE = "def f(items, wanted):\n    return [x for x in wanted if items.count(x) > 1]\n"


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        (CALLS_NAME, [(([1, 2, 2], [2]), {})]),
        (CALLS_NAME, [(([1, 2, 2],), {"wanted": [2]})]),
        ("calls", [([1, 2, 2], [2])]),
        ("calls", [Call(([1, 2, 2],), {"wanted": [2]})]),
    ],
)
def test_arguments_are_known(name, calls):
    payload = {"source": CODE, "kind": "function", "entry": "f", "calls_name": name}
    assert [c["steps"] for c in propose({name: calls}, payload)] == [["count-to-counter"]]
