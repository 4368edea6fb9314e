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

    only: tuple[str, str] | None = field(default=None, compare=False)
    """(`text`, a test's text): of numbers that are 0, and tests that fail, where that one fails."""
    differs: tuple[str, Vector, str] | None = field(default=None, compare=False)
    """(`text`, another vector, a test's text): of what equals the other where that test fails."""
    chosen: tuple[str, Vector, Vector, Vector] | None = field(default=None, compare=False)
    """(`text`, test, what it is where that holds, what it is elsewhere)."""
    plus: tuple[str, Vector, Vector] | None = field(default=None, compare=False)
    """(`text`, its left side, its right side) of a sum."""
    unsigned: str = field(default="", compare=False)
    """`text`, of floats none of which is -0.0."""
    parts: tuple[str, tuple[Vector, ...]] | None = field(default=None, compare=False)
    """(`text`, the tests that it joins by `&`, or by `|`)."""
    around: tuple[str, Place, Place] | None = field(default=None, compare=False)
    """(`text`, a place, a size) of what is `place % size`."""
    clipped: tuple[str, str, Place, Place] | None = field(default=None, compare=False)
    """(`text`, "max" or "min", a place, what it is held to) of `max(0, i - 3)`, `min(n, i + 4)`."""
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
    def wrapped_place(self) -> tuple[Place, Place] | None:
        """(a place, a size) of the remainder of one by the other."""
        return self.around[1:] if self.around is not None and self.around[0] == self.text else None

    def place_within(self, name: str) -> tuple[Place, Place] | None:
        """(a place, its limit) of the greater (or less) one of them; None for anything else."""
        told = self.clipped
        return told[2:] if told is not None and told[:2] == (self.text, name) else None

    @property
    def only_where(self) -> str:
        """The text of the test in whose rounds alone it isn't 0, or false; "" for none."""
        return self.only[1] if self.only is not None and self.only[0] == self.text else ""

    @property
    def own(self) -> bool:
        """True where all elements are Python's own numbers of one kind."""
        return not self.numpy and not self.mixed


TRUE = Vector("True", "bool", value=True)
"""A test that all rounds pass."""
FALSE = Vector("False", "bool", value=False)
"""A test that no round passes."""


def named(one: Vector, name: str) -> Vector:
    """The vector under a name that its text gets."""
    unsigned = name if one.unsigned == one.text else ""
    told = one.differs if one.differs is not None and one.differs[0] == one.text else None
    return replace(
        limited(
            replace(one, text=name, rank=ATOM, factors=None, unsigned=unsigned), one.only_where
        ),
        differs=None if told is None else (name, *told[1:]),
    )


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
    return limited(
        Vector(f"{one.tight(EITHER)} != 0", "bool", one.numpy, one.axes, COMPARISON), one.only_where
    )


def limited(one: Vector, test: str) -> Vector:
    """The vector, of which it is known that it is 0, or false, wherever a test fails."""
    return replace(one, only=(one.text, test)) if test else one


def inverse(test: Vector) -> Vector:
    """`not test`."""
    if test in (TRUE, FALSE):
        return FALSE if test == TRUE else TRUE
    if not test.axes:
        return replace(test, text=f"not {test.tight(SIGN)}", rank=COMPARISON)
    # `~a & b` begins with the sign, but isn't the inverse of anything.
    if test.rank == SIGN and test.text.startswith("~"):
        inner = test.text[1:]
        if inner.startswith("(") and _closes_last(inner):
            return replace(test, text=inner[1:-1], rank=COMPARISON)
        return replace(test, text=inner, rank=SIGN)
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
    if first in (second, FALSE) or second == TRUE:
        return first
    if first == TRUE or second == FALSE:
        return second
    if not (first.axes or second.axes):
        raise Decline("tests that are the same in all rounds")
    return limited(_put_together(first, second, "&", BOTH), first.only_where or second.only_where)


def either(first: Vector, second: Vector) -> Vector:
    """`first or second`, of tests."""
    if first in (second, TRUE) or second == FALSE:
        return first
    if first == FALSE or second == TRUE:
        return second
    if not (first.axes or second.axes):
        raise Decline("tests that are the same in all rounds")
    made = _put_together(first, second, "|", EITHER)
    return limited(made, first.only_where) if first.only_where == second.only_where else made


