from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._nearest import Search, compared, of_range, one_added, table
from ._rule import Rewrite, rule


@rule(
    *(ast.For, ast.While),
    safety=Safety.CHECK,
    gain=74.0,
    hints=("break", "return", "while "),
    kinds=("function", "program"),
)
def scan_to_nearest(node: ast.For | ast.While, facts: Facts) -> Rewrite | None:
    """Find the nearest larger or smaller elements of a list in one pass with a stack.

    What it does:
        A loop that looks from each place of a list for the next (or last) element that is larger
        or smaller, or counts the elements up to it, takes its place from a list that a pass with
        a stack makes once before.

    Why it is slow:
        Each search may go through the whole list; with a stack each element is put there and
        taken from there once.

    Before:
        for i in range(n):
            for j in range(i + 1, n):
                if days[j] > days[i]:
                    wait[i] = j - i
                    break

    After:
        days_next = [len(days)] * len(days)
        waiting = []
        for place, value in enumerate(days):
            while waiting and value > days[waiting[-1]]:
                days_next[waiting.pop()] = place
            waiting.append(place)
        for i in range(n):
            for j in range(days_next[i] if 0 <= i < len(days) else i + 1, n):
                if days[j] > days[i]:
                    wait[i] = j - i
                    break

    When not:
        A list that changes in the loops, elements that may be NaN, further conditions, a loop
        variable that is read afterwards.

    Source:
        Nearest smaller values: Berkman, Schieber and Vishkin, "Optimal Doubly Logarithmic
        Parallel Algorithms", 1993.
    """
    if is_compiled(node, facts) or not facts.is_builtin("len", "enumerate", "min", at=node):
        return None
    if isinstance(node, ast.While):
        return _while(node, facts)
    return _first(node, facts) or _counted(node, facts)


def _before(found: Search, node: ast.For | ast.While, facts: Facts) -> ast.stmt | None:
    """The statement before which the places can be found once."""
    if not shapes.within(shapes_of(found.items, facts), "list"):
        return None
    held = elements_of(found.items, facts)
    if not (shapes.within(held, "int") or shapes.within(held, "str")):
        return None
    if found.stop is not None and not shapes.within(shapes_of(found.stop, facts), "int"):
        return None
    if found.origin in flow.stores(node) or not shapes.within(_origin(found, node, facts), "int"):
        return None
    repeated: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if found.items.id in facts.changed(loop):
            break
        repeated = loop
    return repeated


def _origin(found: Search, node: ast.AST, facts: Facts) -> shapes.Shapes | None:
    uses = (n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == found.origin)
    use = next(uses, None)
    if use is None:
        return None
    return shapes_of(use, facts)


def _table(found: Search, node: ast.stmt, facts: Facts) -> tuple[str, Change]:
    word = "next" if found.forward else "last"
    name = facts.fresh(f"{found.items.id}_{word}")
    return name, Around(node, before=table(found, name, facts))


def _first(node: ast.For, facts: Facts) -> Rewrite | None:
    """A loop that does something at the first such element and ends."""
    only = node.body[0]
    if len(node.body) != 1 or not isinstance(only, ast.If) or only.orelse:
        return None
    ends = isinstance(only.body[-1], ast.Break | ast.Return)
    found = of_range(node, only.test, facts)
    if not ends or found is None or flow.has(only.body, ast.Continue):
        return None
    variable = ast.unparse(node.target)
    if variable in flow.loads(node.orelse) or read_elsewhere(variable, [node], facts):
        return None
    before, begun = _before(found, node, facts), node.iter.args[0]  # type: ignore[attr-defined]
    if before is None:
        return None
    name, made = _table(found, before, facts)
    inside = f"0 <= {found.origin} < len({found.items.id})"
    text = f"{name}[{found.origin}] if {inside} else {facts.source.segment(begun)}"
    return Rewrite((made, Swap(begun, text)))


def _counted(node: ast.For, facts: Facts) -> Rewrite | None:
    """A loop that counts elements up to the first such."""
    if node.orelse or read_elsewhere(ast.unparse(node.target), [node], facts):
        return None
    shape = _counting(node.body)
    if shape is None:
        return None
    test, counter, opposite, included = shape
    found = of_range(node, test, facts)
    if found is None or counter in (ast.unparse(node.target), found.origin, found.items.id):
        return None
    found = found.opposite() if opposite else found
    before = _before(found, node, facts)
    if before is None or not _is_number(counter, node, facts):
        return None
    if found.stop is not None and not _still(found.stop):
        return None
    name, made = _table(found, before, facts)
    origin, items = found.origin, found.items.id
    nearest = f"{name}[{origin}]"
    if found.stop is not None:
        stop = facts.source.segment(found.stop)
        guard = f"0 <= {origin} < {stop} <= len({items})"
        least = f"min({nearest}, {stop} - 1)" if included else f"min({nearest}, {stop}) - 1"
        fast = f"{counter} += {least} - {origin}"
    else:
        guard = f"0 <= {origin} < len({items})"
        least = f"max({nearest}, 0)" if included else f"{nearest} - 1"
        fast = f"{counter} += {origin} - {least}"
    kept = body_text([node], facts.source)
    text = f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"
    return None if _is_kept(node, facts) else Rewrite((made, Instead(node, text)))


