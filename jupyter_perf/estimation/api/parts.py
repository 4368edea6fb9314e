"""Parts of a value: items, slices, columns, places in a table, fields."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from .operations import FAILED, small
from .values import UNKNOWN, Fields, Items, Unknown, is_plain, is_tabular, native

if TYPE_CHECKING:
    from .reading import Reader

_PLACES = ("loc", "iloc", "at", "iat")


def subscript(reader: Reader, node: ast.Subscript) -> Any:
    whole = reader.value(node.value)
    place = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    if place in _PLACES and is_tabular(whole):
        return _at_place(reader, getattr(whole, place), node.slice)
    if isinstance(node.slice, ast.Slice):
        ends = [
            None if each is None else reader.value(each)
            for each in (node.slice.lower, node.slice.upper, node.slice.step)
        ]
        if any(each is not None and type(each) is not int for each in ends):
            return UNKNOWN
        key: Any = slice(*ends)
    else:
        key = reader.value(node.slice)
    if isinstance(whole, Items):
        return whole if isinstance(key, slice) else reader.picked(whole)
    if (
        not is_plain(whole)
        or isinstance(key, Unknown | Items)
        or not is_plain(key) | (isinstance(key, slice))
    ):
        return UNKNOWN
    if is_tabular(whole) and not isinstance(key, slice | str | int) and not small(whole):
        return UNKNOWN
    try:
        return native(whole[key])
    except FAILED:
        return UNKNOWN


def _at_place(reader: Reader, places: Any, node: ast.expr) -> Any:
    """`df.loc[…]` and its like, at one place."""
    key = reader.value(node)
    parts = key if isinstance(key, tuple) else (key,)
    if not all(type(part) in (int, str, float, bool) for part in parts):
        return UNKNOWN
    try:
        return native(places[key])
    except FAILED:
        return UNKNOWN


def attribute(reader: Reader, node: ast.Attribute) -> Any:
    whole = reader.value(node.value)
    if isinstance(whole, Fields):
        return whole.values.get(node.attr, UNKNOWN)
    if is_tabular(whole):
        return _of_table(whole, node.attr)
    return UNKNOWN


def _of_table(whole: Any, name: str) -> Any:
    """A column, or one of the properties that cost nothing."""
    kind = type(whole).__name__
    if kind == "DataFrame" and name in whole.columns and not hasattr(type(whole), name):
        return whole[name]
    if kind == "Series" and not hasattr(type(whole), name):
        # A row that a loop over a frame gives.
        try:
            return whole[name]
        except FAILED:
            return UNKNOWN
    if name in _PLACES:
        return whole
    return getattr(whole, name) if name in ("index", "columns", "values", "shape") else UNKNOWN
