"""What a sample's arrays are given by the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jupyter_perf.estimation.cells import allocator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="glibc's")


ROUNDS = """
import resource
import sys

import numpy as np

from jupyter_perf.estimation.cells import allocator

allocator.scale_down(float(sys.argv[1]))
seen = []
for _ in range(6):
    np.empty(int(float(sys.argv[2]) * (1 << 20)), np.uint8).fill(1)
    seen.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
print(seen[-1] - seen[1])
"""


def faults_of_later_rounds(share: float, megabytes: float) -> int:
    """First touches of pages after the first rounds; this process has blocks of its own to give."""
    command = [sys.executable, "-c", ROUNDS, str(share), str(megabytes)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return int(told.stdout)


def test_small_arrays_come_from_what_was_freed() -> None:
    assert faults_of_later_rounds(0.01, 3.0) < 100


def test_those_that_stand_for_large_ones_come_from_the_system() -> None:
    # 12 MB of an eighth of the inputs are 96 MB of all of them; 12 MB of all of them aren't.
    assert faults_of_later_rounds(1 / 8, 12.0) > 4
    assert faults_of_later_rounds(1.0, 12.0) <= 4


def test_what_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> object:
        raise AssertionError("asked")

    monkeypatch.setenv("MALLOC_MMAP_THRESHOLD_", "65536")
    monkeypatch.setattr(allocator.ctypes, "CDLL", never)
    allocator.scale_down(0.5)
