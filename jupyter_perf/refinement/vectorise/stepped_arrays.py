"""Rows of new arrays that an outer loop fills round by round: `paths[i, t] = paths[i, t - 1] + …`.

Each outer round keeps to its own row, so that a column of all rows can be worked out at once.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..rules._place import start
from ..source import Decline
from .parts import Part, filled, part_of
from .places import Place
from .sliced import sliced
from .vector import INNER, Vector, choose, spread

if TYPE_CHECKING:
    from .body import Body
    from .terms import Terms

_OWN = Place((0,))
_MAKERS = frozenset({"zeros", "ones", "empty", "full"})


def in_own_row(part: Part) -> bool:
    """True for an element of the row that belongs to the outer round alone."""
    places = [key.place for key in part.keys if isinstance(key, Vector)]
    if len(places) < len(part.keys) or not part.whole or part.many.form != "array":
        return False
    own = [place for place in places if place is not None and place.axes]
    return None not in places and own == [_OWN]


def current(part: Part, terms: Terms) -> Vector:
    """The elements as they are now."""
    if not in_own_row(part):
        raise Decline("an element of another round's row")
    return sliced(part, terms)


def store(target: ast.Subscript, value: Vector, body: Body) -> None:
    """`a[i, t] = value`, at once for all `i`."""
    part = filled(part_of(target, body))
    if not in_own_row(part) or part.text not in body.written or not _is_new(part.text, body):
        raise Decline("an element of another round's row")
    if value.axes not in ((), (0,)) or any(axis >= INNER for axis in value.axes):
        raise Decline("something else than a number")
    body._fits(part.many, value)
    body.stepped_arrays.add(part.text)
    place = sliced(part, body).text
    place = place if place.endswith("]") else f"{place}[:]"
    if body.mask is not None:
        value = choose(body.mask, value, current(part, body), body.inputs.numpy())
    line = f"{place} = {spread(value, (0,)).text}"
    if body.step is not None:
        body.step.lines.append(line)
    else:
        body.put(line)


def _is_new(name: str, body: Body) -> bool:
    """True for an array that is made right above the loop, which no other name stands for."""
    facts, loop = body.inputs.facts, body.inputs.loop
    made = start(name, loop, facts) if isinstance(loop, ast.stmt) else None
    full = facts.full_name(made.func) or "" if isinstance(made, ast.Call) else ""
    module, _, maker = full.rpartition(".")
    return module == "numpy" and maker.removesuffix("_like") in _MAKERS
