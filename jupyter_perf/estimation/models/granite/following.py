"""General registers whose value can be followed through a block: how an instruction sets one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .decoding import iced_x86

_BINARY = {
    "ADD": "+", "SUB": "-", "AND": "&", "OR": "|", "XOR": "^", "SHL": "<<", "SHR": ">>",
    "IMUL": "*",
}  # fmt: skip
_UNARY = {"INC": ("+", 1), "DEC": ("-", 1), "NEG": ("neg", 0), "NOT": ("^", -1)}
_MOVES = {"MOV", "MOVZX", "MOVSXD", "MOVSX"}
_SIGNED = {"MOVSXD", "MOVSX"}


@dataclass(frozen=True, slots=True)
class Following:
    """`target` = `target` (or for MOVE and LOAD nothing) `operation` (`source` or `number`).

    `width`: bytes that are kept of the result, zeros above; `size`: bytes taken of the source,
    with their sign where `signed`. `source` -1: `number` itself.
    """

    operation: str
    target: int
    source: int = -1
    number: int = 0
    width: int = 8
    size: int = 8
    signed: bool = False
    index: int = -1
    scale: int = 1


def following_of(instruction: Any) -> Following | None:
    """None: its result, if it has one in a general register, isn't followed."""
    from .operands import GPR, full_register, is_partial, names

    iced = iced_x86()
    name = names().mnemonics[instruction.mnemonic]
    if name in ("PUSH", "POP"):
        step = int(instruction.stack_pointer_increment)
        return Following("+", full_register(iced.Register.RSP), number=step)
    if not instruction.op_count or instruction.op_kind(0) != iced.OpKind.REGISTER:
        return None
    target = instruction.op_register(0)
    if names().registers[target][0] != GPR or is_partial(target):
        return None
    return _of(instruction, name, full_register(target), int(iced.RegisterExt.size(target)))


def _of(instruction: Any, name: str, target: int, width: int) -> Following | None:
    if name in _UNARY and instruction.op_count == 1:
        operation, number = _UNARY[name]
        return Following(operation, target, number=number, width=width)
    if instruction.op_count != 2:
        return None
    if name == "LEA":
        return _computed(instruction, target, width)
    if name in _MOVES:
        return _from(instruction, "move", target, width, name in _SIGNED)
    if name in _BINARY:
        return _from(instruction, _BINARY[name], target, width, False)
    return None


def _computed(instruction: Any, target: int, width: int) -> Following:
    from .operands import full_register, signed

    return Following(
        "lea",
        target,
        full_register(instruction.memory_base),
        signed(int(instruction.memory_displacement)),
        width,
        index=full_register(instruction.memory_index),
        scale=instruction.memory_index_scale,
    )


def _from(
    instruction: Any, operation: str, target: int, width: int, is_signed: bool
) -> Following | None:
    from .operands import GPR, full_register, names, signed

    iced = iced_x86()
    kind = instruction.op_kind(1)
    if kind == iced.OpKind.MEMORY:
        if operation != "move":
            return None
        size = int(iced.MemorySizeExt.size(instruction.memory_size))
        return Following("load", target, width=width, size=size, signed=is_signed)
    if kind != iced.OpKind.REGISTER:
        number = signed(int(instruction.immediate(1)) & (1 << 64) - 1)
        return Following(operation, target, number=number, width=width)
    register = instruction.op_register(1)
    if names().registers[register][0] != GPR or register in _high_bytes(iced):
        return None
    size = int(iced.RegisterExt.size(register))
    return Following(
        operation, target, full_register(register), 0, width, size=size, signed=is_signed
    )


def _high_bytes(iced: Any) -> tuple[int, ...]:
    registers = iced.Register
    return registers.AH, registers.BH, registers.CH, registers.DH
