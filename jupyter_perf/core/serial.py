"""Results as JSON and back by their dataclasses' fields, and as tables."""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import types
import typing
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .ranges import Range

if TYPE_CHECKING:
    import pandas as pd

_VERSION = 1
T = TypeVar("T")


def dumps(result: Any) -> str:
    """The JSON of a dataclass of plain data, ranges and tuples."""
    return json.dumps({"version": _VERSION, "is": type(result).__name__, **_plain(result)})


def loads(kind: type[T], text: str) -> T:
    """The object that `dumps` wrote. Raises ValueError for anything else."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("version", None) != _VERSION:
            raise ValueError(f"not a {kind.__name__} of this version")
        if data.pop("is", None) != kind.__name__:
            raise ValueError(f"not a {kind.__name__}")
        made: T = _read(kind, data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return made


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _read(kind: Any, data: Any) -> Any:
    """`data` as an object of the annotated type `kind`."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _read_union(typing.get_args(kind), data)
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast("type", kind))
        return kind(**{name: _read(hints[name], each) for name, each in data.items()})  # type: ignore[operator]
    if origin is typing.Literal:
        if data not in typing.get_args(kind):
            raise TypeError(f"one of {typing.get_args(kind)} was expected")
        return data
    if origin is tuple:
        return tuple(_read(typing.get_args(kind)[0], each) for each in data)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _read(typing.get_args(kind)[1], each) for key, each in data.items()}
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is not Any and not isinstance(data, kind):
        raise TypeError(f"a {kind.__name__} was expected")
    return data


def _read_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in kinds:
        return None
    if isinstance(data, dict):
        return _read(next(kind for kind in kinds if dataclasses.is_dataclass(kind)), data)
    plain = [k for k in kinds if k is not type(None) and not dataclasses.is_dataclass(k)]
    exact = [kind for kind in plain if type(data) is kind]
    return _read((exact or plain)[0], data)


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def frame(rows: Iterable[Any]) -> pd.DataFrame:
    """A table of dataclasses; a range becomes three columns."""
    import pandas as pd

    return pd.DataFrame([_flat(row) for row in rows])


def _flat(row: Any) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        flat |= _three(field.name, value) if _is_ranged(field) else {field.name: value}
    return flat


def _is_ranged(field: dataclasses.Field[Any]) -> bool:
    return "Range" in str(field.type)


def _three(name: str, value: Range | None) -> dict[str, float]:
    ends = (math.nan,) * 3 if value is None else (value.value, value.low, value.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))


def comparison_frame(estimates: Iterable[Any], quantities: tuple[str, ...]) -> pd.DataFrame:
    """One row per target."""
    import pandas as pd

    rows = []
    for each in estimates:
        row: dict[str, Any] = {"target": each.target, "bound": each.bound}
        for name in quantities:
            row |= _three(name, getattr(each, name))
            row[f"{name}_reason"] = each.reasons.get(name, "")
        rows.append(row)
    return pd.DataFrame(rows)
