"""Reading a result's JSON, which may be of an older version: what isn't there is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def first_of(data: Any, name: str) -> Mapping[str, Any]:
    """The first of the dictionaries listed under `name`; empty where there is none."""
    found = data.get(name) if isinstance(data, dict) else None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, dict) else {}


def within(data: Any, *names: str) -> Mapping[str, Any]:
    """The dictionary at `data[name][name]…`; empty where there is none."""
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def dicts_in(value: Any) -> list[Mapping[str, Any]]:
    """The dictionaries of a list; none where it is something else."""
    return [each for each in (value if isinstance(value, list) else []) if isinstance(each, dict)]


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def texts_of(value: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def number_of(value: Any) -> float | None:
    """A finite number: SQLite would keep NaN as NULL, and JSON has no word for infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < float("inf") else None


def pair_of(value: Any) -> tuple[float | None, float | None]:
    if isinstance(value, list) and len(value) == 2:
        return number_of(value[0]), number_of(value[1])
    return None, None
