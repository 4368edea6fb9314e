"""Loops that search a growing list for rows with certain keys, and what they ask of a row."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ..syntax import is_name
from ._inner_loops import Inner, unread_after
from ._key_work import is_quiet_key
from ._place import sole

COUNTED = re.compile(r"range\(len\((\w+)\)\)")
Key = tuple[str, object]
"""`("[]", "name")` of `row["name"]` and of the part of a tuple, `(".", "name")` of `row.name`."""


@dataclass(frozen=True)
class Search:
    """`for row in rows:` with a single `if` that asks for rows whose `keys` equal `wanted`; or
    `for i in range(len(rows)):` that asks for `places` of them."""

    loop: ast.For
    rows: str
    uses: frozenset[ast.Name]
    """Of the list's name, in the search."""
    places: bool
    keys: tuple[Key, ...]
    sides: tuple[ast.expr, ...]
    """The keys as they are written."""
    wanted: tuple[ast.expr, ...]

    @property
    def inner(self) -> Inner:
        return Inner(self.loop.target, self.loop.iter, (), self.loop)


def searches_in(node: Loop, facts: Facts) -> Iterator[Search]:
    """The searches that a loop does in each of its rounds."""
    for loop in flow.walk(node.body):
        found = _search(loop, facts) if isinstance(loop, ast.For) else None
        if found is not None:
            yield found


def _search(loop: ast.For, facts: Facts) -> Search | None:
    only = sole(loop.body)
    if not isinstance(only, ast.If) or only.orelse:
        return None
    rows, places = _gone_through(loop, facts)
    own = flow.stores([loop.target])
    if not rows or own & flow.stores(only) or not unread_after(loop, {}, facts):
        return None
    row: ast.expr = (
        ast.Subscript(ast.Name(rows, ast.Load()), loop.target) if places else loop.target
    )
    keys: list[Key] = []
    sides: list[ast.expr] = []
    wanted: list[ast.expr] = []
    for test in _ands(only.test):
        found = _equal(test, row, loop, facts)
        if found is None:
            break
        keys.append(found[0])
        sides.append(found[1])
        wanted.append(found[2])
    head = [part for part in ast.walk(loop.iter) if is_name(part, rows)]
    inside = [part for part in flow.walk(loop.body) if is_name(part, rows)] if places else []
    uses: frozenset[Any] = frozenset([*head, *inside])
    if not keys or not all(_is_row(use, loop, facts) for use in inside):
        return None
    return Search(loop, rows, uses, places, tuple(keys), tuple(sides), tuple(wanted))


def _gone_through(loop: ast.For, facts: Facts) -> tuple[str, bool]:
    """(the list that a loop goes through, whether it does so by places); `""` for anything else."""
    if isinstance(loop.iter, ast.Name):
        return loop.iter.id, False
    counted = COUNTED.fullmatch(ast.unparse(loop.iter))
    if counted is None or not isinstance(loop.target, ast.Name):
        return "", False
    return counted[1] if facts.is_builtin("range", "len", at=loop) else "", True


def _is_row(use: ast.AST, loop: ast.For, facts: Facts) -> bool:
    """True for `rows` of `rows[i][0]`."""
    row = facts.source.parents[use]
    return (
        isinstance(row, ast.Subscript)
        and isinstance(row.ctx, ast.Load)
        and isinstance(row.slice, ast.Name)
        and is_name(loop.target, row.slice.id)
    )


def _ands(test: ast.expr) -> list[ast.expr]:
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    return test.values if both else [test]  # type: ignore[attr-defined]


def _equal(
    test: ast.expr, row: ast.expr, loop: ast.For, facts: Facts
) -> tuple[Key, ast.expr, ast.expr] | None:
    """(key, its side, what it must equal) where a dict finds what `==` finds, and that other side
    stays the same."""
    if not (isinstance(test, ast.Compare) and [type(op) for op in test.ops] == [ast.Eq]):
        return None
    own, right = flow.stores([loop.target]), test.comparators[0]
    for one, other in ((test.left, right), (right, test.left)):
        key = key_of(one, row)
        names = {part.id for part in ast.walk(other) if isinstance(part, ast.Name)}
        if key is None or names & (own | facts.changed(loop)):
            continue
        quiet = isinstance(other, ast.Name) or is_quiet_key(other, names, facts)
        if quiet and is_key(other, facts):
            return key, one, other
    return None


def is_key(node: ast.expr, facts: Facts) -> bool:
    """True for what a dict finds where `==` finds it."""
    found = shapes_of(node, facts)
    return shapes.selfequal(found) and shapes.hashable(found)


def key_of(node: ast.expr, row: ast.expr) -> Key | None:
    """What an expression takes out of a row: a loop's target, or an element of the list."""
    if isinstance(row, ast.Tuple):
        names = [part.id if isinstance(part, ast.Name) else "" for part in row.elts]
        named = isinstance(node, ast.Name) and node.id in names
        return ("[]", names.index(node.id)) if named else None  # type: ignore[attr-defined]
    if not isinstance(node, ast.Subscript | ast.Attribute):
        return None
    if ast.unparse(node.value) != ast.unparse(row):
        return None
    if isinstance(node, ast.Attribute):
        return ".", node.attr
    at = node.slice.value if isinstance(node.slice, ast.Constant) else None
    fits = type(at) is str or (type(at) is int and at >= 0)
    return ("[]", at) if fits else None


def written(key: Key, row: str) -> str:
    """The text of a key of the row of this name."""
    form, name = key
    if form == ".":
        return f"{row}.{name}"
    text = repr(name)
    if isinstance(name, str) and '"' not in name:
        text = f'"{text[1:-1]}"'
    return f"{row}[{text}]"
