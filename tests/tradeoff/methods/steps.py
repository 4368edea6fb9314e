"""Small models, and what one step of them gives, with methods of the loop and without."""

from __future__ import annotations

import contextlib
import copy
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from jupyter_perf.tradeoff.making import Making
from jupyter_perf.tradeoff.methods import applied


class Attending(nn.Module):
    """One activation that three layers read, a mask, dropout, views of one projection."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))
        self.both = nn.Linear(width, 2 * width)
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, width)
        self.embedding = nn.Embedding(50, width)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.embedding(ids))
        q, k, v = self.q(x), self.k(x), self.v(x)
        mask = torch.full((x.shape[1], x.shape[1]), -torch.inf).triu(1)
        weights = (q @ k.transpose(1, 2) + mask).softmax(-1)
        a, b = self.both(weights @ v).chunk(2, dim=-1)
        return self.out(functional.dropout(functional.gelu(a) * b, 0.1, self.training) + x)


def attending(batch: int = 6) -> Making:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    return Making(Attending(), (torch.randint(0, 50, (batch, 24)),), loss=squared)


def squared(output: torch.Tensor) -> torch.Tensor:
    return output.square().mean()


def gradients(making: Making, names: str = "none") -> dict[str, torch.Tensor]:
    """Of all parameters after one forward and backward pass with these methods."""
    making = applied(names, making)
    making.model.zero_grad(set_to_none=True)
    torch.manual_seed(1)
    with contextlib.ExitStack() as stack:
        for around in making.around:
            stack.enter_context(around())
        output = making.model(*making.args, **making.kwargs)
        loss = making.loss(output) if making.loss else output.mean()
    loss.backward()
    found = {n: p.grad.clone() for n, p in making.model.named_parameters() if p.grad is not None}
    making.model.zero_grad(set_to_none=True)
    return found


def distance(found: dict[str, torch.Tensor], expected: dict[str, torch.Tensor]) -> float:
    """Of all gradients together, relative to their length."""
    assert found.keys() == expected.keys()
    off = sum((found[n].double() - expected[n]).square().sum() for n in expected)
    whole = sum(expected[n].double().square().sum() for n in expected)
    return float((off / whole).sqrt())


def twin(making: Making) -> Making:
    """The same step of a copy of the model."""
    return making.replaced(model=copy.deepcopy(making.model))


def trained(making: Any, steps: int) -> list[float]:
    """Losses of steps of the making's optimizer on the same batch."""
    from jupyter_perf.tradeoff.stepping import Stepper

    losses: list[float] = []

    def recorded(output: Any) -> Any:
        loss = making.loss(output)
        losses.append(float(loss.detach()))
        return loss

    stepper = Stepper(making.replaced(loss=recorded), foreach=False)
    for _ in range(steps):
        stepper.step()
    stepper.close()
    return losses
