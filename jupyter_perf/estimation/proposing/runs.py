"""Recorded runs as a table of configurations: what a run was asked is in its `options`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

OPTIONS = "options"


def unfolded(
    frame: Any, columns: Iterable[str] | None
) -> tuple[Any, tuple[str, ...] | Iterable[str] | None]:
    """(table, columns of the design): of `jp.history()` its options, a column each.

    Without `columns` those options are the design that differ among the runs: everything else says
    which run it was, or what came out of it. Other tables stay as they are.
    """
    import pandas as pd

    if not isinstance(frame, pd.DataFrame) or OPTIONS not in frame.columns:
        return frame, columns
    options = frame[OPTIONS]
    if not options.map(lambda each: isinstance(each, Mapping)).all():
        return frame, columns
    fields = _fields(options)
    wide = frame.drop(columns=OPTIONS).join(fields)
    if columns is not None:
        return wide, columns
    return wide, tuple(str(name) for name in fields if fields[name].nunique(dropna=False) > 1)


def _fields(options: pd.Series[Any]) -> pd.DataFrame:
    import pandas as pd

    rows = [{str(name): _plain(value) for name, value in each.items()} for each in options]
    return pd.DataFrame(rows, index=options.index).rename(columns=lambda name: f"{OPTIONS}.{name}")


def _plain(value: Any) -> Any:
    """Lists and mappings as one category each."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, sort_keys=True, default=str)
