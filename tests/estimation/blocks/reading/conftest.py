"""ELF files made by hand, whole or damaged on purpose."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

# 4011a0: xor eax, eax; 4011a2: add eax, [rdi]; add rdi, 4; dec rsi; jne 4011a2; ret
SUM = bytes.fromhex("31c0 0307 4883c704 48ffce 75f5 c3")
SUM_BODY = bytes.fromhex("0307 4883c704 48ffce")
TEXT_ADDRESS = 0x4011A0
_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SYMBOL = struct.Struct("<IBBHQQ")


@dataclass(frozen=True)
class Named:
    """A symbol: where it stands in .text, or in no section of this file."""

    name: str
    offset: int = 0
    size: int = 0
    kind: int = 2
    is_global: bool = True
    section: int = 1


@dataclass(frozen=True)
class Elf:
    """A small ELF file: null, .text, .symtab, .strtab, .shstrtab, and relocations of .text."""

    text: bytes = SUM
    symbols: Sequence[Named] = (Named("sum", 0, len(SUM)),)
    word_size: int = 2
    order: int = 1
    machine: int = 62
    kind: int = 3
    address: int = TEXT_ADDRESS
    relocations: Sequence[int] = ()
    changes: dict[str, int] = field(default_factory=dict)
    """Fields of the header or of .text and .symtab to be set wrongly."""

    def with_(self, **changes: object) -> Elf:
        return replace(self, **changes)  # type: ignore[arg-type]

    def build(self) -> bytes:
        names = b"\0" + b"".join(each.name.encode() + b"\0" for each in self.symbols)
        table = _SYMBOL.pack(0, 0, 0, 0, 0, 0)
        for each in self.symbols:
            where = names.index(b"\0" + each.name.encode() + b"\0") + 1
            info = each.is_global << 4 | each.kind
            value = self.address + each.offset if each.section else 0
            table += _SYMBOL.pack(where, info, 0, each.section, value, each.size)
        relocations = b"".join(
            struct.pack("<QQq", each, 2 << 32 | 2, 0) for each in self.relocations
        )
        parts = [
            (".text", 1, 6, self.text, 0, 0, 0),
            (".symtab", 2, 0, table, 3, 0, self.changes.get("symbol_size", 24)),
            (".strtab", 3, 0, names, 0, 0, 0),
            (".rela.text", 4, 0, relocations, 2, 1, 24),
        ]
        return self._laid_out(parts)

    def _laid_out(self, parts: Sequence[tuple[str, int, int, bytes, int, int, int]]) -> bytes:
        titles = b"\0" + b"".join(each[0].encode() + b"\0" for each in parts) + b".shstrtab\0"
        body, headers = b"", bytes(_SECTION.size)
        for name, kind, flags, data, link, info, entry in [
            *parts,
            (".shstrtab", 3, 0, titles, 0, 0, 0),
        ]:
            where = titles.index(b"\0" + name.encode() + b"\0") + 1
            address = self.address if name == ".text" else 0
            offset, size = _HEADER.size + len(body), len(data)
            if name == ".text":
                offset = self.changes.get("text_offset", offset)
                size = self.changes.get("text_size", size)
            headers += _SECTION.pack(
                where, kind, flags, address, offset, size, link, info, 1, entry
            )
            body += data
        ident = b"\x7fELF" + bytes([self.word_size, self.order, 1]) + bytes(9)
        header = _HEADER.pack(
            ident,
            self.kind,
            self.machine,
            1,
            0,
            0,
            self.changes.get("table_offset", _HEADER.size + len(body)),
            0,
            _HEADER.size,
            0,
            0,
            self.changes.get("entry_size", _SECTION.size),
            self.changes.get("count", len(parts) + 2),
            self.changes.get("names", len(parts) + 1),
        )
        return header + body + headers

    def saved(self, path: Path) -> Path:
        path.write_bytes(self.build())
        return path


@pytest.fixture
def elf_file() -> Elf:
    """One function, `sum`, whose loop's body is `SUM_BODY`."""
    return Elf()


@pytest.fixture
def named() -> type[Named]:
    """For symbols of such a file."""
    return Named


@pytest.fixture
def sum_body() -> bytes:
    """The body of the loop in `sum`."""
    return SUM_BODY
