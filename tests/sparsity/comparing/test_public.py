"""`jp.sparsify`, several runs at once."""

from __future__ import annotations

import numpy as np
import pytest

import jupyter_perf as jp

CELL = """
import torch
from torch import nn
x = torch.from_numpy(data)
net = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2))
opt = torch.optim.Adam(net.parameters())
for _ in range(4):
    loss = net(x).square().mean()
    opt.zero_grad(); loss.backward(); opt.step()
data[:] = 0
"""


@pytest.mark.slow
def test_two_at_once_leave_the_namespace_as_it_was() -> None:
    space = {"data": np.ones((8, 16), np.float32), "unread": object()}
    found = jp.sparsify(CELL, namespace=space, recipes="sr-ste,static", executor=2, skip="*.9.*")
    assert jp.last() is found
    assert {run.recipe for run in found.runs} == {"dense", "sr-ste", "static"}
    assert not any(run.failed for run in found.runs)
    assert found.metric == "loss"  # no other number is left
    assert set(space) == {"data", "unread"}
    assert space["data"].min() == 1  # type: ignore[attr-defined]
    assert "predicted_usd" in found.reasons
