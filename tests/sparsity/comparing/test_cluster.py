"""A comparison on a Dask cluster of which a worker dies in mid-sweep."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.comparing.keeping import Kept
from jupyter_perf.sparsity.engine import sparsify
from jupyter_perf.sparsity.question import question

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")

CELL = """
import os, pathlib, time
import torch
from torch import nn
began = pathlib.Path(FOLDER) / f"began-{torch.initial_seed()}-{os.getpid()}"
began.write_text(str(os.getppid()))
x = torch.randn(32, 16)
net = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2))
opt = torch.optim.Adam(net.parameters())
for _ in range(4):
    loss = net(x).square().mean()
    opt.zero_grad(); loss.backward(); opt.step()
while torch.initial_seed() == 1 and not (pathlib.Path(FOLDER) / "go").exists():
    time.sleep(0.02)
score = -loss.item()
"""


class Cluster:
    """A scheduler and workers, each a process of its own on the loopback."""

    def __init__(self, workers: int) -> None:
        self.address = ""
        self.processes = [self._start("distributed.cli.dask_scheduler", "--port", "0")]
        line = self._heard(self.processes[0], "Scheduler at:")
        self.address = line.split()[-1]
        self.workers = [self._worker() for _ in range(workers)]

    def _worker(self) -> subprocess.Popen[str]:
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0")
        worker = self._start("distributed.cli.dask_worker", self.address, *options)
        self._heard(worker, "Registered to:")
        return worker

    def _start(self, module: str, *options: str) -> subprocess.Popen[str]:
        code = f"from {module} import main; main()"
        host = ("--host", "127.0.0.1")
        dashboard = ("--no-dashboard",) if "scheduler" in module else ()
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code, *options, *host, *dashboard],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if self.address:
            self.processes.append(process)
        return process

    def _heard(self, process: subprocess.Popen[str], words: str) -> str:
        assert process.stderr is not None
        for line in process.stderr:
            if words in line:
                return line
        raise AssertionError(f"{words!r} was never said")

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    made = Cluster(2)
    try:
        yield made
    finally:
        made.close()


def test_nothing_is_lost_when_a_worker_is_killed_in_mid_sweep(
    cluster: Cluster, tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    killed: list[int] = []

    def kill_who_trains(_: Progress) -> None:
        """The first worker that has a run of seed 1 in hand; then all may end."""
        begun = [file for file in marks.glob("began-1-*") if file.read_text()]
        if begun and not killed:
            killed.append(int(begun[0].read_text()))
            os.kill(killed[0], signal.SIGKILL)
            (marks / "go").write_text("")

    asked = question(
        f"FOLDER = {str(marks)!r}\n" + CELL,
        recipes="sr-ste", seeds=2, metric="score", executor=cluster.address,
    )  # fmt: skip
    found = sparsify(asked, kept=Kept(tmp_path / "kept"), progress=kill_who_trains)
    assert killed
    assert any(worker.pid == killed[0] for worker in cluster.workers)
    trained = [run for run in found.runs if run.quantize == "none"]
    assert [(run.recipe, run.seed) for run in trained] == [
        ("dense", 0), ("sr-ste", 0), ("dense", 1), ("sr-ste", 1),
    ]  # fmt: skip
    assert all(not run.failed and run.metric is not None for run in found.runs)
    assert all(Path(run.weights).is_file() for run in trained)
    assert len(list(marks.glob("began-1-*"))) >= 3  # one of them began twice


def test_a_run_that_nobody_waits_for_ends_on_its_worker_too(
    cluster: Cluster, tmp_path: Path
) -> None:
    mark = tmp_path / "pid"
    cell = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\n"
    asked = question(cell + "while True: time.sleep(0.05)", executor=cluster.address)
    found = sparsify(
        asked, kept=Kept(tmp_path), stopped=lambda: mark.exists() and bool(mark.read_text())
    )
    assert found.stopped.startswith("stopped")
    child, ends = int(mark.read_text()), time.monotonic() + 30
    while psutil.pid_exists(child) and time.monotonic() < ends:
        time.sleep(0.02)
    assert not psutil.pid_exists(child)


def test_a_scheduler_that_is_not_there_is_an_error_of_use(tmp_path: Path) -> None:
    asked = question("import torch", executor="tcp://127.0.0.1:9")
    quick = dask.config.set({"distributed.comm.timeouts.connect": 0.5})
    with quick, pytest.raises(UsageError, match=r"127\.0\.0\.1:9"):
        sparsify(asked, kept=Kept(tmp_path))
