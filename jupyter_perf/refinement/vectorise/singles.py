"""Types of single numbers: sums, extremes, roots, and what loops take out of collections.

Some are guesses: a sum of nothing is the whole number 0, a root may be complex, columns differ.
`guessed` tells which, so that the code that is made tests them.
"""

from __future__ import annotations

import ast
from weakref import WeakKeyDictionary

from .. import flow, values
from ..facts import Facts
from ..local_names import generator_of, place_in
from ..source import FUNCTIONS
from .types import BYTE, Many, One, Type, of_binder, of_shapes, type_of, type_of_value

_WHOLE_MATH = frozenset({"math.floor", "math.ceil", "math.trunc", "math.isqrt", "math.gcd"})
_FLOAT_MATH = flow.words("fabs cos tan tanh atan asin acos log2 log10 log1p expm1 hypot dist fsum")


def of_builtin(name: str, node: ast.Call, facts: Facts, depth: int) -> Type | None:
    """The type of `sum(a)`, `max(a)`, `abs(x)`, `sorted(a)` and the like."""
    if not node.args or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    first = node.args[0]
    if name == "round" and not node.keywords:
        found = type_of(first, facts, depth)
        places = len(node.args) > 1
        return found if places and isinstance(found, One) else One("int") if found else None
    if name in ("sorted", "list") and len(node.args) == 1:
        return _listed(element_of(first, facts, depth))
    if node.keywords:
        return None
    if name == "abs":
        found = type_of(first, facts, depth)
        return found if isinstance(found, One) and found.kind in ("float", "int") else None
    if name in ("min", "max") and len(node.args) > 1:
        kinds = {type_of(argument, facts, depth) for argument in node.args}
        found = kinds.pop() if len(kinds) == 1 else None
        return found if isinstance(found, One) else None
    if name not in ("sum", "min", "max") or len(node.args) > 1:
        return None
    held = element_of(first, facts, depth)
    if held is None or held.kind == BYTE:
        return None
    return One("int", held.numpy) if name == "sum" and held.kind == "bool" else held


def of_comprehension(node: ast.ListComp, facts: Facts, depth: int) -> Many | None:
    """The type of a list of Python's own numbers, one for each element of something."""
    return _listed(element_of(node, facts, depth))


def _listed(held: One | None) -> Many | None:
    plain = held is not None and not held.numpy and held.kind in ("float", "int", "bool")
    return Many("list", held.kind) if held is not None and plain else None


def of_math(full: str) -> One | None:
    """The type of what a function of `math` returns."""
    if full in _WHOLE_MATH:
        return One("int")
    return One("float") if full.rpartition(".")[2] in _FLOAT_MATH else None


def element_of(node: ast.expr, facts: Facts, depth: int) -> One | None:
    """The type of what going through an expression's value gives."""
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        found = type_of(node.elt, facts, depth)
        return found if isinstance(found, One) else None
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        if called.id == "range":
            return One("int")
        if called.id in ("list", "sorted", "tuple", "reversed") and len(node.args) == 1:  # type: ignore[attr-defined]
            return element_of(node.args[0], facts, depth)  # type: ignore[attr-defined]
    many = type_of(node, facts, depth)
    if many is None and isinstance(node, ast.Name):
        return held_by(node, facts, depth)
    if not isinstance(many, Many) or many.depth > 1:
        return None
    # Unlike an array, a column gives Python's own numbers.
    return One(many.kind, many.form == "array") if many.kind != BYTE else None


def of_power(left: Type, right: ast.expr) -> Type | None:
    """The type of a power with a written exponent."""
    exponent = right.value if isinstance(right, ast.Constant) else None
    if left.kind not in ("float", "int") or type(exponent) not in (int, float):
        return None
    assert isinstance(exponent, int | float)
    whole = left.kind == "int" and type(exponent) is int
    if whole and exponent < 0:
        return None
    kind = "int" if whole else "float"
    if isinstance(left, Many):
        return Many("array", kind, left.depth) if left.form == "array" else None
    return One(kind, left.numpy)


def of_item(node: ast.Subscript, facts: Facts, depth: int) -> One | None:
    """The type of an element of a list of numpy's numbers."""
    if not isinstance(node.value, ast.Name) or type_of(node.slice, facts, depth) != One("int"):
        return None
    return held_by(node.value, facts, depth)


