"""What the reading of a cell knows of a value: the value itself, a text with gaps, or nothing.

Only values of the plain kinds and of pandas' and numpy's own types are ever touched; nothing here
runs a user's method.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_SHOWN = 100
"""Items of a long list that stand for all where it is put into a text."""
MOST_CHARS = 2_000_000
"""Of a text that is made of many items; a longer one counts as partly unknown."""


class Unknown:
    """A value that can't be known without running the cell; so is whatever is taken from it."""

    def __repr__(self) -> str:
        return "unknown"


UNKNOWN = Unknown()


class Gapped(str):
    """A text of which some parts are unknown, such as a model's earlier answer."""

    gaps: int

    def __new__(cls, text: str, gaps: int) -> Gapped:
        made = super().__new__(cls, text)
        made.gaps = gaps
        return made


@dataclass(frozen=True)
class Items:
    """What a loop goes over: how many there are, and one of them."""

    count: float
    pick: Callable[[Any], Any]
    """A random generator → an item."""
    most: bool = False
    """Whether `count` is only the most that there can be."""


@dataclass(frozen=True)
class Workers:
    """A pool, or a semaphore: the most calls at once."""

    most: float


@dataclass(frozen=True)
class Fields:
    """A row as `itertuples` gives it."""

    values: Mapping[str, Any]


def is_plain(value: object) -> bool:
    """Whether `value` is of a kind that may be touched."""
    kind = type(value)
    if kind in (str, Gapped, int, float, bool, bytes, list, tuple, dict, set, range, type(None)):
        return True
    if kind.__module__.partition(".")[0] == "pandas":
        return is_tabular(value) or kind.__name__.endswith(("Array", "Timestamp", "Timedelta"))
    return kind.__module__ == "numpy" and hasattr(kind, "dtype")


def is_tabular(value: object) -> bool:
    """Whether it is one of pandas' own frames, series or indexes."""
    kind = type(value)
    return kind.__module__.partition(".")[0] == "pandas" and kind.__name__ in (
        *("DataFrame", "Series", "Index", "RangeIndex", "DatetimeIndex", "Categorical"),
    )


def items_of(value: object) -> Items | None:
    """What `for … in value` goes over; None where that isn't known."""
    if isinstance(value, Items):
        return value
    if isinstance(value, Unknown) or not is_plain(value):
        return None
    listed: Any = value
    if is_tabular(value) and type(value).__name__ == "DataFrame":
        listed = list(listed.columns)
    elif is_tabular(value) and type(value).__name__ == "Series":
        return Items(len(listed), lambda random: native(listed.iloc[random.randrange(len(listed))]))
    if isinstance(value, dict | set):
        listed = list(listed)
    if not isinstance(listed, Sequence) and not hasattr(listed, "__len__"):
        return None
    try:
        count = len(listed)
    except TypeError:  # an array without dimensions
        return None
    return Items(count, lambda random: native(listed[random.randrange(count)]))


def text_of(value: object) -> str:
    """As a formatted string or `str` would have it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple | set | dict) and len(value) > MOST_SHOWN:
        some = str(list(itertools.islice(value, MOST_SHOWN)))[:MOST_CHARS]
        times = len(value) // MOST_SHOWN
        fitting = max(1, MOST_CHARS // len(some))
        return some * times if times <= fitting else Gapped(some * fitting, 1)
    return str(value) if is_plain(value) else Gapped("", 1)


def joined(parts: Sequence[object], between: str = "") -> str:
    """Texts one after another, with the gaps of all of them."""
    texts = [text_of(part) for part in parts]
    gaps = sum(gaps_in(text) for text in texts)
    whole = between.join(texts)
    return Gapped(whole, gaps) if gaps else whole


def gaps_in(text: object) -> int:
    return text.gaps if isinstance(text, Gapped) else 0


def native(value: Any) -> Any:
    """A number of numpy's as Python's."""
    kind = type(value)
    if kind.__module__ == "numpy" and getattr(value, "ndim", 1) == 0 and kind.__name__ != "ndarray":
        return value.item()
    return value
