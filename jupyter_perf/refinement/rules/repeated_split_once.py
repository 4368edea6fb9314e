from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._rule import Rewrite, rule

_SPLITS = frozenset({"split", "rsplit", "partition", "rpartition", "splitlines"})


@rule(ast.For, safety=Safety.SAFE, gain=1.5, hints=(".split(", ".rsplit(", "partition("))
def repeated_split_once(node: ast.For, facts: Facts) -> Rewrite | None:
    """Split a text once in a round instead of once for each of its parts.

    What it does:
        `line.split(",")` that a loop's body says several times, each time to take a part, is said
        once, before the first statement that needs it.

    Why it is slow:
        Each `split` makes all the parts and the list of them again.

    Before:
        for line in lines:
            names.append(line.split(",")[0])
            total += int(line.split(",")[2])

    After:
        for line in lines:
            line_parts = line.split(",")
            names.append(line_parts[0])
            total += int(line_parts[2])

    When not:
        The text is bound anew in between, isn't known to be text, the list itself is kept or
        changed, the separator isn't constant.

    Source:
        The Python documentation of `str.split`.
    """
    found: dict[str, list[ast.Call]] = {}
    for part in flow.walk(node.body):
        if isinstance(part, ast.Call) and _is_split(part, node, facts):
            found.setdefault(ast.unparse(part), []).append(part)
    changes: list[Change] = []
    for calls in found.values():
        calls.sort(key=lambda call: (call.lineno, call.col_offset))
        first = _statement_of(calls[0], node, facts)
        if len(calls) < 2 or first is None or not _stays(calls[0], first, node):
            continue
        text = calls[0].func.value.id  # type: ignore[attr-defined]
        parts = facts.fresh(f"{text}_parts")
        if any(parts in str(getattr(change, "before", "")) for change in changes):
            continue
        changes.append(Around(first, before=f"{parts} = {facts.source.segment(calls[0])}"))
        changes += [Swap(call, parts) for call in calls]
    return Rewrite(tuple(changes)) if changes else None


def _is_split(call: ast.Call, loop: ast.For, facts: Facts) -> bool:
    """True for `text.split(…)` with constants, of which a part is taken at once."""
    called = call.func
    if not (isinstance(called, ast.Attribute) and called.attr in _SPLITS):
        return False
    if not isinstance(called.value, ast.Name) or call.keywords:
        return False
    if not all(isinstance(argument, ast.Constant) and argument.value for argument in call.args):
        return False
    if called.attr != "splitlines" and not _begins_with_text(call.args, called.attr):
        return False
    if facts.source.loops(call)[:1] != [loop]:
        return False
    for parent in facts.source.ancestors(call):
        if isinstance(parent, (*FUNCTIONS, *COMPREHENSIONS)):
            return False
        if parent is loop:
            break
    return _only_read(call, facts) and shapes.within(shapes_of(called.value, facts), "str")


def _begins_with_text(arguments: list[ast.expr], method: str) -> bool:
    """True for a separator, and for none where the method does without; others would raise."""
    if not arguments:
        return method in ("split", "rsplit")
    return isinstance(arguments[0], ast.Constant) and isinstance(arguments[0].value, str)


def _only_read(call: ast.Call, facts: Facts) -> bool:
    parent = facts.source.parents[call]
    if isinstance(parent, ast.Subscript):
        return parent.value is call and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id == "len" and facts.is_builtin("len", at=parent)
    return False


def _statement_of(call: ast.Call, loop: ast.For, facts: Facts) -> ast.stmt | None:
    """The statement of the loop's own body that a call is in."""
    return next((stmt for stmt in loop.body if facts.source.inside(call, stmt)), None)


def _stays(call: ast.Call, first: ast.stmt, loop: ast.For) -> bool:
    """True where the text isn't bound again from the first statement on."""
    text = call.func.value.id  # type: ignore[attr-defined]
    return text not in flow.stores(loop.body[loop.body.index(first) :])
