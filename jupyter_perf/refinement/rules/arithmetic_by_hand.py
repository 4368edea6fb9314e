from __future__ import annotations

import ast
import re

from ...core.code import Safety
from .. import flow
from ..concrete import Around
from ..facts import Facts
from ._alike import which_match
from ._arithmetic_patterns import FORMS
from ._bodies import without_docstring
from ._hot import is_compiled
from ._place import library
from ._rule import Rewrite, rule


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=100.0, hints=("%", "*", "-", "&", "^"))
def arithmetic_by_hand(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let `math` and Python's own numbers do arithmetic that is written by hand.

    What it does:
        A function that is Euclid's algorithm (by remainders or by subtraction, as a loop or by
        itself), a search for the greatest common divisor or the least common multiple, or a product
        of 1 to `n`, asks `math.gcd`, `math.lcm` or `math.factorial` first, behind the cases that it
        answers at once. Powers ask `**` or `pow`; the number of bits that are set in a number, or
        that differ in two, asks `bit_count`; a number written in bits asks `format`. The function's
        own text stays for numbers that aren't whole, for negative ones, and for what is so large
        that calling itself would fail.

    Why it is slow:
        The interpreter runs several instructions for each step, or a call.

    Before:
        def divisor(a, b):
            while b:
                a, b = b, a % b
            return a

    After:
        import math
        def divisor(a, b):
            if type(a) is type(b) is int and a >= 0 and b >= 0:
                return math.gcd(a, b)
            while b:
                a, b = b, a % b
            return a

    When not:
        The function does something else too, or another order of its arguments makes a difference.

    Source:
        Knuth, "The Art of Computer Programming", 4.5.2; measured: 2 times for numbers of six
        digits, 5 times for the product up to 20, 50 times and more for a search.
    """
    if facts.source.function(node) is not None or node.decorator_list or is_compiled(node, facts):
        return None
    body = without_docstring(node.body)
    at, found = which_match(body, [form.pattern for form in FORMS])
    if at < 0:
        # Such a case may be a part of the pattern itself (`if b == 0: return a`).
        body = _behind_cases(body)
        at, found = which_match(body, [form.pattern for form in FORMS])
    if at < 0 or not facts.is_builtin(*_USED, at=node):
        return None
    form, given = FORMS[at], flow.parameters(node)
    wanted = [ast.unparse(found[key]) for key in form.given]
    modulus = found.get("E_m")
    if any(_spec_is_odd(node)) or sorted([*wanted, *_parameter(modulus, given)]) != sorted(given):
        return None
    if "v_f" in found and ast.unparse(found["v_f"]) != node.name:
        return None
    if "v_f" in found and facts.binders(node.name, facts.source.tree) != [node]:
        return None
    if not form.made:
        function, imports = library(f"math.{form.function}", facts)
        # It is the same whichever number comes first.
        names = dict(zip(form.given, given, strict=True))
        answer = f"{function}({', '.join(given)})"
    else:
        names, imports = dict(zip(form.given, wanted, strict=True)), ()
        answer = re.sub(r"v_\w", lambda key: names[key[0]], form.made)
    test = re.sub(r"v_\w", lambda key: names[key[0]], form.test)
    if modulus is not None:
        text = ast.unparse(modulus)
        answer = answer.replace("E_m", text)
        above = _above_zero(modulus, text)
        if above is None:
            return None
        test += above
    fast = f"if {test}:\n    return {answer}"
    return Rewrite((Around(body[0], before=fast),), imports)


_USED = ("type", "int", "range", "min", "max", "str", "format", "pow")


def _parameter(modulus: ast.AST | None, given: list[str]) -> list[str]:
    """The modulus, where it is one of the function's parameters."""
    return [modulus.id] if isinstance(modulus, ast.Name) and modulus.id in given else []


def _above_zero(modulus: ast.AST, text: str) -> str | None:
    """The test that a modulus is a whole number above 0; "" where it is one as it is written."""
    if isinstance(modulus, ast.Constant):
        return "" if type(modulus.value) is int and modulus.value > 0 else None
    return f" and type({text}) is int and {text} > 0" if isinstance(modulus, ast.Name) else None


def _behind_cases(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements behind `if a == 0: return b` and the like."""
    for at, stmt in enumerate(body):
        if not isinstance(stmt, ast.If) or stmt.orelse or len(stmt.body) != 1:
            return body[at:]
        if not isinstance(stmt.body[0], ast.Return | ast.Raise) or flow.has(stmt.test, ast.Call):
            return body[at:]
    return []


def _spec_is_odd(node: ast.FunctionDef) -> list[object]:
    spec = node.args
    return [spec.vararg, spec.kwarg, *spec.kwonlyargs, *spec.defaults]
