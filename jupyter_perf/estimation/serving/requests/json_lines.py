"""One JSON object a line, as servers and gateways log; objects inside have dotted names."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ....errors import UsageError

if TYPE_CHECKING:
    import pandas

Place = tuple[str, ...]
"""Keys on the way to a value."""
LOOKED_AT = 100
"""Lines that say which fields there are."""
BLOCK_BYTES = 64 << 20


def fields(path: Path, opener: Callable[..., Any]) -> dict[Place, bool]:
    """Fields of the first lines, and whether they are text.

    Raises UsageError where no line is an object.
    """
    with opener(path, "rb") as stream:
        first = [_object(line) for line in itertools.islice(stream, LOOKED_AT)]
    if not first:
        raise UsageError(f"{path.name} is empty")
    found: dict[Place, bool] = {}
    for row in first:
        for place, value in _leaves(row or {}):
            if value is not None:
                found.setdefault(place, isinstance(value, str))
    if not found:
        raise UsageError(f"{path.name} must hold one JSON object on each line")
    return found


def read(
    path: Path, opener: Callable[..., Any], wanted: Mapping[Place, bool]
) -> tuple[pandas.DataFrame, int]:
    """The fields `wanted`, by dotted names, and how many lines are no objects."""
    import pandas
    import pyarrow

    try:
        return _at_once(path, wanted), 0
    except pyarrow.ArrowInvalid:
        # A line is cut off, or holds a word for a number: slower, one line at a time.
        with opener(path, "rb") as lines:
            rows = [_object(line) for line in lines if line.strip()]
    good = [row for row in rows if row is not None]
    columns = {".".join(place): [_at(row, place) for row in good] for place in wanted}
    return pandas.DataFrame(columns), len(rows) - len(good)


def _at_once(path: Path, wanted: Mapping[Place, bool]) -> pandas.DataFrame:
    import pyarrow
    from pyarrow import json as arrow_json

    options = arrow_json.ParseOptions(
        explicit_schema=pyarrow.schema(_schema(wanted)), unexpected_field_behavior="ignore"
    )
    with pyarrow.input_stream(str(path), compression="detect") as stream:
        table = arrow_json.read_json(
            stream, arrow_json.ReadOptions(block_size=BLOCK_BYTES), options
        )
    while any(pyarrow.types.is_struct(column.type) for column in table.columns):
        table = table.flatten()
    frame: pandas.DataFrame = table.select([".".join(place) for place in wanted]).to_pandas()
    return frame


def _schema(wanted: Mapping[Place, bool]) -> list[Any]:
    import pyarrow

    found = []
    for name in dict.fromkeys(place[0] for place in wanted):
        inside = {place[1:]: text for place, text in wanted.items() if place[0] == name}
        kind: Any = pyarrow.string() if inside.get((), False) else pyarrow.float64()
        if () not in inside:
            kind = pyarrow.struct(_schema(inside))
        found.append(pyarrow.field(name, kind))
    return found


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _leaves(row: Mapping[str, Any], before: Place = ()) -> Iterator[tuple[Place, Any]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*before, name))
        else:
            yield (*before, name), value


def _at(row: Any, place: Place) -> Any:
    for part in place:
        row = row.get(part) if isinstance(row, dict) else None
    return row
