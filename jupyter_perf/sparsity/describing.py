"""How a packed file describes its tensors: one safetensors file whose metadata is JSON.

Dense tensors stand in it under their own names. A packed one is described by an `Entry`: which of
the file's tensors are its pieces, and how they make a matrix. This module has the description and
its checks; nothing here touches a tensor.
"""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any, Literal

from ..errors import UsageError
from . import codes
from .levels import BITS
from .pattern import LARGEST_GROUP

KEY = "jupyter_perf"
VERSION = 1
FLOATS = {"float64": 64, "float32": 32, "float16": 16, "bfloat16": 16}
LONGEST_JSON = 1 << 24
"""Characters of the description: a hundred for each of 160,000 tensors."""
LARGEST_SIDE = 1 << 40
Form = Literal["nm", "blocks"]
_PIECES = {"nm": {"values", "codes", "scales"}, "blocks": {"values", "mask", "scales"}}


@dataclasses.dataclass(frozen=True)
class Entry:
    """One packed tensor."""

    form: Form
    shape: tuple[int, ...]
    """Of the dense tensor."""
    dtype: str
    """Of the dense tensor: a key of `FLOATS`."""
    sides: tuple[int, int]
    """n and m, or a block's rows and columns."""
    number: str
    """What values are kept as: the dtype itself, or a key of `levels.BITS`."""
    pieces: dict[str, str]
    """Role → name of a tensor in the file."""

    @property
    def matrix(self) -> tuple[int, int]:
        return matrix_shape(self.shape)


@dataclasses.dataclass(frozen=True)
class Description:
    """All that the file's tensors don't say themselves."""

    entries: dict[str, Entry]
    same: dict[str, str]
    """Name of a tensor that is shared → the name that it is kept under."""
    about: dict[str, Any]
    """What the writer said: recipe, pattern, metric, versions."""


def matrix_shape(shape: tuple[int, ...]) -> tuple[int, int]:
    """(rows, inputs) of a weight: a convolution's input channels last."""
    return shape[0] * math.prod(shape[2:]), shape[1]


def dumps(description: Description) -> str:
    """The JSON text of a description."""
    entries = {name: dataclasses.asdict(each) for name, each in description.entries.items()}
    told = {"version": VERSION, "packed": entries, "same": description.same}
    return json.dumps({**told, "about": description.about})


def loads(text: str) -> Description:
    """What `dumps` wrote. Raises UsageError for anything else."""
    if len(text) > LONGEST_JSON:
        raise UsageError(f"its description is {len(text):,} characters long")
    try:
        told = json.loads(text, object_pairs_hook=_no_name_twice, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"its description isn't JSON of ours: {error}") from error
    _check(isinstance(told, dict), "its description isn't an object")
    _check(told.get("version") == VERSION, f"version {told.get('version')!r} isn't known here")
    packed, same, about = (told.get(key) for key in ("packed", "same", "about"))
    _check(all(isinstance(each, dict) for each in (packed, same, about)), "parts are missing")
    _check(all(isinstance(value, str) for value in same.values()), "a shared name isn't a name")
    return Description({name: _entry(name, each) for name, each in packed.items()}, same, about)


def choices_bits(entry: Entry) -> int:
    """Of a group's code."""
    return codes.code_bits(*entry.sides)


def _entry(name: str, told: Any) -> Entry:
    fields = {field.name for field in dataclasses.fields(Entry)}
    _check(
        isinstance(told, dict) and set(told) == fields, f"{name} isn't described as it should be"
    )
    form, number, pieces = told["form"], told["number"], told["pieces"]
    shape, sides = _whole(name, told["shape"]), _whole(name, told["sides"])
    words = all(isinstance(each, str) for each in (form, number, told["dtype"]))
    _check(words, f"{name} has a form, type or numbers that are no words")
    _check(form in ("nm", "blocks"), f"{name} has a form that isn't known: {form!r}")
    _check(told["dtype"] in FLOATS, f"{name} has a type that isn't known: {told['dtype']!r}")
    _check(number == told["dtype"] or number in BITS, f"{name} has unknown numbers: {number!r}")
    _check(len(shape) >= 2 and len(sides) == 2, f"{name} isn't a matrix of groups")
    names = pieces.values() if isinstance(pieces, dict) else [None]
    _check(all(isinstance(each, str) for each in names), f"the pieces of {name} have no names")
    _check(set(pieces) <= _PIECES[form] and "values" in pieces, f"{name} lacks pieces")
    _check(len(set(names)) == len(pieces), f"{name} uses a piece twice")
    entry = Entry(form, shape, told["dtype"], (sides[0], sides[1]), number, pieces)
    _check_sides(name, entry)
    return entry


def _check_sides(name: str, entry: Entry) -> None:
    rows, inputs = entry.matrix
    first, second = entry.sides
    _check(0 < rows * inputs < LARGEST_SIDE, f"{name} has an impossible shape: {entry.shape}")
    if entry.form == "nm":
        _check(first <= second <= LARGEST_GROUP, f"{name} keeps {first} of {second}")
        _check(inputs % second == 0, f"{name} has {inputs} inputs, not groups of {second}")
    else:
        _check(not (rows % first or inputs % second), f"{name} can't be cut into its blocks")


def _whole(name: str, told: Any) -> tuple[int, ...]:
    """A list of positive whole numbers."""
    listed = told if isinstance(told, list) else [None]
    good = all(type(each) is int and 0 < each < LARGEST_SIDE for each in listed)
    _check(good and len(listed) <= 8, f"{name} has sizes that aren't any: {str(told)[:80]}")
    return tuple(listed)


def _check(holds: object, complaint: str) -> None:
    if not holds:
        raise UsageError(complaint)


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands in it twice")
    return found


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no number of JSON")
