"""Values without parts: atoms, and leaves that one string tells exactly."""

from __future__ import annotations

import datetime
import decimal
import fractions
import pathlib
import re
import sys
import types
import uuid
import zoneinfo
from collections.abc import Callable
from typing import Any

from .form import INLINE_CHARACTERS, LEAF, RECORD, TEXT, Node, node

Atomizer = Callable[[Any], "str | None"]

_DECIMAL_BITS = 4096
"""Beyond this, decimal digits would be slow to make and are limited by the interpreter."""


def _int(x: int) -> str:
    return f"I{x:x}" if x.bit_length() > _DECIMAL_BITS else f"i{x}"


def _str(x: str) -> str | None:
    if len(x) > INLINE_CHARACTERS:
        return None
    if x.isascii():
        return "s" + x
    try:
        x.encode()
    except UnicodeEncodeError:
        # JSON would join two lone surrogates into one character.
        return "S" + x.encode("utf-8", "surrogatepass").hex()
    return "s" + x


def _bytes(x: bytes) -> str | None:
    return None if len(x) > INLINE_CHARACTERS else "b" + x.hex()


def _complex(x: complex) -> str:
    return f"c{x.real!r},{x.imag!r}"


def numpy_scalar(x: Any) -> str | None:
    """The atom of a numpy scalar; None for structured ones, which are arrays of no dimension."""
    plain = not x.dtype.hasobject and x.dtype.names is None
    if not plain or not 0 < x.dtype.itemsize <= INLINE_CHARACTERS:
        return None
    return f"N{x.dtype.str}:{x.tobytes().hex()}"


ATOMS: dict[type, Atomizer] = {
    float: lambda x: f"d{x!r}",
    int: _int,
    str: _str,
    bool: lambda x: "t" if x else "f",
    type(None): lambda x: "n",
    bytes: _bytes,
    complex: _complex,
    type(...): lambda x: "e",
    type(NotImplemented): lambda x: "o",
}
"""How to write the values of each exact type as an atom; None means that they need a node."""


def long_text(encoder: Any, x: Any) -> Node:
    """str and bytes beyond the size of an atom, and every bytearray."""
    raw = str.encode(x, "utf-8", "surrogatepass") if isinstance(x, str) else bytes(x)
    name = next(base.__name__ for base in (str, bytes, bytearray) if isinstance(x, base))
    columns = [["raw", encoder.buffer(raw)]]
    return node(TEXT, name, name == "bytearray", None, columns)


def _leaf(tell: Callable[[Any], str]) -> Callable[[Any, Any], Node]:
    def write(encoder: Any, x: Any) -> Node:
        return node(LEAF, encoder.type_name(type(x)), False, tell(x))

    return write


def _time_zone(x: Any) -> str:
    zone = x.tzinfo
    if zone is None:
        return ""
    if type(zone) in (datetime.timezone, zoneinfo.ZoneInfo):
        return f"[{type(zone).__name__} {zone}]"
    kind = f"{type(zone).__module__}.{type(zone).__qualname__}"
    return f"[{kind} {zone!r}]"


def _datetime(x: datetime.datetime) -> str:
    date = f"{x.year:04}-{x.month:02}-{x.day:02}"
    return f"{date} {_clock(x)}"


def _clock(x: Any) -> str:
    time = f"{x.hour:02}:{x.minute:02}:{x.second:02}.{x.microsecond:06}"
    return time + (" (fold)" if x.fold else "") + _time_zone(x)


def _pattern(x: re.Pattern[Any]) -> str:
    return f"{x.pattern!r} flags {x.flags}"


def _match(encoder: Any, x: re.Match[Any]) -> Node:
    """What was searched, where, for what, and which groups were found (-1: none)."""
    found = {
        "pattern": x.re,
        "text": x.string,
        "limits": (x.pos, x.endpos),
        "spans": x.regs,
        "last group": x.lastindex,
    }
    names = [encoder.name(name) for name in found]
    values = [encoder.child(value) for value in found.values()]
    return node(RECORD, "re.Match", False, None, [["*", names], ["*", values]])


def _array(encoder: Any, x: Any) -> Node:
    raw = x.tobytes()
    column = ["raw", encoder.buffer(raw)]
    return node(TEXT, f"array.array({x.typecode!r})", True, None, [column])


def table() -> dict[type, Callable[[Any, Any], Node]]:
    """How to write each exact type that a single string tells."""
    leaves: dict[type, Callable[[Any], str]] = {
        decimal.Decimal: str,
        fractions.Fraction: str,
        datetime.date: lambda x: f"{x.year:04}-{x.month:02}-{x.day:02}",
        datetime.datetime: _datetime,
        datetime.time: _clock,
        datetime.timedelta: lambda x: f"{x.days} d {x.seconds} s {x.microseconds} µs",
        datetime.timezone: lambda x: f"{x!r}",
        zoneinfo.ZoneInfo: lambda x: f"{x!r}",
        uuid.UUID: str,
        re.Pattern: _pattern,
        range: repr,
        types.ModuleType: lambda x: str(types.ModuleType.__getattribute__(x, "__name__")),
    }
    for name in ("PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath"):
        leaves[getattr(pathlib, name)] = str
    handlers = {kind: _leaf(tell) for kind, tell in leaves.items()}
    handlers[re.Match] = _match
    for kind in (str, bytes, bytearray):
        handlers[kind] = long_text
    if "array" in sys.modules:
        handlers[sys.modules["array"].array] = _array
    if "logging" in sys.modules:
        # A logger is known by its name; its state is the program's whole tree of handlers.
        logging = sys.modules["logging"]
        for logger in (logging.Logger, logging.RootLogger):
            handlers[logger] = _leaf(lambda x: str(x.name))
    return handlers
