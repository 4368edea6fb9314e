"""How the zygote's process is started, and how a tree of processes is ended."""

from __future__ import annotations

import contextlib
import os
import sys

from .limits import seatbelt
from .work import SandboxSpec

_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from jupyter_perf.sandbox.zygote import main; main({descriptor})"
)
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def command(spec: SandboxSpec, descriptor: int) -> list[str]:
    """What starts a zygote that is asked through the socket of this descriptor."""
    boot = _BOOT.format(root=_ROOT, descriptor=descriptor)
    return _confined([sys.executable, "-I", "-B", "-c", boot], spec)


def _confined(command: list[str], spec: SandboxSpec) -> list[str]:
    """`command` under Seatbelt on macOS, which confines from the start; as it is elsewhere."""
    if sys.platform != "darwin" or spec.max_level < 1:
        return command
    return seatbelt.wrap(command, (*spec.read_paths, *spec.sys_path, _ROOT))


def kill_tree(pid: int) -> None:
    """SIGKILL to every descendant of `pid`, whatever group or session it moved to."""
    import psutil

    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
