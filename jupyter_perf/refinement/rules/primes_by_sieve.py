from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..writing import indented
from ._leftovers import only_inside, read_elsewhere
from ._place import library, sole
from ._rule import Rewrite, rule
from ._trial_division import finds_divisor, tells_primes

_ENDS = (ast.Break, ast.Continue, ast.Return, ast.Yield, ast.YieldFrom, ast.Await)


@rule(ast.For, ast.ListComp, ast.GeneratorExp, safety=Safety.CHECK, gain=80.0, hints=("range(",))
def primes_by_sieve(
    node: ast.For | ast.ListComp | ast.GeneratorExp, facts: Facts
) -> Rewrite | None:
    """Cross out multiples, instead of trying divisors of each number of a range.

    What it does:
        A loop over a range that looks for a divisor of each number, and does something with those
        that have none, goes through the primes that a sieve leaves. So does a loop or a
        comprehension over a range whose only test is a function that tries divisors.

    Why it is slow:
        Each number is divided by up to as many others as its root; a sieve crosses out all
        multiples of a prime in one assignment to a slice.

    Before:
        for n in range(2, limit):
            prime = True
            for d in range(2, int(n ** 0.5) + 1):
                if n % d == 0:
                    prime = False
                    break
            if prime:
                primes.append(n)

    After:
        from itertools import compress
        from math import isqrt
        sieve = bytearray([1]) * limit
        sieve[:2] = bytes(len(sieve[:2]))
        for factor in range(2, isqrt(len(sieve)) + 1):
            if sieve[factor]:
                sieve[factor * factor::factor] = bytes(len(sieve[factor * factor::factor]))
        primes.extend(compress(range(2, limit), sieve[2:]))

    When not:
        The range has a step or starts below 0, its end isn't known to be whole, the divisor or
        what the test leaves is used elsewhere, divisors end before the root.

    Source:
        The sieve of Eratosthenes: Knuth, "The Art of Computer Programming", 4.5.4, exercise 8.
    """
    if isinstance(node, ast.For):
        return _loop(node, facts)
    only, stmt = node.generators[0], facts.source.statement(node)
    if len(node.generators) > 1 or len(only.ifs) != 1 or only.is_async:
        return None
    fits = isinstance(stmt, ast.Assign | ast.AugAssign | ast.Expr | ast.Return)
    if not fits or not _asks(only.ifs[0], only.target, facts):
        return None
    made = _sieve(only.iter, stmt, facts)
    if made is None:
        return None
    before, through, imports = made
    target, elt = facts.source.segment(only.target), facts.source.segment(node.elt)
    around = facts.source.parents[node]
    each = f"{elt} for {target} in {through}" if elt != target else ""
    if isinstance(node, ast.ListComp):
        if not each and not facts.is_builtin("list", at=node):
            return None
        new = f"[{each}]" if each else f"list({through})"
        return Rewrite((Around(stmt, before), Swap(node, new)), imports)
    if not (isinstance(around, ast.Call) and around.args == [node] and not around.keywords):
        return None
    called = facts.source.segment(around.func)
    return Rewrite((Around(stmt, before), Swap(around, f"{called}({each or through})")), imports)


def _loop(node: ast.For, facts: Facts) -> Rewrite | None:
    if node.orelse or not isinstance(node.target, ast.Name):
        return None
    name = node.target.id
    done = _done_with_primes(node, name, facts)
    if not done or flow.has(done, *_ENDS) or name in flow.stores(done):
        return None
    flag = _set_to(node.body[0]) if len(node.body) == 3 else None
    gone = flow.stores(node) - flow.stores(done)
    kept = {flag[0]} if flag is not None and facts.source.function(node) is None else set()
    if gone & flow.loads(done) - {name} or not only_inside(gone - kept, node, facts):
        return None
    made = _sieve(node.iter, node, facts)
    if made is None:
        return None
    before, through, imports = made
    new = _gone_through(done, name, through, facts)
    if new is None:
        return None
    missed = facts.kind != "program" or (flag and read_elsewhere(flag[0], [node], facts))
    if facts.source.function(node) is None and missed:
        new += _left(node, flag, before.partition(" = ")[0], "for " in new)
    return Rewrite((Instead(node, f"{before}\n{new}"),), imports)


def _gone_through(done: list[ast.stmt], name: str, through: str, facts: Facts) -> str | None:
    """What is done with each prime; a list takes them all at once."""
    text = [facts.source.segment(stmt) for stmt in done]
    if any("\n" in one for one in text):
        return None
    filled, _, rest = text[0].partition(".append(")
    if len(text) == 1 and rest == f"{name})" and _is_list(done[0], facts):
        return f"{filled}.extend({through})"
    body = "\n".join(text)
    return f"for {name} in {through}:\n{indented(body)}"


def _is_list(stmt: ast.stmt, facts: Facts) -> bool:
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    called = call.func if isinstance(call, ast.Call) else None
    filled = called.value if isinstance(called, ast.Attribute) else None
    return filled is not None and shapes.within(shapes_of(filled, facts), "list")


