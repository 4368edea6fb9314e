"""Graphs of blocks as tensors, many in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch

from ..graph import BlockGraph


@dataclass(frozen=True, eq=False)
class Batch:
    """B graphs side by side: N nodes, E edges, I instructions in all; int64, on one device."""

    tokens: torch.Tensor
    """(N,)"""
    block_of_node: torch.Tensor
    """(N,): below B, as the next ones that say of which block."""
    senders: torch.Tensor
    """(E,): places of nodes in this batch."""
    receivers: torch.Tensor
    edge_kinds: torch.Tensor
    block_of_edge: torch.Tensor
    instructions: torch.Tensor
    """(I,): places of nodes in this batch."""
    block_of_instruction: torch.Tensor
    blocks: int
    """B"""

    def to(self, device: torch.device | str) -> Batch:
        """The same on that device."""
        moved = {
            field.name: getattr(self, field.name).to(device)
            for field in fields(self)
            if field.name != "blocks"
        }
        return Batch(**moved, blocks=self.blocks)


def collate(graphs: Sequence[BlockGraph]) -> Batch:
    """One batch of at least one graph, in their order."""
    nodes = np.array([len(graph.tokens) for graph in graphs])
    edges = np.array([len(graph.edge_kinds) for graph in graphs])
    instructions = np.array([len(graph.instructions) for graph in graphs])
    before = np.cumsum(nodes) - nodes
    ends = np.concatenate([graph.edges for graph in graphs], axis=1) + np.repeat(before, edges)
    places = np.arange(len(graphs))
    return Batch(
        tokens=_tensor(np.concatenate([graph.tokens for graph in graphs])),
        block_of_node=_tensor(np.repeat(places, nodes)),
        senders=_tensor(ends[0]),
        receivers=_tensor(ends[1]),
        edge_kinds=_tensor(np.concatenate([graph.edge_kinds for graph in graphs])),
        block_of_edge=_tensor(np.repeat(places, edges)),
        instructions=_tensor(
            np.concatenate([graph.instructions for graph in graphs])
            + np.repeat(before, instructions)
        ),
        block_of_instruction=_tensor(np.repeat(places, instructions)),
        blocks=len(graphs),
    )


def _tensor(numbers: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(numbers.astype(np.int64))
