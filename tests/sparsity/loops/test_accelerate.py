"""Accelerate: its wrapped optimizer, accumulation, clipping, saved and loaded state."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import torch

from ..backends.torch import cells

CELL = (
    cells.MODEL
    + """
from accelerate import Accelerator
accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
data = torch.utils.data.TensorDataset(x.reshape(-1, 16), y.reshape(-1))
loader = torch.utils.data.DataLoader(data, batch_size=8)
model, opt, loader = accelerator.prepare(model, opt, loader)
for epoch in range(4):
    for inputs, targets in loader:
        with accelerator.accumulate(model):
            loss = nn.functional.cross_entropy(model(inputs), targets)
            accelerator.backward(loss)
            if accelerator.sync_gradients:
                accelerator.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            opt.zero_grad()
    if epoch == 1:
        accelerator.save_state(folder)
        kept = {name: weight.clone() for name, weight in model.state_dict().items()}
"""
)


def test_accelerate_trains_sparsely_and_loads_what_it_saved(tmp_path: Path) -> None:
    pytest.importorskip("accelerate")
    cell = CELL + "accelerator.load_state(folder)\n"
    with cells.one_thread(), warnings.catch_warnings():
        # Accelerate loads its own files in ways that torch warns of.
        warnings.simplefilter("ignore")
        session, space = cells.run(cell, cells.asked(steps=8), folder=str(tmp_path))
        assert session.trained().steps == 8
        assert [layer.name for layer in session.trained().layers] == [
            "model.0.weight",
            "model.2.weight",
        ]
        for name, weight in space["model"].state_dict().items():
            assert torch.equal(weight, space["kept"][name]), name
    assert cells.is_sparse(space["model"][0].weight)
