from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Loop
from ._bodies import body_text, indented
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._place import library, sole
from ._rule import Rewrite, rule
from ._strides import by_range

_LEAVING = (ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.With)


@rule(ast.For, safety=Safety.CHECK, gain=71.0, hints=("range(",), kinds=("function", "program"))
def range_adds_to_steps(node: ast.For, facts: Facts) -> Rewrite | None:
    """Note where additions to ranges of a list begin and end, and add them all up once.

    What it does:
        An inner loop that adds a whole number to each element of a range of a list, in a loop that
        doesn't look at the list otherwise, notes two steps: up where the range begins, down where
        it ends. Behind the loop one pass adds the running total of the steps to the list.

    Why it is slow:
        Each range is gone through element by element, and ranges overlap.

    Before:
        for first, last, n in bookings:
            for day in range(first, last):
                guests[day] += n

    After:
        from itertools import accumulate
        guests_steps = [0] * (len(guests) + 1)
        for first, last, n in bookings:
            if 0 <= first < last <= len(guests):
                guests_steps[first] += n
                guests_steps[last] -= n
            else:
                for day in range(first, last):
                    guests[day] += n
        guests[:] = [old + step for old, step in zip(guests, accumulate(guests_steps))]

    When not:
        Elements or additions that aren't whole numbers, a loop that reads the list, or that is left
        by `return` or an exception which somebody catches; a list that others know.

    Source:
        Difference arrays: Blelloch, "Prefix Sums and Their Applications", 1990.
    """
    if is_compiled(node, facts) or _is_kept(node, facts):
        return None
    stride, work = by_range(node, facts), sole(node.body)
    found = _added(work, stride.variable)
    if found is None or stride.step is not None or read_elsewhere(stride.variable, [node], facts):
        return None
    items, sign, value = found
    ends = [end for end in (stride.start, stride.stop) if end is not None]
    if not all(_is_whole(end, facts) for end in [*ends, value]):
        return None
    if stride.variable in flow.loads([*ends, value]) or items.id in flow.loads(value):
        return None
    if not shapes.within(shapes_of(items, facts), "list"):
        return None
    if not shapes.within(elements_of(items, facts), "int"):
        return None
    outer = _around(node, items, facts)
    if outer is None or not facts.is_builtin("range", "len", "zip", at=outer):
        return None
    name, steps = items.id, facts.fresh(f"{items.id}_steps")
    first, last, _ = stride.texts(facts)
    amount = facts.source.segment(value)
    opposite = "-" if sign == "+" else "+"
    fast = f"{steps}[{first}] {sign}= {amount}\n{steps}[{last}] {opposite}= {amount}"
    kept = body_text([node], facts.source)
    guard = (
        f"0 <= {first} < {last} <= len({name})" if first != "0" else f"0 < {last} <= len({name})"
    )
    text = f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"
    accumulate, imports = library("itertools.accumulate", facts)
    old, step = facts.fresh("old"), facts.fresh("step")
    pairs = f"zip({name}, {accumulate}({steps}))"
    summed = f"{name}[:] = [{old} + {step} for {old}, {step} in {pairs}]"
    begun = Around(outer, f"{steps} = [0] * (len({name}) + 1)", summed)
    return Rewrite((begun, Instead(node, text)), imports)


def _added(stmt: ast.stmt | None, variable: str) -> tuple[ast.Name, str, ast.expr] | None:
    """(list, sign, what is added) of `items[i] += n` and `items[i] = items[i] + n`."""
    if isinstance(stmt, ast.AugAssign):
        target, operator, value = stmt.target, stmt.op, stmt.value
    elif isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.BinOp):
        target, operator, value = stmt.targets[0], stmt.value.op, stmt.value.right  # type: ignore[assignment]
        if len(stmt.targets) > 1 or ast.unparse(stmt.value.left) != ast.unparse(target):
            return None
    else:
        return None
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return None
    if not isinstance(operator, ast.Add | ast.Sub) or ast.unparse(target.slice) != variable:
        return None
    return target.value, "+" if isinstance(operator, ast.Add) else "-", value


def _is_whole(end: ast.expr, facts: Facts) -> bool:
    """True for a quiet whole number, a length or `int(text)`, which may be worked out again."""
    if isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add | ast.Sub | ast.Mult):
        return _is_whole(end.left, facts) and _is_whole(end.right, facts)
    inside = end
    if isinstance(end, ast.Call) and len(end.args) == 1 and not end.keywords:
        called = ast.unparse(end.func)
        plain = called in ("len", "int") and facts.is_builtin(called, at=end)
        read = called == "len" or shapes.within(shapes_of(end.args[0], facts), "str", "int")
        inside = end.args[0] if plain and read else end
    return is_quiet(inside) and shapes.within(shapes_of(end, facts), "int")


def _around(node: ast.For, items: ast.Name, facts: Facts) -> Loop | None:
    """The outermost loop around that does nothing else with the list; None where none does so."""
    if not _is_private(items, node, facts):
        return None
    name, found = items.id, None
    others = facts.aliases_of(name) - {name}
    for loop in facts.source.loops(node):
        uses = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == name]
        added = [n for n in uses if facts.source.inside(n, node)]
        rest = [n for n in uses if n not in added and not _is_length(n, facts)]
        if rest or others & flow.loads(loop) or flow.has(loop, *_LEAVING):
            break
        if reads([loop], name, facts):
            break
        found = loop
    return found


def _is_length(use: ast.Name, facts: Facts) -> bool:
    call = facts.source.parents[use]
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "len" and call.args == [use]


def _is_private(items: ast.Name, loop: ast.For, facts: Facts) -> bool:
    """True where nobody sees what is in the list when the loop is left by an exception."""
    if facts.kind == "program":
        return not facts.source.all(ast.Try)
    function = facts.source.function(loop)
    if not isinstance(function, ast.FunctionDef) or items.id in flow.parameters(function):
        return False
    around = facts.source.ancestors(loop)
    caught = any(isinstance(outer, ast.Try | ast.With) for outer in around)
    return facts.scope(items.id, loop) is function and not caught


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for a loop that was left for places outside of the list."""
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.If) and parent.orelse == [node]):
        return False
    test = parent.test
    chained = isinstance(test, ast.Compare) and len(test.ops) > 1
    return chained and ast.unparse(test.left) == "0"  # type: ignore[attr-defined]
