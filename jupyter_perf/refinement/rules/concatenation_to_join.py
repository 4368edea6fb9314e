from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..callees import reads
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..source import Decline, Loop
from ._rule import Rewrite, rule
from .characters_to_table import characters_to_table

LONG = 200
"""A table of letters pays from about so many letters on."""
Grown = dict[ast.stmt, list[ast.expr]]


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=10.0, hints=("+=", "+"))
def concatenation_to_join(node: Loop, facts: Facts) -> Rewrite | None:
    """Collect parts and join them once instead of growing a string.

    What it does:
        `text += part` in a loop becomes `parts.append(part)`, and one `"".join(parts)` follows
        the loop.

    Why it is slow:
        A string can't grow: each `+=` copies all that there is so far (except where nobody else
        holds it and the interpreter sees that, which it doesn't for a cell's variables).

    Before:
        for name in names:
            text += name + ","

    After:
        text_parts = [text]
        for name in names:
            text_parts.append(name + ",")
        text = "".join(text_parts)

    When not:
        The text is read in the loop, also by functions called there; it isn't known to be a
        string; the loop may be left by `return` or `yield`; it goes through a long text letter by
        letter, which another rule translates at once.

    Source:
        The Python FAQ, "What is the most efficient way to concatenate many strings together?";
        seen gain 52 times.
    """
    if _is_translated(node, facts):
        return None
    outer = {name for loop in facts.source.loops(node) for name in _grown(loop, facts)}
    changes: list[Change] = []
    for name, grown in _grown(node, facts).items():
        if name in outer:
            continue
        parts = facts.fresh(f"{name}_parts")
        changes.append(Around(node, f"{parts} = [{name}]", f'{name} = "".join({parts})'))
        for stmt, added in grown.items():
            changes.append(Instead(stmt, f"{parts}.append({_text(added, facts)})"))
    return Rewrite(tuple(changes)) if changes else None


def _is_translated(node: Loop, facts: Facts) -> bool:
    """True for a loop over a long text whose letters each become something of their own."""
    if not isinstance(node, ast.For):
        return False
    if not facts.every(node.iter, lambda text: type(text) is str and len(text) >= LONG):
        return False
    try:
        return characters_to_table(node, facts) is not None
    except Decline:
        return False


def _text(added: list[ast.expr], facts: Facts) -> str:
    """The operands with what the user wrote between them."""
    start, end = facts.source.span(added[0])[0], facts.source.span(added[-1])[1]
    text = facts.source.text[start:end]
    if len(added) > 1 and (text.count("(") != text.count(")") or "\n" in text):
        raise Decline("operands in brackets")
    return text


def _grown(loop: Loop, facts: Facts) -> dict[str, Grown]:
    """String → the statements of the loop that add to it, where they are all that touches it."""
    if flow.has(loop, ast.Return, ast.Yield, ast.YieldFrom, ast.Await):
        return {}
    found: dict[str, Grown] = {}
    for stmt in flow.walk(loop.body):
        if isinstance(stmt, ast.Assign | ast.AugAssign):
            added = _added(stmt)
            if added is not None and facts.source.function(stmt) is facts.source.function(loop):
                found.setdefault(added[0], {})[stmt] = added[1]
    return {n: grown for n, grown in found.items() if _alone(n, grown, loop, facts)}


def _added(stmt: ast.stmt) -> tuple[str, list[ast.expr]] | None:
    """(name, operands) of `s += a`, `s = s + a` and `s = s + a + b`."""
    simple = flow.accumulation(stmt)
    if simple is not None:
        return simple[0], [simple[1]]
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target, value = stmt.targets[0], stmt.value
    operands: list[ast.expr] = []
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        operands.insert(0, value.right)
        value = value.left
    same = isinstance(target, ast.Name) and isinstance(value, ast.Name) and value.id == target.id
    return (value.id, operands) if same and isinstance(value, ast.Name) and operands else None


def _alone(name: str, grown: Grown, loop: Loop, facts: Facts) -> bool:
    """True where the loop touches the string nowhere else and it is known to be one."""
    mentions = sum(isinstance(n, ast.Name) and n.id == name for n in ast.walk(loop))
    expected = sum(1 if isinstance(stmt, ast.AugAssign) else 2 for stmt in grown)
    if mentions != expected or reads([loop], name, facts):
        return False
    if not _starts_as_text(name, loop, facts):
        return False
    kinds = {facts.kind_of(part) for added in grown.values() for part in added}
    return kinds <= {"str", None}


def _starts_as_text(name: str, loop: Loop, facts: Facts) -> bool:
    for stmt in facts.source.before(loop):
        if name in flow.stores(stmt):
            value = stmt.value if isinstance(stmt, ast.Assign) else None
            return value is not None and facts.kind_of(value) == "str"
    if facts.source.function(loop) is not None:
        return False
    binders = facts.binders(name, facts.source.tree)
    bound = [b for b in binders if not facts.source.inside(b, loop)]
    return not bound and isinstance(facts.namespace.get(name), str)
