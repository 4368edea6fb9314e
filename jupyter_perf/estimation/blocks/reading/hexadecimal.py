"""Machine code written as hexadecimal digits, also as disassemblers print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ....errors import UsageError
from .texts import Line

_FILLING = re.compile(r"""[\s,;{}\[\]()'"]+|\bb(?=['"])""")
_DIGITS = re.compile(r"[0-9a-fA-F]+")
_C_BYTE = re.compile(r"\\x([0-9a-fA-F]{2})")
_WORD = re.compile(r"(?:0[xX])?([0-9a-fA-F]+)[hH]?")
_DISASSEMBLED = re.compile(
    r"\s*(?:0x)?(?P<address>[0-9a-fA-F]{1,16}):\s+(?P<bytes>(?:[0-9a-fA-F]{2} ){1,15}|"
    r"(?:[0-9a-fA-F]{2} ){0,14}[0-9a-fA-F]{2}(?=\s*$|\t|\s\s))\s*(?P<rest>.*)"
)
_HEADING = re.compile(r"\s*(?:[0-9a-fA-F]{8,16} <.*>:|Disassembly of section .*|.*file format .*)?")


class Bytes(NamedTuple):
    """Machine code, and where it stood."""

    code: bytes
    address: int
    lines: tuple[tuple[int, int], ...] = ()
    """(Address, line of the text) of each line that was disassembled."""


def is_hexadecimal(lines: Sequence[Line]) -> bool:
    """Whether all of it is digits and what is put between them."""
    words = [word for each in lines for word in _words(each.text)]
    return bool(words) and all(_WORD.fullmatch(each) for each in words)


def blocks_of(lines: Sequence[Line]) -> list[Bytes]:
    """The blocks that digits are: empty lines separate them. Raises UsageError."""
    found: list[list[Line]] = [[]]
    for each in lines:
        if _words(each.text):
            found[-1].append(each)
        elif found[-1] and not each.text.strip():
            found.append([])
    return [Bytes(_code(each), 0) for each in found if each]


def _words(text: str) -> list[str]:
    spread = _C_BYTE.sub(r" 0x\1 ", text)
    return [each for each in _FILLING.split(spread) if each]


def _code(lines: Sequence[Line]) -> bytes:
    digits = ""
    for each in lines:
        for word in _words(each.text):
            found = _WORD.fullmatch(word)
            assert found is not None, "asked for after `is_hexadecimal`"
            bare = found[1]
            # `0x5` in a list of bytes is one byte; a bare `5` is half of one.
            if word[:2].lower() == "0x" and len(bare) == 1:
                bare = f"0{bare}"
            digits += bare
        if len(digits) % 2:
            raise UsageError(
                f"line {each.number} ends within a byte: two hexadecimal digits are one byte"
            )
    return bytes.fromhex(digits)


def is_disassembled(lines: Sequence[Line]) -> bool:
    """Whether it is what `objdump -d` prints: addresses, bytes, instructions."""
    filled = [each.text for each in lines if not _HEADING.fullmatch(each.text)]
    return bool(filled) and all(_DISASSEMBLED.fullmatch(each) for each in filled)


def disassembled(lines: Sequence[Line]) -> Bytes:
    """The bytes of such a text. Raises UsageError where addresses leave a gap."""
    code, start = bytearray(), 0
    places: list[tuple[int, int]] = []
    for each in lines:
        found = _DISASSEMBLED.fullmatch(each.text)
        if found is None:
            continue
        address = int(found["address"], 16)
        if not places:
            start = address
        if address != start + len(code):
            raise UsageError(
                f"line {each.number} stands at 0x{address:x}, where 0x{start + len(code):x} would "
                "follow: bytes are missing between these lines"
            )
        places.append((address, each.number))
        code += bytes.fromhex(found["bytes"])
    return Bytes(bytes(code), start, tuple(places))
