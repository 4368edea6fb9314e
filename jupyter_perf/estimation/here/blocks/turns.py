"""One block's passes: how often it is repeated, what each gave, when they are enough."""

from __future__ import annotations

from . import layout, ticks
from .driver import OK, SPREAD, Driver, Stuck
from .memory import Memory
from .outcome import Outcome, Refused, Why

_BODY_BYTES = 8000
_FEWER = 3
CLOSE = 0.02
"""Where passes agree by this share, no further one is needed."""


class Turn:
    """One block, and what its passes gave."""

    def __init__(self, block: bytes) -> None:
        self.block = block
        fitting = _BODY_BYTES // max(1, len(block))
        self.times = min(layout.MOST_COPIES, max(layout.LEAST_COPIES, fitting)) & ~1
        self.passes: list[ticks.Pass] = []
        self.pages = 0
        self.ticks_per_cycle = 0.0
        self.why: Why | None = None

    @property
    def is_settled(self) -> bool:
        return bool(ticks.agreeing(self.passes, CLOSE))

    def outcome(self) -> Outcome:
        return Refused(self.why) if self.why else ticks.combined(self.passes, self.pages)


def pass_of(memory: Memory, driver: Driver, turn: Turn) -> None:
    """Time `turn`'s block once more, in a process of its own; raises Stuck, with `why` set."""
    try:
        ended = _run(memory, driver, turn)
    except Stuck:
        turn.why = Why.ENDLESS
        raise
    if ended != OK:
        turn.why = Why(ended)
    elif (counted := memory.ticks()) is None:
        turn.why = Why.DIED
    else:
        turn.pages = memory.pages()
        turn.passes.append(ticks.pass_of(counted, turn.times))
        turn.ticks_per_cycle = ticks.per_cycle(counted)


def _run(memory: Memory, driver: Driver, turn: Turn) -> str | Why:
    """One that walks over more pages than stay in the cache is repeated less often, if it can be:
    copies that follow each other share the frames."""
    while True:
        fewer = max(layout.LEAST_COPIES, turn.times // _FEWER & ~1)
        memory.place(turn.block, turn.times)
        memory.clear(layout.FRAMES if fewer < turn.times else layout.MOST_PAGES)
        ended = driver.run()
        if ended != SPREAD:
            return ended
        turn.times = fewer
