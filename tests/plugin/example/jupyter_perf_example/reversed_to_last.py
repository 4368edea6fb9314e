from __future__ import annotations

import ast

from jupyter_perf.refinement.plugins import Facts, Rewrite, Safety, Swap, rule


@rule(ast.Subscript, safety=Safety.SAFE, gain=20.0, hints=("[::-1][0]",))
def reversed_to_last(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Take the last element instead of the first of a reversed copy.

    What it does:
        `xs[::-1][0]` becomes `xs[-1]`.

    Why it is slow:
        All elements are copied, only for one to be looked at.

    Before:
        newest = [prices[::-1][0] for _ in range(50)]

    After:
        newest = [prices[-1] for _ in range(50)]

    When not:
        What isn't known to be a list or a string: other types may slice otherwise.

    Source:
        The Python documentation of common sequence operations.
    """
    copy = node.value
    if not isinstance(copy, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return None
    if ast.unparse(node.slice) != "0" or ast.unparse(copy.slice) != "::-1":
        return None
    if facts.kind_of(copy.value) not in ("list", "str"):
        return None
    return Rewrite((Swap(node, f"{facts.source.segment(copy.value)}[-1]"),))
