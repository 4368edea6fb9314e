"""What a name stands for in the middle of a loop's body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..source import Decline
from .vector import Vector, both, choose, inverse


@dataclass(frozen=True)
class Carried:
    """Still what the round before (or the code above the loop) left."""


@dataclass(frozen=True)
class Update:
    """The value from before with one operation done to it in this round, where `mask` holds.

    `op` is `+`, `*`, `max`, `min` or `append`; `sign` is `-` for what is subtracted. `tie` tells
    which of two equal values a `max` or `min` keeps: "old" or "new". `nested` are appended lists.
    """

    op: str
    value: Vector
    mask: Vector | None = None
    sign: str = ""
    tie: str = ""
    nested: bool = False
    rounds: tuple[int, ...] = ()
    """The loops around the operation."""
    others: tuple[Vector, ...] | None = None
    """What stands beside `value` in the tuples that are appended, or kept; None for no tuples."""


@dataclass(frozen=True)
class Partial:
    """A new value where `mask` holds; else what it was before."""

    value: Vector
    mask: Vector
    rounds: tuple[int, ...] = ()


@dataclass(frozen=True)
class Gone:
    """Something that can't be told any more: reading it declines."""


@dataclass(frozen=True)
class NewList:
    """`[]`, made in this round; or `[x]`, with what it starts with."""

    first: tuple[Vector, ...] = ()
    rounds: tuple[int, ...] = ()
    """The loops around it."""


@dataclass(frozen=True)
class Growing:
    """All elements of `array` before a place, or (`rest`) from a place on."""

    array: str
    kind: str
    end: Vector
    rest: bool = False
    text: str = ""
    """What is worked out of `array`, and of others as long; the array itself by default."""

    @property
    def values(self) -> str:
        return self.text or self.array


State = Vector | Carried | Update | Partial | Gone | NewList | Growing


def merged(test: Vector, yes: State, no: State, np: str) -> State:
    """What a name stands for after `if test: … else: …`."""
    if yes == no:
        return yes
    if isinstance(yes, Gone) or isinstance(no, Gone):
        return Gone()
    if isinstance(yes, Vector) and isinstance(no, Vector):
        try:
            return choose(test, yes, no, np)
        except Decline:
            return Gone()
    if isinstance(no, Carried):
        return _narrowed(yes, test)
    if isinstance(yes, Carried):
        return _narrowed(no, inverse(test))
    if isinstance(yes, Update) and isinstance(no, Update):
        same = replace(yes, value=no.value, mask=no.mask) == no
        if same and yes.value == no.value and not (yes.mask and no.mask):
            return replace(yes, mask=None) if yes.mask == no.mask else Gone()
        summed = _summed(test, yes, no, np) if same else None
        if summed is not None:
            return summed
        chosen = choose(test, yes.value, no.value, np)
        if yes.op == "append" and chosen.mixed:
            return Gone()
        if same and yes.mask is None and no.mask is None:
            return replace(yes, value=chosen)
        if same and test.axes:
            return replace(yes, value=chosen, mask=_split(test, yes.mask, no.mask))
    return Gone()


def _summed(test: Vector, yes: Update, no: Update, np: str) -> Update | None:
    """Whole numbers that each round adds, of which a test adds one more."""
    whole = yes.value.kind == no.value.kind == "int" and yes.value.own and no.value.own
    if yes.op != "+" or not whole or (yes.mask is None) == (no.mask is None) or not test.axes:
        return None
    zero = Vector("0", "int", value=0)
    ways = [one.value if one.mask is None else choose(one.mask, one.value, zero, np)
            for one in (yes, no)]  # fmt: skip
    return replace(yes, value=choose(test, ways[0], ways[1], np), mask=None)


def _narrowed(state: State, test: Vector) -> State:
    if not test.axes:
        return Gone()
    if isinstance(state, Update):
        return replace(state, mask=both(test, state.mask))
    if isinstance(state, Partial):
        found: Any = both(test, state.mask)
        return replace(state, mask=found)
    if isinstance(state, Vector):
        return Partial(state, test)
    return Gone()


def _split(test: Vector, yes: Vector | None, no: Vector | None) -> Vector:
    """Where `yes if test else no` holds; None stands for everywhere."""
    from .vector import either

    if yes is None:
        assert no is not None
        return either(test, no)
    if no is None:
        return either(inverse(test), yes)
    first, second = both(test, yes), both(inverse(test), no)
    assert first is not None
    assert second is not None
    return either(first, second)
