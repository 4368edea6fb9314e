"""What a function, or the first statements of a loop, work out, as expressions of what is given."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._bodies import without_docstring

_DEPTH = 3
"""Functions that call functions are followed so far."""


def written(node: ast.expr, known: Mapping[str, ast.expr]) -> ast.expr:
    """An expression with names replaced by what they stand for, in comprehensions too."""
    if isinstance(node, ast.Name):
        return known.get(node.id, node)
    if not flow.loads(node) & known.keys():
        return node
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        return _written_comprehension(node, known)
    if flow.has(node, ast.Lambda, ast.NamedExpr, ast.DictComp, ast.SetComp, ast.JoinedStr):
        raise Decline("names of its own")
    make: Any = type(node)
    made: ast.expr = make(**{name: _field(value, known) for name, value in ast.iter_fields(node)})
    return _taken(ast.copy_location(made, node))


def _taken(node: ast.expr) -> ast.expr:
    """`a` for `(a, b)[0]`."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Tuple)):
        return node
    at, parts = node.slice, node.value.elts
    whole = isinstance(at, ast.Constant) and type(at.value) is int
    starred = any(isinstance(part, ast.Starred) for part in parts)
    fits = whole and not starred and 0 <= at.value < len(parts)  # type: ignore[attr-defined]
    return parts[at.value] if fits else node  # type: ignore[attr-defined]


def _field(value: object, known: Mapping[str, ast.expr]) -> object:
    if isinstance(value, list):
        return [_field(part, known) for part in value]
    if isinstance(value, ast.keyword):
        return ast.keyword(value.arg, written(value.value, known))
    return written(value, known) if isinstance(value, ast.expr) else value


def _written_comprehension(
    node: ast.GeneratorExp | ast.ListComp, known: Mapping[str, ast.expr]
) -> ast.expr:
    own = flow.stores([part.target for part in node.generators])
    inside = {name: value for name, value in known.items() if name not in own}
    if len(node.generators) > 1 or any(flow.loads(value) & own for value in inside.values()):
        raise Decline("names of its own")
    (part,) = node.generators
    tests = [written(test, inside) for test in part.ifs]
    again = ast.comprehension(part.target, written(part.iter, known), tests, part.is_async)
    return type(node)(written(node.elt, inside), [again])


def given(stmt: ast.stmt, known: dict[str, ast.expr], facts: Facts) -> bool:
    """Note in `known` what an assignment gives names; False for another statement.

    `x, y = point` gives `point[0]` and `point[1]`.
    """
    if isinstance(stmt, ast.For):
        return _added_up(stmt, known)
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return False
    target, value = stmt.targets[0], written(stmt.value, known)
    if isinstance(target, ast.Name):
        known[target.id] = value
        return True
    if not isinstance(target, ast.Tuple) or not all(isinstance(t, ast.Name) for t in target.elts):
        return False
    parts = _parts(value, len(target.elts), facts)
    names = [t.id for t in target.elts if isinstance(t, ast.Name)]
    if parts is None or len(set(names)) < len(names):
        return False
    known.update(zip(names, parts, strict=True))
    return True


def _added_up(loop: ast.For, known: dict[str, ast.expr]) -> bool:
    """`for a, b in zip(p, q): total += …`, as what is added up at once."""
    added = loop.body[0]
    if len(loop.body) > 1 or loop.orelse or not isinstance(added, ast.AugAssign):
        return False
    name = added.target.id if isinstance(added.target, ast.Name) else ""
    own = flow.stores([loop.target])
    if (
        name not in known
        or not isinstance(added.op, ast.Add)
        or {name} & (own | flow.loads(added.value))
    ):
        return False
    part = ast.comprehension(loop.target, loop.iter, [], 0)
    called = ast.Call(ast.Name("sum", ast.Load()), [ast.GeneratorExp(added.value, [part])], [])
    others = {other: value for other, value in known.items() if other not in own}
    known[name] = ast.BinOp(known[name], ast.Add(), written(called, others))
    for one in own:
        known.pop(one, None)
    return True


def _parts(value: ast.expr, size: int, facts: Facts) -> Sequence[ast.expr] | None:
    if isinstance(value, ast.Tuple):
        return value.elts if len(value.elts) == size else None
    if isinstance(value, ast.List | ast.GeneratorExp | ast.ListComp):
        parts = value.elts if isinstance(value, ast.List) else _of_each(value)
        return parts if len(parts) == size else None
    mapped = isinstance(value, ast.Call) and ast.unparse(value.func) == "map"
    if isinstance(value, ast.Call) and mapped and len(value.args) == 2:
        if not facts.is_builtin("map", at=value.func):
            return None
        listed = value.args[1]
        if not isinstance(listed, ast.Tuple | ast.List) or len(listed.elts) != size:
            return None
        return [ast.Call(value.args[0], [one], []) for one in listed.elts]
    if isinstance(value, ast.Name | ast.Subscript):
        return [ast.Subscript(value, ast.Constant(at), ast.Load()) for at in range(size)]
    return None


def _of_each(value: ast.GeneratorExp | ast.ListComp) -> Sequence[ast.expr]:
    """The parts of `[radians(x) for x in (a, b)]`; none where that isn't written out."""
    part = value.generators[0]
    listed = part.iter
    plain = len(value.generators) == 1 and not part.ifs and isinstance(part.target, ast.Name)
    if not plain or not isinstance(listed, ast.Tuple | ast.List):
        return ()
    assert isinstance(part.target, ast.Name)
    name = part.target.id
    return [written(value.elt, {name: one}) for one in listed.elts]


def _given_to(
    call: ast.Call, names: list[str], defaults: Sequence[ast.expr]
) -> dict[str, ast.expr] | None:
    """What a call gives each parameter; None where that isn't written out."""
    if len(names) < len(call.args) or any(isinstance(arg, ast.Starred) for arg in call.args):
        return None
    known = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    if not all(isinstance(value, ast.Constant) for value in defaults):
        return None
    known |= dict(zip(names, call.args, strict=False))
    for one in call.keywords:
        if one.arg not in names[len(call.args) :]:
            return None
        known[one.arg] = one.value
    return known if len(known) == len(names) else None


def answer(call: ast.Call, facts: Facts, depth: int = _DEPTH) -> ast.expr | None:
    """What a call of one of the user's functions returns, with the arguments written in.

    None where the function does more than work out names one after another.
    """
    if not isinstance(call.func, ast.Name) or depth == 0:
        return None
    function = facts.definition(call.func.id)
    if not isinstance(function, ast.FunctionDef) or function.decorator_list:
        return None
    spec = function.args
    names = [arg.arg for arg in spec.args]
    if spec.vararg or spec.kwarg or spec.kwonlyargs or spec.posonlyargs:
        return None
    known = _given_to(call, names, spec.defaults)
    if known is None:
        return None
    *steps, last = without_docstring(function.body)
    if not isinstance(last, ast.Return) or last.value is None:
        return None
    if not all(given(step, known, facts) for step in steps):
        return None
    return written(last.value, known)


def refuse_hidden(call: ast.Call, at: ast.AST, facts: Facts) -> None:
    """Decline where a name that the function reads stands for something else `at` a place."""
    function = facts.definition(call.func.id)  # type: ignore[attr-defined]
    own = flow.local_names(function) if function is not None else set()
    for name in flow.loads(function.body if function is not None else []) - own:
        if not isinstance(facts.scope(name, at), ast.Module):
            raise Decline("a name that stands for something else here")
