"""Start the process in which blocks are timed, hear what it says, end it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .... import errors
from ....sandbox.environment import ONE_THREAD, clean_environment

_ROOT = str(Path(__file__).resolve().parents[4])
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from jupyter_perf.estimation.here.blocks.child import main; main()"
)
_POLL_SECONDS = 0.2
_CHUNK = 1 << 16
SILENT_SECONDS = 15.0
"""For a batch; a process that says nothing for longer is ended."""


def environment() -> dict[str, str]:
    """A clean one. The C library writes into memory of a thread's at odd times, unless told not
    to: while a block runs, that memory isn't there."""
    own = {"PYTHONDONTWRITEBYTECODE": "1", "GLIBC_TUNABLES": "glibc.pthread.rseq=0"}
    return {**clean_environment(), **ONE_THREAD, **own}


def run(request: Mapping[str, Any], seconds: float, hear: Callable[[dict[str, Any]], None]) -> None:
    """`hear` gets what the process says, until it ends, is silent, or `seconds` are over.

    However this is left, an interrupt included, the process and all that it started are gone.
    Raises SandboxError where no process can be started.
    """
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _BOOT.format(root=_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise errors.SandboxError(f"no process can be started to measure in: {error}") from error
    try:
        _ask(process, request)
        for line in _lines(process, time.monotonic() + seconds):
            with contextlib.suppress(ValueError):  # a line cut short by the end
                hear(json.loads(line))
    finally:
        _end(process)


def _ask(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(request).encode())
        process.stdin.close()


def _lines(process: subprocess.Popen[bytes], ends: float) -> Iterator[bytes]:
    assert process.stdout is not None
    rest, heard = b"", time.monotonic()
    while (now := time.monotonic()) < min(ends, heard + SILENT_SECONDS):
        wait = min(ends - now, _POLL_SECONDS)
        if not select.select([process.stdout], [], [], wait)[0]:
            continue
        chunk = os.read(process.stdout.fileno(), _CHUNK)
        if not chunk:
            return
        heard = time.monotonic()
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
