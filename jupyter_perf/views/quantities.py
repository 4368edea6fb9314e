"""Quantities of estimates in words: a number with its interval, by the formatter that it has."""

from __future__ import annotations

from collections.abc import Callable

from ..core import units
from ..core.ranges import Range

FORMATS: dict[str, Callable[[float], str]] = {
    "seconds": units.seconds,
    "peak_bytes": units.size,
    "joules": units.energy,
    "grams_co2e": units.mass,
    "usd": units.usd,
}
"""Quantity → its formatter."""
NAMES = {
    "seconds": "time",
    "peak_bytes": "memory",
    "joules": "energy",
    "grams_co2e": "CO₂e",
    "usd": "money",
}
"""Quantity → what people call it."""


def quantity(name: str, value: Range) -> str:
    """`41 s (34 to 50 s)`."""
    return said(value, FORMATS[name])


def said(value: Range, say: Callable[[float], str]) -> str:
    """A number with its interval in brackets."""
    number, interval = units.value_and_range(value.value, value.low, value.high, say)
    return f"{number} ({interval})" if interval else number


def ratio(value: Range | None) -> str:
    """`1.22× [1.15, 1.31]`; "" where there is none."""
    if value is None:
        return ""
    return units.ratio_in_brackets(value.value, value.low, value.high)
