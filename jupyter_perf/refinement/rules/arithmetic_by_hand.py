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


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=2.5, hints=("%", "*", "-"))
def arithmetic_by_hand(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let `math` find common divisors and factorials.

    What it does:
        A function that is Euclid's algorithm (by remainders or by subtraction, as a loop or by
        itself), a search downwards for the greatest common divisor, or a product of 1 to `n`, asks
        `math.gcd` or `math.factorial` first. Its own text stays for numbers that aren't whole, for
        negative ones, and for what is so large that calling itself would fail.

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
        digits, 5 times for the product up to 20.
    """
    if facts.source.function(node) is not None or node.decorator_list or is_compiled(node, facts):
        return None
    body = without_docstring(node.body)
    at, found = which_match(body, [form.pattern for form in FORMS])
    if at < 0 or not facts.is_builtin("type", "int", "range", "min", at=node):
        return None
    form, given = FORMS[at], flow.parameters(node)
    wanted = [ast.unparse(found[key]) for key in form.given]
    # A greatest common divisor is the same whichever number comes first.
    if sorted(wanted) != sorted(given) or any(_spec_is_odd(node)):
        return None
    if "v_f" in found and ast.unparse(found["v_f"]) != node.name:
        return None
    if "v_f" in found and facts.binders(node.name, facts.source.tree) != [node]:
        return None
    function, imports = library(f"math.{form.function}", facts)
    names = dict(zip(form.given, wanted, strict=True))
    test = re.sub(r"v_\w", lambda key: names[key[0]], form.test)
    fast = f"if {test}:\n    return {function}({', '.join(given)})"
    return Rewrite((Around(body[0], before=fast),), imports)


def _spec_is_odd(node: ast.FunctionDef) -> list[object]:
    spec = node.args
    return [spec.vararg, spec.kwarg, *spec.kwonlyargs, *spec.defaults]
