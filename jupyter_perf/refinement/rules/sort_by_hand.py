from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, first_match, which_match
from ._bodies import body_text, indented, instead_of, without_docstring
from ._leftovers import only_there, read_elsewhere
from ._merge_patterns import MERGE_SORT, MERGE_SORT_BY_HELPER, MERGE_SORT_IN_PLACE, MERGED
from ._rule import Rewrite, rule
from ._sort_companions import Accompanied, apart, without_companions
from ._sort_keys import ELEMENT, Keyed, without_key
from ._sort_lengths import use_of, whole_length
from ._sort_patterns import (
    LOOPS,
    QUICK_SORT,
    STABLE_LOOPS,
    STABLE_UPWARDS,
    UPWARDS,
)


@rule(
    ast.For, ast.While, ast.FunctionDef, safety=Safety.CHECK, gain=100.0, hints=("for ", "while ")
)
def sort_by_hand(node: ast.For | ast.While | ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let the list sort itself.

    What it does:
        Bubble sort, selection sort and insertion sort, up or down, become `items.sort()`; where
        bubble or insertion sort compare a part of each element (`items[j][1]`, `items[j].age`),
        that is the `key`. Lists whose elements are swapped along are put in the same order. A
        function that is merge sort or quick sort by lists returns
        `sorted(items)`. Loops over a length that may be another one stay, for where it is.

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
        Elements or keys that aren't all whole numbers or all strings, loops that count or print
        what they do, variables of the loops that are used afterwards.

    Source:
        Knuth, "The Art of Computer Programming", 5.2; Peters, "listsort.txt" in CPython.
    """
    if isinstance(node, ast.FunctionDef):
        return _function(node, facts)
    stmts = _block(node, facts)
    outlives = facts.source.function(node) is None and facts.kind != "program"
    # In a cell all names outlive the loop; those that it alone has are not missed.
    if outlives and (len(stmts) > 1 or not only_there(flow.stores(node), node, facts)):
        return None
    at, found = which_match(stmts, LOOPS)
    upwards, key = at < len(UPWARDS), ""
    if at < 0:
        accompanied = without_companions(stmts)
        if accompanied is not None:
            return _with_companions(stmts, accompanied, facts)
        keyed = without_key(stmts)
        if keyed is None:
            return None
        at, found = which_match(keyed.stmts, STABLE_LOOPS)
        if at < 0 or not _has_one_order(keyed, facts):
            return None
        upwards, key = at < len(STABLE_UPWARDS), f"key={_function_of(keyed, facts)}"
    test = _sortable(stmts, found, bool(key), facts)
    name = ast.unparse(found["v_a"])
    if test is None or any(read_elsewhere(b, stmts, facts) for b in flow.stores(stmts) - {name}):
        return None
    order = "" if upwards else "reverse=True"
    return Rewrite(tuple(instead_of(stmts, _sorting(name, [key, order], test, stmts, facts))))


def _sorting(name: str, options: list[str], test: str, stmts: list[ast.stmt], facts: Facts) -> str:
    text = f"{name}.sort({', '.join(filter(None, options))})"
    if not test:
        return text
    return f"if {test}:\n{indented(text)}\nelse:\n{indented(body_text(stmts, facts.source))}"


def _with_companions(stmts: list[ast.stmt], whole: Accompanied, facts: Facts) -> Rewrite | None:
    """Work out the order of one list, and put it and those that go along in that order."""
    at, found = which_match(whole.stmts, STABLE_LOOPS)
    if at < 0 or not facts.is_builtin("sorted", "range", "len", at=stmts[0]):
        return None
    name = ast.unparse(found["v_a"])
    tests = [_sortable(stmts, found, False, facts)]
    tests += [apart(name, other, stmts, facts) for other in whole.names]
    known = [test for test in tests if test is not None]
    left = flow.stores(stmts) - {name, *whole.names}
    if len(known) < len(tests) or any(read_elsewhere(b, stmts, facts) for b in left):
        return None
    test = " and ".join(filter(None, known))
    kept = facts.source.parents[stmts[-1]]
    if isinstance(kept, ast.If) and ast.unparse(kept.test) == test:
        return None
    order, place = facts.fresh("order"), facts.fresh("place")
    options = "" if at < len(STABLE_UPWARDS) else ", reverse=True"
    lines = [f"{order} = sorted(range(len({name})), key=lambda {place}: {name}[{place}]{options})"]
    lines += [f"{a}[:] = [{a}[{place}] for {place} in {order}]" for a in (name, *whole.names)]
    text = f"if {test}:\n" + indented("\n".join(lines))
    text += f"\nelse:\n{indented(body_text(stmts, facts.source))}"
    return Rewrite(tuple(instead_of(stmts, text)))


def _function_of(keyed: Keyed, facts: Facts) -> str:
    """The text of the function that takes of an element what is compared."""
    if keyed.part in (f"len({ELEMENT})", f"abs({ELEMENT})"):
        return keyed.part[:3]
    item = facts.fresh("item")
    return f"lambda {item}: {keyed.part.replace(ELEMENT, item)}"


def _has_one_order(keyed: Keyed, facts: Facts) -> bool:
    """True for parts that are whole numbers or strings; where they are both, comparing raises."""
    if not facts.is_builtin("len", "abs", at=facts.source.statement(keyed.sides[0])):
        return False
    return all(shapes.within(shapes_of(side, facts), "int", "str") for side in keyed.sides)


def _block(node: ast.For | ast.While, facts: Facts) -> list[ast.stmt]:
    """The loop, with what sets the flag of a `while` before it."""
    before = facts.source.before(node)
    if isinstance(node, ast.While) and before and isinstance(before[0], ast.Assign):
        return [before[0], node]
    return [node]


def _sortable(stmts: list[ast.stmt], found: Found, keyed: bool, facts: Facts) -> str | None:
    """The test for a length that may be another one, or ""; None where this is no sorting."""
    use = use_of(ast.unparse(found["v_a"]), stmts)
    if not shapes.within(shapes_of(use, facts), "list") or not (keyed or _plain(use, facts)):
        return None
    if not facts.is_builtin("range", "len", at=stmts[0]):
        return None
    return whole_length(stmts, found, facts)


def _plain(use: ast.expr, facts: Facts) -> bool:
    held = elements_of(use, facts)
    return shapes.within(held, "int") or shapes.within(held, "str")


def _function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    body = without_docstring(node.body)
    names = flow.parameters(node)
    if len(names) != 1 or node.decorator_list:
        return None
    if facts.binders(node.name, facts.scope(node.name, node)) != [node]:
        return None
    in_place = _in_place(body, names[0], node, facts)
    if in_place is not None or not body or not _base_case(body[0], names[0]):
        return in_place
    rest = _behind(body)
    found = first_match(rest, QUICK_SORT) or first_match(rest, MERGE_SORT)
    if found is None:
        found = first_match(rest, MERGE_SORT_BY_HELPER)
        if found is None or not _is_merge(ast.unparse(found["v_merge"]), facts):
            return None
    fits = ast.unparse(found["v_a"]) == names[0] and ast.unparse(found["v_f"]) == node.name
    use = use_of(names[0], rest)
    if not fits or not facts.is_builtin("sorted", "len", at=node) or not _plain(use, facts):
        return None
    if not shapes.within(shapes_of(use, facts), "list"):
        return None
    return Rewrite(
        (Instead(rest[0], f"return sorted({names[0]})"), *(Instead(s, "") for s in rest[1:]))
    )


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
    if not fits or not _plain(use, facts) or not shapes.within(shapes_of(use, facts), "list"):
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


def _is_merge(name: str, facts: Facts) -> bool:
    function = facts.definition(name)
    if not isinstance(function, ast.FunctionDef) or len(flow.parameters(function)) != 2:
        return False
    found = first_match(without_docstring(function.body), MERGED)
    if found is None:
        return False
    given = [ast.unparse(found[side]) for side in ("v_l", "v_r")]
    return given == flow.parameters(function)
