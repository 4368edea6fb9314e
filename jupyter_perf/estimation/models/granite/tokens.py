"""What is told of an instruction in words, each with its own learnt vector."""

from __future__ import annotations

from typing import Any

from .decoding import iced_x86
from .operands import Operands, is_breaking, names

SLOTS = ("code", "mnemonic", "memory", "size", "immediate", "form", "length")
"""Kinds of tokens, one of each for an instruction."""
_SHORT, _BYTE = 4, 127


def tokens_of(instruction: Any, operands: Operands) -> tuple[str, ...]:
    """One token for each of SLOTS."""
    known = names()
    return (
        "c:" + known.codes[instruction.code],
        "m:" + known.mnemonics[instruction.mnemonic],
        "a:" + _access(instruction, operands),
        "s:"
        + (known.sizes[instruction.memory_size] if operands.memory else "")
        + _registers(instruction),
        "i:" + _immediate(instruction),
        "f:" + _form(instruction),
        "l:" + str(instruction.len),
    )


def _access(instruction: Any, operands: Operands) -> str:
    if not operands.memory:
        return _addressing(instruction) if _has_memory(instruction) else "none"
    first = operands.memory[0]
    return (
        f"{'r' if first.reads else ''}{'w' if first.writes else ''}"
        f"{len(operands.memory)}{_addressing(instruction)}"
    )


def _has_memory(instruction: Any) -> bool:
    """Whether an operand is an address, be it only computed, as by lea."""
    memory = iced_x86().OpKind.MEMORY
    return any(instruction.op_kind(place) == memory for place in range(instruction.op_count))


def _addressing(instruction: Any) -> str:
    iced = iced_x86()
    none = iced.Register.NONE
    base, index = instruction.memory_base, instruction.memory_index
    displacement = instruction.memory_displacement
    displacement -= (1 << 64) if displacement >> 63 else 0
    words = ["ip" if instruction.is_ip_rel_memory_operand else _base(iced, base)]
    words.append("" if index == none else f"x{instruction.memory_index_scale}")
    words.append("" if displacement == 0 else "d8" if -_BYTE <= displacement <= _BYTE else "d32")
    words.append(":seg" if instruction.segment_prefix != none else "")
    return "".join(words)


def _base(iced: Any, register: int) -> str:
    """The stack's pointers apart: cores rename memory by them."""
    registers = iced.Register
    known = {registers.NONE: "abs", registers.RSP: "sp", registers.RBP: "bp"}
    return known.get(register, "b")


def _registers(instruction: Any) -> str:
    """Widths of the register operands in bytes, with vectors apart."""
    iced = iced_x86()
    widths = []
    for place in range(instruction.op_count):
        if instruction.op_kind(place) == iced.OpKind.REGISTER:
            register = instruction.op_register(place)
            vector = "v" if iced.RegisterExt.is_vector_register(register) else ""
            high = "h" if register in _high_bytes(iced) else ""
            widths.append(f"{vector}{iced.RegisterExt.size(register)}{high}")
    return "|" + ",".join(widths)


def _high_bytes(iced: Any) -> tuple[int, ...]:
    registers = iced.Register
    return registers.AH, registers.BH, registers.CH, registers.DH


def _immediate(instruction: Any) -> str:
    iced = iced_x86()
    kinds = iced.OpKind
    first, last = kinds.IMMEDIATE8, kinds.IMMEDIATE32TO64
    for place in range(instruction.op_count):
        if first <= instruction.op_kind(place) <= last:
            value = int(instruction.immediate(place))
            value -= (1 << 64) if value >> 63 else 0
            return str(value) if 0 <= value <= _SHORT else "8" if abs(value) <= _BYTE else "32"
    return "none"


def _form(instruction: Any) -> str:
    """What the rename stage sees: idioms, equal registers, prefixes."""
    words = ["idiom"] if is_breaking(instruction) else []
    iced = iced_x86()
    registers = [
        instruction.op_register(place)
        for place in range(instruction.op_count)
        if instruction.op_kind(place) == iced.OpKind.REGISTER
    ]
    if len(registers) >= 2 and len(set(registers)) < len(registers):
        words.append("same")
    if len(registers) == 1 and instruction.memory_base == registers[0]:
        words.append("chases")
    for name in ("lock", "rep", "repne"):
        if getattr(instruction, f"has_{name}_prefix"):
            words.append(name)
    return " ".join(words)
