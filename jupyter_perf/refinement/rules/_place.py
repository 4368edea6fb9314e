"""Where something can be made once, and how a library's function is reached."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS

_WITH_EFFECTS = (ast.Call, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)


def place(node: ast.expr, names: Iterable[str], facts: Facts) -> ast.stmt | None:
    """The outermost statement that evaluates `node` again and again and leaves `names` alone.

    What depends on `names` alone can be made before it. None where there is no such statement.
    """
    names = set(names)
    repeated, here = _innermost(node, names, facts)
    if here is None:
        return None
    found: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if names & facts.changed(loop):
            break
        found = loop
    if found is not None or not repeated:
        return found
    return None if names & facts.changed(_evaluated(here)) else facts.source.statement(here)


def applied(node: ast.expr, fixed: set[str], facts: Facts) -> ast.stmt | None:
    """The statement that applies the lambda around a node to many values."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.Lambda):
            call = facts.source.parents[parent]
            method = call.func if isinstance(call, ast.Call) else None
            if not (isinstance(method, ast.Attribute) and method.attr in ("apply", "map")):
                return None
            stmt = facts.source.statement(call)
            held = facts.changed(parent.body) | set(flow.parameters(parent))
            simple = isinstance(stmt, ast.Assign | ast.Expr | ast.Return | ast.AugAssign)
            return stmt if simple and not fixed & held else None
        if isinstance(parent, ast.stmt):
            return None
    return None


def _innermost(node: ast.expr, names: set[str], facts: Facts) -> tuple[bool, ast.stmt | None]:
    """(whether the statement itself repeats the node, the statement or None to give up)."""
    repeated = False
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.Lambda):
            if names & set(flow.parameters(parent)):
                return False, None
            repeated = True
        elif isinstance(parent, ast.stmt):
            return repeated, None if isinstance(parent, FUNCTIONS) else parent
        elif isinstance(parent, COMPREHENSIONS):
            if names & flow.stores([g.target for g in parent.generators]):
                return False, None
            first = parent.generators[0].iter
            repeated = repeated or not any(part is node for part in ast.walk(first))
    return False, None


def _evaluated(stmt: ast.stmt) -> list[ast.expr]:
    """The expressions that a statement itself evaluates; not what it binds."""
    found = [part for part in ast.iter_child_nodes(stmt) if isinstance(part, ast.expr)]
    return [part for part in found if not isinstance(getattr(part, "ctx", None), ast.Store)]


def library(full: str, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """(how to write `module.name`, import lines to add): `Counter` for `collections.Counter`."""
    module, _, name = full.rpartition(".")
    for alias, known in facts.imported.items():
        if known == full:
            return alias, ()
    wanted = getattr(importlib.import_module(module), name)
    if facts.namespace.get(name) is wanted and name not in flow.stores(facts.source.tree):
        return name, ()
    if facts.is_free(name):
        return name, (f"from {module} import {name}",)
    alias, line = facts.module(module)
    return f"{alias}.{name}", (line,) if line else ()


def sole(body: list[ast.stmt]) -> ast.stmt | None:
    """The only statement of a block, or None."""
    return body[0] if len(body) == 1 else None


def is_empty_list(node: ast.expr, facts: Facts) -> bool:
    """True for `[]` and `list()`."""
    if isinstance(node, ast.List):
        return not node.elts
    return _is_empty_call(node, "list", facts)


def is_empty_dict(node: ast.expr, facts: Facts) -> bool:
    """True for `{}` and `dict()`."""
    if isinstance(node, ast.Dict):
        return not node.keys
    return _is_empty_call(node, "dict", facts)


def _is_empty_call(node: ast.expr, name: str, facts: Facts) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and not (node.args or node.keywords)
        and facts.is_builtin(name, at=node)
    )


