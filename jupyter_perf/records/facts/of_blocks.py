"""The facts of loops' cycles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.units import short, trimmed
from .plain import first_of, number_of, text_of, within
from .short import Facts, any_kind


def blocks(data: Mapping[str, Any]) -> Facts:
    """Of the first block on the first target: `4.2 cycles on zen4`, and how long an iteration takes
    where the clock is known."""
    found = first_of(first_of(data, "blocks"), "predictions")
    cycles, target = within(found, "cycles"), text_of(found.get("target"))
    value = number_of(cycles.get("value"))
    plain = any_kind(data)
    if value is None:
        return plain
    said = trimmed(short(value))
    hertz = number_of(found.get("clock_hz"))
    if not hertz:
        return replace(plain, outcome=f"{said} cycles on {target}")
    ends = [number_of(cycles.get(name)) for name in ("value", "low", "high")]
    seconds = [None if end is None else end / hertz for end in ends]
    return replace(
        plain,
        outcome=f"{said} cycles on {target}",
        predicted=seconds[0],
        predicted_low=seconds[1],
        predicted_high=seconds[2],
    )
