"""One run, wherever it is carried out: here in a thread, or on a worker of a cluster."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...core import serial
from ..result import Run
from .copying import received
from .job import Entry, Finished, Job
from .process import Ended, Hear, run

_MOST_COPIES = 2
"""Namespaces that a worker keeps for the next run."""
_received: dict[str, int] = {}
"""Digest → descriptor, in a worker."""


@dataclasses.dataclass(frozen=True)
class Carried:
    """What came back."""

    finished: Finished | None
    ended: Ended | None = None
    """Why there is nothing."""
    files: Mapping[str, bytes] = dataclasses.field(default_factory=dict)
    """Weights by the name that runs give them, where they lie on another machine's disk."""
    lacks_namespace: bool = False
    """The worker has no copy of it yet: ask again and send it."""


def here(
    job: Job, space: int, folder: Path, hear: Hear, stopped: Callable[[], bool] | None = None
) -> Carried:
    """Carry `job` out over the namespace in the descriptor `space`; weights go to `folder`."""
    parts: list[str] = []

    def take(said: Mapping[str, Any]) -> None:
        if "part" in said:
            parts.append(said["part"])
        elif "done" not in said:
            hear(said)

    ended = run(job, space, str(folder), take, stopped)
    if ended is not None:
        return Carried(None, ended)
    return Carried(serial.loads(Finished, "".join(parts)))


def elsewhere(job: Job, namespace: bytes | None) -> Carried:
    """The same in a worker process of a pool or a cluster, which sends weights back."""
    space = _space(job.digest, namespace)
    if space is None:
        return Carried(None, lacks_namespace=True)
    with tempfile.TemporaryDirectory(prefix="jupyter-perf-") as folder:
        found = here(job, space, Path(folder), lambda _: None, _given_up())
        files = {each.name: each.read_bytes() for each in sorted(Path(folder).iterdir())}
        return dataclasses.replace(found, files=files)


def _given_up() -> Callable[[], bool] | None:
    """Whether nobody waits for this task any more, on a Dask worker; None elsewhere."""
    if "distributed" not in sys.modules:
        return None
    from distributed import get_worker

    try:
        worker: Any = get_worker()
    except ValueError:
        return None  # another kind of pool
    key = worker.get_current_task()

    def given_up() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state in ("cancelled", "released", "forgotten")

    return given_up


def _space(digest: str, namespace: bytes | None) -> int | None:
    if digest in _received:
        return _received[digest]
    if namespace is None:
        return None
    while len(_received) >= _MOST_COPIES:
        os.close(_received.pop(next(iter(_received))))
    _received[digest] = received(namespace)
    return _received[digest]


def failed(job: Job, why: str) -> Finished:
    """What stands for a run that gave nothing."""
    task = job.task
    return Finished((Entry(Run(task.recipe, task.pattern, task.seed, task.quantize, failed=why)),))


def pickled(thing: object) -> str:
    """`thing` in hexadecimal; classes of a notebook go by value."""
    import cloudpickle

    made: bytes = cloudpickle.dumps(thing)
    return made.hex()


def written(files: Mapping[str, bytes], folder: Path) -> None:
    """Weights that came from elsewhere, put where others lie; what the disk refuses is left out."""
    for name, data in files.items():
        with contextlib.suppress(OSError):
            (folder / Path(name).name).write_bytes(data)
