"""The facts of a sparsity report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .plain import dicts_in, number_of, text_of, within
from .short import Facts, any_kind


def sparsity(data: Mapping[str, Any]) -> Facts:
    """The best sparse recipe, and how many times as fast as dense it serves where that is known."""
    plain = replace(any_kind(data), seconds=number_of(data.get("seconds")))
    best = _best_recipe(data)
    if best is None:
        ended = any(not each.get("failed") for each in dicts_in(data.get("runs")))
        outcome = "stopped" if data.get("stopped") else "trained" if ended else "refused"
        return replace(plain, outcome=outcome)
    recipe, pattern = text_of(best.get("recipe")), text_of(best.get("pattern"))
    ratio = _fastest(data.get("latency"), recipe, pattern)
    return replace(
        plain,
        outcome=f"{recipe} {pattern}".strip(),
        ratio=number_of(ratio.get("value")),
        low=number_of(ratio.get("low")),
        high=number_of(ratio.get("high")),
    )


def _best_recipe(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    known = [
        each
        for each in dicts_in(data.get("summaries"))
        if each.get("pattern") != "dense" and number_of(each.get("mean")) is not None
    ]
    sign = -1.0 if data.get("direction") == "min" else 1.0
    return max(known, key=lambda each: sign * (number_of(each.get("mean")) or 0.0), default=None)


def _fastest(latency: Any, recipe: str, pattern: str) -> Mapping[str, Any]:
    """The highest ratio at the smallest batch, of forms that serve the trained weights as they are;
    empty where none was timed."""
    own = [
        each
        for each in dicts_in(latency)
        if (each.get("recipe"), each.get("pattern")) == (recipe, pattern)
        and each.get("form") in ("packed", "semi-structured")
        and within(each, "ratio")
    ]
    smallest = min((number_of(each.get("batch")) or 0.0 for each in own), default=0.0)
    ratios = [
        within(each, "ratio") for each in own if (number_of(each.get("batch")) or 0.0) == smallest
    ]
    return max(ratios, key=lambda each: number_of(each.get("value")) or 0.0, default={})
