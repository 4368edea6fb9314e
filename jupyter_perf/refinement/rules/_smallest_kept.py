"""Lists of numbers of all elements, of which only the first few in order are looked at."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .. import flow, shapes
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._column_numbers import Number
from ._element_chosen import Chosen, numpy_name, smallest_steps
from ._element_loops import ElementLoop
from ._inlined_numbers import given
from ._narrowed import Place, narrowed, narrowed_loop
from ._place import is_empty_list, start
from ._record_columns import Columns
from ._rounds import is_pure
from ._rule import Rewrite


@dataclass(frozen=True)
class _Sorted:
    """A list that is sorted after it was filled, and of which the first `first` are read."""

    first: str
    names: tuple[ast.Name, ...]
    """Wherever the source names the list."""


def smallest_appended(loop: ast.For, walk: ElementLoop, facts: Facts) -> Rewrite | None:
    """`for … in items: …; found.append((d, …))`, then `found.sort()` and `found[:k]`."""
    columns = Columns(walk, facts, numpy_name(facts))
    names: dict[str, ast.expr] = {}
    *first, last = loop.body
    for stmt in first:
        if not isinstance(stmt, ast.Assign) or not is_pure(stmt.value, facts):
            return None
        if not given(stmt, columns.known, facts):
            return None
        names.update(dict.fromkeys(flow.stores(stmt), stmt.value))
    call = last.value if isinstance(last, ast.Expr) else None
    if not (isinstance(call, ast.Call) and len(call.args) == 1 and not call.keywords):
        return None
    called = call.func
    if not (isinstance(called, ast.Attribute) and called.attr == "append"):
        return None
    name, value = called.value, call.args[0]
    made = start(name.id, loop, facts) if isinstance(name, ast.Name) else None
    if made is None or not is_empty_list(made, facts) or not is_pure(value, facts):
        return None
    assert isinstance(name, ast.Name)
    found = _sorted(name, value, loop, facts)
    if found is None:
        return None
    _refuse_failing(value, found[0], walk, facts)
    chosen = _few(columns, columns.number(_number_in(value, found[0])), found[1].first)
    rewrite = narrowed_loop(loop, walk, replace(chosen, given=names), facts)
    return _with_names(rewrite, found[1], loop, facts)


def smallest_listed(node: ast.ListComp, facts: Facts) -> Rewrite | None:
    """`found = [(distance(p, q), …) for q in items]`, then `found.sort()` and `found[:k]`."""
    stmt, part = facts.source.parents[node], node.generators[0]
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1) or len(node.generators) > 1:
        return None
    name, items = stmt.targets[0], part.iter
    known = isinstance(items, ast.Name) and shapes.within(shapes_of(items, facts), "list", "tuple")
    if not isinstance(name, ast.Name) or part.ifs or not known or not is_pure(node.elt, facts):
        return None
    found = _sorted(name, node.elt, stmt, facts)
    if found is None:
        return None
    assert isinstance(items, ast.Name)
    columns = Columns(ElementLoop(items, part.target), facts, numpy_name(facts))
    _refuse_failing(node.elt, found[0], columns.walk, facts)
    chosen = _few(columns, columns.number(_number_in(node.elt, found[0])), found[1].first)
    rewrite = narrowed(Place(stmt, items), columns.walk, chosen, facts)
    return _with_names(rewrite, found[1], stmt, facts)


def _few(columns: Columns, number: Number, first: str) -> Chosen:
    """As many as asked for, and all that equal the last of them."""
    if not number.own or not number.telling:
        raise Decline("numbers whose digits count")
    return Chosen(columns, *smallest_steps(number, columns.numpy, first))


def _with_names(
    rewrite: Rewrite | None, found: _Sorted, stmt: ast.stmt, facts: Facts
) -> Rewrite | None:
    """In a cell the list, which holds fewer now, gets another name."""
    if rewrite is None or facts.source.function(stmt) is not None or facts.kind != "cell":
        return rewrite
    name = facts.fresh(f"{found.names[0].id}_near")
    renaming: list[Change] = [Swap(one, name) for one in found.names]
    return replace(rewrite, changes=(*rewrite.changes, *renaming))


def _refuse_failing(value: ast.expr, at: int | None, walk: ElementLoop, facts: Facts) -> None:
    """Decline where something that is put in beside the number might fail."""
    for place, part in enumerate(getattr(value, "elts", ())):
        own = flow.loads(part) & walk.own
        known = walk.is_part(part) and walk.shape(part, facts) is not None
        if place != at and not (known or (not own and isinstance(part, ast.Name | ast.Constant))):
            raise Decline("what may fail for elements that don't count")


def _number_in(value: ast.expr, at: int | None) -> ast.expr:
    return value if at is None else value.elts[at]  # type: ignore[attr-defined]


def _sorted(
    name: ast.Name, value: ast.expr, filled: ast.stmt, facts: Facts
) -> tuple[int | None, _Sorted] | None:
    """(where the number stands in what is put in, what is read of the list)."""
    block = facts.source.block(filled)
    names = [n for n in facts.source.all(ast.Name) if n.id == name.id]
    if not all(any(facts.source.inside(n, stmt) for stmt in block) for n in names):
        return None
    in_function = facts.source.function(filled) is not None
    if not in_function and (not facts.source.loops(filled) or name.id in facts.namespace):
        return None
    after = block[block.index(filled) + 1 :]
    orders: set[int | None] = set()
    firsts: set[str] = set()
    for use in names:
        if not any(facts.source.inside(use, stmt) for stmt in after):
            if not facts.source.inside(use, filled) and not isinstance(use.ctx, ast.Store):
                return None
            continue
        called = _sorted_there(use, value, facts) or _sorting(use, value, block, facts)
        if called is not None:
            orders.add(called[0])
        if called is None or called[1] is not use:
            text = _first_few(use if called is None else called[1], facts)
            if not text or not orders:
                return None
            firsts.add(text)
    if len(orders) != 1 or len(firsts) != 1 or firsts & flow.stores(block):
        return None
    return orders.pop(), _Sorted(firsts.pop(), tuple(names))


def _sorted_there(
    use: ast.Name, value: ast.expr, facts: Facts
) -> tuple[int | None, ast.expr] | None:
    """(where the number stands by which it is sorted, the call) of `sorted(found)`."""
    call = facts.source.parents[use]
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return None
    if call.func.id != "sorted" or call.args != [use] or not facts.is_builtin("sorted", at=call):
        return None
    at = _order(call, value, facts)
    return (at[0], call) if at is not None else None


def _sorting(
    use: ast.Name, value: ast.expr, block: list[ast.stmt], facts: Facts
) -> tuple[int | None, ast.expr] | None:
    """(where the number stands by which it is sorted, the list) of `found.sort()`."""
    method = facts.source.parents[use]
    call = facts.source.parents[method]
    if not (isinstance(method, ast.Attribute) and method.attr == "sort"):
        return None
    if not (isinstance(call, ast.Call) and call.func is method and not call.args):
        return None
    stmt = facts.source.parents[call]
    # Where it is sorted under a condition alone, what is read may not be.
    if not isinstance(stmt, ast.Expr) or stmt not in block:
        return None
    at = _order(call, value, facts)
    return (at[0], use) if at is not None else None


def _order(call: ast.Call, value: ast.expr, facts: Facts) -> tuple[int | None] | None:
    """Where the number stands by which a call sorts; None for a call that sorts otherwise."""
    if not call.keywords:
        return (0 if isinstance(value, ast.Tuple) else None,)
    key = call.keywords[0]
    if len(call.keywords) > 1 or key.arg != "key" or not isinstance(value, ast.Tuple):
        return None
    at = _key_place(key.value, facts)
    return (at,) if at is not None and 0 <= at < len(value.elts) else None


def _key_place(key: ast.expr, facts: Facts) -> int | None:
    """`1` of `lambda t: t[1]` and `itemgetter(1)`."""
    part: ast.expr | None = None
    if isinstance(key, ast.Lambda):
        held = key.body
        own = isinstance(held, ast.Subscript) and isinstance(held.value, ast.Name)
        if own and [held.value.id] == flow.parameters(key):  # type: ignore[attr-defined]
            part = held.slice  # type: ignore[attr-defined]
    elif isinstance(key, ast.Call) and facts.full_name(key.func) == "operator.itemgetter":
        part = key.args[0] if len(key.args) == 1 else None
    whole = isinstance(part, ast.Constant) and type(part.value) is int
    return part.value if whole else None  # type: ignore[union-attr]


def _first_few(use: ast.expr, facts: Facts) -> str:
    """`k` of `found[:k]`, "1" of `found[0]`; "" for another use."""
    part = facts.source.parents[use]
    if not (isinstance(part, ast.Subscript) and part.value is use):
        return ""
    if not isinstance(part.ctx, ast.Load):
        return ""
    cut = part.slice
    if isinstance(cut, ast.Constant) and cut.value == 0 and type(cut.value) is int:
        return "1"
    if not isinstance(cut, ast.Slice) or cut.lower or cut.step or cut.upper is None:
        return ""
    plain = isinstance(cut.upper, ast.Name | ast.Constant)
    whole = plain and shapes.within(shapes_of(cut.upper, facts), "int")
    return facts.source.segment(cut.upper) if whole else ""
