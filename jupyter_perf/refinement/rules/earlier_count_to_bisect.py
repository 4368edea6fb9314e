from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._nearest import one_added
from ._place import library, sole
from ._rule import Rewrite, rule

_LESS = {"<": ("bisect_left", False), "<=": ("bisect_right", False),
         ">": ("bisect_right", True), ">=": ("bisect_left", True)}  # fmt: skip
_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


@rule(
    ast.For,
    safety=Safety.CHECK,
    gain=73.0,
    hints=("+= 1", "+ 1"),
    kinds=("function", "program"),
)
def earlier_count_to_bisect(node: ast.For, facts: Facts) -> Rewrite | None:
    """Count smaller or larger elements before or behind each place by bisection.

    What it does:
        An inner loop that counts, for each place of a list, the elements before it (or behind
        it) that are smaller or larger than something, as one does for inversions, bisects a
        sorted list of them, which grows (or shrinks) as the outer loop goes on.

    Why it is slow:
        Each pair of elements is compared in the interpreter; bisection looks at a few.

    Before:
        for i in range(n):
            for j in range(i + 1, n):
                if p[i] > p[j]:
                    inversions += 1

    After:
        from bisect import bisect_left, insort
        p_rest = sorted(p)
        for i in range(n):
            if 0 <= i < n == len(p):
                while len(p_rest) >= n - i:
                    del p_rest[bisect_left(p_rest, p[n - len(p_rest)])]
                inversions += bisect_left(p_rest, p[i])
            else:
                for j in range(i + 1, n):
                    if p[i] > p[j]:
                        inversions += 1

    When not:
        A list that changes in the loops, elements that aren't all whole numbers or all strings,
        an outer loop that doesn't go upwards, a loop variable that is read afterwards.

    Source:
        Counting inversions: Knuth, "The Art of Computer Programming", 5.1.1.
    """
    outer = facts.source.parents[node]
    if is_compiled(node, facts) or node.orelse or not isinstance(outer, ast.For):
        return None
    origin = _upwards(outer)
    found = _counting(node, origin, facts) if origin is not None else None
    if found is None or origin is None or _is_kept(node, facts):
        return None
    items = found.items.id
    if {items, origin} & facts.changed(outer.body) or not facts.is_builtin(*_USED, at=node):
        return None
    if found.counter in (items, origin, ast.unparse(node.target)):
        return None
    if read_elsewhere(ast.unparse(node.target), [node], facts):
        return None
    if found.stop is None:
        return _grown(node, outer, found, origin, facts)
    return _shrunk(node, outer, found, origin, facts)


_USED = ("len", "sorted", "range", "enumerate")


@dataclass(frozen=True)
class _Count:
    """Elements of `items` that compare so with `limit`; before the place, or up to `stop`."""

    items: ast.Name
    counter: str
    sign: str
    limit: ast.expr
    stop: ast.expr | None


def _upwards(outer: ast.For) -> str | None:
    """The variable of an outer loop that counts upwards by one."""
    call = outer.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return None
    target: ast.expr | None = outer.target
    if call.func.id == "enumerate" and isinstance(target, ast.Tuple) and len(call.args) == 1:
        target = target.elts[0]
    elif call.func.id != "range" or len(call.args) > 2:
        return None
    return target.id if isinstance(target, ast.Name) and not call.keywords else None


