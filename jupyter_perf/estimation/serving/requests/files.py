"""Logs in files: CSV, Parquet and JSON, of which only the columns that are wanted are read."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ....core import units
from ....errors import UsageError
from . import json_lines

if TYPE_CHECKING:
    import pandas

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open}
# Logs with whole prompts in them have long rows, and no row may be longer than a block.
BLOCK_BYTES = 32 << 20


@dataclass(frozen=True)
class Part:
    """Columns of a file, in the order in which they were asked for."""

    frame: pandas.DataFrame
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """A file whose columns are known and not read yet."""

    path: Path
    names: tuple[str, ...]
    read: Callable[[Sequence[int], Sequence[int]], Part]
    """Positions of columns, and those among them that may be no numbers → their values."""


def opened(path: Path) -> File:
    """Raises UsageError where there is no such file, or it is of another kind or can't be read."""
    import pyarrow

    if not path.is_file():
        kind = "a folder" if path.is_dir() else "not there"
        raise UsageError(f"{path} is {kind}: give the path of a CSV, Parquet or JSON-lines file")
    suffix = (path.with_suffix("") if path.suffix in _OPENERS else path).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise UsageError(f"{path.name}: logs are read from {', '.join(_READERS)} (also .gz)")
    try:
        return reader(path)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} can't be read: {error}") from error


def _csv(path: Path) -> File:
    from pyarrow import csv

    with _OPENERS.get(path.suffix, open)(path, "rb") as stream:
        first = stream.readline(BLOCK_BYTES)
    if not first.strip():
        raise UsageError(f"{path.name} is empty")
    delimiter = max(",;\t", key=lambda sign: first.count(sign.encode()))
    skipped: list[int] = []

    def skip(row: Any) -> str:
        skipped.append(1)
        return "skip"

    # A prompt in quotes may have lines of its own.
    parsing = csv.ParseOptions(
        delimiter=delimiter, newlines_in_values=True, invalid_row_handler=skip
    )
    reading = csv.ReadOptions(block_size=BLOCK_BYTES)
    with csv.open_csv(path, read_options=reading, parse_options=parsing) as stream:
        schema = stream.schema

    def read(wanted: Sequence[int], others: Sequence[int]) -> Part:
        skipped.clear()
        kinds = {schema.names[at]: _kind(schema, at, at in others) for at in wanted}
        frame = _csv_columns(path, kinds, read_options=reading, parse_options=parsing)
        rows = len(skipped)
        left_out = units.counted(rows, "row")
        notes = (f"{left_out} of {path.name} with too many or too few cells left out",)
        return Part(frame, notes if rows else ())

    return File(path, tuple(schema.names), read)


def _kind(schema: Any, at: int, other: bool) -> Any:
    import pyarrow

    return schema.types[at] if other else pyarrow.float64()


def _csv_columns(path: Path, kinds: dict[str, Any], **options: Any) -> pandas.DataFrame:
    import pyarrow
    from pyarrow import csv

    def columns(kinds: dict[str, Any]) -> pandas.DataFrame:
        converting = csv.ConvertOptions(
            include_columns=list(kinds), column_types=kinds, strings_can_be_null=True
        )
        table = csv.read_csv(path, convert_options=converting, **options)
        frame: pandas.DataFrame = table.to_pandas()
        return frame

    try:
        return columns(kinds)
    except pyarrow.ArrowInvalid:
        # Some cell is no number: read as text, so that it alone is left out later.
        return columns(dict.fromkeys(kinds, pyarrow.string()))


def _parquet(path: Path) -> File:
    import pyarrow
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        names = tuple(_leaves(file.schema_arrow))

    def read(wanted: Sequence[int], others: Sequence[int]) -> Part:
        chosen = [names[at] for at in wanted]
        with parquet.ParquetFile(path) as file:
            table = file.read(columns=chosen)
        while any(pyarrow.types.is_struct(column.type) for column in table.columns):
            table = table.flatten()
        return Part(table.select(chosen).to_pandas())

    return File(path, names, read)


def _leaves(fields: Any, before: str = "") -> list[str]:
    """Names of columns, of those inside structures with dots."""
    from pyarrow import types

    found: list[str] = []
    for field in fields:
        name = before + field.name
        inner = types.is_struct(field.type)
        found += _leaves(field.type, name + ".") if inner else [name]
    return found


def _json(path: Path) -> File:
    opener = _OPENERS.get(path.suffix, open)
    fields = json_lines.fields(path, opener)
    paths = list(fields)

    def read(wanted: Sequence[int], others: Sequence[int]) -> Part:
        chosen = {paths[at]: fields[paths[at]] for at in wanted}
        frame, bad = json_lines.read(path, opener, chosen)
        lines = units.counted(bad, "line")
        notes = (f"{lines} of {path.name} left out: no JSON object",)
        return Part(frame, notes if bad else ())

    return File(path, tuple(".".join(each) for each in paths), read)


_READERS: dict[str, Callable[[Path], File]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".parquet": _parquet,
    ".pq": _parquet,
    ".jsonl": _json,
    ".ndjson": _json,
    ".json": _json,
}
