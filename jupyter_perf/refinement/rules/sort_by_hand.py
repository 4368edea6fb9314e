from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._alike import Found, which_match
from ._bodies import body_text, indented, instead_of
from ._leftovers import only_there, read_elsewhere
from ._rule import Rewrite, rule
from ._sort_companions import Accompanied, apart, without_companions
from ._sort_functions import is_asked_for, plain, sorting_function, without_nan
from ._sort_keys import ELEMENT, Keyed, without_key
from ._sort_lengths import use_of, whole_length
from ._sort_patterns import (
    LOOPS,
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
        function that is merge sort or quick sort by lists returns `sorted(items)`. For floats that
        is so where none is NaN and equal ones keep their order. Loops over a length that may be
        another one stay, for where it is.

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
        return sorting_function(node, facts)
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
    stable = at % len(UPWARDS) < len(STABLE_UPWARDS)
    test = _sortable(stmts, found, bool(key), facts, floats=stable)
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


def _sortable(
    stmts: list[ast.stmt], found: Found, keyed: bool, facts: Facts, *, floats: bool = False
) -> str | None:
    """The test for NaNs and for a length that may be another one, or ""; None for no sorting."""
    use = use_of(ast.unparse(found["v_a"]), stmts)
    if not shapes.within(shapes_of(use, facts), "list"):
        return None
    if not facts.is_builtin("range", "len", at=stmts[0]):
        return None
    length = whole_length(stmts, found, facts)
    if keyed or plain(use, facts) or length is None:
        return length
    no_nan = without_nan(use, facts) if floats else None
    if no_nan is None or is_asked_for(use.id, stmts[-1], facts):
        return None
    return " and ".join(filter(None, [length, no_nan]))
