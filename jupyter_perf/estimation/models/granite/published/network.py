"""GRANITE's network (Sýkora et al., arXiv 2210.03894, sections 3.2 to 3.4).

Differs in one thing: what an instruction contributes is made positive by a softplus, so that
cycles are never negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from ..graph import EdgeKind, Vocabulary
from .examples import Batch
from .layers import SLOPE, GraphNetworkBlock, Norms, State, embedding, linear, total


@dataclass(frozen=True)
class Shape:
    """How large a network is; as published unless told."""

    width: int = 256
    """Of the vectors of nodes, edges and blocks, and of every layer."""
    rounds: int = 8
    """Of message passing, all with the same weights."""
    hidden: int = 2
    """Layers of each update, and of each decoder, before its last."""
    unknown: float = 0.01
    """Share of tokens that are replaced by the unknown one in training."""


class Granite(nn.Module):
    """From a batch of graphs to cycles per iteration, a column for each of `heads`."""

    def __init__(self, tokens: int, heads: int, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.tokens = embedding(tokens, width)
        self.edge_kinds = embedding(len(EdgeKind), width)
        # A dense layer on counts of tokens: the sum of a row per token, and a bias.
        self.counted = embedding(tokens, width)
        self.counted_bias = nn.Parameter(torch.zeros(width))
        self.block = GraphNetworkBlock(width, shape.hidden)
        # The last round needs no edges and blocks, and so no norms of them.
        self.norms = nn.ModuleList([Norms(width) for _ in range(shape.rounds - 1)])
        self.last_norm = nn.LayerNorm(width)
        self.decoders = nn.ModuleList([_decoder(width, shape.hidden) for _ in range(heads)])

    def forward(self, batch: Batch) -> torch.Tensor:
        """(B, heads) cycles per iteration, float32."""
        return total(self.contributions(batch), batch.block_of_instruction, batch.blocks)

    def contributions(self, batch: Batch) -> torch.Tensor:
        """(I, heads) cycles of each instruction, float32, above 0."""
        state = self._encoded(batch)
        for norms in self.norms:
            state = norms(state, self.block(state, batch))
        _, change = self.block.at_nodes(state, batch)
        nodes = self.last_norm(state.nodes + change).index_select(0, batch.instructions)
        decoded = torch.cat([decoder(nodes) for decoder in self.decoders], dim=1)
        return functional.softplus(decoded.float())

    def _encoded(self, batch: Batch) -> State:
        tokens = batch.tokens
        if self.training and self.shape.unknown > 0:
            hidden = torch.rand(tokens.shape, device=tokens.device) < self.shape.unknown
            tokens = tokens.masked_fill(hidden, Vocabulary.UNKNOWN)
        counted = total(self.counted(tokens), batch.block_of_node, batch.blocks)
        return State(
            self.edge_kinds(batch.edge_kinds), self.tokens(tokens), counted + self.counted_bias
        )


def _decoder(width: int, hidden: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for _ in range(hidden):
        layers += [linear(width, width), nn.LeakyReLU(SLOPE)]
    return nn.Sequential(*layers, linear(width, 1, bias=False))
