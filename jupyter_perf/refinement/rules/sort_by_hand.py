from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, first_match, which_match
from ._bodies import instead_of, without_docstring
from ._rule import Rewrite, rule
from ._sort_patterns import (
    LOOPS,
    MERGE_SORT,
    MERGE_SORT_BY_HELPER,
    MERGED,
    QUICK_SORT,
    UPWARDS,
)


@rule(ast.For, ast.While, ast.FunctionDef, safety=Safety.CHECK, gain=60.0, hints=("for ", "while "))
def sort_by_hand(node: ast.For | ast.While | ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let the list sort itself.

    What it does:
        Bubble sort, selection sort and insertion sort, up or down, become `items.sort()`; a
        function that is merge sort or quick sort by lists returns `sorted(items)`.

    Why it is slow:
        Two nested loops compare every element with every other; `list.sort` needs n log n
        comparisons, in C.

    Before:
        for i in range(len(items)):
            for j in range(len(items) - i - 1):
                if items[j] > items[j + 1]:
                    items[j], items[j + 1] = items[j + 1], items[j]

    After:
        items.sort()

    When not:
        Elements that aren't all whole numbers or all strings, loops that also count or print
        what they do, variables of the loops that are used afterwards.

    Source:
        Knuth, "The Art of Computer Programming", 5.2; Peters, "listsort.txt" in CPython.
    """
    if isinstance(node, ast.FunctionDef):
        return _function(node, facts)
    if facts.source.function(node) is None and facts.kind != "program":
        return None
    stmts = _block(node, facts)
    at, found = which_match(stmts, LOOPS)
    if at < 0 or not _sortable(stmts, found, facts):
        return None
    order = "" if at < len(UPWARDS) else "reverse=True"
    name = ast.unparse(found["v_a"])
    for bound in flow.stores(stmts) - {name}:
        if facts.used_after(bound, node):
            return None
    return Rewrite(tuple(instead_of(stmts, f"{name}.sort({order})")))


def _block(node: ast.For | ast.While, facts: Facts) -> list[ast.stmt]:
    """The loop, with what sets the flag of a `while` before it."""
    before = facts.source.before(node)
    if isinstance(node, ast.While) and before and isinstance(before[0], ast.Assign):
        return [before[0], node]
    return [node]


def _sortable(stmts: list[ast.stmt], found: Found, facts: Facts) -> bool:
    """True where the list holds what has one order only, and the loops go through all of it."""
    name = ast.unparse(found["v_a"])
    use = _use(stmts, name)
    if not shapes.within(shapes_of(use, facts), "list") or not _plain(use, facts):
        return False
    if not facts.is_builtin("range", "len", at=stmts[0]):
        return False
    for key in ("E_n", "E_m"):
        if key in found and not _is_length(found[key], name, stmts[-1], facts, key == "E_m"):
            return False
    return True


def _plain(use: ast.expr, facts: Facts) -> bool:
    held = elements_of(use, facts)
    return shapes.within(held, "int") or shapes.within(held, "str")


def _use(stmts: list[ast.stmt], name: str) -> ast.Name:
    return next(n for n in flow.walk(stmts) if isinstance(n, ast.Name) and n.id == name)


def _is_length(node: ast.AST, name: str, loop: ast.stmt, facts: Facts, or_less: bool) -> bool:
    """True for `len(items)` and for a name that was given it; for one less too, where it may be."""
    if or_less and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        one = isinstance(node.right, ast.Constant) and node.right.value == 1
        return one and _is_length(node.left, name, loop, facts, False)
    if isinstance(node, ast.Name):
        use = _use([loop], node.id)
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


def _function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    body = without_docstring(node.body)
    names = flow.parameters(node)
    if len(names) != 1 or len(body) < 2 or node.decorator_list:
        return None
    if not _base_case(body[0], names[0]):
        return None
    rest = body[1:]
    if isinstance(body[0], ast.If) and body[0].orelse:
        return None
    found = first_match(rest, QUICK_SORT) or first_match(rest, MERGE_SORT)
    if found is None:
        found = first_match(rest, MERGE_SORT_BY_HELPER)
        if found is None or not _is_merge(ast.unparse(found["v_merge"]), facts):
            return None
    fits = ast.unparse(found["v_a"]) == names[0] and ast.unparse(found["v_f"]) == node.name
    use = _use(rest, names[0])
    if not fits or not facts.is_builtin("sorted", "len", at=node) or not _plain(use, facts):
        return None
    if not shapes.within(shapes_of(use, facts), "list"):
        return None
    if facts.binders(node.name, facts.scope(node.name, node)) != [node]:
        return None
    return Rewrite(
        (Instead(rest[0], f"return sorted({names[0]})"), *(Instead(s, "") for s in rest[1:]))
    )


def _base_case(stmt: ast.stmt, name: str) -> bool:
    """True for what gives lists of at most one element back as they are."""
    tests = ("len(v_a) <= 1", "len(v_a) < 2", "not len(v_a) > 1")
    found = first_match([stmt], [f"if {test}:\n    return v_a" for test in tests])
    return found is not None and ast.unparse(found["v_a"]) == name


def _is_merge(name: str, facts: Facts) -> bool:
    function = facts.definition(name)
    if not isinstance(function, ast.FunctionDef) or len(flow.parameters(function)) != 2:
        return False
    found = first_match(without_docstring(function.body), MERGED)
    if found is None:
        return False
    given = [ast.unparse(found[side]) for side in ("v_l", "v_r")]
    return given == flow.parameters(function)
