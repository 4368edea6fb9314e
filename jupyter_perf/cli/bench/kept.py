"""What was measured of a problem, kept so that an interrupted run goes on where it was."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..._version import __version__
from ...core import versions
from ...core.folders import data_folder, write_text
from ...records.store import why_not_on_disk
from .problems import Problem


def place(problem: Problem, line: str, samples: int) -> Path:
    """Where it is kept: another one where anything is different that could change it."""
    parts = [problem.digest, line, samples, __version__, versions.machine()]
    name = hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]
    return data_folder() / "bench" / f"{name}.json"


def recall(file: Path) -> dict[str, Any] | None:
    """What is kept there; None where there is nothing that can be read."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(file.read_text("utf-8"))
        if isinstance(found, dict):
            return found
    return None


def keep(file: Path, found: Mapping[str, Any]) -> None:
    """Nothing where records are switched off, or the disk doesn't take it. Raises PolicyError."""
    if not why_not_on_disk():
        with contextlib.suppress(OSError):
            write_text(file, json.dumps(dict(found)))
