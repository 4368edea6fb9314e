"""A few values of the user's in words: only for those who said that they may be sent."""

from __future__ import annotations

import reprlib
from typing import Any

from ..core.kinds import is_frame, is_series

MOST_COLUMNS = 40
"""Columns of a table that are named, and shown."""
_ROWS, _ELEMENTS, _MOST_CHARACTERS = 3, 6, 600


def some_of(value: Any) -> str:
    """The first rows or elements, on one line; empty where they can't be shown."""
    # `repr` of a user's class is user code, and may raise anything.
    try:
        return " ".join(_shown(value).split("\n"))[:_MOST_CHARACTERS]
    except Exception:
        return ""


def _shown(value: Any) -> str:
    if is_frame(value):
        few = value.iloc[:_ROWS, :MOST_COLUMNS]
        rows = [dict(zip(few.columns, row, strict=True)) for row in few.itertuples(index=False)]
        return _brief().repr(rows)
    if is_series(value):
        return _brief().repr(value.iloc[:_ROWS].to_list())
    if hasattr(value, "reshape") and hasattr(value, "tolist") and getattr(value, "ndim", None):
        return _brief().repr(value.reshape(-1)[:_ELEMENTS].tolist())
    return _brief().repr(value)


def _brief() -> reprlib.Repr:
    brief = reprlib.Repr()
    brief.maxlist = brief.maxtuple = brief.maxset = brief.maxdeque = _ELEMENTS
    brief.maxdict, brief.maxlevel = MOST_COLUMNS, 3
    brief.maxstring = brief.maxother = 80
    return brief
