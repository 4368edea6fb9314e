"""Trial division, as people write it: loops that look for a divisor, and functions of them."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ._place import sole

_ROOTS = ("math.sqrt", "numpy.sqrt", "math.isqrt")


def finds_divisor(loop: ast.stmt, number: str, facts: Facts, first: int = 2) -> ast.If | None:
    """The test of a loop over all numbers from 2 on that could divide `number`.

    Where `first` is 3 it is a loop over the odd ones from 3 on.
    """
    if not (isinstance(loop, ast.For) and isinstance(loop.target, ast.Name)):
        return None
    test, divisor = sole(loop.body), loop.target.id
    if not isinstance(test, ast.If) or test.orelse or divisor == number:
        return None
    called = loop.iter
    if not (isinstance(called, ast.Call) and ast.unparse(called.func) == "range"):
        return None
    if not facts.is_builtin("range", at=called) or called.keywords:
        return None
    starts = [ast.unparse(one) for one in called.args]
    wanted = ["2"] if first == 2 else ["3", "2"]
    if [*starts[:1], *starts[2:]] != wanted or len(starts) < 2:
        return None
    if not _reaches_root(called.args[1], number, facts):
        return None
    asked = {f"{number} % {divisor} == 0", f"not {number} % {divisor}"}
    return test if ast.unparse(test.test) in asked else None


def _reaches_root(stop: ast.expr, number: str, facts: Facts) -> bool:
    """True for the end of a range that holds a divisor of each number that has one."""
    text = ast.unparse(stop)
    if text in (number, f"{number} // 2 + 1", f"int({number} / 2) + 1"):
        return "int" not in text or facts.is_builtin("int", at=stop)
    if not (isinstance(stop, ast.BinOp) and ast.unparse(stop.right) == "1"):
        return False
    root = stop.left
    if not isinstance(stop.op, ast.Add) or not isinstance(root, ast.Call) or len(root.args) != 1:
        return False
    if facts.full_name(root.func) == "math.isqrt":
        return ast.unparse(root.args[0]) in (number, f"max({number}, 0)")
    if ast.unparse(root.func) != "int" or not facts.is_builtin("int", at=root):
        return False
    inner = root.args[0]
    if ast.unparse(inner) in (f"{number} ** 0.5", f"{number} ** (1 / 2)"):
        return True
    sqrt = isinstance(inner, ast.Call) and facts.full_name(inner.func) in _ROOTS
    return sqrt and [ast.unparse(one) for one in inner.args] == [number]  # type: ignore[attr-defined]


def tells_primes(name: str, facts: Facts) -> bool:
    """True for a function of one whole number that tells by trial division whether it is prime."""
    function = facts.definition(name)
    if not isinstance(function, ast.FunctionDef) or function.decorator_list:
        return False
    names = flow.parameters(function)
    body = [one for one in function.body if not _is_docstring(one)]
    if len(names) != 1 or len(body) < 3 or function.args.defaults:
        return False
    *tests, loop, last = body
    number, settled = names[0], set[str]()
    for one in tests:
        found = _settles(one, number)
        if found is None or (found == "even" and "two" not in settled):
            return False
        settled.add(found)
    hit = finds_divisor(loop, number, facts)
    if hit is None and settled & {"even", "even but two"}:
        hit = finds_divisor(loop, number, facts, first=3)
    no = hit is not None and len(hit.body) == 1 and _returned(hit.body[0]) is False
    return no and "small" in settled and _returned(last) is True and not _orelse(loop)


def _settles(stmt: ast.stmt, number: str) -> str | None:
    """What a test at the top of a function settles: small numbers, 2, even ones."""
    if not isinstance(stmt, ast.If) or stmt.orelse or len(stmt.body) != 1:
        return None
    text, answer = ast.unparse(stmt.test), _returned(stmt.body[0])
    if text in (f"{number} < 2", f"{number} <= 1") and answer is False:
        return "small"
    if text == f"{number} == 2" and answer is True:
        return "two"
    if text == f"{number} > 3 and {number} % 2 == 0" and answer is False:
        return "even but two"
    return "even" if text == f"{number} % 2 == 0" and answer is False else None


def _returned(stmt: ast.stmt) -> bool | None:
    value = stmt.value if isinstance(stmt, ast.Return) else None
    return value.value if isinstance(value, ast.Constant) and type(value.value) is bool else None


def _orelse(stmt: ast.stmt) -> bool:
    return bool(getattr(stmt, "orelse", None))


def _is_docstring(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
