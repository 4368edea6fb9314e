"""Reductions of one group to a scalar, as they are written in lambdas and loops."""

from __future__ import annotations

import ast

from ..facts import Facts
from ..syntax import is_name

ANY_KIND = frozenset({"count", "nunique", "size"})
"""Reductions that make sense for columns of every kind."""
REDUCTIONS = frozenset(
    {"sum", "mean", "median", "min", "max", "std", "var", "count", "nunique", "prod"}
)
_NUMPY = {
    f"numpy.{name}": reduced
    for name, reduced in (
        *(("sum", "sum"), ("mean", "mean"), ("max", "max"), ("min", "min")),
        *(("amax", "max"), ("amin", "min")),
    )
}


def reduction(node: ast.expr, group: str, facts: Facts) -> tuple[str | None, str] | None:
    """(column or None for the group itself, name of the reduction), or None.

    Reads `group.sum()`, `group['x'].sum()`, `group.x.sum()`, `np.sum(group['x'])`, `len(group)`;
    the last is called `size`.
    """
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr in REDUCTIONS and not node.args:
        return _of(called.value, group, called.attr)
    if len(node.args) != 1:
        return None
    if isinstance(called, ast.Name) and called.id == "len" and facts.is_builtin("len", at=node):
        return _of(node.args[0], group, "size")
    name = _NUMPY.get(facts.full_name(called) or "")
    return _of(node.args[0], group, name) if name else None


def reduced(node: ast.expr, group: str) -> str | None:
    """The column of a group that an expression takes: "" for the group itself, None for others."""
    found = _of(node, group, "")
    return None if found is None else found[0] or ""


def commonest(node: ast.expr, group: str) -> str | None:
    """`value_counts` or `mode`, where a group's commonest value is asked for by it.

    Reads `s.value_counts().index[0]`, `s.value_counts().idxmax()`, `s.mode()[0]`,
    `s.mode().iloc[0]`.
    """
    step: ast.expr = node
    ends = ""
    if isinstance(node, ast.Subscript) and ast.unparse(node.slice) == "0":
        part: ast.expr = node.value
        step, ends = part, "mode"
        if isinstance(part, ast.Attribute) and part.attr in ("index", "iloc"):
            step, ends = part.value, "value_counts" if part.attr == "index" else "mode"
    else:
        called = _bare_method(node)
        if called is not None and called.attr == "idxmax":
            step, ends = called.value, "value_counts"
    counted = _bare_method(step)
    return (
        ends
        if counted is not None and counted.attr == ends and is_name(counted.value, group)
        else None
    )


def _bare_method(node: ast.expr) -> ast.Attribute | None:
    """The method that is called without arguments."""
    if isinstance(node, ast.Call) and not (node.args or node.keywords):
        return node.func if isinstance(node.func, ast.Attribute) else None
    return None


def _of(node: ast.expr, group: str, name: str) -> tuple[str | None, str] | None:
    if isinstance(node, ast.Name) and node.id == group:
        return None, name
    if isinstance(node, ast.Attribute) and is_name(node.value, group):
        import pandas

        # `group.name` is what `apply` calls the group by, and `group.size` no column either.
        other = node.attr == "name" or hasattr(pandas.DataFrame, node.attr)
        return None if other else (node.attr, name)
    if isinstance(node, ast.Subscript) and is_name(node.value, group):
        key = node.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            return key.value, name
    return None
