"""What a search through bounds does where it ends: at the first that is found, or behind the last
that is passed."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .. import flow
from ..facts import Facts
from ._bound_tests import Bound, bounds_of, is_indexed
from ._bound_walks import Walk
from ._key_work import is_known
from ._leftovers import read_elsewhere
from ._place import sole

_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_PLAIN = (ast.Name, ast.Subscript, ast.Attribute, ast.Constant, ast.BinOp, ast.Add, ast.Sub,
          ast.expr_context)  # fmt: skip


@dataclass(frozen=True)
class Work:
    """`low` holds from some place on downwards, `high` from some place on upwards.

    A search that `passes` bounds does its statements for the last one that it passes (they only
    give names values that hang on nothing else); any other for the first that it finds.
    """

    low: Bound | None
    high: Bound | None
    passes: bool
    stmts: Sequence[ast.stmt]
    given: Mapping[str, ast.expr]
    first: Sequence[ast.stmt]
    """The statements that make `given`."""
    otherwise: Sequence[ast.stmt] = ()
    stops: bool = False
    """Whether a search that passes bounds was written with what ends it: no NaN ends it then."""
    begun: ast.Assign | None = None
    """`total = 0`, where it is totals of what the rounds have added that are compared."""


def work_of(walk: Walk, facts: Facts) -> Work | None:
    """What a loop looks for and does; None where it isn't a search."""
    if not is_indexed(walk.items, facts) or flow.has(walk.loop, ast.Yield, ast.Await, ast.Try):
        return None
    first, given, rest = _given(walk)
    if isinstance(walk.loop, ast.While):
        tests = walk.loop.test.values[1:] if isinstance(walk.loop.test, ast.BoolOp) else []
        if tests:
            return None if walk.body else _while_passing(tests, walk, facts)
    total = rest[0] if len(rest) == 2 and isinstance(walk.loop, ast.For) else None
    if isinstance(total, ast.AugAssign) and isinstance(rest[1], ast.If) and not first:
        return _adding(total, rest[1], walk, facts)
    if len(rest) == 1 and isinstance(rest[0], ast.If) and _inner(rest[0]) is not None:
        return _finding(rest[0], walk, given, first, facts)
    return _passing(rest, walk, given, first, facts)


def _given(walk: Walk) -> tuple[list[ast.stmt], dict[str, ast.expr], list[ast.stmt]]:
    """Names that a round first gives to parts of its element, and what it does then."""
    given: dict[str, ast.expr] = {}
    first: list[ast.stmt] = []
    for stmt in walk.body:
        if not (isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)):
            break
        own = flow.loads(stmt.value) & (walk.own | given.keys())
        plain = all(isinstance(part, _PLAIN) for part in ast.walk(stmt.value))
        if not plain or not own or len(stmt.targets) > 1 or stmt.targets[0].id in walk.own:
            break
        given[stmt.targets[0].id] = stmt.value
        first.append(stmt)
    return first, given, list(walk.body[len(first) :])


def _ends(body: Sequence[ast.stmt]) -> bool:
    """True for work that ends the loop, and does so only at its end."""
    inner = (ast.Break, ast.Continue)
    return isinstance(body[-1], ast.Break | ast.Return) and not flow.has(body[:-1], *inner)


def _inner(stmt: ast.If) -> ast.If | None:
    """The test behind which a loop ends: this one, or the only one in it."""
    if _ends(stmt.body):
        return stmt
    only = sole(stmt.body)
    fits = isinstance(only, ast.If) and not only.orelse and _ends(only.body)
    return only if fits else None  # type: ignore[return-value]


def _finding(
    stmt: ast.If, walk: Walk, given: Mapping[str, ast.expr], first: list[ast.stmt], facts: Facts
) -> Work | None:
    other = [one for one in stmt.orelse if one not in walk.counts]
    inner = _inner(stmt) or stmt
    bounds: list[Bound] = []
    for one in dict.fromkeys((stmt.test, inner.test)):
        found = bounds_of(one, walk, given, facts)
        if found is None:
            return None
        bounds += found
    low = [bound for bound in bounds if bound.sign in ("<", "<=")]
    high = [bound for bound in bounds if bound.sign in (">", ">=")]
    work = list(inner.body)
    work = work[:-1] if isinstance(work[-1], ast.Break) else work
    if other or len(low) > 1 or len(high) > 1 or not _fit(low, high, walk):
        return None
    otherwise = walk.loop.orelse
    ends = (low[0] if low else None), (high[0] if high else None)
    return Work(*ends, False, work, given, first, otherwise)


