from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Instead
from ..facts import Facts
from ..writing import conjunction, indented
from ._guarded import is_fallback
from ._hot import is_compiled
from ._rule import Rewrite, rule
from ._smoothing import Smoothing, ends_of, smoothing_of

WIDTH = 92


@rule(ast.For, safety=Safety.CHECK, gain=25.0, hints=("append(", "] = ", " = "))
def smoothing_to_ewm(node: ast.For, facts: Facts) -> Rewrite | None:
    """Smooth an array exponentially by pandas' own function.

    What it does:
        A loop that makes each number of the one before and the next of an array, as in
        `alpha * x + (1 - alpha) * last`, in a list, an array or a variable, takes them from
        `Series.ewm(alpha=…, adjust=False).mean()`, which does the same steps in C.

    Why it is slow:
        Each number needs the one before, so that arrays can't be multiplied as a whole; and each
        step of the loop makes five objects.

    Before:
        out = [x[0]]
        for value in x[1:]:
            out.append(alpha * value + (1 - alpha) * out[-1])

    After:
        out = [x[0]]
        if type(x) is np.ndarray and x.dtype == np.float64 and x.ndim == 1 and len(x) > 1:
            smoothed = pd.Series(np.append(out[-1], x[1:])).ewm(alpha=alpha, adjust=False).mean()
            out.extend(smoothed.to_numpy()[1:])

    When not:
        Weights that aren't a number and 1 less that number, other work in the loop, data with
        NaN or infinite numbers, arrays of other types, pandas not in use.

    Source:
        The pandas documentation of `ewm`; Hunter, "The Exponentially Weighted Moving Average",
        Journal of Quality Technology 18 (1986). Measured: 30 to 60 times.
    """
    if node.orelse or is_compiled(node, facts) or is_fallback(node, facts) or _is_kept(node, facts):
        return None
    pd, line = facts.module("pandas", "pd")
    if line and facts.taken.get(pd) != "pandas":
        return None
    found = smoothing_of(node, facts)
    text = facts.source.block_text(node)
    if found is None or text is None or not facts.is_builtin("len", "type", at=node):
        return None
    np, np_line = facts.module("numpy", "np")
    new = "\n".join([*_lines(found, np, pd, facts), *ends_of(found, facts)])
    test = conjunction(_guards(found, np), WIDTH)
    choice = f"if {test}:\n{indented(new)}\nelse:\n{indented(text)}"
    return Rewrite((Instead(node, choice),), (np_line, line))


def _lines(found: Smoothing, np: str, pd: str, facts: Facts) -> list[str]:
    """What makes the numbers, and puts them where the loop did."""
    made = facts.fresh("smoothed")
    joined = f"{np}.append({found.start}, {found.values})"
    lines = [f"{made} = {pd}.Series({joined}).ewm(alpha={found.alpha}, adjust=False).mean()"]
    numbers = f"{made}.to_numpy()[1:]"
    if found.array:
        lines.append(f"{found.array} = {numbers}")
    if found.listed:
        lines.append(f"{found.listed}.extend({numbers})")
    if found.variable:
        lines.append(f"{found.variable} = {made}.to_numpy()[-1]")
    return lines


def _guards(found: Smoothing, np: str) -> list[str]:
    x = found.source
    return [
        f"type({x}) is {np}.ndarray and {x}.dtype == {np}.float64",
        f"{x}.ndim == 1 and len({x}) > {found.skipped}",
        *found.guards,
        f"isinstance({found.start}, float)",
        *([] if found.fixed else [f"0 < {found.alpha} <= 1"]),
        f"{np}.isfinite({found.start}) and {np}.isfinite({x}).all()",
        # Of numbers that don't change, pandas makes the very same, and the loop nearly the same.
        f"({x} != {x}[0]).any()",
    ]


def _is_kept(node: ast.For, facts: Facts) -> bool:
    return any(
        isinstance(parent, ast.If) and "adjust=False" in ast.unparse(parent.body[0])
        for parent in facts.source.ancestors(node)
    )
