"""Expressions that give the same each time, and whether that takes long."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, Function

_BUILTINS = flow.words(
    """abs all any bool bytes chr dict divmod float frozenset hash int isinstance len list max min
    ord pow repr round set sorted str sum tuple"""
)
_STREAMS = flow.words("enumerate filter map range reversed zip")
"""Built-ins whose result is used up by going through it, so it must be used on the spot."""
_LONG_BUILTINS = flow.words("all any dict frozenset list max min set sorted sum tuple")
_LONG_METHODS = flow.words(
    """argmax argmin corr count cumsum describe groupby idxmax idxmin index max mean median min
    nunique prod quantile rank sort_values std sum tolist unique value_counts var"""
)
_TEXT_METHODS = flow.words(
    """capitalize casefold join lower lstrip replace rstrip split splitlines strip title upper"""
)
_SILENT_TEXT = flow.words("casefold lower lstrip rstrip split splitlines strip title upper")
_MODULES = ("math.", "cmath.", "statistics.", "operator.", "numpy.", "collections.Counter",
            "itertools.chain.from_iterable", "string.", "json.loads", "fractions.")  # fmt: skip
_ARRAY_MAKERS = flow.words("array asarray zeros ones arange linspace sort diff cumsum unique")
_NOT_NUMPY = ("numpy.random.", "numpy.load", "numpy.save", "numpy.genfrom", "numpy.from")
_PARTS = (ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.BinOp, ast.UnaryOp,
          ast.Compare, ast.BoolOp, ast.IfExp, ast.Tuple, ast.List, ast.Set, ast.Slice, ast.Dict,
          ast.keyword, ast.comprehension, ast.operator, ast.unaryop, ast.cmpop, ast.boolop,
          ast.expr_context, ast.Call, ast.Lambda, ast.arguments, ast.arg,
          *COMPREHENSIONS)  # fmt: skip


def steady(node: ast.expr, facts: Facts) -> set[str] | None:
    """Names that an expression depends on, where it changes nothing and uses nothing up.

    None where it may have an effect, or give something else though all names stay the same.
    """
    names = flow.expression_loads(node)
    for part in ast.walk(node):
        if not isinstance(part, _PARTS):
            return None
        if isinstance(part, ast.Call):
            more = _read_by(part, facts)
            if more is None:
                return None
            names |= more
        elif _uses_up(part, facts):
            return None
    return {name for name in names if not _is_fixed(name, node, facts)}


def _uses_up(part: ast.AST, facts: Facts) -> bool:
    """True for an iterator that only its first user gets something from."""
    if isinstance(part, ast.GeneratorExp):
        return not _is_argument(part, facts)
    return isinstance(part, ast.Name) and _is_stream(part, facts)


def _read_by(call: ast.Call, facts: Facts) -> set[str] | None:
    """Globals that a call reads beyond its arguments; None for calls that aren't known."""
    if any(isinstance(a, ast.Starred) for a in call.args) or any(not k.arg for k in call.keywords):
        return None
    called = call.func
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        if called.id in _STREAMS:
            return set() if called.id == "range" or _is_argument(call, facts) else None
        return set() if called.id in _BUILTINS else None
    full = facts.full_name(called)
    if full is not None and full.startswith(_MODULES) and not full.startswith(_NOT_NUMPY):
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


def takes_long(node: ast.expr, facts: Facts) -> bool:
    """True for a call that goes through something, so that doing it once pays."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        if facts.is_builtin(called.id, at=called):
            return called.id in _LONG_BUILTINS and _goes_through(node)
        body = facts.definition(called.id)
        if body is not None:
            return _has_loop(body, facts, 3)
    full = facts.full_name(called)
    if full is not None and full.startswith(_MODULES):
        return full.startswith(("statistics.", "collections.", "json.")) or (
            full.startswith("numpy.") and any(_is_large(a, facts) for a in node.args)
        )
    if not isinstance(called, ast.Attribute):
        return False
    if called.attr in _TEXT_METHODS:
        return shapes.within(shapes_of(called.value, facts), "str") and (
            not isinstance(called.value, ast.Constant) or bool(node.args)
        )
    return called.attr in _LONG_METHODS


def _goes_through(node: ast.Call) -> bool:
    only = node.args[0] if len(node.args) == 1 else None
    short = isinstance(only, ast.List | ast.Tuple | ast.Constant)
    return only is not None and not short


def _is_large(node: ast.expr, facts: Facts) -> bool:
    if facts.kind_of(node) in ("ndarray", "list", "Series", "DataFrame"):
        return True
    made = facts.assigned(node) if isinstance(node, ast.Name) else None
    return isinstance(node, ast.ListComp) or _makes_array(made, facts)


def _makes_array(node: ast.expr | None, facts: Facts) -> bool:
    if not isinstance(node, ast.Call):
        return False
    full = facts.full_name(node.func) or ""
    return full.startswith("numpy.") and full[6:] in _ARRAY_MAKERS


def _has_loop(function: Function, facts: Facts, depth: int) -> bool:
    if flow.has(function, ast.For, ast.While, *COMPREHENSIONS):
        return True
    calls = [part for part in ast.walk(function) if isinstance(part, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Name):
            if call.func.id in _LONG_BUILTINS and _goes_through(call):
                return True
            body = facts.definition(call.func.id) if depth else None
            if body is not None and body is not function and _has_loop(body, facts, depth - 1):
                return True
    return False


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


def is_scalar(node: ast.expr, facts: Facts) -> bool:
    """True where a value can't be changed in place, so that one may stand for many."""
    found = shapes_of(node, facts)
    if found and shapes.hashable(found):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        if facts.is_builtin(called.id, at=called):
            return called.id in ("all", "any", "len", "str", "repr", "int", "float", "bool")
        body = facts.definition(called.id)
        return isinstance(body, ast.FunctionDef) and _returns_scalars(body, facts)
    full = facts.full_name(called) or ""
    return full.startswith(("math.", "statistics."))


