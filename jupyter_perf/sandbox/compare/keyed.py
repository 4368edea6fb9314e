"""Sets, whose order doesn't count, and mappings, whose order does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..encode.form import SET, Column, Encoded, Node
from . import items, show
from .result import Difference, Differs, Path

if TYPE_CHECKING:
    from .walk import Pair, Walk

_MOST_DEPTH = 8
_SORTED = ("i8", "str")
"""Forms whose items the encoder puts in an order of their own."""
_MOST_ATOMS = 64
_Key = tuple[str, float, tuple["_Key", ...], str]
"""Type, number, the atoms directly inside, text or digest."""


class Keys:
    """What the items of one result are sorted and matched by: type and value, not identity.

    Parts that are nodes count by a digest, made once for each, so that a structure that refers
    to itself over and over costs no more than it is large.
    """

    def __init__(self, encoded: Encoded) -> None:
        self.encoded = encoded
        self._made: dict[tuple[int, int], _Key] = {}

    def key(self, child: Any, depth: int = 0) -> _Key:
        if isinstance(child, str):
            return show.type_of(self.encoded, child), show.number_of(child), (), child
        if isinstance(child, tuple):
            return self._combined("tuple", "None", child, depth, ordered=True)
        known = self._made.get((child, depth))
        if known is None:
            known = self._made[child, depth] = self._node(child, depth)
        return known

    def _node(self, number: int, depth: int) -> _Key:
        kind, name, _, meta, columns, _ = self.encoded.nodes[number]
        if depth > _MOST_DEPTH:
            return name, 0.0, (), "…"
        raw = [str(self.encoded.buffers[c[1]]) for c in columns if c[0] == "raw"]
        parts = [
            part
            for column in columns
            if column[0] not in ("raw", "range")
            for part in show.atoms(column, self.encoded)
        ]
        return self._combined(name, f"{meta}{raw}", parts, depth, ordered=kind != SET)

    def _combined(
        self, name: str, meta: str, parts: Sequence[Any], depth: int, ordered: bool
    ) -> _Key:
        keys = [self.key(part, depth + 1) for part in parts]
        if not ordered:
            keys.sort()
        atoms = tuple(k for k in keys[:_MOST_ATOMS] if not k[2])
        told = (meta, [(k[0], k[3]) for k in keys])
        digest = hashlib.blake2b(repr(told).encode("utf-8", "backslashreplace"), digest_size=16)
        return name, float(len(parts)), atoms, digest.hexdigest()


def sets(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    """Match the items of two sets; raises Differs where one has what the other lacks."""
    x, y = a[4][0], b[4][0]
    _same_size(walk, a, b, path)
    if x[0] == y[0] and x[0] in _SORTED and items.first_unequal(walk, x, y) is None:
        return
    plain = _plain_set(walk.a, x)
    if plain is not None and plain == _plain_set(walk.b, y):
        return
    p = _keyed(walk.keys_a, x)
    q = _keyed(walk.keys_b, y)
    for (was, left), (now, right) in zip(p, q, strict=True):
        if isinstance(left, int) and isinstance(right, int):
            yield left, right, path.down("{…}")
        elif was != now and not _close(walk, left, right, path):
            _report(walk, path, p, q)


def _plain_set(encoded: Encoded, column: Column) -> set[Any] | None:
    """The items where none has parts of its own: then they can be matched at once."""
    children = show.atoms(column, encoded)
    inline = column[0] == "*" and not all(isinstance(child, str) for child in children)
    return None if inline else set(children)


def _close(walk: Walk, left: Any, right: Any, path: Path) -> bool:
    """Whether two items that aren't identical agree within the tolerance."""
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        return all(_close(walk, x, y, path) for x, y in zip(left, right, strict=True))
    if not isinstance(left, str) or not isinstance(right, str):
        return False
    try:
        walk.atoms(left, right, path, None)
    except Differs:
        return False
    return True


def _keyed(keys: Keys, column: Column) -> list[tuple[_Key, Any]]:
    found = [(keys.key(child), child) for child in show.atoms(column, keys.encoded)]
    return sorted(found, key=lambda pair: pair[0])


def _report(walk: Walk, path: Path, p: list[Any], q: list[Any]) -> None:
    before, after = {k for k, _ in p}, {k for k, _ in q}
    lost = [child for k, child in p if k not in after]
    new = [child for k, child in q if k not in before]
    words = []
    if lost:
        words.append(f"lacks {show.value(walk.a, lost[0])}")
    if new:
        words.append(f"has {show.value(walk.b, new[0])}, which is new")
    place = f"{len(lost)} items are missing and {len(new)} are new"
    raise Differs(path, " and ".join(words), place, Difference.VALUE)


def maps(walk: Walk, a: Node, b: Node, path: Path) -> Iterator[Pair]:
    """Keys in the same order, and their values."""
    if a[3] != b[3]:
        walk.values_differ(path, str(a[3]), str(b[3]))
    x, y = a[4][0], b[4][0]
    known: list[Any] = []
    if not _same_packed(walk, x, y):
        yield from _keys(walk, x, y, path)
    _same_size(walk, a, b, path)

    def step(at: int) -> Path:
        if not known:
            known.extend(show.atoms(x, walk.a))
        said = walk.say.text(known[at])
        safe = repr(said) if said else f"key number {at + 1}"
        return path.down(f"[{show.value(walk.a, known[at])}]", f"[{safe}]")

    yield from items.items(walk, a[4][1], b[4][1], step)


def _same_packed(walk: Walk, x: Column, y: Column) -> bool:
    if x[0] != y[0] or x[0] not in _SORTED or show.count(x, walk.a) != show.count(y, walk.b):
        return False
    return items.first_unequal(walk, x, y) is None


def _keys(walk: Walk, x: Column, y: Column, path: Path) -> Iterator[Pair]:
    before, after = show.atoms(x, walk.a), show.atoms(y, walk.b)
    packed = x[0] != "*" and y[0] != "*"
    if before == after and (packed or all(isinstance(child, str) for child in before)):
        return
    p, q = [walk.keys_a.key(k) for k in before], [walk.keys_b.key(k) for k in after]
    if p != q:
        _keys_differ(
            walk, path, list(zip(p, before, strict=True)), list(zip(q, after, strict=True))
        )
    for left, right in zip(before, after, strict=True):
        if isinstance(left, int) and isinstance(right, int):
            yield left, right, path.down(" key")


def _keys_differ(walk: Walk, path: Path, p: list[Any], q: list[Any]) -> None:
    before, after = {k for k, _ in p}, {k for k, _ in q}
    for k, child in p:
        if k not in after:
            text = f"key {show.value(walk.a, child)} is missing"
            raise Differs(path, text, f"{_key(walk, child)} is missing", Difference.MISSING)
    for k, child in q:
        if k not in before:
            text = f"key {show.value(walk.b, child)} is new"
            raise Differs(path, text, f"{_key(walk, child)} is new", Difference.MISSING)
    for at, ((k, was), (m, now)) in enumerate(zip(p, q, strict=False)):
        if k != m:
            place = f"key order differs at position {at}"
            text = f"{place}: {show.value(walk.b, now)}, was {show.value(walk.a, was)}"
            raise Differs(path, text, place, Difference.ORDER)


def _key(walk: Walk, child: Any) -> str:
    """A key in words that may be sent."""
    said = walk.say.text(child)
    return f"key {said!r}" if said else "a key"


def _same_size(walk: Walk, a: Node, b: Node, path: Path) -> None:
    was, now = show.count(a[4][0], walk.a), show.count(b[4][0], walk.b)
    if was != now:
        items.lengths_differ(path, a[1], was, now)
