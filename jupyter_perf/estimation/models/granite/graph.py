"""The graph of a basic block that GRANITE learns from, and two extensions of it.

Nodes are instructions, their prefixes, and values: a register's, memory's, an address, an
immediate. A write makes a new value, so that an edge from a value to an instruction is a data
dependency. All of memory is one value. `drawing` makes the graph from a block's bytes.

Source: Sýkora et al., arXiv 2210.03894, section 3.1. x86-64 has no floating-point immediates, so
that kind of node is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int32]


class NodeKind(IntEnum):
    INSTRUCTION = 0
    PREFIX = 1
    REGISTER = 2
    MEMORY = 3
    ADDRESS = 4
    IMMEDIATE = 5


class EdgeKind(IntEnum):
    STRUCTURE = 0
    """From an instruction to the next one."""
    PREFIX = 1
    """From a prefix to its instruction."""
    INPUT = 2
    """From a value to the instruction that uses it."""
    OUTPUT = 3
    """From an instruction to the value that it makes."""
    BASE = 4
    """From a register's value to an address, as the next ones."""
    INDEX = 5
    SEGMENT = 6
    DISPLACEMENT = 7
    """From an immediate to an address."""
    LOOP_CARRIED = 8
    """From a value that leaves the block to the one that enters it. Not GRANITE's."""


@dataclass(frozen=True)
class Extensions:
    """What is added to the published graph."""

    loop_carried: bool = True
    """The last value of a register (or of memory) leads to its first one: the next iteration's."""
    full_registers: bool = True
    """`eax` and `rax` are one register. A write of 8 or 16 bits uses the old value, as it keeps
    the other bits."""


PUBLISHED = Extensions(loop_carried=False, full_registers=False)


@dataclass(frozen=True, eq=False)
class BlockGraph:
    """The graph of one block, in numbers: N nodes, E edges, I instructions."""

    tokens: Integers
    """(N,): places in the vocabulary."""
    kinds: Integers
    """(N,): of NodeKind."""
    edges: Integers
    """(2, E): the nodes that edges come from, and those they lead to."""
    edge_kinds: Integers
    """(E,): of EdgeKind."""
    instructions: Integers
    """(I,): the nodes of the instructions, in their order."""


@dataclass(frozen=True)
class Sketch:
    """The graph of one block, in words: a token says what a node is, such as `register:eax`."""

    tokens: tuple[str, ...]
    kinds: tuple[NodeKind, ...]
    edges: tuple[tuple[int, int, EdgeKind], ...]
    """From, to, kind."""

    def graph(self, vocabulary: Vocabulary) -> BlockGraph:
        """The same in numbers."""
        kinds = np.array(self.kinds, np.int32)
        edges = np.array(self.edges, np.int32).reshape(-1, 3).T
        return BlockGraph(
            np.array([vocabulary.place(token) for token in self.tokens], np.int32),
            kinds,
            np.ascontiguousarray(edges[:2]),
            np.ascontiguousarray(edges[2]),
            np.flatnonzero(kinds == NodeKind.INSTRUCTION).astype(np.int32),
        )


@dataclass(frozen=True)
class Vocabulary:
    """The tokens that a network knows; place 0 is that of every other one."""

    known: tuple[str, ...]

    UNKNOWN = 0

    @classmethod
    def of(cls, sketches: Iterable[Sketch], at_least: int = 1) -> Vocabulary:
        """Those that occur in `at_least` of the graphs, in the order of the alphabet."""
        seen = Counter(token for sketch in sketches for token in set(sketch.tokens))
        return cls(tuple(sorted(token for token, times in seen.items() if times >= at_least)))

    def __len__(self) -> int:
        return len(self.known) + 1

    def place(self, token: str) -> int:
        return self._places.get(token, self.UNKNOWN)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {token: place for place, token in enumerate(self.known, start=1)}
