from __future__ import annotations

import ast
import itertools
from collections.abc import Container

from ...core.code import Safety
from .. import flow
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ..vectorise.guards import ordered_guards, refuse_short, spread_test
from ..vectorise.loop import BUILTINS, is_kept
from ..vectorise.sharing import shared
from ..vectorise.sizes import FEWEST
from ..vectorise.split import Split, split_of
from ..vectorise.vector import Vector
from ..writing import indented
from ._bodies import body_text
from ._guarded import is_fallback
from ._hot import is_compiled
from ._rule import Rewrite, rule
from .function_to_numba import is_compiled_around

MARK = "_of_rounds"
"""What the names of arrays of all rounds' numbers end with."""


@rule(ast.For, safety=Safety.CHECK, gain=34.0, hints=("for ",))
def work_before_loop(node: ast.For, facts: Facts) -> Rewrite | None:
    """Work out for all rounds at once what a loop asks numpy in each of them.

    What it does:
        Sums, means, distances, places of extremes and other numbers that a round makes of rows,
        windows or elements of arrays, and that depend on nothing that the loop changes, are made
        for all rounds before the loop, which goes on with one of them at a time. What the loop
        does with them, filling lists and dictionaries, printing, stays.

    Why it is slow:
        A call of numpy takes some microseconds, however small the array; one for all rounds takes
        hardly more.

    Before:
        for p in points:
            dists = [np.linalg.norm(p - c) for c in centers]
            clusters[np.argmin(dists)].append(p)

    After:
        argmin_value_of_rounds = np.linalg.norm(points[:, None] - centers, axis=-1).argmin(axis=-1)
        for p, argmin_value in zip(points, argmin_value_of_rounds):
            clusters[argmin_value].append(p)

    When not:
        The numbers depend on what earlier rounds did; the loop can be computed on whole arrays
        altogether, which is faster still.

    Source:
        Allen and Kennedy, "Optimizing Compilers for Modern Architectures" (2001), loop
        distribution. Measured: 2 to 50 times.
    """
    if node.orelse or is_compiled(node, facts) or is_compiled_around(node, facts):
        return None
    if is_fallback(node, facts) or is_kept(node, facts) or _is_kept(node, facts):
        return None
    if _makes_numpys_numbers(node, facts):
        return None
    if flow.has(node, ast.Yield, ast.YieldFrom, ast.Await) or not facts.is_builtin(
        *BUILTINS, "enumerate", at=node
    ):
        return None
    text = facts.source.block_text(node)
    known = facts.samples(node.iter) if isinstance(node.iter, ast.Name) else []
    if text is None or (known and max(map(len, known)) < FEWEST):
        return None
    found = split_of(node, facts)
    refuse_short(found.body)
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


def _written(found: Split, facts: Facts) -> str:
    body, np = found.body, found.body.inputs.numpy()
    known: dict[str, tuple[str, Vector]] = {n: (n, value) for n, value in found.names.items()}
    swaps: dict[ast.expr, str] = {}
    for node, value in found.parts:
        name = next((n for n, (_, other) in known.items() if other == value), "")
        if not name:
            name = _new(_word(node), known, facts)
            known[name] = (name, value)
        swaps[node] = name
    made = [f"{name} = {text}" for name, text in body.prelude if name not in body.tested]
    arrays = {name: facts.fresh(f"{name}{MARK}") for name in known}
    made += [f"{arrays[name]} = {_listed(value)}" for name, (_, value) in known.items()]
    lines = "\n".join(shared(made, body))
    if body.quiet:
        lines = f'with {np}.errstate(all="ignore"):\n{indented(lines)}'
    if not found.kept:
        raise Decline("a loop that does nothing else")
    kept = "\n".join(body_text([stmt], facts.source, _inside(stmt, swaps, facts))
                     for stmt in found.kept)  # fmt: skip
    head = _head(found.loop, list(arrays.items()), facts)
    last = [body_text([stmt], facts.source) for stmt in found.last]
    return "\n".join([lines, head, indented(kept), *last])


def _new(word: str, known: Container[str], facts: Facts) -> str:
    tried = (facts.fresh(word if at == 1 else f"{word}_{at}") for at in itertools.count(1))
    return next(name for name in tried if name not in known)


def _inside(stmt: ast.stmt, swaps: dict[ast.expr, str], facts: Facts) -> dict[ast.expr, str]:
    return {node: text for node, text in swaps.items() if facts.source.inside(node, stmt)}


def _listed(value: Vector) -> str:
    return value.text if value.numpy else f"{value.tight()}.tolist()"


def _word(node: ast.expr) -> str:
    """A name for what an expression gives: that of the function it calls."""
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Attribute):
        return f"{called.attr}_value"
    return f"{called.id}_value" if isinstance(called, ast.Name) else "value"


def _head(loop: ast.For, arrays: list[tuple[str, str]], facts: Facts) -> str:
    target, iterated = ast.unparse(loop.target), facts.source.segment(loop.iter)
    target = f"({target})" if isinstance(loop.target, ast.Tuple) else target
    names = ", ".join([target, *(name for name, _ in arrays)])
    return f"for {names} in zip({', '.join([iterated, *(array for _, array in arrays)])}):"


def _makes_numpys_numbers(node: ast.For, facts: Facts) -> bool:
    """True where numbers of Python's are made numpy's: a loop over lists, better left to them."""
    called = (facts.full_name(n.func) for n in ast.walk(node) if isinstance(n, ast.Call))
    return not {"numpy.float64", "numpy.int64", "numpy.bool_"}.isdisjoint(called)


def _is_kept(node: ast.For, facts: Facts) -> bool:
    """True for the loop that this rule made, and for the one that is kept beside it."""
    if MARK in ast.unparse(node.iter):
        return True
    return any(
        isinstance(parent, ast.If)
        and any(facts.source.inside(node, stmt) for stmt in parent.orelse)
        and any(MARK in ast.unparse(stmt) for stmt in parent.body)
        for parent in facts.source.ancestors(node)
    )
