from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..vectorise.inferred import type_of
from ..vectorise.types import One
from ._bounds import Linear, known_difference, linear
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule

_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Mult: "*"}


@rule(ast.For, safety=Safety.CHECK, gain=73.5, hints=("range(",), kinds=("function", "program"))
def carried_along(node: ast.For, facts: Facts) -> Rewrite | None:
    """Carry a total along instead of starting it again for each end of a part.

    What it does:
        Where each round of a loop over ends adds up (or multiplies, or joins) all elements from
        the same first one, it adds its own to what the round before it had: the same operations in
        the same order.

    Why it is slow:
        Each part is gone through from its beginning, though only one element is new.

    Before:
        for i in range(n):
            for j in range(i, n):
                product = 1
                for k in range(i, j + 1):
                    product *= numbers[k]
                best = max(best, product)

    After:
        for i in range(n):
            product_so_far = 1
            for j in range(i, n):
                product_so_far *= numbers[j]
                product = product_so_far
                best = max(best, product)

    When not:
        Parts that begin elsewhere, or grow by more than one; elements that the loop changes; a
        start that isn't a number or a text; rounds that may not get there; a loop variable that is
        read afterwards.

    Source:
        Bentley, "Programming Pearls", column 8.
    """
    outer = facts.source.parents[node]
    if not isinstance(outer, ast.For) or node not in outer.body or is_compiled(node, facts):
        return None
    before = facts.source.before(node)
    begun = before[0] if before else None
    work = sole(node.body)
    if not isinstance(begun, ast.Assign) or work is None or node.orelse or outer.orelse:
        return None
    name = ast.unparse(begun.targets[0])
    added = _added(work, name)
    if added is None or not _is_plain(begun, name) or flow.has(before[1:], ast.Continue):
        return None
    sign, value = added
    place = _new_place(node, outer, facts)
    if place is None or not is_quiet(value) or read_elsewhere(_target(node), [node], facts):
        return None
    fixed = flow.loads(value) - {_target(node)}
    if name in fixed or (fixed & facts.changed(outer.body)) or _target(outer) in fixed:
        return None
    if not _is_single(value, facts):
        return None
    kept = facts.fresh(f"{name}_so_far")
    uses = [n for n in ast.walk(value) if isinstance(n, ast.Name) and n.id == _target(node)]
    if not uses:
        return None
    text = facts.source.render(value, dict.fromkeys(uses, place))
    start = facts.source.segment(begun.value)
    changes: tuple[Change, ...] = (
        Around(outer, before=f"{kept} = {start}"),
        Instead(begun, f"{kept} {sign}= {text}"),
        Instead(node, f"{name} = {kept}"),
    )
    return Rewrite(changes)


def _is_single(value: ast.expr, facts: Facts) -> bool:
    """True for numbers and texts: an array that is added to would be the same one each time."""
    plain = shapes.within(shapes_of(value, facts), "int", "float", "bool", "str")
    return plain or isinstance(type_of(value, facts), One)


def _target(loop: ast.For) -> str:
    return ast.unparse(loop.target)


def _is_plain(begun: ast.Assign, name: str) -> bool:
    """True for `name = 0`, `name = 1.0` and `name = ""`."""
    value = begun.value
    number = isinstance(value, ast.Constant) and type(value.value) in (int, float, str)
    return len(begun.targets) == 1 and name.isidentifier() and number


def _added(work: ast.stmt, name: str) -> tuple[str, ast.expr] | None:
    """(operator, what each round adds) of the only statement of a loop."""
    for operator, sign in _OPERATORS.items():
        found = flow.accumulation(work, operator)
        if found is not None and found[0] == name:
            return sign, found[1]
    return None


def _new_place(node: ast.For, outer: ast.For, facts: Facts) -> str | None:
    """The text of the only place that is new to the inner loop in each round of the outer one."""
    if not all(isinstance(loop.target, ast.Name) for loop in (node, outer)):
        return None
    inner, ends = _ends(node, facts), _ends(outer, facts)
    variable = _target(outer)
    if inner is None or ends is None or variable in flow.stores(outer.body):
        return None
    first, stop = inner
    shift = dict(stop)
    if shift.pop(variable, 0) != 1 or set(shift) - {""} or variable in first:
        return None
    # In the first round the inner loop goes through one place, in each later one through one more.
    step = shift.get("", 0) - 1
    if known_difference(first, {**ends[0], "": ends[0].get("", 0) + step}) != 0:
        return None
    if set(first) & facts.changed(outer.body):
        return None
    return variable if step == 0 else f"{variable} {'+' if step > 0 else '-'} {abs(step)}"


def _ends(loop: ast.For, facts: Facts) -> tuple[Linear, Linear] | None:
    """Where a loop over a range begins and ends."""
    call = loop.iter
    if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "range") or call.keywords:
        return None
    if len(call.args) > 2 or not facts.is_builtin("range", at=loop):
        return None
    found = [linear(argument, facts, stop=True) for argument in call.args]
    first = found[0] if len(found) == 2 else {"": 0}
    stop = found[-1]
    # Where only the outer loop's end isn't such a sum, it doesn't matter.
    return None if first is None else (first, stop if stop is not None else {})
