"""The folder of the project that one works in: where its `jupyter-perf.toml` lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_finder: list[Callable[[], Path]] = []


def look_in(folder: Callable[[], Path]) -> None:
    """Have `folder` say where the project is; it is asked each time, as notebooks move."""
    _finder[:] = [folder]


def project_folder() -> Path:
    """Beside the notebook, where anybody told; else the current folder."""
    return _finder[0]() if _finder else Path()
