"""Arrays and tables: dtypes and shapes first, then the first element that differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..encode.form import Column, Node
from . import show
from .items import first_unequal, item, items, numbers
from .result import Difference, Differs, Path

if TYPE_CHECKING:
    from .walk import Pair, Walk

ROW = "row"
PIXEL = "pixel"


def array(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    """dtype, shape, whether it can be written to, elements."""
    (words_a, wire_a, shape_a, writeable_a), (words_b, wire_b, shape_b, writeable_b) = a[3], b[3]
    if words_a != words_b or wire_a != wire_b:
        words = f"is {words_b}, was {words_a}"
        raise Differs(path, words, words, Difference.TYPE)
    if shape_a != shape_b:
        _shapes_differ(path, shape_a, shape_b)
    if a[2] and writeable_a and not writeable_b:
        words = "is read-only; it could be written to"
        raise Differs(path, words, words, Difference.ALIASING)
    x, y = a[4][0], b[4][0]
    if not wire_a:
        return items(walk, x, y, lambda at: _item_path(path, at, shape_a))
    if wire_a == "raw":
        _raw(walk, x, y, path)
    else:
        _elements(walk, x, y, path, shape_a)
    return iter(())


def _shapes_differ(path: Path, was: list[int], now: list[int]) -> None:
    if path.label == ROW and len(was) == len(now) == 1:
        words = f"has {now[0]} rows, had {was[0]}"
    else:
        words = f"has shape {tuple(now)}, had {tuple(was)}"
    raise Differs(path, words, words, Difference.SHAPE)


def _raw(walk: Walk, x: Column, y: Column, path: Path) -> None:
    if bytes(walk.a.buffers[x[1]]) != bytes(walk.b.buffers[y[1]]):
        raise Differs(path, "its bytes differ", "its bytes differ", Difference.VALUE)


def _elements(walk: Walk, x: Column, y: Column, path: Path, shape: list[int]) -> None:
    wrong = (
        first_unequal(walk, x, y)
        if x[0] == y[0]
        else walk.tolerance.first_unequal(numbers(walk.a, x), numbers(walk.b, y))
    )
    if wrong is None:
        return
    if path.label == PIXEL:
        _pixels(walk, x, y, path, shape)
    was = show.element(item(walk.a, x, wrong))
    now = show.element(item(walk.b, y, wrong))
    at = _item_path(path, wrong, shape)
    if at.label == ROW:
        walk.values_differ(path, was, now, f"row {wrong}")
    walk.values_differ(at, was, now)


def _pixels(walk: Walk, x: Column, y: Column, path: Path, shape: list[int]) -> None:
    unequal = numbers(walk.a, x) != numbers(walk.b, y)
    channels = shape[-1] if len(shape) > 2 and shape[-1] else 1
    count = int(unequal.reshape(-1, channels).any(axis=1).sum())
    words = f"{count} of {unequal.size // channels} pixels differ"
    raise Differs(path, words, words, Difference.VALUE)


def _item_path(path: Path, at: int, shape: list[int]) -> Path:
    if not shape:
        return path
    if path.label == ROW and len(shape) == 1:
        return path.down(f", row {at}", None, ROW)
    places: list[str] = []
    for side in reversed(shape):
        at, place = divmod(at, side)
        places.append(str(place))
    return path.down(f"[{', '.join(reversed(places))}]")


def frame(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    """Tables and single columns: labels, dtypes, rows, index, attrs, data."""
    labelled = a[1] != "pandas.Series"
    names = _labels(walk, a, b, path) if labelled else []
    _dtypes(a, b, path, names)
    if a[3][0] != b[3][0]:
        was, now = next((x, y) for x, y in zip(a[3][0], b[3][0], strict=False) if x != y)
        raise Differs(path, f"has {now}, had {was}", f"has {now}, had {was}", Difference.SHAPE)
    last = ".columns" if labelled else ".name"
    for x, y, step in zip(a[4][1][1], b[4][1][1], (".index", ".attrs", last), strict=True):
        yield x, y, path.down(step, None, ROW if step == ".index" else "")
    for at, (x, y) in enumerate(zip(a[4][2][1], b[4][2][1], strict=True)):
        yield x, y, path.down(f"[{names[at]}]" if names else "", None, ROW)


def _labels(walk: Walk, a: Node, b: Node, path: Path) -> list[str]:
    """The labels of the columns in words; raises Differs where they aren't the same."""
    was = [show.value(walk.a, child) for child in _children(walk.a, a)]
    now = [show.value(walk.b, child) for child in _children(walk.b, b)]
    for name in was:
        if name not in now:
            words = f"column {name} is missing"
            raise Differs(path, words, words, Difference.MISSING)
    for name in now:
        if name not in was:
            words = f"column {name} is new"
            raise Differs(path, words, words, Difference.MISSING)
    if was != now:
        words = f"columns are {_listed(now)}, were {_listed(was)}"
        raise Differs(path, words, words, Difference.ORDER)
    return was


def _children(encoded: Any, node: Node) -> list[Any]:
    return show.atoms(node[4][0], encoded)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def _dtypes(a: Node, b: Node, path: Path, names: list[str]) -> None:
    for at, (was, now) in enumerate(zip(a[3][1], b[3][1], strict=True)):
        if was != now:
            where = f"column {names[at]} " if names else ""
            words = f"{where}is {now}, was {was}"
            raise Differs(path, words, words, Difference.TYPE)
