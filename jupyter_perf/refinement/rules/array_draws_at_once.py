from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ._array_draws import MOST, POINTS, ArrayDraw, array_draw_of, numbers_drawn, varies
from ._draws import alone, always
from ._leftovers import only_inside
from ._reach import mutated
from ._rule import Rewrite, rule

_ENDS = (ast.Break, ast.Continue, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Await,
         ast.Try)  # fmt: skip
_SIMPLE = ast.Assign | ast.AugAssign | ast.Expr | ast.Return


@rule(ast.For, ast.ListComp, safety=Safety.CHECK, gain=75.0, hints=("random", "rng", "choice("))
def array_draws_at_once(node: ast.For | ast.ListComp, facts: Facts) -> Rewrite | None:
    """Draw the arrays of random numbers of all rounds in one call, one row for each.

    What it does:
        A call of a numpy generator that draws an array, and that each round of a loop makes
        exactly once, becomes one call before the loop that draws a row for each round: the same
        numbers, in the same order, and the generator in the same state afterwards. What is then
        done with each row can often be done along an axis. `rng.permutation(x)` of a
        `default_rng` becomes `rng.permuted` of so many copies; points of `multivariate_normal`,
        `multinomial` and `dirichlet` are drawn together, also in a loop in a loop.

    Why it is slow:
        Each call checks its arguments and makes an array, some ten microseconds, and so does each
        function of a small array after it. `multivariate_normal` takes its matrix apart anew.

    Before:
        for _ in range(4000):
            sample = rng.choice(data, size=len(data), replace=True)
            means.append(np.mean(sample))

    After:
        samples = rng.choice(data, size=(4000, len(data)), replace=True)
        for sample in samples:
            means.append(np.mean(sample))

    When not:
        Two draws in a round, a draw that depends on the round or is made only in some, sizes that
        aren't known or come to more than 128 MiB, choosing without replacement.

    Source:
        The numpy documentation, "Random sampling"; Efron, "Bootstrap methods", The Annals of
        Statistics 7 (1979). Measured: 2 times, 5 to 20 where the rest is done along the axis.
    """
    if isinstance(node, ast.ListComp):
        return _comprehension(node, facts)
    if node.orelse or flow.has(node.body, *_ENDS) or not isinstance(node.target, ast.Name):
        return None
    found = _drawn(node, node.iter, facts)
    if found is None:
        return None
    draw, count = found
    stmt = facts.source.statement(draw.call)
    if stmt not in node.body or _is_drawn_before(node, draw, facts):
        return None
    own = _own_name(stmt, draw, node)
    row = own or facts.fresh("draw")
    rows = facts.fresh(f"all_{row}" if row.endswith(("s", "x")) else f"{row}s")
    target, iterated = _head(node, row, rows, facts)
    changes: list[Change] = [Around(node, f"{rows} = {_guarded(draw, count, node.iter, facts)}")]
    changes += [Swap(node.target, target), Swap(node.iter, iterated)]
    changes.append(Instead(stmt, "") if own else Swap(draw.call, row))
    if own and len(node.body) == 1:
        return None
    return Rewrite(tuple(changes))


def _comprehension(node: ast.ListComp, facts: Facts) -> Rewrite | None:
    """`[np.mean(rng.choice(x, size=n)) for _ in range(times)]`."""
    only, stmt = node.generators[0], facts.source.statement(node)
    if len(node.generators) > 1 or only.ifs or only.is_async or not isinstance(stmt, _SIMPLE):
        return None
    found = _drawn(node, only.iter, facts)
    if found is None or not always(node, stmt, facts):
        return None
    draw, count = found
    if flow.stores([only.target]) & flow.loads(node.elt) or _is_drawn_before(stmt, draw, facts):
        return None
    row, rows = facts.fresh("draw"), facts.fresh("draws")
    before = f"{rows} = {_guarded(draw, count, only.iter, facts)}"
    changes = (Around(stmt, before), Swap(only.target, row), Swap(only.iter, rows))
    return Rewrite((*changes, Swap(draw.call, row)))


def _drawn(node: ast.AST, iterated: ast.expr, facts: Facts) -> tuple[ArrayDraw, str] | None:
    """The one draw of a loop, and how many rounds the loop has, as text."""
    body = node.elt if isinstance(node, ast.ListComp) else node
    calls = [part for part in ast.walk(body) if isinstance(part, ast.Call)]
    draws = [draw for call in calls if (draw := array_draw_of(call, facts)) is not None]
    rounds = _rounds(iterated, facts)
    if len(draws) != 1 or rounds is None:
        return None
    draw = draws[0]
    if not always(draw.call, node, facts) or not alone([draw], node, facts):
        return None
    changed = mutated([node], facts, [draw.call]) | flow.stores([node])
    many = numbers_drawn(draw, rounds, facts)
    if varies(draw, node, changed, facts) or many is None or many > MOST:
        return None
    text = facts.source.segment(rounds)
    return draw, text if isinstance(rounds, ast.Name | ast.Constant | ast.Call) else f"({text})"


def _rounds(iterated: ast.expr, facts: Facts) -> ast.expr | None:
    """`n` of `range(n)`."""
    if not (isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name)):
        return None
    named = iterated.func.id == "range" and facts.is_builtin("range", at=iterated)
    plain = named and len(iterated.args) == 1 and not iterated.keywords
    return iterated.args[0] if plain and not _calls(iterated.args[0]) else None


def _calls(node: ast.expr) -> bool:
    """True where something else than `len` is called."""
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
    return any(not (isinstance(c.func, ast.Name) and c.func.id == "len") for c in calls)


def _is_drawn_before(stmt: ast.stmt, draw: ArrayDraw, facts: Facts) -> bool:
    """True in a loop: so many rows in each of its rounds would be made anew. That is still much
    less than to prepare each draw of a point."""
    return bool(facts.source.loops(stmt)) and draw.method not in POINTS


def _own_name(stmt: ast.stmt, draw: ArrayDraw, loop: ast.For) -> str | None:
    """`sample` of `sample = rng.choice(…)`, where nothing else binds or reads it before."""
    if not (isinstance(stmt, ast.Assign) and stmt.value is draw.call and len(stmt.targets) == 1):
        return None
    target = stmt.targets[0]
    if not isinstance(target, ast.Name):
        return None
    before = loop.body[: loop.body.index(stmt)]
    bound = [n for n in ast.walk(loop) if isinstance(n, ast.Name) and n.id == target.id
             and not isinstance(n.ctx, ast.Load)]  # fmt: skip
    return target.id if len(bound) == 1 and target.id not in flow.loads(before) else None


def _head(node: ast.For, row: str, rows: str, facts: Facts) -> tuple[str, str]:
    """The target, and what the loop goes through."""
    assert isinstance(node.target, ast.Name)
    name = node.target.id
    if name not in flow.loads(node.body) and only_inside({name}, node, facts):
        return row, rows
    return f"{name}, {row}", f"enumerate({rows})"


def _guarded(draw: ArrayDraw, count: str, iterated: ast.expr, facts: Facts) -> str:
    """No draw at all where there are no rounds: the parameters may be wrong then."""
    rounds = _rounds(iterated, facts)
    value = rounds
    if isinstance(rounds, ast.Name):
        value = facts.assigned(rounds)
    written = isinstance(value, ast.Constant) and type(value.value) is int and value.value > 0
    block = draw.block(count, facts)
    if written or draw.method == "permutation":
        return block
    return f"{block} if {count} > 0 else ()"
