"""Python's own containers in words: how many there are of what, some levels deep, no element."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from ..sandbox.encode.naming import type_name

Words = Callable[[Any, int], str]

_LOOKED_AT = 500
"""Elements of one container; the others are taken to be alike."""
_MOST_KINDS = 4
_MAPPINGS = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)
CONTAINERS = frozenset(
    (list, tuple, set, frozenset, range, collections.deque, *_MAPPINGS)
)  # exact types: what is derived from them has methods of its own


def container(value: Any, depth: int, words: Words) -> str:
    """`list of 1,000: int`, `dict of 3: str → list of 5: float`."""
    name = f"{type(value).__name__} of {len(value):,}"
    if type(value) is range or not len(value):
        return name
    if type(value) in _MAPPINGS:
        some = list(islice(value.items(), _LOOKED_AT))
        keys, held = (_kinds((pair[at] for pair in some), depth, words) for at in (0, 1))
        return f"{name}: {keys} → {held}"
    return f"{name}: {_kinds(islice(value, _LOOKED_AT), depth, words)}"


def _kinds(elements: Iterable[Any], depth: int, words: Words) -> str:
    """The kinds of some elements; of equal kinds one, with a range where only numbers differ."""
    by_type: dict[type, list[Any]] = {}
    for element in elements:
        by_type.setdefault(type(element), []).append(element)
    told = [_alike(kind, many, depth, words) for kind, many in islice(by_type.items(), _MOST_KINDS)]
    if len(by_type) > _MOST_KINDS:
        told.append(f"{len(by_type) - _MOST_KINDS} kinds more")
    return " or ".join(told)


def _alike(kind: type, many: list[Any], depth: int, words: Words) -> str:
    if kind in CONTAINERS and depth <= 1:
        sizes = sorted({len(one) for one in many})
        return f"{kind.__name__} of {sizes[0]:,}" + (f" to {sizes[-1]:,}" if sizes[1:] else "")
    if kind in CONTAINERS:
        first = words(max(many, key=len), depth - 1)
        least = min(map(len, many))
        return first if least == max(map(len, many)) else f"{first} (the shortest {least:,})"
    if kind is str:
        return "str"
    plain = kind.__module__ == "builtins"
    return type_name(kind) if plain or len(many) > 1 or depth <= 1 else words(many[0], depth - 1)
