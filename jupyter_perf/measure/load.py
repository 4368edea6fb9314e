"""The machine and its load, in words: what a timing has to be read beside."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Iterable
from pathlib import Path

from ..core.machine import usable_cores

GOVERNOR = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")


def describe(packages: Iterable[str] = ("numpy", "pandas")) -> str:
    """Return one line: load average, cores, governor where readable, system and versions."""
    parts = [load(), f"{usable_cores()} cores", *governor()]
    parts.append(f"{platform.system()} {platform.release()} {platform.machine()}")
    parts.append(f"Python {platform.python_version()}")
    return " · ".join([*parts, *_versions(packages)])


def load() -> str:
    """Return the load averages over 1, 5 and 15 minutes, or that they can't be read."""
    try:
        averages = os.getloadavg()
    except (AttributeError, OSError):
        return "load unknown"
    return "load " + " ".join(f"{x:.1f}" for x in averages)


def governor() -> list[str]:
    """Return the frequency governor as a list of one phrase, empty where it can't be read."""
    try:
        return [f"governor {GOVERNOR.read_text(encoding='ascii').strip()}"]
    except OSError:
        return []


def _versions(packages: Iterable[str]) -> list[str]:
    found = []
    for package in packages:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
