"""DistributedDataParallel on two processes that talk over loopback."""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from ..backends.torch import cells

CELL = (
    cells.MODEL
    + """
import torch.distributed as dist
dist.init_process_group("gloo", init_method=address, rank=rank, world_size=2)
ddp = nn.parallel.DistributedDataParallel(model)
opt = torch.optim.Adam(ddp.parameters(), 1e-2)
for step in range(steps):
    opt.zero_grad()
    half = slice(rank * 4, rank * 4 + 4)
    loss = nn.functional.cross_entropy(ddp(x[step % 4][half]), y[step % 4][half])
    loss.backward()
    opt.step()
dist.destroy_process_group()
"""
)
CHILD = """
import pickle, sys
import torch
from jupyter_perf.sparsity.backends.torch.session import sparsifying
torch.set_num_threads(1)
with open(sys.argv[1], "rb") as file:
    cell, asked, space = pickle.load(file)
with sparsifying(asked, space) as session:
    exec(cell, space)
torch.save({"state": space["model"].state_dict(), "names": list(session.models),
            "steps": session.trained().steps}, sys.argv[2])
"""


@pytest.mark.slow
@pytest.mark.parametrize("recipe", ["sr-ste", "step(switch=0.25)"])
def test_two_processes_have_the_same_sparse_weights_as_one(recipe: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    children = []
    for rank in range(2):
        asked = tmp_path / f"{rank}.pickle"
        space = cells.namespace(rank=rank, address=address)
        asked.write_bytes(pickle.dumps((CELL, cells.asked(recipe), space)))
        command = [sys.executable, "-W", "ignore", "-c", CHILD, asked, tmp_path / f"{rank}.pt"]
        children.append(subprocess.Popen(command))
    try:
        assert [child.wait(timeout=120) for child in children] == [0, 0]
    finally:
        for child in children:
            child.kill()
            child.wait()
    first, second = (torch.load(tmp_path / f"{rank}.pt") for rank in range(2))
    with cells.one_thread():
        _, alone = cells.run(cells.CELL, cells.asked(recipe))
    for name, weight in alone["model"].state_dict().items():
        assert torch.equal(first["state"][name], second["state"][name])
        torch.testing.assert_close(first["state"][name], weight, rtol=1e-3, atol=1e-4)
    assert first["names"] == ["model"]
    assert first["steps"] == cells.STEPS
    assert cells.is_sparse(first["state"]["0.weight"])


def test_one_process_in_a_group_of_its_own() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    cell = CELL.replace("world_size=2", "world_size=1")
    with cells.one_thread():
        session, space = cells.run(cell, rank=0, address=address)
    assert [layer.name for layer in session.trained().layers] == [
        "model.0.weight",
        "model.2.weight",
    ]
    assert cells.is_sparse(space["model"][0].weight)
