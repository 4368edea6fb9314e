"""Values of classes that derive from known ones: what the base holds, and what is added to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import objects
from .form import DRAWN, ITERATOR, OPAQUE, RECORD, Child, Node, node

Handler = Callable[[Any, Any], Node]


def posing(encoder: Any, x: Any) -> Node:
    """A value of a class that decides what it is equal to."""
    return node(OPAQUE, encoder.type_name(type(x)), False, "its class claims to equal others")


def boxed(base: Any) -> Handler:
    """Numbers and the like whose class the user derived: the plain value."""

    def write(encoder: Any, x: Any) -> Node:
        plain = base.__new__(base, x)
        parts = [["*", [encoder.name("")]], ["*", [encoder.part(plain)]]]
        return node(RECORD, base.__name__, False, None, parts)

    return write


def instance(kind: type, inherited: Handler) -> Handler:
    """An instance of a subclass: what its base holds, and the state that it adds."""

    def write(encoder: Any, x: Any) -> Node:
        content = inherited(encoder, x)
        if content[0] in (OPAQUE, ITERATOR, DRAWN):
            return [content[0], encoder.type_name(kind), *content[2:]]
        identity = bool(content[2]) or objects.has_dict(kind)
        content[2] = False
        state = objects.state(encoder, x)
        if state is None:
            return node(OPAQUE, encoder.type_name(kind), False, "it hides its state")
        if str(content[1]).startswith("pandas."):
            state = _without_private(*state)
        parts = [
            ["*", [encoder.name(""), *state[0]]],
            ["*", [encoder.made(content), *state[1]]],
        ]
        return node(RECORD, encoder.type_name(kind), identity, None, parts)

    return write


def _without_private(names: list[Child], values: list[Child]) -> tuple[list[Child], list[Child]]:
    """What a user's class adds to one of pandas, whose own attributes are caches and blocks."""
    kept = [at for at, name in enumerate(names) if not str(name).startswith("s_")]
    return [names[at] for at in kept], [values[at] for at in kept]
