"""Functions that others call: for each item of something, by a pool, for each row of a table."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .arguments import named_in
from .functions import enter, function_of
from .values import UNKNOWN, Items, Workers, is_tabular, items_of

if TYPE_CHECKING:
    from .reading import Reader


EACH: tuple[str, ...] = (
    *("map", "apply", "progress_apply", "transform", "imap", "imap_unordered", "starmap"),
    *("thread_map", "process_map", "applymap"),
)
_UNSAID_WORKERS = 8.0
"""Of pools that don't say how many they have."""


def for_each(reader: Reader, node: ast.Call, name: str, owner: Any) -> Any:
    """`map(f, items)`, `series.apply(f)`, `pool.map(f, items)`; None where it is none of them."""
    function = function_of(reader, node.args[0]) if node.args else None
    if function is None:
        return None
    named = named_in(reader, node)
    if is_tabular(owner):
        items = _rows_for(owner, named)
        width = 1.0
    else:
        given = [items_of(reader.value(each)) for each in node.args[1:]]
        items = given[0] if len(given) == 1 else _together(given)
        width = _workers(owner, name, named)
    count = items.count if items else 1.0
    with reader.repeated(items, node.args[0] if items is None else node.func):
        item = reader.picked(items)
        many = isinstance(item, tuple) and (name == "starmap" or len(node.args) > 2)
        with reader.at(width=max(1.0, min(width, count)), serial=reader.place.weight):
            made = enter(reader, function, list(item) if many else [item], {})
    return Items(count, lambda _random: made)


def _rows_for(owner: Any, named: Mapping[str, Any]) -> Items | None:
    """What a table hands to a function: its values, rows or columns."""
    if type(owner).__name__ != "DataFrame":
        return items_of(owner)
    if named.get("axis") in (1, "columns"):

        def row(random: Any) -> Any:
            return owner.iloc[random.randrange(len(owner))]

        return Items(len(owner), row)
    return Items(owner.shape[1], lambda random: owner[random.choice(list(owner.columns))])


def _together(given: list[Items | None]) -> Items | None:
    known = [each for each in given if each is not None]
    if not known or len(known) < len(given):
        return None
    return Items(
        min(each.count for each in known),
        lambda random: tuple(each.pick(random) for each in known),
    )


def _workers(owner: Any, name: str, named: Mapping[str, Any]) -> float:
    if isinstance(owner, Workers):
        return owner.most
    most = named.get("max_workers")
    if type(most) is int:
        return float(most)
    return _UNSAID_WORKERS if name in ("thread_map", "process_map") else 1.0


def submitted(reader: Reader, node: ast.Call, owner: Any) -> Any:
    """`pool.submit(f, …)`: what `f` gives; at once are as many as there are workers for."""
    function = function_of(reader, node.args[0])
    given = [reader.value(each) for each in node.args[1:]]
    named = named_in(reader, node)
    if function is None:
        return UNKNOWN
    place = reader.place
    beside = place.weight / place.serial if place.serial else 1.0
    most = owner.most if isinstance(owner, Workers) else _UNSAID_WORKERS
    with reader.at(width=max(1.0, min(most, beside)), serial=place.weight):
        return enter(reader, function, given, named)