def _returns_scalars(function: ast.FunctionDef, facts: Facts) -> bool:
    """True where each `return` gives a number, a string or a truth value by its very form."""
    parts = [part for part in flow.own_statements(function) if isinstance(part, ast.Return)]
    return bool(parts) and all(p.value is None or _is_scalar_form(p.value, facts) for p in parts)


def _is_scalar_form(node: ast.expr, facts: Facts) -> bool:
    if isinstance(node, ast.Constant | ast.Compare | ast.JoinedStr):
        return True
    if isinstance(node, ast.UnaryOp):
        return _is_scalar_form(node.operand, facts)
    if isinstance(node, ast.BinOp):
        # No built-in container can be divided by, subtracted from or raised to anything.
        exact = isinstance(node.op, ast.Div | ast.FloorDiv | ast.Pow)
        sides = (node.left, node.right)
        return exact or any(_is_scalar_form(side, facts) for side in sides)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("sum", "len", "round", "int", "float", "str", "bool", "any", "all")
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and (
        isinstance(called.value, ast.Name) and called.value.id == "math"
    )


_LOOKERS = flow.words("abs all any bool float int len max min round set sorted sum str tuple list")
_LOOKING_METHODS = flow.words("count endswith find get index isdisjoint issubset startswith")


def only_looked_at(node: ast.expr, facts: Facts) -> bool:
    """True where a value is used up on the spot: compared, indexed, gone through, counted with."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.Compare | ast.UnaryOp):
        return True
    if isinstance(parent, ast.Assign) and parent.value is node:
        return _name_only_looked_at(parent.targets, node, facts)
    if isinstance(parent, ast.BinOp):
        return not isinstance(parent.op, ast.Add | ast.Mult) or not _is_listlike(node, facts)
    if isinstance(parent, ast.Subscript):
        plain = not isinstance(parent.slice, ast.Slice) and isinstance(parent.ctx, ast.Load)
        return parent.value is node and plain and not _is_array_call(node, facts)
    if isinstance(parent, ast.Call):
        called = parent.func
        if node in parent.args and isinstance(called, ast.Name):
            flat = _holds_scalars(node, facts) or called.id not in (
                "set",
                "tuple",
                "list",
                "sorted",
            )
            return called.id in _LOOKERS and facts.is_builtin(called.id, at=called) and flat
        return isinstance(called, ast.Attribute) and called.attr == "join" and node in parent.args
    if isinstance(parent, ast.Attribute):
        call = facts.source.parents[parent]
        used = isinstance(call, ast.Call) and call.func is parent
        return used and parent.attr in _LOOKING_METHODS
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is node and (
            _holds_scalars(node, facts) or _taken_apart(parent.target, node, facts)
        )
    return isinstance(parent, ast.If | ast.While | ast.BoolOp | ast.IfExp | ast.Assert) and (
        getattr(parent, "test", None) is node
    )


def _name_only_looked_at(targets: list[ast.expr], value: ast.expr, facts: Facts) -> bool:
    """True where a value gets one name, by which it is used up as above wherever it is used."""
    only = targets[0]
    if len(targets) > 1 or not isinstance(only, ast.Name) or not _is_new_text_part(value, facts):
        return False
    scope = facts.scope(only.id, only)
    if len(facts.binders(only.id, scope)) != 1:
        return False
    for use in facts.source.all(ast.Name):
        if use.id == only.id and use is not only and facts.scope(use.id, use) is scope:
            parent = facts.source.parents[use]
            if isinstance(parent, ast.Assign) or not only_looked_at(use, facts):
                return False
    return True


def _is_new_text_part(node: ast.expr, facts: Facts) -> bool:
    """True for a list or a set of texts, which nothing else holds."""
    found = shapes_of(node, facts)
    return shapes.within(found, "list", "set") and shapes.within(shapes.elements(found), "str")


def _holds_scalars(node: ast.expr, facts: Facts) -> bool:
    return shapes.hashable(shapes.elements(shapes_of(node, facts)))


def _taken_apart(target: ast.expr, node: ast.expr, facts: Facts) -> bool:
    """True where a loop's target unpacks each element into values that can't be changed."""
    plain = isinstance(target, ast.Tuple) and all(isinstance(e, ast.Name) for e in target.elts)
    rows = shapes.elements(shapes_of(node, facts))
    known = shapes.within(rows, "list", "tuple") and shapes.hashable(shapes.elements(rows))
    return plain and known


def _is_listlike(node: ast.expr, facts: Facts) -> bool:
    """True unless `+` and `*` with a value are known to make something altogether new."""
    return not (is_scalar(node, facts) or _is_array_call(node, facts))


def _is_array_call(node: ast.expr, facts: Facts) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    full = facts.full_name(node.func) or ""
    return full.startswith("numpy.") or facts.kind_of(node.func.value) in ("ndarray", "Series")
