"""One run's process: started, heard, stopped in time, and never left behind."""

from __future__ import annotations

import collections
import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core import interrupts
from ...sandbox import anonymous
from .job import Job

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from jupyter_perf.sparsity.comparing.child import main; main({job}, {space}, {out}, {alive})"
)
_TICK_SECONDS = 0.1
_MOST_SAID = 200
"""Lines of the cell's own output that are kept for when it fails."""
_SHOWN = 3

Hear = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Ended:
    """Why the process ended before it had said all."""

    why: str
    """`time`, `stopped`, `killed`."""
    reason: str


def run(
    job: Job, space: int, folder: str, hear: Hear, stopped: Callable[[], bool] | None = None
) -> Ended | None:
    """Do `job` over the copied namespace in `space` (a descriptor); None where it was done.

    `hear` is told each thing that the process says, `folder` is where it leaves weights. Leaves no
    process, whatever is raised meanwhile: it ends itself too when whoever asked for it is gone.
    """
    told = _told({**job.to_json(), "folder": folder})
    with contextlib.ExitStack() as held:
        held.callback(os.close, told)
        heard, out = os.pipe()
        held.callback(os.close, heard)
        alive, _mine = os.pipe()
        held.callback(os.close, _mine)
        process = _start(job, (told, space, out, alive))
        held.callback(_kill, process)
        os.close(out)
        os.close(alive)
        listening = _Listening(process, heard, hear)
        return listening.until(job.ends, stopped) or listening.status()


def _told(job: Mapping[str, Any]) -> int:
    descriptor = anonymous.create()
    anonymous.Writer(descriptor).write(json.dumps(job).encode())
    return descriptor


def _start(job: Job, descriptors: tuple[int, int, int, int]) -> subprocess.Popen[bytes]:
    told, space, out, alive = descriptors
    boot = _BOOT.format(root=_ROOT, job=told, space=space, out=out, alive=alive)
    environment = {**os.environ, "MPLBACKEND": "Agg", "PYTHONHASHSEED": str(job.task.seed)}
    with interrupts.held_back():
        return subprocess.Popen(
            [sys.executable, "-c", boot],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            pass_fds=descriptors,
            start_new_session=True,
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


class _Listening:
    def __init__(self, process: subprocess.Popen[bytes], heard: int, hear: Hear) -> None:
        self._process = process
        self._heard = heard
        self._hear = hear
        self._pending = b""
        self._done = False
        self._said: collections.deque[bytes] = collections.deque(maxlen=_MOST_SAID)

    def until(self, ends: float | None, stopped: Callable[[], bool] | None) -> Ended | None:
        """Pass on what is said until there is no more; why not, where it was cut short."""
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._heard, selectors.EVENT_READ, self._take)
            selector.register(self._process.stdout, selectors.EVENT_READ, self._keep)
            # A process that the cell left behind may hold on to the other end.
            while not self._done and selector.get_map().get(self._heard) is not None:
                if ends is not None and time.time() >= ends:
                    return Ended("time", "the time that it was given was over")
                if stopped is not None and stopped():
                    return Ended("stopped", "it was stopped")
                for key, _ in selector.select(_TICK_SECONDS):
                    read = os.read(key.fd, 1 << 16)
                    if read:
                        key.data(read)
                    else:
                        selector.unregister(key.fileobj)
        return None

    def _take(self, read: bytes) -> None:
        *lines, self._pending = (self._pending + read).split(b"\n")
        for line in lines:
            said = json.loads(line)
            self._done = self._done or "done" in said
            self._hear(said)

    def _keep(self, read: bytes) -> None:
        self._said.extend(read[-(1 << 14) :].splitlines())

    def status(self) -> Ended | None:
        """How it ended, where it hadn't said that it was done."""
        if self._done:
            return None
        try:
            status = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return Ended("killed", "its process said nothing more")
        return Ended("killed", f"its process {_how(status)}{self._clue()}")

    def _clue(self) -> str:
        text = b" / ".join(line for line in list(self._said)[-_SHOWN:] if line.strip())
        return f" ({text.decode(errors='replace')[-300:]})" if text else ""


def _how(status: int) -> str:
    if status == -signal.SIGKILL:
        return "was ended by SIGKILL, most likely because memory ran out"
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"
