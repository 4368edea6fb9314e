"""Whether what statements leave in their variables may be read afterwards."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .. import flow
from ..facts import Facts
from ..shaping.latest import latest
from ..source import COMPREHENSIONS


def read_elsewhere(name: str, stmts: Sequence[ast.stmt], facts: Facts) -> bool:
    """True where what neighbouring statements leave in `name` may be read by others.

    Loops, comprehensions and functions that bind the name first don't read it, unless the
    statements are in them.
    """
    around = set(facts.source.ancestors(stmts[0]))
    for use in facts.source.all(ast.Name):
        if use.id != name or not isinstance(use.ctx, ast.Load):
            continue
        if not any(
            outer in stmts or (outer not in around and _binds_first(outer, use, facts))
            for outer in facts.source.ancestors(use)
        ):
            return True
    return False


def missed_elsewhere(name: str, stmts: Sequence[ast.stmt], facts: Facts) -> bool:
    """As `read_elsewhere`, but what stands behind an assignment of its own reads that.

    The name may still be read elsewhere, with another value: only for what keeps its own uses.
    """
    if not read_elsewhere(name, stmts, facts):
        return False
    around = set(facts.source.ancestors(stmts[0]))
    for use in facts.source.all(ast.Name):
        if use.id != name or not isinstance(use.ctx, ast.Load):
            continue
        if any(outer in stmts for outer in facts.source.ancestors(use)):
            continue
        given = latest(use, facts)
        if given is None or given in around:
            return True
    return False


def _binds_first(outer: ast.AST, use: ast.Name, facts: Facts) -> bool:
    if isinstance(outer, ast.FunctionDef):
        return use.id in flow.local_names(outer)
    if isinstance(outer, ast.Lambda):
        own = use.id in flow.parameters(outer)
        return own and any(part is use for part in ast.walk(outer.body))
    if isinstance(outer, ast.For):
        inside = any(facts.source.inside(use, stmt) for stmt in outer.body)
        return inside and use.id in flow.stores([outer.target])
    return any(use.id in flow.stores([part.target]) for part in getattr(outer, "generators", ()))


def only_inside(names: set[str], loop: ast.stmt, facts: Facts) -> bool:
    """True where nobody misses what `names` hold after `loop`.

    They are read in this loop alone, or in loops and comprehensions that bind them anew.
    """
    if names & set(facts.namespace):
        return False
    for node in facts.source.all(ast.Name):
        if node.id not in names or facts.source.inside(node, loop):
            continue
        if facts.scope(node.id, node) is not facts.scope(node.id, loop):
            continue
        bound_anew = any(
            isinstance(parent, ast.For | ast.comprehension)
            and node.id in flow.stores(parent.target)
            for parent in _binding_around(node, facts)
        )
        if not bound_anew:
            return False
    return True


def only_there(names: set[str], loop: ast.stmt, facts: Facts) -> bool:
    """True where a cell may as well not have `names`: one loop of it alone binds and reads them."""
    if any(name in facts.namespace or name in facts.taken for name in names):
        return False
    return all(
        facts.source.inside(node, loop)
        or facts.scope(node.id, node) is not facts.scope(node.id, loop)
        for node in facts.source.all(ast.Name)
        if node.id in names
    )


def _binding_around(node: ast.AST, facts: Facts) -> Iterator[ast.AST]:
    """Loops around a node, and the `for` clauses of comprehensions around it."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, COMPREHENSIONS):
            yield from parent.generators
        elif isinstance(parent, ast.For) and not facts.source.inside(node, parent.iter):
            yield parent
