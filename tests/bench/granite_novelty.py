"""How much of a block was seen in training: its graph, its opcodes alone, or neither.

An opcode sequence is the tuple of iced's `Code`s: the instructions with the kinds and widths of
their operands. A graph adds who depends on whom: registers by order of first use, so that two
blocks which differ in the choice of registers, in constants or in offsets are one graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from jupyter_perf.estimation.models.granite.decoding import iced_x86

SEEN, UNSEEN_GRAPH, UNSEEN_OPCODES = "graph seen", "unseen graph", "unseen opcodes"
NOVELTIES = SEEN, UNSEEN_GRAPH, UNSEEN_OPCODES


@dataclass(frozen=True)
class Shape:
    """Hashes of tuples of integers, so the same in every process."""

    opcodes: int
    graph: int


def shape_of(instructions: Sequence[Any]) -> Shape:
    opcodes = tuple(int(each.code) for each in instructions)
    return Shape(hash(opcodes), hash((opcodes, _dependences(instructions))))


def _dependences(instructions: Sequence[Any]) -> tuple[object, ...]:
    """For each instruction, which registers and memory it uses and how, implicit ones included.

    Flags follow from the opcode.
    """
    iced = iced_x86()
    factory, names = iced.InstructionInfoFactory(), dict[int, int]()

    def name(register: int) -> int:
        if register == iced.Register.NONE:
            return -1
        return names.setdefault(int(iced.RegisterExt.full_register(register)), len(names))

    found = []
    for each in instructions:
        info = factory.info(each)
        registers = tuple((name(use.register), int(use.access)) for use in info.used_registers())
        memory = tuple(
            (name(use.base), name(use.index), int(use.segment), use.displacement != 0,
             int(use.access))
            for use in info.used_memory()
        )  # fmt: skip
        found.append((registers, memory))
    return tuple(found)


class Seen:
    """What occurs in the training split."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        known = set(shapes)
        self.opcodes = {each.opcodes for each in known}
        self.graphs = {each.graph for each in known}

    def novelty(self, shape: Shape) -> str:
        if shape.graph in self.graphs:
            return SEEN
        return UNSEEN_GRAPH if shape.opcodes in self.opcodes else UNSEEN_OPCODES
