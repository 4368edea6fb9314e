"""The first rows of a group, as chains of methods take them: `g.sort_values("x").head(3)`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..syntax import text_of


@dataclass(frozen=True)
class Chain:
    """Rows of a group: all of them, or the first `count`, in their order or in that of `by`."""

    by: str | None = None
    ascending: bool = True
    stable: bool = False
    """True where rows with equal values surely keep their order."""
    count: int | None = None


IsGroup = Callable[[ast.expr], Chain | None]


def chain(node: ast.expr, group: IsGroup) -> Chain | None:
    """What an expression takes of a group; `group` knows the group itself, and names for a part."""
    found = group(node)
    if found is not None:
        return found
    if isinstance(node, ast.Subscript):
        return _sliced(node, group)
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    held = chain(node.func.value, group)
    if held is None or held.count is not None:
        return None
    name = node.func.attr
    if name == "copy" and not (node.args or node.keywords):
        return held
    if name == "head":
        count = _count(node.args[0]) if len(node.args) == 1 and not node.keywords else None
        return None if count is None else replace(held, count=count)
    if held.by is not None:
        return None
    if name in ("nlargest", "nsmallest"):
        return _most(node, name == "nsmallest")
    return _sorted(node) if name == "sort_values" else None


def _sliced(node: ast.Subscript, group: IsGroup) -> Chain | None:
    """`g[:3]`, `g.iloc[:3]`."""
    cut, base = node.slice, node.value
    if not isinstance(cut, ast.Slice) or cut.step is not None:
        return None
    if isinstance(base, ast.Attribute) and base.attr == "iloc":
        base = base.value
    first = cut.lower is None or ast.unparse(cut.lower) == "0"
    held, count = chain(base, group), _count(cut.upper)
    if held is None or held.count is not None or count is None or not first:
        return None
    return replace(held, count=count)


def _most(node: ast.Call, ascending: bool) -> Chain | None:
    """`g.nlargest(3, "x")`."""
    given = {k.arg: k.value for k in node.keywords}
    args = [*node.args, *(given.pop(name) for name in ("n", "columns") if name in given)]
    if given or len(args) != 2:
        return None
    count, by = _count(args[0]), _label(args[1])
    return None if count is None or by is None else Chain(by, ascending, True, count)


def _sorted(node: ast.Call) -> Chain | None:
    """`g.sort_values("x", ascending=False)`."""
    given = {k.arg: k.value for k in node.keywords}
    args = [*node.args, *([given.pop("by")] if "by" in given else [])]
    up = given.pop("ascending", ast.Constant(True))
    kind = given.pop("kind", None)
    if given or len(args) != 1:
        return None
    by, stable = _label(args[0]), text_of(kind) in ("stable", "mergesort") if kind else False
    if by is None or (kind and not stable):
        return None
    if not isinstance(up, ast.Constant) or up.value not in (True, False):
        return None
    return Chain(by, bool(up.value), stable)


def _label(node: ast.expr) -> str | None:
    if isinstance(node, ast.List) and len(node.elts) == 1:
        return text_of(node.elts[0])
    return text_of(node)


def _count(node: ast.expr | None) -> int | None:
    known = isinstance(node, ast.Constant) and type(node.value) is int and node.value > 0
    return node.value if known else None  # type: ignore[union-attr]
