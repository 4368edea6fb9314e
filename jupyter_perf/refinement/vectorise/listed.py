"""Lists that a round makes and then reduces: `d = []`, `d.append(…)` in a loop, `np.argmin(d)`."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .rows import reduced, reduction_of
from .states import NewList, Update
from .vector import INNER, LAST, Vector

if TYPE_CHECKING:
    from .terms import Terms

_BUILTINS = frozenset({"min", "max", "sum", "any", "all"})


def reduced_list(node: ast.Call, terms: Terms) -> Vector | None:
    """What a reduction of a list of this round gives; None for any other call."""
    only = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if isinstance(only, ast.Call) and _asks_place(node, only, terms):
        return _of_list(node, only.args[0].id, terms)  # type: ignore[attr-defined]
    if isinstance(only, ast.ListComp | ast.GeneratorExp):
        return _of_comprehension(node, only, terms)
    if not isinstance(only, ast.Name) or not isinstance(terms.env.get(only.id), NewList):
        return None
    if isinstance(node.func, ast.Name) and node.func.id == "len":
        return None
    return _of_list(node, only.id, terms)


def _asks_place(node: ast.Call, extreme: ast.Call, terms: Terms) -> bool:
    """True for `d.index(min(d))`, of a list of this round."""
    called, named = node.func, extreme.func
    if not isinstance(called, ast.Attribute) or called.attr != "index":
        return False
    if not isinstance(named, ast.Name) or named.id not in ("min", "max"):
        return False
    if not terms.inputs.facts.is_builtin(named.id, at=named) or len(extreme.args) != 1:
        return False
    listed = [ast.unparse(called.value), ast.unparse(extreme.args[0])]
    return listed[0] == listed[1] and isinstance(terms.env.get(listed[0]), NewList)


def _of_comprehension(
    node: ast.Call, only: ast.ListComp | ast.GeneratorExp, terms: Terms
) -> Vector:
    named = node.func.id if isinstance(node.func, ast.Name) else ""
    if named == "sum" and terms.inputs.facts.is_builtin("sum", at=node):
        return terms.summed(only)
    if isinstance(only, ast.GeneratorExp) and not named:
        raise Decline("a generator that numpy is given")
    name = terms.inputs.facts.fresh("list_of_round")
    terms.filled_by(name, only)
    try:
        return _of_list(node, name, terms)
    finally:
        del terms.env[name], terms.env[f"{name}.append"]


def _of_list(node: ast.Call, name: str, terms: Terms) -> Vector:
    filled = terms.env.get(f"{name}.append")
    plain = isinstance(filled, Update) and filled.mask is None and not filled.nested
    if not isinstance(filled, Update) or not plain or filled.others is not None:
        raise Decline("a list of this round that isn't filled in each round of one loop")
    axis, value = filled.rounds[-1], filled.value
    made = terms.env.get(name)
    outer = made.rounds if isinstance(made, NewList) else ()
    if outer and filled.rounds[: len(outer)] == outer and len(filled.rounds) == len(outer) + 2:
        return _reduced(node, _of_two_loops(value, filled.rounds, terms), terms)
    here = set(value.axes) - {axis}
    if (
        axis not in value.axes
        or value.axes[-1] != axis
        or (value.mixed and not _as_one(node, value))
    ):
        raise Decline("a list of this round that isn't filled in each round of one loop")
    if any(a >= INNER for a in value.axes) or not here <= set(filled.rounds[:-1]):
        raise Decline("a list of rows")
    terms.guard_memory(value)
    terms.inputs.at_least(terms.axes[axis].size, 1)
    numpy = value.numpy or value.mixed
    row = replace(value, axes=(*value.axes[:-1], LAST), place=None, factors=None, numpy=numpy,
                  mixed=False)  # fmt: skip
    return _reduced(node, row, terms)


def _of_two_loops(value: Vector, rounds: tuple[int, ...], terms: Terms) -> Vector:
    """The elements that two loops in one another append, as a row for each of the rounds around."""
    if value.axes != rounds or value.mixed:
        raise Decline("a list of this round that isn't filled in each round of its loops")
    terms.guard_memory(value)
    for axis in rounds[-2:]:
        terms.inputs.at_least(terms.axes[axis].size, 1)
    sizes = [terms.axes[axis].size for axis in rounds]
    outer = ", ".join(size.text for size in sizes[:-2])
    if any(size.base for size in sizes[-2:]):
        raise Decline("a list of this round that isn't as long as is written")
    text = f"{value.tight()}.reshape({outer}, {sizes[-2].offset * sizes[-1].offset})"
    return replace(value, text=text, axes=(*rounds[:-2], LAST), place=None, factors=None)


def _as_one(node: ast.Call, value: Vector) -> bool:
    """True for what is numpy's number, whether elements are numpy's floats or Python's own."""
    named = node.func.id if isinstance(node.func, ast.Name) else ""
    return value.kind == "float" and named in ("", "sum")


def _reduced(node: ast.Call, row: Vector, terms: Terms) -> Vector:
    facts = terms.inputs.facts
    if isinstance(node.func, ast.Attribute) and node.func.attr == "index":
        if not row.number:
            raise Decline("a function of a list of this round")
        if row.kind == "float":
            terms.guard("{0} != {0}", row)
        extreme = ast.unparse(node.args[0].func)  # type: ignore[attr-defined]
        text = f"{row.tight()}.arg{extreme}(axis=-1)"
        return Vector(text, "int", False, row.axes[:-1], bound=2**20, natural=True)
    if isinstance(node.func, ast.Name):
        name = node.func.id
        if name not in _BUILTINS or not facts.is_builtin(name, at=node):
            raise Decline("a function of a list of this round")
        if name in ("any", "all"):
            if row.kind != "bool":
                raise Decline("a test of what aren't truth values")
            return Vector(f"{row.tight()}.{name}(axis=-1)", "bool", False, row.axes[:-1])
        if not row.number:
            raise Decline("a function of a list of this round")
        if name != "sum" and row.kind == "float":
            # Which of several is kept where one is NaN depends on their order.
            terms.guard("{0} != {0}", replace(row, axes=row.axes))
            outer = row.axes[:-1]
            return Vector(f"{row.tight()}.{name}(axis=-1)", row.kind, row.numpy, outer)
        return reduced(f"builtin {name}", row, terms=terms)
    module, _, name = (facts.full_name(node.func) or "").rpartition(".")
    if module != "numpy" or reduction_of(name) is None:
        raise Decline("a function of a list of this round")
    if not row.number:
        raise Decline("a function of a list of this round")
    return reduced(name, row, terms=terms)
