"""Lists that an inner loop fills in each outer round, as the columns of one table."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from ..source import Decline
from .context import Axis
from .places import Place
from .states import NewList, Update
from .vector import ATOM, Vector

if TYPE_CHECKING:
    from .body import Body
    from .step import Step


def filled(value: Vector, body: Body) -> str:
    return f"{body.inputs.numpy()}.full({body.axes[0].size.text}, {value.text})"


def append_column(call: ast.Call, body: Body, step: Step) -> None:
    """`path.append(x)`, once in each round."""
    function = call.func
    name = function.value if isinstance(function, ast.Attribute) else None
    if not isinstance(name, ast.Name) or len(call.args) != 1 or call.keywords:
        raise Decline("a call for its effect")
    assert isinstance(function, ast.Attribute)
    if function.attr != "append" or not isinstance(body.env.get(name.id), NewList):
        raise Decline("a call for its effect")
    if body.mask is not None or step.branches or name.id in step.columns:
        raise Decline("lists of several lengths")
    value = body(call.args[0])
    if value.axes not in ((), (0,)) or value.kind not in ("int", "float", "bool"):
        raise Decline("something else than a number is appended")
    text = value.text if value.axes else filled(value, body)
    step.lines.append(f"{columns_of(name.id, body)}.append({text})")
    step.columns[name.id] = value


def columns_of(name: str, body: Body) -> str:
    """The name of the list of columns."""
    return body.inputs.facts.fresh(f"all_{name}")


def columns_around(body: Body, step: Step) -> tuple[list[str], list[str]]:
    """(what makes the lists of columns, what makes tables of them); says what the lists hold."""
    np, before, after = body.inputs.numpy(), list[str](), list[str]()
    for name, value in step.columns.items():
        made, table = body.env[name], columns_of(name, body)
        assert isinstance(made, NewList)
        firsts = [one.text if one.axes else filled(one, body) for one in made.first]
        before.append(f"{table} = [{', '.join(firsts)}]")
        after.append(f"{table} = {np}.column_stack({table})")
        number = len(body.axes)
        size = step.size.plus(Place(offset=len(firsts)))
        assert size is not None
        body.axes[number] = Axis(number, Place(), size)
        every = [*made.first, value]
        if len({one.kind for one in every}) > 1:
            raise Decline("a list of whole numbers and others")
        numpy = all(one.numpy for one in every)
        mixed = any(one.mixed for one in every) or len({one.numpy for one in every}) > 1
        held = replace(value, text=table, numpy=numpy, mixed=mixed, axes=(0, number), rank=ATOM,
                       place=None, factors=None, each=None, value=None)  # fmt: skip
        body.env[f"{name}.append"] = Update("append", held, rounds=(0, number))
        body.stepped.add(table)
        body.filled_tables.add(table)
    return before, after
