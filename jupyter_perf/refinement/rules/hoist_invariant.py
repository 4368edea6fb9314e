from __future__ import annotations

import ast
import re

from ...core.code import Safety
from .. import flow, values
from ..concrete import Around, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS, LOOPS
from ._rule import Rewrite, rule

_SIZED = frozenset({"list", "tuple", "str", "dict", "set", "frozenset", "range"})
_COLUMN_METHODS = frozenset({"max", "mean", "median", "min", "std", "sum", "var", "nunique"})


@rule(
    ast.Call,
    safety=Safety.CHECK,
    gain=100.0,
    hints=("max(", "min(", "sum(", "sorted(", "compile(", "mean(", "std(", "median(", "set("),
)
def hoist_invariant(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Work out once what stays the same throughout a loop.

    What it does:
        `max`, `min`, `sum`, `sorted`, `set` of a container, `re.compile` of a constant, and
        `mean`, `sum`, `std`, … of a column, when the loop or comprehension changes nothing that
        they depend on, move before it.

    Why it is slow:
        They go through all elements in every round, which makes the loop quadratic.

    Before:
        scaled = [x / max(data) for x in data]

    After:
        max_data = max(data, default=None)
        scaled = [x / max_data for x in data]

    When not:
        Something in the loop may change the container, its elements can't be compared, the
        builtin's name is bound to something else, or the result could be changed by its user.

    Source:
        The Python performance tips, "Loops"; seen gain 1654 times.
    """
    text = _hoisted(node, facts)
    if text is None:
        return None
    before = _place(node, facts)
    if before is None:
        return None
    name = facts.fresh(_name(node))
    return Rewrite((Around(before, f"{name} = {text}"), Swap(node, name)))


def _hoisted(node: ast.Call, facts: Facts) -> str | None:
    """The call as it stands before the loop, where it must not raise; None to leave it."""
    if node.keywords and not (isinstance(node.func, ast.Name) and node.func.id == "sorted"):
        return None
    if isinstance(node.func, ast.Attribute):
        return _method(node, node.func, facts)
    if not (isinstance(node.func, ast.Name) and len(node.args) == 1):
        return None
    name, argument = node.func.id, node.args[0]
    if not facts.is_builtin(name, at=node) or not isinstance(argument, ast.Name):
        return None
    if facts.kind_of(argument) not in _SIZED:
        return None
    segment = facts.source.segment(node)
    if name in ("max", "min") and _ordered(argument, facts):
        # An empty container raises, but not before the loop that would never have asked.
        return f"{segment[:-1].rstrip().rstrip(',')}, default=None)"
    if name == "sum" and facts.every(argument, _numbers):
        return segment
    if name in ("sorted", "set") and _only_looked_at(node, facts):
        fit = _ordered if name == "sorted" else Facts.holds_hashables
        plain = not node.keywords or all(isinstance(k.value, ast.Constant) for k in node.keywords)
        ask = _ordered(argument, facts) if fit is _ordered else facts.holds_hashables(argument)
        return segment if ask and plain else None
    return None


def _method(node: ast.Call, called: ast.Attribute, facts: Facts) -> str | None:
    if facts.full_name(called) == "re.compile":
        pattern = node.args[0] if len(node.args) == 1 else None
        if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
            try:
                re.compile(pattern.value)
            except re.error:
                return None
            return facts.source.segment(node)
        return None
    if called.attr in _COLUMN_METHODS and not node.args and _is_numeric_column(called, facts):
        return facts.source.segment(node)
    return None


def _is_numeric_column(called: ast.Attribute, facts: Facts) -> bool:
    return facts.every(
        called.value,
        lambda v: values.kind_of(v) == "Series" and values.dtype_kind(v.dtype) in ("int", "float"),
    )


def _ordered(node: ast.expr, facts: Facts) -> bool:
    """True where elements are known to be comparable with each other."""

    def fits(value: object) -> bool:
        if isinstance(value, str | range):
            return True
        found = values.elements(value)
        return found is not None and found.comparable

    return facts.every(node, fits) or (not facts.samples(node) and facts.holds_hashables(node))


def _numbers(value: object) -> bool:
    found = values.elements(value)
    return isinstance(value, range) or (
        found is not None and found.types <= {int, float, bool, complex}
    )


def _only_looked_at(node: ast.Call, facts: Facts) -> bool:
    """True where a new list or set is used up on the spot, so that one serves every round."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Compare):
        return isinstance(parent.ops[-1], ast.In | ast.NotIn) and node in parent.comparators
    if isinstance(parent, ast.Subscript):
        return isinstance(parent.ctx, ast.Load) and parent.value is node
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id in ("len", "sum", "max", "min", "any", "all") and (
            facts.is_builtin(parent.func.id, at=node)
        )
    return isinstance(parent, ast.For) and parent.iter is node


def _place(node: ast.Call, facts: Facts) -> ast.stmt | None:
    """The outermost statement that repeats the call without changing what it depends on."""
    loop = facts.invariant_loop(node, node)
    if loop is not None:
        return loop
    names = flow.expression_loads(node)
    repeated, child = False, node
    here: ast.AST = node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, (*FUNCTIONS, ast.stmt)):
            here = parent
            break
        if isinstance(parent, COMPREHENSIONS):
            if names & flow.stores([g.target for g in parent.generators]):
                return None
            inner = parent.generators[0].iter
            repeated = repeated or not any(part is node for part in ast.walk(inner))
        child = parent  # type: ignore[assignment]
    del child
    if not repeated or not isinstance(here, ast.stmt) or isinstance(here, LOOPS):
        return None
    stmt = facts.source.statement(here)
    value = [e for e in ast.iter_child_nodes(here) if isinstance(e, ast.expr)]
    bound = flow.stores(here) if not isinstance(here, ast.Assign) else set()
    loaded = [e for e in value if not isinstance(getattr(e, "ctx", None), ast.Store)]
    return None if names & (facts.changed(loaded) | bound) else stmt


def _name(node: ast.Call) -> str:
    """`max_data` for `max(data)`, `price_mean` for `df['price'].mean()`."""
    if isinstance(node.func, ast.Name):
        argument = node.args[0]
        return f"{node.func.id}_{argument.id}" if isinstance(argument, ast.Name) else node.func.id
    assert isinstance(node.func, ast.Attribute)
    if node.func.attr == "compile":
        return "pattern"
    base = node.func.value
    if isinstance(base, ast.Subscript) and isinstance(base.slice, ast.Constant):
        label = str(base.slice.value)
        return f"{label}_{node.func.attr}" if label.isidentifier() else f"column_{node.func.attr}"
    return f"{base.id}_{node.func.attr}" if isinstance(base, ast.Name) else node.func.attr
