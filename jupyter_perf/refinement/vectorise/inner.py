"""Comprehensions inside a loop's body, run as the inner loops that they are."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from .. import flow
from ..source import COMPREHENSIONS, Decline
from .states import Carried, NewList, Update
from .vector import Vector

if TYPE_CHECKING:
    from .body import Body

Comprehension = ast.ListComp | ast.GeneratorExp


def fill(name: str, node: Comprehension, body: Body) -> None:
    """`name = [… for … in …]`, as a list of this round that a loop appends to."""
    if node.generators[0].ifs:
        raise Decline("lists of several lengths")
    body.rows.pop(name, None)
    body.env[name], body.env[f"{name}.append"] = NewList(), Carried()
    called = ast.Attribute(ast.Name(name, ast.Load()), "append", ast.Load())
    _run(node, ast.Expr(ast.Call(called, [node.elt], [])), body)


def total(node: Comprehension, body: Body) -> Vector:
    """`sum(… for … in … if …)`."""
    name = body.inputs.facts.fresh("sum_of_round")
    body.env[name] = Vector("0", "int", value=0)
    added: ast.stmt = ast.AugAssign(ast.Name(name, ast.Store()), ast.Add(), node.elt)
    for test in reversed(node.generators[0].ifs):
        added = ast.If(test, [added], [])
    _run(node, added, body)
    found = body.env.pop(name)
    if isinstance(found, Update) or not isinstance(found, Vector):
        raise Decline("a sum that isn't known")
    return found


def _run(node: Comprehension, stmt: ast.stmt, body: Body) -> None:
    only = node.generators[0]
    if len(node.generators) > 1 or only.is_async or flow.has(node.elt, *COMPREHENSIONS):
        raise Decline("a comprehension with several loops")
    targets = flow.stores([only.target])
    env = {name: body.env[name] for name in targets if name in body.env}
    rows = {name: body.rows[name] for name in targets if name in body.rows}
    body.run_loop(ast.For(only.target, only.iter, [stmt], []))
    for name in targets:
        body.env.pop(name, None)
        body.rows.pop(name, None)
    # Its variables are its own.
    body.env |= env
    body.rows |= rows
