from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._nearest import one_added
from ._place import library, place, sole
from ._rule import Rewrite, rule

_SIDES: dict[type[ast.cmpop], tuple[str, bool]] = {
    ast.Lt: ("bisect_left", False),
    ast.LtE: ("bisect_right", False),
    ast.Gt: ("bisect_right", True),
    ast.GtE: ("bisect_left", True),
}
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
}
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


@rule(ast.Call, ast.For, safety=Safety.CHECK, gain=76.0, hints=("sum(", "len(", "+"))
def count_to_bisect(node: ast.Call | ast.For, facts: Facts) -> Rewrite | None:
    """Count what lies below something by bisection of a list that is sorted once.

    What it does:
        `sum(1 for y in items if y < x)` and `len([y for y in items if y < x])`, repeated for many
        `x`, become `bisect_left(ordered, x)`; so do `<=`, `>` and `>=`, and inner loops that
        count so, also those that stop at the first of a sorted list that fails the test.

    Why it is slow:
        Each count goes through all elements; bisection looks at a few.

    Before:
        ranks = [sum(1 for y in data if y < x) for x in data]

    After:
        from bisect import bisect_left
        data_sorted = sorted(data)
        ranks = [bisect_left(data_sorted, x) for x in data]

    When not:
        Elements that can't be compared, a list that changes in the loop, a count that isn't
        repeated. Where floats are counted, a list with a NaN in it is counted as before.

    Source:
        The Python documentation of `bisect`; seen gain 1323 times.
    """
    if isinstance(node, ast.For):
        return _of_loop(node, facts)
    part = _counted(node, facts)
    if part is None or not isinstance(part.target, ast.Name) or len(part.ifs) != 1:
        return None
    test, items = part.ifs[0], part.iter
    if not isinstance(items, ast.Name) or part.is_async or not isinstance(test, ast.Compare):
        return None
    found = _threshold(test, part.target.id)
    if found is None or not facts.is_builtin("sorted", "len", at=node):
        return None
    operator, limit = found
    both = shapes.union(elements_of(items, facts), shapes_of(limit, facts))
    known = shapes.within(shapes_of(items, facts), "list", "tuple", "set")
    # Floats have an order as long as none is NaN, which is asked once.
    asked = not shapes.comparable(both)
    if not known or (asked and not shapes.numeric(both)):
        return None
    if asked and (not facts.is_builtin("all", at=node) or _is_asked(node, facts)):
        return None
    before = place(node, {items.id}, facts)
    if before is None:
        return None
    side, above = _SIDES[operator]
    function, imports = library(f"bisect.{side}", facts)
    name = facts.fresh(f"{items.id}_sorted")
    text = f"{function}({name}, {facts.source.segment(limit)})"
    text = f"(len({name}) - {text})" if above else text
    if not asked:
        return Rewrite((Around(before, f"{name} = sorted({items.id})"), Swap(node, text)), imports)
    made = f"{name} = sorted({items.id}) if all(y == y for y in {items.id}) else None"
    passed = f"{name} is not None"
    if operator in (ast.LtE, ast.GtE) and not isinstance(limit, ast.Constant):
        passed += f" and {facts.source.segment(limit)} == {facts.source.segment(limit)}"
    text = f"({text} if {passed} else {facts.source.segment(node)})"
    return Rewrite((Around(before, made), Swap(node, text)), imports)


def _is_asked(node: ast.Call, facts: Facts) -> bool:
    """True for the count that stays for lists with a NaN."""
    parent = facts.source.parents[node]
    return isinstance(parent, ast.IfExp) and parent.orelse is node


def _of_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    """`for y in items: if y < x: n += 1` in another loop, which leaves the list as it is."""
    items = node.iter
    if facts.kind == "cell" or node.orelse or is_compiled(node, facts):
        return None
    name_of_items = _listed(items)
    if name_of_items is None or not isinstance(node.target, ast.Name):
        return None
    counter, test, stops = _asked(node.body)
    found = _threshold(test, node.target.id) if isinstance(test, ast.Compare) else None
    if counter is None or found is None or read_elsewhere(node.target.id, [node], facts):
        return None
    operator, limit = found
    if stops and not _is_in_order(items, operator, facts):
        return None
    both = shapes.union(elements_of(items, facts), shapes_of(limit, facts))
    alike = any(shapes.within(both, kind) for kind in ("int", "str"))
    if not alike or not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    if counter in {name_of_items.id, node.target.id, *flow.loads(limit)}:
        return None
    names = [b for b in facts.binders(counter, facts.scope(counter, node)) if _is_name(b)]
    if not names or not all(shapes.within(shapes_of(b, facts), "int") for b in names):  # type: ignore[arg-type]
        return None
    outer: ast.stmt | None = None
    for loop in facts.source.loops(node):
        if name_of_items.id in facts.changed(loop):
            break
        outer = loop
    if outer is None or not facts.is_builtin("sorted", "len", "set", at=node):
        return None
    side, above = _SIDES[operator]
    function, imports = library(f"bisect.{side}", facts)
    name = facts.fresh(f"{name_of_items.id}_sorted")
    text = f"{function}({name}, {facts.source.segment(limit)})"
    text = f"{counter} += len({name}) - {text}" if above else f"{counter} += {text}"
    if not isinstance(limit, ast.Name | ast.Constant):
        # Without elements nobody would look at a part of something.
        text = f"if {name}:\n    {text}"
    held = items.args[0] if isinstance(items, ast.Call) else items
    made = f"{name} = sorted({facts.source.segment(held)})"
    return Rewrite((Around(outer, made), Instead(node, text)), imports)


