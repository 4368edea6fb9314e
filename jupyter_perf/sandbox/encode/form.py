"""The plain data that a result becomes: a flat table of nodes, and raw buffers beside it.

A *child* is either the number of a node or an *atom*, a string whose first character says what
the rest is:

    n None   t True   f False   e Ellipsis   o NotImplemented
    i/I int, decimal or hexadecimal          d float, as repr       c complex, two reprs
    s text   S text with lone surrogates, as hexadecimal UTF-8      b bytes, hexadecimal
    N numpy scalar: dtype, a colon, its bytes in hexadecimal

A *column* holds many children of one parent, packed into buffers where all are of one type:

    ["*", [child, ...]]              ["raw", buffer]
    ["f8" | "i8" | "b1", n, buffer]  ["np", dtype, n, buffer]
    ["str", n, byte lengths (-1: None), UTF-8]
    ["range", n, start, step]        integers of 64 bits
    ["rows", n, [column, ...]]       n plain tuples of one width

A *node* is `[kind, type, identity, meta, columns, share]`. `identity` is True for what can be
changed in place, where being the same object shows. `share` is `[group, byte offset]` for an
array whose memory overlaps another's. The table is flat, so neither cycles nor long chains need
recursion on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Child = int | str
Column = list[Any]
Node = list[Any]
Root = tuple[str, str, Child]
"""Section, name, value."""

SEQ = "seq"
"""Ordered items; columns: items."""
MAP = "map"
"""Ordered keys and values; columns: keys, values."""
SET = "set"
"""Unordered items; columns: items, in an order of the encoder's."""
RECORD = "record"
"""An object by its state; columns: field names, values. A field named "" is what it is based on."""
ARRAY = "array"
"""meta: dtype in words, dtype on the wire ("" for objects), shape, writeable; columns: items."""
FRAME = "frame"
"""A table; meta: facts, dtypes in words; columns: labels, [index, attrs …], data."""
TEXT = "text"
"""A long str, bytes or any bytearray; columns: raw."""
LEAF = "leaf"
"""A value that its meta tells exactly."""
FUNCTION = "function"
"""Code that the cell defines; meta: name, signature, digest; columns: defaults, captured."""
CLASS = "class"
"""A class that the cell defines; meta: name, digest; columns: member names, members."""
ITERATOR = "iterator"
"""A prefix of what an iterator gives; meta: "all" or "prefix"; columns: items."""
DRAWN = "drawn"
"""Something matplotlib draws, known by its picture; columns: [picture]."""
OPAQUE = "opaque"
"""Never equal to anything, itself included; meta: why."""

KINDS = frozenset(
    {SEQ, MAP, SET, RECORD, ARRAY, FRAME, TEXT, LEAF, FUNCTION, CLASS, ITERATOR, DRAWN, OPAQUE}
)
COLUMNS = {
    SEQ: 1,
    MAP: 2,
    SET: 1,
    RECORD: 2,
    ARRAY: 1,
    FRAME: 3,
    TEXT: 1,
    LEAF: 0,
    FUNCTION: 2,
    CLASS: 2,
    ITERATOR: 1,
    DRAWN: 1,
    OPAQUE: 0,
}
"""How many columns a node of each kind has."""

INLINE_CHARACTERS = 1024
"""Text and bytes up to this length are atoms."""
PACK_FROM = 32
"""Shorter runs of items stay in the tree: a buffer would cost more than it saves."""
PREFIX_ITEMS = 1000
"""How much of an iterator is compared."""


class MalformedResult(ValueError):
    """What was received isn't a result that our own encoder could have made."""


class ResultTooLarge(MalformedResult):
    """The result announces more bytes than the limit; none of them were allocated."""


@dataclass(frozen=True)
class Encoded:
    """The values of one repetition as plain data (see the module's description)."""

    roots: Sequence[Root]
    nodes: Sequence[Node]
    buffers: Sequence[memoryview | bytes]

    def section(self, name: str) -> dict[str, Child]:
        """The values of one section, by name, in the order in which they were given."""
        return {key: child for section, key, child in self.roots if section == name}

    @property
    def sections(self) -> list[str]:
        """The names of the sections, in order."""
        return list(dict.fromkeys(section for section, _, _ in self.roots))


def node(
    kind: str, type_name: str, identity: bool = False, meta: Any = None, columns: Any = ()
) -> Node:
    """A node that shares no memory."""
    return [kind, type_name, identity, meta, list(columns), None]
