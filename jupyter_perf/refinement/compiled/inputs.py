"""What a compiled function is called with: kinds from the values seen, tests and conversions."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .. import values
from ..source import Decline
from .bounds import bits_of
from .complexes import COMPLEX_HELPERS
from .kinds import Num, Seq, Value, num
from .ragged import RAGGED, ROWS
from .text_helpers import TEXT_HELPERS

_ITEMS: dict[type, str] = {int: "int", float: "float", bool: "bool", complex: "complex"}
_DTYPES = {"float64": "npfloat", "int64": "npint", "bool": "npbool", "complex128": "npcomplex"}
_KIND_OF = {"npfloat": "float64", "npint": "int64", "npbool": "bool_", "npcomplex": "complex128"}


@dataclass(frozen=True)
class Input:
    """An argument, or a global that is read: `form` is number, list, table, text or array,
    or ragged: a table whose rows have several lengths.

    `item` is the type of a number, or of all numbers in it; `outer` that of a list's rows or of
    the list; `bits` bound whole numbers.
    """

    name: str
    form: str
    item: str
    outer: str = "list"
    ndim: int = 1
    bits: int = 0
    seen: int = 0
    """Bits of the largest whole number in what is seen at most times."""

    @property
    def is_whole(self) -> bool:
        return self.item in ("int", "npint")

    def value(self, bits: int) -> Value:
        """Its kind, with whole numbers up to 2**bits."""
        item = num(self.item, bits=bits if self.is_whole else 0)
        if self.form == "number":
            return item
        if self.form == "text":
            return Seq("text", num("char"), self.name)
        form = "ndarray" if self.form == "array" else "list"
        plain: Value = Num(item.tags)
        if self.form in ("table", "ragged") or self.ndim == 2:
            rows = Seq(form, plain, self.name)
            rows.ragged = self.form == "ragged"
            rows.row = True
            return Seq(form, rows, self.name)
        return Seq(form, plain, self.name)

    def bounded(self, bits: int) -> Input:
        return replace(self, bits=bits)


def input_of(name: str, samples: Iterable[Any]) -> Input:
    """What an input is by the values that were seen; raises Decline where there is none."""
    known = [one for sample in samples if (one := _one(name, sample)) is not None]
    if any(one.form == "ragged" for one in known):
        known = [replace(k, form="ragged") if k.form == "table" else k for k in known]
    kinds = [replace(one, seen=0) for one in known]
    if not kinds:
        raise Decline(f"{name} isn't known")
    # Where inputs vary, the original goes on with those of rarer types, and with huge ones.
    most = max(kinds, key=kinds.count)
    alike = sorted((k for k, kind in zip(known, kinds, strict=True) if kind == most), key=_size)
    return alike[len(alike) // 2]


def _size(given: Input) -> int:
    return given.seen


def _one(name: str, sample: Any) -> Input | None:
    """None for something empty, which the original keeps to itself."""
    if type(sample) in _ITEMS:
        seen = bits_of(sample) if type(sample) is int else 0
        return Input(name, "number", _ITEMS[type(sample)], seen=seen)
    if type(sample) is str:
        return Input(name, "text", "char") if sample else None
    if type(sample) in (list, tuple):
        return _of_list(name, sample) if sample else None
    if values.kind_of(sample) == "ndarray":
        item = _DTYPES.get(str(sample.dtype))
        if item is None or sample.ndim not in (1, 2) or not sample.dtype.isnative:
            raise Decline(f"{name} is an array of another type")
        seen = 0
        if item == "npint" and sample.size:
            seen = max(bits_of(int(sample.min())), bits_of(int(sample.max())))
        return Input(name, "array", item, ndim=sample.ndim, seen=seen)
    raise Decline(f"{name} isn't made of numbers")


def _of_list(name: str, sample: list[Any] | tuple[Any, ...]) -> Input | None:
    outer = type(sample)
    kinds = set(map(type, sample))
    if len(kinds) == 1 and kinds <= {list, tuple} and outer is list:
        form = "table" if len(set(map(len, sample))) == 1 else "ragged"
        flat = list(itertools.chain.from_iterable(sample))
        rows = next(iter(kinds)).__name__
        return Input(name, form, _item(name, flat), rows, 2, seen=_seen(flat)) if flat else None
    return Input(name, "list", _item(name, sample), outer.__name__, seen=_seen(sample))


def _item(name: str, flat: Iterable[Any]) -> str:
    kinds = set(map(type, flat))
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind not in _ITEMS:
        raise Decline(f"{name} holds several types")
    return _ITEMS[kind]


def _seen(flat: Iterable[Any]) -> int:
    return max((bits_of(v) for v in flat if type(v) is int), default=0)


NUMBERS = '''def {name}(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {{kind}}:
        raise TypeError
    found = {np}.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found
'''
TABLE = '''def {name}(rows, outer, kind, most):
    """A list of rows as long as each other as an array; raises for anything else."""
    if type(rows) is not list or set(map(type, rows)) != {{outer}}:
        raise TypeError
    if len(set(map(id, rows))) < len(rows) or any(set(map(type, r)) != {{kind}} for r in rows):
        raise TypeError
    found = {np}.array(rows, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found
'''
CODES = '''def {name}(text):
    """The characters of a text as numbers; raises for anything else."""
    if type(text) is not str or not text:
        raise TypeError
    return {np}.frombuffer(text.encode("utf-32-le"), {np}.uint32)
'''
ARRAY = '''def {name}(values, dtype, ndim, most):
    """An array as it is; raises for one of another type, for none, and for large numbers."""
    if type(values) is not {np}.ndarray or values.dtype != dtype or values.ndim != ndim:
        raise TypeError
    if not 0 < values.size < 2**31 or (
        dtype is {np}.int64 and not -most <= values.min() <= values.max() <= most
    ):
        raise OverflowError
    return values
'''
FINITE = '''@{numba}.njit
def {name}(value):
    """`value`, unless it is beyond all numbers, where Python may raise."""
    if not abs(value) < {np}.inf:
        raise OverflowError
    return value
'''
EXACT = '''@{numba}.njit
def {name}(value):
    """`value`, unless its whole part is beyond what floats hold exactly."""
    if not abs(value) < 2**53:
        raise OverflowError
    return value
'''
HELPERS = {
    "numbers": ("numbers_in", NUMBERS),
    "table": ("table_of", TABLE),
    "codes": ("codes_of", CODES),
    "array": ("checked_array", ARRAY),
    "ragged": ("all_numbers", RAGGED),
    "rows_of": ("rows_of", ROWS),
    "finite": ("finite", FINITE),
    "exact": ("exact", EXACT),
    **TEXT_HELPERS,
    **COMPLEX_HELPERS,
}
"""Use → (usual name, text) of the functions that stand before a kernel."""
_HELPER = {"list": "numbers", "table": "table", "text": "codes", "array": "array",
    "ragged": "ragged"}  # fmt: skip


def test_of(given: Input) -> str:
    """A condition for a number to be what was compiled for; "" for others."""
    if given.form != "number":
        return ""
    test = f"type({given.name}) is {given.item}"
    return f"{test} and abs({given.name}) <= 2**{given.bits}" if given.is_whole else test


def converted(given: Input, names: dict[str, str], np: str) -> str:
    """The expression that makes an argument of the kernel from an input."""
    if given.form == "number":
        return given.name
    helper = names[_HELPER[given.form]]
    if given.form == "text":
        return f"{helper}({given.name})"
    most = f"2**{given.bits}" if given.is_whole else "0"
    if given.form == "array":
        return f"{helper}({given.name}, {np}.{_KIND_OF[given.item]}, {given.ndim}, {most})"
    return f"{helper}({given.name}, {given.outer}, {given.item}, {most})"


def helper_of(given: Input) -> str:
    return _HELPER.get(given.form, "")
