"""What calls of builtins and of methods of plain values give, where it costs nothing to tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from .values import (
    UNKNOWN,
    Fields,
    Gapped,
    Items,
    Unknown,
    Workers,
    is_plain,
    is_tabular,
    items_of,
    joined,
    native,
    text_of,
)

_TEXT: tuple[str, ...] = (
    *("strip", "lstrip", "rstrip", "lower", "upper", "title", "replace", "split", "splitlines"),
    *("removeprefix", "removesuffix", "capitalize", "startswith", "endswith", "get"),
)
_TABLE: tuple[str, ...] = (
    *("head", "tail", "dropna", "drop_duplicates", "unique", "tolist", "to_list", "nunique"),
    *("reset_index", "copy", "fillna", "sort_values", "keys", "sum", "isna", "notna"),
)
_LARGEST = 2_000_000
_FAILED = (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError)
_SAME = (
    "list",
    "tuple",
    "set",
    "sorted",
    "iter",
    "reversed",
    "tqdm",
    "trange",
    "track",
    "as_completed",
)


def builtin(name: str, given: Sequence[Any], named: dict[str, Any]) -> Any:
    """What the builtin (or well-known helper) called `name` gives of these arguments."""
    if name == "trange":
        name, given = "range", [each for each in given if type(each) is int]
    found = _BUILTINS.get(name)
    if found is not None:
        try:
            return found(*given)
        except _FAILED:
            return UNKNOWN
    if name in _SAME and given:
        return items_of(given[0]) or UNKNOWN
    if name in ("ThreadPoolExecutor", "ProcessPoolExecutor", "ThreadPool", "Pool"):
        most = named.get("max_workers", named.get("processes", given[0] if given else None))
        return Workers(float(most) if type(most) is int else 8.0)
    if name in ("Semaphore", "BoundedSemaphore", "CapacityLimiter", "AsyncLimiter"):
        most = named.get("value", given[0] if given else 1)
        return Workers(float(most)) if type(most) in (int, float) else UNKNOWN
    return UNKNOWN


def method(whole: Any, name: str, given: Sequence[Any], named: dict[str, Any]) -> Any:
    """What `whole.name(…)` gives; `whole` is a plain value and is left as it is."""
    if isinstance(whole, str):
        return _of_text(whole, name, given)
    if isinstance(whole, dict):
        return _of_dictionary(whole, name, given)
    if is_tabular(whole):
        return _of_table(whole, name, given, named)
    return UNKNOWN


def _of_text(whole: str, name: str, given: Sequence[Any]) -> Any:
    if name == "format":
        return joined([whole, *given])
    if name == "join" and given:
        return _join(whole, given[0])
    if name in _TEXT and all(is_plain(each) for each in given):
        try:
            made = getattr(str(whole), name)(*given)
        except _FAILED:
            return UNKNOWN
        gaps = whole.gaps if isinstance(whole, Gapped) else 0
        return Gapped(made, gaps) if gaps and isinstance(made, str) else made
    return UNKNOWN


def _join(between: str, parts: Any) -> Any:
    if isinstance(parts, list | tuple):
        return joined(parts, between)
    items = items_of(parts)
    if items is None or items.count > 20_000:
        return UNKNOWN
    import random

    chosen = random.Random(0)
    some = [items.pick(chosen) for _ in range(min(20, int(items.count)))]
    text = joined(some, between)
    # As long as all of them, made of some of them: what matters is how much it is.
    times = items.count / len(some) if some else 0
    whole = (str(text) * int(times + 1))[: int(len(text) * times)]
    gaps = text.gaps if isinstance(text, Gapped) else 0
    return Gapped(whole, round(gaps * times)) if gaps else whole


def _of_dictionary(whole: dict[Any, Any], name: str, given: Sequence[Any]) -> Any:
    if name == "get" and given and isinstance(given[0], str | int | float):
        return whole.get(given[0], given[1] if len(given) > 1 else None)
    if name in ("items", "keys", "values"):
        return list(getattr(whole, name)())
    return UNKNOWN


def _of_table(whole: Any, name: str, given: Sequence[Any], named: dict[str, Any]) -> Any:
    kind = type(whole).__name__
    if name in ("iterrows", "itertuples", "items", "to_dict") and kind == "DataFrame":
        return _rows(whole, name, given, named)
    if name in ("items", "iteritems") and kind == "Series":
        return Items(len(whole), lambda random: _pair(whole, random.randrange(len(whole))))
    if name == "sample":
        count = given[0] if given else named.get("n", 1)
        share = named.get("frac")
        if isinstance(share, int | float):
            count = round(share * len(whole))
        return whole.head(min(count, len(whole))) if type(count) is int else UNKNOWN
    if name in ("tolist", "to_list") and whole.size > _LARGEST:
        return whole
    if name == "groupby":
        return _groups(whole, given[0] if given else named.get("by"))
    known = all(is_plain(each) for each in (*given, *named.values()))
    if name in _TABLE and known and whole.size <= _LARGEST and not named.get("inplace"):
        try:
            return getattr(whole, name)(*given, **named)
        except _FAILED:
            return UNKNOWN
    return UNKNOWN


def _rows(whole: Any, name: str, given: Sequence[Any], named: dict[str, Any]) -> Any:
    if name == "items":
        return Items(whole.shape[1], lambda random: _column(whole, random))
    if name == "to_dict" and (given[:1] or [named.get("orient")])[0] != "records":
        return UNKNOWN

    def row(random: Any) -> Any:
        at = random.randrange(len(whole))
        values = {column: native(whole[column].iloc[at]) for column in whole.columns}
        if name == "iterrows":
            return whole.index[at], values
        if name == "to_dict":
            return values
        fields = {str(column): found for column, found in values.items()}
        return Fields({"Index": whole.index[at], **fields})

    return Items(len(whole), row)


def _column(whole: Any, random: Any) -> tuple[Any, Any]:
    name = random.choice(list(whole.columns))
    return name, whole[name]


def _pair(whole: Any, at: int) -> tuple[Any, Any]:
    return whole.index[at], whole.iloc[at]


def _groups(whole: Any, by: Any) -> Any:
    """As many as there are keys; what is in one isn't looked at."""
    if isinstance(by, str) and type(whole).__name__ == "DataFrame" and by in whole.columns:
        keys = whole[by]
        if keys.size <= _LARGEST and not isinstance(keys.iloc[:1].squeeze(), list | dict):
            names = keys.dropna().unique()
            return Items(len(names), lambda random: (names[random.randrange(len(names))], UNKNOWN))
    return UNKNOWN


