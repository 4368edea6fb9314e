"""Where this package keeps what is to outlast a kernel."""

from __future__ import annotations

import os
from pathlib import Path


def home_folder() -> Path:
    """The user's home; `/` where nothing says which: a container's user need not be known."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def data_folder() -> Path:
    """`$JUPYTER_PERF_HOME`, or a folder of ours in Jupyter's data folder; it may not exist yet."""
    if chosen := os.environ.get("JUPYTER_PERF_HOME"):
        return Path(chosen).expanduser()
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "jupyter-perf"


def write_text(file: Path, text: str) -> None:
    """Replace what `file` holds, whole or not at all. Raises OSError where that can't be done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # Of this process, so that two that write at once don't take each other's half.
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
