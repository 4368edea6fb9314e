"""In which rounds of a loop anything happens: tests of arrays, made for all rounds at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import Decline
from .apart import keep_apart
from .body import Body
from .heads import begin
from .inferred import type_of
from .loop import body_of
from .states import Gone
from .tried import follow, is_assigned, tried
from .types import Many
from .vector import Vector, both, either, inverse

Asked = tuple[ast.expr, bool]
"""A test, and whether it must hold."""


@dataclass
class Hits:
    """A loop whose rounds begin with tests: `mask` tells the rounds that get further.

    `first` are the assignments before the tests, `asked` what of the tests only a round itself can
    tell, as (test, whether it must hold); `rest` is what is done then. Of `elif`s nothing is left
    out: `rest` holds them all.
    """

    body: Body
    loops: list[ast.For]
    """The loop, and the one that is all that it holds, if there is one."""
    mask: Vector | None = None
    first: list[ast.stmt] = field(default_factory=list)
    late: bool = False
    """True where assignments come between the tests."""
    narrowed: bool = False
    """True where some test leaves rounds out."""
    asked: list[Asked] = field(default_factory=list)
    rest: list[ast.stmt] = field(default_factory=list)


def hits_of(loop: ast.For, facts: Facts) -> Hits:
    """What is known of a loop's rounds; declines where no test can be made for all of them."""
    body = body_of(loop, facts, {})
    body.env |= {name: Gone() for name in flow.stores(loop)}
    found = Hits(body, [loop])
    stmts = _begun(loop, found)
    # A cell's names are there for all to see when the loop is over.
    seen = facts.source.function(loop) is None
    for at, stmt in enumerate(stmts):
        last = at == len(stmts) - 1
        # What comes after a test of earlier rounds may be what that test reads.
        early = is_assigned(stmt) and not found.asked and not (found.narrowed and seen)
        if early and tried(body, lambda stmt=stmt: follow(stmt, body)):  # type: ignore[misc]
            found.first.append(stmt)
            found.late = found.late or found.narrowed
        elif isinstance(stmt, ast.If) and _is_skip(stmt) and not last:
            _skipped(stmt.test, found)
        elif isinstance(stmt, ast.If) and last and not stmt.orelse:
            _entered(stmt, found)
        elif isinstance(stmt, ast.If) and last:
            _narrow(_chosen(stmt, found), found)
            found.rest = [stmt]
        else:
            found.rest = stmts[at:]
            break
    if not found.narrowed or found.mask is None or found.mask.axes != body.rounds or body.reads:
        raise Decline("no test that can be made for all rounds")
    if not _reads_data(found, facts):
        raise Decline("a test of the loop's variables alone")
    if not found.rest or body.draws:
        raise Decline("a loop that does nothing, or draws numbers to decide what it does")
    if len(found.loops) > 1:
        body.guard_memory(found.mask)
    keep_apart([found.mask.text], loop, body)
    return found


def _reads_data(found: Hits, facts: Facts) -> bool:
    """True where more decides than the loops' variables, and numbers that stay the same."""
    assert found.mask is not None
    read = flow.loads(ast.parse(found.mask.text, mode="eval"))
    names = [node for node in ast.walk(found.loops[0]) if isinstance(node, ast.Name)]
    arrays = {node.id for node in names if node.id in read and _is_many(node, facts)}
    return bool(arrays) or any(text in found.mask.text for text in found.body.floats)


def _is_many(node: ast.Name, facts: Facts) -> bool:
    return isinstance(type_of(node, facts), Many)


def _begun(loop: ast.For, found: Hits) -> list[ast.stmt]:
    """Begin a loop, and the one that is all that it holds; the statements of the inner one."""
    body = found.body
    body.inside.append(begin(loop.target, loop.iter, body).number)
    *lead, inner = loop.body
    if not isinstance(inner, ast.For) or not all(map(is_assigned, lead)):
        return loop.body
    if inner.orelse or flow.has(inner.body, ast.Break) or len(found.loops) > 1:
        return loop.body
    for stmt in lead:
        follow(stmt, body)
    found.first += lead
    found.loops.append(inner)
    stmts = _begun(inner, found)
    body.triangle, found.mask = None, body.triangle
    body.mask = found.mask
    return stmts


def _is_skip(stmt: ast.If) -> bool:
    """True for `if …: continue`."""
    return not stmt.orelse and len(stmt.body) == 1 and isinstance(stmt.body[0], ast.Continue)


