"""The machine as its files tell, in control groups of both versions."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jupyter_perf.core.machine import Machine, this_machine
from jupyter_perf.core.memory import usable_bytes

CPUINFO = "processor\t: 0\nmodel name\t: Example  CPU 9000\n\nprocessor\t: 1\nmodel name\t: other\n"


@pytest.fixture(autouse=True)
def _eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)), raising=False)


def machine(root: Path, membership: str = "", **files: str) -> Machine:
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text(membership)
    for name, text in {"proc/cpuinfo": CPUINFO, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return this_machine(root / "proc", root / "cgroup")


def test_nothing_limits_it(tmp_path: Path) -> None:
    assert machine(tmp_path) == Machine("Example CPU 9000", 8)


@pytest.mark.parametrize(
    ("membership", "files", "cores"),
    [
        ("0::/a\n", {"cgroup/a/cpu.max": "150000 100000\n"}, 1.5),
        ("0::/a\n", {"cgroup/a/cpu.max": "max 100000\n"}, 8),
        ("0::/a/b\n", {"cgroup/a/cpu.max": "200000 100000\n", "cgroup/a/b/cpu.max": "max 1\n"}, 2),
        ("0::/gone\n", {"cgroup/cpu.max": "50000 100000\n"}, 0.5),
        (
            "3:cpu,cpuacct:/docker/x\n",
            {
                "cgroup/cpu,cpuacct/cpu.cfs_quota_us": "400000\n",
                "cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
            },
            4,
        ),
        (
            "3:cpu:/\n",
            {"cgroup/cpu/cpu.cfs_quota_us": "-1\n", "cgroup/cpu/cpu.cfs_period_us": "100000\n"},
            8,
        ),
    ],
)
def test_cores_as_the_control_group_allows(
    tmp_path: Path, membership: str, files: dict[str, str], cores: float
) -> None:
    assert machine(tmp_path, membership, **files).cores == cores


def test_a_processor_of_a_small_board_has_another_field(tmp_path: Path) -> None:
    told = "processor\t: 0\nModel\t\t: Example Pi 5\n"
    assert machine(tmp_path, **{"proc/cpuinfo": told}).cpu == "Example Pi 5"


def test_gpus_by_name(tmp_path: Path) -> None:
    file = "proc/driver/nvidia/gpus/0000:01:00.0/information"
    found = machine(tmp_path, **{file: "Model: \t\t NVIDIA Example\nIRQ: 1\n"})
    assert found.gpus == ("NVIDIA Example",)


def test_a_processor_without_a_name_is_called_by_its_kind(tmp_path: Path) -> None:
    assert machine(tmp_path, **{"proc/cpuinfo": "processor: 0\n"}).cpu != ""


def test_memory_is_the_machines_or_the_groups(tmp_path: Path) -> None:
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/meminfo").write_text("MemTotal:  8388608 kB\nMemAvailable: 1 kB\n")
    machine(tmp_path, "0::/a\n", **{"cgroup/a/memory.max": "3000000\n"})
    assert usable_bytes(tmp_path / "proc", tmp_path / "cgroup") == 3_000_000
    assert usable_bytes(tmp_path / "proc", tmp_path / "elsewhere") == 8 << 30
