"""A Lightning Trainer: closures, its own optimizer wrapper, clipping, accumulation, checkpoints."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from ..backends.torch import cells

CELL = """
import lightning as L
import torch
from torch import nn

class Lit(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(16, 24), nn.ReLU(), nn.Linear(24, 16), nn.ReLU(),
                                 nn.Linear(16, 4))

    def training_step(self, batch, index):
        seen.append((self.net[0].weight != 0).float().mean().item())
        x, y = batch
        return nn.functional.cross_entropy(self.net(x), y)

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), 1e-2)

seen = []
torch.manual_seed(0)
lit = Lit()
data = torch.utils.data.TensorDataset(x.reshape(-1, 16), y.reshape(-1))
trainer = L.Trainer(max_epochs=4, accelerator="cpu", logger=False, enable_progress_bar=False,
                    enable_model_summary=False, default_root_dir=folder, **options)
trainer.fit(lit, torch.utils.data.DataLoader(data, batch_size=8))
"""


@pytest.fixture(autouse=True, scope="module")
def imported() -> None:
    """Its import sets a variable of the environment, for good: before the tests that look."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("lightning")


def run(folder: Path, recipe: str, steps: int, **options: Any) -> Any:
    with cells.one_thread(), warnings.catch_warnings():
        # Lightning warns of loaders without workers and of what it deprecates itself.
        warnings.simplefilter("ignore")
        what = cells.asked(recipe, steps=steps)
        return cells.run(CELL, what, folder=str(folder), options=options)


@pytest.mark.parametrize("recipe", ["sr-ste", "step(switch=0.25)"])
def test_a_trainer_trains_sparsely(recipe: str, tmp_path: Path) -> None:
    session, space = run(tmp_path, recipe, 16, enable_checkpointing=False, gradient_clip_val=0.5)
    trained = session.trained()
    assert trained.steps == 16
    assert [layer.name for layer in trained.layers] == ["lit.net.0.weight", "lit.net.2.weight"]
    assert [layer.density for layer in trained.layers] == [0.5, 0.5]
    assert len(trained.losses) == 16
    assert set(space["seen"][5:]) == {0.5}


def test_accumulation_and_checkpoints(tmp_path: Path) -> None:
    session, space = run(tmp_path, "sr-ste", 8, accumulate_grad_batches=2)
    assert session.trained().steps == 8
    best = space["trainer"].checkpoint_callback.best_model_path
    import torch

    saved = torch.load(best, weights_only=True)["state_dict"]
    assert cells.is_sparse(saved["net.0.weight"])
    assert torch.equal(saved["net.0.weight"], space["lit"].net[0].weight)


def test_an_average_that_its_callback_copies_back_is_pruned_and_said(tmp_path: Path) -> None:
    from lightning.pytorch.callbacks import WeightAveraging

    callbacks = [WeightAveraging()]
    session, space = run(tmp_path, "sr-ste", 16, enable_checkpointing=False, callbacks=callbacks)
    assert all(layer.density == 0.5 for layer in session.trained().layers)
    assert any("denser than 2:4" in note for note in session.trained().notes)
    (note,) = session.dense_copies(space)
    assert "averages `lit`" in note
