"""Parts of arrays and lists: what a chain of keys reaches."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import flow
from ..source import Decline
from ..writing import labels_are_places
from .bytes import whole
from .places import Place
from .types import BYTE, Many
from .vector import LAST, Vector

if TYPE_CHECKING:
    from .terms import Terms

Key = Vector | ast.Slice


@dataclass(frozen=True)
class Part:
    """A part of a collection: its text, its type, and the keys by which it is reached."""

    text: str
    many: Many
    keys: tuple[Key, ...] = ()

    @property
    def name(self) -> str:
        """The key of `Terms.env` under which an element that the loop writes is found."""
        places = [k.place for k in self.keys if isinstance(k, Vector)]
        return f"{self.text}[{', '.join(str(place) for place in places)}]"

    @property
    def whole(self) -> bool:
        return len(self.keys) == self.many.depth


def part_of(node: ast.expr, terms: Terms) -> Part:
    """The part that a chain of keys reaches; declines where its base isn't known numbers."""
    keys: list[ast.expr] = []
    while True:
        if isinstance(node, ast.Name) and node.id in terms.rows:
            part = terms.rows[node.id]
            break
        if not isinstance(node, ast.Name) or node.id not in terms.env:
            names = flow.expression_loads(node)
            inside = names & (set(terms.env) | set(terms.rows))
            if not inside and (keys or not isinstance(node, ast.Subscript)):
                found = terms.inputs.type_of(node)
                if isinstance(found, Many):
                    part = _base(node, found, terms)
                    break
        if isinstance(node, ast.Attribute) and node.attr in ("iloc", "iat"):
            node = node.value
            found = terms.inputs.type_of(node)
            if not isinstance(found, Many) or found.form != "series":
                raise Decline("positions of what isn't a column")
            part = Part(terms.inputs.facts.source.segment(node), found)
            break
        if not isinstance(node, ast.Subscript):
            raise Decline("an element of what isn't known to be numbers")
        keys = [*(node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]), *keys]
        node = node.value
    made = [key if isinstance(key, ast.Slice) else _whole_key(terms(key)) for key in keys]
    if len(part.keys) + len(made) > part.many.depth:
        raise Decline("more keys than dimensions")
    return replace(part, keys=(*part.keys, *made))


def shape_of(node: ast.expr, terms: Terms) -> list[Vector] | None:
    """The sizes in `a.shape`, of an array that a name in the loop stands for; None for others."""
    base = node.value if isinstance(node, ast.Attribute) and node.attr == "shape" else None
    if not isinstance(base, ast.Name) or base.id not in terms.rows:
        return None
    part = terms.rows[base.id]
    return [length(part, number, terms) for number in range(part.many.depth - len(part.keys))]


def length(part: Part, number: int, terms: Terms) -> Vector:
    """How long a part is in one of the dimensions that are left."""
    size = terms.inputs.size(part.text, len(part.keys) + number, part.many.form)
    return Vector(size.text, "int", bound=2**20, place=size)


def _whole_key(key: Vector) -> Vector:
    """A place that a byte gives, as a whole number."""
    return whole(key) if key.kind == BYTE else key


def _base(node: ast.expr, found: Many, terms: Terms) -> Part:
    names = flow.expression_loads(node)
    written = names & terms.changed
    if written and not (isinstance(node, ast.Name) and node.id in terms.written):
        raise Decline(f"{', '.join(sorted(written))} changes in the loop")
    text = terms.inputs.facts.source.segment(node)
    if found.form == "series":
        terms.inputs.guard(labels_are_places(text))
    return Part(text, found)


def filled(part: Part) -> Part:
    """The part with keys for all dimensions, whole ones having a place of their own."""
    keys: list[Key] = []
    first = LAST - part.many.depth + 1
    for number in range(part.many.depth):
        key = part.keys[number] if number < len(part.keys) else ast.Slice()
        if isinstance(key, ast.Slice) and not (key.lower or key.upper or key.step):
            place = Place((first + number,))
            key = Vector(":", "int", axes=place.axes, place=place)
        keys.append(key)
    return replace(part, keys=tuple(keys))
