from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from . import _modular_products as modular
from . import _product_patterns as plain
from ._alike import Found, first_match
from ._bodies import body_text, indented, instead_of
from ._place import is_empty_list, library, start
from ._rule import Rewrite, rule
from .matrix_product import is_seen, is_size, name_in, starts_empty

FEWEST = 3
"""Up to so many rows, looking at the numbers takes longer than multiplying them."""
_FORMS = (
    ("added", (*modular.ADDED, *plain.ADDED)),
    ("stored", (*modular.STORED, *plain.STORED)),
    ("appended", (*modular.APPENDED, *plain.APPENDED)),
)


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=4.0, hints=("for ",), kinds=("program",))
def product_by_columns(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Multiply matrices of whole numbers row by column, with `sum` and `map`.

    What it does:
        Three loops over two lists of rows that make their product, with or without a modulus,
        become a comprehension over rows and columns; the columns are taken once, and the remainder
        is taken of each sum, not of each step. That all are whole numbers is tested.

    Why it is slow:
        Each of the many products is looked up, multiplied, added and reduced by the interpreter;
        importing numpy takes longer than a program's small matrices do.

    Before:
        for i in range(n):
            for j in range(n):
                for k in range(n):
                    c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % MOD

    After:
        if (
            n > 3
            and [len(row) for row in a] == [n] * n
            and [len(row) for row in b] == [n] * n
            and {type(x) for row in [*a, *b] for x in row} == {int}
        ):
            b_columns = list(zip(*b))
            c[:] = [[sum(map(mul, row, column)) % MOD for column in b_columns] for row in a]
        else:
            for i in range(n):
                for j in range(n):
                    for k in range(n):
                        c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % MOD

    When not:
        Rows that aren't known to be lists, small matrices, numbers of other types, a modulus that
        isn't positive, a result that doesn't start with zeros.

    Source:
        The Python documentation of `map` and `operator.mul`; measured: 3 to 5 times.
    """
    if not facts.is_builtin("len", "sum", "map", "list", "zip", "type", "int", "range", at=node):
        return None
    if _is_kept(node, facts):
        return None
    if isinstance(node, ast.ListComp):
        return _made(node, facts)
    return _filled(node, facts)


def _is_kept(node: ast.AST, facts: Facts) -> bool:
    """True where loops are kept for other numbers: with a product of columns before them."""
    return any(
        isinstance(outer, ast.If) and "zip(*" in ast.unparse(outer.body[0])
        for outer in facts.source.ancestors(node)
    )


def _made(node: ast.ListComp, facts: Facts) -> Rewrite | None:
    found = first_match([ast.Expr(node)], plain.MADE)
    stmt = facts.source.parents[node]
    if found is None or not isinstance(stmt, ast.Return | ast.Assign):
        return None
    test = _test(found, "made", node, facts)
    if test is None:
        return None
    columns, text, imports = _product(found, facts)
    fast = facts.source.block_text(stmt, {node: text})
    if fast is None:
        return None
    new = f"{test}{indented(columns + fast)}\nelse:\n"
    return Rewrite((Instead(stmt, new + indented(body_text([stmt], facts.source))),), imports)


def _filled(node: ast.For, facts: Facts) -> Rewrite | None:
    """The rewrite of loops that put the product into a list made just before."""
    tried = ((kind, first_match([node], forms)) for kind, forms in _FORMS)
    kind, found = next(((k, f) for k, f in tried if f is not None), ("", {}))
    if not found or not starts_empty(found, facts):
        return None
    result = name_in(found, "v_R")
    test, made = _test(found, kind, node, facts), start(result, node, facts)
    if test is None or made is None or result in (name_in(found, "v_A"), name_in(found, "v_B")):
        return None
    if any(is_seen(name, node, facts) for name in flow.stores([node]) - {result}):
        return None
    if kind == "appended":
        if not is_empty_list(made, facts):
            return None
    else:
        filled = first_match([ast.Expr(made)], plain.FILLED)
        if filled is None or (kind == "added" and ast.unparse(filled["E_fill"]) != "0"):
            return None
    columns, text, imports = _product(found, facts)
    store = f"{result}.extend({text})" if kind == "appended" else f"{result}[:] = {text}"
    old = indented(body_text([node], facts.source))
    new = f"{test}{indented(columns + store)}\nelse:\n{old}"
    return Rewrite(tuple(instead_of([node], new)), imports)


def _test(found: Found, kind: str, node: ast.AST, facts: Facts) -> str | None:
    """What the data must be like; None where the matrices aren't known to be lists of rows."""
    left, right = name_in(found, "v_A"), name_in(found, "v_B")
    if not all(_is_matrix(name, node, facts) for name in (left, right)):
        return None
    if ast.unparse(found.get("E_zero", ast.Constant(0))) != "0":
        return None
    row, x = facts.fresh("row"), facts.fresh("x")
    sizes = {"E_n": f"len({left})", "E_m": f"len({right})", "E_p": f"len({right}[0])"}
    for key in sizes.keys() & found.keys():
        if not is_size(found[key]) or flow.loads(found[key]) & flow.stores([node]):
            return None
        sizes[key] = ast.unparse(found[key])
    rows, inner, columns = sizes.values()
    tests = [f"{size} > {FEWEST}" for size in dict.fromkeys((rows, inner))]
    lengths = {left: f"[{inner}] * {rows}", right: f"[{columns}] * {inner}"}
    if left == right and (columns, inner) != (inner, rows):
        tests.append(f"[{columns}] * {inner} == [{inner}] * {rows}")
    tests += [f"[len({row}) for {row} in {m}] == {wanted}" for m, wanted in lengths.items()]
    if "v_R" in found and kind != "appended":
        tests.append(f"(len({found['v_R'].id}), len({found['v_R'].id}[0])) == ({rows}, {columns})")  # type: ignore[attr-defined]
    both = f"[*{left}, *{right}]" if left != right else left
    tests += [f"{{type({x}) for {row} in {both} for {x} in {row}}} == {{int}}"]
    if "E_mod" in found:
        modulus = found["E_mod"]
        if not isinstance(modulus, ast.Name | ast.Constant) or (
            flow.loads(modulus) & flow.stores([node])
        ):
            return None
        text = ast.unparse(modulus)
        if not isinstance(modulus, ast.Constant) or type(modulus.value) is not int:
            tests.append(f"type({text}) is int and {text} > 0")
        elif modulus.value <= 0:
            return None
    return "if (\n    {}\n):\n".format("\n    and ".join(dict.fromkeys(tests)))


def _is_matrix(name: str, node: ast.AST, facts: Facts) -> bool:
    """True where a name holds a list of lists of what may be whole numbers."""
    use = next(n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name)
    rows = elements_of(use, facts)
    if not shapes.within(shapes_of(use, facts), "list", "tuple") or rows is None:
        return False
    return shapes.within(rows, "list", "tuple")


def _product(found: Found, facts: Facts) -> tuple[str, str, tuple[str, ...]]:
    """(the line that takes the columns, text of the product, imports)."""
    left, right = name_in(found, "v_A"), name_in(found, "v_B")
    mul, imports = library("operator.mul", facts)
    columns, row, column = (facts.fresh(n) for n in (f"{right}_columns", "row", "column"))
    modulus = f" % {ast.unparse(found['E_mod'])}" if "E_mod" in found else ""
    inner = f"[sum(map({mul}, {row}, {column})){modulus} for {column} in {columns}]"
    return f"{columns} = list(zip(*{right}))\n", f"[{inner} for {row} in {left}]", imports
