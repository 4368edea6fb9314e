"""What a result says in short, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .plain import number_of, text_of, texts_of


@dataclass(frozen=True)
class Facts:
    """What a result says in short."""

    source: str = ""
    outcome: str = ""
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    seconds: float | None = None
    """Wall seconds that it took to find out."""
    versions: Mapping[str, str] = field(default_factory=dict)
    predicted: float | None = None
    """Wall seconds of the whole that an estimate gives, with the ends of its interval."""
    predicted_low: float | None = None
    predicted_high: float | None = None
    actual: float | None = None
    """Wall seconds that the run afterwards took, if it came to its end."""


def any_kind(data: Mapping[str, Any]) -> Facts:
    return Facts(
        source=text_of(data.get("source")),
        outcome=text_of(data.get("outcome")),
        seconds=number_of(data.get("searched_seconds")),
        versions=texts_of(data.get("versions")),
    )
