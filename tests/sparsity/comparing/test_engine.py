"""Whole comparisons, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.sparsity.comparing import copying
from jupyter_perf.sparsity.comparing.cost import Cost
from jupyter_perf.sparsity.comparing.keeping import Kept
from jupyter_perf.sparsity.engine import sparsify
from jupyter_perf.sparsity.question import question
from jupyter_perf.sparsity.result import SparsityReport

CELL = """
import torch
from torch import nn
x = torch.randn(64, 16); y = (x.sum(1) > 0).long()
net = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2))
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
for _ in range(8):
    loss = nn.functional.cross_entropy(net(x), y)
    opt.zero_grad(); loss.backward(); opt.step()
acc = (net(x).argmax(1) == y).float().mean().item()
"""
ENDLESS = "import torch, time\nwhile True: time.sleep(0.01)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def compared(folder: Path) -> tuple[SparsityReport, list[Progress]]:
    heard: list[Progress] = []
    asked = question(CELL, recipes="step", seeds=2)
    return sparsify(asked, progress=heard.append, kept=Kept(folder), price=priced), heard


def priced(seconds: Range) -> tuple[Range, str]:
    return seconds.scaled(1 / 3600), "$1 an hour"


def test_recipes_are_compared_over_paired_seeds(
    compared: tuple[SparsityReport, list[Progress]],
) -> None:
    found, heard = compared
    trained = [
        r for r in found.runs if (r.recipe, r.quantize) in {("dense", "none"), ("step", "none")}
    ]
    assert [(r.recipe, r.seed, r.steps) for r in trained] == [
        ("dense", 0, 8), ("step", 0, 8), ("dense", 1, 8), ("step", 1, 8),
    ]  # fmt: skip
    assert found.metric == "acc"
    assert any("guessed" in note for note in found.notes)
    by_recipe = {(s.recipe, s.quantize): s for s in found.summaries}
    step = by_recipe["step", "none"]
    assert step.seeds == 2
    assert step.difference is not None
    assert {("dense", "int8"), ("dense", "int4")} <= set(by_recipe)
    assert found.best is not None
    assert found.best.recipe == "step"
    assert [each.density for each in trained if each.recipe == "step"] == [0.5, 0.5]
    assert found.stopped == ""
    assert heard[-1].done is not None
    assert any("dense, seed 0" in each.stage for each in heard)


def test_a_report_is_plain_data_with_costs_and_where_they_are_from(
    compared: tuple[SparsityReport, list[Progress]],
) -> None:
    found, _ = compared
    assert SparsityReport.from_json(found.to_json()) == found
    assert found.predicted_seconds is not None
    assert found.predicted_usd is not None
    assert any("$1 an hour" in each for each in found.assumptions)
    assert any("your rights" in each for each in found.assumptions)
    assert all(Path(r.weights).is_file() for r in found.runs if r.weights)


def test_passes_are_timed_and_tensors_sized(
    compared: tuple[SparsityReport, list[Progress]],
) -> None:
    found, _ = compared
    assert {(each.form, each.batch) for each in found.latency} >= {("dense", 1), ("packed", 64)}
    packed = [each for each in found.latency if each.form == "packed"]
    assert all(each.ratio is not None or each.reason for each in packed)
    assert found.answer.startswith("Packed, against dense on this machine: ")
    step = next(s for s in found.summaries if s.recipe == "step")
    assert step.bytes_dense == 16 * 16 * 4
    assert step.bytes_packed is not None
    assert step.bytes_packed <= 0.54 * step.bytes_dense


def test_what_is_finished_is_not_run_again(
    compared: tuple[SparsityReport, list[Progress]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    again = sparsify(question(CELL, recipes="step", seeds=2, metric="loss:min"), kept=Kept(folder))
    assert (again.metric, again.direction) == ("loss", "min")
    assert [r.weights for r in again.runs] == [r.weights for r in compared[0].runs]
    assert all(r.metric is not None for r in again.runs if r.weights)


def test_a_metric_that_is_not_there_is_told_with_what_is(
    compared: tuple[SparsityReport, list[Progress]], folder: Path
) -> None:
    found = sparsify(question(CELL, recipes="step", seeds=2, metric="f1"), kept=Kept(folder))
    assert "`acc`" in found.reasons["metric"]
    assert "no number called `f1`" in found.answer
    assert found.best is None


def forbidden(*_: Any, **__: Any) -> Any:
    raise AssertionError("no process was to be started")


def test_an_exported_run_loads_again(
    compared: tuple[SparsityReport, list[Progress]], tmp_path: Path
) -> None:
    from jupyter_perf.sparsity import load

    state = load(compared[0].export(tmp_path / "small"))
    kept = (state["0.weight"].reshape(-1, 4) != 0).sum(1)
    assert int(kept.max()) == 2


def test_a_cell_that_fails_ends_the_comparison(tmp_path: Path) -> None:
    found = sparsify(question("import torch\n1 / 0", seeds=3), kept=Kept(tmp_path))
    assert "ZeroDivisionError in line 2" in found.answer
    assert len([r for r in found.runs if r.quantize == "none"]) == 1
    assert found.best is None
    assert "ZeroDivisionError" in found.reasons["runs"]


def test_a_process_that_is_killed_is_told(tmp_path: Path) -> None:
    cell = "import os, signal\nprint('so far')\nos.kill(os.getpid(), signal.SIGKILL)"
    found = sparsify(question(cell), kept=Kept(tmp_path))
    assert "SIGKILL" in found.answer


def test_a_budget_is_a_hard_end(tmp_path: Path) -> None:
    began = time.monotonic()
    found = sparsify(question(ENDLESS, budget=0.5), kept=Kept(tmp_path))
    assert time.monotonic() - began < 60
    assert "budget of 0.5 s" in found.stopped
    assert "No run has come to its end" in found.answer
    assert not list(tmp_path.glob("**/*.json"))


def test_an_interrupt_and_a_stop_give_what_is_finished(
    compared: tuple[SparsityReport, list[Progress]], folder: Path
) -> None:
    def interrupt(progress: Progress) -> None:
        if "seed 2" in progress.stage:
            raise KeyboardInterrupt

    asked = question(CELL, recipes="step", seeds=3)
    found = sparsify(asked, kept=Kept(folder), progress=interrupt)
    assert "interrupted" in found.stopped
    assert {r.seed for r in found.runs} == {0, 1}
    calls: list[int] = []

    def stopped() -> bool:
        calls.append(1)
        return len(calls) > 5

    found = sparsify(asked, kept=Kept(folder), stopped=stopped)
    assert found.stopped.startswith("stopped")


def test_what_takes_long_or_costs_much_is_asked_first(
    compared: tuple[SparsityReport, list[Progress]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    asked = question(CELL, recipes="step", seeds=2, max_usd=1e-9)
    refused = sparsify(asked, kept=Kept(folder), price=priced)
    assert "yes=True" in refused.stopped
    assert {r.recipe for r in refused.runs} == {"dense"}
    heard: list[str] = []

    def confirm(cost: Cost) -> bool:
        heard.append(cost.words)
        return True

    allowed = sparsify(asked, kept=Kept(folder), price=priced, confirm=confirm)
    assert allowed.stopped == ""
    assert "4 runs" in heard[0]
    said = sparsify(
        question(CELL, recipes="step", seeds=2, max_usd=1e-9, yes=True), kept=Kept(folder)
    )
    assert said.stopped == ""


def test_what_cannot_be_copied_is_named(tmp_path: Path) -> None:
    space = {"numbers": (n for n in range(3))}
    found = sparsify(question("list(numbers)", namespace=space), kept=Kept(tmp_path))
    assert "`numbers` can't be copied" in found.answer
    assert next(space["numbers"]) == 0


def test_what_the_cell_does_not_read_is_not_copied() -> None:
    space = {"small": np.zeros(10), "frame": np.lib.stride_tricks.as_strided(
        np.zeros(1), (250_000_000,), (0,)
    )}  # fmt: skip
    assert space["frame"].nbytes == 2_000_000_000
    asked = question("small.sum()", namespace=space)
    with_copy = copying.copied(asked.namespace, asked.names)
    with_copy.close()
    assert with_copy.nbytes < 100_000
    assert with_copy.names == ("small",)


def test_what_does_not_fit_is_told_before_it_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "free_bytes", lambda: 1000)
    found = sparsify(question("a.sum()", namespace={"a": np.zeros(1000)}))
    assert "`a`: 8" in found.answer
    assert "are free" in found.answer


def test_a_home_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "folder")
    assert kept.folder.is_dir()
    assert "can't be written to" in kept.note
    kept.folder.rmdir()


def test_the_digest_of_a_copy_is_the_same_in_every_kernel() -> None:
    pytest.importorskip("torch")
    script = textwrap.dedent("""
        import torch
        from jupyter_perf.core.names import names_in
        from jupyter_perf.sparsity.comparing.copying import copied
        space = {"__name__": "__main__"}
        made = '''
        import torch
        class Net(torch.nn.Linear): pass
        torch.manual_seed(0); net = Net(8, 8); half = net.weight.data[:4].bfloat16()
        '''
        exec(__import__("textwrap").dedent(made), space)
        print(copied(space, names_in("net(half)", space)).digest)
    """)
    said = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(said) == 1


def test_a_run_ends_with_the_kernel_that_asked(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    script = textwrap.dedent(f"""
        from pathlib import Path
        from jupyter_perf.sparsity.engine import sparsify
        from jupyter_perf.sparsity.question import question
        from jupyter_perf.sparsity.comparing.keeping import Kept
        cell = "import os, time\\nopen({str(tmp_path / "pid")!r}, 'w').write(str(os.getpid()))\\n"
        kept = Kept(Path({str(tmp_path)!r}))
        sparsify(question(cell + "while True: time.sleep(0.05)"), kept=kept)
    """)
    kernel = subprocess.Popen([sys.executable, "-c", script])
    try:
        child = waited_for(tmp_path / "pid")
    finally:
        os.kill(kernel.pid, signal.SIGKILL)
        kernel.wait()
    ends = time.monotonic() + 20
    while psutil.pid_exists(child) and time.monotonic() < ends:
        time.sleep(0.02)
    assert not psutil.pid_exists(child)


def waited_for(file: Path) -> int:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        if file.exists() and (text := file.read_text()):
            return int(text)
        time.sleep(0.02)
    raise AssertionError("the run never began")
