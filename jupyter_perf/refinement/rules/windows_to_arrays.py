from __future__ import annotations

import ast

from ...core.code import Safety
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Decline
from ._guarded import guarded, is_fallback
from ._rule import Rewrite, rule
from ._window_reader import WindowReader
from ._windows import column_of_windows, windowed


@rule(ast.Call, safety=Safety.CHECK, gain=12.0, hints=("rolling(", "expanding("))
def windows_to_arrays(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Give windows to a function as arrays instead of Series.

    What it does:
        `s.rolling(n).apply(f)` gets `raw=True`, so that `f` is called with numpy's arrays; where
        an array has another name for something (`iloc`, `median`, `std` of a sample), `f` is
        written with that.

    Why it is slow:
        A Series is made of every window, and each of its methods takes some 20 microseconds; those
        of an array take 2.

    Before:
        rising = df['price'].rolling(24).apply(lambda w: (w.iloc[-1] - w.mean()) / w.std())

    After:
        rising = df['price'].rolling(24).apply(
            lambda w: (w[-1] - w.mean()) / w.std(ddof=1), raw=True)

    When not:
        The function asks for the window's labels, or does anything whose result for an array isn't
        known to be the same. Windows that may have holes take the original's path where there are
        any.

    Source:
        The pandas documentation of `Rolling.apply`; measured: 8 to 30 times.
    """
    found = windowed(node, facts)
    if found is None or found.raw or is_fallback(node, facts):
        return None
    reader = WindowReader(found, facts)
    reader.function()
    changes: list[Change] = []
    given = facts.source.render(found.given, reader.swaps)
    if reader.swaps and isinstance(found.function, ast.FunctionDef):
        given = facts.fresh(f"{found.function.name}_of_array")
        changes.append(Around(found.function, "", _copied(found.function, given, reader, facts)))
    text = f"{facts.source.segment(node.func)}({given}, raw=True)"
    if found.full:
        changes.append(Swap(node, text))
        return Rewrite(tuple(changes), tuple(reader.imports))
    column = column_of_windows(found, facts)
    if column is None:
        raise Decline("windows that may have holes")
    np, line = facts.module("numpy", "np")
    tests = [f"len({column})", f"{np}.isfinite({column}).all()"]
    changes.append(guarded(node, text, tests, facts))
    return Rewrite(tuple(changes), tuple(dict.fromkeys([*reader.imports, *([line] * bool(line))])))


def _copied(function: ast.FunctionDef, name: str, reader: WindowReader, facts: Facts) -> str:
    """The function under another name, for arrays."""
    text = facts.source.block_text(function, reader.swaps)
    head = f"def {function.name}("
    if text is None or not text.startswith(head):
        raise Decline("text that can't be copied")
    return f"\n\ndef {name}({text.removeprefix(head)}"
