"""Time basic blocks on this machine: `time_blocks`.

The method is that of Chen et al., "BHive: A Benchmark Suite and Measurement Framework for
Validating x86-64 Basic Block Performance Models" (IISWC 2019), section 3: a block is repeated, in
two lengths whose difference is what counts; whatever memory it reaches for is mapped as it does,
onto few physical pages, so that all of it stays in the first-level cache.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from ....errors import SandboxError, UsageError
from . import layout, process
from .isolation import require_isolation
from .listing import listing
from .outcome import Outcome, Refused, Timed, Why
from .processor import this_processor

Hear = Callable[[int, Outcome], None]
_SPARE_SECONDS = 5.0
"""For the process to start, and for the batch that is under way as time ends."""
_MAX_LEVEL = 3


def require_supported(system: str = sys.platform, machine: str = "") -> None:
    """Raises UsageError where no block can be timed: elsewhere than on x86-64 Linux."""
    machine = machine or platform.machine()
    if system != "linux" or machine != "x86_64" or sys.maxsize < 2**32:
        raise UsageError(
            f"blocks are timed on x86-64 Linux only, and this is {system} on {machine}:"
            " `--target zen4` predicts without measuring"
        )


def time_blocks(
    blocks: Sequence[bytes],
    seconds: float,
    hear: Hear | None = None,
    hear_clock: Callable[[float], None] | None = None,
) -> list[Outcome]:
    """Cycles per iteration of each of `blocks` (x86-64 code), or why it has none.

    Any bytes may be given: each block runs in a process of its own, that may use no memory but
    what it is given and make no system call. `hear` gets each outcome, with the place of its
    block, as soon as it is known, and `hear_clock` now and then how many cycles the core does in
    a second; blocks not reached within `seconds` are refused as such. An interrupt ends what
    runs. Raises UsageError elsewhere than on x86-64 Linux, and SandboxError where nothing
    isolates the process (level S0) or it can't do its work.
    """
    require_supported()
    require_isolation()
    timing = _Timing(blocks, hear or (lambda *_: None), hear_clock or (lambda _: None))
    timing.until(time.monotonic() + seconds)
    return [timing.found.get(place, Refused(Why.NOT_REACHED)) for place in range(len(blocks))]


class _Timing:
    """Has all blocks timed, by a new process where one ends before its time."""

    def __init__(
        self, blocks: Sequence[bytes], hear: Hear, hear_clock: Callable[[float], None]
    ) -> None:
        self.blocks, self.hear, self.hear_clock = blocks, hear, hear_clock
        self.found: dict[int, Outcome] = {}
        self._asked: list[int] = []
        self._failed = "it ended without a word"

    def until(self, ends: float) -> None:
        for place, block in enumerate(self.blocks):
            if len(block) > layout.LONGEST:
                self._keep(place, Refused(Why.TOO_LONG))
        while self._left() and (rest := ends - time.monotonic()) > 0:
            self._asked, before = self._left(), len(self.found)
            code = [self.blocks[place].hex() for place in self._asked]
            request = {**native(), "blocks": code, "seconds": rest, "max_level": _MAX_LEVEL}
            process.run(request, rest + _SPARE_SECONDS, self._heard)
            if len(self.found) == before and time.monotonic() < ends:
                raise SandboxError(f"blocks can't be timed on this system: {self._failed}")

    def _left(self) -> list[int]:
        return [place for place in range(len(self.blocks)) if place not in self.found]

    def _heard(self, said: dict[str, Any]) -> None:
        if "failed" in said:
            self._failed = str(said["failed"])
        elif "clock_hz" in said:
            self.hear_clock(float(said["clock_hz"]))
        elif "why" in said:
            self._keep(self._asked[said["block"]], Refused(Why[said["why"]]))
        elif "block" in said:
            timed = Timed(said["cycles"], said["spread"], said["pages"])
            self._keep(self._asked[said["block"]], timed)

    def _keep(self, place: int, outcome: Outcome) -> None:
        if place not in self.found:
            self.found[place] = outcome
            self.hear(place, outcome)


@lru_cache(maxsize=1)
def native() -> dict[str, Any]:
    """The code around a block, for this processor, and where its parts stand; as plain data."""
    driver, prologue = listing("driver"), listing("prologue").code
    if "avx512f" in this_processor().flags:
        prologue = listing("masks").code + prologue
    code = {"driver": driver.code, "prologue": prologue}
    code |= {name: listing(name).code for name in ("epilogue", "counter")}
    labels = {name: driver.labels[name] for name in ("handler", "restorer")}
    return {"native": {name: each.hex() for name, each in code.items()}, "labels": labels}
