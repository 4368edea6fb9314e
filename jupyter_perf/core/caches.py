"""How much each level of cache holds: bandwidth falls where a working set outgrows one."""

from __future__ import annotations

import re
from pathlib import Path

from .cgroups import text_of

CPU = Path("/sys/devices/system/cpu/cpu0/cache")
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def cache_bytes(folder: Path = CPU) -> tuple[int, ...]:
    """Of the levels that a core's data goes through, the smallest first; () where nobody says.

    The last level is counted whole, although cores share it.
    """
    levels = {}
    for index in sorted(folder.glob("index*")):
        size = _size(text_of(index / "size"))
        level = text_of(index / "level").strip()
        if size and level.isdigit() and text_of(index / "type").strip() != "Instruction":
            levels[int(level)] = size
    return tuple(levels[level] for level in sorted(levels))


def _size(text: str) -> int:
    found = re.fullmatch(r"(\d+)([KMG]?)", text.strip())
    return int(found[1]) * _UNITS[found[2]] if found else 0
