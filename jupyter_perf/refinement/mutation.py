"""Names that a piece of source binds, and those whose values it may change in place."""

from __future__ import annotations

import ast
from types import ModuleType
from typing import TYPE_CHECKING

from . import flow, values
from .call_sites import behind_cache
from .callees import changed_around, changed_globals, compiled_globals

if TYPE_CHECKING:
    from .facts import Facts


def touched(nodes: list[ast.AST], facts: Facts) -> set[str]:
    """Names that are bound, and those by which an object is changed."""
    return flow.stores(nodes) | mutated(nodes, facts)


def mutated(nodes: list[ast.AST], facts: Facts, items: bool = True) -> set[str]:
    """Names by which an object is changed in place; `items` as for `Facts.mutated`."""
    found: set[str] = set()
    for node in flow.walk(nodes):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and not items:
            continue
        if isinstance(node, ast.Attribute | ast.Subscript):
            base = flow.root(node)
            if base is not None and not isinstance(node.ctx, ast.Load):
                found.add(base.id)
        elif isinstance(node, ast.AugAssign):
            base = flow.root(node.target)
            found |= {base.id} if base is not None else set()
        elif isinstance(node, ast.Call):
            found |= changed_by_call(node, facts)
    return found


def changed_by_call(node: ast.Call, facts: Facts) -> set[str]:
    """Names whose values a call may change, or that it may rebind."""
    found: set[str] = set()
    called = node.func
    base = flow.root(called)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Constant):
        if _is_quiet_method(called):
            return found
    elif isinstance(called, ast.Attribute) and base is not None:
        if isinstance(facts.namespace.get(base.id), ModuleType) or base.id in facts.imported:
            if flow.quiet_function(facts.full_name(called) or ""):
                return {r.id for k in node.keywords if (r := flow.root(k.value))}
        elif not _is_quiet(called, base, facts) or any(
            k.arg in ("inplace", "out") for k in node.keywords
        ):
            found.add(base.id)
            if called.value is base and called.attr in _DRAWN and _draws(base, facts):
                return found
        if _is_quiet_method(called) or _is_quiet(called, base, facts):
            return found
    elif isinstance(called, ast.Attribute) and _is_quiet_method(called):
        return found  # `groups.setdefault(key, []).append(x)`
    elif isinstance(called, ast.Name):
        if facts.is_builtin(called.id, at=called):
            # A generator made on the spot is all that `next` uses up.
            first = node.args[0] if node.args else None
            own = called.id == "next" and isinstance(first, ast.GeneratorExp)
            if own or called.id in flow.QUIET_BUILTINS:
                return found
        body = facts.definition(called.id) or behind_cache(node, facts)
        if body is not None:
            found |= changed_globals(body, facts)
            if facts.pure(body):
                return found
        else:
            found |= changed_around(called, facts)
        found |= compiled_globals({called.id}, facts)
        if flow.quiet_function(facts.full_name(called) or ""):
            return found
    arguments = [*node.args, *(k.value for k in node.keywords)]
    for name in {r for a in arguments for n in ast.walk(a) if (r := flow.root(n))}:
        if facts.kind_of(name) not in ("int", "float", "str", "bytes", "bool", "tuple"):
            found.add(name.id)
    return found


def _draws(name: ast.Name, facts: Facts) -> bool:
    """True for a generator of random numbers of numpy's, whatever state it is in."""
    known = facts.namespace.get(name.id)
    if facts.is_unbound(name.id):
        return type(known).__module__.startswith("numpy.random")
    made = facts.assigned(name)
    return isinstance(made, ast.Call) and facts.full_name(made.func) in _GENERATORS


_GENERATORS = ("numpy.random.default_rng", "numpy.random.RandomState")
_DRAWN = flow.words(
    """beta binomial choice exponential gamma integers lognormal normal permutation poisson randint
    random standard_normal uniform"""
)
"""Methods of generators that leave what they are given alone."""


def _is_quiet(called: ast.Attribute, base: ast.Name, facts: Facts) -> bool:
    """True for methods that leave their object as it is: of anything, or of this frame."""
    if called.attr in flow.QUIET_METHODS:
        return True
    return called.attr in flow.FRAME_METHODS and facts.kind_of(base) in ("DataFrame", "Series")


def _is_quiet_method(called: ast.Attribute) -> bool:
    """True for methods that keep or change only their object (`out.append(x)`)."""
    return called.attr in flow.QUIET_METHODS | {"append", "add", "extend", "appendleft"}


def _is_number(name: ast.Name, facts: Facts) -> bool:
    """True for a name of a number or text of the user's, which nothing can change in place."""
    known = facts.namespace.get(name.id)
    return facts.is_unbound(name.id) and type(known) in (int, float, str, bool)


def aliases(names: set[str], facts: Facts) -> set[str]:
    """Names that are bound to the same object, in the namespace or by `a = b`."""
    mutable = {
        id(facts.namespace[n])
        for n in names
        if n in facts.namespace and not isinstance(facts.namespace[n], values.IMMUTABLE)
    }
    found = {name for name, value in facts.namespace.items() if id(value) in mutable}
    for stmt in facts.source.all(ast.Assign):
        group = {t.id for t in [*stmt.targets, stmt.value] if isinstance(t, ast.Name)}
        if isinstance(stmt.value, ast.Name) and group & names and not _is_number(stmt.value, facts):
            found |= group
    return found
