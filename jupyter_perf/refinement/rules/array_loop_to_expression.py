from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ._array_loops import Axes, ElementLoop, axes_of
from ._guarded import is_fallback
from ._rule import Rewrite, rule
from ._scalar_terms import Scalar


@rule(ast.For, safety=Safety.CHECK, gain=80.0, hints=("range(",))
def array_loop_to_expression(node: ast.For, facts: Facts) -> Rewrite | None:
    """Compute on whole arrays instead of element after element.

    What it does:
        A loop over the indices of numpy arrays (or two nested ones) that fills a new array by
        arithmetic, comparisons, if/elif/else and functions of `math` on the elements at the same
        place becomes that arithmetic on the arrays. A guard keeps the loop for other shapes.

    Why it is slow:
        Each element that is read or written makes a numpy scalar, some 50 nanoseconds, and each
        operation on it as much again.

    Before:
        out = np.zeros(len(a))
        for i in range(len(a)):
            out[i] = a[i] * b[i] + 1

    After:
        out = np.zeros(len(a))
        if len(out) and out.shape == a.shape == b.shape == (len(a),):
            out[:] = a * b + 1
        else:
            for i in range(len(a)):
                out[i] = a[i] * b[i] + 1

    When not:
        An element depends on others, the array that is filled isn't new, arrays hold anything
        else than `float64` and `int64`, or the loop has another effect.

    Source:
        The numpy user guide, "Broadcasting"; seen gain 151 times.
    """
    if is_fallback(node, facts) or any(facts.source.loops(node)):
        return None
    axes = axes_of(node, facts)
    reader = ElementLoop(axes, node, facts)
    found = reader.assignments(axes.body)
    text = _written(found, axes, reader, node, facts)
    return Rewrite((Instead(node, text),), tuple(reader.imports))


def _written(
    found: dict[str, Scalar], axes: Axes, reader: ElementLoop, loop: ast.For, facts: Facts
) -> str:
    old = facts.source.block_text(loop)
    if old is None or not facts.is_builtin("len", at=loop):
        raise Decline("text that can't be indented")
    first, *others = [*found, *reader.arrays]
    same = "".join(f" == {name}.shape" for name in others)
    guards = [f"len({first})", f"{first}.shape{same} == {axes.shape}", *reader.guards]
    lines = [f"    {name}[:] = {value.text}" for name, value in found.items()]
    kept = [f"    {line}" if line.strip() else line for line in old.splitlines()]
    test = " and ".join(dict.fromkeys(guards))
    return "\n".join([f"if {test}:", *lines, "else:", *kept])
