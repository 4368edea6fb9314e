"""Packed or dense? Whichever was faster when both ran, one after the other, on this machine.

What was measured is kept for this process, and on an idle machine for the next ones too.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from ...core import folders
from ...core.machine import this_machine

Thunk = Callable[[], object]
WORTH = 1.1
"""Packed has to be so much faster in three of four pairs: where noise decides, dense is taken."""
SAMPLE_SECONDS = 5e-4
"""One side of a pair takes about so long: several runs where one is shorter."""
PAIRS = 9
LEAST_PAIRS = 3
BUDGET_SECONDS = 0.1
"""Of one decision, once each side has run."""
VERSION = 2


def packed_wins(key: str, dense: Thunk, packed: Thunk, threads: int) -> bool:
    """Whether packed is worth it for what `key` describes: both run now where nothing is known.

    Where all is done in one thread, its processor time counts, which others on the machine don't
    change; wall time otherwise.
    """
    key = f"{key} threads {threads}"
    table = _known(str(folders.data_folder()))
    if key not in table:
        table[key] = ratio(dense, packed, time.thread_time if threads == 1 else time.perf_counter)
        if not _busy():
            _keep(table)
    return table[key] >= WORTH


def ratio(dense: Thunk, packed: Thunk, clock: Callable[[], float] = time.perf_counter) -> float:
    """The lower quartile of dense time over packed time, of pairs in alternating order."""

    def seconds(work: Thunk, loops: int = 1) -> float:
        """Of so many runs, at least a nanosecond."""
        start = clock()
        for _ in range(loops):
            work()
        return max(clock() - start, 1e-9)

    seconds(dense)
    seconds(packed)
    loops = max(1, round(SAMPLE_SECONDS / max(seconds(dense), seconds(packed))))
    ratios: list[float] = []
    end = time.perf_counter() + BUDGET_SECONDS
    while len(ratios) < PAIRS and (len(ratios) < LEAST_PAIRS or time.perf_counter() < end):
        if len(ratios) % 2:
            second, first = seconds(packed, loops), seconds(dense, loops)
        else:
            first, second = seconds(dense, loops), seconds(packed, loops)
        ratios.append(first / second)
    return statistics.quantiles(ratios, n=4)[0]


def table_file() -> Path:
    return folders.data_folder() / "machines" / "packed-products.json"


def forget() -> None:
    """Forget what was measured, here and on the disk."""
    _known.cache_clear()
    with contextlib.suppress(OSError):
        table_file().unlink()


@functools.cache
def _known(home: str) -> dict[str, float]:
    """Of this machine and these versions; empty where the file is another's, or damaged."""
    try:
        told = json.loads(table_file().read_text(encoding="utf-8"))
        if told["of"] != _machine():
            return {}
        return {str(key): float(value) for key, value in told["ratios"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _keep(table: dict[str, float]) -> None:
    with contextlib.suppress(OSError):  # a read-only home: it is measured again next time
        text = json.dumps({"of": _machine(), "ratios": table})
        folders.write_text(table_file(), text)


def _machine() -> str:
    import torch

    machine = this_machine()
    return f"{VERSION}, {machine.cpu}, {machine.cores:g} cores, torch {torch.__version__}"


def _busy() -> bool:
    """Whether others use so much of the machine that what is measured now mustn't be kept."""
    try:
        return os.getloadavg()[0] > 0.5 * (os.cpu_count() or 1) + 1
    except (AttributeError, OSError):
        return False
