"""The machine that this process runs on, as a user would name it; read in about a millisecond."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path

from . import cgroups
from .cgroups import text_of


@dataclass(frozen=True)
class Machine:
    """What this process may use of it: less than there is, in a container."""

    cpu: str
    """The processor's model, or its architecture where that isn't known."""
    cores: float
    """Logical cores: a control group may allow half of one."""
    gpus: tuple[str, ...] = ()
    """Models of the NVIDIA GPUs that are visible."""


def this_machine(proc: Path = cgroups.PROC, cgroup: Path = cgroups.MOUNT) -> Machine:
    """`proc` and `cgroup` are where those file systems are mounted."""
    return Machine(_cpu(proc / "cpuinfo"), _cores(proc, cgroup), _gpus(proc / "driver/nvidia/gpus"))


def _cpu(cpuinfo: Path) -> str:
    found = re.search(r"^(?:model name|Model|Hardware)\s*:\s*(.+)$", text_of(cpuinfo), re.MULTILINE)
    return " ".join(found[1].split()) if found else platform.processor() or platform.machine()


def _cores(proc: Path, cgroup: Path) -> float:
    quotas = [_quota(version, folder) for version, folder in cgroups.folders("cpu", proc, cgroup)]
    return min([usable_cores(), *(quota for quota in quotas if quota is not None)])


def usable_cores() -> int:
    """How many this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _quota(version: int, folder: Path) -> float | None:
    """Cores' worth of time that the group may use; None where it isn't limited."""
    if version == 2:
        words = text_of(folder / "cpu.max").split()
    else:
        words = text_of(folder / "cpu.cfs_quota_us").split()
        words += text_of(folder / "cpu.cfs_period_us").split()
    if len(words) != 2 or not all(word.isdigit() for word in words) or words[1] == "0":
        return None  # "max", and -1, say that there is no limit
    return int(words[0]) / int(words[1])


def _gpus(folder: Path) -> tuple[str, ...]:
    """By the driver's own list: asking the driver itself can take a second."""
    try:
        cards = sorted(folder.iterdir())
    except OSError:
        return ()
    models = (re.search(r"^Model:\s*(.+)$", text_of(card / "information"), re.M) for card in cards)
    return tuple(found[1].strip() for found in models if found)
