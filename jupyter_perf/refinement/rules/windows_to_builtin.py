from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ..syntax import is_name
from ._bodies import without_docstring
from ._inlined import returned
from ._rule import Rewrite, rule
from ._windows import Windowed, windowed

_EXACT = frozenset({"max", "min", "median"})
"""Reductions that aren't rounded on the way, whatever leaves a window and enters it."""
_NUMPY = {"numpy.max": "max", "numpy.min": "min", "numpy.median": "median"}
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


@rule(ast.Call, safety=Safety.CHECK, gain=200.0, hints=("rolling(", "expanding("))
def windows_to_builtin(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Use pandas' own functions of windows instead of a Python function for each window.

    What it does:
        `s.rolling(n).apply(f)` where `f` is made of the window's `max()`, `min()` and `median()`,
        or of the rank of its last element, becomes the windows' own methods.

    Why it is slow:
        A Series is made of every window, and each of its methods takes some 20 microseconds; the
        windows' own methods go from one window to the next in C.

    Before:
        df['range'] = df['price'].rolling(24).apply(lambda w: w.max() - w.min())

    After:
        windows = df['price'].rolling(24)
        df['range'] = windows.max() - windows.min()

    When not:
        The function does anything else. Sums and means are left to arrays: from one window to the
        next, rounding errors would add up.

    Source:
        The pandas user guide, "Windowing operations"; seen gains 100 to 1000 times.
    """
    found = windowed(node, facts)
    if found is None or (found.raw and not found.full):
        return None
    body = _body(found)
    asked = [part for part in ast.walk(body) if _reduction(part, found, facts) is not None]
    if not asked:
        return None
    stmt = facts.source.statement(node)
    changes: list[Change] = []
    windows = facts.source.segment(found.windows)
    if len(asked) > 1:
        if any(isinstance(p, (*COMPREHENSIONS, ast.Lambda)) for p in facts.source.ancestors(node)):
            return None
        if not isinstance(stmt, ast.Assign | ast.Expr | ast.Return):
            return None
        name = facts.fresh("windows")
        changes.append(Around(stmt, f"{name} = {windows}"))
        windows = name
    text = _text(body, windows, found, facts)
    alone = isinstance(facts.source.parents[node], ast.Assign | ast.Return | ast.Expr)
    text = f"({text})" if isinstance(body, ast.BinOp) and not alone else text
    return Rewrite((*changes, Swap(node, text)))


def _body(found: Windowed) -> ast.expr:
    """What the function returns, as one expression of the window."""
    function = found.function
    if isinstance(function, ast.Lambda):
        return function.body
    assert isinstance(function, ast.FunctionDef)
    value = returned(without_docstring(function.body), [found.parameter])
    if value is None:
        raise Decline("a function that does more than return something")
    return value


def _text(node: ast.expr, windows: str, found: Windowed, facts: Facts) -> str:
    """The expression over all windows; raises Decline where it is anything else."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return ast.unparse(node)
    reduction = _reduction(node, found, facts)
    if reduction is not None:
        return f"{windows}.{reduction}"
    symbol = _OPERATORS.get(type(node.op)) if isinstance(node, ast.BinOp) else None
    if symbol is None or not isinstance(node, ast.BinOp):
        raise Decline("a function that does more than reduce windows exactly")
    sides = (node.left, node.right)
    texts = [_text(side, windows, found, facts) for side in sides]
    inner = [f"({t})" if isinstance(s, ast.BinOp) else t for s, t in zip(sides, texts, strict=True)]
    return f"{inner[0]} {symbol} {inner[1]}"


def _reduction(node: ast.AST, found: Windowed, facts: Facts) -> str | None:
    """The windows' own method for `w.max()`, `np.max(w)`, `w.rank(pct=True).iloc[-1]`, or None."""
    if isinstance(node, ast.Subscript):
        return _rank(node, found, facts)
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    called = node.func
    if isinstance(called, ast.Attribute) and is_name(called.value, found.parameter):
        plain = not node.args and (called.attr in ("max", "min") or not found.raw)
        return f"{called.attr}()" if plain and called.attr in _EXACT else None
    if len(node.args) != 1 or not is_name(node.args[0], found.parameter):
        return None
    name = _NUMPY.get(facts.full_name(called) or "")
    if isinstance(called, ast.Name) and called.id in ("max", "min") and found.full:
        name = called.id if facts.is_builtin(called.id, at=called) else None
    # Of a part with holes numpy's median is NaN.
    sure = name is not None and (found.full or name != "median")
    return f"{name}()" if sure else None


def _rank(node: ast.Subscript, found: Windowed, facts: Facts) -> str | None:
    """`w.rank(pct=True).iloc[-1]`, `pd.Series(w).rank().values[-1]`."""
    last = isinstance(node.slice, ast.UnaryOp) and ast.unparse(node.slice) == "-1"
    held = node.value if isinstance(node.value, ast.Attribute) else None
    if not last or held is None or held.attr not in ("iloc", "iat", "values") or not found.full:
        return None
    call = held.value
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    if call.func.attr != "rank" or call.args:
        return None
    if any(k.arg not in ("pct", "ascending") for k in call.keywords):
        return None
    if not all(isinstance(k.value, ast.Constant) for k in call.keywords):
        return None
    ranked = call.func.value
    if isinstance(ranked, ast.Call) and facts.full_name(ranked.func) == "pandas.Series":
        ranked = ranked.args[0] if len(ranked.args) == 1 and not ranked.keywords else ranked
    elif found.raw:
        return None
    options = ", ".join(ast.unparse(k) for k in call.keywords)
    return f"rank({options})" if is_name(ranked, found.parameter) else None
