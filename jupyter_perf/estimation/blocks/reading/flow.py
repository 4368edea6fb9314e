"""A function's instructions, and which of its straight pieces follow which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...models.granite.decoding import Undecodable, iced_x86

_BITS = 64
_LONGEST_INSTRUCTION = 15


class Piece(NamedTuple):
    """Instructions that run one after the other, the last of which may branch."""

    first: int
    """Index of its first instruction."""
    end: int
    """Index after its last one."""
    following: tuple[int, ...]
    """Indices of the pieces that may come next."""
    may_leave: bool
    """Whether its last instruction may jump to where no piece is."""


@dataclass(frozen=True)
class Flow:
    """The control flow of some code."""

    code: bytes
    address: int
    instructions: list[Any]
    pieces: list[Piece]

    def bytes_of(self, instruction: Any) -> bytes:
        """As they stand in the code."""
        begin = instruction.ip - self.address
        return self.code[begin : begin + instruction.len]


def flow_of(code: bytes, address: int = 0, pending: tuple[int, ...] = ()) -> Flow:
    """How control may go through `code`, which stands at `address`.

    Branches whose target is `pending` (yet to be filled in) lead out. Bytes that are no
    instruction, as tables between functions, end a piece. Raises MissingExtra.
    """
    iced = iced_x86()
    found = list(iced.Decoder(_BITS, code, ip=address))
    if not found:
        return Flow(code, address, [], [])
    at = {each.ip: index for index, each in enumerate(found)}
    targets = [_targets(iced, each, at, address, pending) for each in found]
    starts = _starts(found, targets, iced)
    pieces = []
    number = {first: index for index, first in enumerate(starts)}
    for first, end in zip(starts, [*starts[1:], len(found)], strict=True):
        last = found[end - 1]
        jumps, leaves = targets[end - 1]
        following = set(jumps)
        if _goes_on(iced, last):
            following.add(end)
        inside = sorted(number[each] for each in following if each in number)
        pieces.append(Piece(first, end, tuple(inside), leaves))
    return Flow(code, address, found, pieces)


def check_decodable(code: bytes) -> None:
    """Raise Undecodable where `code` isn't instructions from its first to its last byte."""
    iced = iced_x86()
    decoder = iced.Decoder(_BITS, code)
    while decoder.can_decode:
        at = decoder.position
        if not decoder.decode().is_invalid:
            continue
        rest = code[at : at + _LONGEST_INSTRUCTION].hex(" ")
        if decoder.last_error == iced.DecoderError.NO_MORE_BYTES:
            raise Undecodable(f"the last instruction, at byte {at}, is cut off: {rest}", at)
        raise Undecodable(f"the bytes at {at} are no x86-64 instruction: {rest}", at)


def is_branch(instruction: Any) -> bool:
    """Whether it jumps to a place that it names."""
    flows = iced_x86().FlowControl
    kinds = (flows.CONDITIONAL_BRANCH, flows.UNCONDITIONAL_BRANCH)
    return instruction.flow_control in kinds


def is_conditional(instruction: Any) -> bool:
    """Whether it may jump, or not."""
    return bool(instruction.flow_control == iced_x86().FlowControl.CONDITIONAL_BRANCH)


def is_return(instruction: Any) -> bool:
    """Whether it ends the function."""
    return bool(instruction.flow_control == iced_x86().FlowControl.RETURN)


def _targets(
    iced: Any, instruction: Any, at: dict[int, int], address: int, pending: tuple[int, ...]
) -> tuple[list[int], bool]:
    """Indices of the instructions that it may jump to, and whether it may jump elsewhere."""
    if not is_branch(instruction):
        return [], instruction.flow_control == iced.FlowControl.INDIRECT_BRANCH
    begin = instruction.ip - address
    place = bisect_left(pending, begin)
    unknown = place < len(pending) and pending[place] < begin + instruction.len
    target = at.get(instruction.near_branch_target)
    if unknown or target is None:
        return [], True
    return [target], False


def _starts(found: list[Any], targets: list[tuple[list[int], bool]], iced: Any) -> list[int]:
    """Indices of the instructions with which a piece begins."""
    starts = {0}
    for index, (jumps, _) in enumerate(targets):
        starts.update(jumps)
        if jumps or is_branch(found[index]) or not _goes_on(iced, found[index]):
            starts.add(index + 1)
    return sorted(each for each in starts if each < len(found))


def _goes_on(iced: Any, instruction: Any) -> bool:
    """Whether the next instruction may run after it."""
    flows = iced.FlowControl
    ends = (flows.UNCONDITIONAL_BRANCH, flows.INDIRECT_BRANCH, flows.RETURN, flows.EXCEPTION)
    return not instruction.is_invalid and instruction.flow_control not in ends


def instructions_of(flow: Flow, piece: int) -> Iterator[Any]:
    """The instructions of a piece."""
    first, end, _, _ = flow.pieces[piece]
    yield from flow.instructions[first:end]
