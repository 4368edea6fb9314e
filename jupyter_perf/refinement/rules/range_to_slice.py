from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._bounds import in_bounds
from ._hot import is_compiled
from ._rule import Rewrite, rule
from ._slots import slots_kept
from .index_to_items import is_read_elsewhere
from .row_taken_once import may_be_long

_MOST = 2
WIDTH = 100
_SEQUENCES = ("list", "tuple", "str")


@rule(ast.For, safety=Safety.CHECK, gain=1.32, hints=("range(",), kinds=("function", "program"))
def range_to_slice(node: ast.For, facts: Facts) -> Rewrite | None:
    """Go through a slice of a list instead of counting through its indices.

    What it does:
        `for j in range(i, i + k): … a[j] …` becomes a loop over `a[i:i + k]`. Unless the list is
        surely long enough, it is asked first; if it is too short, elements are looked up one by
        one as before, up to the one that isn't there.

    Why it is slow:
        Each round makes a number and looks an element up that the loop could have at hand.

    Before:
        for j in range(i + 1, n):
            if a[j] > high:
                high = a[j]

    After:
        if 0 <= i + 1 <= n <= len(a):
            a_part = a[i + 1:n]
        else:
            a_part = map(a.__getitem__, range(i + 1, n))
        for a_j in a_part:
            if a_j > high:
                high = a_j

    When not:
        The index is used for something else, too; the list changes in the loop; a round does
        something else before it looks at the list; ends that aren't known to be whole numbers.

    Source:
        The Python tutorial, "Looping techniques"; measured: 1.3 to 1.5 times.
    """
    index, ends = node.target, _ends(node, facts)
    if ends is None or not isinstance(index, ast.Name) or is_compiled(node, facts):
        return None
    body = [*node.body, *node.orelse]
    if index.id in flow.stores(body) or is_read_elsewhere(index, node, facts):
        return None
    items = _items(index.id, node, facts)
    if not items or len(items) > _MOST or not may_be_long(node, facts):
        return None
    if not all(slots_kept(found[0].value, node, facts) for found in items.values()):  # type: ignore[arg-type]
        return None
    sure = all(in_bounds(f.value, f.slice, facts) for found in items.values() for f in found)  # type: ignore[arg-type]
    if not sure and not all(_comes_first(found[0], node, facts) for found in items.values()):
        return None
    if len(items) == 1 and _is_whole(next(iter(items)), *ends):
        return None  # `index_to_items` needs no slice
    names = {name: facts.fresh(f"{name}_{index.id}") for name in items}
    parts = _parts(list(items), *ends)
    swaps = [Swap(use, names[name]) for name, found in items.items() for use in found]
    swaps.append(Swap(index, ", ".join(names.values())))
    if sure:
        return Rewrite((*swaps, Swap(node.iter, parts[0])))
    if max(map(len, parts)) + node.col_offset > WIDTH:
        return None
    own = facts.fresh(f"{next(iter(items))}_part")
    choice = (
        f"if {_guard(list(items), *ends)}:\n    {own} = {parts[0]}\nelse:\n    {own} = {parts[1]}"
    )
    return Rewrite((Around(node, choice), *swaps, Swap(node.iter, own)))


def _ends(node: ast.For, facts: Facts) -> tuple[str, str] | None:
    """Where a loop's range starts and stops, both surely whole numbers."""
    called = node.iter
    if not (isinstance(called, ast.Call) and isinstance(called.func, ast.Name)):
        return None
    if called.func.id != "range" or called.keywords or not 1 <= len(called.args) <= 2:
        return None
    if not facts.is_builtin("range", "len", "map", "zip", at=node):
        return None
    if not all(_is_end(argument, facts) for argument in called.args):
        return None
    texts = [facts.source.segment(argument) for argument in called.args]
    if any("\n" in text for text in texts):
        return None
    return (texts[0], texts[1]) if len(texts) == 2 else ("0", texts[0])


def _is_end(node: ast.expr, facts: Facts) -> bool:
    if isinstance(node, ast.Call):
        only = node.args[0] if len(node.args) == 1 else None
        called = isinstance(node.func, ast.Name) and node.func.id == "len" and not node.keywords
        return called and isinstance(only, ast.Name)
    if isinstance(node, ast.BinOp):
        plain = isinstance(node.op, ast.Add | ast.Sub)
        return plain and _is_end(node.left, facts) and _is_end(node.right, facts)
    if isinstance(node, ast.Constant):
        return type(node.value) is int
    return isinstance(node, ast.Name) and shapes.within(shapes_of(node, facts), "int")


