"""What becomes of cells of every kind, as a run's own process sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf.core import serial
from jupyter_perf.sparsity.comparing.job import Finished

HERE = Path(__file__).parent
SETUP = """
import torch
from torch import nn
x, y = torch.randn(64, 16), torch.randint(0, 4, (64,))
"""
MODEL = """
net = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 4))
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
"""
LOOP = """
for _ in range(12):
    loss = nn.functional.cross_entropy(net(x), y)
    opt.zero_grad(); loss.backward(); opt.step()
"""
LOOK = """
net.eval()
acc = (net(x).argmax(1) == y).float().mean().item()
"""
CELL = MODEL + LOOP + LOOK
AWAIT = "import asyncio\nawait asyncio.sleep(0)\n"
NOISY = "net(x + torch.randn(64, 16))"
LATE_NAN = "(1 if _ < 5 else float('nan'))"
SPARSE = {"recipe": "sr-ste", "pattern": "2:4", "steps": 12}
AFTER = [["dense", "dense", "int8"], ["dense", "dense", "int4"], ["wanda", "2:4", "none"]]
JOBS: dict[str, dict[str, Any]] = {
    "plain": {"cell": CELL, "after": AFTER, "alone": True},
    "plain again": {"cell": CELL},
    "counts steps for a run in the kernel": {"cell": CELL, "alone": True},
    "another seed": {"cell": CELL, "seed": 1},
    "sparse": {"cell": CELL, **SPARSE},
    "seeds itself": {"cell": "torch.manual_seed(3)" + CELL},
    "seeds itself, another seed": {"cell": "torch.manual_seed(3)" + CELL, "seed": 1},
    "model made before": {"setup": SETUP + MODEL, "cell": LOOP + LOOK, **SPARSE},
    "inside a function": {
        "cell": "def main():\n" + "".join(f"    {line}\n" for line in CELL.splitlines())
        + "    return acc\nacc = main()", "after": AFTER, "alone": True,
    },
    "averages": {"cell": MODEL + "ema = torch.optim.swa_utils.AveragedModel(net)"
                 + LOOP + "    ema.update_parameters(net)" + LOOK.replace("net", "ema"), **SPARSE},
    "no model": {"cell": "w = torch.zeros(3, requires_grad=True)\n"
                 "opt = torch.optim.SGD([w], 0.1)\nw.sum().backward(); opt.step()"},
    "no loop": {"cell": MODEL},
    "nothing of torch": {"cell": "acc = 1.0"},
    "two models": {
        "cell": MODEL + "small = nn.Linear(16, 4)\nopt2 = torch.optim.SGD(small.parameters(), 0.1)"
        + LOOP + "for _ in range(3):\n    opt2.zero_grad(); small(x).sum().backward(); opt2.step()",
        **SPARSE,
    },
    "nothing divides": {
        "cell": (MODEL + LOOP).replace("16", "15"),
        "setup": SETUP.replace("16", "15"), **SPARSE, "pattern": "1:4",
    },
    "NaN": {"cell": MODEL + LOOP.replace("net(x), y)", f"net(x), y) * {LATE_NAN}")
            + LOOK},
    "out of memory": {"cell": MODEL + LOOP + "raise torch.OutOfMemoryError('CUDA out of memory.')"},
    "raises": {"cell": MODEL + "1 / 0"},
    "exits": {"cell": MODEL + "import sys\nsys.exit(3)"},
    "metric is NaN": {"cell": CELL + "acc = float('nan')"},
    "metric is text": {"cell": CELL + "acc = 'good'"},
    "awaits": {"cell": AWAIT + CELL + "await asyncio.sleep(0)"},
    "magics": {"cell": "get_ipython().run_line_magic('matplotlib', 'inline')\ndisplay(1)\n"
               + MODEL + "get_ipython().run_line_magic('time', 'k = 4')" + LOOP + LOOK},
    "pilot": {"cell": CELL, "pilot": 5, "steps": 5, "recipe": "sr-ste", "pattern": "2:4"},
    "looks at chance": {"cell": MODEL + LOOP + LOOK.replace("net(x)", NOISY),
                        "after": AFTER},
    "looks at a clock": {"cell": MODEL + LOOP + "import itertools\nticks = globals().setdefault("
                         "'clock', itertools.count())\nacc = float(next(clock))", "after": AFTER},
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Finished]:
    pytest.importorskip("torch")
    asked = {name: {"setup": SETUP, **job} for name, job in JOBS.items()}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", HERE / "outcomes.py"],
        input=json.dumps(asked), capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert all(told.values()), ([name for name, each in told.items() if not each], done.stderr)
    return {name: serial.loads(Finished, each) for name, each in told.items()}


def test_a_plain_cell_gives_its_numbers_losses_and_model(outcomes: dict[str, Finished]) -> None:
    found = outcomes["plain"]
    run = found.entries[0].run
    assert run.failed == ""
    assert run.steps == len(run.losses) == 12
    assert 0 <= found.entries[0].values["acc"] <= 1
    assert found.model == "Sequential (612 parameters)"
    assert found.optimizer == "Adam"
    assert run.model == "net"
    assert run.weights.endswith(".safetensors")
    assert {each.format for each in found.formats} >= {"int8", "int4", "mxfp4"}
    assert {each.layer for each in found.sensitivity} == {"net.0.weight", "net.2.weight"}


def test_one_seed_gives_one_run_and_another_another(outcomes: dict[str, Finished]) -> None:
    first, again, other = (
        outcomes[name].entries[0].run.losses for name in ("plain", "plain again", "another seed")
    )
    assert first == again
    assert first != other


def test_seeds_differ_although_the_cell_seeds(outcomes: dict[str, Finished]) -> None:
    own, moved = outcomes["seeds itself"], outcomes["seeds itself, another seed"]
    assert own.entries[0].run.losses != moved.entries[0].run.losses
    assert any("seeds its generators" in note for note in moved.notes)
    assert not any("seeds its generators" in note for note in outcomes["another seed"].notes)


def test_recipes_begin_where_the_dense_run_began(outcomes: dict[str, Finished]) -> None:
    dense, sparse = outcomes["plain"].entries[0].run, outcomes["sparse"].entries[0].run
    assert dense.losses[0] == pytest.approx(sparse.losses[0])
    assert sparse.density == 0.5
    assert set("".join(outcomes["sparse"].masks["net.0.weight"].split())) == {"0", "1"}


def test_a_model_that_was_made_before_is_found_in_the_copy(outcomes: dict[str, Finished]) -> None:
    run = outcomes["model made before"].entries[0].run
    assert (run.failed, run.steps, run.density, run.model) == ("", 12, 0.5, "net")


def test_a_changed_model_is_looked_at_by_the_statements_after_training(
    outcomes: dict[str, Finished],
) -> None:
    own, int8, int4, wanda = outcomes["plain"].entries
    assert int8.values["acc"] == pytest.approx(own.values["acc"], abs=0.05)
    assert 0 <= int4.values["acc"] <= 1
    assert wanda.run.density == 0.5
    assert wanda.run.weights != own.run.weights
    assert "loss" not in wanda.values  # it is of the training, not of what was pruned


def test_each_layer_pruned_alone_says_what_the_cell_says_of_it(
    outcomes: dict[str, Finished],
) -> None:
    found = outcomes["plain"]
    asked = {(each.layer, each.pattern) for each in found.sensitivity}
    assert {(each.layer, each.pattern) for each in found.alone} == asked
    # All layers at the pattern that was asked for come first.
    assert [each.pattern for each in found.alone[:2]] == ["2:4", "2:4"]
    assert len({each.layer for each in found.alone[:2]}) == 2
    assert all(0 <= each.values["acc"] <= 1 and "loss" not in each.values for each in found.alone)
    assert "metric_change" not in found.reasons
    # Nothing of it is left in the weights that other recipes are made of.
    assert found.entries[0].run.losses == outcomes["plain again"].entries[0].run.losses
    assert outcomes["plain again"].alone == ()
    assert outcomes["counts steps for a run in the kernel"].alone == found.alone


def test_where_training_and_looking_are_one_it_is_said(outcomes: dict[str, Finished]) -> None:
    own, *others = outcomes["inside a function"].entries
    assert outcomes["inside a function"].alone == ()
    assert own.run.steps == 12
    assert all("without training again" in each.reason and not each.values for each in others)


def test_chance_is_the_same_again_and_what_is_not_is_refused(
    outcomes: dict[str, Finished],
) -> None:
    assert "acc" in outcomes["looks at chance"].entries[1].values
    clock = outcomes["looks at a clock"].entries[1]
    assert clock.values == {}
    assert "other numbers" in clock.reason


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no model", "no torch.nn.Module"),
        ("no loop", "trains no PyTorch model"),
        ("nothing of torch", "trains no PyTorch model"),
        ("NaN", "the loss became NaN at step"),
        ("out of memory", "out of memory on the GPU in line"),
        ("raises", "ZeroDivisionError in line 4"),
        ("exits", "ends its process"),
    ],
)
def test_what_has_no_result_says_why(outcomes: dict[str, Finished], name: str, said: str) -> None:
    assert said in outcomes[name].failed
    assert outcomes[name].entries[0].run.weights == ""


def test_two_models_are_both_sparsified_and_one_is_exported(outcomes: dict[str, Finished]) -> None:
    found = outcomes["two models"]
    assert found.failed == ""
    assert found.entries[0].run.model == "net"
    assert any("2 models" in note for note in found.notes)


def test_an_average_that_stays_dense_is_told_with_the_run(outcomes: dict[str, Finished]) -> None:
    run = outcomes["averages"].entries[0].run
    assert (run.failed, run.density) == ("", 0.5)
    assert any("`ema.module` averages `net` and stays dense" in note for note in run.notes)
    assert not any("stays dense" in note for note in outcomes["sparse"].entries[0].run.notes)


def test_a_pattern_that_divides_nothing_leaves_all_dense_and_says_so(
    outcomes: dict[str, Finished],
) -> None:
    run = outcomes["nothing divides"].entries[0].run
    assert run.failed.startswith("no layer could be made 1:4 (`net.0.weight`: its 15 inputs")
    assert run.layers == ()
    assert any("15 inputs" in each.why for each in run.skipped)


def test_metrics_that_are_none_are_told_by_their_type(outcomes: dict[str, Finished]) -> None:
    assert outcomes["metric is text"].entries[0].others["acc"] == "str"
    value = outcomes["metric is NaN"].entries[0].values["acc"]
    assert value != value


def test_ipythons_own_lines_are_no_hindrance(outcomes: dict[str, Finished]) -> None:
    assert outcomes["awaits"].failed == outcomes["magics"].failed == ""
    assert "acc" in outcomes["magics"].entries[0].values


def test_a_pilot_ends_after_its_steps_and_still_looks(outcomes: dict[str, Finished]) -> None:
    entry = outcomes["pilot"].entries[0]
    assert (entry.run.steps, entry.run.density) == (5, 0.5)
    assert "acc" in entry.values
