"""One recipe in this process, around a cell that runs once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from jupyter_perf.core.progress import Progress
from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.comparing.keeping import Kept
from jupyter_perf.sparsity.live import live
from jupyter_perf.sparsity.question import question

CELL = """
import torch
from torch import nn
x = torch.randn(32, 16)
net = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2))
opt = torch.optim.Adam(net.parameters())
for _ in range(6):
    loss = net(x).square().mean()
    opt.zero_grad(); loss.backward(); opt.step()
score = -loss.item()
"""


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    threads, state = torch.get_num_threads(), torch.get_rng_state()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
    torch.set_rng_state(state)


class Cell:
    """Counts how often it is run."""

    def __init__(self, source: str = CELL) -> None:
        self.space: dict[str, Any] = {"__name__": "__main__"}
        self.source = source
        self.runs = 0

    def __call__(self) -> None:
        self.runs += 1
        exec(self.source, self.space)


def hooks() -> int:
    from torch.optim import optimizer

    return len(optimizer._global_optimizer_pre_hooks) + len(optimizer._global_optimizer_post_hooks)


def test_the_cell_runs_once_and_leaves_a_sparse_model(tmp_path: Path) -> None:
    cell, heard, before = Cell(), list[Progress](), hooks()
    asked = question(CELL, namespace=cell.space, recipes="sr-ste", metric="score")
    found = live(asked, cell, progress=heard.append, kept=Kept(tmp_path))
    assert cell.runs == 1
    assert hooks() == before
    (run,) = found.runs
    assert (run.recipe, run.pattern, run.steps, run.density) == ("sr-ste", "2:4", 6, 0.5)
    assert run.metric == cell.space["score"]
    kept = cell.space["net"][0].weight.detach().reshape(-1, 4).count_nonzero(1)
    assert int(kept.max()) == 2
    assert "step 1" in heard[0].stage
    assert found.masks["net.0.weight"]
    assert {each.form for each in found.latency} >= {"dense", "packed"}
    assert Path(run.weights).is_file()
    assert any("in this kernel" in each for each in found.assumptions)


def test_steps_that_are_said_are_not_counted(tmp_path: Path) -> None:
    cell = Cell()
    asked = question(CELL, namespace=cell.space, recipes="step", steps=6)
    found = live(asked, cell, kept=Kept(tmp_path))
    assert [run.recipe for run in found.runs] == ["step"]
    assert found.runs[0].switch


def test_steps_are_counted_by_a_dense_run_of_a_copy(tmp_path: Path) -> None:
    cell = Cell()
    asked = question(CELL, namespace=cell.space, recipes="step")
    found = live(asked, cell, kept=Kept(tmp_path))
    assert cell.runs == 1
    assert [(run.recipe, run.steps) for run in found.runs] == [("dense", 6), ("step", 6)]
    assert any("6 steps" in note for note in found.notes)


def test_what_the_cell_raises_is_raised_and_no_hook_is_left(tmp_path: Path) -> None:
    cell, before = Cell(CELL + "1 / 0"), hooks()
    asked = question(cell.source, namespace=cell.space, recipes="sr-ste")
    with pytest.raises(ZeroDivisionError):
        live(asked, cell, kept=Kept(tmp_path))
    assert hooks() == before


def test_without_a_number_of_steps_the_cell_never_begins(tmp_path: Path) -> None:
    cell = Cell("list(numbers)\n" + CELL)
    cell.space["numbers"] = (n for n in range(3))
    asked = question(cell.source, namespace=cell.space, recipes="step")
    with pytest.raises(UsageError, match=r"`numbers` can't be copied.*steps="):
        live(asked, cell, kept=Kept(tmp_path))
    assert cell.runs == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"recipes": "step,sr-ste"}, "--compare"),
        ({"recipes": "sr-ste", "pattern": "2:4,1:4"}, "--compare"),
        ({"recipes": "sr-ste", "seeds": 2}, "--compare"),
        ({"recipes": "wanda"}, "prunes a trained model"),
    ],
)
def test_what_takes_several_runs_is_no_one_run(
    options: dict[str, Any], said: str, tmp_path: Path
) -> None:
    cell = Cell()
    with pytest.raises(UsageError, match=said):
        live(question(CELL, namespace=cell.space, **options), cell, kept=Kept(tmp_path))
    assert cell.runs == 0


def test_a_cell_that_trains_nothing_says_so(tmp_path: Path) -> None:
    cell = Cell("import torch\nscore = 1.0")
    asked = question(cell.source, namespace=cell.space, recipes="sr-ste")
    found = live(asked, cell, kept=Kept(tmp_path))
    assert "trains no PyTorch model" in found.answer
    assert cell.space["score"] == 1.0
