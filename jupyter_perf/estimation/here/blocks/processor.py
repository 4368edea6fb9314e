"""The processor that blocks are timed on, as far as their cycles depend on it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ....core.cgroups import PROC, text_of


@dataclass(frozen=True)
class Processor:
    """Its make: two of one make take the same cycles for a block."""

    name: str
    """As its maker calls it; a hypervisor may hide the model."""
    family: int
    model: int
    stepping: int
    flags: frozenset[str]

    @property
    def key(self) -> str:
        """What measurements of blocks are found by: not by cores, memory or versions."""
        parts = (self.name, self.family, self.model, self.stepping)
        return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:24]

    def __str__(self) -> str:
        return f"{self.name} (family {self.family}, model {self.model})"


def this_processor(proc: Path = PROC) -> Processor:
    """`proc` is where that file system is mounted; what can't be read there is empty or 0."""
    text = text_of(proc / "cpuinfo")

    def field(name: str) -> str:
        found = re.search(rf"^{name}\s*:\s*(.+)$", text, re.MULTILINE)
        return " ".join(found[1].split()) if found else ""

    family, model, stepping = (
        int(field(name) or 0) for name in ("cpu family", "model", "stepping")
    )
    flags = frozenset(field("flags").split())
    return Processor(field("model name") or "a processor", family, model, stepping, flags)
