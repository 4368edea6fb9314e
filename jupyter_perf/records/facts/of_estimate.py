"""The facts of an estimate, and of several held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .plain import dicts_in, number_of, within
from .short import Facts, any_kind


def estimate(data: Mapping[str, Any]) -> Facts:
    predicted = within(data, "seconds")
    value, low, high = (number_of(predicted.get(name)) for name in ("value", "low", "high"))
    run = within(data, "actual")
    actual = number_of(run.get("seconds")) if run.get("ended", "done") == "done" else None
    return replace(
        any_kind(data),
        outcome=_estimate_outcome(data, actual),
        predicted=value,
        predicted_low=low,
        predicted_high=high,
        actual=actual,
    )


def _estimate_outcome(data: Mapping[str, Any], actual: float | None) -> str:
    predicted = within(data, "seconds")
    low, high = predicted.get("low"), predicted.get("high")
    if actual is not None:  # others' work isn't predicted
        actual -= number_of(within(data, "actual").get("waited_seconds")) or 0.0
    if actual is not None and isinstance(low, int | float) and isinstance(high, int | float):
        return "right" if low <= actual <= high else "off"
    if predicted or (data.get("kind") == "api" and data.get("usd")):
        return "measured" if data.get("measured") is True else "estimated"
    return "stopped" if data.get("stopped") else "refused"


def comparison(data: Mapping[str, Any]) -> Facts:
    """Of the target that was run on, else of the fastest."""
    all_ = [estimate(each) for each in dicts_in(data.get("estimates"))]
    timed = [facts for facts in all_ if facts.predicted is not None]
    if not timed:
        return all_[0] if all_ else Facts()
    run = [facts for facts in timed if facts.actual is not None]
    return min(run or timed, key=lambda facts: facts.predicted or 0.0)
