"""Registers set to zero, by instructions that processors drop as they rename registers: what is
left of a block where nothing waits for what would be in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..models.granite.decoding import iced_x86

_WHOLE = 4
"""Bytes: what is written to a narrower register leaves the rest of it as it was."""


def stand_in(instruction: Any) -> bytes:
    """What to put in the place of an instruction that is left out: one that sets the register to
    zero that it sets without reading it, so that what follows doesn't wait for the iteration
    before instead; b"" for all others, which hand on what they would change."""
    iced = iced_x86()
    used = iced.InstructionInfoFactory().info(instruction).used_registers()
    written = [each for each in used if each.access == iced.OpAccess.WRITE]
    wide = [each for each in written if iced.RegisterExt.size(each.register) >= _WHOLE]
    full = {iced.RegisterExt.full_register(each.register) for each in wide}
    read = {iced.RegisterExt.full_register(each.register) for each in used if each not in written}
    if len(full) != 1 or len(wide) != len(written) or full & read:
        return b""
    made = _zeroing(full.pop(), is_old=instruction.encoding == iced.EncodingKind.LEGACY)
    return b"" if len(made) == instruction.len and _sets_to_zero(instruction) else made


def _sets_to_zero(instruction: Any) -> bool:
    """Whether it is such an instruction itself: `xor eax, eax`."""
    operands = [instruction.op_register(at) for at in range(instruction.op_count)]
    return "xor" in str(instruction) and len(set(operands)) == 1


def cut(instructions: Sequence[Any], path: Sequence[int]) -> bytes:
    """An instruction that, put in front of the block, sets the register to zero that carries the
    chain of `path` into the next iteration; b"" where no register does, or it is the stack's.

    Processors drop such instructions when they rename registers: what is left is the block with no
    iteration waiting for another.
    """
    if not path:
        return b""
    registers = _carried(instructions[path[-1]], instructions[path[0]])
    is_old = any(instructions[at].encoding == iced_x86().EncodingKind.LEGACY for at in path)
    return next(filter(None, (_zeroing(each, is_old) for each in registers)), b"")


def _carried(last: Any, first: Any) -> list[int]:
    """Full registers that `last` writes and `first` reads."""
    iced = iced_x86()
    access = iced.OpAccess
    reads = {access.READ, access.COND_READ, access.READ_WRITE, access.READ_COND_WRITE}
    writes = {access.WRITE, access.COND_WRITE, access.READ_WRITE, access.READ_COND_WRITE}
    info = iced.InstructionInfoFactory()

    def used(instruction: Any, kinds: set[int]) -> list[int]:
        found = info.info(instruction).used_registers()
        return [iced.RegisterExt.full_register(u.register) for u in found if u.access in kinds]

    read = set(used(first, reads))
    return [register for register in dict.fromkeys(used(last, writes)) if register in read]


def _zeroing(register: int, is_old: bool) -> bytes:
    """`xor r32, r32`, `vxorps x, x, x` (`xorps x, x` where `is_old`: the encodings don't mix well);
    b"" for what has none such."""
    iced = iced_x86()
    registers, code, number = iced.Register, iced.Code, iced.RegisterExt.number(register)
    if iced.RegisterExt.is_gpr(register) and register != registers.RSP:
        whole = registers.EAX + number
        made = iced.Instruction.create_reg_reg(code.XOR_R32_RM32, whole, whole)
    elif iced.RegisterExt.is_vector_register(register) and number < 16:
        low = registers.XMM0 + number
        if is_old:
            made = iced.Instruction.create_reg_reg(code.XORPS_XMM_XMMM128, low, low)
        else:
            vex = code.VEX_VXORPS_XMM_XMM_XMMM128
            made = iced.Instruction.create_reg_reg_reg(vex, low, low, low)
    else:
        return b""
    encoder = iced.Encoder(64)
    encoder.encode(made, 0)
    return bytes(encoder.take_buffer())