def _items(index: str, node: ast.For, facts: Facts) -> dict[str, list[ast.Subscript]]:
    """List's name → every `name[index]` in the body; nothing where the index is used otherwise."""
    found: dict[str, list[ast.Subscript]] = {}
    for use in flow.walk([*node.body, *node.orelse]):
        if not isinstance(use, ast.Name) or use.id != index:
            continue
        place = facts.source.parents[use]
        held = place.value if isinstance(place, ast.Subscript) and place.slice is use else None
        if not isinstance(held, ast.Name) or not isinstance(place.ctx, ast.Load):  # type: ignore[attr-defined]
            return {}
        if not shapes.within(shapes_of(held, facts), *_SEQUENCES) or place.value is not held:  # type: ignore[attr-defined]
            return {}
        found.setdefault(held.id, []).append(place)  # type: ignore[arg-type]
    for places in found.values():
        places.sort(key=_position)
    return dict(sorted(found.items(), key=lambda one: _position(one[1][0])))


def _position(node: ast.expr) -> tuple[int, int]:
    return (node.lineno, node.col_offset)


def _comes_first(item: ast.Subscript, node: ast.For, facts: Facts) -> bool:
    """True where a round surely looks at the list before it does anything that shows."""
    stmt = node.body[0]
    if not facts.source.inside(item, stmt) or not isinstance(
        stmt, ast.If | ast.Assign | ast.AugAssign | ast.Expr
    ):
        return False
    whole = stmt.test if isinstance(stmt, ast.If) else stmt.value
    if not facts.source.inside(item, whole):
        return False
    child: ast.AST = item
    for parent in facts.source.ancestors(item):
        if parent is stmt:
            break
        if isinstance(parent, (*COMPREHENSIONS, *FUNCTIONS, ast.IfExp, ast.NamedExpr)):
            return False
        if isinstance(parent, ast.BoolOp) and child is not parent.values[0]:
            return False
        if isinstance(parent, ast.Compare) and child in parent.comparators[1:]:
            return False
        child = parent
    return all(_is_harmless(part, item, facts) for part in ast.walk(stmt))


def _is_harmless(part: ast.AST, item: ast.Subscript, facts: Facts) -> bool:
    """True for what comes after the item, and for what does nothing, or fails as it does."""
    if not isinstance(part, ast.Call | ast.Subscript | ast.BinOp | ast.NamedExpr | ast.Attribute):
        return True
    later = _position(part) > _position(item)
    if later or part is item or item in ast.walk(part):
        return not isinstance(part, ast.NamedExpr) or later
    if isinstance(part, ast.Subscript):
        kinds = shapes_of(item.value, facts), shapes_of(part.value, facts)
        return any(shapes.within(kinds[0], k) and shapes.within(kinds[1], k) for k in _SEQUENCES)
    if isinstance(part, ast.Attribute):
        return shapes.within(shapes_of(part.value, facts), "list", "set", "deque")
    return isinstance(part, ast.BinOp) and shapes.numeric(shapes_of(part, facts))


def _parts(lists: list[str], start: str, stop: str) -> list[str]:
    """(a slice of each list, the same by looking elements up one by one)."""
    count = f"range({stop})" if start == "0" else f"range({start}, {stop})"
    begin = "" if start == "0" else start
    ways = [
        [name if _is_whole(name, start, stop) else f"{name}[{begin}:{stop}]" for name in lists],
        [f"map({name}.__getitem__, {count})" for name in lists],
    ]
    return [way[0] if len(way) == 1 else f"zip({', '.join(way)})" for way in ways]


def _is_whole(name: str, start: str, stop: str) -> bool:
    return start == "0" and stop == f"len({name})"


def _guard(lists: list[str], start: str, stop: str) -> str:
    """The test that the slices have just the elements that the range counts."""
    first, *others = [name for name in lists if not _is_whole(name, start, stop)]
    inside = f"{start} <= {stop}" if start.isdigit() else f"0 <= {start} <= {stop}"
    if len(others) + 1 < len(lists):
        inside = stop
    tests = [f"{inside} <= len({first})", *(f"{stop} <= len({name})" for name in others)]
    return " and ".join(tests)
