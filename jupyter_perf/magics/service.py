"""What one kernel keeps for the magics and for front ends, from loading to unloading."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from . import applied, facts
from .comm import FrontEnds
from .edge import told
from .idle import Idle
from .jobs import Jobs
from .task import Kernel, Task
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable

    from .config import JupyterPerf
    from .estimate_options import EstimateOptions
    from .options import RefineOptions
    from .sparsify_options import SparsifyOptions


def begin(shell: Any, defaults: JupyterPerf) -> Kernel:
    """Set up what the magics share; nothing is started, and no front end can reach it yet."""
    idle = Idle(shell)
    jobs = Jobs(idle)

    def greetings() -> list[dict[str, Any]]:
        going_on = [job.status() for job in jobs.all() if isinstance(job, Task)]
        return [facts.hello(kernel), *going_on]

    kernel = Kernel(shell, defaults, idle, jobs, FrontEnds(shell, greetings))
    return kernel


def open_to_front_ends(
    kernel: Kernel,
    read_options: Callable[[str], RefineOptions],
    read_estimate: Callable[[str], EstimateOptions],
    read_sparsify: Callable[[str], SparsifyOptions],
) -> None:
    """Let front ends in, and have their messages answered."""
    from .estimate_toolbar import EstimateToolbar
    from .sparsify_toolbar import SparsifyToolbar
    from .toolbar import Toolbar

    kernel.idle.register()
    kernel.front_ends.on("refine", Toolbar(kernel, read_options).hear)
    kernel.front_ends.on("estimate", EstimateToolbar(kernel, read_estimate).hear)
    kernel.front_ends.on("sparsify", SparsifyToolbar(kernel, read_sparsify).hear)
    kernel.front_ends.on("stop", lambda data: _stop(kernel, data.get("job")))
    kernel.front_ends.on("notebook", whereabouts().hear)
    kernel.front_ends.on("applied", applied.hear_applied)
    kernel.front_ends.on("reverted", applied.hear_reverted)
    kernel.front_ends.on("doctor", Doctor(kernel).hear)
    kernel.front_ends.register()


def end(kernel: Kernel) -> None:
    """Stop what goes on, and take back what was set up."""
    kernel.jobs.stop()
    kernel.front_ends.unregister()
    kernel.idle.unregister()


def _stop(kernel: Kernel, job: object) -> None:
    if isinstance(job, str):
        kernel.jobs.stop(job)


class Doctor:
    """Answers `doctor` messages beside the kernel: trying the sandbox takes seconds."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._thread: threading.Thread | None = None

    def hear(self, _data: dict[str, Any]) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(
                target=self._examine, name="jupyter-perf doctor", daemon=True
            )
            self._thread.start()

    def _examine(self) -> None:
        from .doctor import examine

        findings: list[tuple[str, str]] = []
        with told(lambda text: findings.append(("doctor", text))):
            findings += examine(self._kernel.defaults)
        send = self._kernel.front_ends.send
        send({"type": "doctor", "findings": [list(finding) for finding in findings]})
        send(facts.hello(self._kernel))
