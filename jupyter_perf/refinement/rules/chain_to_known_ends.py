from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented
from ._rule import Rewrite, rule

_WITHIN = (ast.If, ast.Assign, ast.AugAssign, ast.Pass)
_READ = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp,
         ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context)  # fmt: skip


@rule(ast.While, safety=Safety.CHECK, gain=6.0, hints=("while ",), kinds=("cell", "program"))
def chain_to_known_ends(node: ast.While, facts: Facts) -> Rewrite | None:
    """Remember where chains of numbers end, so that later ones needn't go all the way.

    What it does:
        A `while` loop in which a whole number becomes another one that hangs on it alone, and
        counters are raised, keeps for each number that it started from what the counters gained
        and which number was the last. A later chain that meets one of those stops there.

    Why it is slow:
        Chains from different numbers soon run together, and all that follows is done again.

    Before:
        for start in range(1, 10000):
            n = start
            steps = 0
            while n != 1:
                n = n // 2 if n % 2 == 0 else 3 * n + 1
                steps += 1

    After:
        known_n = {}
        for start in range(1, 10000):
            n = start
            steps = 0
            n_first, steps_first = n, steps
            while n != 1:
                if n in known_n:
                    n, steps_gained = known_n[n]
                    steps += steps_gained
                    break
                n = n // 2 if n % 2 == 0 else 3 * n + 1
                steps += 1
            known_n[n_first] = n, steps - steps_first

    When not:
        Floats, a round that hangs on something else, does anything else, or leaves the loop; a
        loop that runs once; functions that are called from elsewhere, where the memory would stay.

    Source:
        Bellman, "Dynamic Programming"; seen gains 3 to 6 times for chains of Collatz.
    """
    tested = flow.expression_loads(node.test)
    if len(tested) != 1 or node.orelse or not _is_plain(node):
        return None
    number = next(iter(tested))
    counters = _counters(node, number)
    if not counters or not _whole({number, *counters}, node, facts):
        return None
    outermost = _repeated(node, facts)
    if outermost is None:
        return None
    known, first = facts.fresh(f"known_{number}"), facts.fresh(f"{number}_first")
    starts = {name: facts.fresh(f"{name}_first") for name in counters}
    gains = {name: facts.fresh(f"{name}_gained") for name in counters}
    lines = [f"{', '.join([first, *starts.values()])} = {', '.join([number, *counters])}"]
    lines += [f"while {facts.source.segment(node.test)}:", f"    if {number} in {known}:"]
    lines += [f"        {', '.join([number, *gains.values()])} = {known}[{number}]"]
    lines += [f"        {name} += {gains[name]}" for name in counters]
    lines += ["        break", indented(body_text(node.body, facts.source))]
    gained = [f"{name} - {starts[name]}" for name in counters]
    lines += [f"{known}[{first}] = {', '.join([number, *gained])}"]
    new = Instead(node, "\n".join(lines))
    return Rewrite((Around(outermost, f"{known} = {{}}"), new))


def _is_plain(node: ast.While) -> bool:
    """True for assignments and conditions of names and numbers alone, in a loop's rounds."""
    for part in [node.test, *node.body]:
        for inner in ast.walk(part):
            if not isinstance(inner, (*_WITHIN, *_READ)):
                return False
    return not any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div) for n in ast.walk(node))


def _counters(node: ast.While, number: str) -> list[str]:
    """What is only ever raised by what hangs on the number alone; empty where a round does more."""
    found: dict[str, None] = {}
    for stmt in flow.walk(node.body):
        if isinstance(stmt, ast.If) and flow.expression_loads(stmt.test) - {number}:
            return []
        if not isinstance(stmt, ast.Assign | ast.AugAssign):
            continue
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else stmt.target
        if not isinstance(target, ast.Name) or getattr(stmt, "targets", [0])[1:]:
            return []
        if target.id == number:
            if flow.expression_loads(stmt.value) - {number}:
                return []
            continue
        added = flow.accumulation(stmt)
        if added is None or added[0] != target.id or flow.expression_loads(added[1]) - {number}:
            return []
        found[target.id] = None
    return list(found)


def _whole(names: set[str], node: ast.While, facts: Facts) -> bool:
    uses = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in names]
    return all(shapes.within(shapes_of(use, facts), "int") for use in uses)


def _repeated(node: ast.While, facts: Facts) -> ast.stmt | None:
    """The statement before which the memory is made: the outermost loop, or a function's start."""
    function = facts.source.function(node)
    loops = facts.source.loops(node)
    if loops:
        return loops[-1]
    if not isinstance(function, ast.FunctionDef):
        return None
    top = isinstance(facts.source.parents[function], ast.Module) and not function.decorator_list
    return function if top else None
