"""Scalars of a value by the part that they play, also where there are very many parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.sandbox.vary import call_variants
from jupyter_perf.sandbox.vary.columns import MOST_COLUMNS, columns, read, readings, replace

NESTED: list[tuple[str, dict[str, Any]]] = [
    ("a", {"n": 1, "x": 2.5, "sub": [1, 2, 3]}),
    ("b", {"n": 4, "x": 0.5, "sub": []}),
]


def tree(depth: int, width: int) -> dict[str, Any]:
    """Folders in folders, as dictionaries: each file and folder plays a part of its own."""
    found: dict[str, Any] = {f"file{at}": at for at in range(width)}
    if depth:
        found |= {f"folder{at}": tree(depth - 1, width) for at in range(width)}
    return found


@pytest.mark.parametrize(
    "value",
    [NESTED, [1, 2, 3], 7, "text", np.arange(6.0).reshape(2, 3), pd.Series(["a", "b"]),
     pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), {1: "a", 2: "b"}, (1, "a", None), {3, 1, 2}],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_one_walk_reads_what_many_do(value: object) -> None:
    found = readings("v", value)
    assert [column for column, _ in found] == columns("v", value)
    assert [(c, list(s)) for c, s in found] == [(c, read(value, c)) for c, _ in found]


def test_a_tree_has_no_more_columns_than_can_be_varied() -> None:
    value = tree(3, 4)
    found = readings("v", value)
    assert len(found) == MOST_COLUMNS < len(readings("v", value, None))
    column, scalars = found[-1]
    changed = replace(value, column, [-x for x in scalars])
    assert read(changed, column) == [-x for x in scalars]
    assert call_variants([((value,), {})], 8, 1)
