"""The types of what calls give: of the source's functions, built-in ones, methods of arrays."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from .drawn import is_generator, type_chosen, type_drawn
from .dtypes import kind_of_dtype
from .inferred import type_of
from .inferred_numpy import ONE_FLOAT, ONE_OF_KIND, is_along_axis, of_numpy
from .singles import of_builtin, of_math
from .types import BYTE, Many, One, Type, common

_SAME = flow.words("copy ravel flatten cumsum cumprod round clip")


def _of_own_function(name: str, at: ast.AST, facts: Facts, depth: int) -> Type | None:
    """The type of what a function that is defined in the source returns."""
    function = facts.definition(name)
    if not isinstance(function, ast.FunctionDef) or function not in facts.source.parents:
        return None
    if function.decorator_list or facts.source.inside(at, function):
        return None
    returns = [n for n in flow.own_statements(function) if isinstance(n, ast.Return)]
    ends = bool(function.body) and isinstance(function.body[-1], ast.Return)
    if not ends or any(one.value is None for one in returns):
        return None
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in ast.walk(function)):
        return None
    return common([type_of(r.value, facts, depth) for r in returns if r.value is not None])


def of_call(node: ast.Call, facts: Facts, depth: int) -> Type | None:
    """The type of what a call gives."""
    called = node.func
    if isinstance(called, ast.Name) and isinstance(facts.scope(called.id, called), ast.Module):
        own = _of_own_function(called.id, node, facts, depth)
        if own is not None:
            return own
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        plain = {"len": One("int"), "float": One("float"), "int": One("int")}.get(called.id)
        return plain or of_builtin(called.id, node, facts, depth)
    full = facts.full_name(called) or ""
    if full.startswith("numpy."):
        return of_numpy(full, node, facts, depth)
    if full.startswith("math."):
        sure = full.rpartition(".")[2] in ("sqrt", "log", "exp", "sin")
        return One("float") if sure else of_math(full)
    return _of_method(called, node, facts, depth) if isinstance(called, ast.Attribute) else None


def _of_method(called: ast.Attribute, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    drawn = type_drawn(called.attr, node)
    if drawn is not None and is_generator(called.value, facts):
        return drawn
    if called.attr in ("choice", "permuted") and is_generator(called.value, facts):
        return type_chosen(node, facts, depth)
    base = type_of(called.value, facts, depth)
    if not isinstance(base, Many):
        return None
    if base.form == "list":
        popped = called.attr == "pop" and base.depth == 1 and not node.keywords
        return One(base.kind, base.boxed) if popped else None
    if base.kind == BYTE and called.attr not in ("copy", "ravel", "flatten", "astype"):
        return None
    if called.attr in _SAME and not node.args and base.form == "array":
        flat = called.attr in ("ravel", "flatten", "cumsum", "cumprod")
        return Many("array", base.kind, 1 if flat else base.depth)
    if called.attr == "to_numpy" and not node.args:
        return Many("array", base.kind)
    if called.attr == "argsort" and base.form == "array" and base.depth == 1 and not node.args:
        return Many("array", "int")
    if called.attr in ("argmax", "argmin") and not node.args and not node.keywords:
        return One("int", True) if base.form == "array" else None
    if called.attr in ("tolist", "to_list"):
        return Many("list", base.kind, base.depth)
    if called.attr == "astype" and len(node.args) == 1:
        kind = kind_of_dtype(node.args[0], facts)
        return Many(base.form, kind, base.depth) if kind else None
    if base.kind == "bool":
        return None
    if base.form == "array" and base.depth == 2 and is_along_axis(node, 0):
        kind = (
            "float" if called.attr in ONE_FLOAT else base.kind if called.attr in ONE_OF_KIND else ""
        )
        return Many("array", kind) if kind else None
    if node.args or node.keywords:
        return None
    if called.attr in ONE_FLOAT:
        return One("float", True)
    return One(base.kind, True) if called.attr in ONE_OF_KIND else None
