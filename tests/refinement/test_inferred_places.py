"""What functions that look for places and choices give: as inferred, and as numpy gives it."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest

from jupyter_perf.refinement.facts import Facts
from jupyter_perf.refinement.source import Source
from jupyter_perf.refinement.vectorise.inferred import type_of
from jupyter_perf.refinement.vectorise.types import Many, type_of_value

SPACE: dict[str, Any] = {
    "np": np,
    "x": np.array([3.5, np.nan, -1.0, 2.5]),
    "n": np.array([3, -1, 2, 7]),
    "g": np.array([[1.0, 2.0], [4.0, -3.0]]),
    "xs": [2.5, 1.0, 9.0],
    "edges": np.array([0.0, 2.0, 4.0]),
}
KNOWN = """
np.argsort(x)
np.argsort(-n, kind="stable")
np.argsort(x).tolist()
x.argsort()
n.argmax()
np.argmin(g)
list(np.argsort(n))
list(np.argsort(n)).pop(0)
np.argsort(n).tolist().pop()
np.flatnonzero(x > 1)
np.digitize(x, edges)
np.digitize(g, edges, right=True)
np.searchsorted(edges, x)
np.searchsorted(edges, 2.5, side="right")
np.where(x > 1, 1, 0)
np.where(x > 1, x, 0)
np.where(g > 1, g, -g)
np.clip(x, 0, 2.5)
np.clip(n, 0, 5)
np.isnan(x)
np.floor(g)
np.round(x, 1)
np.hypot(x, x)
np.arctan2(x, 2)
""".strip().splitlines()
UNKNOWN = """
np.argsort(g)
np.argmax(g, axis=0)
np.where(x > 1)
np.where(x > 1, x, "low")
np.where(g > 1, x[:2], 0)
np.clip(n, 0.5, 5)
np.clip(n, np.int8(0), 5)
np.floor(n)
np.isnan(n)
np.hypot(x, g[0, 0] + x)
""".strip().splitlines()


def _inferred(text: str) -> Any:
    source = f"found = {text}\n"
    facts = Facts(Source(source), SPACE)
    (stmt,) = facts.source.all(ast.Assign)
    return type_of(stmt.value, facts)


def _real(text: str) -> Any:
    value = eval(text, dict(SPACE))
    if type(value) is list and type(value[0]) is int:
        return Many("list", "int")
    return type_of_value(value)


@pytest.mark.parametrize("text", KNOWN)
def test_what_is_inferred_is_what_numpy_gives(text: str) -> None:
    inferred = _inferred(text)
    assert inferred is not None
    assert inferred == _real(text)


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_isnt_sure_is_left_open_or_right(text: str) -> None:
    inferred = _inferred(text)
    if inferred is not None:
        assert inferred == _real(text)


def test_columns_of_pandas_stay_columns() -> None:
    pd = pytest.importorskip("pandas")
    space = {**SPACE, "s": pd.Series([1.5, 2.5])}
    facts = Facts(Source("found = np.floor(s)\n"), space)
    (stmt,) = facts.source.all(ast.Assign)
    found = type_of(stmt.value, facts)
    assert not (isinstance(found, Many) and found.form == "array")
