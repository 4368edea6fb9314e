"""What results of all kinds can do: be kept as JSON, and be shown."""

from __future__ import annotations

from typing import Any, Self

from . import serial
from .views import view_of


class Result:
    """A base for dataclasses of plain data, ranges and tuples."""

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return serial.loads(cls, text)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return view_of(self)

    def __str__(self) -> str:
        return str(view_of(self)["text/plain"])
