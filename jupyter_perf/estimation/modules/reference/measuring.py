"""Time PyTorch's kernels once, in a process of its own, and keep what was found."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from ....core import folders, interrupts
from ....core import measured as described
from ....core.caches import cache_bytes
from ....core.machine import this_machine
from ....core.progress import Progress, Report, silent
from ....measure.lock import timing_lock
from ....sandbox.environment import clean_environment
from ...counting import Counted
from .networks import KINDS
from .rates import Kernel, Rates

SECONDS = 20.0
"""At most, the start of Python and torch included."""
TIMED_SECONDS = 6.0
ROUNDS = 4
_LOCK_SECONDS = 3.0
_BUSY_LOAD = 0.75
"""For each processor."""
_ROOT = str(Path(__file__).resolve().parents[4])
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); sys.path[1:1] = {installed!r}; "
    "from jupyter_perf.estimation.modules.reference.child import main; "
    "main({seconds}, {threads}, {rounds})"
)
_NEEDED = ("call", "cache", "ram", "new")
_remembered: dict[str, Rates] = {}


def kept(threads: int) -> Rates | None:
    """What was measured before with so many threads; None where nothing was."""
    key = _key(threads)
    if key not in _remembered:
        with contextlib.suppress(OSError, ValueError):
            _remembered[key] = Rates.from_json(_file(key).read_text(encoding="utf-8"))
    return _remembered.get(key)


def measured(threads: int, *, again: bool = False, progress: Report = silent) -> Rates | None:
    """The same, measured now if it wasn't; None where too little could be timed."""
    found = None if again else kept(threads)
    if found is not None:
        return found
    progress(Progress("timing PyTorch's kernels on this machine, once", 0.0))
    with timing_lock(_LOCK_SECONDS):
        said = list(_hear(threads))
    found = _rates(said, threads)
    if found is not None:
        _remembered[_key(threads)] = found
        if threads > 1 and _busy():
            return found  # for this kernel: several threads wait for each other where others run
        with contextlib.suppress(OSError):
            folders.write_text(_file(_key(threads)), found.to_json())
    return found


def _hear(threads: int) -> Iterator[dict[str, Any]]:
    """Lines of the process until it ends or its time does; it is gone afterwards."""
    installed = [each for each in sys.path if each.endswith(("site-packages", "dist-packages"))]
    boot = _BOOT.format(
        root=_ROOT, installed=installed, seconds=TIMED_SECONDS, threads=threads, rounds=ROUNDS
    )
    with interrupts.held_back():
        process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", boot],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**clean_environment(), "OMP_NUM_THREADS": str(threads)},
            start_new_session=True,
        )
    assert process.stdout is not None
    ends, rest = time.monotonic() + SECONDS, b""
    try:
        while (left := ends - time.monotonic()) > 0:
            if not select.select([process.stdout], [], [], min(left, 0.2))[0]:
                continue
            chunk = os.read(process.stdout.fileno(), 1 << 16)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            yield from map(json.loads, lines)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()


def _busy() -> bool:
    """Whether others want a processor, by the last minute's load; not known is not busy."""
    try:
        return os.getloadavg()[0] > _BUSY_LOAD * max(1.0, this_machine().cores)
    except OSError:
        return False


def _rates(said: list[dict[str, Any]], threads: int) -> Rates | None:
    amounts = {each["kernel"]: each for each in said if "calls" in each}
    samples: dict[str, list[list[float]]] = {}
    for each in said:
        samples.setdefault(each["kernel"], []).extend(each.get("samples", ()))
    kernels = {
        name: _kernel(amounts[name], samples[name], threads)
        for name in amounts
        if samples.get(name)
    }
    if any(name not in kernels for name in _NEEDED):
        return None
    alone = Rates(kernels, threads, "", "")
    networks = [each for each in said if "counted" in each]
    beyond = {
        kind: [
            _beyond(each, samples[each["kernel"]], alone)
            for each in networks
            if each["kind"] == kind and samples.get(each["kernel"])
        ]
        for kind in KINDS
    }
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Rates(kernels, threads, metadata.version("torch"), now, beyond)


def _beyond(network: dict[str, Any], samples: list[list[float]], alone: Rates) -> float:
    """A network's time over what its operations take alone."""
    from .. import processor

    counted = Counted.from_data(network["counted"])
    expected = processor.spent(counted, processor.Machine(alone, cache_bytes())).seconds.value
    return _usual(samples, alone.threads) / expected


def _usual(samples: list[list[float]], threads: int) -> float:
    """Time without load: a thread alone is billed what it works, whoever else there is; of several
    the fastest runs are those that had all their processors."""
    found = sorted(each[1] if threads == 1 else each[0] for each in samples)
    return statistics.median(found[: max(1, len(found) // 4)])


def _kernel(amount: dict[str, Any], samples: list[list[float]], threads: int) -> Kernel:
    """Its time, and how far timings lie apart."""
    found = sorted(each[1] if threads == 1 else each[0] for each in samples)
    usual = _usual(samples, threads)
    spread = (found[(3 * len(found)) // 4] - found[len(found) // 4]) / usual
    names = ("matrix", "vector", "moved", "new", "calls")
    return Kernel(usual, round(spread, 3), *(float(amount[name]) for name in names))


def _key(threads: int) -> str:
    parts = (described.key_here(this_machine()), metadata.version("torch"), str(threads))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _file(key: str) -> Path:
    return folders.data_folder() / "machines" / f"torch-{key}.json"
