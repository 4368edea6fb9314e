"""Values that have rows, and taking some of them along every axis that has that length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.kinds import is_array, is_frame, is_series

if TYPE_CHECKING:
    import numpy as np

FLOOR = 32
"""What has fewer rows is never cut: it costs little, and is often a table of parameters."""
LEAST_KEPT = 8


def length(value: Any) -> int | None:
    """Number of rows; lines for text of several lines; None for what has none."""
    if is_frame(value) or is_series(value) or is_array(value):
        return len(value)
    if type(value) in (list, tuple, dict, set, frozenset):
        return len(value)
    if type(value) is str:
        lines = value.count("\n")
        return lines if lines >= FLOOR else len(value)
    return None


def listing(value: Any) -> list[Any] | None:
    """What rows of this value are known by, in their order, where it can't be indexed by position:
    keys, elements or lines. None where it can, and for a text that is no lines."""
    if type(value) is dict:
        return list(value)
    if type(value) in (set, frozenset):
        return _ordered(value)
    if type(value) is str and value.count("\n") >= FLOOR:
        return value.splitlines(keepends=True)
    return None


def take(
    value: Any,
    rows: int,
    at: np.ndarray,
    listed: list[Any] | None = None,
    graph: bool | None = None,
) -> Any:
    """Return the rows at positions `at` of a value whose length is `rows`; index labels stay, but
    where they number the rows, which they then still do.

    Arrays and square lists of lists are cut along every axis of that length. `listed` is the
    value's `listing`, and `graph` what `is_graph` says of it, where that's known already: the rows
    that aren't taken are then not looked at.
    """
    if is_frame(value) or is_series(value):
        taken = value.iloc[at]
        return taken.reset_index(drop=True) if _is_numbered(value.index) else taken
    if is_array(value):
        for axis, size in enumerate(value.shape):
            if size == rows:
                value = value.take(at, axis=axis)
        return value
    if listed is None:
        listed = listing(value)
    if type(value) is dict:
        return _take_dict(value, at, listed or [], is_graph(value) if graph is None else graph)
    if type(value) is str:
        return _take_text(value, at, listed)
    items = value if listed is None else listed
    inner = [items[i] for i in at.tolist()]
    if type(value) is list and all(type(x) is list and len(x) == rows for x in value):
        columns = at.tolist()
        return [[row[j] for j in columns] for row in inner]
    return type(value)(inner)


def cuts_axis(value: Any, rows: int) -> bool:
    """True for an array that has an axis of that length other than its first."""
    return is_array(value) and rows in value.shape[1:] and len(value) != rows


def take_axis(value: Any, rows: int, at: np.ndarray) -> Any:
    """Cut the later axes of an array; see `cuts_axis`."""
    for axis, size in enumerate(value.shape):
        if axis and size == rows:
            value = value.take(at, axis=axis)
    return value


def _is_numbered(index: Any) -> bool:
    import pandas as pd

    return isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1


def is_graph(value: Any) -> bool:
    """Whether it's an adjacency dictionary: the neighbours of each key, all of them keys."""
    if type(value) is not dict or not all(type(x) in (list, set, tuple) for x in value.values()):
        return False
    return any(value.values()) and all(_in_keys(x, value) for x in value.values())


def _take_dict(
    value: dict[Any, Any], at: np.ndarray, keys: list[Any], graph: bool
) -> dict[Any, Any]:
    """Some items; neighbours in an adjacency dictionary that are gone go from the others' too."""
    kept = {keys[i]: value[keys[i]] for i in at.tolist()}
    if graph:
        return {k: type(x)(y for y in x if y in kept) for k, x in kept.items()}
    return kept


def _in_keys(elements: Any, keys: dict[Any, Any]) -> bool:
    try:
        return all(x in keys for x in elements)
    except TypeError:  # an element that can't be hashed is no key
        return False


def _take_text(value: str, at: np.ndarray, lines: list[str] | None) -> str:
    """Lines where there are many, with the first one (a header, often); else a beginning."""
    if lines is None:
        return value[: len(at)]
    return "".join(lines[i] for i in sorted({0, *at.tolist()}))


def _ordered(value: Any) -> list[Any]:
    """Elements of a set in an order that is the same in every process, where there is one."""
    try:
        return sorted(value)
    except TypeError:
        return sorted(value, key=repr)
