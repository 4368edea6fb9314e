"""What values in a compiled function can be: numbers of known Python types, lists, arrays, text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..source import Decline

WHOLE = frozenset({"int", "npint"})
ENDLESS = frozenset({"inf", "-inf"})
"""Floats that are infinite, told apart so that whole numbers beside them stay whole."""
FLOATS = frozenset({"float", "npfloat"}) | ENDLESS
TRUTHS = frozenset({"bool", "npbool"})
NUMBERS = WHOLE | FLOATS | TRUTHS
"""`int`, `float` and `bool` are Python's own; `npint`, `npfloat` and `npbool` numpy's scalars."""
COMPLEX = frozenset({"complex", "npcomplex"})
"""Told apart from `NUMBERS`, as they have no order."""


@dataclass(frozen=True)
class Num:
    """A scalar: all Python types that it can have (`char` is one character, `str` any text).

    A whole number's absolute value is at most 2**bits.
    """

    tags: frozenset[str]
    bits: int = 0

    @property
    def plain(self) -> frozenset[str]:
        """The types without None: arithmetic on None raises, compiled or not."""
        return self.tags - {"none"}

    def only(self, allowed: frozenset[str]) -> bool:
        return bool(self.plain) and self.plain <= allowed


@dataclass(frozen=True)
class Tup:
    """A tuple of a fixed length."""

    items: tuple[Value, ...]


class Seq:
    """A list, an array, a text or a set; two that may be the same object become one (`join`).

    `given` names the input that it comes from; a given list is an array in the kernel. Its `form`
    is `list`, `ndarray`, `text` or `set`.
    """

    def __init__(
        self, form: str, item: Value | None = None, given: str = "", key: str = ""
    ) -> None:
        self.form = form
        self.given = given
        self.stored = False
        self.row = False
        """True for what is inside another sequence."""
        self.ragged = False
        """True for rows of several lengths, of which some may be empty."""
        self.long = False
        """True for a list that may have more elements than an input can."""
        self.keys = {key or given}
        """The variables that stand for the whole numbers in it, see `bounds`."""
        self._item = item
        self._same: Seq | None = None

    @property
    def root(self) -> Seq:
        found = self
        while found._same is not None:
            found = found._same
        return found

    @property
    def item(self) -> Value | None:
        return self.root._item

    def hold(self, item: Value) -> None:
        """Say that it holds such an item too."""
        self.root._item = join(self.root._item, item)

    def is_one_with(self, other: Seq) -> None:
        mine, its = self.root, other.root
        if mine is its:
            return
        if mine.form != its.form or mine.given != its.given:
            raise Decline("a name for lists of two kinds")
        its._same = mine
        mine.stored |= its.stored
        mine.long |= its.long
        mine.ragged |= its.ragged
        mine.keys |= its.keys
        mine._item = join(mine._item, its._item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seq) and self.root is other.root

    def __hash__(self) -> int:
        return id(self.root)


Value = Num | Tup | Seq

TRUE = Num(frozenset({"bool"}))
NONE = Num(frozenset({"none"}))
_ALIKE = (NUMBERS, COMPLEX | {"int"}, frozenset({"str"}), frozenset({"char"}))


def num(*tags: str, bits: int = 0) -> Num:
    return Num(frozenset(tags), bits)


def join(a: Value | None, b: Value | None) -> Value | None:
    """What may be either; raises Decline where machine types have no common one."""
    if a is None or b is None or a is b:
        return b if a is None else a
    if isinstance(a, Num) and isinstance(b, Num):
        tags = a.tags | b.tags
        if not any(tags - {"none"} <= kind for kind in _ALIKE):
            raise Decline("a name for text and for numbers")
        if tags & COMPLEX and tags & WHOLE and max(a.bits, b.bits) > 0:
            raise Decline("a name for complex and for whole numbers")
        return finite_or_not(Num(tags, max(a.bits, b.bits)))
    if isinstance(a, Tup) and isinstance(b, Tup) and len(a.items) == len(b.items):
        pairs = zip(a.items, b.items, strict=True)
        return Tup(tuple(found for x, y in pairs if (found := join(x, y)) is not None))
    if isinstance(a, Seq) and isinstance(b, Seq):
        a.is_one_with(b)
        return a
    raise Decline("a name for values of several kinds")


SEVERAL = "*"
"""Where a parameter of a helper stands for more than one input."""


def several(a: Value | None, b: Value) -> Seq | None:
    """One kind for a helper's parameter that stands for different inputs; None for others.

    The helper may only look at it: nothing tells which input it would change or give back.
    """
    if not (isinstance(a, Seq) and isinstance(b, Seq)) or a.root is b.root:
        return None
    if not a.root.given or not b.root.given or a.form != b.form:
        return None
    x, y = a.item, b.item
    if not (isinstance(x, Num) and isinstance(y, Num) and x.tags == y.tags):
        return None
    if a.root.given == SEVERAL:
        a.root.keys |= b.root.keys
        a.root.ragged |= b.root.ragged
        return a
    found = Seq(a.form, Num(x.tags), SEVERAL)
    found.row = True
    found.ragged = a.root.ragged or b.root.ragged
    found.keys = a.root.keys | b.root.keys
    return found


def finite_or_not(value: Num) -> Num:
    """Any float, where it may be another one than an infinite one."""
    ordinary = value.tags & (FLOATS - ENDLESS)
    return any_float(value) if ordinary and value.tags & ENDLESS else value


def any_float(value: Num) -> Num:
    """`value` without saying that floats are infinite, or of which sign."""
    if not value.tags & ENDLESS:
        return value
    return Num(value.tags - ENDLESS | {"float"}, value.bits)


def join_all(values: Iterable[Value]) -> Value | None:
    found: Value | None = None
    for value in values:
        found = join(found, value)
    return found


def number(value: Value | None) -> Num:
    """`value` as a number; raises Decline where it isn't one."""
    if not isinstance(value, Num) or not value.only(NUMBERS):
        raise Decline("arithmetic on other things than numbers")
    return value


def whole(value: Value | None) -> Num:
    """`value` as a whole number; raises Decline where it isn't one for sure."""
    if not isinstance(value, Num) or not value.only(WHOLE | TRUTHS):
        raise Decline("something else than a whole number")
    return value


def is_numpy(*values: Num) -> bool:
    return any(tag.startswith("np") for value in values for tag in value.tags)


def numeric(kind: str, *operands: Num, bits: int = 0) -> Num:
    """The result `kind` of an operation: numpy's as soon as an operand is, or may be, numpy's."""
    mixed = any(tag.startswith("np") for v in operands for tag in v.plain)
    sure = any(all(tag.startswith("np") for tag in v.plain) for v in operands)
    tags = {f"np{kind}"} if mixed else {kind}
    return Num(frozenset(tags | ({kind} if mixed and not sure else set())), bits)
