"""What GRANITE's network is made of: dense layers on joined inputs, a graph-network block.

Sources: Battaglia et al., "Relational inductive biases, deep learning, and graph networks",
arXiv 1806.01261, section 3.2, for the block; Glorot and Bengio, AISTATS 2010, for the weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from .examples import Batch

SLOPE = 0.1
"""Of LeakyReLU below 0."""

Part = tuple[torch.Tensor, torch.Tensor | None]
"""Vectors, and for each row of the result the place of its vector; None if row for row."""


class Dense(nn.Module):
    """`parts` vectors joined → `hidden` layers with LeakyReLU → a vector; all of one width.

    The first layer is computed part by part, before the rows are gathered: there are fewer
    different rows than gathered ones, and none is copied to be joined.
    """

    def __init__(self, parts: int, width: int, hidden: int) -> None:
        super().__init__()
        self.width = width
        self.first = linear(parts * width, width)
        self.rest = nn.ModuleList([linear(width, width) for _ in range(hidden)])

    def forward(self, *parts: Part) -> torch.Tensor:
        weights = self.first.weight.split(self.width, dim=1)
        whole: torch.Tensor | None = None
        for (vectors, places), weight in zip(parts, weights, strict=True):
            made = functional.linear(vectors, weight)
            made = made if places is None else made.index_select(0, places)
            whole = made if whole is None else whole + made
        if whole is None:
            raise ValueError("there must be at least one part")
        result = whole + self.first.bias
        for layer in self.rest:
            result = layer(functional.leaky_relu(result, SLOPE))
        return result


@dataclass(frozen=True, eq=False)
class State:
    """Vectors of all edges (E, width), nodes (N, width) and blocks (B, width)."""

    edges: torch.Tensor
    nodes: torch.Tensor
    blocks: torch.Tensor


class GraphNetworkBlock(nn.Module):
    """Edges are updated from their ends, nodes from the edges that lead to them, blocks from all.

    Each also from the block that it is in. What comes out are changes, to be added by the caller.
    """

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.edges = Dense(4, width, hidden)
        self.nodes = Dense(3, width, hidden)
        self.blocks = Dense(3, width, hidden)

    def forward(self, state: State, batch: Batch) -> State:
        edges, nodes = self.at_nodes(state, batch)
        blocks = self.blocks(
            (total(edges, batch.block_of_edge, batch.blocks), None),
            (total(nodes, batch.block_of_node, batch.blocks), None),
            (state.blocks, None),
        )
        return State(edges, nodes, blocks)

    def at_nodes(self, state: State, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Of edges and nodes only: all that the last round needs."""
        edges = self.edges(
            (state.edges, None),
            (state.nodes, batch.senders),
            (state.nodes, batch.receivers),
            (state.blocks, batch.block_of_edge),
        )
        nodes = self.nodes(
            (total(edges, batch.receivers, len(batch.tokens)), None),
            (state.nodes, None),
            (state.blocks, batch.block_of_node),
        )
        return edges, nodes


class Norms(nn.Module):
    """What follows a round: the changes are added, and each vector is normalized."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.edges = nn.LayerNorm(width)
        self.nodes = nn.LayerNorm(width)
        self.blocks = nn.LayerNorm(width)

    def forward(self, state: State, change: State) -> State:
        return State(
            self.edges(state.edges + change.edges),
            self.nodes(state.nodes + change.nodes),
            self.blocks(state.blocks + change.blocks),
        )


def total(vectors: torch.Tensor, places: torch.Tensor, count: int) -> torch.Tensor:
    """(count, width): the sums of the vectors that go to each place."""
    return vectors.new_zeros(count, vectors.shape[1]).index_add_(0, places, vectors)


def linear(inputs: int, outputs: int, bias: bool = True) -> nn.Linear:
    """A dense layer with Glorot's normal weights and no bias at first."""
    layer = nn.Linear(inputs, outputs, bias)
    nn.init.xavier_normal_(layer.weight)
    if bias:
        nn.init.zeros_(layer.bias)
    return layer


def embedding(tokens: int, width: int) -> nn.Embedding:
    """A vector for each token, drawn as Glorot's normal weights are."""
    layer = nn.Embedding(tokens, width)
    nn.init.xavier_normal_(layer.weight)
    return layer
