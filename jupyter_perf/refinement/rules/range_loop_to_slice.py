from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule
from ._strides import by_range

_ENDS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Gt: ("max", "min"),
    ast.GtE: ("max", "min"),
    ast.Lt: ("min", "max"),
    ast.LtE: ("min", "max"),
}


@rule(ast.For, safety=Safety.CHECK, gain=72.0, hints=("range(",), kinds=("program",))
def range_loop_to_slice(node: ast.For, facts: Facts) -> Rewrite | None:
    """Add up, count or compare a part of a list by a slice of it.

    What it does:
        An inner loop over places of a list that adds the elements there to a number, keeps the
        greatest or least of them (or its place), or counts those equal to something, asks
        `sum`, `max`, `min` or `count` of the slice. Places outside of the list go the old way.

    Why it is slow:
        The interpreter runs five to ten instructions for each element; the functions go through
        a slice in C.

    Before:
        for i in range(first, last):
            if heights[i] > best:
                best = heights[i]

    After:
        if 0 <= first < last <= len(heights):
            heights_max = max(heights[first:last])
            if heights_max > best:
                best = heights_max
        else:
            for i in range(first, last):
                if heights[i] > best:
                    best = heights[i]

    When not:
        Elements that aren't known to be whole numbers (or texts, where they are compared), a
        loop's variable that is read afterwards, a loop that isn't in another.

    Source:
        The Python documentation, "Common Sequence Operations"; measured: 5 to 15 times.
    """
    if not facts.source.loops(node) and facts.source.function(node) is None:
        return None
    if is_compiled(node, facts) or _is_kept(node, facts):
        return None
    if not facts.is_builtin("range", "len", at=node) or node.orelse:
        return None
    if not isinstance(node.iter, ast.Call):
        return _of_elements(node, facts)
    stride = by_range(node, facts)
    if stride.step is not None or read_elsewhere(stride.variable, [node], facts):
        return None
    ends = [end for end in (stride.start, stride.stop) if end is not None]
    if not all(_is_whole(end, facts) for end in ends):
        return None
    works = _works(node, _At(stride.variable, None), facts)
    if works is None:
        return None
    first, last, _ = stride.texts(facts)
    texts: list[str] = []
    guards: list[str] = []
    for work in works:
        items = facts.source.segment(work.items)
        part = f"{items}[{first}:{last}]" if stride.start is not None else f"{items}[:{last}]"
        texts.append(work.text.replace(_PART, part).replace(_ENDS_TEXT, f"{first}, {last}"))
        begins = f"0 <= {first} < {last}" if first != "0" else f"0 < {last}"
        guards.append(f"{begins} <= len({items})" if not guards else f"{last} <= len({items})")
    guard, fast = " and ".join(dict.fromkeys(guards)), "\n".join(texts)
    if len(works) > 1 and guards[0].endswith(guards[1]):
        guard = " and ".join(dict.fromkeys([guards[0], *guards[2:]]))
    kept = body_text([node], facts.source)
    return Rewrite((Instead(node, f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"),))


def _of_elements(node: ast.For, facts: Facts) -> Rewrite | None:
    """The greatest or least of what a loop goes through, or how many are equal to something."""
    items = node.iter
    sliced = isinstance(items, ast.Subscript) and isinstance(items.slice, ast.Slice)
    if not isinstance(node.target, ast.Name) or read_elsewhere(node.target.id, [node], facts):
        return None
    ends = [items.slice.lower, items.slice.upper] if sliced else []  # type: ignore[attr-defined]
    if not all(is_quiet(e) for e in ends if e) or (sliced and items.slice.step):  # type: ignore[attr-defined]
        return None
    if not is_quiet(items.value if sliced else items):  # type: ignore[attr-defined]
        return None
    works = _works(node, _At(node.target.id, items), facts)
    if works is None or [work.called for work in works] == ["sum"]:
        # A sum alone needs no test, and may become a difference of totals.
        return None
    part = facts.source.segment(items)
    name = facts.fresh("part") if sliced else part
    fast = "\n".join(work.text.replace(_PART, name) for work in works)
    made = f"{name} = {part}\n" if sliced else ""
    return Rewrite((Instead(node, f"{made}if {name}:\n{indented(fast)}"),))


def _works(node: ast.For, at: _At, facts: Facts) -> list[_Work] | None:
    """What each statement of the loop does, where none of them knows of another."""
    found = [_work(stmt, at, facts) for stmt in node.body]
    works = [work for work in found if work is not None]
    if len(works) < len(found) or not facts.is_builtin(*(w.called for w in works), at=node):
        return None
    for stmt in node.body:
        others = [other for other in node.body if other is not stmt]
        if flow.stores(stmt) & (flow.loads(others) | flow.stores(others)):
            return None
    if len(works) > 1 and flow.stores(node.body) & flow.loads(node.iter):
        return None
    return works


@dataclass(frozen=True)
class _At:
    """The loop's variable: a place, or an element of `whole`."""

    name: str
    whole: ast.expr | None


_PART = "__part__"
_ENDS_TEXT = "__ends__"


@dataclass(frozen=True)
class _Work:
    """What a round does with its element of `items`: the statements that do all at once."""

    items: ast.expr
    text: str
    called: str


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for a loop that was left for places outside of the list."""
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.If) and parent.orelse == [node]):
        return False
    test = parent.test
    chained = isinstance(test, ast.Compare) and len(test.ops) > 1
    return chained and ast.unparse(test.left) == "0"  # type: ignore[attr-defined]


def _is_whole(end: ast.expr, facts: Facts) -> bool:
    """True for a quiet whole number: what `range` takes, and may be worked out again."""
    length = isinstance(end, ast.Call) and ast.unparse(end.func) == "len" and len(end.args) == 1
    quiet = is_quiet(end.args[0] if length else end)  # type: ignore[attr-defined]
    return quiet and shapes.within(shapes_of(end, facts), "int")


def _work(stmt: ast.stmt, place: _At, facts: Facts) -> _Work | None:
    added = flow.accumulation(stmt)
    if added is not None:
        return _summed(added[0], added[1], place, facts)
    if isinstance(stmt, ast.If) and not stmt.orelse:
        only = sole(stmt.body)
        counted = flow.accumulation(only) if only is not None else None
        if counted is not None:
            return _counted(stmt.test, counted[0], counted[1], place, facts)
        if isinstance(only, ast.Assign) and len(only.targets) == 1:
            return _chosen(stmt.test, only, place, facts)
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        return _kept_by_call(stmt, place, facts)
    return None


def _items(node: ast.expr, place: _At, kinds: tuple[str, ...], facts: Facts) -> ast.expr | None:
    """The list of which `node` is the element at the place."""
    if place.whole is not None:
        if ast.unparse(node) != place.name:
            return None
        items = place.whole
    else:
        if not isinstance(node, ast.Subscript) or ast.unparse(node.slice) != place.name:
            return None
        items = node.value
        if not is_quiet(items) or place.name in flow.loads(items):
            return None
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    held = elements_of(items, facts)
    return items if any(shapes.within(held, kind) for kind in kinds) else None


def _summed(total: str, part: ast.expr, place: _At, facts: Facts) -> _Work | None:
    items = _items(part, place, ("int",), facts)
    if (
        items is None
        or total in {place.name, *flow.loads(items)}
        or not _number(total, items, facts)
    ):
        return None
    return _Work(items, f"{total} += sum({_PART})", "sum")


def _number(name: str, at: ast.expr, facts: Facts) -> bool:
    """True for a variable that only ever holds a whole number."""
    binders = facts.binders(name, facts.scope(name, at))
    names = [b for b in binders if isinstance(b, ast.Name)]
    return bool(names) and all(shapes.within(shapes_of(b, facts), "int") for b in names)


def _counted(test: ast.expr, total: str, step: ast.expr, place: _At, facts: Facts) -> _Work | None:
    one = isinstance(step, ast.Constant) and type(step.value) is int and step.value == 1
    if not one or not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    if not isinstance(test.ops[0], ast.Eq):
        return None
    for mine, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        items = _items(mine, place, ("int", "str"), facts)
        if items is None or not is_quiet(other) or {place.name, total} & flow.loads(other):
            continue
        same = shapes.within(shapes_of(other, facts), "int", "str")
        if same and total not in {place.name, *flow.loads(items)} and _number(total, items, facts):
            return _Work(items, f"{total} += {_PART}.count({facts.source.segment(other)})", "len")
    return None


def _chosen(test: ast.expr, stmt: ast.Assign, place: _At, facts: Facts) -> _Work | None:
    """`if items[i] > best: best = items[i]`, and `best is None or …` before it."""
    best = stmt.targets[0]
    if not isinstance(best, ast.Name) or best.id == place.name:
        return None
    asked = test
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) and len(test.values) == 2:
        if ast.unparse(test.values[0]) != f"{best.id} is None":
            return None
        asked = test.values[1]
    if not (isinstance(asked, ast.Compare) and type(asked.ops[0]) in _ENDS and len(asked.ops) == 1):
        return None
    right = asked.comparators[0]
    for at, (mine, other) in enumerate(((asked.left, right), (right, asked.left))):
        items = _items(mine, place, ("int", "str"), facts)
        if items is None or best.id in flow.loads(items):
            continue
        end = _ENDS[type(asked.ops[0])][at]
        name = facts.fresh(f"{ast.unparse(items) if isinstance(items, ast.Name) else 'row'}_{end}")
        made = f"{name} = {end}({_PART})\n"
        if ast.unparse(other) == best.id and ast.unparse(stmt.value) == ast.unparse(mine):
            if not _like_elements(best, items, asked.ops[0], facts):
                return None
            asks = facts.source.render(test, {mine: name})
            return _Work(items, f"{made}if {asks}:\n    {best.id} = {name}", end)
        strict = isinstance(asked.ops[0], ast.Gt | ast.Lt) and asked is test and not place.whole
        if strict and ast.unparse(stmt.value) == place.name and _is_at(other, items, best.id):
            asks, where = facts.source.render(test, {mine: name}), facts.source.segment(items)
            found = f"{where}.index({name}, {_ENDS_TEXT})"
            return _Work(items, f"{made}if {asks}:\n    {best.id} = {found}", end)
    return None


def _is_at(node: ast.expr, items: ast.expr, place: str) -> bool:
    return ast.unparse(node) == f"{ast.unparse(items)}[{place}]"


def _like_elements(best: ast.Name, items: ast.expr, op: ast.cmpop, facts: Facts) -> bool:
    """True where no one could tell which of equal values is kept."""
    if isinstance(op, ast.Gt | ast.Lt):
        return True
    return shapes.within(shapes.union(shapes_of(best, facts), elements_of(items, facts)), "int")


def _kept_by_call(stmt: ast.Assign, place: _At, facts: Facts) -> _Work | None:
    """`best = max(best, items[i])`."""
    best, call = stmt.targets[0], stmt.value
    if not (isinstance(best, ast.Name) and isinstance(call, ast.Call)) or best.id == place.name:
        return None
    end = ast.unparse(call.func)
    if end not in ("max", "min") or len(call.args) != 2 or call.keywords:
        return None
    for mine, other in (call.args, call.args[::-1]):
        items = _items(mine, place, ("int", "str"), facts)
        if items is None or ast.unparse(other) != best.id or best.id in flow.loads(items):
            continue
        if mine is call.args[1] or _like_elements(best, items, ast.GtE(), facts):
            return _Work(items, facts.source.render(stmt, {mine: f"{end}({_PART})"}), end)
    return None