def held_by(name: ast.Name, facts: Facts, depth: int) -> One | None:
    """What a list holds that comprehensions or loops of the source fill with numpy's numbers."""
    if depth < 1:
        return None
    kinds: set[Type | None] = set()
    for binder in facts.binders(name.id, facts.scope(name.id, name)):
        stmt = facts.source.parents.get(binder)
        made = stmt.value if isinstance(stmt, ast.Assign) and stmt.targets == [binder] else None
        if isinstance(made, ast.ListComp):
            kinds.add(type_of(made.elt, facts, depth - 1))
        elif not (isinstance(made, ast.List) and not made.elts):
            return None
    for call in facts.source.all(ast.Call):
        if ast.unparse(call.func) == f"{name.id}.append" and call.args:
            kinds.add(type_of(call.args[0], facts, depth - 1))
    found = kinds.pop() if len(kinds) == 1 else None
    return found if isinstance(found, One) and found.numpy else None


def likely_type(node: ast.expr, facts: Facts) -> Type | None:
    """The most frequent type among the arrays and columns that an expression may give."""
    found = [type_of_value(value) for value in facts.likely(node)]
    known = [one for one in found if one is not None]
    return max(known, key=known.count) if known else None


_DOUBTS: WeakKeyDictionary[Facts, dict[ast.AST, bool]] = WeakKeyDictionary()


def guessed(node: ast.expr, facts: Facts) -> bool:
    """True where the type that an expression is taken to have may turn out to be another one."""
    known = _DOUBTS.setdefault(facts, {})
    if node not in known:
        known[node] = False  # what depends on itself is as sure as all else that it depends on
        sure = of_shapes(node, facts) is not None
        known[node] = not sure and any(_guess(part, facts) for part in ast.walk(node))
    return known[node]


def _guess(part: ast.AST, facts: Facts) -> bool:
    if isinstance(part, ast.IfExp):
        return True
    if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Pow):
        # A root of one of Python's own numbers may be complex.
        base = type_of(part.left, facts)
        return not (isinstance(base, Many) or (isinstance(base, One) and base.numpy))
    if isinstance(part, ast.Call):
        named = isinstance(part.func, ast.Name) and part.func.id == "sum"
        return named and type_of(part, facts) != One("int")
    if isinstance(part, ast.Subscript):
        return is_item(part, facts) or (not _is_written(part) and _differs(part, facts))
    return isinstance(part, ast.Name) and _guessed_name(part, facts)


def is_item(node: ast.Subscript, facts: Facts) -> bool:
    """True for an element of a list that the source makes of numpy's numbers."""
    return of_item(node, facts, 4) is not None and type_of(node.value, facts) is None


def _is_written(node: ast.expr | None) -> bool:
    """True for a column whose label is written out, which is as sure as its frame."""
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)


def _differs(node: ast.expr, facts: Facts) -> bool:
    """True for arrays that aren't known for sure to be all of one type, and for columns.

    Whoever runs a cell again has another frame more often than an array of another type.
    """
    found = facts.likely(node)
    column = any(values.kind_of(value) == "Series" for value in found)
    kinds = {type_of_value(value) for value in found}
    return len(kinds) > 1 or column or (bool(kinds) and not facts.samples(node))


def _guessed_name(name: ast.Name, facts: Facts) -> bool:
    scope = facts.scope(name.id, name)
    if isinstance(scope, FUNCTIONS) or facts.is_module(name.id):
        return False
    if not isinstance(name.ctx, ast.Load):
        return False
    if generator_of(name, facts.source) is not None:
        return False
    binders = facts.binders(name.id, scope)
    if not binders:
        return False
    sure = _is_written(facts.assigned(name))
    if (not sure and _differs(name, facts)) or len({of_binder(b, facts, 4) for b in binders}) > 1:
        return True
    made: list[ast.expr] = []
    for binder in binders:
        target, place = place_in(binder, facts.source)
        if isinstance(place, ast.Assign) and target in place.targets:
            made.append(_given(target, place.value, name.id))
        elif isinstance(place, ast.AugAssign):
            made.append(place.value)
    return any(guessed(value, facts) for value in made)


def _given(target: ast.AST, value: ast.expr, name: str) -> ast.expr:
    """The part of an assigned value that a name gets, where that can be told; else all of it."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=False):
            if isinstance(one, ast.Name) and one.id == name:
                return part
    return value
