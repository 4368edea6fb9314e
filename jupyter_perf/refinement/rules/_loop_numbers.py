"""Which expressions are one number, by what gives a loop its values; and of which kind."""

from __future__ import annotations

import ast

from .. import shapes, values
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS
from ._elements import column_samples
from ._known_frames import frame_at

_KINDS = frozenset({"int", "float"})
_SAME = frozenset({"unique", "tolist", "to_list", "to_numpy", "copy", "round", "drop_duplicates"})
_SPACED = frozenset({"numpy.linspace", "numpy.logspace", "numpy.geomspace"})
_OPERATORS = ast.Add | ast.Sub | ast.Mult | ast.Div


def number_kind(node: ast.expr, facts: Facts) -> str | None:
    """`int` or `float` where an expression is known to be one number; else None."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return number_kind(node.operand, facts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, _OPERATORS):
        left, right = number_kind(node.left, facts), number_kind(node.right, facts)
        if left is None or right is None:
            return None
        return "float" if "float" in (left, right) or isinstance(node.op, ast.Div) else "int"
    if isinstance(node, ast.Name):
        found = _given(node, facts)
        if found is not None:
            return found
    if isinstance(node, ast.Subscript) and number_kind(node.slice, facts) == "int":
        return elements_kind(node.value, facts)
    return _one_kind({shape.kind for shape in shapes_of(node, facts) or ()})


def elements_kind(node: ast.expr, facts: Facts) -> str | None:
    """`int` or `float` where that is what going through an expression gives; else None."""
    if isinstance(node, ast.Call):
        return _called(node, facts)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return elements_kind(node.value, facts)
    column = column_kind(node, facts)
    if column is not None:
        return column
    if isinstance(node, ast.Attribute) and node.attr == "values":
        return elements_kind(node.value, facts)
    if isinstance(node, ast.Name):
        samples = facts.samples(node)
        if samples:
            kinds = {_array_kind(value) for value in samples}
            if kinds <= _KINDS:
                return _one_kind({str(kind) for kind in kinds})
        assigned = facts.assigned(node)
        if assigned is not None and node.id not in facts.changed(_after(assigned, node, facts)):
            return elements_kind(assigned, facts)
    found = shapes_of(node, facts)
    if found and shapes.within(found, "list", "tuple", "set", "range"):
        inner = shapes.union(*(shape.of for shape in found)) or frozenset()
        return _one_kind({shape.kind for shape in inner})
    return None


def column_kind(node: ast.expr, facts: Facts) -> str | None:
    """`int` or `float` for a column of a frame, or a Series or array of numbers; else None."""
    label: object = None
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        label = node.slice.value
    elif isinstance(node, ast.Attribute):
        import pandas

        label = None if hasattr(pandas.DataFrame, node.attr) else node.attr
    if isinstance(label, str) and isinstance(node, ast.Subscript | ast.Attribute):
        known = frame_at(node.value, facts.source.statement(node), facts)
        kind = known.columns.get(label) if known is not None else None
        return kind if kind in _KINDS else None
    if not isinstance(node, ast.Name):
        return None
    found = column_samples(node, facts) or [
        value for value in facts.samples(node) if values.kind_of(value) == "ndarray"
    ]
    kinds = {_array_kind(value) for value in found}
    return _one_kind({str(kind) for kind in kinds}) if kinds <= _KINDS else None


def _array_kind(value: object) -> str | None:
    kind = values.kind_of(value)
    if kind in ("ndarray", "Series"):
        return values.dtype_kind(value.dtype) if value.ndim == 1 else None  # type: ignore[attr-defined]
    return None


def _one_kind(kinds: set[str]) -> str | None:
    if not kinds or not kinds <= _KINDS:
        return None
    return "float" if "float" in kinds else "int"


def _after(value: ast.expr, node: ast.Name, facts: Facts) -> list[ast.stmt]:
    """Statements between where a name gets its value and where it is read, in the same block."""
    made, here = facts.source.statement(value), facts.source.statement(node)
    block = facts.source.block(made)
    return [s for s in block if s is not made and s.lineno < here.lineno and s is not here]


def _called(node: ast.Call, facts: Facts) -> str | None:
    full = facts.full_name(node.func) or ""
    if full in _SPACED:
        return "float"
    if full == "numpy.arange":
        return _one_kind({number_kind(arg, facts) or "" for arg in node.args})
    if full in ("numpy.unique", "numpy.sort") and len(node.args) == 1 and not node.keywords:
        return elements_kind(node.args[0], facts)
    called = node.func
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=node):
        if called.id == "range":
            return "int"
        if called.id in ("sorted", "list", "set", "tuple", "reversed") and node.args:
            return elements_kind(node.args[0], facts)
    if isinstance(called, ast.Attribute) and called.attr in _SAME:
        return elements_kind(called.value, facts)
    return None


def _given(name: ast.Name, facts: Facts) -> str | None:
    """The kind of a loop's variable, or of a name that the loop's body gives a number."""
    for parent in facts.source.ancestors(name):
        if isinstance(parent, ast.Lambda):
            spec = parent.args
            if name.id in [arg.arg for arg in spec.args]:
                alone = len(spec.args) == 1 and not (spec.defaults or spec.vararg or spec.kwarg)
                return _applied(parent, facts) if alone else None
        clauses = parent.generators if isinstance(parent, COMPREHENSIONS) else [parent]
        for clause in clauses:
            if isinstance(clause, ast.For | ast.comprehension):
                found = _of_clause(clause.target, clause.iter, name.id, facts)
                if found is not None:
                    once = isinstance(clause, ast.comprehension) or _bound_once(clause, name.id)
                    return found if once else None
    assigned = facts.assigned(name) or _unpacked(name, facts)
    return None if assigned is None else number_kind(assigned, facts)


def _unpacked(name: ast.Name, facts: Facts) -> ast.expr | None:
    """What `low, high = a, b` gives a name that is bound nowhere else."""
    binders = facts.binders(name.id, facts.scope(name.id, name))
    if len(binders) != 1:
        return None
    target = facts.source.parents.get(binders[0])
    stmt = facts.source.parents.get(target) if isinstance(target, ast.Tuple) else None
    if not (isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.Tuple)):
        return None
    assert isinstance(target, ast.Tuple)
    if len(target.elts) != len(stmt.value.elts) or stmt.lineno >= name.lineno:
        return None
    starred = any(isinstance(part, ast.Starred) for part in (*target.elts, *stmt.value.elts))
    return None if starred else stmt.value.elts[target.elts.index(binders[0])]  # type: ignore[arg-type]


def _bound_once(loop: ast.For, name: str) -> bool:
    stored = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
    return sum(not isinstance(n.ctx, ast.Load) for n in stored) == 1


def _of_clause(target: ast.expr, iterated: ast.expr, name: str, facts: Facts) -> str | None:
    if isinstance(target, ast.Name):
        return elements_kind(iterated, facts) if target.id == name else None
    if not (isinstance(target, ast.Tuple) and isinstance(iterated, ast.Call)):
        return None
    names = [part.id if isinstance(part, ast.Name) else "" for part in target.elts]
    called = iterated.func
    if name not in names or not isinstance(called, ast.Name):
        return None
    if not facts.is_builtin(called.id, at=iterated):
        return None
    if called.id == "enumerate" and len(names) == 2:
        return "int" if name == names[0] else elements_kind(iterated.args[0], facts)
    if called.id == "zip" and len(names) == len(iterated.args):
        return elements_kind(iterated.args[names.index(name)], facts)
    return None


def _applied(function: ast.Lambda, facts: Facts) -> str | None:
    """The kind of the elements that `column.apply` gives a lambda."""
    call = facts.source.parents[function]
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    alone = call.func.attr in ("apply", "map") and call.args == [function] and not call.keywords
    return column_kind(call.func.value, facts) if alone else None
