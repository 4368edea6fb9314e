"""What an instruction reads and writes, wherever it stands: told once for each encoding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .decoding import iced_x86
from .following import Following, following_of

GPR, VECTOR, FLAGS, MASK, X87, OTHER = range(6)
"""Kinds of registers."""
DATA, ADDRESS = range(2)
"""What a register is read for."""
_FLAG_GROUPS = {"CF": 0x10, "OF": 0x1, "DF": 0x20, "SZAP": 0x2 | 0x4 | 0x8 | 0x100}
"""Flags that are renamed together → their bits in iced's `RflagsBits`."""
_BREAKING = {
    "XOR", "SUB", "PXOR", "XORPS", "XORPD", "VPXOR", "VXORPS", "VXORPD", "VPXORD", "VPXORQ",
    "PSUBB", "PSUBW", "PSUBD", "PSUBQ", "VPSUBB", "VPSUBW", "VPSUBD", "VPSUBQ", "PCMPEQB",
    "PCMPEQW", "PCMPEQD", "PCMPEQQ", "VPCMPEQB", "VPCMPEQW", "VPCMPEQD", "VPCMPEQQ", "PCMPGTB",
    "PCMPGTW", "PCMPGTD", "PCMPGTQ", "VPCMPGTB", "VPCMPGTW", "VPCMPGTD", "VPCMPGTQ", "SBB",
    "ANDNPS", "ANDNPD", "PANDN", "VANDNPS", "VANDNPD", "VPANDN",
}  # fmt: skip
"""Of two equal registers their result doesn't depend on what these hold."""


@dataclass(frozen=True, slots=True)
class Memory:
    """One access: registers by their full number (-1: none), displacement and size in bytes."""

    base: int
    index: int
    scale: int
    displacement: int
    size: int
    reads: bool
    writes: bool


@dataclass(frozen=True, slots=True)
class Operands:
    """What one encoding does. Registers are (kind, number), numbers of full registers.

    `value` is what happens to a general register that can be followed.
    """

    reads: tuple[tuple[int, int, int], ...]
    """(kind, number, DATA or ADDRESS)."""
    writes: tuple[tuple[int, int], ...]
    memory: tuple[Memory, ...]
    value: Following | None
    stack: int | None = None
    """By how much the x87 stack's top moves; None: it isn't touched."""


@dataclass(frozen=True)
class _Names:
    """iced's numbers by name, both ways."""

    registers: dict[int, tuple[int, int]]
    mnemonics: dict[int, str]
    codes: dict[int, str]
    sizes: dict[int, str]


@lru_cache(maxsize=1)
def names() -> _Names:
    """Read off the disassembler once."""
    iced = iced_x86()
    registers = {
        number: (_kind(iced, number), iced.RegisterExt.full_register(number))
        for name, number in vars(iced.Register).items()
        if isinstance(number, int) and not name.startswith("_")
    }
    return _Names(registers, *map(_by_number, (iced.Mnemonic, iced.Code, iced.MemorySize)))


def _by_number(module: Any) -> dict[int, str]:
    return {v: k for k, v in vars(module).items() if isinstance(v, int) and k.isupper()}


def _kind(iced: Any, register: int) -> int:
    about = iced.RegisterExt
    if about.is_gpr(register):
        return GPR
    if about.is_vector_register(register):
        return VECTOR
    if about.is_k(register):
        return MASK
    return X87 if about.is_st(register) or about.is_mm(register) else OTHER


def operands_of(instruction: Any, info: Any) -> Operands:
    """`info` is iced's `InstructionInfo` of `instruction`."""
    only_computed = iced_x86().OpAccess.NO_MEM_ACCESS
    used_memory = [each for each in info.used_memory() if each.access != only_computed]
    memory = tuple(_memory(instruction, each) for each in used_memory)
    addressing = {register for each in memory for register in (each.base, each.index)}
    pointers = addressing - _read_as_data(instruction, info)
    breaking = is_breaking(instruction)
    reads: dict[tuple[int, int, int], None] = {}
    writes: dict[tuple[int, int], None] = {}
    for used in info.used_registers():
        _register(used, addressing, pointers, breaking, reads, writes)
    for number, bits in enumerate(_FLAG_GROUPS.values()):
        if instruction.rflags_read & bits:
            reads[FLAGS, number, DATA] = None
        if instruction.rflags_modified & bits:
            writes[FLAGS, number] = None
    following = following_of(instruction)
    return Operands(tuple(reads), tuple(writes), memory, following, _stack(instruction))


def _stack(instruction: Any) -> int | None:
    top = instruction.fpu_stack_increment_info()
    return int(top.increment) if top.writes_top else None


def _register(
    used: Any,
    addressing: set[int],
    pointers: set[int],
    breaking: bool,
    reads: dict[tuple[int, int, int], None],
    writes: dict[tuple[int, int], None],
) -> None:
    access = iced_x86().OpAccess
    kind, full = names().registers[used.register]
    if kind == OTHER:  # segments, instruction pointer: never written in a block's body
        return
    if full in addressing:
        reads[kind, full, ADDRESS] = None
    conditional = used.access in (access.COND_WRITE, access.READ_COND_WRITE)
    wrote = conditional or used.access in (access.WRITE, access.READ_WRITE)
    partial = wrote and kind == GPR and is_partial(used.register)
    took = used.access not in (access.WRITE, access.COND_WRITE) or conditional or partial
    if took and full not in pointers and not (breaking and not partial):
        reads[kind, full, DATA] = None
    if wrote:
        writes[kind, full] = None


def is_partial(register: int) -> bool:
    """Whether a write to it keeps the rest of the full register."""
    return int(iced_x86().RegisterExt.size(register)) < 4


def _read_as_data(instruction: Any, info: Any) -> set[int]:
    """Full registers that are read as operands in their own right, as rax in mov [rax],rax."""
    iced = iced_x86()
    written = (iced.OpAccess.WRITE, iced.OpAccess.COND_WRITE)
    return {
        names().registers[instruction.op_register(place)][1]
        for place in range(instruction.op_count)
        if instruction.op_kind(place) == iced.OpKind.REGISTER
        and info.op_access(place) not in written
    }


def is_breaking(instruction: Any) -> bool:
    """Whether this is an idiom whose result hangs on no register, such as xor eax,eax."""
    iced = iced_x86()
    if names().mnemonics[instruction.mnemonic] not in _BREAKING:
        return False
    kinds = [instruction.op_kind(place) for place in range(instruction.op_count)]
    if len(kinds) < 2 or kinds[-1] != iced.OpKind.REGISTER or kinds[-2] != iced.OpKind.REGISTER:
        return False
    last = len(kinds) - 1
    return bool(instruction.op_register(last) == instruction.op_register(last - 1))


def _memory(instruction: Any, used: Any) -> Memory:
    iced = iced_x86()
    access = iced.OpAccess
    writes = used.access in (
        access.WRITE, access.READ_WRITE, access.COND_WRITE, access.READ_COND_WRITE,
    )  # fmt: skip
    return Memory(
        full_register(used.base),
        full_register(used.index),
        used.scale,
        signed(used.displacement),
        iced.MemorySizeExt.size(used.memory_size) or abs(int(instruction.stack_pointer_increment)),
        used.access not in (access.WRITE, access.COND_WRITE),
        writes,
    )


def full_register(register: int) -> int:
    """Its number, -1 for none."""
    return -1 if register == iced_x86().Register.NONE else names().registers[register][1]


def signed(number: int) -> int:
    """A 64-bit number as the two's complement that it stands for."""
    return number - (1 << 64) if number >> 63 else number