def _counting(body: list[ast.stmt]) -> tuple[ast.expr, str, bool, bool] | None:
    """(test, counter, whether the test's failure ends the loop, whether that is counted too)."""
    if len(body) == 1 and isinstance(body[0], ast.If):
        test, yes, no = body[0].test, body[0].body, body[0].orelse
        counted, stopped = one_added(yes), one_added(no)
        if counted is not None and [type(s) for s in no] == [ast.Break]:
            return test, counted, True, False
        if stopped is not None and [type(s) for s in yes] == [ast.Break]:
            return test, stopped, False, False
    if len(body) != 2:
        return None
    for asked, added, included in ((body[0], body[1], False), (body[1], body[0], True)):
        ends = isinstance(asked, ast.If) and [type(s) for s in asked.body] == [ast.Break]
        counter = one_added([added])
        if ends and not asked.orelse and counter is not None:  # type: ignore[attr-defined]
            return asked.test, counter, False, included  # type: ignore[attr-defined]
    return None


def _while(node: ast.While, facts: Facts) -> Rewrite | None:
    """`j = i - 1` and `while j >= 0 and items[j] <= items[i]: j -= 1`, or forward."""
    test, begun = node.test, next(iter(facts.source.before(node)), None)
    if node.orelse or not (isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)):
        return None
    if len(test.values) != 2 or not isinstance(begun, ast.Assign) or len(begun.targets) != 1:
        return None
    moved = node.body[-1]
    if not (isinstance(moved, ast.AugAssign) and isinstance(moved.target, ast.Name)):
        return None
    at, bound, forward = moved.target.id, test.values[0], isinstance(moved.op, ast.Add)
    if not forward and not isinstance(moved.op, ast.Sub):
        return None
    if ast.unparse(moved.value) != "1" or ast.unparse(begun.targets[0]) != at:
        return None
    origin, _, step = ast.unparse(begun.value).partition(" + " if forward else " - ")
    if step != "1" or not isinstance(bound, ast.Compare) or ast.unparse(bound.left) != at:
        return None
    stop = bound.comparators[0]
    if forward and not (len(bound.ops) == 1 and isinstance(bound.ops[0], ast.Lt)):
        return None
    if not forward and ast.unparse(bound) not in (f"{at} >= 0", f"{at} > -1"):
        return None
    counter = one_added(node.body[:-1]) if len(node.body) > 1 else ""
    found = compared(test.values[1], at, origin, stop if forward else None, begun, facts)
    if found is None or counter is None or (forward and not _still(stop)):
        return None
    found = found.opposite()
    before = _before(found, node, facts)
    if before is None or _is_kept(node, facts) or counter in (at, origin, found.items.id):
        return None
    if counter and not _is_number(counter, node, facts):
        return None
    name, made = _table(found, before, facts)
    end, guard = f"{name}[{origin}]", f"0 <= {origin} < len({found.items.id})"
    if forward:
        last = facts.source.segment(stop)
        end, guard = f"min({end}, {last})", f"0 <= {origin} < {last} <= len({found.items.id})"
    lines = f"{at} = {end}"
    if counter:
        way = f"{end} - {at}" if forward else f"{at} - {end}"
        lines = f"{counter} += {way}\n{lines}"
    kept = body_text([node], facts.source)
    text = f"if {guard}:\n{indented(lines)}\nelse:\n{indented(kept)}"
    return Rewrite((made, Instead(node, text)))


def _still(stop: ast.expr) -> bool:
    """True for an end that may be worked out again."""
    plain = isinstance(stop, ast.Call) and ast.unparse(stop.func) == "len" and len(stop.args) == 1
    return is_quiet(stop.args[0] if plain else stop)  # type: ignore[attr-defined]


def _is_number(name: str, at: ast.stmt, facts: Facts) -> bool:
    binders = facts.binders(name, facts.scope(name, at))
    names = [b for b in binders if isinstance(b, ast.Name)]
    return bool(names) and all(shapes.within(shapes_of(b, facts), "int") for b in names)


def _is_kept(node: ast.For | ast.While, facts: Facts) -> bool:
    """True for a loop that was left for places outside of the list."""
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.If) and parent.orelse == [node]):
        return False
    return ast.unparse(parent.test).startswith("0 <= ")
