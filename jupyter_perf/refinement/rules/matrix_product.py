from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ._alike import Found, first_match
from ._bodies import body_text, indented, instead_of
from ._guarded import LARGEST_FLOAT, guarded
from ._leftovers import read_elsewhere
from ._place import is_empty_list, start
from ._product_patterns import ADDED, APPENDED, FILLED, MADE, STORED
from ._rule import Rewrite, rule

FEWEST = 15
"""Up to so many rows, the arrays take longer to make than the product."""
_WHOLE = "int"
_LARGEST_INT = "2**20"
"""Sums of products of whole numbers of this size stay far below the largest of 64 bits."""


@rule(
    ast.For,
    ast.ListComp,
    safety=Safety.CHECK,
    gain=60.0,
    hints=("for ",),
    kinds=("cell", "function"),
)
def matrix_product(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Multiply matrices that are lists of rows with numpy.

    What it does:
        Three loops over two lists of rows, or comprehensions with `zip(*b)`, that make their
        product, become numpy's outer products of columns and rows, whose sum is turned into a list
        of lists again; with whole numbers `np.array(a) @ np.array(b)`. That all rows are equally
        long and hold floats (or small whole numbers) is tested.

    Why it is slow:
        Each of the many products is looked up, multiplied and added by the interpreter.

    Before:
        c = [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]

    After:
        if len(a) > 15 and len(b) > 15 and all(type(x) is float for row in [*a, *b] for x in row):
            c = sum(map(np.outer, np.array(a).T, np.array(b))).tolist()
        else:
            c = [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]

    When not:
        Rows that aren't known to be lists, small matrices, numbers of other types, very large
        ones, and what is infinite or not a number.

    Source:
        The numpy manual, `numpy.outer` and `numpy.matmul`. Seen gains 15 to 25 times.
    """
    if _is_original(node, facts) or not facts.is_builtin(
        "len", "all", "abs", "type", "sum", "map", at=node
    ):
        return None
    if isinstance(node, ast.ListComp):
        return _made(node, facts)
    return _filled(node, facts)


def _is_original(node: ast.AST, facts: Facts) -> bool:
    """True where loops are kept for data that numpy can't be given: with a product before them."""
    tests = [p for p in facts.source.ancestors(node) if isinstance(p, ast.If | ast.IfExp)]
    if isinstance(facts.source.parents[node], ast.Return):
        tests += [
            p for p in facts.source.before(facts.source.statement(node)) if isinstance(p, ast.If)
        ]
    firsts = [test.body[0] if isinstance(test, ast.If) else test.body for test in tests]
    return any(
        isinstance(part, ast.MatMult) or (isinstance(part, ast.Attribute) and part.attr == "outer")
        for first in firsts
        for part in ast.walk(first)
    )


def _made(node: ast.ListComp, facts: Facts) -> Rewrite | None:
    found = first_match([ast.Expr(node)], MADE)
    if found is None:
        return None
    guards = _guards(found, node, facts)
    if guards is None:
        return None
    text, imports = _product(found, guards, facts)
    stmt = facts.source.parents[node]
    if not isinstance(stmt, ast.Return):
        return Rewrite((guarded(node, text, guards, facts),), imports)
    old = body_text([stmt], facts.source)
    new = f"if {' and '.join(guards)}:\n    return {text}\n{old}"
    return Rewrite((Instead(stmt, new),), imports)


def _filled(node: ast.For, facts: Facts) -> Rewrite | None:
    """The rewrite of loops that put the product into a list made just before."""
    for forms in (ADDED, STORED, APPENDED):
        found = first_match([node], forms)
        if found is not None:
            break
    else:
        return None
    store = "{}.extend({})" if forms is APPENDED else "{}[:] = {}"
    result = name_in(found, "v_R")
    guards = _guards(found, node, facts)
    made = start(result, node, facts)
    numbers = guards or []
    if guards is None or made is None or not starts_empty(found, facts):
        return None
    if any(is_seen(name, node, facts) for name in flow.stores([node]) - {result}):
        return None
    if forms is APPENDED:
        if not is_empty_list(made, facts):
            return None
    else:
        filled = first_match([ast.Expr(made)], FILLED)
        if filled is None or (forms is ADDED and ast.unparse(filled["E_fill"]) not in _ZEROS):
            return None
        left, right = name_in(found, "v_A"), name_in(found, "v_B")
        guards = [*guards, f"len({result}) == len({left})", f"len({result}[0]) == len({right}[0])"]
    text, imports = _product(found, numbers, facts)
    test = " and ".join(guards)
    fast = indented(store.format(result, text))
    new = f"if {test}:\n{fast}\nelse:\n{indented(body_text([node], facts.source))}"
    return Rewrite(tuple(instead_of([node], new)), imports)


_ZEROS = ("0", "0.0")


def is_seen(name: str, node: ast.For, facts: Facts) -> bool:
    """True where a loop's variable, unbound now, is read afterwards or has an older value."""
    binders = facts.binders(name, facts.scope(name, node))
    older = any(not facts.source.inside(binder, node) for binder in binders)
    outside = facts.source.function(node) is None and (older or name in facts.namespace)
    return outside or read_elsewhere(name, [node], facts)


def starts_empty(found: Found, facts: Facts) -> bool:
    """True where sums start at 0 and rows empty."""
    zero, row = found.get("E_zero"), found.get("E_row")
    if zero is not None and ast.unparse(zero) not in _ZEROS:
        return False
    return row is None or ast.unparse(row) in ("[]", "list()")


def _guards(found: Found, node: ast.AST, facts: Facts) -> list[str] | None:
    """What the data must be like; None where the matrices aren't known to be lists of rows."""
    left, right = name_in(found, "v_A"), name_in(found, "v_B")
    kinds = [_kind(name, node, facts) for name in (left, right)]
    if None in kinds:
        return None
    whole = kinds == ["int", "int"]
    if whole and ast.unparse(found["E_zero"] if "E_zero" in found else ast.Constant(0)) == "0.0":
        return None
    row, x = facts.fresh("row"), facts.fresh("x")
    guards = [f"len({left}) > {FEWEST}", f"len({right}) > {FEWEST}"]
    guards += [
        f"{{len({row}) for {row} in {left}}} == {{len({right})}}",
        f"len({{len({row}) for {row} in {right}}}) == 1",
    ]
    sizes = {"E_n": f"len({left})", "E_m": f"len({right})", "E_p": f"len({right}[0])"}
    for key, size in sizes.items():
        if key in found and not is_size(found[key]):
            return None
        text = ast.unparse(found[key]) if key in found else size
        guards += [f"{text} == {size}"] if text != size else []
    kind, limit = (_WHOLE, _LARGEST_INT) if whole else ("float", LARGEST_FLOAT)
    test = f"type({x}) is {kind} and abs({x}) < {limit}"
    return [*guards, f"all({test} for {row} in [*{left}, *{right}] for {x} in {row})"]


def is_size(node: ast.AST) -> bool:
    """True for `n`, `4`, `len(a)`, `len(b[0])`."""
    parts = (ast.Name, ast.Constant, ast.Call, ast.Subscript, ast.expr_context)
    called = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    plain = all(isinstance(part, parts) for part in ast.walk(node))
    return plain and all(ast.unparse(func) == "len" for func in called)


def _kind(name: str, node: ast.AST, facts: Facts) -> str | None:
    """`int` or `float`, what the rows of a matrix hold as far as is known."""
    use = next(n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name)
    rows = elements_of(use, facts)
    if not shapes.within(shapes_of(use, facts), "list", "tuple"):
        return None
    if rows is None or not shapes.within(rows, "list", "tuple"):
        return None
    held: Sequence[shapes.Shapes | None] = [shape.of for shape in rows]
    return "int" if held and all(shapes.within(one, "int") for one in held) else "float"


def _product(found: Found, guards: list[str], facts: Facts) -> tuple[str, tuple[str, ...]]:
    """(text of the product, imports); floats are added in the order in which loops add them."""
    np, line = facts.module("numpy", "np")
    left, right = f"{np}.array({name_in(found, 'v_A')})", f"{np}.array({name_in(found, 'v_B')})"
    whole = f"is {_WHOLE}" in guards[-1]
    text = f"({left} @ {right})" if whole else f"sum(map({np}.outer, {left}.T, {right}))"
    return f"{text}.tolist()", ((line,) if line else ())


def name_in(found: Found, key: str) -> str:
    """The variable's name; `v_B` is `v_A` where a matrix is multiplied with itself."""
    return found[key if key in found else "v_A"].id  # type: ignore[attr-defined, no-any-return]
