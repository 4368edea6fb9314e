"""What the kernel asks of a search: plain data, so that it can cross to another process."""

from __future__ import annotations

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True)
class Request:
    """One search. Names are those that `core.names` found in the source."""

    source: str
    kind: str
    """`cell`, `function` or `program`."""
    entry: str | None = None
    stdin: tuple[str, ...] = ()
    tests: str | None = None
    tolerance: float | None = None
    budget: float = 60.0
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    """Scratch names that a rewrite may leave out."""
    taken: tuple[str, ...] = ()
    """Names of the user's namespace that a rewrite must not bind anew."""
    modules: dict[str, str] = dataclasses.field(default_factory=dict)
    """Those of `taken` that are modules (name → module): importing them again changes nothing."""
    definitions: dict[str, str] = dataclasses.field(default_factory=dict)
    """Source text of the user's functions that the source calls, by name."""
    filename: str = "<cell>"
    sampled: str = ""
    """How the inputs were reduced before they were copied, where they were."""
    seen_seconds: float | None = None
    """Wall seconds that the cell took in the kernel, where it has run there."""

    engine: str = "rules"
    """`rules`, `llm`, or `all`: the rules first, then a model from their best."""
    talk: dict[str, Any] | None = None
    """How a conversation with a model is to be led: `conversation.Settings` as JSON."""
    candidates: tuple[str, ...] = ()
    """Rewrites to judge instead of asking for proposals."""

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Request:
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**fields)
