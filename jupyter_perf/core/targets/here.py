"""This machine, as far as can be told without running anything: what `here` means."""

from __future__ import annotations

import functools
import math
import platform

from .. import machine, memory
from .target import Target


@functools.cache
def this_machine() -> Target:
    """The processor's name, and the cores and memory that this process may use."""
    found = machine.this_machine()
    return Target(
        name="here",
        title=found.cpu or "unknown processor",
        vendor=platform.system(),
        kind="cpu",
        cores=max(1, math.ceil(found.cores)),
        memory_gb=round(memory.usable_bytes() / 1e9, 1),
        source="this machine",
        note="cores and memory that this process may use",
    )
