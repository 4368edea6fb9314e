from __future__ import annotations

import signal
import subprocess
import sys

import pytest

_SCRIPT = """
import os, signal, subprocess, sys, threading
from jupyter_perf.core import interrupts

os.setpgid(0, 0)
heard = []
signal.signal(signal.SIGINT, lambda *_: heard.append(1))
over = threading.Event()

def interrupt():
    while not over.wait(0.0002):
        os.killpg(os.getpgrp(), signal.SIGINT)

thread = threading.Thread(target=interrupt)
thread.start()
codes = []
for _ in range(40):
    with interrupts.held_back():
        child = subprocess.Popen([sys.argv[1]], start_new_session=True)
    codes.append(child.wait())
over.set()
thread.join()
print(len(heard) > 0, set(codes))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no process groups to interrupt")
def test_an_interrupt_while_a_process_starts_ends_nobody() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, "/bin/true"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "{0}"]


@pytest.mark.skipif(sys.platform == "win32", reason="has no signal masks")
def test_an_interrupt_comes_afterwards() -> None:
    from jupyter_perf.core import interrupts

    heard: list[int] = []
    # Whoever starts the tests in the background may have them ignore interrupts.
    before = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    try:
        with interrupts.held_back():
            signal.raise_signal(signal.SIGINT)
            meanwhile = list(heard)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (meanwhile, heard) == ([], [signal.SIGINT])
