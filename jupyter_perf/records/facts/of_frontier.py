"""The facts of a frontier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .plain import dicts_in, first_of, number_of, text_of, within
from .short import Facts, any_kind


def frontier(data: Mapping[str, Any]) -> Facts:
    """Of the first target: what to use there, and what it brings against the plain step."""
    target = text_of(first_of(data, "devices").get("name"))
    at, points = within(data, "chosen").get(target), data.get("points")
    known = points if isinstance(points, list) else []
    plain = any_kind(data)
    if not isinstance(at, int) or not 0 <= at < len(known) or not isinstance(known[at], dict):
        outcome = "stopped" if data.get("stopped") else "nothing fits" if known else "refused"
        return replace(plain, outcome=outcome)
    method = text_of(known[at].get("method"))
    gain = _gain(data.get("scores"), method, target)
    return replace(
        plain,
        outcome="none needed" if method == "none" else method,
        ratio=number_of(gain.get("value")),
        low=number_of(gain.get("low")),
        high=number_of(gain.get("high")),
    )


def _gain(scores: Any, method: str, target: str) -> Mapping[str, Any]:
    """The ratio of throughput that a method brings; empty where it is unknown."""
    for each in dicts_in(scores):
        if (each.get("method"), each.get("target")) == (method, target):
            return within(each, "ratio")
    return {}
