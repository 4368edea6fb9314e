from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bodies import body_text, indented
from ._counts import Count, counted
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import library
from ._rule import Rewrite, rule

_FUNCTIONS: dict[type[ast.cmpop], str] = {ast.Eq: "operator.eq", ast.NotEq: "operator.ne"}


@rule(ast.Call, ast.For, safety=Safety.CHECK, gain=2.4, hints=("sum(", "len(", "+"))
def matches_by_operator(node: ast.Call | ast.For, facts: Facts) -> Rewrite | None:
    """Compare two texts or lists place by place in C.

    What it does:
        `sum(1 for x, y in zip(a, b) if x != y)`, `sum(a[i] == b[i] for i in range(len(a)))` and
        loops with `n += 1` that count so become `sum(map(operator.ne, a, b))`.

    Why it is slow:
        The interpreter runs several instructions for each pair.

    Before:
        distance = sum(1 for x, y in zip(left, right) if x != y)

    After:
        from operator import ne
        distance = sum(map(ne, left, right))

    When not:
        Elements that aren't plain numbers or texts, further tests, a loop variable that is read
        afterwards.

    Source:
        The Python documentation of `operator`; measured: 2 to 3 times.
    """
    count = counted(node, facts)
    if count is None or is_compiled(node, facts) or len(count.tests) != 1:
        return None
    found = _by_zip(count, facts) or _by_places(count, facts)
    if found is None or not facts.is_builtin("sum", "map", "zip", "len", "range", at=node):
        return None
    first, second, sign, test = found
    if not all(_is_plain(items, facts) for items in (first, second)):
        return None
    if _is_kept(node, test, facts):
        return None
    function, imports = library(_FUNCTIONS[sign], facts)
    text = f"sum(map({function}, {first.id}, {second.id}))"
    if not isinstance(node, ast.For):
        whole = f"({text} if {test} else {facts.source.segment(node)})" if test else text
        return Rewrite((Swap(node, whole),), imports)
    names = flow.stores([node.target])
    if facts.source.function(node) is None and facts.kind == "cell":
        return None
    if any(read_elsewhere(name, [node], facts) for name in names):
        return None
    if not shapes.within(_counter(count, facts), "int"):
        return None
    line = f"{count.counter} += {text}"
    if test:
        kept = body_text([node], facts.source)
        line = f"if {test}:\n{indented(line)}\nelse:\n{indented(kept)}"
    return Rewrite((Instead(node, line),), imports)


_Found = tuple[ast.Name, ast.Name, type[ast.cmpop], str]


def _by_zip(count: Count, facts: Facts) -> _Found | None:
    """(both lists, how they are compared, "") of `for x, y in zip(a, b)` with a test of x and y."""
    target, call, (test,) = count.target, count.items, count.tests
    if not (isinstance(target, ast.Tuple) and isinstance(call, ast.Call)) or call.keywords:
        return None
    if ast.unparse(call.func) != "zip" or len(call.args) != 2 or len(target.elts) != 2:
        return None
    first, second = call.args
    if not (isinstance(first, ast.Name) and isinstance(second, ast.Name)):
        return None
    sign = _sign(test, [ast.unparse(part) for part in target.elts])
    return None if sign is None else (first, second, sign, "")


def _by_places(count: Count, facts: Facts) -> _Found | None:
    """The same of `for i in range(len(a))` with a test of a[i] and b[i]; the other is as long."""
    target, call, (test,) = count.target, count.items, count.tests
    if not (isinstance(target, ast.Name) and isinstance(call, ast.Call)) or call.keywords:
        return None
    if ast.unparse(call.func) != "range" or len(call.args) != 1:
        return None
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    sides = [test.left, test.comparators[0]]
    lists = [side.value for side in sides if isinstance(side, ast.Subscript)]
    named = [one for one in lists if isinstance(one, ast.Name)]
    if len(named) != 2:
        return None
    first, second = named
    texts = [f"{one.id}[{target.id}]" for one in (first, second)]
    sign = _sign(test, texts)
    if sign is None or first.id == second.id:
        return None
    for one, other in ((first, second), (second, first)):
        if ast.unparse(call.args[0]) == f"len({one.id})":
            return first, second, sign, f"len({one.id}) <= len({other.id})"
    return None


def _sign(test: ast.expr, sides: list[str]) -> type[ast.cmpop] | None:
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    asked = [ast.unparse(test.left), ast.unparse(test.comparators[0])]
    sign = type(test.ops[0])
    return sign if sign in _FUNCTIONS and asked in (sides, sides[::-1]) else None


def _is_plain(items: ast.Name, facts: Facts) -> bool:
    if not shapes.within(shapes_of(items, facts), "list", "tuple", "str"):
        return False
    held = elements_of(items, facts)
    return held is not None and all(shape.kind in shapes.PLAIN for shape in held)


def _counter(count: Count, facts: Facts) -> shapes.Shapes | None:
    binders = facts.binders(count.counter, facts.scope(count.counter, count.node))
    given = (shapes_of(b, facts) if isinstance(b, ast.Name) else None for b in binders)
    return shapes.union(*given)


def _is_kept(node: ast.Call | ast.For, test: str, facts: Facts) -> bool:
    """True for what was left for a list that is shorter than the other."""
    parent = facts.source.parents[node]
    asked = isinstance(parent, ast.If | ast.IfExp) and ast.unparse(parent.test) == test
    return bool(test) and asked
