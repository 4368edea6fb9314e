"""A run's process, from its start to its last line. It has the user's rights and no limits."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import threading
from collections.abc import Mapping
from typing import Any

from ...core import interrupts, serial
from ...sandbox.limits import oom
from .job import Job


def main(told: int, space: int, out: int, alive: int) -> None:
    """Do the job that the descriptor `told` holds over the namespace in `space`; write lines of
    JSON to `out`. Ends at once when `alive` is closed at its other end."""
    _end_with(alive)
    interrupts.heard_again()
    # Training may take all that is free; the kernel is not to go for it.
    oom.prefer_me()
    data = json.loads(_all_of(told))
    folder = data.pop("folder")
    job = Job.from_json(data)
    _place(job)
    # Only now: modules are to be found as the kernel finds them.
    from . import training

    def say(line: Mapping[str, Any]) -> None:
        os.write(out, json.dumps(line).encode() + b"\n")

    finished = training.trained(job, space, folder, say)
    for start in range(0, len(text := serial.dumps(finished)), 1 << 16):
        say({"part": text[start : start + (1 << 16)]})
    say({"done": dataclasses.asdict(job.task)})
    sys.stdout.flush()
    # Threads of the cell's own (data loaders, loggers) must not keep it.
    os._exit(0)


def _all_of(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def _end_with(alive: int) -> None:
    def watch() -> None:
        os.read(alive, 1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _place(job: Job) -> None:
    """Look for modules and files where the kernel does."""
    ours = sys.path[0]
    sys.path[:] = [*job.path, *(each for each in sys.path[1:] if each not in job.path)]
    if ours not in sys.path:
        sys.path.append(ours)
    # Where a cluster has no such folder, its own has to do.
    if os.path.isdir(job.cwd):
        os.chdir(job.cwd)
