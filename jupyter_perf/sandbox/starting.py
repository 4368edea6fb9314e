"""From a cell's names to the sandbox it needs: modules to import, folders to read, limits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping

from ..core.memory import free_bytes
from ..core.names import Names
from ..errors import UsageError
from . import reads, snapshot
from .environment import sandbox_environment
from .work import Limits, SandboxSpec

_NEED_A_FOLDER = ("matplotlib", "seaborn", "plotnine")
"""Plotting packages that write to a folder of the user's when they are first imported."""
_LEAST_LIMIT = 1 << 30
_SHARE_OF_FREE = 0.7


def spec_of(
    namespace: Mapping[str, object],
    names: Names,
    copied: snapshot.Snapshot | None,
    read_paths: tuple[str, ...],
    ours: Iterable[str],
) -> SandboxSpec:
    """What to start. `ours` are modules of ours (and what they need) to import before it is locked
    down, so that no repetition pays for it. Raises UsageError where the working folder is gone."""
    modules = frozenset[str]() if copied is None else copied.modules
    needed = snapshot.modules_needed(namespace, names, modules)
    if "numpy.random" in sys.modules:
        # Its state is put back in every repetition, which must not import it each time.
        needed = (*needed, "numpy.random")
    if any(module.split(".")[0] in _NEED_A_FOLDER for module in names.imports):
        needed = (*needed, "matplotlib.pyplot")
    return SandboxSpec(
        read_paths=read_paths,
        sys_path=tuple(sys.path),
        cwd=working_folder(),
        preload=(*needed, *ours),
        environment=sandbox_environment(),
        limits=Limits(memory_bytes=memory_limit()),
    )


def readable(read: Iterable[str]) -> tuple[str, ...]:
    """Folders and files that sandboxed code may read; `read` are the user's further ones.

    Raises UsageError where one can't be, or where the working folder is gone.
    """
    return reads.allowed_paths(working_folder(), sys.path, tuple(read))


def working_folder() -> str:
    """Where relative paths begin; raises UsageError where that folder is gone."""
    try:
        return os.getcwd()
    except OSError:
        raise UsageError(
            "the working directory no longer exists: change to one that does"
        ) from None


def memory_limit() -> int:
    """Bytes that one run may add: most of what is free, at least a gigabyte."""
    return max(_LEAST_LIMIT, int(free_bytes() * _SHARE_OF_FREE))
