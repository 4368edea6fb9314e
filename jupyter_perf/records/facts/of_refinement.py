"""The facts of a refinement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .plain import number_of, pair_of, within
from .short import Facts, any_kind


def refinement(data: Mapping[str, Any]) -> Facts:
    plain = any_kind(data)
    timing = within(data, "best", "timing")
    low, high = pair_of(timing.get("interval"))
    return Facts(
        plain.source,
        _refinement_outcome(data),
        number_of(timing.get("ratio")),
        low,
        high,
        plain.seconds,
        plain.versions,
    )


def _refinement_outcome(data: Mapping[str, Any]) -> str:
    if data.get("best"):
        return "faster"
    if data.get("reason"):
        return "can't be verified"
    verdicts = data.get("verdicts")
    decisions = [within(each, "timing").get("decision") for each in verdicts or ()]
    if "inconclusive" in decisions:
        return "inconclusive"
    return "stopped" if data.get("stopped") else "nothing faster"