def _adding(stmt: ast.AugAssign, test: ast.If, walk: Walk, facts: Facts) -> Work | None:
    """`total += weight` and then `if x < total: …; break`, with `total = 0` before."""
    if (
        not isinstance(stmt.target, ast.Name)
        or not isinstance(stmt.op, ast.Add)
        or walk.back
        or walk.base
    ):
        return None
    name, inner = stmt.target.id, _inner(test)
    begun = next((s for s in facts.source.before(walk.loop) if name in flow.stores(s)), None)
    if not isinstance(begun, ast.Assign) or ast.unparse(begun) not in (
        f"{name} = 0",
        f"{name} = 0.0",
    ):
        return None
    if inner is not test or name in flow.loads(test.body) | facts.namespace.keys():
        return None
    if read_elsewhere(name, [walk.loop], facts) or flow.has(test.body, ast.Return):
        return None
    if len(facts.binders(name, facts.scope(name, stmt))) != 2:
        return None
    found = _finding(test, walk, {name: stmt.value}, [], facts)
    if found is None or found.high is None or found.low is not None:
        return None
    # Of whole numbers that were added to 0.0 the totals would be floats.
    if found.high.key.kind != "float" and not ast.unparse(begun).endswith(" 0"):
        return None
    fits = found.high.key.kind in ("int", "float")
    return replace(found, given={}, begun=begun) if fits else None


def _fit(low: list[Bound], high: list[Bound], walk: Walk) -> bool:
    """True for one bound, or the two ends of a bin or band."""
    if walk.base and not (low and high):
        return False
    if walk.back:
        return bool(low) and not high and not low[0].key.shift
    if not low:
        return bool(high) and not high[0].key.shift
    if not high or ast.unparse(low[0].value) != ast.unparse(high[0].value):
        return False
    one, other = low[0].key, high[0].key
    if one.part == other.part:
        return (one.shift, other.shift) == (0, 1)
    return bool(one.part and other.part) and one.shift == other.shift == 0


def _while_passing(tests: list[ast.expr], walk: Walk, facts: Facts) -> Work | None:
    """`while i < n and items[i] <= x: i += 1`."""
    bounds = bounds_of(tests[0], walk, {}, facts) if len(tests) == 1 else None
    if bounds is None or len(bounds) != 1 or bounds[0].key.shift:
        return None
    fits = bounds[0].sign in ("<", "<=")
    return Work(bounds[0], None, True, [], {}, []) if fits else None


def _passing(
    body: list[ast.stmt],
    walk: Walk,
    given: Mapping[str, ast.expr],
    first: list[ast.stmt],
    facts: Facts,
) -> Work | None:
    """`if t > x: break` and then `last = …`; or `if t <= x: last = …`, with `else: break`."""
    head = body[0] if body else None
    if not isinstance(head, ast.If) or walk.loop.orelse or walk.counts or walk.back or walk.base:
        return None
    bounds = bounds_of(head.test, walk, given, facts)
    if bounds is None or len(bounds) != 1 or bounds[0].key.shift:
        return None
    (bound,) = bounds
    left = [type(one) for one in head.body] == [ast.Break] and not head.orelse
    if left:
        if bound.sign not in (">", ">="):
            return None
        bound, work = replace(bound, sign=_OPPOSITE[bound.sign]), body[1:]
    else:
        stops = [type(one) for one in head.orelse] == [ast.Break]
        if len(body) != 1 or bound.sign not in ("<", "<=") or not (stops or not head.orelse):
            return None
        work = head.body
    if not work or not all(_overwrites(one, work, walk, given, facts) for one in work):
        return None
    return Work(bound, None, True, work, given, first, stops=left)


def _overwrites(
    stmt: ast.stmt,
    work: Sequence[ast.stmt],
    walk: Walk,
    given: Mapping[str, ast.expr],
    facts: Facts,
) -> bool:
    """True for `last = t`: what rounds before have given the name doesn't count."""
    if not isinstance(stmt, ast.Assign) or not all(isinstance(t, ast.Name) for t in stmt.targets):
        return False
    bound = flow.stores(work)
    if bound & (walk.own | given.keys()) or flow.loads(stmt.value) & bound:
        return False
    return all(_is_there(part, walk, facts) for part in ast.walk(stmt.value))


def _is_there(part: ast.AST, walk: Walk, facts: Facts) -> bool:
    """True for what can't fail in rounds that are left out."""
    if isinstance(part, ast.Subscript):
        if walk.place and ast.unparse(part) == f"{walk.items.id}[{walk.place}]":
            return True
        return is_known(part, facts)
    return isinstance(part, ast.Name | ast.Constant | ast.expr_context | ast.Tuple)
