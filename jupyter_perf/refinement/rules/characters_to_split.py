from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import sole, start
from ._rule import Rewrite, rule


@dataclass(frozen=True)
class _Split:
    """A text that is cut at `cut`; finished parts go to `parts`, the last one stays in `part`."""

    text: str
    cut: ast.Constant
    parts: str
    part: str
    skips: bool
    """Whether empty parts are left out."""


@rule(ast.For, safety=Safety.CHECK, gain=8.0, hints=(".append(",))
def characters_to_split(node: ast.For, facts: Facts) -> Rewrite | None:
    """Let `split` cut a text instead of collecting its characters one by one.

    What it does:
        A loop over a text's characters that adds each to a part, and at a certain character
        appends the part to a list and begins the next one, becomes `split`. What was collected
        since the last cut stays in the part's variable, as it does in the loop.

    Why it is slow:
        The interpreter runs several instructions for each character; `split` copies whole parts.

    Before:
        fields = []
        field = ""
        for c in line:
            if c == ",":
                fields.append(field)
                field = ""
            else:
                field += c
        fields.append(field)

    After:
        fields = []
        *done, field = line.split(",")
        fields.extend(done)
        fields.append(field)

    When not:
        Quotes or anything else that is treated apart, a part that begins with something, a
        character that is read afterwards.

    Source:
        The Python documentation, "str.split"; measured: 10 to 30 times.
    """
    if node.orelse or is_compiled(node, facts):
        return None
    found = _split(node, facts)
    if found is None or len({found.parts, found.part, found.text}) < 3:
        return None
    character = node.target.id  # type: ignore[attr-defined]
    if read_elsewhere(character, [node], facts) or character in (found.parts, found.part):
        return None
    begun = start(found.part, node, facts)
    if not (isinstance(begun, ast.Constant) and begun.value == ""):
        return None
    done = facts.fresh("done")
    cut = facts.source.segment(found.cut)
    kept = f"filter(None, {done})" if found.skips else done
    if found.skips and not facts.is_builtin("filter", at=node):
        return None
    text = f"*{done}, {found.part} = {found.text}.split({cut})\n{found.parts}.extend({kept})"
    return Rewrite((Instead(node, text),))


def _split(loop: ast.For, facts: Facts) -> _Split | None:
    only = sole(loop.body)
    if not (isinstance(loop.target, ast.Name) and isinstance(only, ast.If)):
        return None
    if not (isinstance(loop.iter, ast.Name) and shapes.within(shapes_of(loop.iter, facts), "str")):
        return None
    asked = _cut(only.test, loop.target.id)
    if asked is None or not only.orelse:
        return None
    cut, equal = asked
    ended, added = (only.body, only.orelse) if equal else (only.orelse, only.body)
    part = _added(added, loop.target.id)
    if not part:
        return None
    ends = _ended(ended, part)
    if ends is None:
        return None
    parts, skips = ends
    if not shapes.within(shapes_of(parts, facts), "list"):
        return None
    return _Split(loop.iter.id, cut, parts.id, part, skips)


def _cut(test: ast.expr, character: str) -> tuple[ast.Constant, bool] | None:
    """(the character that ends a part, whether the test holds for it)."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    sides = (test.left, test.comparators[0])
    for one, other in (sides, sides[::-1]):
        named = isinstance(one, ast.Name) and one.id == character
        if named and isinstance(other, ast.Constant) and isinstance(other.value, str):
            known = isinstance(test.ops[0], ast.Eq | ast.NotEq) and len(other.value) == 1
            return (other, isinstance(test.ops[0], ast.Eq)) if known else None
    return None


def _added(body: list[ast.stmt], character: str) -> str:
    """The part that the character is added to: `part += c`, `part = part + c`; else ""."""
    only = sole(body)
    if isinstance(only, ast.AugAssign) and isinstance(only.target, ast.Name):
        plain = isinstance(only.op, ast.Add) and ast.unparse(only.value) == character
        return only.target.id if plain else ""
    if isinstance(only, ast.Assign) and isinstance(only.targets[0], ast.Name):
        name = only.targets[0].id
        plain = len(only.targets) == 1 and ast.unparse(only.value) == f"{name} + {character}"
        return name if plain else ""
    return ""


def _ended(body: list[ast.stmt], part: str) -> tuple[ast.Name, bool] | None:
    """(the list of finished parts, whether empty ones are left out)."""
    first = body[0]
    if not isinstance(first, ast.If):
        return _flushed(body, part, False)
    asked = ast.unparse(first.test)
    if first.orelse or asked not in (part, f"{part} != ''", f"len({part}) > 0"):
        return None
    # An empty part may be made empty again, or not.
    return _flushed([*first.body, *body[1:]], part, True)


def _flushed(body: list[ast.stmt], part: str, skips: bool) -> tuple[ast.Name, bool] | None:
    if len(body) != 2 or ast.unparse(body[1]) != f"{part} = ''":
        return None
    call = body[0].value if isinstance(body[0], ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    listed = call.func.value
    appends = call.func.attr == "append" and not call.keywords
    given = [ast.unparse(a) for a in call.args]
    known = appends and isinstance(listed, ast.Name) and given == [part]
    return (listed, skips) if known else None  # type: ignore[return-value]
