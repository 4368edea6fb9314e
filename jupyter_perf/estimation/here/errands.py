"""A process that measures: started on one request, heard line by line, ended."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...core import interrupts
from ...errors import SandboxError

_POLL_SECONDS = 0.2
_CHUNK = 1 << 16


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    request: Mapping[str, Any],
    hear: Callable[[dict[str, Any]], None],
    *,
    seconds: float,
    silent_seconds: float | None = None,
) -> None:
    """`hear` gets each line of JSON that the process says, until it ends, `seconds` are over, or
    nothing was heard for `silent_seconds`.

    However this is left, an interrupt included, the process is gone afterwards. Raises SandboxError
    where none can be started.
    """
    try:
        with interrupts.held_back():
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=dict(environment),
                cwd="/",
                start_new_session=True,
            )
    except OSError as error:
        raise SandboxError(f"no process can be started to measure in: {error}") from error
    try:
        _ask(process, request)
        for line in _lines(process, seconds, silent_seconds or seconds):
            with contextlib.suppress(ValueError):  # a line cut short by the end
                hear(json.loads(line))
    finally:
        _end(process)


def _ask(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.close()


def _lines(
    process: subprocess.Popen[bytes], seconds: float, silent_seconds: float
) -> Iterator[bytes]:
    assert process.stdout is not None
    heard, rest = time.monotonic(), b""
    ends = heard + seconds
    while (left := min(ends, heard + silent_seconds) - time.monotonic()) > 0:
        if not select.select([process.stdout], [], [], min(left, _POLL_SECONDS))[0]:
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
