"""A function that gives a Series for each row, with one beside it that gives its parts alone."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from ..concrete import Instead
from ..facts import Facts
from ..source import Decline
from ._spread_rows import Spread


def in_parts(
    function: ast.FunctionDef,
    name: str,
    spread: Spread,
    swaps: Mapping[ast.expr, str],
    facts: Facts,
) -> Instead:
    """The function under another name that gives tuples, and one of its own name that uses it.

    `swaps` are further changes inside it.
    """
    mine = dict(swaps)
    for value, parts in spread.parts.items():
        inside = [
            f"({facts.source.render(part, swaps)})"
            if _long(part)
            else facts.source.render(part, swaps)
            for part in parts
        ]
        mine = {p: t for p, t in mine.items() if not facts.source.inside(p, value)}
        mine[value] = f"({', '.join(inside)}{',' if len(inside) == 1 else ''})"
    text = facts.source.block_text(function, mine)
    head = f"def {function.name}("
    if text is None or text.count(head) != 1:
        raise Decline("a function that can't be written anew")
    pandas, _ = facts.module("pandas", "pd")
    parameter = function.args.args[0].arg
    index = "" if spread.labels is None else f", index={labels_of(spread, facts)}"
    wrapper = (
        f"def {function.name}({parameter}):\n    return {pandas}.Series({name}({parameter}){index})"
    )
    renamed = text.replace(head, f"def {name}(").rstrip("\n")
    return Instead(function, f"{renamed}\n\n{wrapper}")


def labels_of(spread: Spread, facts: Facts) -> str:
    """The text of the list of the columns' labels."""
    return f"[{', '.join(facts.source.segment(label) for label in spread.labels or [])}]"


def _long(part: ast.expr) -> bool:
    return isinstance(part, ast.NamedExpr | ast.Yield)
