"""Operations and bytes of a PyTorch module, as its dispatcher runs them.

    with Counting() as seen:
        model(x)
    seen.counted().matrix_flops

`Counter` is the same for a traced step (an observer of `tradeoff.trace`, by the name OBSERVER).
One family of operations is one file in `ops/`; what none of them knows is listed, never silently 0.
Other packages count their own operations in an entry point of the group `jupyter_perf.counts`.
"""

from .counted import Counted, OpCount
from .counter import OBSERVER, Counter
from .mode import Counting
from .tally import Call, Tally, counts

__all__ = ["OBSERVER", "Call", "Counted", "Counter", "Counting", "OpCount", "Tally", "counts"]
