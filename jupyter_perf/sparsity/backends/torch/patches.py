"""Functions of torch that are replaced for the time of a cell, and put back whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Patches:
    """What is replaced, and by what it was."""

    def __init__(self) -> None:
        self._originals: list[tuple[Any, str, Any]] = []

    def replace(self, owner: Any, name: str, wrap: Callable[[Any], Any]) -> None:
        """Put `wrap(original)` where `owner` has `name`."""
        original = getattr(owner, name)
        self._originals.append((owner, name, original))
        setattr(owner, name, wrap(original))

    def restore(self) -> None:
        """Everything as it was."""
        while self._originals:
            owner, name, original = self._originals.pop()
            setattr(owner, name, original)
