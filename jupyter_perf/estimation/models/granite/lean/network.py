"""The instruction-level network in PyTorch: learns latencies, resources, and what is beside them.

Instructions are nodes; dependences, within an iteration and from one to the next, are edges. The
latency of each dependence is read from what its two instructions are, and from nothing else: a
chain is as slow in company as it is alone. After some rounds of messages each instruction has a
vector that knows its surroundings, from which is read what it takes of a few resources whose
meaning is learnt. A block's cycles are bounded by its longest loop-carried chain (`chains`) and by
each resource in all; a p-norm of these bounds times a learnt correction is the prediction. Both are
as in hand-written models of throughput (uiCA, OSACA); the latencies and resources are GRANITE's
idea of an embedding of each instruction.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from ..batches import Batch
from ..chains import Schedule, growth_and_path
from ..dependences import BLOCKED, LEAVES, MEMORY, ROLES
from ..examples import EDGE_TYPES
from ..tokens import SLOTS

RESOURCES = 12
UP, DOWN = 0.3, 0.05
"""Logarithms by which the bounds are corrected at most: a block takes longer than each of them and
hardly ever less. With more room, latencies and corrections that compensate each other are learnt.
"""
APART = 1.5
"""The same of every head but the first, up and down: latencies are the first target's, and another
machine may be as many times faster or slower.
"""
_SLOPE = 0.1
_FIRST_POWER = 6.0
_CODE_SLOT = 0


class _Chains(torch.autograd.Function):
    """The longest loop-carried chain; its gradient is how often an edge lies on it."""

    @staticmethod
    def forward(context: Any, latency: torch.Tensor, plan: Any) -> torch.Tensor:
        found, counts = growth_and_path(plan, latency.detach().cpu().numpy().astype(np.float64))
        context.save_for_backward(torch.from_numpy(counts).to(latency))
        context.block = torch.from_numpy(plan.block[plan.source]).to(latency.device)
        return torch.from_numpy(found).to(latency)

    @staticmethod
    def backward(context: Any, gradient: torch.Tensor) -> Any:
        (counts,) = context.saved_tensors
        return gradient[context.block] * counts, None


def _longest(latency: torch.Tensor, plan: Schedule) -> torch.Tensor:
    """(B,) of (E,)."""
    found: torch.Tensor = _Chains.apply(latency, plan)  # type: ignore[no-untyped-call]
    return found


class Round(nn.Module):
    """One round of messages along edges, forwards and backwards, gated by the edges' types."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.send = nn.Linear(width, 2 * width, bias=False)
        self.gates = nn.Parameter(1 + 0.3 * torch.randn(EDGE_TYPES, 2 * width))
        self.mix = nn.Linear(4 * width, 2 * width)
        self.out = nn.Linear(2 * width, width)
        nn.init.zeros_(self.out.bias)
        with torch.no_grad():
            self.out.weight.mul_(0.5)

    def forward(self, vectors: torch.Tensor, batch: Tensors) -> torch.Tensor:
        width = vectors.shape[1]
        x = self.norm(vectors)
        sent = self.send(x)
        gates = self.gates[batch.type]
        into = torch.zeros_like(x).index_add_(
            0, batch.destination, sent[batch.source, :width] * gates[:, :width]
        )
        back = torch.zeros_like(x).index_add_(
            0, batch.source, sent[batch.destination, width:] * gates[:, width:]
        )
        mean = _mean(x, batch)[batch.block]
        mixed = self.mix(torch.cat([x, into, back, mean], 1))
        more: torch.Tensor = self.out(nn.functional.leaky_relu(mixed, _SLOPE))
        return vectors + more


def _first_latencies() -> torch.Tensor:
    """Cycles of each type of edge before training, under a softplus: rather too many than too few.

    A chain that is too slow shows and is learnt to be faster; one that is too fast is hidden by the
    other bounds, and hardly ever learnt from.
    """
    latencies = torch.full((EDGE_TYPES,), 2.0)
    per_kind = 2 * ROLES
    latencies[MEMORY * per_kind : BLOCKED * per_kind] = 8.0
    latencies[BLOCKED * per_kind : LEAVES * per_kind] = 15.0
    latencies[LEAVES * per_kind :] = 1.5
    return torch.log(torch.expm1(latencies))


class Tensors:
    """A `Batch` as tensors."""

    def __init__(self, batch: Batch) -> None:
        self.tokens = torch.from_numpy(batch.tokens)
        self.block = torch.from_numpy(batch.block)
        self.counts = torch.from_numpy(batch.counts)
        self.source = torch.from_numpy(batch.source)
        self.destination = torch.from_numpy(batch.destination)
        self.type = torch.from_numpy(batch.type)
        self.schedule = batch.schedule
        self.blocks = len(batch.counts)

    def to(self, device: torch.device) -> Tensors:
        """These on `device`; the schedule of chains stays where numpy reads it."""
        for name, each in vars(self).items():
            if isinstance(each, torch.Tensor):
                setattr(self, name, each.to(device))
        return self


def _mean(x: torch.Tensor, batch: Tensors) -> torch.Tensor:
    total = x.new_zeros(batch.blocks, x.shape[1]).index_add_(0, batch.block, x)
    return total / batch.counts[:, None]


