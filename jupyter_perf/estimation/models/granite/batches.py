"""Many blocks as flat arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .chains import Schedule, schedule
from .examples import FOLLOWS, Example


@dataclass(frozen=True)
class Batch:
    """B blocks of N instructions in all, with E edges, those to the next instruction included.

    `tokens` (N, slots) int64; `block` (N,) int64, ascending; `starts` (B,): first instructions;
    `source`, `destination`, `type` (E,) int64, the dependences first (`schedule.edges` of them).
    """

    tokens: np.ndarray
    block: np.ndarray
    starts: np.ndarray
    counts: np.ndarray
    source: np.ndarray
    destination: np.ndarray
    type: np.ndarray
    schedule: Schedule


def batch_of(examples: Sequence[Example]) -> Batch:
    """Put `examples` one after another; there is at least one."""
    counts = np.array([len(each.tokens) for each in examples], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    block = np.repeat(np.arange(len(examples)), counts)
    numbers = [len(each.edges) for each in examples]
    edges = np.concatenate([each.edges for each in examples]).astype(np.int64)
    edges[:, :2] += np.repeat(starts, numbers)[:, None]
    place = np.arange(len(block)) - starts[block]
    order = _swept(edges, place, len(block))
    edges = edges[order]
    follows = _follows(starts, counts)
    every = np.concatenate([edges, follows])
    return Batch(
        np.concatenate([each.tokens for each in examples]).astype(np.int64),
        block,
        starts,
        counts,
        np.ascontiguousarray(every[:, 0]),
        np.ascontiguousarray(every[:, 1]),
        np.ascontiguousarray(every[:, 2]),
        schedule(edges, place, block, len(counts)),
    )


def _swept(edges: np.ndarray, place: np.ndarray, nodes: int) -> np.ndarray:
    """The order in which a sweep through the places of all blocks at once meets them."""
    return np.argsort(place[edges[:, 1]] * nodes + edges[:, 1], kind="stable")


def _follows(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    total = int(counts.sum())
    source = np.arange(total)
    destination = source + 1
    kind = np.full(total, FOLLOWS)
    last = starts + counts - 1
    destination[last] = starts
    kind[last] = FOLLOWS + 1
    return np.stack([source, destination, kind], 1)