def _put_together(first: Vector, second: Vector, symbol: str, rank: int) -> Vector:
    """Tests joined, those of few loops first: that takes less time than to spread each of them."""
    tests = [part for side in (first, second) for part in _parts(side, rank)]
    groups: dict[tuple[int, ...], list[Vector]] = {}
    for test in tests:
        groups.setdefault(test.axes, []).append(test)
    if len(groups) > 1 and len(tests) > len(groups):
        found = [_in_a_row(group, symbol, rank) for group in groups.values()]
        made = _in_a_row(sorted(found, key=lambda one: len(one.axes)), symbol, rank)
    else:
        made = _in_a_row([first, second], symbol, rank)
    return replace(made, numpy=first.numpy or second.numpy, parts=(made.text, tuple(tests)))


def _parts(one: Vector, rank: int) -> tuple[Vector, ...]:
    known = one.parts is not None and one.parts[0] == one.text and one.rank == rank
    return one.parts[1] if known and one.parts is not None else (one,)


def _in_a_row(tests: list[Vector], symbol: str, rank: int) -> Vector:
    axes, spreads = joined(*tests)
    text = f" {symbol} ".join(one.tight(rank) for one in spreads)
    return Vector(text, "bool", axes=axes, rank=rank) if len(tests) > 1 else tests[0]


def choose(test: Vector, yes: Vector, no: Vector, np: str) -> Vector:
    """`yes if test else no`, each of the three a vector or a plain number."""
    if yes == no:
        return yes
    simple = _simply_chosen(test, yes, no, np) if test.axes else None
    if simple is not None:
        return simple
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
        chosen=(text, test, yes, no) if test.axes else None,
        differs=(text, no, test.only_where) if test.only_where else None,
    )


def _simply_chosen(test: Vector, yes: Vector, no: Vector, np: str) -> Vector | None:
    """What says the same as `np.where(test, yes, no)` in fewer words; None where nothing does."""
    for one, other, holds in ((yes, no, test), (no, yes, inverse(test))):
        told = one.differs
        if told is not None and told[0] == one.text and told[1:] == (other, holds.text):
            return one
    if yes.kind == no.kind == "bool":
        return _chosen_truth(test, yes, no)
    for one, other, holds in ((yes, no, test), (no, yes, inverse(test))):
        counted = _counted(one, other, holds)
        if counted is not None:
            return counted
    before = no.chosen
    if before is not None and before[0] == no.text and before[2] == yes and not yes.axes:
        # The same number as elsewhere: where either test holds.
        found = choose(either(before[1], test), yes, before[3], np)
        return replace(found, differs=(found.text, no, test.only_where)) if (
            test.only_where) else found  # fmt: skip
    return None


def _counted(one: Vector, other: Vector, holds: Vector) -> Vector | None:
    """`n + test` for `n + 1 if test else n`."""
    if one.kind != "int" or other.kind != "int" or not (one.own and other.own):
        return None
    if other.value == 0 and one.value == 1:
        made = Vector(f"{holds.tight()}.astype(int)", "int", False, holds.axes, bound=1,
                      natural=True)  # fmt: skip
    else:
        told = one.plus
        if told is None or told[0] != one.text or told[1] != other or told[2].value != 1:
            return None
        axes, (a, b) = joined(other, holds)
        text = f"{a.tight(SUM)} + {b.tight(SUM + 1)}"
        made = Vector(text, "int", False, axes, SUM, one.bound, natural=natural(other),
                      positive=positive(other))  # fmt: skip
    where = holds.only_where
    return replace(made, differs=(made.text, other, where)) if where else made


def _plain_truth(one: Vector) -> Vector:
    """True and False as Python has them; anything else as it is."""
    if one.axes or not isinstance(one.value, bool):
        return one
    return TRUE if one.value else FALSE


def _chosen_truth(test: Vector, yes: Vector, no: Vector) -> Vector | None:
    found: Vector | None = None
    yes, no = (_plain_truth(one) for one in (yes, no))
    if yes == TRUE:
        found = either(no, test) if no.axes or no == FALSE else None
    elif yes == FALSE:
        found = both(no, inverse(test)) if no.axes or no == TRUE else None
    elif no == FALSE and yes.axes:
        found = both(test, yes)
    if found is None:
        return None
    where = test.only_where if yes == TRUE else ""
    found = replace(found, numpy=False, mixed=False)
    return replace(found, differs=(found.text, no, where)) if where else found


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
