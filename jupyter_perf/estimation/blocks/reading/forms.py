"""Decides what a text is: names, digits, or assembly; and reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any, cast

import numpy as np

from ....errors import UsageError
from ...models.granite.decoding import Undecodable
from . import dialects, expressions, hexadecimal, numba_code, places
from .assembly import FORMS, assembled
from .listing import Listing
from .loops import Function, chosen
from .plain import block_of, with_lines
from .texts import Line, Region, regions

_LONGEST_NAME = 1000
_PYTHON_COMMENT = re.compile(r"(?:^|\s)#.*")


def read(
    text: str,
    namespace: Mapping[str, object] | None = None,
    *,
    loop: int | None = None,
    signature: str | None = None,
) -> list[Listing]:
    """The blocks that `text` gives: see the package. One or more.

    `loop` is a number of `Listing.choices`, `signature` one of several that numba compiled for.
    Raises UsageError (with the line, where it is about one), and MissingExtra without iced-x86, or
    without llvmlite for assembly.
    """
    found = regions(text)
    named = _named(text, namespace or {})
    if named is not None:
        return [each for name in named for each in _of_value(name, loop, signature)]
    if signature is not None:
        raise UsageError("--signature is for a function compiled by numba")
    return [each for region in found for each in _of_text(region, loop)]


def _named(text: str, namespace: Mapping[str, object]) -> list[expressions.Named] | None:
    """The values that `text` names, one or more a line; None where it is something else."""
    lines = [_PYTHON_COMMENT.sub("", each).strip() for each in text.splitlines()]
    filled = [each for each in lines if each]
    if not filled:
        raise UsageError(f"there is nothing to read: {FORMS}")
    found: list[expressions.Named] = []
    for each in filled:
        if (place := places.place_of(each)) is not None:
            found.append(expressions.Named(each, place))
            continue
        # `"\\x48\\x01"` is bytes as C writes them, which Python would take for letters.
        if "\\x" in each and hexadecimal.is_hexadecimal([Line(1, each)]):
            return None
        node = expressions.parsed(each) if len(each) <= _LONGEST_NAME else None
        if node is None or (_root_is_code(node, each) and expressions.root(node) not in namespace):
            return None
        found += expressions.looked_up(node, namespace)
    return found


def _root_is_code(node: Any, text: str) -> bool:
    """Whether what would be a name is an instruction without operands, or digits."""
    name = expressions.root(node)
    is_digits = re.fullmatch(r"(?:0x)?(?:[0-9a-fA-F]{2})+h?", text) is not None
    return bool(name) and (is_digits or dialects.is_mnemonic(name))


def _of_value(named: expressions.Named, loop: int | None, signature: str | None) -> list[Listing]:
    name, value = named
    if signature is not None and not numba_code.is_numba(value):
        raise UsageError(f"--signature is for a function compiled by numba, which {name} isn't")
    if isinstance(value, places.Place):
        return [places.listing_of(value, loop)]
    if numba_code.is_numba(value):
        return [chosen(numba_code.functions_of(value, name, signature), loop)]
    if isinstance(value, bytes | bytearray | memoryview) or _is_byte_array(value):
        code = bytes(cast("bytes", value))
        return [_plain(Function(code, "bytes" if name.startswith(('b"', "b'")) else name), loop)]
    if isinstance(value, str | PathLike):
        text = str(value)
        if (place := places.place_of(text)) is not None:
            return [places.listing_of(place, loop)]
        if isinstance(value, str):
            return [each for region in regions(value) for each in _of_text(region, loop)]
        raise UsageError(f"say which function of {text[:200]}: `{text[:200]}:NAME`")
    raise expressions.explain(named)


def _is_byte_array(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == np.uint8


def _of_text(region: Region, loop: int | None) -> list[Listing]:
    suffix = f" {region.name}" if region.name else ""
    if hexadecimal.is_disassembled(region.lines):
        found = hexadecimal.disassembled(region.lines)
        line_of = _lines(found.lines)
        return [
            _plain(
                Function(found.code, f"disassembly{suffix}", found.address, line_of=line_of), loop
            )
        ]
    if hexadecimal.is_hexadecimal(region.lines):
        blocks = hexadecimal.blocks_of(region.lines)
        return [
            _plain(Function(each.code, _of_several("hex", number, len(blocks))), loop)
            for number, each in enumerate(blocks, start=1)
        ]
    code, pending, lines = assembled(region.lines)
    function = Function(code, f"assembly{suffix}", 0, pending, line_of=_lines(lines))
    return [_plain(function, loop)]


def _of_several(what: str, number: int, count: int) -> str:
    return f"{what}, block {number} of {count}" if count > 1 else what


def _plain(function: Function, loop: int | None) -> Listing:
    try:
        return block_of(function, loop)
    except Undecodable as error:
        raise with_lines(
            error, lambda offset: function.line_of(function.address + offset)
        ) from error


def _lines(places: Sequence[tuple[int, int]]) -> Callable[[int], int | None]:
    """The line of an address, of (address, line) by address."""
    starts = [address for address, _ in places]

    def line_of(address: int) -> int | None:
        index = bisect_right(starts, address) - 1
        return places[index][1] if index >= 0 else None

    return line_of