class Lean(nn.Module):
    """(B, heads) cycles per iteration; `dropped` is the share of codes made unknown in training."""

    def __init__(
        self,
        words: int,
        width: int = 64,
        rounds: int = 3,
        heads: int = 1,
        dropped: float = 0.01,
        chains: bool = True,
    ) -> None:
        super().__init__()
        self.chains = chains
        self.correction = torch.zeros(1, 1)
        """Logarithm of what the last batch's bounds were corrected by, (B, heads)."""
        self.dropped = dropped
        self.embedding = nn.EmbeddingBag(words, width, mode="sum")
        nn.init.normal_(self.embedding.weight, std=0.3)
        self.rounds = nn.ModuleList(Round(width) for _ in range(rounds))
        self.norm = nn.LayerNorm(width)
        self.own = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width), nn.LeakyReLU(_SLOPE))
        self.from_source = nn.Parameter(torch.randn(EDGE_TYPES, width) * 0.05)
        self.from_destination = nn.Parameter(torch.randn(EDGE_TYPES, width) * 0.05)
        self.latency = nn.Parameter(_first_latencies())
        self.resources = nn.Linear(width, RESOURCES)
        nn.init.constant_(self.resources.bias, -1.7)
        self.power = nn.Parameter(torch.tensor(_FIRST_POWER))
        summary = 2 * width + RESOURCES + 2
        self.correct = nn.Sequential(
            nn.Linear(summary, width), nn.LeakyReLU(_SLOPE), nn.Linear(width, heads)
        )
        for each in self.correct[-1].parameters():
            nn.init.zeros_(each)
        self.spread = nn.Sequential(
            nn.Linear(summary, width), nn.LeakyReLU(_SLOPE), nn.Linear(width, 2)
        )

    def forward(self, batch: Tensors) -> tuple[torch.Tensor, torch.Tensor]:
        """(cycles (B, heads), logarithms (B, 2) of low and high over the prediction)."""
        own, embedded = self.embedded(batch)
        vectors = self.norm(self.vectors(embedded, batch))
        bounds = self.bounds(self.latencies(own, batch), vectors, batch)
        logs = torch.log(bounds + 1e-3)
        base = torch.logsumexp(self.power * logs, 1) / self.power
        summary = self.summary(vectors, logs, base, batch)
        wanted = self.correct(summary)
        self.correction = _limit(wanted) * torch.tanh(wanted)
        cycles = torch.exp(base[:, None] + self.correction)
        spread = self.spread(summary.detach())
        return cycles, torch.cat([-_positive(spread[:, :1]), _positive(spread[:, 1:])], 1)

    def embedded(self, batch: Tensors) -> tuple[torch.Tensor, torch.Tensor]:
        """(N, width) each: of every instruction by itself, and where it stands."""
        tokens = batch.tokens
        if self.training and self.dropped:
            tokens = tokens.clone()
            tokens[torch.rand(len(tokens)) < self.dropped, _CODE_SLOT] = 0
            tokens[torch.rand(tokens.shape) < self.dropped / len(SLOTS)] = 0
        own: torch.Tensor = self.embedding(tokens[:, : len(SLOTS)])
        return own, own + self.embedding(tokens[:, len(SLOTS) :])

    def vectors(self, embedded: torch.Tensor, batch: Tensors) -> torch.Tensor:
        """(N, width): of each instruction, after all rounds."""
        vectors = embedded
        for each in self.rounds:
            vectors = each(vectors, batch)
        return vectors

    def latencies(self, own: torch.Tensor, batch: Tensors) -> torch.Tensor:
        """(E,) cycles of each dependence."""
        n = batch.schedule.edges
        kind, source, destination = batch.type[:n], batch.source[:n], batch.destination[:n]
        own = self.own(own)
        logit = (own[source] * self.from_source[kind]).sum(1)
        logit = logit + (own[destination] * self.from_destination[kind]).sum(1)
        return nn.functional.softplus(logit + self.latency[kind])

    def bounds(self, latency: torch.Tensor, vectors: torch.Tensor, batch: Tensors) -> torch.Tensor:
        """(B, 1 + RESOURCES) cycles: the longest chain, then each resource."""
        chain = _longest(latency, batch.schedule) if self.chains else None
        taken = nn.functional.softplus(self.resources(vectors))
        used = taken.new_zeros(batch.blocks, RESOURCES).index_add_(0, batch.block, taken)
        first = used.new_zeros(batch.blocks, 1) if chain is None else chain[:, None]
        return torch.cat([first, used], 1)

    def summary(
        self, vectors: torch.Tensor, logs: torch.Tensor, base: torch.Tensor, batch: Tensors
    ) -> torch.Tensor:
        """(B, …): what the correction hangs on."""
        mean = _mean(vectors, batch)
        index = batch.block[:, None].expand_as(vectors)
        most = vectors.new_full(mean.shape, -1e9).scatter_reduce(0, index, vectors, "amax")
        size = torch.log(batch.counts.to(logs.dtype))[:, None]
        return torch.cat([mean, most, logs - base[:, None], size], 1)


def _limit(wanted: torch.Tensor) -> torch.Tensor:
    """(B, heads): logarithms that a correction of its sign may have."""
    first = torch.where(wanted[:, :1] > 0, UP, DOWN)
    return torch.cat([first, torch.full_like(wanted[:, 1:], APART)], 1)


def _positive(x: torch.Tensor) -> torch.Tensor:
    return nn.functional.softplus(x - 3)
