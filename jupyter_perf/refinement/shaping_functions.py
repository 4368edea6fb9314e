"""What the user's functions are given and return, as shapes, by all the places that call them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from . import flow, shapes
from .facts import Facts
from .shapes import Shapes, holding, only, union

Ask = Callable[[ast.expr], Shapes | None]
_ENDINGS = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def given_shapes(
    function: ast.FunctionDef, name: str, facts: Facts, ask: Ask, outside: Shapes | None
) -> Shapes | None:
    """Shapes that all calls give a parameter; None where one can't be told, or there are none.

    `outside` are those of calls from outside of the source.
    """
    sites = call_sites(function, facts)
    if sites is None or name in _starred(function) or (not sites and not outside):
        return None
    found: list[Shapes | None] = [outside]
    for call, shift in sites:
        argument = argument_of(call, function, name, shift)
        found.append(None if argument is None else ask(argument))
    return union(*found)


def outside_values(function: ast.FunctionDef, name: str, facts: Facts) -> list[object] | None:
    """Values that the calls of the entry give a parameter; None where its default is needed."""
    if facts.entry != function.name or not isinstance(facts.source.parents[function], ast.Module):
        return []
    spec = function.args
    positional = [arg.arg for arg in [*spec.posonlyargs, *spec.args]]
    found: list[object] = []
    for call in facts.calls:
        args = call if isinstance(call, tuple) else getattr(call, "args", ())
        given = {**dict(zip(positional, args, strict=False)), **getattr(call, "kwargs", {})}
        default = _default(function, name)
        if name in given:
            found.append(given[name])
        elif isinstance(default, ast.Constant):
            found.append(default.value)
        else:
            return None
    return found


def call_sites(function: ast.FunctionDef, facts: Facts) -> list[tuple[ast.Call, int]] | None:
    """(call, how many parameters it leaves to `self`) for every use; None if one is no call."""
    if function.decorator_list:
        return None
    owner = facts.source.parents[function]
    if isinstance(owner, ast.ClassDef):
        return _method_calls(function, owner, facts)
    scope = facts.scope(function.name, function)
    if facts.binders(function.name, scope) != [function]:
        return None
    return _calls_of_name(function.name, scope, 0, facts)


def _calls_of_name(
    name: str, scope: ast.AST, shift: int, facts: Facts
) -> list[tuple[ast.Call, int]] | None:
    found = []
    for use in facts.source.all(ast.Name):
        if use.id != name or not isinstance(use.ctx, ast.Load):
            continue
        if facts.scope(name, use) is not scope:
            continue
        call = facts.source.parents[use]
        if not (isinstance(call, ast.Call) and call.func is use):
            return None
        found.append((call, shift))
    return found


def _method_calls(
    method: ast.FunctionDef, owner: ast.ClassDef, facts: Facts
) -> list[tuple[ast.Call, int]] | None:
    if owner.decorator_list or owner.keywords:
        return None
    if method.name == "__init__":
        scope = facts.scope(owner.name, owner)
        if owner.bases or facts.binders(owner.name, scope) != [owner]:
            return None
        return _calls_of_name(owner.name, scope, 1, facts)
    if method.name.startswith("__"):
        return None
    found = []
    for use in facts.source.all(ast.Attribute):
        if use.attr != method.name:
            continue
        call = facts.source.parents[use]
        if not (isinstance(call, ast.Call) and call.func is use):
            return None
        by_class = isinstance(use.value, ast.Name) and use.value.id == owner.name
        found.append((call, 0 if by_class else 1))
    return found


def _starred(function: ast.FunctionDef) -> set[str]:
    return {arg.arg for arg in (function.args.vararg, function.args.kwarg) if arg is not None}


def argument_of(
    call: ast.Call, function: ast.FunctionDef, name: str, shift: int
) -> ast.expr | None:
    """The expression that a call gives for a parameter, or the parameter's default."""
    if any(isinstance(arg, ast.Starred) for arg in call.args):
        return None
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    spec = function.args
    positional = [arg.arg for arg in [*spec.posonlyargs, *spec.args]][shift:]
    given = dict(zip(positional, call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg is not None}
    return given[name] if name in given else _default(function, name)


def _default(function: ast.FunctionDef, name: str) -> ast.expr | None:
    spec = function.args
    positional = [arg.arg for arg in [*spec.posonlyargs, *spec.args]]
    tail = positional[len(positional) - len(spec.defaults) :]
    defaults: dict[str, ast.expr | None] = dict(zip(tail, spec.defaults, strict=True))
    defaults |= {a.arg: d for a, d in zip(spec.kwonlyargs, spec.kw_defaults, strict=True)}
    return defaults.get(name)


def called_function(call: ast.Call, facts: Facts) -> ast.FunctionDef | None:
    """The function of the source that a call runs: by its name, or a method by `self.name`."""
    called = call.func
    if isinstance(called, ast.Name):
        found = facts.binders(called.id, facts.scope(called.id, called))
        only_one = found[0] if len(found) == 1 else None
        plain = isinstance(only_one, ast.FunctionDef) and not only_one.decorator_list
        return only_one if plain else None  # type: ignore[return-value]
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return _own_method(called, facts)
    return None


def taken_as(call: ast.Call, given: ast.expr, facts: Facts) -> tuple[ast.FunctionDef, str] | None:
    """(function, parameter) that an argument of a call becomes; None where it isn't known."""
    function, shift = called_function(call, facts), 0
    if isinstance(call.func, ast.Attribute):
        shift = 1
    elif function is None and isinstance(call.func, ast.Name):
        function, shift = _maker(call.func, facts), 1
    if function is None:
        return None
    spec = function.args
    positional = [arg.arg for arg in [*spec.posonlyargs, *spec.args]][shift:]
    for name, argument in zip(positional, call.args, strict=False):
        if isinstance(argument, ast.Starred):
            return None
        if argument is given:
            return function, name
    return None


def _maker(called: ast.Name, facts: Facts) -> ast.FunctionDef | None:
    """The `__init__` of a plain class of the source."""
    found = facts.binders(called.id, facts.scope(called.id, called))
    if len(found) != 1 or not isinstance(found[0], ast.ClassDef):
        return None
    owner = found[0]
    if owner.bases or owner.keywords or owner.decorator_list:
        return None
    made = [part for part in owner.body if isinstance(part, ast.FunctionDef)]
    special = [part for part in made if part.name in ("__init__", "__new__")]
    return special[0] if [part.name for part in special] == ["__init__"] else None


def _own_method(called: ast.Attribute, facts: Facts) -> ast.FunctionDef | None:
    where = facts.source.function(called)
    owner = facts.source.parents.get(where) if isinstance(where, ast.FunctionDef) else None
    if not isinstance(owner, ast.ClassDef) or not isinstance(where, ast.FunctionDef):
        return None
    if flow.parameters(where)[:1] != [called.value.id]:  # type: ignore[attr-defined]
        return None
    defined = [
        part
        for other in facts.source.all(ast.ClassDef)
        for part in other.body
        if isinstance(part, ast.FunctionDef) and part.name == called.attr
    ]
    fits = len(defined) == 1 and defined[0] in owner.body and not defined[0].decorator_list
    return defined[0] if fits else None


def returned_shapes(function: ast.FunctionDef, ask: Ask) -> Shapes | None:
    """Shapes of what a call gives; a generator's are those of an iterator."""
    yielded = list(_yielded(function))
    if yielded:
        if any(isinstance(part, ast.YieldFrom) for part in yielded):
            return None
        return holding("iterator", union(*(ask(part.value) if part.value else only("NoneType")
                                           for part in yielded)))  # fmt: skip
    found: list[Shapes | None] = []
    for part in flow.own_statements(function):
        if isinstance(part, ast.Return):
            found.append(only("NoneType") if part.value is None else ask(part.value))
    if not _ends(function.body):
        found.append(only("NoneType"))
    return union(*found) if found else shapes.NONE


def _yielded(function: ast.FunctionDef) -> Iterator[ast.Yield | ast.YieldFrom]:
    for part in flow.own_statements(function):
        if isinstance(part, ast.Yield | ast.YieldFrom):
            yield part


def _ends(body: list[ast.stmt]) -> bool:
    """True where the end of a block can't be reached."""
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _ends(last.body) and _ends(last.orelse)
    if isinstance(last, ast.While):
        endless = isinstance(last.test, ast.Constant) and bool(last.test.value)
        return endless and not flow.has(last.body, ast.Break)
    if isinstance(last, ast.With):
        return _ends(last.body)
    return isinstance(last, _ENDINGS)


def attribute_values(
    node: ast.Attribute, facts: Facts
) -> list[tuple[ast.Attribute, ast.expr]] | None:
    """(target, value) of all assignments to attributes of this name; None where one can't be told.

    Only for `self.name` in a class of the source that inherits nothing and makes no properties.
    """
    where = facts.source.function(node)
    owner = facts.source.parents.get(where) if isinstance(where, ast.FunctionDef) else None
    if not isinstance(owner, ast.ClassDef) or not isinstance(where, ast.FunctionDef):
        return None
    own = isinstance(node.value, ast.Name) and flow.parameters(where)[:1] == [node.value.id]
    if not own or owner.bases or owner.keywords or owner.decorator_list:
        return None
    if any(node.attr in flow.stores(stmt) for stmt in owner.body):
        return None
    found: list[tuple[ast.Attribute, ast.expr]] = []
    for target in facts.source.all(ast.Attribute):
        if target.attr != node.attr or isinstance(target.ctx, ast.Load):
            continue
        stmt = facts.source.parents[target]
        if not isinstance(stmt, ast.Assign | ast.AnnAssign | ast.AugAssign) or stmt.value is None:
            return None
        found.append((target, stmt.value))
    return found or None


def attribute_uses(name: str, facts: Facts) -> Iterator[ast.expr]:
    """Every place that reads an attribute of this name."""
    for node in facts.source.all(ast.Attribute):
        if node.attr == name and isinstance(node.ctx, ast.Load):
            yield node