def _listed(items: ast.expr) -> ast.Name | None:
    """The list of `items`, `sorted(items)` and `sorted(set(items))`, in whatever order."""
    if isinstance(items, ast.Name):
        return items
    if not (isinstance(items, ast.Call) and ast.unparse(items.func) == "sorted" and items.args):
        return None
    held = items.args[0]
    if isinstance(held, ast.Call) and ast.unparse(held.func) == "set" and len(held.args) == 1:
        held = held.args[0]
    return held if isinstance(held, ast.Name) and len(items.args) == 1 else None


def _asked(body: list[ast.stmt]) -> tuple[str | None, ast.expr | None, bool]:
    """(counter, test of what is counted, whether the first that fails it ends the loop)."""
    first = body[0]
    if not isinstance(first, ast.If):
        return None, None, False
    breaks = [type(stmt) for stmt in first.orelse] == [ast.Break]
    if sole(body) is not None and (breaks or not first.orelse):
        return one_added(first.body), first.test, breaks
    left = [type(stmt) for stmt in first.body] == [ast.Break] and not first.orelse
    test = first.test
    if not left or not isinstance(test, ast.Compare) or type(test.ops[0]) not in _OPPOSITE:
        return None, None, False
    goes_on = ast.Compare(
        test.left, [_OPPOSITE[type(test.ops[0])](), *test.ops[1:]], test.comparators
    )
    return one_added(body[1:]), ast.copy_location(goes_on, test), True


def _is_in_order(items: ast.expr, operator: type[ast.cmpop], facts: Facts) -> bool:
    """True where all that is counted stands before all that isn't."""
    made = facts.assigned(items) if isinstance(items, ast.Name) else items
    if not (isinstance(made, ast.Call) and ast.unparse(made.func) == "sorted"):
        return False
    options = {keyword.arg: keyword.value for keyword in made.keywords}
    turned = options.pop("reverse", ast.Constant(value=False))
    if options or not isinstance(turned, ast.Constant) or not facts.is_builtin("sorted", at=made):
        return False
    rising = operator in (ast.Lt, ast.LtE)
    if not isinstance(items, ast.Name):
        return rising != bool(turned.value)
    # Nothing but the loops that ask may have changed the list, or they do it in order.
    scope = facts.scope(items.id, items)
    uses = [use for use in facts.source.all(ast.Name) if use.id == items.id]
    looked = [isinstance(facts.source.parents[use], ast.For) for use in uses]
    same = all(facts.scope(items.id, use) is scope for use in uses)
    return rising != bool(turned.value) and same and looked.count(False) == 1


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name)


def _counted(node: ast.Call, facts: Facts) -> ast.comprehension | None:
    """The part of `sum(1 for …)` or `len([… for …])` that says what is counted."""
    if not isinstance(node.func, ast.Name) or len(node.args) != 1 or node.keywords:
        return None
    inside = node.args[0]
    if not isinstance(inside, ast.GeneratorExp | ast.ListComp) or len(inside.generators) != 1:
        return None
    name, value = node.func.id, inside.elt
    if name not in ("sum", "len") or not facts.is_builtin(name, at=node):
        return None
    one = isinstance(value, ast.Constant) and type(value.value) is int and value.value == 1
    if name == "len":
        fits = isinstance(inside, ast.ListComp) and isinstance(value, ast.Name | ast.Constant)
    else:
        fits = one
    return inside.generators[0] if fits else None


def _threshold(test: ast.Compare, name: str) -> tuple[type[ast.cmpop], ast.expr] | None:
    """(operator with the element on the left, what it is compared with)."""
    if len(test.ops) != 1 or type(test.ops[0]) not in _SIDES:
        return None
    left, right, operator = test.left, test.comparators[0], type(test.ops[0])
    if isinstance(right, ast.Name) and right.id == name:
        left, right, operator = right, left, _TURNED[operator]
    if not (isinstance(left, ast.Name) and left.id == name) or name in flow.loads(right):
        return None
    still = (ast.Name, ast.Constant, ast.Subscript, ast.BinOp, ast.operator, ast.expr_context)
    return (operator, right) if all(isinstance(p, still) for p in ast.walk(right)) else None
