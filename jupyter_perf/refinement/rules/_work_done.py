"""What an expression does: what it reads, and about how much work it is."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..purity import PURE_CALLS, PURE_MODULES
from ..source import COMPREHENSIONS, FUNCTIONS, Function
from ._steady import PARTS, read_by_call, uses_up

ENOUGH = 2
"""So much work must be saved; asking a cache costs about as much as one."""
_CALLS = PURE_CALLS - {"itertools.chain", "itertools.accumulate", "itertools.groupby"}
_STEP = flow.words("capitalize casefold lower lstrip rstrip strip swapcase title upper zfill "
                   "startswith endswith str int float repr date")  # fmt: skip
_STEPS = flow.words(
    """all any dict findall format frozenset join list max min replace rsplit set sorted split
    splitlines sub sum translate tuple partition encode decode"""
)
_LONG = flow.words(
    """argmax argmin corr count cumsum describe dot finditer fullmatch groupby idxmax idxmin index
    loc iloc at iat match max mean median min nunique prod quantile rank search sort_values std sum
    tolist to_list unique value_counts var"""
)
_LONG_MODULES = ("numpy.", "statistics.", "re.", "json.", "collections.", "datetime.", "fractions.",
                 "textwrap.", "unicodedata.", "copy.", "heapq.")  # fmt: skip
_CLASSES = frozenset({"builtins", "collections", "datetime", "decimal", "fractions"})
_DEPTH = 3


def read_by(node: ast.expr, facts: Facts) -> set[str] | None:
    """Names that an expression depends on, those that functions read included.

    None where it may have an effect, or give something else though all names stay the same.
    """
    names = flow.expression_loads(node)
    for part in ast.walk(node):
        if not isinstance(part, (*PARTS, ast.JoinedStr, ast.FormattedValue)):
            return None
        if isinstance(part, ast.Call):
            more = set() if _is_pure(part, facts) else read_by_call(part, facts)
            if more is None:
                return None
            names |= more
        elif uses_up(part, facts):
            return None
    return {n for n in names if not _is_library(n, node, facts)}


def _is_library(name: str, at: ast.AST, facts: Facts) -> bool:
    """True for what no cell of the user's changes: built-ins, modules, classes of libraries."""
    if facts.is_builtin(name, at=at) or facts.is_module(name):
        return True
    value = facts.namespace.get(name)
    known = isinstance(value, type) and value.__module__ in _CLASSES
    return known and not facts.binders(name, facts.source.tree)


def _is_pure(call: ast.Call, facts: Facts) -> bool:
    """True for functions of the standard library that give the same for the same."""
    full = facts.full_name(call.func) or ""
    plain = not any(isinstance(a, ast.Starred) for a in call.args)
    named = all(k.arg for k in call.keywords)
    handed = [a for a in call.args if isinstance(a, ast.Name) and facts.definition(a.id)]
    known = full in _CALLS or full.partition(".")[0] in PURE_MODULES
    return known and plain and named and not handed and "finditer" not in full


def effort(node: ast.AST, facts: Facts, depth: int = _DEPTH) -> int:
    """About how much work an expression is: short methods of texts count one, loops three."""
    total = 0
    for part in ast.walk(node):
        if isinstance(part, (*COMPREHENSIONS, ast.For, ast.While)):
            total += 3
        elif isinstance(part, ast.Call):
            total += _effort_of(part, facts, depth)
        elif isinstance(part, ast.Subscript) and isinstance(part.value, ast.Attribute):
            total += 3 if part.value.attr in ("loc", "iloc", "at", "iat") else 0
    return total


def _effort_of(call: ast.Call, facts: Facts, depth: int) -> int:
    called = call.func
    full = facts.full_name(called) or ""
    if full.startswith(_LONG_MODULES):
        return 3
    if isinstance(called, ast.Attribute):
        if called.attr in _LONG:
            return 3
        return 2 if called.attr in _STEPS else int(called.attr in _STEP)
    if not isinstance(called, ast.Name):
        return 0
    if facts.is_builtin(called.id, at=called):
        only = call.args[0] if len(call.args) == 1 else None
        through = only is not None and not isinstance(only, ast.List | ast.Tuple | ast.Constant)
        return 2 if called.id in _STEPS and through else int(called.id in _STEP)
    body = facts.definition(called.id) if depth else None
    return 1 + _body_effort(body, facts, depth) if body is not None else 0


def _body_effort(function: Function, facts: Facts, depth: int) -> int:
    body = function.body if isinstance(function.body, list) else [function.body]
    inner = [part for part in body if not isinstance(part, FUNCTIONS)]
    return sum(effort(part, facts, depth - 1) for part in inner)
