"""What of a loop's body can be worked out for all rounds beforehand, though the rest can't."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from .apart import keep_apart
from .body import Body
from .heads import begin
from .leftovers import holds_another
from .loop import body_of
from .states import Gone
from .tried import follow, is_assigned, tried
from .vector import Vector

_REDUCTIONS = frozenset({"sum", "min", "max", "any", "all", "sorted"})
_CHOICES = (ast.If, ast.IfExp, ast.Continue, ast.Break, ast.Return)
_WARNING = (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
_SCOPES = (*COMPREHENSIONS, ast.Lambda, ast.FunctionDef, ast.JoinedStr)


@dataclass
class Split:
    """`names` are variables whose values in all rounds are known, `parts` expressions so;
    `kept` the statements that stay in the loop."""

    body: Body
    loop: ast.For
    names: dict[str, Vector] = field(default_factory=dict)
    parts: list[tuple[ast.expr, Vector]] = field(default_factory=list)
    kept: list[ast.stmt] = field(default_factory=list)
    followed: list[ast.stmt] = field(default_factory=list)
    last: list[ast.stmt] = field(default_factory=list)
    """Assignments that nothing in the loop reads, but that may be asked for after its end."""


def split_of(loop: ast.For, facts: Facts) -> Split:
    """What of a loop can be worked out beforehand; declines where nothing heavy can."""
    body = body_of(loop, facts, {})
    body.env |= {name: Gone() for name in flow.stores(loop)}
    axis = begin(loop.target, loop.iter, body)
    body.inside.append(axis.number)
    found = Split(body, loop)
    for stmt in loop.body:
        if is_assigned(stmt) and tried(body, lambda stmt=stmt: follow(stmt, body)):  # type: ignore[misc]
            found.followed.append(stmt)
            continue
        body.env |= {name: Gone() for name in flow.stores(stmt)}
        body.rows = {n: part for n, part in body.rows.items() if n not in flow.stores(stmt)}
        found.kept.append(stmt)
        _search(stmt, found)
    _settle(found, facts)
    if body.draws:
        raise Decline("numbers that are drawn in turn")
    # Rounds that a test leaves out are worked out, too, and must not warn of it.
    body.quiet = body.quiet or (flow.has(loop.body, *_CHOICES) and flow.has(loop, *_WARNING))
    if not found.names and not found.parts:
        raise Decline("nothing that takes long can be worked out beforehand")
    values = [*found.names.values(), *(value for _, value in found.parts)]
    keep_apart([*(one.text for one in values), *(text for _, text in body.prelude)], loop, body)
    return found


def is_heavy(node: ast.AST, facts: Facts) -> bool:
    """True for what calls a library's function or one of the user's, or goes through something."""
    for part in ast.walk(node):
        if isinstance(part, ast.ListComp | ast.GeneratorExp):
            return True
        if isinstance(part, ast.Call):
            named = part.func.id if isinstance(part.func, ast.Name) else ""
            if not named or named in _REDUCTIONS or facts.definition(named) is not None:
                return True
    return False


def _search(node: ast.AST, found: Split) -> None:
    """Gather the largest heavy expressions whose numbers in all rounds are known."""
    facts = found.body.inputs.facts
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) and is_heavy(child, facts):
            known = tried(found.body, lambda child=child: _numbers(child, found))  # type: ignore[misc]
            if known is not None:
                found.parts.append((child, known))
                continue
        if not isinstance(child, _SCOPES):
            _search(child, found)


def _numbers(node: ast.expr, found: Split) -> Vector:
    value = found.body(node)
    if not _is_plain(value) or found.body.reads:
        raise Decline("something else than a number of each round")
    return value


def _is_plain(value: object) -> bool:
    """True for a number of each round, of one type."""
    if not isinstance(value, Vector) or value.axes != (0,) or value.mixed:
        return False
    return value.kind in ("float", "int", "bool")


def _settle(found: Split, facts: Facts) -> None:
    """Say which of the assignments stay in the loop: those that something there still reads."""
    body, loop = found.body, found.loop
    taken = [node for node, _ in found.parts]
    for stmt in reversed(found.followed):
        names = flow.stores(stmt)
        read = names & _loads([*found.kept, *found.last], taken)
        seen = any(
            holds_another(name, loop, body.inputs) or _is_needed(name, loop, facts)
            for name in names
        )
        if not (read or seen):
            continue
        states = {name: body.env.get(name) for name in names}
        values = {name: one for name, one in states.items() if isinstance(one, Vector)}
        once = all(_bound_once(name, loop) for name in names)
        if once and is_heavy(stmt, facts) and all(_is_plain(one) for one in states.values()):
            found.names |= values
        elif not read and once and not flow.has(loop, ast.Break):
            found.last.insert(0, stmt)
        else:
            found.kept.append(stmt)
    found.kept.sort(key=lambda stmt: stmt.lineno)


def _bound_once(name: str, loop: ast.For) -> bool:
    """True where one statement of a loop's body alone binds a name."""
    return sum(name in flow.stores(stmt) for stmt in loop.body) == 1


def _loads(stmts: list[ast.stmt], taken: list[ast.expr]) -> set[str]:
    """Names that statements read beside the expressions that are taken out of them."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(stmts)
    while waiting:
        node = waiting.pop()
        if any(node is one for one in taken):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        waiting += ast.iter_child_nodes(node)
    return found


def _is_needed(name: str, loop: ast.For, facts: Facts) -> bool:
    from ..rules._leftovers import only_inside

    if facts.source.function(loop) is not None:
        return facts.used_after(name, loop)
    return not only_inside({name}, loop, facts)
