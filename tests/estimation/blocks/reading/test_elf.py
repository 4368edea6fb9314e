"""Reading ELF files, and all that isn't one, or is damaged."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks.reading import elf


def test_sections_symbols_and_code_of_a_file(tmp_path: Path, elf_file: Any) -> None:
    path = elf_file.saved(tmp_path / "libfoo.so")
    names = [each.name for each in elf.sections(path)]
    assert names == ["", ".text", ".symtab", ".strtab", ".rela.text", ".shstrtab"]
    assert elf.text_sections(path) == [(elf_file.address, elf_file.text)]
    assert [(each.name, each.address, each.size) for each in elf.symbols(path)] == [
        ("sum", elf_file.address, len(elf_file.text))
    ]
    found = elf.symbol_code(path, "sum")
    assert (found.code, found.address, found.pending, found.notes) == (
        elf_file.text,
        elf_file.address,
        (),
        (),
    )


def test_bytes_read_as_a_path_does(elf_file: Any) -> None:
    assert elf.symbol_code(elf_file.build(), "sum").code == elf_file.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"word_size": 1, "machine": 3}, r"32-bit code \(32-bit x86\)"),
        ({"word_size": 1}, r"32-bit code \(x32\)"),
        ({"machine": 183}, "64-bit ARM"),
        ({"machine": 243}, "RISC-V"),
        ({"machine": 999}, "machine 999"),
        ({"word_size": 7}, "no word size"),
    ],
)
def test_other_processors(elf_file: Any, changes: dict[str, int], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        elf.sections(elf_file.with_(**changes).build())


def test_big_endian() -> None:
    header = b"\x7fELF\x02\x02\x01" + bytes(9) + struct.pack(">HH", 2, 22) + bytes(44)
    with pytest.raises(UsageError, match="IBM Z"):
        elf.sections(header)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\0", "Windows"),
        (b"\xcf\xfa\xed\xfe\x07\0\0\x01", "Mach-O"),
        (b"BC\xc0\xde", "LLVM bitcode"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"/* GNU ld script */\nGROUP ( libc.so.6 )\n", "linker script"),
        (b"\x00\x01\x02\x03", "begins with 00 01 02 03"),
        (b"\x7fELF\x02\x01\x01", "cut short"),
    ],
)
def test_what_is_no_elf_is_named(tmp_path: Path, start: bytes, said: str) -> None:
    path = tmp_path / "odd"
    path.write_bytes(start)
    with pytest.raises(UsageError, match=said):
        elf.text_sections(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"table_offset": 1 << 62},
        {"count": 60_000},
        {"entry_size": 8},
        {"text_offset": 1 << 50},
        {"text_size": 1 << 63},
    ],
)
def test_sizes_are_checked_before_anything_is_made(elf_file: Any, changes: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="damaged"):
        elf.text_sections(elf_file.with_(changes=changes).build())


def test_a_hostile_table_of_symbols(elf_file: Any) -> None:
    with pytest.raises(UsageError, match="makes no sense"):
        elf.symbols(elf_file.with_(changes={"symbol_size": 1}).build())


def test_no_name_leads_out_of_the_table(elf_file: Any) -> None:
    names = {each.name for each in elf.sections(elf_file.with_(changes={"names": 77}).build())}
    assert names == {""}


@pytest.mark.parametrize("length", [20, 64, 100, 300])
def test_a_file_cut_short(elf_file: Any, length: int) -> None:
    with pytest.raises(UsageError, match=r"cut short|damaged"):
        elf.symbol_code(elf_file.build()[:length], "sum")


def test_no_flipped_byte_does_more_than_raise(elf_file: Any) -> None:
    data = elf_file.build()
    outcomes = set()
    for place in range(len(data)):
        for value in (0, 0xFF):
            changed = data[:place] + bytes([value]) + data[place + 1 :]
            try:
                elf.symbol_code(changed, "sum")
                elf.text_sections(changed)
            except UsageError:
                outcomes.add("refused")
            else:
                outcomes.add("read")
    assert outcomes == {"refused", "read"}


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        elf.sections(tmp_path)
    with pytest.raises(UsageError, match="no regular file"):
        elf.sections("/dev/zero")
    with pytest.raises(UsageError, match="No such file"):
        elf.sections(tmp_path / "nothing")
    with pytest.raises(UsageError, match="can't read"):
        elf.sections("a\0b")
