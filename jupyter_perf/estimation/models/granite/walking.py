"""A few iterations of a block, as far as its general registers can be followed: where it accesses.

Where the labels were measured every register and every 8-byte word of memory started as the same
number, so that blocks can be followed with numbers; of a program's own loop nothing is known but
what its instructions do to its pointers, which are followed by their distance from where they
started.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .following import Following
from .operands import Memory, Operands

STARTS_AT = 0x12345600
"""What every register and word of memory held where the labels were measured."""
ITERATIONS = 3
Value = tuple[object, int]
"""(root, offset): values of one root are at a known distance; the root None is zero."""
_BITS = (1 << 64) - 1
_WORD = 8


@dataclass(frozen=True, slots=True)
class Access:
    """`value`: its address; `key`: how it is written, the same for the same registers' values."""

    place: int
    value: Value
    key: tuple[object, ...]
    size: int
    reads: bool
    writes: bool


class Walk:
    """Registers and memory while a block runs. `alike`: as where labels were measured."""

    def __init__(self, block: Sequence[Operands], *, alike: bool) -> None:
        self._block = block
        self._alike = alike
        self._registers: dict[int, Value] = {}
        self._writer: dict[int, tuple[int, int]] = {}
        self._memory: dict[Value, tuple[int, Value]] = {}
        self._iteration = 0

    def iteration(self) -> list[Access]:
        """Run the block once more; its accesses in program order."""
        accesses: list[Access] = []
        for place, each in enumerate(self._block):
            mine = [self._access(place, memory) for memory in each.memory]
            accesses += mine
            self._write(place, each, mine)
        self._iteration += 1
        return accesses

    def _register(self, number: int) -> Value:
        found = self._registers.get(number)
        if found is None:
            found = (None, STARTS_AT) if self._alike else (("start", number), 0)
        return found

    def _access(self, place: int, memory: Memory) -> Access:
        value = self._sum(memory.base, memory.index, memory.scale, memory.displacement)
        writer = self._writer
        key = (
            memory.base, writer.get(memory.base), memory.index, writer.get(memory.index),
            memory.scale, memory.displacement,
        )  # fmt: skip
        return Access(place, value, key, memory.size, memory.reads, memory.writes)

    def _sum(self, base: int, index: int, scale: int, displacement: int) -> Value:
        root: object = None
        offset = displacement
        if base >= 0:
            root, more = self._register(base)
            offset += more
        if index >= 0:
            other, more = self._register(index)
            offset += more * scale
            if other is not None:
                root = ("sum", root, other, scale)
        return root, offset & _BITS

    def _write(self, place: int, each: Operands, accesses: list[Access]) -> None:
        step = each.value
        value = None if step is None else self._result(step, accesses)
        for kind, number in each.writes:
            if kind == 0:
                self._registers[number] = (("made", place, number, self._iteration), 0)
                self._writer[number] = (place, self._iteration)
        if step is not None and value is not None:
            self._registers[step.target] = value
        for access in accesses:
            if access.writes:
                stored = (("stored", place, self._iteration), 0)
                self._memory[access.value] = access.size, stored

    def _result(self, step: Following, accesses: list[Access]) -> Value | None:
        if step.operation == "load":
            return self._loaded(step, accesses[0]) if accesses else None
        if step.operation == "lea":
            found = self._sum(step.source, step.index, step.scale, step.number)
            return _cut(found, step.width)
        other: Value | None = (None, step.number)
        if step.source >= 0:
            other = self._register(step.source)
            if step.size < step.width:
                other = _narrowed(other, step.size, step.signed)
        if other is None:
            return None
        if step.operation == "move":
            return _cut(other, step.width)
        made = _combined(step.operation, self._register(step.target), other)
        return None if made is None else _cut(made, step.width)

    def _loaded(self, step: Following, access: Access) -> Value | None:
        stored = self._memory.get(access.value)
        if stored is not None:
            return stored[1] if stored[0] == step.size == _WORD else None
        if not self._alike:
            return (("loaded", access.value), 0) if step.size == _WORD else None
        if access.value[0] is not None:
            return (None, STARTS_AT) if step.size >= 4 else None
        return _cut(
            _narrowed((None, _word_at(access.value[1])), step.size, step.signed), step.width
        )


def _word_at(address: int) -> int:
    """The 8 bytes at `address` of a memory full of STARTS_AT."""
    shift = 8 * (address % _WORD)
    return ((STARTS_AT >> shift) | (STARTS_AT << (64 - shift))) & _BITS


def _narrowed(value: Value, size: int, signed: bool) -> Value | None:
    if size >= _WORD:
        return value
    if value[0] is not None:
        return None
    number = value[1] & (1 << 8 * size) - 1
    if signed and number >> (8 * size - 1):
        number -= 1 << 8 * size
    return None, number & _BITS


def _cut(value: Value | None, width: int) -> Value | None:
    """The result in a register: writes of 4 bytes clear the upper half."""
    if value is None or width >= _WORD:
        return value
    return (None, value[1] & 0xFFFFFFFF) if value[0] is None else None


def _combined(operation: str, first: Value, second: Value) -> Value | None:
    a, b = first[1], second[1]
    if operation in "+-" and second[0] is None:
        return first[0], (a + b if operation == "+" else a - b) & _BITS
    if operation in "^-" and first == second:
        return None, 0
    if first[0] is not None or second[0] is not None:
        return None
    return None, _number(operation, a, b) & _BITS


def _number(operation: str, a: int, b: int) -> int:
    if operation in ("<<", ">>"):
        b &= 63
        return a << b if operation == "<<" else a >> b
    if operation == "*":
        return a * b
    if operation == "neg":
        return -a
    return {"&": a & b, "|": a | b, "^": a ^ b}[operation]
