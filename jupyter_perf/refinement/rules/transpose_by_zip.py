from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead, Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, first_match
from ._bodies import body_text, indented
from ._bounds import known_difference, linear, size_of
from ._hot import is_compiled, is_quiet
from ._leftovers import read_elsewhere
from ._rule import Rewrite, rule

_COLUMNS = ("[v_m[v_i][v_j] for v_i in range(E_r)]", "[v_x[v_j] for v_x in v_m]")
_FILLED = (
    "for v_i in range(E_r):\n        v_c.append(v_m[v_i][v_j])",
    "for v_x in v_m:\n        v_c.append(v_x[v_j])",
)
_LOOPS = (
    *(f"for v_j in range(E_c):\n    v_t.append({column})" for column in _COLUMNS),
    *(f"for v_j in range(E_c):\n    v_c = {column}\n    v_t.append(v_c)" for column in _COLUMNS),
    *(f"for v_j in range(E_c):\n    v_c = []\n    {fill}\n    v_t.append(v_c)" for fill in _FILLED),
)
_EXPRESSIONS = tuple(f"[{column} for v_j in range(E_c)]" for column in _COLUMNS)


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=71.0, hints=("range(",))
def transpose_by_zip(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Let `zip` turn a list of rows into a list of columns.

    What it does:
        A comprehension in a comprehension, or a loop in a loop, that takes the element at one place
        after another from all rows, becomes `[list(column) for column in zip(*rows)]`. Rows that
        aren't all as long as the loop takes them to be go the old way.

    Why it is slow:
        Each element is looked up by two indices in the interpreter.

    Before:
        columns = [[rows[i][j] for i in range(len(rows))] for j in range(len(rows[0]))]

    After:
        columns = (
            [list(column) for column in zip(*rows)]
            if set(map(len, rows)) == {len(rows[0])}
            else [[rows[i][j] for i in range(len(rows))] for j in range(len(rows[0]))]
        )

    When not:
        Rows that aren't lists, tuples or texts; loop variables that are read afterwards.

    Source:
        The Python documentation of `zip`: "This is similar to transposing a matrix".
    """
    if is_compiled(node, facts) or _is_kept(node, facts):
        return None
    if isinstance(node, ast.ListComp):
        found = first_match([ast.copy_location(ast.Expr(node), node)], _EXPRESSIONS)
        test = _test(node, found, facts) if found is not None else ""
        if found is None or not test:
            return None
        text = f"{_columns(found, facts)} if {test} else {facts.source.segment(node)}"
        return Rewrite((Swap(node, f"({text})"),))
    found = first_match([node], _LOOPS)
    if found is None or (facts.source.function(node) is None and facts.kind == "cell"):
        return None
    target, test = _use(node, found["v_t"]), _test(node, found, facts)
    if not test or not shapes.within(shapes_of(target, facts), "list"):
        return None
    if any(read_elsewhere(name, [node], facts) for name in flow.stores(node)):
        return None
    kept = indented(body_text([node], facts.source))
    filled = f"{target.id}.extend({_columns(found, facts)})"
    return Rewrite((Instead(node, f"if {test}:\n{indented(filled)}\nelse:\n{kept}"),))


def _columns(found: Found, facts: Facts) -> str:
    column = facts.fresh("column")
    return f"[list({column}) for {column} in zip(*{ast.unparse(found['v_m'])})]"


def _test(node: ast.For | ast.ListComp, found: Found, facts: Facts) -> str:
    """The test that the loops go through all of each row; empty where they can't be known."""
    rows, width = _use(node, found["v_m"]), found["E_c"]
    if not shapes.within(shapes_of(rows, facts), "list", "tuple"):
        return ""
    if not shapes.within(elements_of(rows, facts), "list", "tuple", "str"):
        return ""
    if not facts.is_builtin("range", "len", "zip", "set", "map", "list", at=node):
        return ""
    if not _is_count(width, node, facts):
        return ""
    test = f"set(map(len, {rows.id})) == {{{ast.unparse(width)}}}"
    high = found.get("E_r")
    if high is None or ast.unparse(high) == f"len({rows.id})":
        return test
    if not _is_count(high, node, facts):
        return ""
    size, given = size_of(rows, facts), linear(_written(node, high), facts)
    if size is not None and given is not None and known_difference(size, given) == 0:
        return test
    return f"len({rows.id}) == {ast.unparse(high)} and {test}"


def _is_count(found: ast.AST, node: ast.AST, facts: Facts) -> bool:
    """True for a quiet whole number, and for the length of something."""
    here = _written(node, found)
    length = isinstance(here, ast.Call) and ast.unparse(here.func) == "len" and len(here.args) == 1
    quiet = is_quiet(here.args[0] if length else here)  # type: ignore[attr-defined]
    steady = not flow.loads(here) & flow.stores(node)
    return quiet and steady and shapes.within(shapes_of(here, facts), "int")


def _written(node: ast.AST, found: ast.AST) -> ast.expr:
    """The expression of the source that reads like one that was found."""
    text = ast.unparse(found)
    return next(p for p in ast.walk(node) if isinstance(p, ast.expr) and ast.unparse(p) == text)


def _use(node: ast.AST, found: ast.AST) -> ast.Name:
    text = ast.unparse(found)
    return next(p for p in ast.walk(node) if isinstance(p, ast.Name) and p.id == text)


def _is_kept(node: ast.For | ast.ListComp, facts: Facts) -> bool:
    """True for what was left for rows of other lengths."""
    parent = facts.source.parents[node]
    if not isinstance(parent, ast.If | ast.IfExp):
        return False
    kept = parent.orelse == [node] or parent.orelse is node
    return kept and "set(map(len, " in ast.unparse(parent.test)
