"""How large a value would be when copied: looked at before anything is."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from types import CellType, FunctionType, MethodType, ModuleType
from typing import Any

_SAMPLE = 200
"""Elements of a container that are looked at; the others are taken to be alike."""
_DEPTH = 6


def estimated_bytes(value: object) -> int:
    """About how many bytes a copy of `value` takes, in milliseconds whatever its size.

    Arrays, frames and tensors are asked for their sizes; containers are sampled, so that what is
    shared or unevenly spread makes it an estimate only.
    """
    return _size(value, _DEPTH, set())


def _size(value: object, depth: int, seen: set[int]) -> int:
    if id(value) in seen or depth < 0:
        return 0
    if isinstance(value, (str, bytes, bytearray, int, float, complex, bool, type(None))):
        return sys.getsizeof(value)
    seen.add(id(value))
    if isinstance(value, dict):
        each = _mean(value.keys(), depth, seen) + _mean(value.values(), depth, seen)
        return sys.getsizeof(value) + int(len(value) * each)
    if isinstance(value, (list, tuple)):
        some = value[:: max(1, len(value) // _SAMPLE)]
        return sys.getsizeof(value) + int(len(value) * _mean(some, depth, seen))
    if isinstance(value, (set, frozenset, deque)):
        return sys.getsizeof(value) + int(len(value) * _mean(value, depth, seen))
    known = _of_library(value, depth, seen)
    return known if known is not None else _of_object(value, depth, seen)


def _mean(elements: Iterable[object], depth: int, seen: set[int]) -> float:
    """The mean size of some of the elements."""
    sizes = [_size(element, depth - 1, seen) for element in islice(elements, 2 * _SAMPLE)]
    return sum(sizes) / len(sizes) if sizes else 0.0


def _of_library(value: Any, depth: int, seen: set[int]) -> int | None:
    """The size of an array, frame, column or tensor; None for anything else."""
    root = type(value).__module__.split(".")[0]
    if root == "pandas":
        return _of_pandas(value, depth, seen)
    if root == "numpy" and hasattr(value, "nbytes") and hasattr(value, "dtype"):
        return _of_array(value, depth, seen)
    if root == "torch" and hasattr(value, "untyped_storage"):
        return int(value.untyped_storage().nbytes())
    if root == "polars" and hasattr(value, "estimated_size"):
        return int(value.estimated_size())
    if root == "pyarrow" and isinstance(getattr(value, "nbytes", None), int):
        return int(value.nbytes)
    return None


def _of_array(array: Any, depth: int, seen: set[int]) -> int:
    size = int(array.nbytes)
    if array.dtype.hasobject and array.size:
        step = max(1, array.size // _SAMPLE)
        size += int(array.size * _mean(array.flat[::step].tolist(), depth, seen))
    return size


def _of_pandas(value: Any, depth: int, seen: set[int]) -> int | None:
    kind = type(value).__name__
    if kind == "DataFrame":
        count = value.shape[1]
        some = range(0, count, max(1, count // _SAMPLE))
        sizes = [_of_column(value.iloc[:, i].array, depth, seen) for i in some]
        columns: int = sum(sizes) * count // max(1, len(sizes))
        return columns + _of_index(value.index, depth, seen)
    if kind == "Series":
        return _of_column(value.array, depth, seen) + _of_index(value.index, depth, seen)
    if "Index" in kind and hasattr(value, "memory_usage"):
        return _of_index(value, depth, seen)
    return None


def _of_index(index: Any, depth: int, seen: set[int]) -> int:
    if hasattr(index, "levels"):
        codes = sum(int(code.nbytes) for code in index.codes)
        return codes + sum(_of_index(level, depth, seen) for level in index.levels)
    if type(index).__name__ == "RangeIndex":
        return 128
    return _of_column(index.array, depth, seen)


def _of_column(array: Any, depth: int, seen: set[int]) -> int:
    size = int(getattr(array, "nbytes", 0))
    if str(array.dtype) == "object" or getattr(array.dtype, "storage", "") == "python":
        step = max(1, len(array) // _SAMPLE)
        size += int(len(array) * _mean(array[::step].tolist(), depth, seen))
    return size


def _of_object(value: object, depth: int, seen: set[int]) -> int:
    if isinstance(value, (type, ModuleType)):
        return 0  # found again by name, or a few methods
    inside: list[object] = []
    size = 0
    try:
        inside = list(_inside(value))
        size = sys.getsizeof(value)
    # Classes may define their size and attributes themselves, and fail in any way.
    except Exception:
        inside = inside or []
    return size + sum(_size(part, depth - 1, seen) for part in inside)


def _inside(value: object) -> Iterator[object]:
    """What an object of any class holds."""
    yield getattr(value, "__dict__", None)
    if isinstance(value, FunctionType):
        yield value.__defaults__
        yield [cell.cell_contents for cell in value.__closure__ or () if cell != CellType()]
    elif isinstance(value, MethodType):
        yield value.__self__
    elif isinstance(value, partial):
        yield from (value.func, value.args, value.keywords)
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            yield getattr(value, slot, None)