def _left(node: ast.For, flag: tuple[str, object] | None, sieve: str, bound: bool) -> str:
    """What a cell's loop would have left in its variable, and in the flag, of its last number."""
    assert isinstance(node.iter, ast.Call)
    first = ast.unparse(node.iter.args[0]) if len(node.iter.args) > 1 else "0"
    lines = [f"{ast.unparse(node.target)} = len({sieve}) - 1"] if bound else []
    if flag is not None:
        lines.append(f"{flag[0]} = " + (f"bool({sieve}[-1])" if flag[1] else f"not {sieve}[-1]"))
    return f"\nif len({sieve}) > {first}:\n" + indented("\n".join(lines)) if lines else ""


def _done_with_primes(node: ast.For, name: str, facts: Facts) -> list[ast.stmt]:
    """What a loop does with each number that has no divisor; nothing for other loops."""
    only = sole(node.body)
    if isinstance(only, ast.If) and not only.orelse and _asks(only.test, node.target, facts):
        return only.body
    if not ast.unparse(node.iter).startswith("range(2,"):
        return []
    if isinstance(only, ast.For):
        hit = finds_divisor(only, name, facts)
        ends = hit is not None and len(hit.body) == 1 and isinstance(hit.body[0], ast.Break)
        return only.orelse if ends else []
    return _flagged(node.body, name, facts) if len(node.body) == 3 else []


def _flagged(body: list[ast.stmt], name: str, facts: Facts) -> list[ast.stmt]:
    """The end of `prime = True`, a loop that sets it to False, `if prime: …`."""
    first, loop, last = body
    hit = finds_divisor(loop, name, facts)
    if hit is None or getattr(loop, "orelse", None) or not isinstance(last, ast.If) or last.orelse:
        return []
    flag = _set_to(first)
    if flag is None or type(flag[1]) is not bool or not 1 <= len(hit.body) <= 2:
        return []
    if _set_to(hit.body[0]) != (flag[0], not flag[1]):
        return []
    if len(hit.body) == 2 and not isinstance(hit.body[1], ast.Break):
        return []
    asked = flag[0] if flag[1] else f"not {flag[0]}"
    same = {asked, f"{flag[0]} == {flag[1]}", f"{flag[0]} is {flag[1]}"}
    return last.body if ast.unparse(last.test) in same else []


def _set_to(stmt: ast.stmt) -> tuple[str, object] | None:
    if isinstance(stmt, ast.Assign) and isinstance(stmt.value, ast.Constant):
        return ast.unparse(stmt.targets[0]), stmt.value.value
    return None


def _asks(test: ast.expr, target: ast.expr, facts: Facts) -> bool:
    """True for `is_prime(n)` of a loop's variable."""
    if not (isinstance(test, ast.Call) and isinstance(test.func, ast.Name)) or test.keywords:
        return False
    if not isinstance(target, ast.Name) or len(test.args) != 1:
        return False
    return ast.unparse(test.args[0]) == target.id and tells_primes(test.func.id, facts)


def _sieve(
    iterated: ast.expr, stmt: ast.stmt, facts: Facts
) -> tuple[str, str, tuple[str, ...]] | None:
    """(statements that make a sieve, what goes through the primes, imports) for a range."""
    if not (isinstance(iterated, ast.Call) and ast.unparse(iterated.func) == "range"):
        return None
    if iterated.keywords or len(iterated.args) > 2 or facts.source.loops(stmt):
        return None
    if not facts.is_builtin("range", "bytearray", "bytes", "len", at=iterated):
        return None
    stop = iterated.args[-1]
    first = ast.unparse(iterated.args[0]) if len(iterated.args) == 2 else "0"
    if not first.isdigit() or not shapes.within(shapes_of(stop, facts), "int"):
        return None
    if any(isinstance(part, ast.Call | ast.NamedExpr) for part in ast.walk(stop)):
        return None
    root, imports = library("math.isqrt", facts)
    chosen, more = library("itertools.compress", facts)
    sieve, factor = facts.fresh("sieve"), facts.fresh("factor")
    text = facts.source.segment(stop)
    size = text if isinstance(stop, ast.Name | ast.Constant) else f"({text})"
    multiples = f"{sieve}[{factor} * {factor}::{factor}]"
    lines = [
        f"{sieve} = bytearray([1]) * {size}",
        f"{sieve}[:2] = bytes(len({sieve}[:2]))",
        f"for {factor} in range(2, {root}(len({sieve})) + 1):",
        f"    if {sieve}[{factor}]:",
        f"        {multiples} = bytes(len({multiples}))",
    ]
    part = sieve if first == "0" else f"{sieve}[{first}:]"
    through = f"{chosen}({facts.source.segment(iterated)}, {part})"
    return "\n".join(lines), through, (*imports, *more)
