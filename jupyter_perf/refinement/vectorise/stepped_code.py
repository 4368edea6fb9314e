"""The new code of an inner loop that is run for all rounds of the outer one at once."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from ..writing import indented
from .inputs import LARGE
from .places import Place
from .states import Gone, State
from .step import Step
from .stepped_lists import columns_around, filled
from .vector import Vector

if TYPE_CHECKING:
    from .body import Body

_DIVIDING = (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def check(
    stmt: ast.For, body: Body, step: Step, starts: dict[str, State], heads: dict[str, State]
) -> None:
    """Decline where a test beside the loop would be of what only the loop makes."""
    made = {step.variable, *step.names.values(), *step.masks}
    kept: list[str] = []
    for guard in body.inputs.guards:
        read = flow.loads(ast.parse(guard, mode="eval"))
        if not read & made:
            kept.append(guard)
        elif not (read == {step.variable} and re.fullmatch(r"abs\(.*\) <= 2\*\*20", guard)):
            raise Decline("a test of what changes from round to round")
        else:
            kept.append(f"{step.size.text} <= 2**20")
    body.inputs.guards = list(dict.fromkeys(kept))
    for name, start in starts.items():
        head, end = heads[name], body.env[name]
        if isinstance(head, Vector) and head.kind == "int" and not head.numpy:
            assert isinstance(start, Vector)
            _hold_small(start, end.bound if isinstance(end, Vector) else 0, step, body)
        if isinstance(start, Vector) and isinstance(head, Vector) and not alike(start, head):
            # What is made of the first value alone is of another type in the first round.
            body.inputs.at_least(step.size, 2)
            if _divides_by(name, stmt):
                if start.axes:
                    raise Decline("a first value by which may be divided")
                body.inputs.guard(f"0 < abs({start.text}) < 1e100")


def _hold_small(start: Vector, bound: int, step: Step, body: Body) -> None:
    """Keep to the loop where a whole number of Python's own could outgrow `LARGE`."""
    half = LARGE // 2
    if bound > LARGE:
        body.inputs.at_most(step.size, Place(offset=half // (bound - LARGE)))
    if isinstance(start.value, int):
        if abs(start.value) > half:
            raise Decline("a large whole number")
    elif start.axes:
        raise Decline("whole numbers that may be large")
    else:
        body.inputs.guard(f"abs({start.text}) <= 2**{half.bit_length() - 1}")


def _divides_by(name: str, stmt: ast.For) -> bool:
    """True where zero, or a huge number, under a name would make Python's own numbers raise."""
    for part in ast.walk(stmt):
        if isinstance(part, ast.BinOp) and isinstance(part.op, _DIVIDING):
            power = isinstance(part.op, ast.Pow)
            if name in flow.loads(part.right) | (flow.loads(part.left) if power else set()):
                return True
        if isinstance(part, ast.AugAssign) and isinstance(part.op, _DIVIDING):
            return True
    return False


def emit(
    stmt: ast.For, body: Body, step: Step, starts: dict[str, State], heads: dict[str, State]
) -> None:
    """Put the loop where its body has come to, and say what names stand for after it."""
    facts = body.inputs.facts
    lines = "\n".join(step.lines)
    loop = f"for {step.variable} in {facts.source.segment(stmt.iter)}:\n{indented(lines)}"
    first = [
        f"{step.names[name]} = {_started(start, heads[name], body)}"
        for name, start in starts.items()
        if isinstance(start, Vector) and name in step.names and _is_read(step.names[name], lines)
    ]
    if not step.lines:
        raise Decline("a loop that does nothing")
    before, after = columns_around(body, step)
    body.put("\n".join([*first, *before, loop, *after]))
    body.stepped |= {*step.names.values(), *step.masks}
    assert isinstance(stmt.target, ast.Name)
    body.env[stmt.target.id] = Gone()
    for name in starts:
        state = starts[name] if name in step.counted else body.env[name]
        if name in step.counted:
            body.env[name] = state
            continue
        kept = isinstance(state, Vector) and state.axes == (0,)
        body.env[name] = state if kept else Gone()


def _started(start: Vector, head: State, body: Body) -> str:
    """The values that all outer rounds start with."""
    assert isinstance(head, Vector)
    if start.axes:
        if start.kind != head.kind:
            raise Decline("whole numbers that become floats")
        return start.text
    if start.kind == "int" and head.kind == "float":
        known = start.value
        text = repr(float(known)) if isinstance(known, int) else f"float({start.text})"
        start = replace(start, text=text)
    return filled(start, body)


def _is_read(name: str, lines: str) -> bool:
    """True where a round reads a name before it gives it a value."""
    for stmt in ast.parse(lines).body:
        if name not in flow.loads(stmt) | flow.stores(stmt):
            continue
        plain = isinstance(stmt, ast.Assign) and name not in flow.loads(stmt)
        return not plain
    return False


def alike(one: State, other: State) -> bool:
    """True where both are numbers of one type, or one of them isn't needed."""
    if not isinstance(one, Vector):
        return True
    if not isinstance(other, Vector):
        return False
    return (one.kind, one.numpy, one.mixed) == (other.kind, other.numpy, other.mixed)
