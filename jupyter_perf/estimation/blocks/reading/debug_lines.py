"""Source lines of addresses, from the debug information of an object file (numba's `debug=True`).

Source: "DWARF Debugging Information Format", versions 4 and 5, section 6.2.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .elf import Image
from .symbols import whole_entries

_HEADER = struct.Struct("<IH")
_LINES = ".debug_line"
_ABSOLUTE = 1
"""`R_X86_64_64`: an address in full."""
_COPY, _ADVANCE, _LINE, _FILE, _CONSTANT_ADVANCE, _FIXED_ADVANCE = 1, 2, 3, 4, 8, 9
_END, _SET_ADDRESS = 1, 2
_ARGUMENTS = (0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1)
_SYMBOL = struct.Struct("<IBBHQQ")
_RELOCATION = struct.Struct("<QQq")


class Row(NamedTuple):
    """From `address` on, the code is of `line`."""

    address: int
    file: int
    line: int


@dataclass
class _State:
    address: int = 0
    file: int = 1
    line: int = 1


def lines_in(image: Image) -> Callable[[int], int | None] | None:
    """The line of an address, in the file that the first function is from; None without any."""
    table = next((each for each in image.sections if each.name == _LINES and each.has_bytes), None)
    code = [each for each in image.sections if each.is_code and each.size]
    if table is None or len(code) != 1:
        return None
    try:
        data = _linked(image, table.index, image.contents(table))
        rows = sorted(_rows(data))
    except (struct.error, IndexError):  # damaged, or of a version with another header
        return None
    files = [each.file for each in rows if each.line]
    starts = [each.address for each in rows]

    def line_of(address: int) -> int | None:
        place = bisect_right(starts, address) - 1
        if place < 0 or rows[place].file != files[0] or not rows[place].line:
            return None
        return rows[place].line

    return line_of if files else None


def _linked(image: Image, index: int, data: bytes) -> bytes:
    """`data` with the addresses filled in that a linker would fill in."""
    filled = bytearray(data)
    for each in image.sections:
        if each.name == f".rela{_LINES}" and each.info == index and each.link < len(image.sections):
            symbols = image.contents(image.sections[each.link])
            for place, info, addend in whole_entries(_RELOCATION, image.contents(each)):
                if info & 0xFFFFFFFF == _ABSOLUTE and place + 8 <= len(filled):
                    symbol = _SYMBOL.unpack_from(symbols, (info >> 32) * _SYMBOL.size)
                    struct.pack_into("<Q", filled, place, (symbol[4] + addend) % (1 << 64))
    return bytes(filled)


def _rows(data: bytes) -> Iterator[Row]:
    begin = 0
    while begin < len(data):
        length, version = _HEADER.unpack_from(data, begin)
        end = begin + 4 + length
        at = begin + _HEADER.size + (2 if version >= 5 else 0)
        (header_length,) = struct.unpack_from("<I", data, at)
        # Past the instruction's length, and how many there are in one (from version 4).
        start = at + 4 + (2 if version >= 4 else 1)
        _, base, line_range, opcode_base = struct.unpack_from("<BbBB", data, start)
        program = data[at + 4 + header_length : end]
        if version in (2, 3, 4, 5) and line_range and end <= len(data):
            yield from _run(program, base, line_range, opcode_base)
        begin = end


def _run(program: bytes, base: int, line_range: int, opcode_base: int) -> Iterator[Row]:
    state, at = _State(), 0
    while at < len(program):
        code = program[at]
        at += 1
        if code >= opcode_base:
            advance, step = divmod(code - opcode_base, line_range)
            state.address += advance
            state.line += base + step
            yield Row(state.address, state.file, state.line)
        elif code == 0:
            length, at = _unsigned(program, at)
            kind = program[at]
            if kind == _SET_ADDRESS:
                (state.address,) = struct.unpack_from("<Q", program, at + 1)
            elif kind == _END:
                yield Row(state.address, state.file, 0)
                state = _State()
            at += length
        elif code == _COPY:
            yield Row(state.address, state.file, state.line)
        elif code == _LINE:
            step, at = _signed(program, at)
            state.line += step
        elif code == _CONSTANT_ADVANCE:
            state.address += (255 - opcode_base) // line_range
        elif code == _FIXED_ADVANCE:
            state.address += struct.unpack_from("<H", program, at)[0]
            at += 2
        else:
            at = _set(state, code, program, at)


def _set(state: _State, code: int, program: bytes, at: int) -> int:
    """What the other operations do; where their arguments end."""
    value = 0
    for _ in range(_ARGUMENTS[code - 1]):
        value, at = _unsigned(program, at)
    if code == _ADVANCE:
        state.address += value
    elif code == _FILE:
        state.file = value
    return at


def _unsigned(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at


def _signed(data: bytes, at: int) -> tuple[int, int]:
    value, end = _unsigned(data, at)
    bits = 7 * (end - at)
    return (value - (1 << bits) if value >> (bits - 1) else value), end
