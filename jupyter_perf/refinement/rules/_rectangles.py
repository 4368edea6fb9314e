"""Sums and counts over a rectangle of a list of rows, however they are written."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_quiet
from ._place import sole


@dataclass(frozen=True)
class Rectangle:
    """Rows `rows` (first, stop) and columns `columns` of `items`, as texts.

    `cell` is what is added for a cell of that name, where that isn't the cell itself.
    """

    items: ast.Name
    rows: tuple[str, str]
    columns: tuple[str, str]
    cell: str = ""


@dataclass(frozen=True)
class _Round:
    """A clause or loop: `range(start, stop)` by a variable, or rows of `items[start:stop]`."""

    target: str
    start: str
    stop: str
    sliced: ast.expr | None


def of_loops(node: ast.For, facts: Facts) -> tuple[str, Rectangle] | None:
    """(what is added to, what is added) of two nested loops, or of one that adds sums of rows."""
    inner = sole(node.body)
    if node.orelse or inner is None:
        return None
    if isinstance(inner, ast.For):
        if inner.orelse:
            return None
        rounds = [_round(one.target, one.iter, facts) for one in (node, inner)]
        added = _added(inner.body, facts)
        if None in rounds or added is None:
            return None
        total, value, test = added
        found = _cells(rounds, value, test, facts)  # type: ignore[arg-type]
    else:
        one, more = _round(node.target, node.iter, facts), flow.accumulation(inner)
        if one is None or more is None:
            return None
        total = more[0]
        found = _of_row(one, more[1], facts)
    if found is None or total in _names(found, node):
        return None
    return total, found


def of_call(node: ast.Call, facts: Facts) -> Rectangle | None:
    """What `sum(sum(row[c:d]) for row in grid[a:b])` and the like add up."""
    whole = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if not isinstance(node.func, ast.Name) or node.func.id != "sum":
        return None
    if not isinstance(whole, ast.GeneratorExp | ast.ListComp):
        return None
    if not facts.is_builtin("sum", at=node) or any(part.is_async for part in whole.generators):
        return None
    rounds = [_round(part.target, part.iter, facts) for part in whole.generators]
    tests = [test for part in whole.generators for test in part.ifs]
    if None in rounds or len(tests) > 1:
        return None
    if len(rounds) == 1 and not tests:
        return _of_row(rounds[0], whole.elt, facts)  # type: ignore[arg-type]
    if len(rounds) != 2 or any(part.ifs for part in whole.generators[:-1]):
        return None
    return _cells(rounds, whole.elt, tests[0] if tests else None, facts)  # type: ignore[arg-type]


def _round(target: ast.expr, iterated: ast.expr, facts: Facts) -> _Round | None:
    if not isinstance(target, ast.Name):
        return None
    if isinstance(iterated, ast.Subscript) and isinstance(iterated.slice, ast.Slice):
        cut = iterated.slice
        if cut.step is not None or not _fit([cut.lower, cut.upper], facts):
            return None
        if cut.lower is None or cut.upper is None:
            return None
        return _Round(target.id, _text(cut.lower, facts), _text(cut.upper, facts), iterated.value)
    if not (isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range"):
        return None
    ends = iterated.args
    if len(ends) not in (1, 2) or iterated.keywords or not _fit(ends, facts):
        return None
    if not facts.is_builtin("range", at=iterated):
        return None
    start = _text(ends[0], facts) if len(ends) == 2 else "0"
    return _Round(target.id, start, _text(ends[-1], facts), None)


def _fit(ends: Sequence[ast.expr | None], facts: Facts) -> bool:
    """True for ends that are whole numbers and can be worked out again."""
    return all(
        end is None or (is_quiet(end) and shapes.within(shapes_of(end, facts), "int"))
        for end in ends
    )


def _text(node: ast.expr, facts: Facts) -> str:
    return facts.source.segment(node)


def _added(body: list[ast.stmt], facts: Facts) -> tuple[str, ast.expr, ast.expr | None] | None:
    """(total, what is added, on what condition) of a loop's only statement."""
    only, test = sole(body), None
    if isinstance(only, ast.If) and not only.orelse:
        test, only = only.test, sole(only.body)
    found = flow.accumulation(only) if only is not None else None
    return None if found is None else (found[0], found[1], test)


def _cells(
    rounds: list[_Round], value: ast.expr, test: ast.expr | None, facts: Facts
) -> Rectangle | None:
    """What is added for each cell, by two loops."""
    cells = [value] if test is None else [test]
    if isinstance(value, ast.Compare) and test is None:
        cells, test = [value], value
    elif test is not None and ast.unparse(value) != "1":
        return None
    cell, other = cells[0], ""
    if test is not None:
        sides = _equal_sides(test)
        if sides is None:
            return None
        cell, other = sides[0], f" == {_text(sides[1], facts)}"
    placed = _place_of(cell, rounds, facts)
    if placed is None:
        return None
    items, rows, columns = placed
    return Rectangle(items, rows, columns, other)


