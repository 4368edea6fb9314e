"""Values in words, from their encoded form."""

from __future__ import annotations

import math
from array import array
from typing import Any

from ..encode.form import ARRAY, LEAF, MAP, SEQ, SET, TEXT, Child, Column, Encoded

_MOST_CHARACTERS = 60
_MOST_IN_FULL = 5
_TYPES = {
    "n": "None",
    "t": "bool",
    "f": "bool",
    "i": "int",
    "I": "int",
    "d": "float",
    "c": "complex",
    "s": "str",
    "S": "str",
    "b": "bytes",
    "e": "ellipsis",
    "o": "NotImplementedType",
}
_NAMED = {"n": "None", "t": "True", "f": "False", "e": "...", "o": "NotImplemented"}
_SIZED = {SEQ, SET, MAP}


def short(text: str) -> str:
    """At most 60 characters of `text`."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    return f"{text[: _MOST_CHARACTERS - 12]}…{text[-10:]}"


def text_of(atom: str) -> str:
    """The text of an atom of text (lone surrogates included)."""
    if atom[0] != "S":
        return atom[1:]
    raw = bytes.fromhex(atom[1:])
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def numpy_value(atom: str) -> Any:
    """The numpy scalar of an atom."""
    import numpy

    dtype, _, digits = atom[1:].partition(":")
    return numpy.frombuffer(bytes.fromhex(digits).ljust(1), dtype=dtype, count=1)[0]


def _plain(atom: str) -> str:
    tag, rest = atom[0], atom[1:]
    if tag in _NAMED:
        return _NAMED[tag]
    if tag in "sS":
        return repr(text_of(atom))
    if tag == "b":
        return repr(bytes.fromhex(rest))
    if tag == "N":
        return repr(numpy_value(atom))
    if tag == "I":
        return f"0x{rest}" if rest[0] != "-" else f"-0x{rest[1:]}"
    if tag == "c":
        real, imaginary = rest.split(",")
        return repr(complex(float(real), float(imaginary)))
    return rest


def type_of(encoded: Encoded, child: Child) -> str:
    """The type of a value, as its users call it."""
    if isinstance(child, int):
        return str(encoded.nodes[child][1])
    if child[0] == "N":
        import numpy

        return f"numpy.{numpy.dtype(child[1:].partition(':')[0]).type.__name__}"
    return _TYPES[child[0]]


def value(encoded: Encoded, child: Child | tuple[Any, ...]) -> str:
    """A value in a few words; short tuples of simple values in full."""
    if isinstance(child, str):
        return short(_plain(child))
    if isinstance(child, tuple):
        return _row(child) or f"a tuple of {len(child)}"
    kind, name, _, meta, columns, _ = encoded.nodes[child]
    if kind == SEQ and name == "tuple" and count(columns[0], encoded) <= _MOST_IN_FULL:
        written = _row(tuple(atoms(columns[0], encoded)))
        if written:
            return written
    if kind == LEAF:
        return short(str(meta))
    if kind in _SIZED:
        return f"{article(name)} of {count(columns[0], encoded)}"
    if kind == TEXT:
        return f"{article(name)} of {count(columns[0], encoded)} bytes"
    if kind == ARRAY:
        return f"{article(name)} of shape {tuple(meta[2])}"
    return article(name)


def _row(parts: tuple[Any, ...]) -> str:
    """A tuple as it is written, or nothing where it is long or has parts of its own."""
    if len(parts) > _MOST_IN_FULL or not all(isinstance(part, str) for part in parts):
        return ""
    inside = ", ".join(_plain(part) for part in parts)
    return short(f"({inside},)" if len(parts) == 1 else f"({inside})")


def article(name: str) -> str:
    """`name` with "a" or "an"."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def count(column: Column, encoded: Encoded) -> int:
    """How many items a column has."""
    if column[0] == "*":
        return len(column[1])
    if column[0] == "raw":
        return len(encoded.buffers[column[1]])
    return int(column[2] if column[0] == "np" else column[1])


def atoms(column: Column, encoded: Encoded) -> list[Any]:
    """All items of a column as children; a row of `rows` is a tuple of them."""
    form = column[0]
    if form == "*":
        return list(column[1])
    if form == "rows":
        return list(zip(*(atoms(part, encoded) for part in column[2]), strict=True))
    if form == "range":
        _, n, start, step = column
        return [f"i{x}" for x in range(start, start + n * step, step)] if step else []
    if form == "str":
        return _texts(column, encoded)
    if form == "np":
        return _scalars(column, encoded)
    if form == "b1":
        return ["t" if x else "f" for x in bytes(encoded.buffers[column[2]])]
    numbers = array("d" if form == "f8" else "q", bytes(encoded.buffers[column[2]]))
    return [f"d{x!r}" for x in numbers] if form == "f8" else [f"i{x}" for x in numbers]


def _texts(column: Column, encoded: Encoded) -> list[str]:
    joined, at, found = memoryview(encoded.buffers[column[3]]), 0, []
    for length in array("q", bytes(encoded.buffers[column[2]])):
        if length < 0:
            found.append("n")
            continue
        found.append(text_atom(bytes(joined[at : at + length])))
        at += length
    return found


def text_atom(raw: bytes) -> str:
    try:
        return "s" + raw.decode()
    except UnicodeDecodeError:
        return "S" + raw.hex()


def _scalars(column: Column, encoded: Encoded) -> list[str]:
    _, dtype, n, number = column
    raw = bytes(encoded.buffers[number])
    size = len(raw) // n if n else 0
    return [f"N{dtype}:{raw[at * size : (at + 1) * size].hex()}" for at in range(n)]


def size_of(atom: str) -> float:
    """The absolute value of an atom that is a floating number; 0 of any other."""
    if atom[0] == "N":
        return float(abs(numpy_value(atom))) if atom[2] in "fc" else 0.0
    if atom[0] == "c":
        real, imaginary = atom[1:].split(",")
        return math.hypot(float(real), float(imaginary))
    return abs(float(atom[1:])) if atom[0] == "d" else 0.0


def number_of(atom: str) -> float:
    """What a number is sorted by, next to its text; NaN comes with the zeros."""
    if atom[0] == "d":
        number = float(atom[1:])
    elif atom[0] == "N" and atom[2] == "f":
        number = float(numpy_value(atom))
    else:
        return 0.0
    return 0.0 if math.isnan(number) else number


def element(atom: Child) -> str:
    """An element of an array, without its type, which the array tells."""
    if isinstance(atom, str) and atom[0] == "N":
        scalar = numpy_value(atom)
        return short(repr(scalar.item()) if scalar.dtype.kind in "biufcSU" else str(scalar))
    return short(_plain(str(atom)))


def excerpt(raw: bytes, at: int) -> str:
    """A few characters of a long text around a place."""
    return repr(raw[max(0, at - 10) : at + 20].decode("utf-8", "replace"))
