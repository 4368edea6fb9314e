"""An expression over all rounds of a loop at once, and how two of them are joined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..source import Decline
from .places import Place

LONGEST = 700
"""An expression longer than this is nothing that anybody wants to read."""
INNER = 90
"""Axes from this number on are those of whole rows and arrays, the last one having number 99."""
LAST = 99

COMPARISON, EITHER, BOTH, SUM, PRODUCT, SIGN, POWER, ATOM = 1, 2, 3, 4, 5, 6, 7, 8
"""How tightly an expression's outermost operator binds."""


@dataclass(frozen=True)
class Vector:
    """An expression whose dimensions are `axes`, in order; without axes it is a plain number.

    `numpy` tells whether the loop's own numbers are numpy's (else Python's); `mixed` that some
    are and some aren't, or that some are whole and some not. Whole numbers of Python's stay
    within `bound` in size. `place` is set where the number is a sum of loop variables.
    """

    text: str
    kind: str
    numpy: bool = False
    axes: tuple[int, ...] = ()
    rank: int = ATOM
    bound: int = 0
    place: Place | None = None
    mixed: bool = False
    value: object = field(default=None, compare=False)
    """Of a constant, the constant."""
    factors: tuple[Vector, Vector] | None = field(default=None, compare=False)
    """Of a product, what is multiplied."""
    natural: bool = field(default=False, compare=False)
    """True for whole numbers that aren't negative."""
    positive: bool = field(default=False, compare=False)
    """True for whole numbers that are more than 0."""

    each: tuple[str, str, Vector] | None = field(default=None, compare=False)
    """(`text`, what each element is by Python's own means, `{}` standing for one of a vector, that
    vector): of elements of several types, by which they can be listed."""

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST:
            raise Decline("an expression that grows too long")

    def tight(self, rank: int = ATOM) -> str:
        """The text, in brackets where its operator binds less than `rank`."""
        return self.text if self.rank >= rank else f"({self.text})"

    @property
    def number(self) -> bool:
        return self.kind in ("int", "float")

    @property
    def listable(self) -> bool:
        """True where elements may be of several types, but it is known how to list them."""
        return self.each is not None and self.each[0] == self.text

    @property
    def own(self) -> bool:
        """True where all elements are Python's own numbers of one kind."""
        return not self.numpy and not self.mixed


TRUE = Vector("True", "bool")
"""A test that all rounds pass."""


def axes_of(*many: Vector) -> tuple[int, ...]:
    """All axes that occur, in order."""
    return tuple(sorted({axis for one in many for axis in one.axes}))


def spread(one: Vector, axes: tuple[int, ...]) -> Vector:
    """The same with dimensions of length 1 put in where other axes come between its own."""
    if not one.axes or one.axes == axes:
        return one
    from_first = axes[axes.index(one.axes[0]) :]
    marks = [":" if axis in one.axes else "None" for axis in from_first]
    while marks and marks[-1] == ":":
        marks.pop()
    if not marks:
        return one
    return replace(one, text=f"{one.tight()}[{', '.join(marks)}]", rank=ATOM)


def joined(*many: Vector) -> tuple[tuple[int, ...], list[Vector]]:
    """(axes, the vectors made ready to be computed with each other)."""
    axes = axes_of(*many)
    return axes, [spread(one, axes) for one in many]


def refuse_whole(test: Vector) -> None:
    """Decline where whole rows or arrays would have to be true or false."""
    if any(axis >= INNER for axis in test.axes):
        raise Decline("a test of whole arrays")


def truth(one: Vector) -> Vector:
    """The vector as a test: numbers are true where they aren't 0."""
    refuse_whole(one)
    if one.kind == "bool":
        return one
    if not one.number and one.kind != "byte":
        raise Decline("a test of what isn't a number")
    return Vector(f"{one.tight(EITHER)} != 0", "bool", one.numpy, one.axes, COMPARISON)


def inverse(test: Vector) -> Vector:
    """`not test`."""
    if not test.axes:
        return replace(test, text=f"not {test.tight(SIGN)}", rank=COMPARISON)
    if test.text.startswith("~"):
        inner = test.text[1:]
        bare = inner[1:-1] if inner.startswith("(") and _closes_last(inner) else inner
        return replace(test, text=bare, rank=COMPARISON)
    return replace(test, text=f"~{test.tight(SIGN)}", rank=SIGN)


def _closes_last(text: str) -> bool:
    """True where the bracket that opens a text closes at its very end."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return at == len(text) - 1
    return False


def both(first: Vector | None, second: Vector | None) -> Vector | None:
    """`first and second`; None stands for a test that always holds."""
    if first is None or second is None:
        return first or second
    if first == second:
        return first
    axes, (a, b) = joined(first, second)
    if not (first.axes and second.axes):
        raise Decline("a test that doesn't depend on the round beside one that does")
    text = f"{a.tight(BOTH)} & {b.tight(BOTH)}"
    return Vector(text, "bool", first.numpy or second.numpy, axes, BOTH)


def either(first: Vector, second: Vector) -> Vector:
    """`first or second`, of tests."""
    axes, (a, b) = joined(first, second)
    if not (first.axes and second.axes):
        raise Decline("a test that doesn't depend on the round beside one that does")
    text = f"{a.tight(EITHER)} | {b.tight(EITHER)}"
    return Vector(text, "bool", first.numpy or second.numpy, axes, EITHER)


def choose(test: Vector, yes: Vector, no: Vector, np: str) -> Vector:
    """`yes if test else no`, each of the three a vector or a plain number."""
    if yes == no:
        return yes
    kinds = {yes.kind, no.kind}
    if len(kinds) > 1 and not kinds <= {"int", "float"} and not _as_bytes(yes, no):
        raise Decline("branches of different types")
    kind = next((one for one in ("float", "byte", "int") if one in kinds), yes.kind)
    never_negative = all(natural(one) for one in (yes, no))
    mixed = yes.mixed or no.mixed or len(kinds) > 1 or yes.numpy != no.numpy
    axes, (t, a, b) = joined(test, yes, no)
    bound = max(yes.bound, no.bound)
    if not test.axes:
        if axes and not (yes.axes == no.axes == axes):
            raise Decline("a choice between a number and many")
        text, rank = f"{yes.tight(EITHER)} if {test.text} else {no.tight(EITHER)}", 0
    else:
        text, rank = f"{np}.where({t.text}, {a.text}, {b.text})", ATOM
    return Vector(
        text,
        kind,
        yes.numpy and no.numpy,
        axes,
        rank,
        bound,
        None,
        mixed,
        natural=never_negative,
        positive=positive(yes) and positive(no),
    )


def natural(one: Vector) -> bool:
    """True for what is known to be no negative whole number."""
    return one.natural or one.kind == "byte" or (type(one.value) is int and one.value >= 0)


def positive(one: Vector) -> bool:
    """True for what is known to be a whole number above 0."""
    return one.positive or (type(one.value) is int and one.value > 0)


def _as_bytes(yes: Vector, no: Vector) -> bool:
    """True where one is of bytes, and the other a number that arrays of them can hold."""
    number = no if yes.kind == "byte" else yes
    value = number.value
    return {yes.kind, no.kind} == {"byte", "int"} and type(value) is int and 0 <= value <= 255
