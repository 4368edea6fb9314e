from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import COMPREHENSIONS, Comprehension, Decline
from ..writing import indented
from ._filter_ends import Ends, limit
from ._guarded import is_kept
from ._known_frames import frame_at
from ._place import library, place
from ._rule import Rewrite, rule


@rule(
    *(ast.For, ast.FunctionDef, ast.Lambda, *COMPREHENSIONS),
    safety=Safety.CHECK,
    gain=22.0,
    hints=("<", ">"),
)
def filter_end_to_bisect(
    node: ast.For | ast.FunctionDef | ast.Lambda | Comprehension, facts: Facts
) -> Rewrite | None:
    """Look the last row before a limit up by bisection instead of filtering all rows for it.

    What it does:
        A loop that filters a frame by a limit (`quotes[quotes['time'] <= t]`) and takes the last
        row, or the first one after the limit, looks its place up by bisection, where the column
        is in order. A test before the loop sees to that.

    Why it is slow:
        Each filter compares the whole column and copies the rows that match, when a single one of
        them is asked for.

    Before:
        for t in trades['time']:
            past = quotes[quotes['time'] <= t]
            if len(past) == 0:
                bids.append(None)
            else:
                bids.append(past['bid'].iloc[-1])

    After:
        if len(quotes) and quotes['time'].is_monotonic_increasing:
            time_in_order = quotes['time'].tolist()
            bid_values = quotes['bid'].to_numpy()
            for t in trades['time']:
                past_count = bisect_right(time_in_order, t) if t == t else 0
                if past_count == 0:
                    bids.append(None)
                else:
                    bids.append(bid_values[past_count - 1])
        else:
            ...

    When not:
        The rows are used in any other way, the frame changes in the loop, the column holds
        neither numbers nor dates.

    Source:
        The documentation of `bisect`, "Searching Sorted Lists"; seen gains 5 to 50 times.
    """
    if is_kept(node, facts) or getattr(node, "orelse", None):
        return None
    if isinstance(node, ast.FunctionDef):
        return _in_function(node, facts)
    stmt = facts.source.statement(node)
    if not isinstance(node, ast.For):
        if facts.source.loops(node) or facts.source.function(stmt) is not facts.source.function(
            node
        ):
            return None
        if not isinstance(stmt, ast.Assign | ast.Expr | ast.Return | ast.AugAssign):
            return None
    found = _ends(node, facts)
    if found is None or facts.source.block_text(stmt) is None:
        return None
    ends, imports = found
    return _rewrite(stmt, ends, facts.source.block_text(stmt, ends.swaps) or "", imports, facts)


def _in_function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """A second form of a function that `apply`, or a loop, calls once."""
    if node.decorator_list or facts.definition(node.name) is not node:
        return None
    names = [n for n in facts.source.all(ast.Name) if n.id == node.name and not is_kept(n, facts)]
    if len(names) != 1 or facts.source.inside(names[0], node):
        return None
    found = _ends(node, facts)
    if found is None:
        return None
    ends, imports = found
    fixed = {one.frame.id for one in ends.done}
    use = _repeating(names[0], fixed, facts)
    if use is None or facts.source.block_text(use) is None:
        return None
    name = ends.fresh(f"{node.name}_by_bisect")
    body = facts.source.block_text(node, ends.swaps) or ""
    made = body.replace(f"def {node.name}(", f"def {name}(", 1)
    text = facts.source.block_text(use, {names[0]: name}) or ""
    return _rewrite(use, ends, f"{made}\n{text}", imports, facts)


def _repeating(name: ast.Name, fixed: set[str], facts: Facts) -> ast.stmt | None:
    """The statement that calls a function again and again, and leaves `fixed` alone."""
    parent = facts.source.parents[name]
    if not isinstance(parent, ast.Call):
        return None
    stmt = facts.source.statement(parent)
    handed = isinstance(parent.func, ast.Attribute) and parent.func.attr in ("apply", "map")
    if handed and not facts.source.loops(parent):
        simple = isinstance(stmt, ast.Assign | ast.Expr | ast.Return)
        return stmt if simple and not fixed & facts.changed(stmt.value) else None  # type: ignore[attr-defined]
    return place(parent, fixed, facts) if parent.func is name else None


def _ends(node: ast.AST, facts: Facts) -> tuple[Ends, tuple[str, ...]] | None:
    """The filters of a loop, comprehension or function, written anew."""
    ends, imports = Ends(node, facts), list[str]()

    def bisect(side: str) -> str:
        name, lines = library(f"bisect.bisect_{side}", facts)
        imports.extend(lines)
        return name

    for part in ast.walk(node):
        if not isinstance(part, ast.Subscript) or not _belongs(part, node, facts):
            continue
        one = limit(part, facts)
        if one is None or one.frame.id in facts.changed(node):
            continue
        if isinstance(node, ast.FunctionDef) and one.frame.id in flow.parameters(node):
            continue
        known = frame_at(one.frame, facts.source.statement(node), facts)
        if known is not None:
            ends.add(one, known, bisect)
    return (ends, tuple(dict.fromkeys(imports))) if ends.done else None


def _belongs(part: ast.Subscript, node: ast.AST, facts: Facts) -> bool:
    """True where it is this loop that repeats a part, and no other one inside it."""
    if isinstance(node, ast.For):
        return facts.source.loops(part)[:1] == [node]
    inner = [one for one in facts.source.ancestors(part) if isinstance(one, _AROUND)]
    return bool(inner) and inner[0] is node


_AROUND = (ast.For, ast.While, ast.Lambda, ast.FunctionDef, *COMPREHENSIONS)


def _rewrite(
    stmt: ast.stmt, ends: Ends, new: str, imports: tuple[str, ...], facts: Facts
) -> Rewrite:
    old = facts.source.block_text(stmt)
    if old is None or not facts.is_builtin("len", at=stmt):
        raise Decline("text that can't be indented")
    tests = [f"len({name})" for name in dict.fromkeys(one.frame.id for one in ends.done)]
    test = " and ".join([*tests, *dict.fromkeys(ends.guards)])
    body = "\n".join([*ends.setup, new.rstrip("\n")])
    text = f"if {test}:\n{indented(body)}\nelse:\n{indented(old)}"
    return Rewrite((Instead(stmt, text),), imports)
