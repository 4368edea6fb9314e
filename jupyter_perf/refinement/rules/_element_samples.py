"""The elements that a list is known to have, where it is or where it was just put together."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sized
from itertools import islice
from typing import Any

from .. import values
from ..facts import Facts

MOST = 2000
"""So many elements are looked at."""
_SAME = ("tolist", "to_numpy")


def element_samples(items: ast.Name, facts: Facts) -> list[Any]:
    """Lists (or dicts) that a name is known to hold; of long ones that are made up, some."""
    found = facts.samples(items)
    made = facts.assigned(items)
    if found or not isinstance(made, ast.Call) or ast.unparse(made.func) != "list":
        return found
    zipped = made.args[0] if len(made.args) == 1 else None
    if not (isinstance(zipped, ast.Call) and ast.unparse(zipped.func) == "zip"):
        return []
    if not facts.is_builtin("zip", "list", at=items) or zipped.keywords or not zipped.args:
        return []
    many = [column_of(one, facts) for one in zipped.args]
    if not all(many):
        return []
    return [list(islice(zip(*(one[0] for one in many), strict=False), MOST))]


def column_of(node: ast.expr, facts: Facts) -> list[Iterable[Any]]:
    """The list, array or column that can be gone through again and again; empty where it isn't
    known to be one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        plain = node.func.attr in _SAME and not (node.args or node.keywords)
        return column_of(node.func.value, facts) if plain else []
    if isinstance(node, ast.Attribute):
        return column_of(node.value, facts) if node.attr == "values" else []
    found = facts.samples(node)
    made = facts.assigned(node) if isinstance(node, ast.Name) and not found else None
    if isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute):
        return facts.once(node, lambda: column_of(made, facts), [])  # type: ignore[arg-type]
    fits = {"list", "tuple", "Series", "ndarray"}
    known = len(found) == 1 and values.kind_of(found[0]) in fits
    return found if known and isinstance(found[0], Sized) and len(found[0]) else []
