"""What is known of functions that the user imported from modules of their own."""

from __future__ import annotations

import ast
import importlib
import sys

import pytest

from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.source import Source

MODULE = """
import math
from math import sqrt

SCALE = 3.5
SEEN = []
FEES = {"a": 1.5, "b": 2}
STEPS = [(0, 1), (10, 2)]


def far(a, b):
    return SCALE * math.hypot(a - b, 1.0) + sqrt(4)


def nearest(a, places):
    return min(far(a, p) for p in places)


def fee(kind, n):
    return max(FEES[kind] * k for low, k in STEPS if n >= low)


def remembered(a):
    return len(SEEN) + a


def noted(a):
    SEEN.append(a)
    return a


def told(a):
    return noted(a)


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    (tmp_path / "places_of_mine.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("places_of_mine")
    del sys.modules["places_of_mine"]


def pure(text, name, module, **namespace):
    facts = Facts(Source(text), {name: getattr(module, name), **namespace})
    body = facts.definition(name)
    return body is not None and facts.pure(body)


@pytest.mark.parametrize("name", ["far", "nearest", "count", "fee"])
def test_names_mean_what_they_mean_in_the_module(module, name):
    assert pure(f"x = {name}(1)", name, module)


def test_a_table_of_the_module_counts_as_read(module):
    facts = Facts(Source("fee('a', 1)"), {"fee": module.fee})
    assert {"FEES", "STEPS"} <= facts.purity(facts.definition("fee")).globals


@pytest.mark.parametrize("name", ["remembered", "noted", "told"])
def test_what_its_module_may_change_makes_a_function_impure(module, name):
    assert not pure(f"x = {name}(1)", name, module)


@pytest.mark.parametrize(
    ("text", "namespace"),
    [
        ("SCALE = 2\nx = far(1, 2)", {}),
        ("x = far(1, 2)", {"SCALE": 2.0}),
        ("import statistics as math\nx = far(1, 2)", {}),
    ],
)
def test_a_function_is_unknown_where_its_names_mean_something_else(module, text, namespace):
    assert not pure(text, "far", module, **namespace)


def test_the_same_module_under_the_same_name_does_no_harm(module):
    assert pure("import math\nx = far(1, 2)", "far", module)


def test_what_is_handed_to_a_pure_function_stays_as_it_is(module):
    facts = Facts(
        Source("for p in other:\n    x = nearest(p, places)"),
        {"nearest": module.nearest, "places": [1.0], "other": [2.0]},
    )
    assert "places" not in facts.changed(facts.source.all(ast.For)[0])
