"""A run as it is read: what was packed and masked for the file, as plain data again."""

from __future__ import annotations

import json
from typing import Any

from ..core.secrets import Masker
from .rows import unpacked


def with_secrets(text: str, masked: int, source: str | None) -> str | None:
    """The result as it was; None where `source` doesn't hold all that was taken out of it."""
    if not masked:
        return text
    masker = Masker()
    masker.text(source or "")
    if len(masker.taken) != masked:
        return None
    for secret, placeholder in masker.taken.items():
        # Inside of JSON, which may also have escaped the placeholder.
        text = text.replace(json.dumps(placeholder)[1:-1], json.dumps(secret)[1:-1])
    return text


def with_options(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "options": json.loads(row["options"])}


def record_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row of all three tables as it is told, with the whole source: one table holds a part."""
    del row["number"]
    try:
        # Infinity and NaN, which Python writes, aren't JSON: browsers would refuse all of it.
        result = json.loads(unpacked(row["result"]), parse_constant=lambda _name: None)
    except ValueError:
        result = None
    whole = result.get("source") if isinstance(result, dict) else None
    return with_options(
        {
            **row,
            "source": whole if isinstance(whole, str) else row["source"],
            "masked": bool(row["masked"]),
            "versions": json.loads(row["versions"]),
            "result": result,
        }
    )
