"""Inner loops that go on from round to round: run as they are, for all outer rounds side by side.

`for path in range(n): s = s0; for t in range(m): s = s * f(t)` becomes a loop over `t` in which `s`
is an array, with a number for each path.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from .inputs import LARGE
from .places import Place
from .ranges import range_axis
from .states import Gone, State
from .step import Step
from .stepped_code import alike, check, emit
from .stepped_statements import run
from .vector import ATOM, Vector

if TYPE_CHECKING:
    from .body import Body


def step_through(stmt: ast.For, body: Body) -> None:
    """Run an inner loop for all rounds of the outer one at once."""
    if len(body.inside) != 1 or body.mask is not None or body.step is not None or stmt.orelse:
        raise Decline("a loop in a loop that goes on from round to round")
    names = flow.stores(stmt.body)
    starts = {name: body.env.get(name, Gone()) for name in sorted(names)}
    heads = dict(starts)
    for number in range(3):
        step = _begin(stmt, body)
        step.starts = starts
        for name, state in heads.items():
            body.env[name] = _head(name, state, step, body)
        body.step = step
        run(stmt.body, body, step)
        body.step = None
        ends = {name: body.env[name] for name in starts}
        if all(alike(heads[name], ends[name]) for name in starts):
            break
        if number == 2:
            raise Decline("types that change from round to round")
        heads = {name: _next_head(name, starts[name], ends[name], step) for name in starts}
    check(stmt, body, step, starts, heads)
    emit(stmt, body, step, starts, heads)


def _begin(stmt: ast.For, body: Body) -> Step:
    call, target = stmt.iter, stmt.target
    named = isinstance(call, ast.Call) and ast.unparse(call.func) == "range"
    if not named or not isinstance(target, ast.Name) or target.id in flow.stores(stmt.body):
        raise Decline("a loop over something else than a range")
    assert isinstance(call, ast.Call)
    axis = range_axis(call, len(body.axes), body)
    if axis.step != 1 or axis.origin is not None or body.triangle is not None:
        raise Decline("a range that depends on the round")
    facts = body.inputs.facts
    text = target.id if target.id != "_" else facts.fresh("step")
    natural = not axis.start.base and axis.start.offset >= 0
    body.env[target.id] = Vector(text, "int", bound=LARGE, place=Place(base=text), natural=natural)
    body.inputs.at_least(axis.size, 1)
    return Step(text, axis.start, axis.size)


def _head(name: str, state: State, step: Step, body: Body) -> State:
    """What a name stands for when a round begins."""
    if not isinstance(state, Vector) or state.axes not in ((), (0,)):
        return Gone()
    step.names.setdefault(name, body.inputs.facts.fresh(f"all_{name}"))
    bound = LARGE if state.kind == "int" and not state.numpy else 0
    return replace(state, text=step.names[name], axes=(0,), rank=ATOM, bound=bound, place=None,
                   factors=None, value=None, natural=False, positive=False)  # fmt: skip


def _next_head(name: str, start: State, end: State, step: Step) -> State:
    """The type that a name has from the second round on."""
    if not isinstance(start, Vector) or alike(start, end):
        return start
    if not isinstance(end, Vector) or end.kind != "float" or start.kind not in ("int", "float"):
        raise Decline("types that change from round to round")
    if name not in step.sure or (end.mixed and start.kind != "float"):
        raise Decline("types that change from round to round")
    return replace(start, kind=end.kind, numpy=end.numpy, mixed=end.mixed)
