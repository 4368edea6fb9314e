"""What an instruction reads and writes, by name: registers named or implied, flags, memory.

Registers are named as the instruction names them (`eax`, not `rax`), as GRANITE does. Flags count
as registers: `rflags`, `df` (the direction of string instructions), `fpsw` (x87's).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from .decoding import iced_x86
from .register_names import full, is_wide, narrowed, register_names

_DIRECTION, _X87 = 0x40, 0x3C00
"""Bits of iced-x86's `RflagsBits`: DF, and C0 to C3 of the x87's status word."""
_ARITHMETIC = 0x33F
_STRINGS = {
    "MEMORY_SEG_SI": "si",
    "MEMORY_SEG_ESI": "esi",
    "MEMORY_SEG_RSI": "rsi",
    "MEMORY_SEG_DI": "di",
    "MEMORY_SEG_EDI": "edi",
    "MEMORY_SEG_RDI": "rdi",
    "MEMORY_ESDI": "di",
    "MEMORY_ESEDI": "edi",
    "MEMORY_ESRDI": "rdi",
}
"""Kinds of operand of string instructions → the register that holds the address."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address computation; None for what it doesn't use."""

    base: str | None
    index: str | None
    segment: str | None
    displaced: bool
    """Whether a displacement other than 0 is added."""

    @property
    def registers(self) -> list[str]:
        return [name for name in (self.base, self.index, self.segment) if name is not None]


@dataclass(frozen=True, slots=True)
class Operands:
    """What one instruction uses; named operands come before implied ones, each in their order."""

    mnemonic: str
    prefixes: tuple[str, ...]
    reads: tuple[str, ...]
    """Registers and flags, those of addresses excepted."""
    writes: tuple[str, ...]
    immediates: int
    addresses: tuple[Address, ...]
    """Also where nothing is loaded or stored: `lea`, prefetches, long nops."""
    loads: int
    stores: int


@lru_cache(maxsize=65_536)
def operands(instruction: Any) -> Operands:
    """Of an `iced_x86.Instruction`. Idioms such as `xor eax, eax` read what they name."""
    iced, table = iced_x86(), _tables()
    info = table.factory.info(instruction)
    kinds = [instruction.op_kind(each) for each in range(instruction.op_count)]
    named_reads, named_writes = _named(instruction, info, kinds)
    addresses = tuple(
        _address(instruction, kind) for kind in kinds if kind in table.addresses_by_kind
    )
    reads, writes = _implied(iced, instruction, info, named_reads, named_writes, addresses)
    accesses = [table.accesses[memory.access] for memory in info.used_memory()]
    return Operands(
        table.mnemonics[instruction.mnemonic],
        _prefixes(instruction),
        (*named_reads, *reads, *_flags(instruction.rflags_read)),
        (*named_writes, *writes, *_flags(instruction.rflags_modified)),
        sum(kind in table.immediates for kind in kinds),
        addresses,
        sum("READ" in access for access in accesses),
        sum("WRITE" in access for access in accesses),
    )


class _Tables(NamedTuple):
    factory: Any
    mnemonics: dict[int, str]
    accesses: dict[int, str]
    addresses_by_kind: dict[int, str | None]
    immediates: frozenset[int]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    iced = iced_x86()
    kinds = vars(iced.OpKind)
    names: dict[int, str | None] = {kinds[name]: register for name, register in _STRINGS.items()}
    return _Tables(
        iced.InstructionInfoFactory(),
        {number: name.lower() for number, name in _constants(iced.Mnemonic)},
        dict(_constants(iced.OpAccess)),
        names | {iced.OpKind.MEMORY: None},
        frozenset(number for number, name in _constants(iced.OpKind) if "IMMEDIATE" in name),
    )


def _constants(module: Any) -> Iterable[tuple[int, str]]:
    return [(value, name) for name, value in vars(module).items() if name.isupper()]


def _named(instruction: Any, info: Any, kinds: list[int]) -> tuple[list[str], list[str]]:
    """The registers among the operands: those read, those written."""
    names, accesses = register_names(), _tables().accesses
    reads, writes = [], []
    for place, kind in enumerate(kinds):
        if kind != iced_x86().OpKind.REGISTER:
            continue
        name, access = names[instruction.op_register(place)], accesses[info.op_access(place)]
        # Where a register is combined with itself the disassembler knows that the result doesn't
        # depend on it. The processor may know too, which is for the network to learn.
        unread = access == "NONE"
        if unread and place == 1 and len(kinds) == 2:
            reads.append(name)
        # What is written under a condition keeps its old value otherwise.
        if unread or "READ" in access or access == "COND_WRITE":
            reads.append(name)
        if "WRITE" in access:
            writes.append(name)
    return reads, writes


def _implied(
    iced: Any,
    instruction: Any,
    info: Any,
    named_reads: list[str],
    named_writes: list[str],
    addresses: tuple[Address, ...],
) -> tuple[Iterable[str], Iterable[str]]:
    """The registers that are used and not named: those read, those written, each once."""
    names, accesses = register_names(), _tables().accesses
    used = [(names[each.register], accesses[each.access]) for each in info.used_registers()]
    reads = [name for name, access in used if "READ" in access]
    writes = [name for name, access in used if "WRITE" in access]
    kept = [name for name, access in used if access == "COND_WRITE"]
    in_addresses = [name for address in addresses for name in address.registers]
    _take_out(reads, [*named_reads, *in_addresses])
    _take_out(writes, named_writes)
    _take_out(kept, [*named_reads, *in_addresses, *reads])
    # A write of 32 bits is reported as one of all 64, for it clears the others.
    wide = instruction.is_string_instruction or any(map(is_wide, reads))
    if not wide and instruction.mnemonic != iced.Mnemonic.CDQE:
        writes = list(map(narrowed, writes))
    return dict.fromkeys([*reads, *kept]), dict.fromkeys(writes)


def _take_out(found: list[str], explained: list[str]) -> None:
    for name in explained:
        same = [each for each in found if full(each) == full(name)]
        if same:
            found.remove(name if name in same else same[0])


def _address(instruction: Any, kind: int) -> Address:
    names = register_names()
    segment = names.get(instruction.segment_prefix)
    if register := _tables().addresses_by_kind[kind]:
        return Address(register, None, segment, False)
    base = names.get(instruction.memory_base)
    displaced = instruction.is_ip_rel_memory_operand or instruction.memory_displacement != 0
    return Address(base, names.get(instruction.memory_index), segment, displaced)


def _flags(bits: int) -> tuple[str, ...]:
    groups = (("rflags", _ARITHMETIC), ("df", _DIRECTION), ("fpsw", _X87))
    return tuple(name for name, mask in groups if bits & mask)


def _prefixes(instruction: Any) -> tuple[str, ...]:
    found = {
        "lock": instruction.has_lock_prefix,
        "rep": instruction.has_rep_prefix,
        "repne": instruction.has_repne_prefix,
    }
    return tuple(name for name, there in found.items() if there)
