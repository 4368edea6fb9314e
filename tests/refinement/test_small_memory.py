"""A rewrite that takes memory without bound, where the kernel itself has little."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOTS = (Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup"))
LIMITS = ("memory.limit_in_bytes", "memory.max")
BYTES = 700 << 20

KERNEL = """
import sys
open(sys.argv[1], "w").write("0")  # from here on, this process belongs to the small group
sys.path.insert(0, sys.argv[2])
from judged import judge
bomb = "kept = []\\nwhile True:\\n    kept.append(bytearray(b'x' * (8 << 20)))\\n"
found = judge("y = 1\\n", [bomb, "y = 1  # the same\\n"], namespace={"kept2": list(range(1000))})
for verdict in found.verdicts:
    print(type(verdict).__name__, getattr(verdict, "why", ""))
print("alive")
"""


@pytest.fixture
def small_group() -> Iterator[Path]:
    for root, limit in zip(ROOTS, LIMITS, strict=True):
        group = root / f"jupyter-perf-test-{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            (group / limit).write_text(str(BYTES))
        except OSError:
            group.rmdir()
            continue
        yield group
        _remove(group)
        return
    pytest.skip("no control group can be made here")


def _remove(group: Path) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.02)


def test_a_memory_bomb_ends_the_rewrite_and_not_the_kernel(small_group: Path) -> None:
    arguments = [str(small_group / "cgroup.procs"), str(Path(__file__).parent)]
    done = subprocess.run(
        [sys.executable, "-c", KERNEL, *arguments], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    bomb, same, alive = done.stdout.splitlines()
    assert bomb.startswith("Failed")
    assert "memory" in bomb
    assert same.startswith(("NotFaster", "Faster"))
    assert alive == "alive"
