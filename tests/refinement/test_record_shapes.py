"""What is known of records: objects with fields, and dicts whose fields are set."""

from __future__ import annotations

import ast
from collections import namedtuple
from dataclasses import dataclass

import pytest

from jupyter_perf.refinement import shapes
from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.shapes import within
from jupyter_perf.refinement.shaping import shapes_of
from jupyter_perf.refinement.source import Source

Trade = namedtuple("Trade", "symbol price")


@dataclass
class Stop:
    route: str
    minute: int


@dataclass
class Odd:
    minute: int

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


SPACE = {
    "stops": [Stop("a", 3), Stop("b", 4)],
    "trades": [Trade("x", 1.5)],
    "odd": [Odd(3)],
    "items": [{"sku": "a", "stock": 3, "seen": None}, {"sku": "b", "stock": 4, "seen": None}],
}


def _last(code: str) -> shapes.Shapes | None:
    facts = Facts(Source(code), SPACE)
    end = facts.source.tree.body[-1]
    assert isinstance(end, ast.Expr)
    return shapes_of(end.value, facts)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("for s in stops:\n    k = s.route\nk", "str"),
        ("stops[0].minute", "int"),
        ("[t.price for t in trades][0]", "float"),
        ("for item in items:\n    item['stock'] += 1\nitems[0]['stock']", "int"),
        ("for item in items:\n    item['seen'] = 'x'\nitems[0]['sku']", "str"),
        ("for item in items:\n    item['stock'] = 1\n    k = item['sku']\nk", "str"),
        ("for item in items:\n    best, least = item, 3\nitems[0]['sku']", "str"),
    ],
)
def test_a_field_is_known(code, kind):
    assert within(_last(code), kind)


def test_a_field_that_is_set_may_hold_both():
    found = _last("for item in items:\n    item['seen'] = 'x'\nitems[0]['seen']")
    assert {shape.kind for shape in found or ()} == {"str", "NoneType"}


@pytest.mark.parametrize(
    "code",
    [
        "for s in stops:\n    s.minute = None\nstops[0].minute",
        "for s in stops:\n    setattr(s, 'minute', None)\nstops[0].minute",
        "odd[0].minute",
        "stops[0].name",
        "for item in items:\n    item['seen'] = []\nitems[0]['sku']",
        "for item in items:\n    item.update(sku=3)\nitems[0]['sku']",
        "for item in items:\n    other = item\n    other['sku'] = 3\nitems[0]['sku']",
        "for item in items:\n    n, other = 3, item\n    other['sku'] = 3\nitems[0]['sku']",
        "for item in items:\n    *n, other = 3, item\n    other['sku'] = 3\nitems[0]['sku']",
        "for x in items:\n    n, (other, m) = 3, (x, 4)\n    other['sku'] = 3\nitems[0]['sku']",
    ],
)
def test_a_field_that_may_have_changed_is_unknown(code):
    assert not _last(code)
