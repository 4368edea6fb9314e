"""The statements of an inner loop that is run for all rounds of the outer one at once."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from ..writing import indented
from .inputs import LARGE
from .states import Carried, Gone, State
from .step import Step
from .stepped_arrays import store
from .stepped_lists import append_column, filled
from .vector import ATOM, TRUE, Vector, both, choose, inverse

if TYPE_CHECKING:
    from .body import Body

STEP = 2**16
"""Whole numbers of Python's own may grow by so much in a round."""


def run(stmts: list[ast.stmt], body: Body, step: Step) -> None:
    """Write the statements for arrays, and say what names stand for afterwards."""
    for stmt in stmts:
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
            _assign(stmt.targets[0], stmt.value, body, step)
        elif isinstance(stmt, ast.AugAssign) and isinstance(stmt.target, ast.Name):
            old, value = body.env.get(stmt.target.id), body(stmt.value)
            if isinstance(old, Vector):
                _bind(stmt.target.id, body.operated(stmt.op, old, value), body, step)
            else:
                _count(stmt, value, body, step)
        elif isinstance(stmt, ast.AugAssign) and isinstance(stmt.target, ast.Subscript):
            value = body.operated(stmt.op, body(_read(stmt.target)), body(stmt.value))
            store(stmt.target, value, body)
        elif isinstance(stmt, ast.If):
            _choose(stmt, body, step)
        elif isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Call):
            append_column(stmt.value, body, step)
        elif not (
            isinstance(stmt, ast.Pass)
            or (isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant))
        ):
            raise Decline(f"no form side by side of {type(stmt).__name__}")


def _count(stmt: ast.AugAssign, value: Vector, body: Body, step: Step) -> None:
    """`count += 1`, of a number that goes on from outer round to outer round."""
    assert isinstance(stmt.target, ast.Name)
    name = stmt.target.id
    carried = isinstance(step.starts.get(name), Carried) and body.start_of(name).kind == "int"
    if not carried or body.start_of(name).numpy or value.kind != "int" or not value.own:
        raise Decline("a name that goes from outer round to outer round")
    if not isinstance(stmt.op, ast.Add) or value.value != 1 or body.mask is None:
        raise Decline("a name that goes from outer round to outer round")
    np = body.inputs.numpy()
    step.lines.append(f"{name} += int({np}.count_nonzero({body.mask.text}))")
    step.counted.add(name)


def _read(target: ast.Subscript) -> ast.Subscript:
    return ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)


def _assign(target: ast.expr, value: ast.expr, body: Body, step: Step) -> None:
    if isinstance(target, ast.Name):
        _bind(target.id, body(value), body, step)
    elif isinstance(target, ast.Subscript):
        store(target, body(value), body)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        if len(target.elts) != len(value.elts):
            raise Decline("tuples of different lengths")
        made = [body(one) for one in value.elts]
        before = len(step.lines)
        for one, found in zip(target.elts, made, strict=True):
            if not isinstance(one, ast.Name):
                raise Decline("elements that are unpacked to")
            _bind(one.id, found, body, step)
        step.lines[before:] = _together(step.lines[before:])
    else:
        raise Decline("a target that isn't a name or an element")


def _together(lines: list[str]) -> list[str]:
    """Several assignments as one, which reads everything first."""
    pairs = [line.split(" = ", 1) for line in lines]
    if len(pairs) < 2:
        return lines
    return [f"{', '.join(name for name, _ in pairs)} = {', '.join(text for _, text in pairs)}"]


def _bind(name: str, value: Vector, body: Body, step: Step) -> None:
    """Give a name its value in this round, in all outer rounds."""
    if value.axes not in ((), (0,)) or value.kind not in ("int", "float", "bool"):
        raise Decline("something else than a number")
    old = body.env.get(name)
    step.bound.add(name)
    if body.mask is None:
        step.sure.add(name)
    elif isinstance(old, Vector):
        value = choose(body.mask, value, old, body.inputs.numpy())
    else:
        step.partial.add(name)
    # Numbers that grow by so much in each round are held to a size; products aren't.
    if value.kind == "int" and not value.numpy and value.bound > LARGE + STEP:
        raise Decline("whole numbers that may overflow")
    if not value.axes:
        if name not in step.names:
            body.env[name] = value
            return
        value = replace(value, text=filled(value, body), axes=(0,), rank=ATOM)
    new = step.names.setdefault(name, body.inputs.facts.fresh(f"all_{name}"))
    step.lines.append(f"{new} = {value.text}")
    body.env[name] = replace(value, text=new, rank=ATOM, place=None, factors=None)


def _choose(stmt: ast.If, body: Body, step: Step) -> None:
    test = body.condition(stmt.test)
    if test == TRUE:
        run(stmt.body, body, step)
        return
    if not test.axes:
        _branch(stmt, test, body, step)
        return
    name = body.inputs.facts.fresh("holds" if not step.masks else f"holds_{len(step.masks) + 1}")
    step.masks.append(name)
    step.lines.append(f"{name} = {test.text}")
    named, outer = replace(test, text=name, rank=ATOM), body.mask
    known, bound = step.partial, step.bound
    sides: list[set[str]] = []
    partial: set[str] = set()
    for chosen, stmts in ((named, stmt.body), (inverse(named), stmt.orelse)):
        body.mask, step.partial, step.bound = both(outer, chosen), set(), set()
        run(stmts, body, step)
        partial |= step.partial
        sides.append(step.bound)
    body.mask, step.partial, step.bound = outer, known, bound | sides[0] | sides[1]
    for one in partial:
        if not (one in sides[0] and one in sides[1]):
            body.env[one] = Gone()
        elif outer is None:
            step.sure.add(one)
        else:
            step.partial.add(one)


def _branch(stmt: ast.If, test: Vector, body: Body, step: Step) -> None:
    """A test that comes out the same in all outer rounds stays what it is."""
    before, lines, sure = dict(body.env), step.lines, set(step.sure)
    step.branches += 1
    found: list[list[str]] = []
    ends: list[dict[str, State]] = []
    for stmts in (stmt.body, stmt.orelse):
        body.env, step.lines = dict(before), []
        run(stmts, body, step)
        found.append(step.lines)
        ends.append(body.env)
    step.lines, step.sure, step.branches = lines, sure, step.branches - 1
    yes, no = ends
    body.env = {name: yes[name] if yes.get(name) == no.get(name) else Gone() for name in yes}
    if not found[0]:
        raise Decline("a test under which nothing is done")
    step.lines.append(f"if {test.text}:\n" + indented("\n".join(found[0])))
    if found[1]:
        step.lines.append("else:\n" + indented("\n".join(found[1])))
