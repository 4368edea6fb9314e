"""Types of single numbers: sums, extremes, and what loops take out of collections.

Some are guesses; `doubts` tells which.
"""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..syntax import is_name
from .inferred import effort_of, type_of
from .types import BYTE, Many, One, Type

_WHOLE_MATH = frozenset({"math.floor", "math.ceil", "math.trunc", "math.isqrt", "math.gcd"})
_FLOAT_MATH = flow.words(
    """fabs cos tan tanh atan asin acos log2 log10 log1p expm1 hypot dist fsum radians degrees atan2
    sinh cosh asinh acosh atanh pow fmod copysign exp2 cbrt erf erfc gamma lgamma"""
)


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
    if held is None or held.kind not in ("float", "int", "bool"):
        return None
    if held.numpy:
        return Many("list", held.kind, boxed=True) if held.kind != "bool" else None
    return Many("list", held.kind)


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
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        name, own = node.func.id, facts.is_builtin(node.func.id, at=node.func)
        if own and name == "range":
            return One("int")
        if own and name in ("list", "sorted", "tuple", "reversed") and len(node.args) == 1:
            return element_of(node.args[0], facts, depth)
    many = type_of(node, facts, depth)
    if many is None and isinstance(node, ast.Name):
        return held_by(node, facts, depth)
    if not isinstance(many, Many) or many.depth > 1:
        return None
    # Unlike an array, a column gives Python's own numbers.
    return One(many.kind, many.form == "array" or many.boxed) if many.kind != BYTE else None


def of_item(node: ast.Subscript, facts: Facts, depth: int) -> One | None:
    """The type of an element of a list of numpy's numbers."""
    if not isinstance(node.value, ast.Name) or type_of(node.slice, facts, depth) != One("int"):
        return None
    return held_by(node.value, facts, depth)


def held_by(name: ast.Name, facts: Facts, depth: int, *, own: bool = False) -> One | None:
    """What a list holds that comprehensions or loops of the source fill with numpy's numbers.

    With `own`, or with Python's own.
    """
    found = _put_into(name, facts, depth)
    return found if isinstance(found, One) and (found.numpy or (own and not found.either)) else None


def rows_held_by(name: ast.Name, facts: Facts, depth: int) -> Many | None:
    """What a list holds that comprehensions or loops of the source fill with arrays."""
    found = _put_into(name, facts, depth)
    return found if isinstance(found, Many) and found.form == "array" else None


def _being_filled(facts: Facts) -> dict[tuple[int, str], Type | None]:
    """Lists that are being looked at → what they are known to hold so far."""
    return {}


def _put_into(name: ast.Name, facts: Facts, depth: int) -> Type | None:
    """The one type of all that a list is given; what it is made of itself counts as the rest."""
    if depth < 1:
        return None
    being, key = facts.kept(_being_filled), (id(facts.scope(name.id, name)), name.id)
    if key in being:
        facts.kept(effort_of).leant.add(key)
        return being[key]
    being[key] = None
    try:
        return _given_to(name, key, facts, depth)
    finally:
        del being[key]
        facts.kept(effort_of).leant.discard(key)


def _given_to(name: ast.Name, key: tuple[int, str], facts: Facts, depth: int) -> Type | None:
    kinds: set[Type | None] = set()
    for binder in facts.binders(name.id, facts.scope(name.id, name)):
        stmt = facts.source.parents.get(binder)
        made = stmt.value if isinstance(stmt, ast.Assign) and stmt.targets == [binder] else None
        if isinstance(made, ast.ListComp):
            kinds.add(type_of(made.elt, facts, depth - 1))
        elif isinstance(made, ast.List):
            kinds |= {type_of(one, facts, depth - 1) for one in made.elts}
        elif not _is_joined(name.id, made):
            return None
    facts.kept(_being_filled)[key] = next(iter(kinds - {None}), None)
    for call in facts.source.all(ast.Call):
        if ast.unparse(call.func) == f"{name.id}.append" and call.args:
            kinds.add(type_of(call.args[0], facts, depth - 1))
    return kinds.pop() if len(kinds) == 1 else None


def _is_joined(name: str, made: ast.expr | None) -> bool:
    """True for `a` made an array at last: `a = np.array(a)`."""
    given = made.args if isinstance(made, ast.Call) else []
    return len(given) == 1 and is_name(given[0], name)
