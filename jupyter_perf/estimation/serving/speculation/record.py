"""What all results here have in common: they are plain data."""

from __future__ import annotations

from typing import Self

from ....core import serial


class Record:
    """A frozen dataclass of numbers, texts, ranges and tuples of such."""

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return serial.loads(cls, text)
