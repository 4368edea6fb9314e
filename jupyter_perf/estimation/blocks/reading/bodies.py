"""One way round a loop as a straight body: its bytes, and in a line what is in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ....core import units
from ...models.granite.decoding import Undecodable, decode, iced_x86
from .flow import Flow, instructions_of, is_branch, is_conditional
from .nests import Loop

_SHOWN_MNEMONICS = 4
_VECTOR_BYTES = {"ZMM": 64, "YMM": 32, "XMM": 16}
_SCALAR_BYTES = {"ss": 4, "sd": 8}
_PLAIN_BYTES = 4
"""Of an instruction on ordinary registers, which mostly keeps the loop going."""


@dataclass(frozen=True)
class Body:
    """A way round a loop without its jumps."""

    code: bytes
    address: int
    instructions: tuple[Any, ...]
    exits: int
    """Jumps out of the loop that were left out, besides the one that ends it."""
    jumps: int
    """All jumps that were left out."""

    @property
    def problem(self) -> str:
        """Why it can't be predicted; empty where it can."""
        if not self.instructions:
            return "nothing but jumps is in it"
        for each in self.instructions:
            if each.is_call_near or each.is_call_near_indirect:
                return f"it calls a function (at 0x{each.ip:x}), whose cost isn't known"
        try:
            decode(self.code)
        except Undecodable as error:
            return error.reason
        return ""

    @property
    def picture(self) -> str:
        """What is in it: `9 instructions: 4 vfmadd231pd, 4 vmovupd, add`."""
        counts = Counter(mnemonic(each) for each in self.instructions)
        shown = [
            f"{number} {name}" if number > 1 else name
            for name, number in counts.most_common(_SHOWN_MNEMONICS)
        ]
        more = ["…"] if len(counts) > _SHOWN_MNEMONICS else []
        return f"{units.counted(len(self.instructions), 'instruction')}: {', '.join(shown + more)}"


def body_of(flow: Flow, loop: Loop, way: tuple[int, ...]) -> Body:
    """The straight body that `way` is."""
    kept, code, exits, jumps = [], [], 0, 0
    for index in way:
        piece = flow.pieces[index]
        for each in instructions_of(flow, index):
            if not is_branch(each):
                kept.append(each)
                code.append(flow.bytes_of(each))
                continue
            jumps += 1
            leaves = piece.may_leave or not set(piece.following) <= loop.pieces
            exits += is_conditional(each) and leaves
    address = kept[0].ip if kept else flow.instructions[flow.pieces[way[0]].first].ip
    return Body(b"".join(code), address, tuple(kept), max(0, exits - 1), jumps)


def work_of(flow: Flow, loop: Loop) -> int:
    """Bytes of registers that its instructions compute with, roughly.

    Tells a main loop, vectorised or unrolled, from the one for what is left over.
    """
    return sum(_width(each) for piece in loop.pieces for each in instructions_of(flow, piece))


def mnemonic(instruction: Any) -> str:
    """As in assembly text: `vaddsd`."""
    return str(iced_x86().Formatter(iced_x86().FormatterSyntax.INTEL).format_mnemonic(instruction))


def _width(instruction: Any) -> int:
    iced = iced_x86()
    widest = 0
    for place in range(instruction.op_count):
        if instruction.op_kind(place) == iced.OpKind.REGISTER:
            register = instruction.op_register(place)
            for kind, width in _VECTOR_BYTES.items():
                if getattr(iced.RegisterExt, f"is_{kind.lower()}")(register):
                    widest = max(widest, width)
    scalar = _SCALAR_BYTES.get(mnemonic(instruction)[-2:])
    if widest == _VECTOR_BYTES["XMM"] and scalar:
        return scalar
    return widest or _PLAIN_BYTES
