"""Small cells for tests: data, a model, a loop, as a user would write them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import torch

from jupyter_perf.sparsity import masks
from jupyter_perf.sparsity.backends.torch.session import Session, sparsifying
from jupyter_perf.sparsity.pattern import NM, parse
from jupyter_perf.sparsity.recipes import recipe_of
from jupyter_perf.sparsity.training import Asked

STEPS = 12
MODEL = """
import torch
from torch import nn
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(16, 24), nn.ReLU(), nn.Linear(24, 16), nn.ReLU(), nn.Linear(16, 4))
opt = torch.optim.Adam(model.parameters(), 1e-2)
"""
LOOP = """
for step in range(steps):
    opt.zero_grad()
    loss = nn.functional.cross_entropy(model(x[step % 4]), y[step % 4])
    loss.backward()
    opt.step()
"""
CELL = MODEL + LOOP


def asked(recipe: str = "sr-ste", pattern: str = "2:4", **options: Any) -> Asked:
    name, found = recipe_of(recipe)
    options.setdefault("steps", STEPS)
    return Asked(name, found, parse(pattern), **options)


def namespace(**more: Any) -> dict[str, Any]:
    made = torch.Generator().manual_seed(1)
    x = torch.randn(4, 8, 16, generator=made)
    y = torch.randint(0, 4, (4, 8), generator=made)
    return {"x": x, "y": y, "steps": STEPS} | more


def run(cell: str, what: Asked | None = None, **names: Any) -> tuple[Session, dict[str, Any]]:
    """A cell run to its end: the session, and what it left."""
    space = namespace(**names)
    with sparsifying(what or asked(), space) as session:
        exec(cell, space)
    return session, space


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def is_sparse(weight: torch.Tensor, n: int = 2, m: int = 4) -> bool:
    """Whether no group of a Linear's weight has more than n of m."""
    kept = weight.detach().reshape(-1, m).count_nonzero(dim=1)
    return int(kept.max()) <= n


def mask(weight: torch.Tensor, n: int = 2, m: int = 4) -> torch.Tensor:
    """The reference's."""
    return torch.from_numpy(masks.mask(weight.detach().abs().numpy(), NM(n, m)))
