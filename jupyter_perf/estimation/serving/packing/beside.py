"""Waits for work in C in a way that a Stop is heard at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from typing import TypeVar

HEARD_S = 0.1
"""Where a wait can't be interrupted, it is over after this long."""
_Found = TypeVar("_Found")


def interruptible(work: Callable[[], _Found]) -> _Found:
    """What `work` returns or raises. In C no interrupt is heard: `work`, which must let other
    threads go on, runs in one of its own. After a KeyboardInterrupt it still runs to its end, which
    it therefore has to have, and nobody hears of it. Interrupts come to the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        return work()
    pool = ThreadPoolExecutor(1, "jupyter-perf solver")
    try:
        outcome = pool.submit(work)
        while True:
            try:
                return outcome.result(HEARD_S)
            except TimeoutError:
                if outcome.done():  # it is `work` that raised it, if anybody
                    return outcome.result()
    finally:
        pool.shutdown(wait=False)
