"""Whether loops over places that sort go through all of a list."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._alike import Found
from ._bounds import known_difference, linear, size_of


def whole_length(stmts: list[ast.stmt], found: Found, facts: Facts) -> str | None:
    """The test by which the loops go through all of the list, "" where they surely do.

    None where a loop ends at something else than the list's length, whatever it is.
    """
    name = ast.unparse(found["v_a"])
    tests: set[str] = set()
    for key in ("E_n", "E_m"):
        if key in found and not _is_length(found[key], name, stmts[-1], facts, key == "E_m"):
            test = _asked(found[key], name, stmts, facts, key == "E_m")
            if test is None:
                return None
            tests.add(test)
    return " and ".join(tests) if len(tests) < 2 else None


def use_of(name: str, stmts: list[ast.stmt]) -> ast.Name:
    """The first place where statements use a name."""
    return next(n for n in flow.walk(stmts) if isinstance(n, ast.Name) and n.id == name)


def _asked(
    node: ast.AST, name: str, stmts: list[ast.stmt], facts: Facts, or_less: bool
) -> str | None:
    """The test whether a name is the list's length; None where the loops stay after one."""
    if or_less and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        one = isinstance(node.right, ast.Constant) and node.right.value == 1
        return _asked(node.left, name, stmts, facts, False) if one else None
    if not isinstance(node, ast.Name) or node.id in flow.stores(stmts):
        return None
    test = f"len({name}) == {node.id}"
    kept = facts.source.parents[stmts[0]]
    tested = isinstance(kept, ast.If) and ast.unparse(kept.test) == test
    if tested or not shapes.within(shapes_of(use_of(node.id, stmts), facts), "int"):
        return None
    size, known = size_of(use_of(name, stmts), facts), linear(use_of(node.id, stmts), facts)
    if size is not None and known is not None and known_difference(size, known) == 0:
        return ""
    # The length of something else is hardly ever this one.
    given = facts.assigned(use_of(node.id, stmts))
    other = isinstance(given, ast.Call) and ast.unparse(given.func) == "len"
    return None if other else test


def _is_length(node: ast.AST, name: str, loop: ast.stmt, facts: Facts, or_less: bool) -> bool:
    """True for `len(items)` and for a name that was given it; for one less too, where it may be."""
    if or_less and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        one = isinstance(node.right, ast.Constant) and node.right.value == 1
        return one and _is_length(node.left, name, loop, facts, False)
    if isinstance(node, ast.Name):
        use = use_of(node.id, [loop])
        given = facts.assigned(use)
        if given is None or facts.source.function(use) is not facts.source.function(given):
            return False
        stmt = facts.source.statement(given)
        block = facts.source.block(stmt)
        if loop not in block:
            return False
        between = block[block.index(stmt) + 1 : block.index(loop)]
        if any(name in facts.changed(part) for part in between):
            return False
        return ast.unparse(given) == f"len({name})"
    return ast.unparse(node) == f"len({name})"