def start(name: str, loop: ast.stmt, facts: Facts) -> ast.expr | None:
    """What a name was last given before a loop, in the same block and touched by nothing since."""
    for stmt in facts.source.before(loop):
        if (
            isinstance(stmt, ast.Assign | ast.AnnAssign)
            and isinstance(target := _target(stmt), ast.Name)
            and target.id == name
        ):
            return stmt.value
        if name in flow.stores(stmt) | flow.loads(stmt) | changed_by(stmt, facts):
            return None
    return None


def made_above(name: str, loop: ast.stmt, facts: Facts) -> ast.expr | None:
    """What a name was last given before a loop, in the same block, where since then nothing but
    elements of it may have been set: no other name can stand for it."""
    for stmt in facts.source.before(loop):
        if (
            isinstance(stmt, ast.Assign | ast.AnnAssign)
            and isinstance(target := _target(stmt), ast.Name)
            and target.id == name
        ):
            return stmt.value
        touched = name in flow.stores(stmt) | flow.loads(stmt) | changed_by(stmt, facts)
        if touched and not _sets_elements(stmt, name, facts):
            return None
    return None


def copied_from(name: str, loop: ast.stmt, facts: Facts) -> ast.Name | None:
    """What a name has been a copy of, element by element, since right above a loop."""
    made = start(name, loop, facts)
    source = _copied(made) if made is not None else None
    if not isinstance(source, ast.Name):
        return None
    for stmt in facts.source.before(loop):
        if name in flow.stores(stmt):
            return source
        if source.id in flow.stores(stmt) | changed_by(stmt, facts):
            return None
    return None


def _copied(made: ast.expr) -> ast.expr | None:
    """`a` in `a.copy()` and `[row[:] for row in a]`."""
    if isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute) and not made.args:
        return made.func.value if made.func.attr == "copy" and not made.keywords else None
    if isinstance(made, ast.ListComp) and len(made.generators) == 1:
        one, row = made.generators[0], ast.unparse(made.elt)
        name = ast.unparse(one.target)
        whole = row in (f"{name}[:]", f"{name}.copy()", f"list({name})")
        return one.iter if whole and not one.ifs else None
    return None


def _sets_elements(stmt: ast.stmt, name: str, facts: Facts) -> bool:
    """True for `name[0] = …` and `name[0], name[-1] = …`, alone or in loops over ranges."""
    if isinstance(stmt, ast.For):
        inner = stmt.body if not stmt.orelse and name not in flow.loads(stmt.iter) else []
        return bool(inner) and all(_sets_elements(one, name, facts) for one in inner)
    if not isinstance(stmt, ast.Assign | ast.AugAssign):
        return False
    targets = stmt.targets if isinstance(stmt, ast.Assign) else [stmt.target]
    parts = [p for t in targets for p in (t.elts if isinstance(t, ast.Tuple) else [t])]
    own = all(isinstance(p, ast.Subscript) and getattr(flow.root(p), "id", "") == name
              for p in parts)  # fmt: skip
    return own and all(
        isinstance(facts.source.parents[node], ast.Subscript)
        for node in ast.walk(stmt)
        if isinstance(node, ast.Name) and node.id == name
    )


def only_names(stmt: ast.stmt) -> bool:
    """True for a statement that only gives a name a value, without any call."""
    named = isinstance(stmt, ast.Assign | ast.AnnAssign) and isinstance(_target(stmt), ast.Name)
    return named and not flow.has(stmt, *_WITH_EFFECTS)


def changed_by(stmt: ast.stmt, facts: Facts) -> set[str]:
    """Names whose values a statement may change: giving a name another value, without a call,
    changes nothing that its old value is known by elsewhere."""
    return flow.stores(stmt) if only_names(stmt) else facts.changed(stmt)


def _target(stmt: ast.Assign | ast.AnnAssign) -> ast.expr | None:
    if isinstance(stmt, ast.AnnAssign):
        return stmt.target
    return stmt.targets[0] if len(stmt.targets) == 1 else None