def _length(whole: Any) -> Any:
    if isinstance(whole, Items):
        return int(whole.count)
    return len(whole) if is_plain(whole) else UNKNOWN


def _zipped(*parts: Any) -> Any:
    all_items = [items_of(part) for part in parts]
    if not all_items or any(items is None for items in all_items):
        return UNKNOWN
    known = [items for items in all_items if items is not None]
    count = min(items.count for items in known)

    def pick(random: Any) -> Any:
        return tuple(items.pick(random) for items in known)

    return Items(count, pick)


def _counted(whole: Any, start: Any = 0) -> Any:
    items = items_of(whole)
    if items is None:
        return UNKNOWN
    return Items(items.count, lambda random: (0, items.pick(random)), items.most)


def _dumped(whole: Any, *_others: Any) -> Any:
    return json.dumps(whole, default=str) if is_plain(whole) else UNKNOWN


def _text(whole: Any = "") -> Any:
    return text_of(whole) if not isinstance(whole, Unknown | Items) else Gapped("", 1)


def _numbers(*ends: Any) -> Any:
    return range(*ends) if all(type(end) is int for end in ends) else UNKNOWN


_BUILTINS: dict[str, Callable[..., Any]] = {
    "len": _length,
    "range": _numbers,
    "zip": _zipped,
    "enumerate": _counted,
    "str": _text,
    "dumps": _dumped,
    "int": lambda found=0: int(found) if type(found) in (int, float, str) else UNKNOWN,
    "min": lambda *found: min(*found) if all(type(e) in (int, float) for e in found) else UNKNOWN,
    "max": lambda *found: max(*found) if all(type(e) in (int, float) for e in found) else UNKNOWN,
    "dict": lambda *found: dict(found[0]) if found and isinstance(found[0], dict) else UNKNOWN,
}
