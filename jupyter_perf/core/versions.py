"""What a result depends on beside source and inputs: versions and machine."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Iterable


def of_modules(modules: Iterable[str]) -> dict[str, str]:
    """Versions of Python, of this package, and of the distributions of `modules`."""
    found = {"python": platform.python_version()}
    for name in sorted({"jupyter-perf", *(module.split(".")[0] for module in modules)}):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def machine() -> str:
    """Processor kind, number of cores and operating system."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
