"""How new a block is to a network: whether training has shown one like it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np

from .examples import Example

SEEN, NEW_GRAPH, NEW_SEQUENCE = range(3)
"""Training has shown its like, registers and numbers aside; only its opcodes in another graph; not
even these."""


class Familiar:
    """Fingerprints, sorted uint32, of the `graphs` and opcode `sequences` of training."""

    def __init__(self, graphs: np.ndarray, sequences: np.ndarray) -> None:
        self.graphs = graphs
        self.sequences = sequences

    @classmethod
    def of(cls, examples: Iterable[Example]) -> Familiar:
        """What `examples` make familiar."""
        graphs, sequences = set(), set()
        for each in examples:
            graphs.add(_graph(each))
            sequences.add(_sequence(each))
        return cls(np.array(sorted(graphs), np.uint32), np.array(sorted(sequences), np.uint32))

    def novelty(self, example: Example) -> int:
        """SEEN, NEW_GRAPH or NEW_SEQUENCE; one in 50,000 new ones is taken for seen."""
        if _within(self.graphs, _graph(example)):
            return SEEN
        return NEW_GRAPH if _within(self.sequences, _sequence(example)) else NEW_SEQUENCE


def _graph(example: Example) -> int:
    edges = example.edges[np.lexsort(example.edges.T)] if len(example.edges) else example.edges
    tokens = np.ascontiguousarray(example.tokens, np.int32).tobytes()
    return zlib.crc32(np.ascontiguousarray(edges, np.int32).tobytes(), zlib.crc32(tokens))


def _sequence(example: Example) -> int:
    return zlib.crc32(np.ascontiguousarray(example.tokens[:, 0], np.int32).tobytes())


def _within(known: np.ndarray, fingerprint: int) -> bool:
    place = int(np.searchsorted(known, np.uint32(fingerprint)))
    return place < len(known) and int(known[place]) == fingerprint
