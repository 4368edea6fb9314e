"""What the user's own functions do when a piece of source calls them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING

from . import flow
from .foreign import is_at_home, is_foreign
from .source import Function

if TYPE_CHECKING:
    from .facts import Facts


def definition_of(name: str, facts: Facts) -> Function | None:
    """The one definition of `name`: in the source, else of the function in the namespace.

    A function inside another one counts where it takes nothing from around it.
    """
    binders = facts.binders(name, facts.source.tree)
    if binders:
        only = binders[0]
        if len(binders) == 1 and isinstance(only, ast.FunctionDef):
            return only if not only.decorator_list else None
        return None
    inner = facts.kept(_closed_functions).get(name)
    if inner is not None and name not in facts.namespace:
        return inner
    value = facts.namespace.get(name)
    if not isinstance(value, FunctionType) or value.__name__ == "<lambda>":
        return None
    if is_foreign(value):
        body = facts.homes.read(value)
        return body if body is not None and is_at_home(body, value, facts) else None
    try:
        text = facts.definitions.get(name) or inspect.getsource(value)
        parsed = ast.parse(textwrap.dedent(text)).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return None
    return parsed if isinstance(parsed, ast.FunctionDef) else None


def _closed_functions(facts: Facts) -> dict[str, ast.FunctionDef]:
    """Name → the function inside another one that alone has it and takes nothing from around it."""
    functions = facts.source.all(ast.FunctionDef)
    others = {node.id for node in facts.source.all(ast.Name) if not isinstance(node.ctx, ast.Load)}
    others |= {arg.arg for arg in facts.source.all(ast.arg)} | set(facts.imported)
    names = [function.name for function in functions]
    return {
        function.name: function
        for function in functions
        if function.name not in others
        and names.count(function.name) == 1
        and _is_closed(function, facts)
    }


def _is_closed(function: ast.FunctionDef, facts: Facts) -> bool:
    outer = facts.source.function(function)
    if not isinstance(outer, ast.FunctionDef) or function not in outer.body:
        return False
    uses = [use for use in facts.source.all(ast.Name) if use.id == function.name]
    if not all(facts.source.inside(use, outer) for use in uses):
        return False
    return not function.decorator_list and not _free_names(function) & _names_around(
        function, facts
    )


def _free_names(function: ast.FunctionDef) -> set[str]:
    inner = [part for part in ast.walk(function) if isinstance(part, ast.Global | ast.Nonlocal)]
    names = flow.loads(function) - flow.local_names(function) - {function.name}
    return names | {name for part in inner for name in part.names}


def _names_around(function: ast.FunctionDef, facts: Facts) -> set[str]:
    around = facts.source.ancestors(function)
    outer = [part for part in around if isinstance(part, ast.FunctionDef)]
    return {name for part in outer for name in flow.local_names(part)}


def called(node: ast.AST | list[ast.stmt], facts: Facts) -> list[Function]:
    """Definitions of the user's functions that `node` may call, one through another."""
    found: list[Function] = []
    queue = list(flow.walk(node))
    while queue:
        part = queue.pop()
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            body = facts.definition(part.id)
            if body is not None and body not in found:
                found.append(body)
                queue += ast.walk(body)
    return found


def changed_globals(function: Function, facts: Facts) -> set[str]:
    """Global names that calling `function` may rebind or change, as far as its text shows."""
    found: set[str] = set()
    for body in [function, *called(function, facts)]:
        local = flow.local_names(body)
        for node in ast.walk(body):
            base = _changed_root(node)
            if isinstance(node, ast.Global | ast.Nonlocal):
                found |= set(node.names)
            elif base is not None and base.id not in local and not facts.is_module(base.id):
                found.add(base.id)
    return found


def changed_around(name: ast.Name, facts: Facts) -> set[str]:
    """Names of what is around it that calling an inner function, or a lambda, may change."""
    return {one for body in called_inside(name, facts) for one in changed_globals(body, facts)}


def called_inside(node: ast.AST | list[ast.stmt], facts: Facts) -> list[Function]:
    """Inner functions, methods and lambdas with a name that `node` may call, as `called`."""
    found: list[Function] = []
    queue = list(flow.walk(node))
    while queue:
        for body in _inner_functions(queue.pop(), facts):
            if body not in found:
                found.append(body)
                queue += ast.walk(body)
    return found


def _inner_functions(node: ast.AST, facts: Facts) -> list[Function]:
    """What a name or an attribute stands for, unless that is a function of the module's."""
    if isinstance(node, ast.Attribute):
        methods = (f for f in facts.source.all(ast.FunctionDef) if f.name == node.attr)
        return [f for f in methods if isinstance(facts.source.parents[f], ast.ClassDef)]
    if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
        return []
    scope = facts.scope(node.id, node)
    found: list[Function] = []
    for binder in facts.binders(node.id, scope):
        stmt = facts.source.parents.get(binder)
        if isinstance(binder, ast.FunctionDef) and not isinstance(scope, ast.Module):
            found.append(binder)
        elif isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.Lambda):
            found.append(stmt.value)
    return found


def _changed_root(node: ast.AST) -> ast.Name | None:
    """The name whose value a node changes: a store into a part, a method that may change it."""
    if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return flow.root(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return None if node.func.attr in flow.QUIET_METHODS else flow.root(node.func)
    return None


def compiled_globals(names: set[str], facts: Facts) -> set[str]:
    """Globals that functions of the user's, whose text isn't at hand, refer to, by their bytecode.

    What such a function does to them can't be told, so it counts as both reading and changing.
    """
    found: set[str] = set()
    queue = [name for name in names if _is_compiled(name, facts)]
    while queue:
        value = facts.namespace[queue.pop()]
        for name in _code_names(value.__code__) - found:
            if name in facts.namespace or facts.binders(name, facts.source.tree):
                found.add(name)
                queue += [name] if _is_compiled(name, facts) else []
    return {name for name in found if not isinstance(facts.namespace.get(name), _FIXED)}


_FIXED = (FunctionType, ModuleType, type)


def _is_compiled(name: str, facts: Facts) -> bool:
    value = facts.namespace.get(name)
    return (
        isinstance(value, FunctionType)
        # A library's function has globals of its own.
        and name not in facts.imported
        and value.__module__ in ("__main__", "builtins", None, "")
        and facts.definition(name) is None
    )


def _code_names(code: CodeType) -> set[str]:
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= _code_names(constant)
    return found


def reads(nodes: list[ast.stmt], name: str, facts: Facts) -> bool:
    """True where a function called from `nodes` refers to the global `name`."""
    if name in compiled_globals(flow.loads(nodes), facts):
        return True
    return any(
        name in flow.loads(body) and name not in flow.local_names(body)
        for body in [*called(nodes, facts), *called_inside(nodes, facts)]
    )
