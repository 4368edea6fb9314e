"""Is this a tree that the encoder could have made? Asked before anything is made of it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Any, NoReturn

from .form import (
    ARRAY,
    CLASS,
    COLUMNS,
    DRAWN,
    FRAME,
    FUNCTION,
    KINDS,
    MAP,
    RECORD,
    TEXT,
    MalformedResult,
)

_DTYPE = re.compile(
    r"[<>|](?:b1|[iu][1248]|f(?:2|4|8|12|16)|c(?:8|16|24|32)|[SU]\d{1,9}"
    r"|[mM]8(?:\[\d{0,9}(?:generic|Y|M|W|D|h|m|s|ms|us|μs|ns|ps|fs|as)\])?)"
)
_ATOM = re.compile(
    r"[ntfeo]|i-?\d{1,1300}|I-?[0-9a-f]+|[dc][-+0-9.eainf,]+|s.*|[Sb](?:[0-9a-f]{2})*"
    r"|N[^:]{2,24}:(?:[0-9a-f]{2})*",
    re.DOTALL,
)
_MOST_SIDES = 64
_MOST_ROWS_DEPTH = 3
_INT64 = range(-(1 << 63), 1 << 63)
_PACKED_BYTES = {"f8": 8, "i8": 8, "b1": 1}


def check(roots: list[Any], nodes: list[Any], buffers: Sequence[bytes]) -> None:
    """Raise MalformedResult unless every reference, dtype, shape and size holds."""
    checker = _Checker(len(nodes), buffers)
    for root in roots:
        match root:
            case [str(), str(), child]:
                checker.child(child)
            case _:
                _fail("a root")
    for node in nodes:
        checker.node(node)


def item_bytes(dtype: str) -> int:
    """Bytes of one element of a dtype as it is written on the wire."""
    if not _DTYPE.fullmatch(dtype):
        _fail("a dtype")
    digits = re.match(r"\d+", dtype[2:])
    size = int(digits.group()) if digits else 0
    if not size:
        _fail("a dtype")
    return size * 4 if dtype[1] == "U" else size


def _fail(what: str) -> NoReturn:
    raise MalformedResult(f"{what} of the result is malformed")


class _Checker:
    def __init__(self, nodes: int, buffers: Sequence[bytes]) -> None:
        self.nodes = nodes
        self.buffers = buffers

    def node(self, node: Any) -> None:
        match node:
            case [str(kind), str(), bool(), meta, list(columns), share] if kind in KINDS:
                if len(columns) != COLUMNS[kind]:
                    _fail("a node")
            case _:
                _fail("a node")
        lengths = [self.column(column, 0, kind == ARRAY) for column in columns]
        self._meta(kind, meta, columns, lengths)
        if share is not None:
            match share:
                case [int(), int()]:
                    pass
                case _:
                    _fail("a share")

    def _meta(self, kind: str, meta: Any, columns: list[Any], lengths: list[int]) -> None:
        if kind == ARRAY:
            self._array(meta, columns[0], lengths[0])
        elif kind == FRAME:
            _frame(meta, columns, lengths)
        elif kind == FUNCTION:
            if not _are_texts(meta) or len(meta) != 3 or not _inline(columns[1]):
                _fail("a function")
        elif meta is not None and type(meta) is not str:
            _fail("a description")
        elif kind == TEXT and columns[0][0] != "raw":
            _fail("a text")
        elif kind == DRAWN and (lengths != [1] or not _inline(columns[0])):
            _fail("a picture")
        elif kind == MAP and lengths[0] != lengths[1]:
            _fail("a mapping")
        elif kind in (RECORD, CLASS):
            _named(columns, lengths)

    def _array(self, meta: Any, column: list[Any], length: int) -> None:
        match meta:
            case [str(), str(wire), list(shape), bool()] if len(shape) <= _MOST_SIDES:
                pass
            case _:
                _fail("an array")
        count = 1
        for side in shape:
            if type(side) is not int or side not in _INT64 or side < 0:
                _fail("a shape")
            count *= side
        if wire == "raw":
            if column[0] != "raw":
                _fail("an array")
        elif length != count or (
            wire
            and not (
                (column[0] == "np" and column[1] == wire)
                or (column[0] == "range" and wire == "<i8")
            )
        ):
            _fail("an array")

    def child(self, child: Any) -> None:
        if type(child) is int:
            if not 0 <= child < self.nodes:
                _fail("a reference")
        elif type(child) is not str or not _ATOM.fullmatch(child):
            _fail("a value")
        elif child[0] in "dcN":
            _number(child)

    def column(self, column: Any, depth: int, ranges: bool = False) -> int:
        """Check one column and return how many items it has (bytes, where it is raw)."""
        match column:
            case ["*", list(children)]:
                for child in children:
                    self.child(child)
                return len(children)
            case ["raw", number]:
                return self._size(number)
            case ["f8" | "i8" | "b1" as form, int(n), number]:
                self._fits(n, _PACKED_BYTES[form], number)
                return n
            case ["np", str(dtype), int(n), number]:
                self._fits(n, item_bytes(dtype), number)
                return n
            case ["range", int(n), int(start), int(step)] if ranges:
                if n < 0 or any(x not in _INT64 for x in (n, start, step, start + n * step)):
                    _fail("a range")
                return n
            case ["str", int(n), lengths, number]:
                self._texts(n, lengths, number)
                return n
            case ["rows", int(n), [_, *_] as inner] if depth < _MOST_ROWS_DEPTH:
                for part in inner:
                    if type(part) is not list or part[0] == "*" or part[0] == "raw":
                        _fail("rows")
                    if self.column(part, depth + 1) != n:
                        _fail("rows")
                return n
        _fail("a column")

    def _size(self, number: Any) -> int:
        if type(number) is not int or not 0 <= number < len(self.buffers):
            _fail("a buffer")
        return len(self.buffers[number])

    def _fits(self, count: int, size: int, number: Any) -> None:
        if count < 0 or self._size(number) != count * size:
            _fail("the size of a buffer")

    def _texts(self, count: int, lengths: Any, number: Any) -> None:
        self._fits(count, 8, lengths)
        sizes = array("q", self.buffers[lengths])
        if sizes and min(sizes) < -1:
            _fail("a length")
        missing = sizes.count(-1)
        if sum(sizes) + missing != self._size(number):
            _fail("the size of a text")


def _number(atom: str) -> None:
    try:
        if atom[0] == "N":
            dtype, _, digits = atom[1:].partition(":")
            if item_bytes(dtype) * 2 != len(digits):
                _fail("a number")
        else:
            parts = [float(part) for part in atom[1:].split(",")]
            if len(parts) != (1 if atom[0] == "d" else 2):
                _fail("a number")
    except ValueError:
        _fail("a number")


def _inline(column: list[Any]) -> bool:
    return bool(column[0] == "*")


def _are_texts(meta: Any) -> bool:
    return type(meta) is list and all(type(part) is str for part in meta)


def _named(columns: list[Any], lengths: list[int]) -> None:
    names, values = columns
    if lengths[0] != lengths[1] or not _inline(names) or not _inline(values):
        _fail("a record")
    if not all(type(name) is str and name[0] in "sS" for name in names[1]):
        _fail("the name of a field")


def _frame(meta: Any, columns: list[Any], lengths: list[int]) -> None:
    match meta:
        case [facts, words] if _are_texts(facts) and _are_texts(words):
            pass
        case _:
            _fail("a table")
    labels, rest, data = lengths
    if data != len(words) or rest < 2 or labels not in (0, data):
        _fail("a table")
    if not _inline(columns[1]) or not _inline(columns[2]):
        _fail("a table")
