from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..syntax import column_of, joined_tests
from ._guarded import is_kept
from ._key_filters import rows_asked_for, tests_rows
from ._known_frames import frame_at
from ._masks import named_test
from ._place import place
from ._rule import Rewrite, rule


@rule(ast.Subscript, safety=Safety.CHECK, gain=4.0, hints=("&",))
def filter_part_before_loop(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Ask what an inner loop leaves alone before it, and the rest of those rows only.

    What it does:
        `df[(df['x'] >= a) & (df['y'] >= b)]` in a loop over `b` becomes a filter of a part of the
        frame, which is made before that loop by the tests that don't hang on it.

    Why it is slow:
        Each filter compares whole columns, also those whose tests come out the same again.

    Before:
        for a in range(0, 50, 5):
            for b in range(0, 40, 5):
                part = df[(df['x'] >= a) & (df['x'] < a + 5) & (df['y'] >= b) & (df['y'] < b + 5)]
                counts[a, b] = len(part)

    After:
        for a in range(0, 50, 5):
            df_part = df[(df['x'] >= a) & (df['x'] < a + 5)]
            for b in range(0, 40, 5):
                part = df_part[(df_part['y'] >= b) & (df_part['y'] < b + 5)]
                counts[a, b] = len(part)

    When not:
        The frame changes in the loop, all tests hang on it, or none; tests of anything but the
        row's own columns.

    Source:
        Loop-invariant code motion: Aho, Lam, Sethi and Ullman, "Compilers", section 9.5.
    """
    asked = rows_asked_for(node)
    if asked is None or is_kept(node, facts):
        return None
    base = asked[0]
    test, named = named_test(asked[1], facts)
    parts = joined_tests(test)
    if len(parts) < 2 or not all(tests_rows(part, base.id, facts) for part in parts):
        return None
    at = named.value if named is not None else node
    still = [part for part in parts if place(at, {base.id} | flow.loads(part), facts) is not None]
    moving = [part for part in parts if part not in still]
    before = place(at, {base.id} | flow.loads(still), facts)
    if not still or not moving or before is None:
        return None
    known = frame_at(base, before, facts)
    read = {column for part in still for column in _columns(part, base.id)}
    if known is None or not read <= set(known.columns):
        return None
    name = facts.fresh(f"{base.id}_part".lower())
    texts = [facts.source.segment(part) for part in still]
    made = f"{name} = {base.id}[{_joined(texts, still)}]"
    texts = [facts.source.render(part, _renamed(part, base.id, name)) for part in moving]
    changes: list[Change] = [Around(before, made), Swap(base, name)]
    if named is not None:
        if len(facts.source.block(named)) < 2 or named.targets[0].id in facts.taken:  # type: ignore[attr-defined]
            return None
        changes.append(Instead(named, ""))
    changes.append(Swap(asked[1], _joined(texts, moving)))
    return Rewrite(tuple(changes), concerns=(node,))


def _columns(test: ast.expr, frame: str) -> list[str]:
    found = [column_of(part, frame) for part in ast.walk(test) if isinstance(part, ast.expr)]
    return [column for column in found if column is not None]


def _renamed(test: ast.expr, frame: str, name: str) -> dict[ast.expr, str]:
    uses = (part for part in ast.walk(test) if isinstance(part, ast.Name))
    return {use: name for use in uses if use.id == frame}


def _joined(texts: list[str], parts: list[ast.expr]) -> str:
    """Tests with `&` between them, comparisons in brackets."""
    if len(texts) == 1:
        return texts[0]
    bare = (ast.Call, ast.Subscript, ast.Attribute, ast.UnaryOp)
    return " & ".join(
        text if isinstance(part, bare) else f"({text})"
        for text, part in zip(texts, parts, strict=True)
    )
