"""Start a process that times kernels, hear what it says, end it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import errors
from ...core.measured import THREAD_VARIABLES
from ...sandbox.environment import ONE_THREAD, clean_environment

_ROOT = str(Path(__file__).resolve().parents[3])
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); sys.path[1:1] = {installed!r}; "
    "from jupyter_perf.estimation.here.child import main; main()"
)
_POLL_SECONDS = 0.2
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Asked:
    """What is to be timed, and how long."""

    probes: Sequence[str]
    seconds: float
    rounds: int
    each_seconds: float
    cache_bytes: tuple[int, ...]
    free_bytes: int
    one_thread: bool = False


def environment_of(
    one_thread: bool,
    extra: Mapping[str, str] | None = None,
    source: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """A clean one, with the threads that the user's kernel gives to numeric libraries, or one."""
    given = os.environ if source is None else source
    threads = {name: given[name] for name in THREAD_VARIABLES if given.get(name)}
    one = {name: value for name, value in ONE_THREAD.items() if name in THREAD_VARIABLES}
    chosen = one if one_thread else threads
    return {**clean_environment(source), **chosen, "PYTHONDONTWRITEBYTECODE": "1", **(extra or {})}


def run(
    asked: Asked,
    hear: Callable[[dict[str, Any]], None],
    *,
    environment: Mapping[str, str] | None = None,
    command: Sequence[str] = (),
    flags: Sequence[str] = (),
) -> None:
    """Time kernels in a process of their own; `hear` gets what it says, until it or its time ends.

    `environment` is added to its own; `command` stands before the interpreter (`taskset …`),
    `flags` after it (`-X …`). Raises SandboxError where no process can be started.
    """
    installed = [entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    boot = _BOOT.format(root=_ROOT, installed=installed)
    try:
        process = subprocess.Popen(
            [*command, sys.executable, "-I", *flags, "-c", boot],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment_of(asked.one_thread, environment),
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise errors.SandboxError(f"no process can be started to measure in: {error}") from error
    with _ended(process):
        _ask(process, asked)
        for line in _lines(process, asked.seconds + 0.5):
            with contextlib.suppress(ValueError):  # a line cut short by the end
                hear(json.loads(line))


def _ask(process: subprocess.Popen[bytes], asked: Asked) -> None:
    assert process.stdin is not None
    request = {name: value for name, value in vars(asked).items() if name != "one_thread"}
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.close()


def _lines(process: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes]:
    """What the process says, a line at a time, for at most `seconds`."""
    assert process.stdout is not None
    ends, rest = time.monotonic() + seconds, b""
    while (left := ends - time.monotonic()) > 0:
        if not select.select([process.stdout], [], [], min(left, _POLL_SECONDS))[0]:
            continue
        chunk = os.read(process.stdout.fileno(), _CHUNK)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines


@contextlib.contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """However this is left, an interrupt included, the process is gone afterwards."""
    try:
        yield
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()
