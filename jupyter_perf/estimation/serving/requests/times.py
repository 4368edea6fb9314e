"""When requests came: whatever a column of timestamps holds, as seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ....errors import UsageError

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
    notes: tuple[str, ...] = ()


def read(column: pandas.Series[Any], name: str = "", *, in_ms: bool = False) -> Times:
    """Dates, ISO 8601 texts (a zone's offset is applied, so that hours are UTC's), or seconds since
    1970 and their thousandths, millionths, billionths. Small numbers count from the start: seconds,
    or thousandths (`in_ms`). `name` is what messages call the column. Raises UsageError where there
    are other texts alone.
    """
    import pandas

    notes: tuple[str, ...] = ()
    if not pandas.api.types.is_datetime64_any_dtype(column):
        counted = pandas.to_numeric(column, errors="coerce").to_numpy(np.float64, na_value=np.nan)
        numbers = int(np.isfinite(counted).sum())
        if 2 * numbers >= int(column.notna().sum()):
            return _counted(counted, 1e3 if in_ms else 1.0)
        texts = column
        column = pandas.to_datetime(texts, errors="coerce", utc=True, format="ISO8601")
        if not column.notna().any():
            raise UsageError(
                f"no time in {name!r} is understood, such as {str(texts.dropna().iloc[0])[:40]!r}:"
                " ISO 8601 is, and seconds since 1970; or say the `rate`"
            )
    elif column.dt.tz is not None and str(column.dt.tz) != "UTC":
        notes += (f"hours are those of UTC, not of {column.dt.tz}",)
    if column.dt.tz is not None:
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    stamps = column.to_numpy("datetime64[us]")
    seconds = np.where(np.isnat(stamps), np.nan, stamps.astype(np.int64) / 1e6)
    return Times(_plausible(seconds), dated=True, notes=notes)


def _counted(values: np.ndarray, unit: float) -> Times:
    values = np.where(np.isfinite(values), values, np.nan)
    typical = float(np.nanmedian(values)) if len(values) else 0.0
    parts = next((parts for above, parts in _FINER if typical > above), None)
    dated = parts is not None or typical >= _EARLIEST
    seconds = _plausible(values / (parts or (1.0 if dated else unit)))
    if dated:
        return Times(seconds, dated)
    return Times(seconds, dated, (f"times are taken to be {'milli' if unit > 1 else ''}seconds",))


def _plausible(seconds: np.ndarray) -> np.ndarray:
    """Without a few zeros among dates, which stand for times that nobody knows."""
    found: np.ndarray = np.where((seconds >= 0) & (seconds < _LATEST), seconds, np.nan)
    if np.isfinite(found).any() and np.nanmedian(found) >= _EARLIEST:
        found = np.where(found >= _EARLIEST, found, np.nan)
    return found
