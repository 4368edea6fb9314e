"""The named places of an ELF file, and the code that belongs to one."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ....core import units
from ....errors import UsageError
from .elf import Image, Section, text_at
from .mangling import matches, suggestions

_SYMBOL = struct.Struct("<IBBHQQ")
_RELOCATION = struct.Struct("<QQq")
_SYMBOL_TABLE, _RELOCATIONS, _DYNAMIC_SYMBOLS = 2, 4, 11
_PLAIN, _FUNCTION, _RESOLVER = 0, 2, 10
_RESERVED = 0xFF00
"""Numbers from here name no section (absolute, common, …)."""
_SHOWN_NAME = 80
_LONGEST_NAME = 1 << 16
_MOST_NAME_BYTES = 256 << 20
MOST_CODE = 1 << 20
"""Bytes of one function: more isn't looked through."""


class Symbol(NamedTuple):
    """A named place."""

    name: str
    address: int
    """In an object file: from the start of its section."""
    size: int
    """Bytes; 0 where the file doesn't say."""
    section: int
    """Index; 0 where it is defined in another file."""
    kind: int
    """`STT_…`: 0 not said, 1 data, 2 a function, 10 what picks a function at load time."""
    is_local: bool

    @property
    def may_be_code(self) -> bool:
        """Whether it is a function, or what a hand-written one looks like."""
        return self.kind in (_PLAIN, _FUNCTION, _RESOLVER) and self.section < _RESERVED


@dataclass(frozen=True)
class Code:
    """A function's bytes."""

    code: bytes
    address: int
    symbol: Symbol
    pending: tuple[int, ...] = ()
    """Offsets in `code` that hold zeros until the file is linked."""
    notes: tuple[str, ...] = ()


def symbols_of(image: Image) -> list[Symbol]:
    """All named places; a stripped file has only those for linking, or none."""
    for kind in (_SYMBOL_TABLE, _DYNAMIC_SYMBOLS):
        for section in image.sections:
            if section.kind == kind:
                return list(_read(image, section))
    return []


def code_of(image: Image, name: str) -> Code:
    """The code of the function `name`; see `elf.symbol_code`."""
    known = symbols_of(image)
    if not known:
        raise UsageError(
            f"{image.raw.name} is stripped: it names no functions. Give the address instead, as in "
            f"`{image.raw.name}:0x1234` (a profiler or a disassembler shows it)"
        )
    candidates = [each for each in known if each.may_be_code]
    found = matches(name, candidates)
    _check_found(image, name, found, known)
    return _cut(image, found[0], candidates)


def code_at(image: Image, address: int) -> Code:
    """The code of the function that `address` is in; where none is known, what follows it."""
    if image.is_object:
        raise UsageError(
            f"{image.raw.name} isn't linked, so that it has no addresses: name a function"
        )
    candidates = [each for each in symbols_of(image) if each.may_be_code and each.section]
    for each in candidates:
        if each.address <= address < each.address + each.size:
            return _cut(image, each, candidates)
    for section in image.sections:
        if section.is_code and section.address <= address < section.address + section.size:
            here = Symbol(f"0x{address:x}", address, 0, section.index, _PLAIN, True)
            return _cut(image, here, candidates)
    raise UsageError(f"{image.raw.name} has no code at 0x{address:x}")


def _read(image: Image, table: Section) -> Iterator[Symbol]:
    if table.entry_size != _SYMBOL.size or table.link >= len(image.sections):
        raise UsageError(f"{image.raw.name} is damaged: its table of symbols makes no sense")
    names = image.contents(image.sections[table.link])
    left = _MOST_NAME_BYTES
    entries = whole_entries(_SYMBOL, image.contents(table))
    for name, info, _, section, value, size in entries:
        called = text_at(names, name, _LONGEST_NAME)
        left -= len(called)
        if left < 0:
            raise UsageError(f"{image.raw.name} is damaged: the names of its symbols overlap")
        if called:
            yield Symbol(called, value, size, section, info & 15, info >> 4 == 0)


def _check_found(image: Image, name: str, found: list[Symbol], known: list[Symbol]) -> None:
    where = image.raw.name
    here = [each for each in found if each.section]
    if found and not here:
        raise UsageError(f"{where} only uses {name}, which is in another library: name that one")
    found[:] = here
    if not found:
        near = suggestions(
            name, [each.name for each in known if each.kind == _FUNCTION and each.section]
        )
        said = f": did you mean {', '.join(near)}?" if near else ""
        raise UsageError(f"{where} has no function {name[:200]}{said}")
    places = {(each.section, each.address) for each in found}
    if len(places) > 1:
        shown = ", ".join(f"{each.name[:_SHOWN_NAME]} at 0x{each.address:x}" for each in found[:6])
        how = "" if image.is_object else f", or the address as in `{where}:0x{found[0].address:x}`"
        raise UsageError(
            f"{where} has {len(places)} functions that {name[:_SHOWN_NAME]} may mean: {shown}. "
            f"Give the whole name{how}"
        )
    if found[0].kind == _RESOLVER:
        raise UsageError(
            f"{found[0].name} stands for several functions of {where}, one of which is chosen for "
            "this processor when it is loaded: name that one, or give its address"
        )


def _cut(image: Image, symbol: Symbol, others: list[Symbol]) -> Code:
    if symbol.section >= len(image.sections) or not image.sections[symbol.section].is_code:
        raise UsageError(f"{symbol.name} of {image.raw.name} is no code: name a function")
    section = image.sections[symbol.section]
    begin = symbol.address - section.address
    size = symbol.size
    notes: tuple[str, ...] = ()
    if not size:
        size = _next_after(symbol, section, others) - symbol.address
        notes = (f"{image.raw.name} doesn't say where {symbol.name} ends: read up to what follows",)
    if not 0 <= begin <= begin + size <= section.size:
        raise UsageError(f"{image.raw.name} is damaged: {symbol.name} isn't inside its section")
    if size > MOST_CODE and symbol.size:
        raise UsageError(f"{symbol.name} has {units.size(size)} of code: too much to look through")
    size = min(size, MOST_CODE)
    code = image.raw.read(section.offset + begin, size, symbol.name)
    return Code(code, symbol.address, symbol, pending_in(image, section, begin, size), notes)


def _next_after(symbol: Symbol, section: Section, others: list[Symbol]) -> int:
    starts = sorted({each.address for each in others if each.section == symbol.section})
    place = bisect_right(starts, symbol.address)
    return min([*starts[place : place + 1], section.address + section.size])


def pending_in(image: Image, section: Section, begin: int, size: int) -> tuple[int, ...]:
    """Offsets from `begin` that the linker is still to fill in."""
    if not image.is_object:
        return ()
    found = []
    for each in image.sections:
        if each.kind == _RELOCATIONS and each.info == section.index:
            entries = whole_entries(_RELOCATION, image.contents(each))
            places = (place - begin for place, _, _ in entries)
            found += [place for place in places if 0 <= place < size]
    return tuple(sorted(found))


def whole_entries(shape: struct.Struct, data: bytes) -> Iterator[tuple[int, ...]]:
    """The entries of a table; what is left over at its end isn't one."""
    return shape.iter_unpack(data[: len(data) // shape.size * shape.size])


def largest(symbols: list[Symbol], count: int = 5) -> list[str]:
    """The names of the functions with most code."""
    functions = [each for each in symbols if each.kind == _FUNCTION and each.section]
    return [each.name for each in sorted(functions, key=lambda each: -each.size)[:count]]
