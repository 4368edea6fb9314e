"""`%perf jobs` and `%perf stop`: the searches that go on in this kernel."""

from __future__ import annotations

from .live import line
from .task import Kernel, Task


def listing(kernel: Kernel) -> str:
    """One line a search: its id, its first line of code, how far it is."""
    tasks = [job for job in kernel.jobs.all() if isinstance(job, Task)]
    if not tasks:
        return "No search is going on in this kernel."
    return "\n".join(_line(task) for task in tasks)


def _line(task: Task) -> str:
    search = task.search
    title = next((code for code in search.source.splitlines() if code.strip()), "")[:40]
    how_far = line(search.progress).partition(": ")[2] if search.progress else ""
    return "  ".join(filter(None, (task.id, title, search.state, how_far)))


def stop(kernel: Kernel, name: str | None) -> str:
    """Stop one search, or all; says in words what was done."""
    stopped = kernel.jobs.stop(name)
    if stopped:
        return "Stopping: what was found so far is kept."
    if name is None:
        return "No search is going on in this kernel."
    return f"No search is named {name!r}: `%perf jobs` lists them."
