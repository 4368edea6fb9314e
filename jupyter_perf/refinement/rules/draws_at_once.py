from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._draws import Draw, alone, always, draw_of
from ._reach import mutated
from ._rule import Rewrite, rule

_ENDS = (ast.Break, ast.Continue, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Await,
         ast.Try)  # fmt: skip
SHORT = 30
"""A loop of fewer rounds gains nothing from a block of its own."""


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=8.0, hints=("random", "rng", "choices("))
def draws_at_once(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Draw all of a loop's random numbers in one call, which gives the same ones.

    What it does:
        A call of a numpy generator that each round of a loop makes exactly once (`rng.normal()`,
        `np.random.randint(1, 7)`), or `random.choices(items, weights=w)[0]`, becomes one call for
        as many numbers as there are rounds. The stream, and the generator's state afterwards, are
        the same.

    Why it is slow:
        Each call checks its arguments, takes a lock and makes an object: half a microsecond to
        fifty (`choice`), where a number in a block takes some ten nanoseconds.

    Before:
        for day in range(days):
            level = level + rng.normal(0, 1)

    After:
        normals = iter(rng.normal(0, 1, size=days).tolist() if days > 0 else ())
        for day in range(days):
            level = level + next(normals)

    When not:
        A draw that depends on the round or is made only in some, another use of the same generator
        in the loop, a loop that may end early, arrays as parameters.

    Source:
        The numpy documentation, "Random sampling"; measured: 5 to 100 times.
    """
    if isinstance(node, ast.ListComp):
        return _comprehension(node, facts)
    if node.orelse or flow.has(node.body, *_ENDS):
        return None
    draws = [d for d in _draws(node, facts) if always(d.node, node, facts)]
    count = _count(node.iter, facts)
    if not draws or count is None or not _fit(draws, node, facts):
        return None
    if flow.loads([node.iter]) & facts.changed(node) or _is_short(node.iter, facts):
        return None
    if not facts.is_builtin("iter", "next", "len", "list", at=node):
        return None
    name = facts.fresh(_plural(draws[0].method))
    if len(draws) > 1:
        count = f"{len(draws)} * {count}"
    before = f"{name} = iter({_guarded(draws[0].block(count, facts), node.iter, '()', facts)})"
    changes: list[Change] = [Around(node, before)]
    changes += [Swap(draw.node, f"next({name})") for draw in draws]
    return Rewrite(tuple(changes))


def _comprehension(node: ast.ListComp, facts: Facts) -> Rewrite | None:
    """`[rng.normal(0, 1) for _ in range(n)]`, and the same inside a larger element."""
    only = node.generators[0]
    if len(node.generators) > 1 or only.ifs or only.is_async:
        return None
    draws = [d for d in _draws(node.elt, facts) if always(d.node, node, facts)]
    count = _count(only.iter, facts)
    if len(draws) != 1 or count is None or not _fit(draws, node, facts):
        return None
    draw = draws[0]
    if flow.stores([only.target]) & flow.loads(draw.node):
        return None
    if not facts.is_builtin("iter", "next", "len", "list", at=node):
        return None
    if node.elt is draw.node:
        block = _guarded(draw.block(count, facts), only.iter, "[]", facts)
        alone = isinstance(facts.source.parents[node], ast.Assign | ast.Return)
        return Rewrite((Swap(node, block if alone else f"({block})"),))
    stmt = facts.source.statement(node)
    fit = isinstance(stmt, ast.Assign | ast.AugAssign | ast.Expr | ast.Return)
    if not fit or not always(node, stmt, facts):
        return None
    if any(_draws(part, facts) for part in _others(stmt, node)):
        return None
    name = facts.fresh(_plural(draw.method))
    before = f"{name} = iter({_guarded(draw.block(count, facts), only.iter, '()', facts)})"
    return Rewrite((Around(stmt, before), Swap(draw.node, f"next({name})")))


def _others(stmt: ast.stmt, node: ast.expr) -> list[ast.AST]:
    """The parts of a statement outside of `node`."""
    inside = set(map(id, ast.walk(node)))
    return [p for p in ast.walk(stmt) if id(p) not in inside and isinstance(p, ast.Call)
            and not any(q is node for q in ast.walk(p))]  # fmt: skip


def _draws(node: ast.AST, facts: Facts) -> list[Draw]:
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
    return [draw for call in calls if (draw := draw_of(call, facts)) is not None]


def _fit(draws: list[Draw], loop: ast.AST, facts: Facts) -> bool:
    """True where all draw the same from one generator that nothing else uses meanwhile."""
    if len({(draw.owner, draw.text) for draw in draws}) > 1 or "\n" in draws[0].text:
        return False
    if not alone(draws, loop, facts):
        return False
    if not _plain(draws[0].call):
        return False
    given = flow.loads([*draws[0].call.args, *draws[0].call.keywords])
    changed = mutated([loop], facts, [draw.call for draw in draws]) | flow.stores([loop])
    return not any(changed & facts.aliases_of(name) for name in given)


def _count(iterated: ast.expr, facts: Facts) -> str | None:
    """How many rounds a loop has, as text; None where that isn't known beforehand."""
    text = facts.source.segment(iterated)
    if isinstance(iterated, ast.Name):
        known = shapes.within(shapes_of(iterated, facts), "list", "tuple", "str", "dict", "range")
        sized = known or facts.kind_of(iterated) in ("ndarray", "Series")
        return f"len({text})" if sized else None
    if not (isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name)):
        return None
    if iterated.keywords or not facts.is_builtin(iterated.func.id, at=iterated):
        return None
    if iterated.func.id == "enumerate" and len(iterated.args) == 1:
        return _count(iterated.args[0], facts)
    if iterated.func.id != "range" or not _plain(iterated):
        return None
    first = iterated.args[0]
    if len(iterated.args) > 1:
        return f"len({text})"
    if isinstance(first, ast.Constant) and isinstance(first.value, int) and first.value >= 0:
        return facts.source.segment(first)
    given = facts.source.segment(first)
    return given if isinstance(first, ast.Name | ast.Call | ast.Attribute) else f"({given})"


def _guarded(block: str, iterated: ast.expr, nothing: str, facts: Facts) -> str:
    """No draw at all where there are no rounds: parameters may be wrong, a size negative then."""
    count = _count(iterated, facts) or ""
    if count.isdigit() and int(count):
        return block
    test = count if count.startswith("len(") else f"{count} > 0"
    return f"{block} if {test} else {nothing}"


def _plain(call: ast.Call) -> bool:
    calls = [p for a in call.args for p in ast.walk(a) if isinstance(p, ast.Call)]
    return all(isinstance(c.func, ast.Name) and c.func.id == "len" for c in calls)


def _is_short(iterated: ast.expr, facts: Facts) -> bool:
    last = iterated.args[-1] if isinstance(iterated, ast.Call) and iterated.args else iterated
    return facts.every(last, lambda v: isinstance(v, int) and v < SHORT)


def _plural(method: str) -> str:
    names = {"choices": "chosen", "choice": "chosen", "integers": "numbers", "randint": "numbers"}
    return names.get(method, method.split("_")[-1] + "s")
