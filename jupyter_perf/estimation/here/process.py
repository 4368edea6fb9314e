"""A process that times kernels."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...core.measured import THREAD_VARIABLES
from ...sandbox.environment import ONE_THREAD, clean_environment
from . import errands

_ROOT = str(Path(__file__).resolve().parents[3])
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); sys.path[1:1] = {installed!r}; "
    "from jupyter_perf.estimation.here.child import main; main()"
)


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
    errands.run(
        [*command, sys.executable, "-I", *flags, "-c", boot],
        environment_of(asked.one_thread, environment),
        {name: value for name, value in vars(asked).items() if name != "one_thread"},
        hear,
        seconds=asked.seconds + 0.5,
    )
