"""The constant that a name is given just before a loop, where the loop's rewrite can give it."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts


def given_before(name: str, loop: ast.For, facts: Facts) -> ast.Assign | None:
    """`name = 1` right above a loop, without a comment that would go with it; else None."""
    earlier = facts.source.before(loop)
    last = earlier[0] if earlier else None
    if not isinstance(last, ast.Assign) or len(last.targets) != 1:
        return None
    target, value = last.targets[0], last.value
    if not isinstance(target, ast.Name) or target.id != name:
        return None
    if not isinstance(value, ast.Constant | ast.UnaryOp) or flow.loads(value):
        return None
    if flow.has(value, ast.Call) or last.lineno != last.end_lineno:
        return None
    lines = facts.source.text.splitlines()
    above = lines[last.lineno - 2].strip() if last.lineno > 1 else ""
    return None if above.startswith("#") or "#" in lines[last.lineno - 1] else last
