"""Reads what methods were asked for; a text (as from a magic's line) does for a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...errors import UsageError
from ..making import Making


def number(
    making: Making, method: str, name: str, default: float, low: float, high: float
) -> float:
    """From `low` to `high`, both included. Raises UsageError for anything else."""
    given = making.option(method, name, default)
    try:
        value = float(given)
    except (TypeError, ValueError):
        value = float("nan")
    if isinstance(given, bool) or not low <= value <= high:
        raise UsageError(f"`{method}.{name}` is {given!r}: give a number from {low:g} to {high:g}")
    return value


def whole(making: Making, method: str, name: str, default: int, low: int = 1) -> int:
    """From `low` on. Raises UsageError for anything else."""
    given = making.option(method, name, default)
    try:
        value = int(given)
        exact = value == float(given)
    except (TypeError, ValueError, OverflowError):
        value, exact = 0, False
    if isinstance(given, bool) or not exact or value < low:
        raise UsageError(f"`{method}.{name}` is {given!r}: give a whole number from {low} on")
    return value


def switch(making: Making, method: str, name: str, default: bool) -> bool:
    """Yes or no. Raises UsageError for what is neither."""
    given = making.option(method, name, default)
    known = {"true": True, "yes": True, "on": True, "1": True}
    known |= {"false": False, "no": False, "off": False, "0": False}
    found = known.get(str(given).strip().lower())
    if found is None:
        raise UsageError(f"`{method}.{name}` is {given!r}: give True or False")
    return found


def choices(
    making: Making, method: str, name: str, default: Sequence[str], known: Iterable[str]
) -> list[str]:
    """Some of the `known`, in the order given. Raises UsageError for others, and for none."""
    found = names(making, method, name, default)
    allowed = list(known)
    strange = [each for each in found if each not in allowed]
    if strange or not found:
        said = repr(strange[0]) if strange else "empty"
        raise UsageError(f"`{method}.{name}` is {said}: known are {', '.join(allowed)}")
    return found


def names(making: Making, method: str, name: str, default: Sequence[str] = ()) -> list[str]:
    """A list of texts, or one with commas. Raises UsageError for anything else."""
    given = making.option(method, name, default)
    if isinstance(given, str):
        return [each.strip() for each in given.split(",") if each.strip()]
    if not isinstance(given, Iterable):
        given = [given]
    found = list(given)
    if not all(isinstance(each, str) for each in found):
        raise UsageError(f"`{method}.{name}` is {given!r}: give names, with commas between them")
    return found


def places(making: Making, method: str, name: str, count: int) -> list[int]:
    """Which of `count` things, from 0: all of them by default; a number is that many, the first
    ones; `"3-12,15"` and a list are places. Raises UsageError for anything else."""
    given = making.option(method, name, None)
    if given is None:
        return list(range(count))
    if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
        return list(range(min(given, count)))
    try:
        parts = given.split(",") if isinstance(given, str) else list(given)
        found = sorted({place for part in parts for place in _run(part)})
    except (TypeError, ValueError, AttributeError):
        found = [-1]
    if not found or found[0] < 0 or found[-1] >= count:
        raise UsageError(
            f"`{method}.{name}` is {given!r}: give places from 0 to {count - 1}, such as "
            f"`0-{max(0, count // 2)}` or [0, {count - 1}], or how many of the first ones"
        )
    return found


def _run(part: object) -> Iterable[int]:
    if isinstance(part, int):
        return [part]
    first, _, last = str(part).strip().partition("-")
    return range(int(first), int(last or first) + 1)
