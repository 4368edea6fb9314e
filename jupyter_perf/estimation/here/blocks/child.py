"""The process in which blocks are timed: what to time comes on stdin, outcomes go to stdout.

One JSON object a line, as soon as it is known, so that what was timed before a hard end counts:
`{"installed"}`, then for each block `{"block", "cycles", "spread", "pages"}` or `{"block", "why"}`;
`{"clock_hz"}` now and then, `{"failed"}` where none can be timed.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ....sandbox.limits import lock_down_zygote
from ....sandbox.zygote import die_with_parent
from .driver import RUN_SECONDS, Driver, Stuck
from .memory import Memory
from .outcome import Timed
from .turns import Turn, pass_of

LEAST_PASSES, MOST_PASSES = 3, 8
BATCH = 32
"""So many blocks take turns, so that the passes of one aren't all disturbed at once."""


def main() -> None:
    """Time what stdin asks for until `ends` seconds from now."""
    die_with_parent()
    asked = json.loads(sys.stdin.read())
    ends = time.monotonic() + asked["seconds"]
    blocks = [bytes.fromhex(each) for each in asked["blocks"]]
    gc.disable()
    try:
        native = {name: bytes.fromhex(code) for name, code in asked["native"].items()}
        memory = Memory(native, asked["labels"], RUN_SECONDS)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        installed = lock_down_zygote((), max_level=asked["max_level"])
        die_with_parent()  # it may be another process by now
        _say({"installed": list(installed)})
        _time(memory, Driver(memory), blocks, ends)
    except OSError as error:
        _say({"failed": str(error)})


def _time(memory: Memory, driver: Driver, blocks: Sequence[bytes], ends: float) -> None:
    ticks, began = memory.counter(), time.perf_counter()
    for start in range(0, len(blocks), BATCH):
        turns = {
            place: Turn(block) for place, block in enumerate(blocks[start : start + BATCH], start)
        }
        try:
            if not _batch(memory, driver, turns, ends):
                return
        except Stuck:  # the end of this process is the end of the one that is stuck
            return
        _say_clock(turns.values(), (memory.counter() - ticks) / (time.perf_counter() - began))


def _batch(memory: Memory, driver: Driver, turns: Mapping[int, Turn], ends: float) -> bool:
    """Whether there was time for all; what is refused is said at once. Raises Stuck, having said
    by which block."""
    for done in range(MOST_PASSES):
        for place, turn in turns.items():
            if turn.why is not None or (done >= LEAST_PASSES and turn.is_settled):
                continue
            if time.monotonic() > ends:
                return False
            try:
                pass_of(memory, driver, turn)
            finally:
                if turn.why is not None:
                    _say_outcome(place, turn)
    for place, turn in turns.items():
        if turn.why is None:
            _say_outcome(place, turn)
    return True


def _say_outcome(place: int, turn: Turn) -> None:
    outcome = turn.outcome()
    if isinstance(outcome, Timed):
        found = {"cycles": outcome.cycles, "spread": outcome.spread, "pages": outcome.pages}
        _say({"block": place, **found})
    else:
        _say({"block": place, "why": outcome.why.name})


def _say_clock(turns: Iterable[Turn], ticks_per_second: float) -> None:
    """How fast the core ran, by what the counter did meanwhile."""
    per_cycle = [turn.ticks_per_cycle for turn in turns if turn.ticks_per_cycle > 0]
    if per_cycle:
        _say({"clock_hz": ticks_per_second / statistics.median(per_cycle)})


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)
