"""Bytes written as digits."""

from __future__ import annotations

import pytest

pytest.importorskip("iced_x86", reason="needs the extra blocks")

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks.reading import read
from jupyter_perf.estimation.models.granite.decoding import Undecodable

ADD = bytes.fromhex("4801d8")


@pytest.mark.parametrize(
    "text",
    [
        "4801d8",
        "48 01 D8",
        "0x48, 0x1, 0xd8",
        "{0x48,0x01,\n 0xd8};",
        r'"\x48\x01\xd8"',
        r"b'\x48\x01\xd8'",
        "48h 01h 0D8h".replace("0D8h", "D8h"),
        "48\t01\r\nd8  # add",
        "/* add\n rax */ 48 // 01\n01d8",
        "\ufeff48\u00a001 d8",
    ],
)
def test_ways_to_write_it(text: str) -> None:
    (found,) = read(text)
    assert (found.code, found.origin, found.address) == (ADD, "hex", 0)


def test_empty_lines_separate_blocks() -> None:
    first, second = read("4801d8\n48ffc9\n# in between\n\n4829d8\n")
    assert (first.code.hex(), second.code.hex()) == ("4801d848ffc9", "4829d8")
    assert second.origin == "hex, block 2 of 2"


def test_a_loop_in_bytes_loses_its_jump() -> None:
    (found,) = read("4801d8 48ffc9 75f8")
    assert found.code == bytes.fromhex("4801d8 48ffc9")


def test_a_jump_to_somewhere_else_at_the_end_is_left_out() -> None:
    (found,) = read("4801d8 48ffc9 7580")
    assert found.code == bytes.fromhex("4801d8 48ffc9")
    assert found.notes == ("the jump at its end is left out",)


def test_instructions_before_and_after_the_loop_are_noted() -> None:
    (found,) = read("31c0 4801d8 48ffc9 75f8 c3")
    assert found.notes == ("2 instructions outside the loop left out",)


def test_half_a_byte() -> None:
    with pytest.raises(UsageError, match="line 2 ends within a byte"):
        read("4801\nd")


@pytest.mark.parametrize(
    ("text", "said", "offset"),
    [
        ("4801d8 06 06", "bytes at 3 are no x86-64 instruction: 06 06", 3),
        ("4801d8 488b04", "last instruction, at byte 3, is cut off: 48 8b 04", 3),
        ("4801d8 e800000000 4801d8", "is a call", 3),
        ("7403 4801d8 4829d8", "is a branch", 0),
        ("4801d8 0f05 4801d8", "`syscall` at byte 3", 3),
    ],
)
def test_what_is_no_body(text: str, said: str, offset: int) -> None:
    with pytest.raises(Undecodable, match=said) as caught:
        read(text)
    assert caught.value.offset == offset


def test_nothing_before_the_return() -> None:
    with pytest.raises(UsageError, match="nothing before `ret`"):
        read("c3")


def test_instructions_of_avx_512_are_read() -> None:
    (found,) = read("62f1f54858c2")
    assert found.code == bytes.fromhex("62f1f54858c2")


def test_marks_in_the_bytes() -> None:
    (found,) = read("90 bb6f000000646790 4801d8 48ffc9 75f8 bbde000000646790 c3")
    assert (found.code, found.address) == (bytes.fromhex("4801d8 48ffc9"), 9)
    assert "only what stands between the marks" in found.notes


DISASSEMBLY = """
/tmp/a.out:     file format elf64-x86-64

Disassembly of section .text:

0000000000401000 <f>:
  401000:\t31 c0                \txor    %eax,%eax
  401002:\t48 01 d8             \tadd    %rbx,%rax
  401005:\t48 ff c9             \tdec    %rcx
  401008:\t75 f8                \tjne    401002 <f+0x2>
"""


def test_what_a_disassembler_prints() -> None:
    (found,) = read(DISASSEMBLY)
    assert found.code == bytes.fromhex("4801d8 48ffc9")
    assert (found.address, found.line, found.origin) == (0x401002, 8, "disassembly")


def test_a_gap_between_disassembled_lines() -> None:
    lines = DISASSEMBLY.splitlines()
    with pytest.raises(UsageError, match="line 8 stands at 0x401005, where 0x401002 would follow"):
        read("\n".join(lines[:7] + lines[8:]))


def test_nothing_at_all() -> None:
    for text in ("", "\n\t \n", "# only a comment"):
        with pytest.raises(UsageError, match="nothing to read: give the instructions"):
            read(text)


def test_a_huge_text_is_refused_before_any_work() -> None:
    with pytest.raises(UsageError, match="10,000,000 characters are too many"):
        read("90" * 5_000_000)
