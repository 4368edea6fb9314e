"""No process outlives its kernel, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

KERNEL = """
import sys, threading, time
import jupyter_perf as jp

def heard(progress):
    print("progress", progress.stage, flush=True)

source = "t = 0\\nfor i in range(10**12):\\n    t += i\\n"
print("ready", flush=True)
found = jp.refine(source, namespace={}, budget=60, progress=heard)
print("found", found.stopped, found.best, flush=True)
"""


def start(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", KERNEL], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "running the original" in line:
            return process
    raise AssertionError("the search never began")


def descendants(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def gone(processes: list[psutil.Process], seconds: float = 10.0) -> bool:
    """Whether all of them have ended, or are only waiting to be reaped."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(_alive(process) for process in processes):
            return True
        time.sleep(0.05)
    return False


def _alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_kernel_leaves_no_process(tmp_path: Path, how: signal.Signals) -> None:
    with start(tmp_path) as kernel:
        family = descendants(kernel.pid)
        assert len(family) >= 3  # supervisor, zygote, repetition
        os.kill(kernel.pid, how)
        kernel.wait(10)
        assert gone(family)


def test_an_interrupt_returns_what_was_found(tmp_path: Path) -> None:
    with start(tmp_path) as kernel:
        family = descendants(kernel.pid)
        os.kill(kernel.pid, signal.SIGINT)
        assert kernel.stdout is not None
        said = kernel.stdout.read()
        assert "found by you None" in said
        assert kernel.wait(20) == 0
        assert gone(family)


def test_a_killed_supervisor_is_an_error_that_says_so(tmp_path: Path) -> None:
    from jupyter_perf.errors import SandboxDied
    from jupyter_perf.refinement import engine

    prepared = engine.prepare("while True:\n    pass\n", namespace={}, budget=30.0)
    with prepared.start() as job:
        assert job.wait(timeout=2.0) is None
        family = descendants(job.client.pid)
        os.kill(job.client.pid, signal.SIGKILL)
        with pytest.raises(SandboxDied):
            job.wait()
        assert gone(family)
