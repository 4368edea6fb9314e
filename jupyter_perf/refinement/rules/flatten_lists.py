from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._place import is_empty_list, library, start
from ._rule import Rewrite, rule


@rule(ast.Call, ast.Assign, safety=Safety.CHECK, gain=60.0, hints=("sum(", "+", "reduce("))
def flatten_lists(node: ast.Call | ast.Assign, facts: Facts) -> Rewrite | None:
    """Lengthen one list instead of making a longer copy each time.

    What it does:
        `sum(lists, [])` (or `reduce` of `+`) becomes `list(chain.from_iterable(lists))`, and
        `out = out + part` in a loop that starts with a new list becomes `out += part`.

    Why it is slow:
        `+` on lists makes a new one and copies all that there is so far.

    Before:
        for row in rows:
            out = out + row
        flat = sum(rows, [])

    After:
        from itertools import chain
        for row in rows:
            out += row
        flat = list(chain.from_iterable(rows))

    When not:
        Parts that may not be lists, an `out` that goes by another name too, or comes from
        elsewhere.

    Source:
        The Python documentation of `sum`; seen gain 176 times.
    """
    if isinstance(node, ast.Call):
        return _from_sum(node, facts)
    added = flow.accumulation(node)
    loops = facts.source.loops(node)
    if added is None or not loops or isinstance(node.targets[0], ast.Tuple):
        return None
    name, part = added
    if not shapes.within(shapes_of(part, facts), "list") or not _is_new(name, loops[-1], facts):
        return None
    text = facts.source.segment(part)
    return Rewrite((Instead(node, f"{name} += {text}"),))


def _from_sum(node: ast.Call, facts: Facts) -> Rewrite | None:
    given = _summed(node, facts) or _reduced(node, facts)
    if given is None or not facts.is_builtin("list", at=node):
        return None
    lists, first = given
    if not is_empty_list(first, facts) or not shapes.within(elements_of(lists, facts), "list"):
        return None
    chain, imports = library("itertools.chain", facts)
    text = facts.source.segment(lists)
    if isinstance(lists, ast.GeneratorExp) and not text.startswith("("):
        text = f"({text})"
    return Rewrite((Swap(node, f"list({chain}.from_iterable({text}))"),), imports)


def _summed(node: ast.Call, facts: Facts) -> tuple[ast.expr, ast.expr] | None:
    """(lists, start) of `sum(lists, [])` and `sum(lists, start=[])`."""
    if not (isinstance(node.func, ast.Name) and node.func.id == "sum"):
        return None
    named = [keyword.value for keyword in node.keywords if keyword.arg == "start"]
    given = [*node.args, *named]
    if len(given) != 2 or len(named) != len(node.keywords) or not facts.is_builtin("sum", at=node):
        return None
    return given[0], given[1]


def _reduced(node: ast.Call, facts: Facts) -> tuple[ast.expr, ast.expr] | None:
    """(lists, start) of `reduce(lambda a, b: a + b, lists, [])`, or with `operator.add`."""
    if facts.full_name(node.func) != "functools.reduce" or len(node.args) != 3 or node.keywords:
        return None
    function, lists, first = node.args
    if isinstance(function, ast.Lambda):
        names = flow.parameters(function)
        adds = len(names) == 2 and ast.unparse(function.body) == " + ".join(names)
    else:
        adds = facts.full_name(function) in ("operator.add", "operator.concat", "operator.iadd")
    return (lists, first) if adds else None


def _is_new(name: str, loop: ast.stmt, facts: Facts) -> bool:
    """True where a list is made just before the loop and nothing else holds it meanwhile."""
    first = start(name, loop, facts)
    if not isinstance(first, ast.List | ast.ListComp | ast.Call):
        return False
    if isinstance(first, ast.Call) and not is_empty_list(first, facts):
        return False
    for use in ast.walk(loop):
        if isinstance(use, ast.Name) and use.id == name and isinstance(use.ctx, ast.Load):
            parent = facts.source.parents[use]
            stmt = facts.source.parents.get(parent)
            own = isinstance(parent, ast.BinOp) and isinstance(stmt, ast.Assign)
            length = isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"
            if not (own and parent.left is use) and not length:  # type: ignore[attr-defined]
                return False
    return True
