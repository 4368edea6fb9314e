"""Objects of a sample, taken hold of before the clock starts.

A forked process shares its objects with the one that it was forked from, until it counts the first
reference to one: then the page that the object lies in is copied, which takes longer than most of
what a cell does with it. In the user's kernel nothing is copied. Few objects out of many lie on a
page each, so that small samples would pay more for an object than large ones.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any

_CONTAINERS = (list, tuple, dict, set, frozenset)
_OF_A_CLASS = 1 << 9
"""Of a type's flags: it was made by a class statement."""
_DEEPEST = 4
_MOST_OBJECTS = 3_000_000


def take_hold(values: Iterable[object]) -> None:
    """Count a reference to each object in `values` once, through containers and the attributes of
    instances, so many levels down."""
    had = 0
    level: list[Any] = list(values)
    for _ in range(_DEEPEST):
        holders = [each for each in level if _holds_objects(each)]
        long = sum(len(each) for each in holders if type(each) in _CONTAINERS)
        if not holders or had + long > _MOST_OBJECTS:
            return
        level = gc.get_referents(*holders)
        had += len(level)


def _holds_objects(value: object) -> bool:
    kind = type(value)
    return kind in _CONTAINERS or (
        bool(kind.__flags__ & _OF_A_CLASS) and not issubclass(kind, type)
    )
