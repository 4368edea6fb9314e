"""The process that traces: started, heard, given a time limit, and never left behind."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from ...core import interrupts
from ...core.systems import require_sandbox
from ...sandbox import anonymous, reads
from ...sandbox.environment import sandbox_environment
from ...sandbox.starting import working_folder

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from {child} import main; main({job}, {out}, {path!r})"
)
TRACING = "jupyter_perf.tradeoff.trace.child"
_TICK_SECONDS = 0.1
_CLUE_CHARACTERS = 300


@dataclass(frozen=True)
class Ended:
    """Why the process ended before it had traced everything."""

    why: str
    """One of `result.WHYS`."""
    reason: str


def run(
    asked: Mapping[str, Any],
    described: bytes,
    end: float,
    on_found: Callable[[Mapping[str, Any]], None],
    stopped: Callable[[], bool] | None = None,
    child: str = TRACING,
) -> Ended | None:
    """Trace (or what else `child`, a module with a `main`, does) in a process until `end` (of
    `time.monotonic`); None where it did all that was asked.

    Leaves no process, whatever is raised meanwhile (an interrupt among them). Raises SandboxError
    on Windows.
    """
    require_sandbox("models can't be traced")
    job = _job({**asked, "cwd": working_folder(), "read": _readable()}, described)
    try:
        with tempfile.TemporaryFile() as said:
            hears, tells = os.pipe()
            process = _start(job, tells, said, child)
            os.close(tells)
            try:
                ending = _hear(hears, end, on_found, stopped)
                return ending or _status(process, end, said)
            finally:
                _kill(process)
                os.close(hears)
    finally:
        os.close(job)


def _job(asked: Mapping[str, Any], described: bytes) -> int:
    """A file without a name: one line of JSON, then the description."""
    descriptor = anonymous.create()
    writer = anonymous.Writer(descriptor)
    writer.write(json.dumps(asked).encode() + b"\n")
    writer.write(described)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _readable() -> list[str]:
    return list(reads.allowed_paths(working_folder(), sys.path))


def _start(job: int, tells: int, said: IO[bytes], child: str) -> subprocess.Popen[bytes]:
    path = [each or working_folder() for each in sys.path]
    boot = _BOOT.format(root=_ROOT, child=child, job=job, out=tells, path=path)
    with interrupts.held_back():
        return subprocess.Popen(
            [sys.executable, "-I", "-B", "-c", boot],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=sandbox_environment(),
            pass_fds=[job, tells],
            start_new_session=True,
        )


def _hear(
    hears: int,
    end: float,
    on_found: Callable[[Mapping[str, Any]], None],
    stopped: Callable[[], bool] | None,
) -> Ended | None:
    """Pass on each line until there are no more; why not, where it was cut short."""
    pending = b""
    while True:
        left = end - time.monotonic()
        if left <= 0:
            return Ended("time", "tracing the model took longer than the time that it was given")
        if stopped is not None and stopped():
            return Ended("stopped", "stopped before it was traced")
        if not select.select([hears], [], [], min(left, _TICK_SECONDS))[0]:
            continue
        read = os.read(hears, 1 << 16)
        if not read:
            return None
        *lines, pending = (pending + read).split(b"\n")
        for line in lines:
            on_found(json.loads(line))


def _status(process: subprocess.Popen[bytes], end: float, said: IO[bytes]) -> Ended | None:
    try:
        status = process.wait(max(1.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        return Ended("time", "the process that traced the model didn't end")
    if status == 0:
        return None
    how = f"with status {status}"
    if status < 0 or status > 128:
        with contextlib.suppress(ValueError):
            how = f"by {signal.Signals(-status if status < 0 else status - 128).name}"
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    clue = f" ({lines[-1][:_CLUE_CHARACTERS]})" if lines else ""
    return Ended("crashed", f"the process that traced the model was ended {how}{clue}")


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
