"""Loop variables that an earlier loop of a cell has bound, too: they must hold what is last."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from .inputs import Inputs
from .places import tidied_sum


def bound_before(name: str, loop: ast.stmt, facts: Facts) -> bool:
    """True for a name of a cell's that statements above a loop may have bound already.

    Left out, it would hold what they made it.
    """
    if facts.kind != "cell" or facts.source.function(loop) is not None:
        return False
    if name in facts.namespace:
        return True
    return any(
        getattr(binder, "lineno", loop.lineno) < loop.lineno
        for binder in facts.binders(name, facts.source.tree)
        if not facts.source.inside(binder, loop) and not _in_comprehension(binder, facts)
    )


def holds_another(name: str, loop: ast.stmt, inputs: Inputs, *, later: bool = False) -> bool:
    """True where a name that isn't bound any more may hold something that it never held.

    What is above may have bound it, and so may earlier rounds of a loop around, which met other
    values, no numbers among them, or none at all, and went the old way. `later` where there may be
    guards still to come.
    """
    facts = inputs.facts
    tested = later or bool(inputs.typed) or not all(map(_is_of_sizes, inputs.guards))
    again = facts.kind == "cell" and tested and bool(facts.source.loops(loop))
    return (again and facts.source.function(loop) is None) or bound_before(name, loop, facts)


def _is_of_sizes(guard: str) -> bool:
    """True for a test of how long something is: where it fails there are no rounds, or an error."""
    for part in ast.walk(ast.parse(guard, mode="eval")):
        if isinstance(part, ast.Call) and ast.unparse(part.func) != "len":
            return False
        if isinstance(part, ast.Attribute) and part.attr not in ("shape", "size"):
            return False
    compared = [part for part in ast.walk(ast.parse(guard)) if isinstance(part, ast.Compare)]
    sides = [side for one in compared for side in (one.left, *one.comparators)]
    return bool(sides) and all(not isinstance(side, ast.Name) for side in sides)


def _in_comprehension(binder: ast.AST, facts: Facts) -> bool:
    for parent in facts.source.ancestors(binder):
        if isinstance(parent, ast.comprehension):
            return True
        if isinstance(parent, ast.stmt):
            return False
    return False


def last_values(loop: ast.For, lines: list[str], inputs: Inputs) -> list[str]:
    """Assignments of what the variables of a loop, and of those in it, hold in the end."""
    facts = inputs.facts
    given = flow.stores(ast.parse("\n".join(lines)))
    found: list[str] = []
    for one in [node for node in ast.walk(loop) if isinstance(node, ast.For)]:
        for name, last, runs in last_ends(one, facts):
            if name in given or not holds_another(name, loop, inputs):
                continue
            if flow.loads(ast.parse(f"{last}, {runs}")) & flow.stores(loop):
                continue
            line = f"{name} = {last}"
            sure = one is loop or runs == "True" or runs in inputs.guards
            found.append(line if sure else f"if {runs}:\n    {line}")
    return list(dict.fromkeys(found))


def last_ends(loop: ast.stmt, facts: Facts) -> list[tuple[str, str, str]]:
    """(variable, what it holds last, test that there is a round) of one loop."""
    if not isinstance(loop, ast.For):
        return []
    target, call = loop.target, loop.iter
    if not isinstance(call, ast.Call) or call.keywords or not isinstance(call.func, ast.Name):
        return []
    if not facts.is_builtin(call.func.id, at=call):
        return []
    if call.func.id == "range" and isinstance(target, ast.Name) and 0 < len(call.args) < 3:
        stop = facts.source.segment(call.args[-1])
        start = facts.source.segment(call.args[0]) if len(call.args) == 2 else "0"
        last, runs = tidied_sum(f"({stop}) - 1"), f"{stop} > {start}"
        return [(target.id, last, "True" if stop.isdigit() and start.isdigit() else runs)]
    if call.func.id == "enumerate" and isinstance(target, ast.Tuple) and len(call.args) == 1:
        first, held = target.elts[0], call.args[0]
        if isinstance(first, ast.Name) and isinstance(held, ast.Name):
            return [(first.id, f"len({held.id}) - 1", f"len({held.id}) > 0")]
    return []
