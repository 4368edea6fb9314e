"""Columns of whatever a log is kept in, as arrays of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ....errors import UsageError
from . import columns, files, times

if TYPE_CHECKING:
    import pandas


_MOONCAKES = "hash_ids"
"""A column of Mooncake's traces, whose `timestamp` counts milliseconds from their start."""


@dataclass(frozen=True)
class Table:
    """Columns by role (`input`, `output`, `count`: numbers, NaN where a cell is none)."""

    numbers: Mapping[str, np.ndarray]
    times: times.Times | None
    where: str
    """In words: `trace.csv`, `the frame`."""
    named: Mapping[str, str]
    """Role → name of the column."""
    notes: tuple[str, ...] = ()


def table(source: object, roles: Sequence[str], given: Mapping[str, str] | None = None) -> Table:
    """The columns of `roles` that are there.

    `source` is a pandas DataFrame, a pyarrow Table or whatever can be read as one, a mapping of
    names to columns, a list of records, or the path of a file. `given` names columns by role.
    Raises UsageError where it is none of these, or can't be read.
    """
    if isinstance(source, str | Path):
        return _of_file(files.opened(Path(source)), roles, given)
    return _of_frame(_frame(source), roles, given)


def numbers(values: pandas.Series[Any]) -> np.ndarray:
    """As float64; NaN where a cell is no number."""
    import pandas

    found = pandas.to_numeric(values, errors="coerce")
    return found.to_numpy(dtype=np.float64, na_value=np.nan)


def _of_file(file: files.File, roles: Sequence[str], given: Mapping[str, str] | None) -> Table:
    import pyarrow

    found = columns.find(file.names, roles, given)
    places = list(dict.fromkeys(found.values()))
    others = [found["time"]] if "time" in found else []
    try:
        part = file.read(places, others)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file.path.name} can't be read: {error}") from error
    series = {role: part.frame.iloc[:, places.index(at)] for role, at in found.items()}
    named = {role: file.names[at] for role, at in found.items()}
    return _of_series(series, file.path.name, named, file.names, part.notes)


def _of_frame(
    frame: pandas.DataFrame, roles: Sequence[str], given: Mapping[str, str] | None
) -> Table:
    import pandas

    names = [str(name) for name in frame.columns]
    found = columns.find(names, roles, given)
    series = {role: frame.iloc[:, at] for role, at in found.items()}
    if "time" in roles and "time" not in found and isinstance(frame.index, pandas.DatetimeIndex):
        series["time"] = frame.index.to_series()
    named = {role: names[at] for role, at in found.items()}
    return _of_series(series, "the frame", named, names, ())


def _of_series(
    series: Mapping[str, pandas.Series[Any]],
    where: str,
    named: Mapping[str, str],
    names: Sequence[str],
    notes: tuple[str, ...],
) -> Table:
    lacking = [role for role in ("input", "output") if role not in series]
    if lacking:
        raise columns.missing(lacking, names, where)
    found = {role: numbers(values) for role, values in series.items() if role != "time"}
    time = named.get("time", "the index")
    in_ms = time.lower().endswith("ms") or _MOONCAKES in names
    timed = times.read(series["time"], time, in_ms=in_ms) if "time" in series else None
    return Table(found, timed, where, named, notes)


def _frame(source: object) -> pandas.DataFrame:
    import pandas

    if isinstance(source, pandas.DataFrame):
        return source
    if hasattr(source, "__arrow_c_stream__"):
        import pyarrow

        table = pyarrow.table(source)
        while any(pyarrow.types.is_struct(column.type) for column in table.columns):
            table = table.flatten()
        frame: pandas.DataFrame = table.to_pandas()
        return frame
    if isinstance(source, Mapping | list):
        try:
            return pandas.DataFrame(source)
        except (ValueError, TypeError, AttributeError) as error:
            raise UsageError(f"these columns make no table: {error}") from error
    raise UsageError(
        "requests are a log (a DataFrame, a pyarrow Table, the path of a CSV, Parquet or JSON-"
        f"lines file), a histogram, or a name; not a {type(source).__name__}"
    )
