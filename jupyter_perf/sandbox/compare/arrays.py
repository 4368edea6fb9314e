"""Arrays and tables: dtypes and shapes first, then the first element that differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..encode.form import Column, Encoded, Node
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
        place = forms_differ(walk, words_a, words_b)
        raise Differs(path, words, place, Difference.TYPE)
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
    safe = _safe_labels(walk, walk.a, a) if labelled else []
    _dtypes(walk, a, b, path, names, safe)
    if a[3][0] != b[3][0]:
        was, now = next((x, y) for x, y in zip(a[3][0], b[3][0], strict=False) if x != y)
        place = f"has {walk.say.form(now, 'another form')}, had {walk.say.form(was, 'another')}"
        raise Differs(path, f"has {now}, had {was}", place, Difference.SHAPE)
    last = ".columns" if labelled else ".name"
    for x, y, step in zip(a[4][1][1], b[4][1][1], (".index", ".attrs", last), strict=True):
        yield x, y, path.down(step, None, ROW if step == ".index" else "")
    for at, (x, y) in enumerate(zip(a[4][2][1], b[4][2][1], strict=True)):
        step, said = (f"[{names[at]}]", f"[{safe[at]}]") if names else ("", "")
        yield x, y, path.down(step, said, ROW)


def _labels(walk: Walk, a: Node, b: Node, path: Path) -> list[str]:
    """The labels of the columns in words; raises Differs where they aren't the same."""
    was = [show.value(walk.a, child) for child in _children(walk.a, a)]
    now = [show.value(walk.b, child) for child in _children(walk.b, b)]
    for name, said in zip(was, _safe_labels(walk, walk.a, a), strict=True):
        if name not in now:
            place = f"{_column(said)} is missing"
            raise Differs(path, f"column {name} is missing", place, Difference.MISSING)
    for name, said in zip(now, _safe_labels(walk, walk.b, b), strict=True):
        if name not in was:
            place = f"{_column(said)} is new"
            raise Differs(path, f"column {name} is new", place, Difference.MISSING)
    if was != now:
        words = f"columns are {_listed(now)}, were {_listed(was)}"
        raise Differs(path, words, "its columns are in another order", Difference.ORDER)
    return was


def _safe_labels(walk: Walk, encoded: Encoded, node: Node) -> list[str]:
    """The labels of the columns that may be sent; `column 3` in the place of any other."""
    return [
        repr(text) if (text := walk.say.text(child)) else f"column {at}"
        for at, child in enumerate(_children(encoded, node), 1)
    ]


def _column(said: str) -> str:
    return said if said.startswith("column ") else f"column {said}"


def _children(encoded: Any, node: Node) -> list[Any]:
    return show.atoms(node[4][0], encoded)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def _dtypes(walk: Walk, a: Node, b: Node, path: Path, names: list[str], safe: list[str]) -> None:
    for at, (was, now) in enumerate(zip(a[3][1], b[3][1], strict=True)):
        if was != now:
            where = f"column {names[at]} " if names else ""
            place = f"{_column(safe[at])} " if names else ""
            place += forms_differ(walk, was, now)
            raise Differs(path, f"{where}is {now}, was {was}", place, Difference.TYPE)


def forms_differ(walk: Walk, was: str, now: str) -> str:
    """Two dtypes and the like in words that may be sent."""
    before, after = (walk.say.form(form, "") for form in (was, now))
    return f"is {after or 'of another form'}, was {before or 'of another'}"
