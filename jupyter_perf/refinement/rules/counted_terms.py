from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Decline
from ..syntax import is_name
from ._bodies import body_text, indented, instead_of
from ._bounds import in_bounds
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule
from ._slots import slots_kept

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Load)


@rule(ast.For, safety=Safety.CHECK, gain=74.0, hints=("==",), kinds=("function", "program"))
def counted_terms(node: ast.For, facts: Facts) -> Rewrite | None:
    """Let a list count the numbers that make a sum come out.

    What it does:
        `for k in range(i, n): if a + b + x[k] == total: count += 1` asks a slice of the list how
        often it holds `total - a - b`.

    Why it is slow:
        The interpreter looks up, adds and compares for each element; `count` compares in C.

    Before:
        for k in range(j + 1, n):
            if x[i] + x[j] + x[k] == total:
                count += 1

    After:
        if 0 <= j + 1 < n <= len(x):
            count += x[j + 1:n].count(total - x[j] - x[i])
        else:
            for k in range(j + 1, n):
                if x[i] + x[j] + x[k] == total:
                    count += 1

    When not:
        Numbers that aren't known to be whole (floats round), places that may not be there, another
        use of the loop's variable.

    Source:
        The Python documentation, "Common Sequence Operations"; measured: 6 to 12 times.
    """
    counted = _counting(node)
    if counted is None or _is_kept(node, facts) or read_elsewhere(counted.index, [node], facts):
        return None
    if counted.name in flow.loads([node.iter, counted.test]) | {counted.index}:
        return None
    if not facts.is_builtin("range", "len", at=node):
        return None
    items, test = _items(counted, node, facts)
    wanted = _solved(counted, items, facts, sure=test is None)
    listed = next(n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == items)
    if not shapes.within(shapes_of(listed, facts), "list", "tuple"):
        return None
    if not shapes.within(elements_of(listed, facts), "int") or not slots_kept(listed, node, facts):
        return None
    if test is None:
        return Rewrite((Instead(node, f"{counted.name} += {items}.count({wanted})"),))
    guard, part = test
    fast = indented(f"{counted.name} += {part}.count({wanted})")
    new = f"if {guard}:\n{fast}\nelse:\n{indented(body_text([node], facts.source))}"
    return Rewrite(tuple(instead_of([node], new)))


class _Counted:
    """A loop that adds 1 to `name` for each `index` for which both sides of `test` are equal."""

    def __init__(self, name: str, index: str, test: ast.Compare) -> None:
        self.name, self.index, self.test = name, index, test


def _counting(node: ast.For) -> _Counted | None:
    only = sole(node.body)
    if node.orelse or not isinstance(only, ast.If) or only.orelse:
        return None
    counted, test = sole(only.body), only.test
    added = flow.accumulation(counted) if counted is not None else None
    if added is None or not isinstance(node.target, ast.Name):
        return None
    one = isinstance(added[1], ast.Constant) and type(added[1].value) is int and added[1].value == 1
    equal = isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)
    if not one or not equal:
        return None
    return _Counted(added[0], node.target.id, test)  # type: ignore[arg-type]


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for the loop that stands for lists which are too short."""
    around = facts.source.parents[node]
    return isinstance(around, ast.If) and ".count(" in ast.unparse(around.body[0])


def _items(counted: _Counted, node: ast.For, facts: Facts) -> tuple[str, tuple[str, str] | None]:
    """(the list, None where all of it is gone through; else what must hold, and its part)."""
    iterated = node.iter
    if isinstance(iterated, ast.Name):
        return iterated.id, None
    if not (isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name)):
        raise Decline("no list, and no range")
    called = iterated.func.id == "range" and not iterated.keywords
    if not called or not 1 <= len(iterated.args) <= 2:
        raise Decline("no range with steps of 1")
    if not all(shapes.within(shapes_of(end, facts), "int") for end in iterated.args):
        raise Decline("ends that may not be whole numbers")
    held = {
        part.value.id
        for part in ast.walk(counted.test)
        if isinstance(part, ast.Subscript)
        and isinstance(part.value, ast.Name)
        and isinstance(part.slice, ast.Name)
        and part.slice.id == counted.index
    }
    if len(held) != 1:
        raise Decline("not one list")
    name, texts = held.pop(), [facts.source.segment(end) for end in iterated.args]
    start, stop = texts if len(texts) == 2 else ("0", texts[0])
    if start == "0" and stop == f"len({name})":
        return name, None
    # With one round at least, what the loop looks up is looked up by the original, too.
    below = f"{start} < {stop}" if start.isdigit() else f"0 <= {start} < {stop}"
    begin = "" if start == "0" else start
    return name, (f"{below} <= len({name})", f"{name}[{begin}:{stop}]")


def _solved(counted: _Counted, items: str, facts: Facts, *, sure: bool) -> str:
    """What an element must be equal to."""
    sides = [counted.test.left, counted.test.comparators[0]]
    mine = [side for side in sides if counted.index in flow.loads(side)]
    if len(mine) != 1 or len([n for n in ast.walk(mine[0]) if is_name(n, counted.index)]) != 1:
        raise Decline("the element isn't there just once")
    rest, wanted = mine[0], sides[mine[0] is sides[0]]
    text = _term(wanted, facts, sure=sure)
    while isinstance(rest, ast.BinOp):
        first = counted.index in flow.loads(rest.left)
        other = rest.right if first else rest.left
        term = _term(other, facts, sure=sure)
        inner = f"({term})" if isinstance(other, ast.BinOp) else term
        if isinstance(rest.op, ast.Add):
            text = f"{text} - {inner}"
        elif isinstance(rest.op, ast.Sub):
            text = f"{text} + {inner}" if first else f"{term} - ({text})"
        else:
            raise Decline("no sum")
        rest = rest.left if first else rest.right
    element = rest.value if isinstance(rest, ast.Subscript) else rest
    if not (isinstance(element, ast.Name) and element.id in (items, counted.index)):
        raise Decline("not the element itself")
    if (element.id == items) != isinstance(rest, ast.Subscript):
        raise Decline("not the element itself")
    return text


def _term(node: ast.expr, facts: Facts, *, sure: bool) -> str:
    """A whole number that can be worked out before the loop; `sure`: even if that has no rounds."""
    for part in ast.walk(node):
        if not isinstance(part, _STILL):
            raise Decline("not a plain term")
        if sure and isinstance(part, ast.Subscript) and not _is_there(part, facts):
            raise Decline("a place that may not be there")
    if not shapes.within(shapes_of(node, facts), "int"):
        raise Decline("not surely a whole number")
    return facts.source.segment(node)


def _is_there(part: ast.Subscript, facts: Facts) -> bool:
    return isinstance(part.value, ast.Name) and in_bounds(part.value, part.slice, facts)
