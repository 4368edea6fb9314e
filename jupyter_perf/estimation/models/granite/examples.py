"""A block as the instruction-level network sees it: tokens of instructions, edges between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .decoding import decode, iced_x86
from .dependences import TYPES, dependences
from .operands import Operands, operands_of
from .tokens import tokens_of

FOLLOWS = TYPES
"""Type of the edge from an instruction to the next; +1 from the last to the first."""
EDGE_TYPES = TYPES + 2
LINES = ("x:one", "x:two", "x:moves")
"""Tokens for how an instruction's accesses lie on cache lines."""
STACKS = ("k:none", "k:even", "k:grows", "k:shrinks")
"""Tokens for what the whole block does to the x87 stack: off balance, it overflows in the end."""
_KEPT = 200_000
"""Encodings that are remembered; one takes about 1 kB."""


@dataclass(frozen=True)
class Example:
    """`tokens` (n, slots) int32; `edges` (E, 3) int32: source, destination, type below TYPES."""

    tokens: np.ndarray
    edges: np.ndarray


class Vocabulary:
    """Token → number; 0 is every token that training didn't show."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._numbers = {word: place for place, word in enumerate(self.words, 1)}

    def __len__(self) -> int:
        return len(self.words) + 1

    def numbers(self, words: Sequence[str]) -> list[int]:
        """One number for each of `words`."""
        return [self._numbers.get(word, 0) for word in words]


class Reader:
    """From bytes to examples; remembers the encodings that it has seen."""

    def __init__(self, vocabulary: Vocabulary, *, carried: bool = True, alike: bool = True) -> None:
        self.vocabulary = vocabulary
        self.carried = carried
        self.alike = alike
        self._known: dict[bytes, tuple[Operands, list[int]]] = {}
        self._lines = vocabulary.numbers(LINES)
        self._stacks = vocabulary.numbers(STACKS)
        self._factory: Any = None

    def example(self, code: bytes) -> Example:
        """Raises Undecodable."""
        instructions = decode(code)
        block = [self._of(code, each) for each in instructions]
        edges, lines = dependences(
            [each for each, _ in block], alike=self.alike, carried=self.carried
        )
        stack = self._stacks[_x87([each for each, _ in block])]
        tokens = [
            [*numbers, self._lines[line], stack]
            for (_, numbers), line in zip(block, lines, strict=True)
        ]
        return Example(np.array(tokens, np.int32), edges)

    def _of(self, code: bytes, instruction: Any) -> tuple[Operands, list[int]]:
        encoding = code[instruction.ip : instruction.next_ip]
        found = self._known.get(encoding)
        if found is None:
            operands, words = described(instruction, self._info(instruction))
            found = operands, self.vocabulary.numbers(words)
            if len(self._known) < _KEPT:
                self._known[encoding] = found
        return found

    def _info(self, instruction: Any) -> Any:
        if self._factory is None:
            self._factory = iced_x86().InstructionInfoFactory()
        return self._factory.info(instruction)


def _x87(block: Sequence[Operands]) -> int:
    """Place in STACKS."""
    moves = [each.stack for each in block if each.stack is not None]
    if not moves:
        return 0
    change = sum(moves)
    return 1 if change == 0 else 2 if change < 0 else 3


def described(instruction: Any, info: Any) -> tuple[Operands, tuple[str, ...]]:
    """What an instruction reads and writes, and its tokens."""
    operands = operands_of(instruction, info)
    return operands, tokens_of(instruction, operands)
