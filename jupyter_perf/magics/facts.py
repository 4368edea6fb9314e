"""What a front end is told of this kernel: `hello`. It costs nothing until it is asked for."""

from __future__ import annotations

import platform
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..core.policy import policy
from ..errors import PerfError
from .config import notebook_folder, project_settings

if TYPE_CHECKING:
    from .config import JupyterPerf

_EXTRAS = {
    "lab": "jupyterlab",
    "numba": "numba",
    "torch": "torch",
    "jax": "jax",
    "blocks": "iced_x86",
    "dask": "distributed",
}
"""Extra → the package that tells whether it is installed."""

_isolation: str | None = None


def note_isolation(found: str) -> bool:
    """Remember how well a sandbox isolated when it was tried; True where that is news."""
    global _isolation
    news = bool(found) and found != _isolation
    if news:
        _isolation = found
    return news


def hello(defaults: JupyterPerf) -> dict[str, Any]:
    """The facts at a glance. Raises nothing: what can't be read is a `problem`, in words."""
    problem, project = "", {}
    try:
        project = project_settings(notebook_folder())
    except PerfError as error:
        problem = str(error)
    return {
        "type": "hello",
        "version": __version__,
        "python": platform.python_version(),
        "engine": defaults.setting("engine", project),
        # The embedded rules need none.
        "model": None,
        "enabled": not defaults.is_off(project),
        "isolation": _isolation,
        "extras": {extra: find_spec(package) is not None for extra, package in _EXTRAS.items()},
        "policy": _policy(),
        "problem": problem,
    }


def _policy() -> dict[str, Any] | None:
    try:
        found = policy()
    except PerfError as error:
        return {"error": str(error)}
    if not found.file.exists():
        return None
    return {
        "file": str(found.file),
        "providers": None if found.providers is None else list(found.providers),
        "cpu_seconds": found.cpu_seconds,
        "history": found.history,
    }
