"""Two columns of equally many items, compared packed where both are packed alike."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ..encode.form import SEQ, Child, Column, Encoded
from . import show
from .result import Difference, Differs, Path

if TYPE_CHECKING:
    from .walk import Pair, Walk

Step = Callable[[int], Path]
"""The path of the item at a position."""

_DTYPES = {"f8": "<f8", "i8": "<i8", "b1": "|b1"}


def items(walk: Walk, a: Column, b: Column, step: Step) -> Iterator[Pair]:
    """The parts of two columns that are nodes; all else is compared here; raises Differs."""
    if a[0] == "*" and b[0] == "*":
        return _inline(walk, a[1], b[1], step)
    if a[0] != b[0] or (a[0] == "np" and a[1] != b[1]):
        return _loose(walk, show.atoms(a, walk.a), show.atoms(b, walk.b), step)
    if a[0] == "rows":
        if len(a[2]) != len(b[2]):
            return _loose(walk, show.atoms(a, walk.a), show.atoms(b, walk.b), step)
        for at, (x, y) in enumerate(zip(a[2], b[2], strict=True)):
            inner = [*items(walk, x, y, lambda i, at=at: step(i).down(f"[{at}]"))]  # type: ignore[misc]
            assert not inner, "rows hold no nodes"
        return iter(())
    wrong = first_unequal(walk, a, b)
    if wrong is not None:
        x, y = item(walk.a, a, wrong), item(walk.b, b, wrong)
        path = step(wrong)
        walk.values_differ(path, show.value(walk.a, x), show.value(walk.b, y))
    return iter(())


def first_unequal(walk: Walk, a: Column, b: Column) -> int | None:
    """Where two packed columns of one form and length first disagree."""
    if a[0] == "str":
        return _text_unequal(walk, a, b)
    if a[0] == "range" and a == b:
        return None
    return walk.tolerance.first_unequal(numbers(walk.a, a), numbers(walk.b, b))


def numbers(encoded: Encoded, column: Column) -> Any:
    """A packed column of numbers as a flat array."""
    import numpy

    if column[0] == "range":
        _, n, start, step = column
        return numpy.arange(n, dtype="i8") * step + start
    dtype = column[1] if column[0] == "np" else _DTYPES[column[0]]
    return numpy.frombuffer(encoded.buffers[column[-1]], dtype=dtype)


def item(encoded: Encoded, column: Column, at: int) -> Child:
    """One item of a packed column, as an atom."""
    form = column[0]
    if form == "range":
        return f"i{column[2] + at * column[3]}"
    if form == "str":
        lengths = array("q", bytes(encoded.buffers[column[2]]))
        if lengths[at] < 0:
            return "n"
        start = sum(length for length in lengths[:at] if length > 0)
        raw = bytes(memoryview(encoded.buffers[column[3]])[start : start + lengths[at]])
        return show.text_atom(raw)
    found = numbers(encoded, column)[at]
    if form == "np":
        size = found.dtype.itemsize
        raw = bytes(encoded.buffers[column[3]][at * size : (at + 1) * size])
        return f"N{column[1]}:{raw.hex()}"
    if form == "b1":
        return "t" if found else "f"
    return f"{'d' if form == 'f8' else 'i'}{found.item()!r}"


def _text_unequal(walk: Walk, a: Column, b: Column) -> int | None:
    x, y = (bytes(walk.a.buffers[n]) for n in a[2:]), (bytes(walk.b.buffers[n]) for n in b[2:])
    lengths_a, text_a, lengths_b, text_b = *x, *y
    if lengths_a == lengths_b and text_a == text_b:
        return None
    sizes_a, sizes_b, start = array("q", lengths_a), array("q", lengths_b), 0
    for at, (p, q) in enumerate(zip(sizes_a, sizes_b, strict=True)):
        if p != q or text_a[start : start + max(p, 0)] != text_b[start : start + max(q, 0)]:
            return at
        start += max(p, 0)
    return None


def _inline(walk: Walk, a: list[Child], b: list[Child], step: Step) -> Iterator[Pair]:
    largest = cache(lambda: _largest(a))
    for at, (x, y) in enumerate(zip(a, b, strict=True)):
        if isinstance(x, str) and isinstance(y, str):
            if x != y:
                walk.atoms(x, y, step(at), largest)
        else:
            yield x, y, step(at)


def _loose(walk: Walk, a: list[Any], b: list[Any], step: Step) -> Iterator[Pair]:
    """Columns packed in different ways, of which a row is a tuple on one side at least."""
    largest = cache(lambda: _largest(a))
    for at, (x, y) in enumerate(zip(a, b, strict=True)):
        p, q = _opened(walk.a, x), _opened(walk.b, y)
        if isinstance(x, str) and isinstance(y, str):
            walk.atoms(x, y, step(at), largest)
        elif p is not None and q is not None:
            if len(p) != len(q):
                lengths_differ(step(at), "tuple", len(p), len(q))
            yield from _loose(walk, p, q, lambda i, at=at: step(at).down(f"[{i}]"))  # type: ignore[misc]
        elif isinstance(x, tuple) or isinstance(y, tuple):
            was, now = (_kind(walk.a, x), _kind(walk.b, y))
            words = f"is {show.article(now)}, was {show.article(was)}"
            raise Differs(step(at), words, words, Difference.TYPE)
        else:
            yield x, y, step(at)


def _kind(encoded: Encoded, x: Any) -> str:
    return "tuple" if isinstance(x, tuple) else show.type_of(encoded, x)


def _opened(encoded: Encoded, x: Any) -> list[Any] | None:
    """The items of a plain tuple, packed or not."""
    if isinstance(x, tuple):
        return list(x)
    if isinstance(x, int) and encoded.nodes[x][:2] == [SEQ, "tuple"]:
        return show.atoms(encoded.nodes[x][4][0], encoded)
    return None


def lengths_differ(path: Path, name: str, was: int, now: int) -> None:
    """Raise: another length."""
    words = f"is {show.article(name)} of {now}, was {show.article(name)} of {was}"
    raise Differs(path, words, words, Difference.SHAPE)


def _largest(children: list[Any]) -> float:
    """The largest finite number among atoms."""
    found = 0.0
    for child in children:
        if isinstance(child, str) and child[0] in "dcN":
            size = show.size_of(child)
            found = max(found, size if math.isfinite(size) else 0.0)
    return found
