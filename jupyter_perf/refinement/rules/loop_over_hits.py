from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..vectorise.guards import ordered_guards, pays, refuse_short, spread_test
from ..vectorise.hits import Hits, hits_of
from ..vectorise.loop import BUILTINS, is_kept
from ..vectorise.sharing import shared
from ..writing import indented
from ._guarded import is_fallback
from ._hit_rounds import head_of, last_round, text_of_hits
from ._hot import is_compiled
from ._rule import Rewrite, rule
from .function_to_numba import is_compiled_around


@rule(ast.For, safety=Safety.CHECK, gain=33.0, hints=("if ",))
def loop_over_hits(node: ast.For, facts: Facts) -> Rewrite | None:
    """Go through those rounds of a loop only in which its test of arrays holds.

    What it does:
        A loop that does something where a test of numbers in arrays holds (`if x[i] > x[i - 1]
        and …:`, `if x[i] < limit: continue`, a chain of `elif`s) makes that test for all rounds
        at once, and goes through the rounds in which it holds. What else a round asks, of what
        earlier rounds have left, it asks as before.

    Why it is slow:
        Each round takes numbers out of arrays and compares them, some 100 nanoseconds each, to
        find in most rounds that nothing is to be done.

    Before:
        for i in range(1, len(x) - 1):
            if x[i] > x[i - 1] and x[i] > x[i + 1]:
                if not peaks or i - peaks[-1] >= 30:
                    peaks.append(i)

    After:
        hits = np.flatnonzero((x[1:-1] > x[:-2]) & (x[1:-1] > x[2:]))
        for i in (hits + 1).tolist():
            if not peaks or i - peaks[-1] >= 30:
                peaks.append(i)
        i = len(x) - 2

    When not:
        The test depends on earlier rounds or on more than numbers in arrays; something is done
        in all rounds; the loop can be computed on whole arrays, which is faster still.

    Source:
        The numpy documentation of `flatnonzero`; measured: 3 to 30 times, the more the fewer
        rounds do anything.
    """
    if node.orelse or is_compiled(node, facts) or is_compiled_around(node, facts):
        return None
    if is_fallback(node, facts) or is_kept(node, facts) or _is_kept(node, facts):
        return None
    if flow.has(node, ast.Yield, ast.YieldFrom, ast.Await) or not facts.is_builtin(
        *BUILTINS, at=node
    ):
        return None
    text = facts.source.block_text(node)
    if text is None:
        return None
    found = hits_of(node, facts)
    refuse_short(found.body)
    pays([*found.first, *_tests(found.loops[-1])], found.body)
    new = _written(found, facts)
    guards, runs = ordered_guards(found.body)
    imports = tuple(found.body.inputs.imports)
    if not guards:
        return Rewrite((Instead(node, new),), imports)
    test = spread_test(guards)
    if guards == runs:
        return Rewrite((Instead(node, f"if {test}:\n{indented(new)}"),), imports)
    choice = f"if {test}:\n{indented(new)}\nelse:\n{indented(text)}"
    return Rewrite((Instead(node, choice),), imports)


def _tests(loop: ast.For) -> list[ast.expr]:
    return [part.test for part in loop.body if isinstance(part, ast.If)]


def _written(found: Hits, facts: Facts) -> str:
    """The test of all rounds, the loop over those in which it holds, and what is left."""
    body, np = found.body, found.body.inputs.numpy()
    assert found.mask is not None
    hits = facts.fresh("hits")
    made = [f"{name} = {text}" for name, text in body.prelude if name not in body.tested]
    places = "flatnonzero" if len(found.loops) == 1 else "argwhere"
    lines = "\n".join(shared([*made, f"{hits} = {np}.{places}({found.mask.text})"], body))
    if body.quiet:
        lines = f'with {np}.errstate(all="ignore"):\n{indented(lines)}'
    loop = f"{head_of(found, hits)}\n{indented(text_of_hits(found, facts))}"
    left = last_round(found, facts)
    if left and flow.has(found.loops[0], ast.Break):
        left = f"else:\n{indented(left)}"
    return "\n".join(part for part in (lines, loop, left) if part)


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for the loop over hits, and for the one that is kept beside it."""
    read = flow.loads(node.iter)
    if any(flow.stores(stmt) & read and _finds(stmt) for stmt in facts.source.before(node)):
        return True
    return any(
        isinstance(parent, ast.If)
        and any(facts.source.inside(node, stmt) for stmt in parent.orelse)
        and any(map(_finds, parent.body))
        for parent in facts.source.ancestors(node)
    )


def _finds(stmt: ast.stmt) -> bool:
    text = ast.unparse(stmt)
    return "flatnonzero(" in text or "argwhere(" in text
