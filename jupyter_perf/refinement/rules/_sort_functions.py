"""Functions that are merge sort or quick sort, written by hand."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, first_match, which_match
from ._bodies import indented, without_docstring
from ._merge_patterns import (
    MERGE_SORT,
    MERGE_SORT_BY_HELPER,
    MERGE_SORT_IN_PLACE,
    MERGED,
    is_stable,
)
from ._rule import Rewrite
from ._sort_lengths import use_of
from ._sort_patterns import QUICK_SORT


def plain(use: ast.expr, facts: Facts) -> bool:
    """True for a list of whole numbers alone, or of strings."""
    held = elements_of(use, facts)
    return shapes.within(held, "int") or shapes.within(held, "str")


def without_nan(use: ast.Name, facts: Facts) -> str | None:
    """The test that puts a list of numbers in one order; None for what isn't one of numbers."""
    if not shapes.within(elements_of(use, facts), "int", "float"):
        return None
    number = facts.fresh("number")
    if not facts.is_builtin("all", at=use):
        return None
    return f"all({number} == {number} for {number} in {use.id})"


def is_asked_for(name: str, stmt: ast.stmt, facts: Facts) -> bool:
    """True for what an earlier rewrite left for where there is a NaN."""
    kept = facts.source.parents[stmt]
    test = ast.unparse(kept.test) if isinstance(kept, ast.If) else ""
    return "all(" in test and test.rstrip(")").endswith(f" in {name}")


def sorting_function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """`sorted(items)` where longer lists are sorted; `items.sort()` where it is done in place."""
    body = without_docstring(node.body)
    names = flow.parameters(node)
    if len(names) != 1 or node.decorator_list:
        return None
    if facts.binders(node.name, facts.scope(node.name, node)) != [node]:
        return None
    in_place = _in_place(body, names[0], node, facts)
    body = _base_first(body, names[0])
    if in_place is not None or not body or not _base_case(body[0], names[0]):
        return in_place
    rest = _behind(body)
    sort = _sort_of(rest, facts)
    if sort is None or not facts.is_builtin("sorted", "len", "all", at=node):
        return None
    fits = (
        ast.unparse(sort.found["v_a"]) == names[0] and ast.unparse(sort.found["v_f"]) == node.name
    )
    use = use_of(names[0], rest)
    if not fits or not shapes.within(shapes_of(use, facts), "list"):
        return None
    fast = f"return sorted({names[0]})"
    if plain(use, facts):
        return Rewrite((Instead(rest[0], fast), *(Instead(s, "") for s in rest[1:])))
    no_nan = without_nan(use, facts) if sort.stable else None
    if no_nan is None:
        return None
    return Rewrite((Around(rest[0], before=f"if {no_nan}:\n{indented(fast)}"),))


@dataclass(frozen=True)
class _Sort:
    found: Found
    stable: bool


def _sort_of(rest: list[ast.stmt], facts: Facts) -> _Sort | None:
    """Merge sort or quick sort, in what runs for longer lists."""
    found = first_match(rest, QUICK_SORT)
    if found is not None:
        return _Sort(found, stable=False)
    at, parts = which_match(rest, MERGE_SORT)
    if at >= 0:
        return _Sort(parts, is_stable(MERGE_SORT[at]))
    found = first_match(rest, MERGE_SORT_BY_HELPER)
    merge = "" if found is None else _merge_of(ast.unparse(found["v_merge"]), facts)
    return _Sort(found, is_stable(merge)) if found is not None and merge else None


def _base_first(body: list[ast.stmt], name: str) -> list[ast.stmt]:
    """The statements, with `if len(a) > 1: …; return …` turned round where `return a` follows."""
    first = body[0] if body else None
    if not isinstance(first, ast.If):
        return body
    longer = (f"len({name}) > 1", f"len({name}) >= 2", f"1 < len({name})")
    last = first.orelse or body[1:]
    if ast.unparse(first.test) not in longer or len(last) != 1 or len(body) > 2:
        return body
    if not isinstance(last[0], ast.Return) or not isinstance(first.body[-1], ast.Return):
        return body
    short = ast.parse(f"len({name}) <= 1", mode="eval").body
    turned = ast.If(test=ast.copy_location(short, first.test), body=last, orelse=first.body)
    return [ast.copy_location(turned, first)]


def _behind(body: list[ast.stmt]) -> list[ast.stmt]:
    """What runs for longer lists: the statements behind the first, or its `else`."""
    first = body[0]
    otherwise = first.orelse if isinstance(first, ast.If) else []
    return otherwise if otherwise and len(body) == 1 else [] if otherwise else body[1:]


def _in_place(
    body: list[ast.stmt], name: str, node: ast.FunctionDef, facts: Facts
) -> Rewrite | None:
    """Merge sort that puts everything back into the list, as the function's first statement."""
    first = body[0] if body else None
    if not isinstance(first, ast.If) or first.orelse or len(body) > 2:
        return None
    if ast.unparse(first.test) not in (f"len({name}) > 1", f"len({name}) >= 2", f"1 < len({name})"):
        return None
    if len(body) == 2 and ast.unparse(body[1]) != f"return {name}":
        return None
    found = first_match(first.body, MERGE_SORT_IN_PLACE)
    if found is None or not facts.is_builtin("len", at=node):
        return None
    fits = ast.unparse(found["v_a"]) == name and ast.unparse(found["v_f"]) == node.name
    use = use_of(name, first.body)
    if not fits or not plain(use, facts) or not shapes.within(shapes_of(use, facts), "list"):
        return None
    return Rewrite((Instead(first, f"{name}.sort()"),))


def _base_case(stmt: ast.stmt, name: str) -> bool:
    """True for what gives lists of at most one element back as they are."""
    if not isinstance(stmt, ast.If):
        return False
    tests = ("len(v_a) <= 1", "len(v_a) < 2", "not len(v_a) > 1", "not v_a", "len(v_a) == 0",
             "len(v_a) == 0 or len(v_a) == 1", "len(v_a) == 1 or len(v_a) == 0")  # fmt: skip
    given = ("v_a", "v_a[:]", "v_a.copy()", "list(v_a)")
    patterns = [f"if {test}:\n    return {what}" for test in tests for what in given]
    patterns += [f"if {test}:\n    return []" for test in ("not v_a", "len(v_a) == 0")]
    alone = ast.copy_location(ast.If(test=stmt.test, body=stmt.body, orelse=[]), stmt)
    found = first_match([alone], patterns)
    return found is not None and ast.unparse(found["v_a"]) == name


def _merge_of(name: str, facts: Facts) -> str:
    """The pattern by which a function puts two sorted lists together, or ""."""
    function = facts.definition(name)
    if not isinstance(function, ast.FunctionDef) or len(flow.parameters(function)) != 2:
        return ""
    at, found = which_match(without_docstring(function.body), MERGED)
    if at < 0:
        return ""
    given = [ast.unparse(found[side]) for side in ("v_l", "v_r")]
    return MERGED[at] if given == flow.parameters(function) else ""
