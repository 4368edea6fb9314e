"""What the supervisor is asked to find out of a cell: plain data on both sides."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from .sizes import Group


@dataclasses.dataclass(frozen=True)
class Request:
    """One cell, and the sizes that it is run on."""

    source: str
    """With names in the place of numbers that are varied."""
    read: tuple[str, ...]
    groups: tuple[Group, ...]
    preferred: tuple[str, ...] = ()
    """Columns that the cell groups or joins by."""
    indexes: tuple[tuple[str, str], ...] = ()
    """Names of what is indexed, each with that of what holds the positions."""
    depth: int | None = None
    """How deep its loops are nested, see `depth`; None where that isn't known."""
    kept: float = 1.0
    """The share of the user's rows that was copied: of more there was no room for."""
    kept_said: str = ""
    budget: float = 5.0
    filename: str = "<cell>"
    stdin: str | None = None
    """What a program reads from its standard input: the same in each run."""

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Request:
        fields = dict(data)
        fields["groups"] = tuple(Group.from_json(each) for each in data["groups"])
        for name in ("read", "preferred"):
            fields[name] = tuple(fields[name])
        fields["indexes"] = tuple((one, other) for one, other in data["indexes"])
        return cls(**fields)
