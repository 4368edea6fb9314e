"""What may stand for one place or label in a frame, or for one column."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..local_names import is_comprehension_target
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ..syntax import is_name, text_of

_SAME_LABELS = frozenset({"tolist", "to_list", "drop", "difference", "copy"})


def is_column_name(node: ast.expr, facts: Facts) -> bool:
    """True for a name that a loop gives the labels of columns, one by one, or of one column."""
    if not isinstance(node, ast.Name):
        return False
    if facts.every(node, lambda value: type(value) is str):
        return True
    for binder in facts.binders(node.id, facts.scope(node.id, node)):
        loop = facts.source.parents.get(binder)
        if isinstance(loop, ast.Tuple):
            loop = facts.source.parents.get(loop)
        if not isinstance(loop, ast.For | ast.comprehension):
            return False
        source: ast.expr = loop.iter
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Name) and source.args:
            source = source.args[0]
        if _are_labels(source, facts):
            continue
        texts = facts.every(source, _is_texts)
        if isinstance(source, ast.Name) and not texts:
            source = facts.assigned(source) or source
        written = isinstance(source, ast.List | ast.Tuple) and all(
            text_of(part) is not None for part in source.elts
        )
        if not (texts or written):
            return False
    return bool(facts.binders(node.id, facts.scope(node.id, node)))


def _are_labels(node: ast.expr, facts: Facts) -> bool:
    """True for `df.columns`, some of them, and a list of them, maybe by a name."""
    if isinstance(node, ast.Name):
        made = facts.assigned(node)
        return made is not None and not isinstance(made, ast.Name) and _are_labels(made, facts)
    if isinstance(node, ast.ListComp):
        first = node.generators[0]
        plain = len(node.generators) == 1 and ast.unparse(node.elt) == ast.unparse(first.target)
        return plain and _are_labels(first.iter, facts)
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Slice) and _are_labels(node.value, facts)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            return node.func.attr in _SAME_LABELS and _are_labels(node.func.value, facts)
        listed = isinstance(node.func, ast.Name) and node.func.id in ("list", "sorted")
        return listed and len(node.args) == 1 and _are_labels(node.args[0], facts)
    return isinstance(node, ast.Attribute) and node.attr == "columns"


def _is_texts(value: object) -> bool:
    return type(value) in (list, tuple) and all(type(part) is str for part in value)  # type: ignore[attr-defined]


def place_of_label(key: ast.expr, frame: str) -> ast.expr | None:
    """`i` of `frame.index[i]`."""
    if not (isinstance(key, ast.Subscript) and isinstance(key.value, ast.Attribute)):
        return None
    own = key.value.attr == "index" and is_name(key.value.value, frame)
    return key.slice if own else None


def is_scalar(key: ast.expr, facts: Facts) -> bool:
    """True for what may be one place or label, or a slice of places."""
    if isinstance(key, ast.Slice):
        ends = [part for part in (key.lower, key.upper) if part is not None]
        return bool(ends) and key.step is None and all(is_scalar(part, facts) for part in ends)
    if isinstance(key, ast.Constant):
        return type(key.value) is int
    if isinstance(key, ast.BinOp):
        return is_scalar(key.left, facts) and is_scalar(key.right, facts)
    if isinstance(key, ast.UnaryOp):
        return isinstance(key.op, ast.USub) and is_scalar(key.operand, facts)
    if isinstance(key, ast.Call) and isinstance(key.func, ast.Name):
        known = key.func.id in ("len", "min", "max", "int")
        return known and facts.is_builtin(key.func.id, at=key)
    if isinstance(key, ast.Name) and _counter(key, facts, frozenset()):
        return True
    kind = facts.kind_of(key)
    return kind in ("int", "str") if kind is not None else shapes.whole(shapes_of(key, facts))


def binders_of(name: ast.Name, facts: Facts) -> list[ast.AST]:
    """What binds a name where it is read: not the comprehensions elsewhere that bind it too."""
    found = facts.binders(name.id, facts.scope(name.id, name))
    around = [p for p in facts.source.ancestors(name) if isinstance(p, COMPREHENSIONS)]
    return [
        binder
        for binder in found
        if not is_comprehension_target(binder, facts.source)
        or any(facts.source.inside(binder, one) for one in around)
    ]


_STEPS = frozenset({"range", "enumerate", "zip", "reversed", "sorted"})
_LABELS = frozenset({"iterrows", "items", "index"})


def _counter(name: ast.Name, facts: Facts, seen: frozenset[str]) -> bool:
    """True for names of loops over places or labels, and for what is counted from a number."""
    binders = facts.binders(name.id, facts.scope(name.id, name))
    if name.id in seen or _is_parameter(name, facts):
        return name.id in seen
    return bool(binders) and all(_counts(b, facts, seen | {name.id}) for b in binders)


def _is_parameter(name: ast.Name, facts: Facts) -> bool:
    scope = facts.scope(name.id, name)
    return isinstance(scope, FUNCTIONS) and name.id in flow.parameters(scope)


def _counts(binder: ast.AST, facts: Facts, seen: frozenset[str]) -> bool:
    parent = facts.source.parents.get(binder)
    while isinstance(parent, ast.Tuple):
        parent = facts.source.parents.get(parent)
    if isinstance(parent, ast.For | ast.comprehension):
        source = parent.iter
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Name):
            return source.func.id in _STEPS and facts.is_builtin(source.func.id, at=source)
        called = source.func if isinstance(source, ast.Call) else source
        return isinstance(called, ast.Attribute) and called.attr in _LABELS
    if isinstance(parent, ast.Assign | ast.AugAssign):
        return _whole(parent.value, facts, seen)
    return False


def _whole(node: ast.expr, facts: Facts, seen: frozenset[str]) -> bool:
    if isinstance(node, ast.BinOp):
        return _whole(node.left, facts, seen) and _whole(node.right, facts, seen)
    if isinstance(node, ast.Name):
        return facts.kind_of(node) == "int" or _counter(node, facts, seen)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("len", "int", "min", "max")
    return isinstance(node, ast.Constant) and type(node.value) is int
