"""A rival for the benchmark's own tests."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from granite_rivals import Answer


@dataclass
class Fake:
    """A rival that answers the number of bytes, and nothing for what begins with 0x90."""

    version: str = "1"
    name: str = "Fake"
    slow: bool = False
    stops_after: int = 1000
    asked: list[bytes] = field(default_factory=list)

    def about(self) -> dict[str, str]:
        return {"version": self.version}

    def ask(self, blocks: Sequence[bytes]) -> Iterator[Answer]:
        for place, each in enumerate(blocks):
            if place == self.stops_after:
                raise KeyboardInterrupt
            self.asked.append(each)
            known = each[0] != 0x90
            yield Answer(each, len(each) if known else math.nan, "" if known else "a nop")
