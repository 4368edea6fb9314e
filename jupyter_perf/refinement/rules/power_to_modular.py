from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._alike import first_match
from ._hot import runs_first
from ._rule import Rewrite, rule

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.BinOp, ast.operator, ast.expr_context)
_LOOPS = (
    "for v_i in range(E_b):\n    v_r = v_r * E_a % E_m",
    "for v_i in range(E_b):\n    v_r = (E_a * v_r) % E_m",
    "for v_i in range(E_b):\n    v_r *= E_a\n    v_r %= E_m",
)


@rule(ast.BinOp, ast.For, safety=Safety.CHECK, gain=30.0, hints=("%",))
def power_to_modular(node: ast.BinOp | ast.For, facts: Facts) -> Rewrite | None:
    """Take the remainder at each step of a power, not of the huge number at its end.

    What it does:
        `a ** b % m` of whole numbers becomes `pow(a, b, m)`, in one statement or with a name for
        the power that is used once, in the next; and so does a loop that multiplies
        `b` times and takes the remainder each time. Where `b` is negative or `m` zero the
        original stays.

    Why it is slow:
        `a ** b` may have many thousands of digits; `pow` with a modulus squares small numbers.

    Before:
        last = base ** exponent % modulus

    After:
        last = (
            pow(base, exponent, modulus) if exponent >= 0 and modulus
            else base ** exponent % modulus
        )

    When not:
        Numbers that aren't known to be whole, operands that cost something.

    Source:
        Knuth, "The Art of Computer Programming", 4.6.3.
    """
    if isinstance(node, ast.For):
        return _from_loop(node, facts)
    power = node.left
    if not isinstance(node.op, ast.Mod) or not facts.is_builtin("pow", at=node):
        return None
    if isinstance(power, ast.Name):
        return _from_name(node, power, facts)
    if isinstance(power, ast.BinOp) and isinstance(power.op, ast.Pow):
        base, exponent = power.left, power.right
    elif isinstance(power, ast.Call) and ast.unparse(power.func) == "pow" and len(power.args) == 2:
        base, exponent = power.args
    else:
        return None
    if isinstance(exponent, ast.Constant) or not _whole((base, exponent, node.right), facts):
        return None
    parent = facts.source.parents[node]
    if isinstance(parent, ast.IfExp) and parent.orelse is node:
        return None
    a, b, m = map(facts.source.segment, (base, exponent, node.right))
    text = f"(pow({a}, {b}, {m}) if {b} >= 0 and {m} else {facts.source.segment(node)})"
    return Rewrite((Swap(node, text),))


def _from_name(node: ast.BinOp, name: ast.Name, facts: Facts) -> Rewrite | None:
    """`p = a ** b` and, in the next statement, the only use of `p`: `p % m`."""
    before = facts.source.before(facts.source.statement(node))
    given = before[0] if before else None
    if not isinstance(given, ast.Assign) or [*map(ast.unparse, given.targets)] != [name.id]:
        return None
    power = given.value
    if not (isinstance(power, ast.BinOp) and isinstance(power.op, ast.Pow)):
        return None
    if facts.source.function(node) is None and facts.kind != "program":
        return None
    uses = [n for n in facts.source.all(ast.Name) if n.id == name.id]
    if len(uses) != 2 or not runs_first(node, facts.source.statement(node), facts):
        return None
    if not all(isinstance(p, ast.Name) for p in (power.left, power.right)):
        return None
    if not isinstance(node.right, ast.Name | ast.Constant):
        return None
    if not _whole((power.left, power.right, node.right), facts):
        return None
    a, b, m = map(facts.source.segment, (power.left, power.right, node.right))
    text = f"(pow({a}, {b}, {m}) if {b} >= 0 and {m} else {a} ** {b} % {m})"
    return Rewrite((Instead(given, ""), Swap(node, text)))


def _whole(parts: tuple[ast.AST, ...], facts: Facts) -> bool:
    for part in parts:
        if not isinstance(part, ast.expr) or not all(isinstance(p, _STILL) for p in ast.walk(part)):
            return False
        if not shapes.within(shapes_of(part, facts), "int"):
            return False
    return True


def _from_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    if facts.source.function(node) is None or not isinstance(node.iter, ast.Call):
        return None
    found = first_match([node], _LOOPS)
    if found is None or not facts.is_builtin("pow", "range", at=node):
        return None
    result, counter = ast.unparse(found["v_r"]), ast.unparse(found["v_i"])
    texts = [ast.unparse(found[key]) for key in ("E_a", "E_b", "E_m")]
    operands = [n for n in ast.walk(node) if isinstance(n, ast.expr) and ast.unparse(n) in texts]
    used = {n.id for key in ("E_a", "E_m") for n in ast.walk(found[key]) if isinstance(n, ast.Name)}
    if {result, counter} & used or facts.used_after(counter, node):
        return None
    start = next(n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == result)
    if not operands or not _whole((*operands, start), facts):
        return None
    a, b, m = texts
    bound = m if isinstance(found["E_m"], ast.Name | ast.Constant) else f"({m})"
    fast = f"{result} = {result} * pow({a}, {b}, {m}) % {bound}"
    kept = facts.source.block_text(node)
    # In an `if` it may be what an earlier rewrite left for the rest.
    if kept is None or isinstance(facts.source.parents[node], ast.If):
        return None
    slow = "\n".join(f"    {line}" for line in kept.splitlines())
    return Rewrite((Instead(node, f"if {b} > 0 and {m}:\n    {fast}\nelse:\n{slow}"),))
