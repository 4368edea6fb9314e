"""Expressions that give the same each time they are evaluated, and those that can't fail."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS

_BUILTINS = flow.words(
    """abs all any bool bytes chr dict divmod float frozenset hash int isinstance len list max min
    ord pow repr round set sorted str sum tuple"""
)
_STREAMS = flow.words("enumerate filter map range reversed zip")
"""Built-ins whose result is used up by going through it, so it must be used on the spot."""
_SILENT_TEXT = flow.words("casefold lower lstrip rstrip split splitlines strip title upper")
LIBRARIES = ("math.", "cmath.", "statistics.", "operator.", "numpy.", "collections.Counter",
             "itertools.chain.from_iterable", "string.", "json.loads", "fractions.")  # fmt: skip
"""Modules, and functions, of libraries that are taken to give the same for the same."""
_NOT_NUMPY = ("numpy.random.", "numpy.load", "numpy.save", "numpy.genfrom", "numpy.from")
PARTS = (ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.BinOp, ast.UnaryOp,
         ast.Compare, ast.BoolOp, ast.IfExp, ast.Tuple, ast.List, ast.Set, ast.Slice, ast.Dict,
         ast.keyword, ast.comprehension, ast.operator, ast.unaryop, ast.cmpop, ast.boolop,
         ast.expr_context, ast.Call, ast.Lambda, ast.arguments, ast.arg,
         *COMPREHENSIONS)  # fmt: skip
"""What such expressions are made of."""


def steady(node: ast.expr, facts: Facts) -> set[str] | None:
    """Names that an expression depends on, where it changes nothing and uses nothing up.

    None where it may have an effect, or give something else though all names stay the same.
    """
    names = flow.expression_loads(node)
    for part in ast.walk(node):
        if not isinstance(part, PARTS):
            return None
        if isinstance(part, ast.Call):
            more = read_by_call(part, facts)
            if more is None:
                return None
            names |= more
        elif uses_up(part, facts):
            return None
    return {name for name in names if not _is_fixed(name, node, facts)}


def uses_up(part: ast.AST, facts: Facts) -> bool:
    """True for an iterator that only its first user gets something from."""
    if isinstance(part, ast.GeneratorExp):
        return not _is_argument(part, facts)
    return isinstance(part, ast.Name) and _is_stream(part, facts)


def read_by_call(call: ast.Call, facts: Facts) -> set[str] | None:
    """Globals that a call reads beyond its arguments; None for calls that aren't known."""
    if any(isinstance(a, ast.Starred) for a in call.args) or any(not k.arg for k in call.keywords):
        return None
    called = call.func
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        if called.id in _STREAMS:
            return set() if called.id == "range" or _is_argument(call, facts) else None
        return set() if called.id in _BUILTINS else None
    full = facts.full_name(called)
    if full is not None and full.startswith(LIBRARIES) and not full.startswith(_NOT_NUMPY):
        quiet = full.rpartition(".")[2] not in flow.LOUD_NUMPY
        return set() if quiet and not any(k.arg == "out" for k in call.keywords) else None
    if isinstance(called, ast.Name):
        body = facts.definition(called.id)
        if body is None:
            return None
        found = facts.purity(body)
        return None if found.impure else set(found.globals)
    if isinstance(called, ast.Attribute) and called.attr in flow.QUIET_METHODS - {"sample"}:
        loud = any(k.arg in ("inplace", "out", "random_state") for k in call.keywords)
        base = flow.root(called)
        return None if loud or (base is not None and facts.is_module(base.id)) else set()
    return None


def _is_argument(node: ast.expr, facts: Facts) -> bool:
    """True for `sum(x for …)`, `list(map(…))`, `for x in zip(…)`: used up on the spot."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.comprehension):
        return parent.iter is node
    return isinstance(parent, ast.Call) and node in parent.args


def _is_stream(name: ast.Name, facts: Facts) -> bool:
    """True for a name that may stand for an iterator, a file or a generator of numbers."""
    found = shapes_of(name, facts)
    if found and any(shape.kind in ("iterator", "file") for shape in found):
        return True
    return any(hasattr(value, "__next__") for value in facts.samples(name))


def _is_fixed(name: str, node: ast.AST, facts: Facts) -> bool:
    return facts.is_builtin(name, at=node) or facts.is_module(name)


def never_raises(node: ast.expr, facts: Facts) -> bool:
    """True where evaluating can't fail, so that it may be done where nobody would have asked."""
    if isinstance(node, ast.Name | ast.Constant):
        return True
    if not isinstance(node, ast.Call) or node.keywords:
        return False
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr in _SILENT_TEXT:
        known = shapes.within(shapes_of(called.value, facts), "str")
        fixed = all(
            isinstance(a, ast.Constant) and isinstance(a.value, str) and a.value for a in node.args
        )
        return known and fixed and len(node.args) < 2 and never_raises(called.value, facts)
    if isinstance(called, ast.Name) and called.id in ("set", "sorted", "len", "list", "tuple"):
        if len(node.args) != 1 or not never_raises(node.args[0], facts):
            return False
        held = shapes.elements(shapes_of(node.args[0], facts))
        return shapes.within(held, "str") or (
            called.id != "sorted" and shapes.hashable(held) and bool(held)
        )
    return False