def _parts(test: ast.expr, op: type[ast.boolop], *, holds: bool = True) -> list[Asked]:
    """The tests that `and` (or `or`) joins."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, op):
        return [(value, holds) for value in test.values]
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _parts(test.operand, ast.Or if op is ast.And else ast.And, holds=not holds)
    return [(test, holds)]


def _known(parts: list[Asked], found: Hits) -> Iterator[tuple[Asked, Vector | None]]:
    """Each part of a test with what it is in all rounds, if that can be told.

    One that comes after a part that might fail is left to its round.
    """
    safe = True
    for asked in parts:
        known = tried(found.body, lambda asked=asked: _condition(asked, found)) if safe else None  # type: ignore[misc]
        safe = safe and (known is not None or _is_harmless(asked[0]))
        yield asked, known


def _condition(asked: Asked, found: Hits) -> Vector:
    part, holds = asked
    test = found.body.condition(part)
    if not test.axes or not set(test.axes) <= set(found.body.rounds) or found.body.reads:
        raise Decline("a test that isn't of the round alone")
    return test if holds else inverse(test)


def _skipped(test: ast.expr, found: Hits) -> None:
    """`if …: continue`: rounds go on in which no part of the test holds."""
    for (part, holds), known in _known(_parts(test, ast.Or), found):
        if known is None:
            found.asked.append((part, not holds))
        else:
            _narrow(inverse(known), found)


def _entered(stmt: ast.If, found: Hits) -> None:
    """`if …:` at a body's end: rounds go on in which all parts of the test hold."""
    for asked, known in _known(_parts(stmt.test, ast.And), found):
        if known is None:
            found.asked.append(asked)
        else:
            _narrow(known, found)
    found.rest = stmt.body


def _narrow(test: Vector, found: Hits) -> None:
    found.narrowed = True
    found.mask = both(found.mask, test)
    found.body.mask = found.mask


def _chosen(stmt: ast.If, found: Hits) -> Vector:
    """Rounds in which one of a chain of tests may hold."""
    outer, any_of, ways = found.body.mask, None, list[Vector]()
    branch: ast.stmt | None = stmt
    while branch is not None:
        if not isinstance(branch, ast.If):
            raise Decline("something is done in all rounds")
        every: Vector | None = None
        for _, known in _known(_parts(branch.test, ast.And), found):
            every = both(every, known)
            found.body.mask = both(outer, every)
        found.body.mask = outer
        if every is None:
            raise Decline("a test that only a round itself can make")
        if any(_is_opposite(every, other) for other in ways):
            raise Decline("tests of which one holds in each round")
        ways.append(every)
        any_of = every if any_of is None else either(any_of, every)
        branch = _otherwise(branch)
    assert any_of is not None
    return any_of


_OPPOSITE = {ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Lt: ast.GtE, ast.GtE: ast.Lt,
             ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}  # fmt: skip


def _is_opposite(one: Vector, other: Vector) -> bool:
    """True for `a > b` and `a <= b`: in hardly a round neither of them holds."""
    a, b = (ast.parse(test.text, mode="eval").body for test in (one, other))
    if not (isinstance(a, ast.Compare) and isinstance(b, ast.Compare)):
        return inverse(one).text == other.text
    sides = [ast.dump(ast.Tuple([test.left, *test.comparators], ast.Load())) for test in (a, b)]
    same = len(a.ops) == len(b.ops) == 1 and sides[0] == sides[1]
    return same and _OPPOSITE.get(type(a.ops[0])) is type(b.ops[0])


def _otherwise(stmt: ast.If) -> ast.stmt | None:
    if all(isinstance(one, ast.Pass | ast.Continue) for one in stmt.orelse):
        return None
    if len(stmt.orelse) > 1:
        raise Decline("something is done in all rounds")
    return stmt.orelse[0]


_HARMLESS = (
    *(ast.Name, ast.Constant, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.expr_context),
    *(ast.Add, ast.Sub, ast.Mult, ast.BinOp, ast.operator, ast.unaryop, ast.cmpop, ast.boolop),
)


def _is_harmless(test: ast.expr) -> bool:
    """True for a test that raises nothing, whichever rounds make it: of names, and lengths."""
    for part in ast.walk(test):
        if isinstance(part, ast.Call):
            named = isinstance(part.func, ast.Name) and part.func.id == "len"
            if not named or not isinstance(part.args[0], ast.Name):
                return False
        elif not isinstance(part, _HARMLESS) or isinstance(part, ast.Div | ast.Mod | ast.FloorDiv):
            return False
    return True
