"""What a front end is told of this kernel: `hello`. It costs nothing until it is asked for."""

from __future__ import annotations

import os
import platform
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..core.policy import policy
from ..errors import PerfError
from . import NAMES
from .config import JupyterPerf, notebook_folder, project_settings

if TYPE_CHECKING:
    from .task import Kernel

EXTRAS = {
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


def hello(kernel: Kernel) -> dict[str, Any]:
    """The facts at a glance. Raises nothing: what can't be read is a `problem`, in words."""
    defaults, problem, project = kernel.defaults, "", {}
    try:
        project = project_settings(notebook_folder())
    except PerfError as error:
        problem = str(error)
    return {
        "type": "hello",
        "version": __version__,
        "python": platform.python_version(),
        "engine": defaults.setting("engine", project),
        "model": _model(defaults, project),
        "enabled": not defaults.is_off(project),
        "magics": [
            name for kind, name in NAMES if kind == "cell" and kernel.front_ends.answers(name)
        ],
        "machine": _machine(),
        "isolation": _isolation,
        "extras": {extra: _is_installed(package) for extra, package in EXTRAS.items()},
        "policy": _policy(),
        "problem": problem,
    }


def _model(defaults: JupyterPerf, project: dict[str, Any]) -> str | None:
    """The model that `--engine llm` would ask, None where none is chosen."""
    chosen = defaults.setting("model", project) or os.environ.get("JUPYTER_PERF_MODEL")
    return chosen or os.environ.get("OPENAI_MODEL") or None


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # a module of that name is there that no finder made
        return True


def _machine() -> dict[str, Any]:
    """Where the cells run: what estimates and measurements are for, unless told otherwise."""
    from ..core.machine import this_machine
    from ..core.memory import usable_bytes

    found = this_machine()
    return {
        "name": "this machine",
        "cpu": found.cpu,
        "cores": found.cores,
        "memory_bytes": usable_bytes(),
        "gpus": list(found.gpus),
    }


def _policy() -> str:
    """What an administrator's file allows, in words; "" where there is none."""
    try:
        found = policy()
    except PerfError as error:
        return str(error)
    if not found.file.exists():
        return ""
    rules = [] if found.history else ["no history"]
    if found.providers is not None:
        rules.append(f"providers: {', '.join(found.providers) or 'none'}")
    if found.base_urls is not None:
        rules.append(f"models' endpoints: {', '.join(found.base_urls) or 'none'}")
    if found.cpu_seconds is not None:
        rules.append(f"at most {found.cpu_seconds:g} s a search")
    return f"{found.file}: {'; '.join(rules) or 'no limits'}"
