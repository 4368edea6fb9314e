"""How two nodes of each kind are compared; each returns the pairs of parts that are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..encode import form
from ..encode.form import Child, Node
from . import arrays, keyed, show
from .items import items, lengths_differ
from .result import Difference, Differs, Path

if TYPE_CHECKING:
    from .walk import Pair, Walk

Handler = Callable[[Any, Node, Node, Path], "Iterable[Pair] | None"]


def _meta(walk: Walk, a: Node, b: Node, path: Path, kind: Difference = Difference.TYPE) -> None:
    if a[3] != b[3]:
        words = f"is {b[3]}, was {a[3]}"
        place = arrays.forms_differ(walk, str(a[3]), str(b[3]))
        raise Differs(path, words, place, kind)


def _seq(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    _meta(walk, a, b, path)
    x, y = a[4][0], b[4][0]
    was, now = show.count(x, walk.a), show.count(y, walk.b)
    if was != now:
        lengths_differ(path, a[1], was, now)
    return items(walk, x, y, lambda at: path.down(f"[{at}]"))


def _record(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    _meta(walk, a, b, path)
    before, after = _fields(a), _fields(b)
    for name in [*before, *after]:
        if name not in before or name not in after:
            state = "is missing" if name in before else "is new"
            words, place = (f"attribute `{x}` {state}" for x in (name, walk.say.field(name)))
            raise Differs(path, words, place, Difference.MISSING)
    for name, child in before.items():
        yield (
            child,
            after[name],
            path if not name else path.down(*_steps(walk, name), path.label),
        )


def _fields(node: Node) -> dict[str, Child]:
    names, values = node[4]
    return {show.text_of(name): x for name, x in zip(names[1], values[1], strict=True)}


def _steps(walk: Walk, name: str) -> tuple[str, str]:
    """The step to an attribute, and the same in words that may be sent."""
    return _field_step(name), _field_step(walk.say.field(name))


def _field_step(name: str) -> str:
    return f".{name}" if name.isidentifier() else f" ({name})"


def _leaf(walk: Walk, a: Node, b: Node, path: Path) -> None:
    if a[3] != b[3]:
        walk.values_differ(path, show.short(str(a[3])), show.short(str(b[3])))


def _text(walk: Walk, a: Node, b: Node, path: Path) -> None:
    p, q = bytes(walk.a.buffers[a[4][0][1]]), bytes(walk.b.buffers[b[4][0][1]])
    if p == q:
        return
    at = _common_bytes(p, q)
    was, now = (show.excerpt(text, at) for text in (p, q))
    unit = "byte" if a[1] != "str" or not p[:at].isascii() else "character"
    place = f"differs from {unit} {at} on"
    raise Differs(path, f"{place}: {now}, was {was}", place, Difference.VALUE)


def _common_bytes(p: bytes, q: bytes) -> int:
    """How many bytes two texts begin with in common."""
    low, high = 0, min(len(p), len(q))
    x, y = memoryview(p), memoryview(q)
    while low < high:
        middle = (low + high + 1) // 2
        if x[low:middle] == y[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _function(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    """The cell's own functions: a rewrite may change their code, which is noted."""
    if a[3][:2] != b[3][:2]:
        words = f"is function {b[3][0]}{b[3][1]}, was {a[3][0]}{a[3][1]}"
        place = "is a function of another name, or with other parameters"
        raise Differs(path, words, place, Difference.TYPE)
    x, y = a[4][0], b[4][0]
    was, now = show.count(x, walk.a), show.count(y, walk.b)
    if was != now:
        words = f"has {now} default values, had {was}"
        raise Differs(path, words, words, Difference.SHAPE)
    yield from items(walk, x, y, lambda at: path.down(f" (default {at + 1})"))
    if a[3][2] != b[3][2]:
        walk.notes[f"not compared in depth: function `{a[3][0]}`"] = None
    elif len(a[4][1][1]) == len(b[4][1][1]):
        yield from items(walk, a[4][1], b[4][1], lambda at: path.down(f" (captured {at + 1})"))


def _class(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    return _record(walk, a, b, path)


def _iterator(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    x, y = a[4][0], b[4][0]
    was, now = show.count(x, walk.a), show.count(y, walk.b)
    if was != now or (a[3] == "all") != (b[3] == "all"):
        words = f"gives {now} items{_ending(b[3])}, gave {was}{_ending(a[3])}"
        place = f"gives {now} items, gave {was}"
        place += "" if now != was else ", and then ends otherwise"
        raise Differs(path, words, place, Difference.SHAPE)
    if a[3] != b[3]:
        walk.values_differ(path, str(a[3]), str(b[3]), "its end")
    if a[3] == "prefix":
        walk.partial.append(path.shown())
        many = form.PREFIX_ITEMS
        walk.notes[f"`{path.shown()}`: an iterator, compared on its first {many} items"] = None
    yield from items(walk, x, y, lambda at: path.down(f" (item {at})"))


def _ending(meta: str) -> str:
    return {"all": "", "prefix": " and more"}.get(meta, " and then fails")


def _drawn(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    walk.notes[f"`{path.shown(safe=True)}`: compared as it is drawn"] = None
    for x, y in zip(a[4][0][1], b[4][0][1], strict=True):
        yield x, y, path.down("", "", "pixel")


HANDLERS: dict[str, Handler] = {
    form.SEQ: _seq,
    form.MAP: keyed.maps,
    form.SET: keyed.sets,
    form.RECORD: _record,
    form.ARRAY: arrays.array,
    form.FRAME: arrays.frame,
    form.TEXT: _text,
    form.LEAF: _leaf,
    form.FUNCTION: _function,
    form.CLASS: _class,
    form.ITERATOR: _iterator,
    form.DRAWN: _drawn,
}
"""Opaque nodes have none: they never get this far."""
