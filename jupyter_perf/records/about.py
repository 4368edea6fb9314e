"""What is kept beside a result: where it belongs, what made it, what it is found by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .._version import __version__
from .facts.short import Facts

_TITLE_CHARS = 120


@dataclass(frozen=True)
class About:
    """What a result can't know of itself: handed in by who asked for it."""

    notebook: str = ""
    """Path of the notebook, absolute where it is known."""
    cell: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    """JSON-able, as the user gave them."""
    tokens: int | None = None
    """Tokens that models read and wrote for it."""
    usd: float | None = None


def title_of(source: str) -> str:
    """The first line that is code, shortened: what a list shows."""
    lines = (line.strip() for line in source.splitlines())
    code = next((line for line in lines if line and not line.startswith(("#", "%"))), "")
    return code if len(code) <= _TITLE_CHARS else code[: _TITLE_CHARS - 1] + "…"


def sha256_of(source: str) -> str:
    """In hex, of the UTF-8 text as it stands in a cell: a magic gets it with a line end more."""
    return hashlib.sha256(source.rstrip("\n").encode("utf-8", "surrogatepass")).hexdigest()


def version_of(facts: Facts) -> str:
    """The version of this package that made the result."""
    return facts.versions.get("jupyter-perf", __version__)


def options_text(options: Mapping[str, Any]) -> str:
    return json.dumps(dict(options), sort_keys=True, default=str)
