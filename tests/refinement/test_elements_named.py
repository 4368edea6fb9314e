"""What stays known of a container whose elements are gone through by name and put elsewhere."""

from __future__ import annotations

import ast

import pytest

from jupyter_perf.refinement import shapes
from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.shaping import shapes_of
from jupyter_perf.refinement.source import Source

SPACE = {
    "races": [("a", [3, 1]), ("b", [5])],
    "table": {"a": [1], "b": [2]},
    "names": ["x", "y"],
    "mixed": [("a", 1), ("b", [2])],
}


def _last(code: str) -> shapes.Shapes | None:
    facts = Facts(Source(f"out = []\n{code}"), SPACE)
    end = facts.source.tree.body[-1]
    assert isinstance(end, ast.Expr)
    return shapes_of(end.value, facts)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("for n, ts in races:\n    out.append((n, 1))\nraces[0][1][0]", "int"),
        ("for i, n in enumerate(names):\n    out.append((i, n))\nnames[0]", "str"),
        ("for k, v in table.items():\n    out.append([k, len(v)])\ntable['a'][0]", "int"),
        ("for n, (m, ts) in zip(names, races):\n    out.append((n, m))\nraces[0][1][0]", "int"),
        ("None if out else races[0][0]", "str"),
        ("best = None\nfor r in races:\n    best = r\nbest[0]", "str"),
    ],
)
def test_parts_that_cannot_change_are_put_elsewhere(code, kind):
    found = _last(code)
    assert found is not None
    assert kind in {shape.kind for shape in found}


@pytest.mark.parametrize(
    "code",
    [
        "for n, ts in races:\n    out.append((n, ts))\nraces[0][1][0]",
        "for k, v in table.items():\n    v.append('x')\ntable['a'][0]",
        "for v in table.values():\n    v[0] = 'x'\ntable['a'][0]",
        "for k, v in table.items():\n    out.append((k, v))\ntable['a'][0]",
        "for n, v in mixed:\n    out.append((n, v))\nmixed[0]",
        "for r in races:\n    out.append([r])\nraces[0]",
        "for n, ts in races:\n    out.append((n, 1))\nraces.append(([], [2]))\nraces[0][1][0]",
    ],
)
def test_parts_that_may_change_are_unknown(code):
    assert _last(code) is None
