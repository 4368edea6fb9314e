"""Which places call a function of the source, and what each gives it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from . import flow

if TYPE_CHECKING:
    from .facts import Facts


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
        if isinstance(call, ast.Call) and call.func is use:
            found.append((call, shift))
            continue
        other = _cached_as(call, facts)
        if other is None:
            return None
        through = _calls_of_name(other.id, facts.scope(other.id, other), shift, facts)
        if through is None:
            return None
        found += through
    return found


def _cached_as(node: ast.AST, facts: Facts) -> ast.Name | None:
    """The only name that `cache(function)` is given."""
    if not (isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords):
        return None
    stmt = facts.source.parents[node]
    if facts.full_name(node.func) != "functools.cache" or not isinstance(stmt, ast.Assign):
        return None
    target = stmt.targets[0]
    if len(stmt.targets) > 1 or not isinstance(target, ast.Name):
        return None
    only = facts.binders(target.id, facts.scope(target.id, target)) == [target]
    return target if only else None


def behind_cache(call: ast.Call, facts: Facts) -> ast.FunctionDef | None:
    """The function of the source whose answers a call looks up or has worked out."""
    called = call.func
    if not isinstance(called, ast.Name):
        return None
    binders = facts.binders(called.id, facts.scope(called.id, called))
    stmt = facts.source.parents[binders[0]] if len(binders) == 1 else None
    if not isinstance(stmt, ast.Assign) or _cached_as(stmt.value, facts) is not binders[0]:
        return None
    given = stmt.value.args[0]  # type: ignore[attr-defined]
    made = facts.binders(given.id, facts.scope(given.id, given)) if _is_name(given) else []
    only_one = made[0] if len(made) == 1 else None
    plain = isinstance(only_one, ast.FunctionDef) and not only_one.decorator_list
    return only_one if plain else None  # type: ignore[return-value]


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


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
    return given[name] if name in given else default_of(function, name)


def default_of(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """The default of a parameter; None where it has none."""
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
        if isinstance(only_one, ast.FunctionDef) and not only_one.decorator_list:
            return only_one
        return None
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return _own_method(called.attr, called.value, facts)
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


def _own_method(method: str, itself: ast.Name, facts: Facts) -> ast.FunctionDef | None:
    where = facts.source.function(itself)
    owner = facts.source.parents.get(where) if isinstance(where, ast.FunctionDef) else None
    if not isinstance(owner, ast.ClassDef) or not isinstance(where, ast.FunctionDef):
        return None
    if flow.parameters(where)[:1] != [itself.id]:
        return None
    defined = [
        part
        for other in facts.source.all(ast.ClassDef)
        for part in other.body
        if isinstance(part, ast.FunctionDef) and part.name == method
    ]
    fits = len(defined) == 1 and defined[0] in owner.body and not defined[0].decorator_list
    return defined[0] if fits else None
