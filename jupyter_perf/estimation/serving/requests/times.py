"""When requests came: whatever a column of timestamps holds, as seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas

# Seconds since 1970 are below the first of these until the year 5138; what is above counts finer.
_FINER = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))
# Below this, numbers count from the start of the log: as dates they would be before 2001.
_EARLIEST = 1e9
_LATEST = 7.2e9
"""Seconds: later than 2198, no request has come."""


@dataclass(frozen=True)
class Times:
    """`seconds` (n,), NaN where there is no time; since 1970, or since the log's start."""

    seconds: np.ndarray
    dated: bool
    """Whether they say which hour of the day it was."""


def read(column: pandas.Series[Any], name: str = "") -> Times:
    """Dates, ISO 8601 texts (a zone's offset is applied, so that hours are UTC's), or seconds since
    1970 and their thousandths, millionths, billionths. Small numbers count from the start: seconds,
    or thousandths where the column's `name` ends in `ms`.
    """
    import pandas

    if not pandas.api.types.is_datetime64_any_dtype(column):
        counted = pandas.to_numeric(column, errors="coerce").to_numpy(np.float64, na_value=np.nan)
        if np.isfinite(counted).any() or not len(column):
            return _counted(counted, 1e3 if name.lower().endswith("ms") else 1.0)
        column = pandas.to_datetime(column, errors="coerce", utc=True, format="ISO8601")
    if column.dt.tz is not None:
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    stamps = column.to_numpy("datetime64[us]")
    seconds = np.where(np.isnat(stamps), np.nan, stamps.astype(np.int64) / 1e6)
    return Times(_plausible(seconds), dated=True)


def _counted(values: np.ndarray, unit: float) -> Times:
    values = np.where(np.isfinite(values), values, np.nan)
    typical = float(np.nanmedian(values)) if len(values) else 0.0
    parts = next((parts for above, parts in _FINER if typical > above), None)
    dated = parts is not None or typical >= _EARLIEST
    return Times(_plausible(values / (parts or (1.0 if dated else unit))), dated)


def _plausible(seconds: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.where((seconds >= 0) & (seconds < _LATEST), seconds, np.nan)
    return found