def _equal_sides(test: ast.expr) -> tuple[ast.expr, ast.expr] | None:
    """(cell, what it is compared with) of `cell == "#"`."""
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return None
    left, right = test.left, test.comparators[0]
    plain = len(test.ops) == 1 and isinstance(right, ast.Constant)
    return (left, right) if plain else None


def _place_of(
    cell: ast.expr, rounds: list[_Round], facts: Facts
) -> tuple[ast.Name, tuple[str, str], tuple[str, str]] | None:
    """(items, rows, columns) of `items[i][j]`, `row[j]` and `cell` of `row[c:d]`."""
    outer, inner = rounds
    if inner.sliced is not None:
        row = inner.sliced if isinstance(cell, ast.Name) and cell.id == inner.target else None
        columns = (inner.start, inner.stop)
    else:
        row = cell.value if isinstance(cell, ast.Subscript) else None
        moved = _moved(cell.slice, inner, facts) if isinstance(cell, ast.Subscript) else None
        if moved is None:
            return None
        columns = moved
    found = None if row is None else _row_of(row, outer, facts)
    return None if found is None else (found[0], found[1], columns)


def _row_of(row: ast.expr, outer: _Round, facts: Facts) -> tuple[ast.Name, tuple[str, str]] | None:
    """(items, rows) of `items[i]`, and of `row` that goes through `items[a:b]`."""
    if outer.sliced is not None:
        own = isinstance(row, ast.Name) and row.id == outer.target
        listed = outer.sliced
        return (listed, (outer.start, outer.stop)) if own and isinstance(listed, ast.Name) else None
    if not (isinstance(row, ast.Subscript) and isinstance(row.value, ast.Name)):
        return None
    rows = _moved(row.slice, outer, facts)
    return None if rows is None else (row.value, rows)


def _moved(at: ast.expr, one: _Round, facts: Facts) -> tuple[str, str] | None:
    """(first, stop) of the places `i`, `top + i` and `i - 1` of a round."""
    if isinstance(at, ast.Name):
        return (one.start, one.stop) if at.id == one.target else None
    if not isinstance(at, ast.BinOp) or not isinstance(at.op, ast.Add | ast.Sub):
        return None
    sign = "+" if isinstance(at.op, ast.Add) else "-"
    for mine, by in ((at.left, at.right), (at.right, at.left)):
        own = isinstance(mine, ast.Name) and mine.id == one.target
        if own and _fit([by], facts) and one.target not in flow.loads(by):
            if isinstance(by, ast.BinOp) or (sign == "-" and mine is at.right):
                return None
            first = f"{one.start} {sign} {_text(by, facts)}"
            if one.start == "0" and sign == "+":
                first = _text(by, facts)
            return first, f"{_bracketed(one.stop)} {sign} {_text(by, facts)}"
    return None


def _bracketed(text: str) -> str:
    return f"({text})" if any(sign in text for sign in "<>&|^~") else text


def _of_row(one: _Round, value: ast.expr, facts: Facts) -> Rectangle | None:
    """`sum(items[i][c:d])`, `row[c:d].count("#")` as what is added for each row."""
    if not isinstance(value, ast.Call) or len(value.args) != 1 or value.keywords:
        return None
    called, other = value.func, ""
    part: ast.expr = value.args[0]
    if isinstance(called, ast.Attribute) and called.attr == "count":
        if not isinstance(part, ast.Constant) or (type(part.value) is str and len(part.value) != 1):
            return None
        part, other = called.value, f" == {_text(part, facts)}"
    elif not (isinstance(called, ast.Name) and called.id == "sum"):
        return None
    if not (isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice)):
        return None
    cut = part.slice
    if cut.step is not None or cut.lower is None or cut.upper is None:
        return None
    found = _row_of(part.value, one, facts)
    if found is None or not _fit([cut.lower, cut.upper], facts):
        return None
    if one.target in flow.loads([cut.lower, cut.upper]):
        return None
    columns = (_text(cut.lower, facts), _text(cut.upper, facts))
    return Rectangle(found[0], found[1], columns, other)


def _names(found: Rectangle, loop: ast.For) -> set[str]:
    """Names that the ends of a rectangle must not hang on: what the loops bind."""
    texts = (*found.rows, *found.columns, found.items.id)
    used = {name for text in texts for name in flow.loads(ast.parse(text, mode="eval"))}
    bound = {part.id for part in ast.walk(loop.target) if isinstance(part, ast.Name)}
    inner = [stmt.target for stmt in loop.body if isinstance(stmt, ast.For)]
    bound |= {
        part.id for target in inner for part in ast.walk(target) if isinstance(part, ast.Name)
    }
    return used | bound


def hangs_on_rounds(found: Rectangle, targets: set[str]) -> bool:
    """True where an end of the rectangle is another one in each round."""
    texts = (*found.rows, *found.columns)
    return any(targets & flow.loads(ast.parse(text, mode="eval")) for text in texts)