def _counting(node: ast.For, origin: str, facts: Facts) -> _Count | None:
    call, only = node.iter, sole(node.body)
    ranged = isinstance(call, ast.Call) and ast.unparse(call.func) == "range"
    if not ranged or not isinstance(node.target, ast.Name) or not isinstance(only, ast.If):
        return None
    texts = [ast.unparse(arg) for arg in call.args]  # type: ignore[attr-defined]
    stop: ast.expr | None = None
    if len(texts) == 2 and texts[0] == f"{origin} + 1":
        stop = call.args[1]  # type: ignore[attr-defined]
    elif texts not in ([origin], ["0", origin]):
        return None
    counter, test = one_added(only.body), only.test
    if counter is None or only.orelse or not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    sign, right = _SIGNS.get(type(test.ops[0]), ""), test.comparators[0]
    if not sign or not _is_number(counter, node, facts):
        return None
    for mine, limit, turned in ((test.left, right, sign), (right, test.left, _TURNED[sign])):
        named = isinstance(mine, ast.Subscript) and isinstance(mine.value, ast.Name)
        if not named or ast.unparse(mine.slice) != node.target.id:  # type: ignore[attr-defined]
            continue
        if is_quiet(limit) and not {node.target.id, counter} & flow.loads(limit):
            found = _Count(mine.value, counter, turned, limit, stop)  # type: ignore[attr-defined]
            return found if _known(found, facts) else None
    return None


def _known(found: _Count, facts: Facts) -> bool:
    held, limit = elements_of(found.items, facts), shapes_of(found.limit, facts)
    alike = any(shapes.within(held, kind) and shapes.within(limit, kind) for kind in ("int", "str"))
    if found.stop is not None:
        length = ast.unparse(found.stop) == f"len({found.items.id})"
        named = isinstance(found.stop, ast.Name)
        if not length and not (named and shapes.within(shapes_of(found.stop, facts), "int")):
            return False
    return alike and shapes.within(shapes_of(found.items, facts), "list")


def _is_number(name: str, at: ast.stmt, facts: Facts) -> bool:
    binders = facts.binders(name, facts.scope(name, at))
    names = [b for b in binders if isinstance(b, ast.Name)]
    return bool(names) and all(shapes.within(shapes_of(b, facts), "int") for b in names)


def _grown(
    node: ast.For, outer: ast.For, found: _Count, origin: str, facts: Facts
) -> Rewrite | None:
    """The elements before the place, in a list that grows."""
    items = found.items.id
    name = facts.fresh(f"{items}_before")
    insort, lines = library("bisect.insort", facts)
    catch_up = f"while len({name}) < {origin}:\n    {insort}({name}, {items}[len({name})])\n"
    guard = f"0 <= {origin} <= len({items})"
    return _written(node, outer, found, name, "[]", guard, catch_up, lines, facts)


def _shrunk(
    node: ast.For, outer: ast.For, found: _Count, origin: str, facts: Facts
) -> Rewrite | None:
    """The elements behind the place, in a list that shrinks."""
    items, stop = found.items.id, facts.source.segment(found.stop)  # type: ignore[arg-type]
    name = facts.fresh(f"{items}_rest")
    bisect, lines = library("bisect.bisect_left", facts)
    gone = f"{bisect}({name}, {items}[{stop} - len({name})])"
    catch_up = f"while len({name}) >= {stop} - {origin}:\n    del {name}[{gone}]\n"
    guard = f"0 <= {origin} < {stop} == len({items})"
    made = f"sorted({items})"
    return _written(node, outer, found, name, made, guard, catch_up, lines, facts)


def _written(
    node: ast.For,
    outer: ast.For,
    found: _Count,
    name: str,
    made: str,
    guard: str,
    catch_up: str,
    lines: tuple[str, ...],
    facts: Facts,
) -> Rewrite:
    side, above = _LESS[found.sign]
    bisect, more = library(f"bisect.{side}", facts)
    count = f"{bisect}({name}, {facts.source.segment(found.limit)})"
    count = f"len({name}) - {count}" if above else count
    fast = f"{catch_up}{found.counter} += {count}"
    kept = body_text([node], facts.source)
    text = f"if {guard}:\n{indented(fast)}\nelse:\n{indented(kept)}"
    imports = tuple(dict.fromkeys((*lines, *more)))
    return Rewrite((Around(outer, before=f"{name} = {made}"), Instead(node, text)), imports)


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for a loop that was left for places outside of the list."""
    parent = facts.source.parents[node]
    return isinstance(parent, ast.If) and ast.unparse(parent.test).startswith("0 <= ")
