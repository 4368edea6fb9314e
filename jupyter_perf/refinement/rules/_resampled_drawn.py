"""Rows that are taken from a frame at places which were drawn at random."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..facts import Facts
from ..syntax import is_name, text_of

_DRAWS = frozenset({"integers", "randint", "choice", "permutation"})
_SAME_ROWS = frozenset({"copy()", "reset_index(drop=True)"})


@dataclass(frozen=True)
class Shuffle:
    """`stmt` gives `column` of the copied rows the values of `source` in another order."""

    stmt: ast.Assign
    column: str
    source: str


@dataclass(frozen=True)
class Drawn:
    """`stmt` gives `name` the rows of `frame` at places `rows`, or all of them."""

    stmt: ast.Assign
    name: str
    frame: ast.Name
    rows: ast.expr | None
    """An array of places, or None for `sample(…)`."""
    sampled: ast.Call | None
    shuffle: Shuffle | None = None


def drawn(stmt: ast.stmt, facts: Facts) -> Drawn | None:
    """`rows = frame.iloc[places]`, `frame.take(places)` or `frame.sample(…)`, or None."""
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target, value = stmt.targets[0], same_rows(stmt.value)
    if not isinstance(target, ast.Name):
        return None
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Attribute):
        owner, places = value.value, value.slice
        found = owner.attr == "iloc" and are_places(places, facts)
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        owner, places = value.func, value.args[0] if value.args else value
        if owner.attr == "sample" and isinstance(owner.value, ast.Name):
            plain = all(k.arg in _SAMPLED for k in value.keywords) and len(value.args) < 2
            return Drawn(stmt, target.id, owner.value, None, value) if plain else None
        only = len(value.args) == 1 and not value.keywords
        found = owner.attr == "take" and only and are_places(places, facts)
    else:
        return None
    if not found or not isinstance(owner.value, ast.Name):
        return None
    return Drawn(stmt, target.id, owner.value, places, None)


_SAMPLED = frozenset({"n", "frac", "replace", "random_state"})


def same_rows(node: ast.expr) -> ast.expr:
    """The rows without `.copy()` and `.reset_index(drop=True)`."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if ast.unparse(node).removeprefix(f"{ast.unparse(node.func.value)}.") not in _SAME_ROWS:
            break
        node = node.func.value
    return node


def are_places(node: ast.expr, facts: Facts) -> bool:
    """True for an array of whole numbers that were drawn at random."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        listed = bool(node.args) and isinstance(node.args[0], ast.List | ast.Tuple)
        sized = len(node.args) > 1 or any(k.arg == "size" for k in node.keywords)
        sized = sized or node.func.attr == "permutation"
        return node.func.attr in _DRAWS and not listed and sized
    if not isinstance(node, ast.Name):
        return False
    binders = facts.binders(node.id, facts.scope(node.id, node))
    if len(binders) != 1:
        return False
    parent = facts.source.parents.get(binders[0])
    if isinstance(parent, ast.Assign) and parent.targets[0] is binders[0]:
        return not isinstance(parent.value, ast.Name) and are_places(parent.value, facts)
    return _are_rounds(binders[0], parent, facts)


def _are_rounds(target: ast.AST, parent: ast.AST | None, facts: Facts) -> bool:
    """True for the target of a loop over what was drawn for all rounds, maybe counted."""
    counted = isinstance(parent, ast.Tuple) and len(parent.elts) == 2 and parent.elts[1] is target
    loop = facts.source.parents.get(parent) if counted and parent is not None else parent
    every = loop.iter if isinstance(loop, ast.For) else None
    if counted and isinstance(every, ast.Call):
        named = is_name(every.func, "enumerate") and facts.is_builtin("enumerate", at=every)
        every = every.args[0] if named and every.args else None
    made = facts.assigned(every) if isinstance(every, ast.Name) else None
    return isinstance(made, ast.Call) and are_places(made, facts)


def shuffled(stmt: ast.stmt, body: list[ast.stmt], facts: Facts) -> Drawn | None:
    """`copy = frame.copy()` and `copy['c'] = rng.permutation(copy['c'])`, or None."""
    if not (isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)):
        return None
    name, value = stmt.targets[0].id, stmt.value
    owner = value.func.value if isinstance(value, ast.Call) and _is_copy(value) else None  # type: ignore[attr-defined]
    if not isinstance(owner, ast.Name):
        return None
    for other in body[body.index(stmt) + 1 :]:
        target = other.targets[0] if isinstance(other, ast.Assign) else None
        if not (isinstance(target, ast.Subscript) and is_name(target.value, name)):
            continue
        column = text_of(target.slice)
        source = _permuted(other.value, (name, owner.id), facts)  # type: ignore[attr-defined]
        if column is None or source is None:
            return None
        shuffle = Shuffle(other, column, source)  # type: ignore[arg-type]
        return Drawn(stmt, name, owner, None, None, shuffle)
    return None


def _is_copy(node: ast.Call) -> bool:
    plain = isinstance(node.func, ast.Attribute) and node.func.attr == "copy"
    return plain and not (node.args or node.keywords)


def _permuted(node: ast.expr, names: tuple[str, str], facts: Facts) -> str | None:
    """The column of `rng.permutation(frame['c'])`, maybe of its `values`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if node.func.attr != "permutation" or len(node.args) != 1 or node.keywords:
        return None
    given = node.args[0]
    if isinstance(given, ast.Attribute) and given.attr == "values":
        given = given.value
    elif isinstance(given, ast.Call) and ast.unparse(given).endswith(".to_numpy()"):
        given = given.func.value  # type: ignore[attr-defined]
    if not (isinstance(given, ast.Subscript) and isinstance(given.value, ast.Name)):
        return None
    return text_of(given.slice) if given.value.id in names else None
