"""From the bytes of a basic block to its instructions; what can't be a block's body is refused."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ....errors import MissingExtra, UsageError

LONGEST = 4096
"""Bytes: a longer block is refused. The longest that was measured has 1,759."""
_BITS = 64


class Undecodable(UsageError):
    """These bytes aren't the body of a basic block; `offset` says where (in bytes)."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


def decode(code: bytes) -> list[Any]:
    """The `iced_x86.Instruction`s of `code`, x86-64, as if it stood at address 0.

    Raises Undecodable for an empty or overlong block, bytes that are no instruction, one that is
    cut off, and what ends a basic block: branches, calls, returns, interrupts, system calls.
    """
    iced = iced_x86()
    if not code:
        raise Undecodable("the block is empty: give the instructions of a loop's body")
    if len(code) > LONGEST:
        raise Undecodable(f"{len(code):,} bytes are too many for a block: at most {LONGEST:,}")
    found = []
    for instruction in iced.Decoder(_BITS, bytes(code)):
        if instruction.is_invalid:
            raise Undecodable(_why_invalid(iced, code, instruction.ip), instruction.ip)
        if instruction.flow_control != iced.FlowControl.NEXT:
            what = f"`{instruction}` at byte {instruction.ip}"
            raise Undecodable(f"{what} {_why_no_body(iced, instruction)}", instruction.ip)
        found.append(instruction)
    return found


def _why_invalid(iced: Any, code: bytes, offset: int) -> str:
    rest = code[offset : offset + 15].hex(" ")
    followed = iced.Decoder(_BITS, bytes(code[offset : offset + 15]) + b"\x90" * 15)
    if not followed.decode().is_invalid:
        return f"the last instruction, at byte {offset}, is cut off: {rest}"
    return f"the bytes at {offset} are no x86-64 instruction: {rest}"


def _why_no_body(iced: Any, instruction: Any) -> str:
    flows = iced.FlowControl
    if instruction.is_call_near or instruction.is_call_near_indirect:
        return "is a call: what it costs depends on the callee; leave it out, or inline it"
    if instruction.flow_control == flows.RETURN:
        return "returns: a block ends before it"
    branches = (flows.UNCONDITIONAL_BRANCH, flows.INDIRECT_BRANCH, flows.CONDITIONAL_BRANCH)
    if instruction.flow_control in branches:
        return "is a branch: a block's body has none (leave out the loop's own jump at its end)"
    return "leaves the block: an interrupt, system call or the like has no cycles to predict"


@lru_cache(maxsize=1)
def iced_x86() -> Any:
    """The disassembler. Raises MissingExtra."""
    try:
        import iced_x86 as package
    except ImportError:
        raise MissingExtra("iced-x86", "blocks") from None
    return package
