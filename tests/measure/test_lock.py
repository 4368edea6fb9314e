"""The machine's timing lock: exclusive, in turns, and not to be tricked."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import pytest

from jupyter_perf.measure.lock import NAME, timing_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no flock on Windows")


def test_one_at_a_time(tmp_path: Path) -> None:
    with timing_lock(1, tmp_path) as first:
        assert first
        with timing_lock(0.02, tmp_path) as second:
            assert not second
    with timing_lock(0, tmp_path) as again:
        assert again


def test_it_holds_between_processes_and_ends_with_them(tmp_path: Path) -> None:
    holder = (
        "import sys, pathlib\n"
        "from jupyter_perf.measure.lock import timing_lock\n"
        "with timing_lock(1, pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with timing_lock(0, tmp_path) as had:
            assert not had
        process.kill()
    with timing_lock(1, tmp_path) as had:
        assert had


def test_who_waits_comes_before_who_has_just_let_go(tmp_path: Path) -> None:
    order: list[str] = []
    started = threading.Barrier(2)

    def work(name: str) -> None:
        started.wait()
        for _ in range(6):
            with timing_lock(10, tmp_path):
                order.append(name)
                threading.Event().wait(0.02)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    repeats = sum(a == b for a, b in pairwise(order))
    assert repeats <= 2


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("x")
    target.chmod(0o600)
    (tmp_path / f"{NAME}.lock").symlink_to(target)
    with timing_lock(0, tmp_path) as had:
        assert had
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_text() == "x"


def test_a_pipe_in_its_place_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{NAME}.turn")
    with timing_lock(0, tmp_path) as had:
        assert had


def test_a_folder_that_is_not_there_means_no_lock(tmp_path: Path) -> None:
    with timing_lock(0, tmp_path / "missing") as had:
        assert had


def test_others_may_open_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with timing_lock(1, tmp_path):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / f"{NAME}.lock").stat().st_mode & 0o777 == 0o644
