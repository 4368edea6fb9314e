"""Reads ELF files of x86-64 (libraries, programs, object files): sections, symbols, code.

Nothing is trusted: every size and offset is checked against the file's before it is used. What
isn't 64-bit x86, isn't an ELF, is cut short or damaged raises UsageError, which says what it is.

    sections(source)           all sections
    text_sections(source)      (address, bytes) of each section with code
    symbols(source)            functions and other named places
    symbol_code(source, name)  a function's bytes

`source` is a path, or the bytes of such a file.

Source: "System V Application Binary Interface: AMD64", and the generic ABI, chapter 4.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ....errors import UsageError
from .formats import elf_header
from .raw import Raw, raw

if TYPE_CHECKING:
    from .symbols import Code, Symbol

Source: TypeAlias = str | os.PathLike[str] | bytes | Raw

_Header: TypeAlias = tuple[int, ...]
_SECTION = struct.Struct("<IIQQQQIIQQ")
_OBJECT = 1
_NOT_HERE = 0xFFFF
"""A number that is too large for the header, and stands in the first section's."""
_NOBITS = 8
_ALLOCATED, _EXECUTABLE = 0x2, 0x4
_COMPRESSED = 0x800
_LONGEST_NAME = 256


@dataclass(frozen=True)
class Section:
    """One section; numbers as in its header."""

    name: str
    index: int
    kind: int
    """`sh_type`."""
    flags: int
    address: int
    offset: int
    """In the file."""
    size: int
    """Bytes."""
    link: int
    info: int
    entry_size: int

    @property
    def has_bytes(self) -> bool:
        """Whether the file holds what is in it."""
        return self.kind not in (0, _NOBITS) and not self.flags & _COMPRESSED

    @property
    def is_code(self) -> bool:
        """Whether it holds instructions."""
        both = _ALLOCATED | _EXECUTABLE
        return self.has_bytes and self.flags & both == both


@dataclass(frozen=True)
class Image:
    """An ELF file whose header was checked."""

    raw: Raw
    sections: tuple[Section, ...]
    is_object: bool
    """Whether it is yet to be linked: its addresses count from each section's start."""

    def contents(self, section: Section) -> bytes:
        """The bytes of a section. Raises UsageError where they aren't in the file."""
        if not section.has_bytes:
            raise UsageError(f"{self.raw.name} holds no bytes of its section {section.name}")
        return self.raw.read(section.offset, section.size, f"section {section.name}")


def image(source: Source, name: str = "") -> Image:
    """The ELF file that `source` is or names. Raises UsageError."""
    held = source if isinstance(source, Raw) else raw(source, name)
    (kind, _, _, _, _, table, _, _, _, _, entry_size, count, names_at) = elf_header(held)
    headers = _section_headers(held, table, entry_size, count)
    if headers and names_at == _NOT_HERE:
        names_at = headers[0][6]
    return Image(held, tuple(_named(held, headers, names_at)), kind == _OBJECT)


def sections(source: Source) -> list[Section]:
    """All sections, in the file's order. Raises UsageError."""
    return list(image(source).sections)


def text_sections(source: Source) -> list[tuple[int, bytes]]:
    """Address and bytes of each section with code, in the file's order. Raises UsageError."""
    found = image(source)
    wanted = [each for each in found.sections if each.is_code and each.size]
    if sum(each.size for each in wanted) > found.raw.size:
        raise UsageError(f"{found.raw.name} is damaged: its sections overlap")
    return [(each.address, found.contents(each)) for each in wanted]


def symbols(source: Source) -> list[Symbol]:
    """Its named places; those for linking where a stripped file has no others."""
    from .symbols import symbols_of

    return symbols_of(image(source))


def symbol_code(source: Source, name: str) -> Code:
    """The bytes of the function `name`, mangled or as in its source. Raises UsageError."""
    from .symbols import code_of

    return code_of(image(source), name)


def _section_headers(held: Raw, table: int, entry_size: int, count: int) -> list[_Header]:
    if not table:
        return []
    if entry_size != _SECTION.size:
        raise UsageError(f"{held.name} is damaged: its section headers have {entry_size} bytes")
    if not count:  # More than fit: the number is in the first one.
        count = _SECTION.unpack(held.read(table, _SECTION.size, "the section table"))[5]
    # Read at once: a count that the file can't hold is refused before anything is made.
    return list(_SECTION.iter_unpack(held.read(table, count * _SECTION.size, "the section table")))


def _named(held: Raw, headers: list[_Header], names_at: int) -> Iterator[Section]:
    names = b""
    if 0 < names_at < len(headers):
        _, _, _, _, offset, size, _, _, _, _ = headers[names_at]
        names = held.read(offset, size, "the names of its sections")
    for index, (name, kind, flags, address, offset, size, link, info, _, entry) in enumerate(
        headers
    ):
        called = text_at(names, name, _LONGEST_NAME)
        yield Section(called, index, kind, flags, address, offset, size, link, info, entry)


def text_at(table: bytes, offset: int, longest: int) -> str:
    """The name at `offset` of a table of names; cut after `longest` bytes."""
    if offset >= len(table):
        return ""
    end = table.find(b"\0", offset, offset + longest)
    return table[offset : end if end >= 0 else offset + longest].decode("utf-8", "replace")
