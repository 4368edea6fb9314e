"""Assembly text in its many forms."""

from __future__ import annotations

import importlib.util
import platform
import sys

import pytest

pytest.importorskip("iced_x86", reason="needs the extra blocks")
pytest.importorskip("llvmlite", reason="needs llvmlite, which comes with the extra numba")

from jupyter_perf.errors import MissingExtra, UsageError
from jupyter_perf.estimation.blocks.reading import read

pytestmark = pytest.mark.skipif(
    platform.machine().lower() not in ("x86_64", "amd64"), reason="assembles only on x86-64"
)
ADD = bytes.fromhex("4801d8")


@pytest.mark.parametrize(
    "text",
    [
        "add rax, rbx",
        "\tADD\tRAX,RBX\r\n",
        "addq %rbx, %rax",
        "ADDQ %RBX, %RAX",
        "add rax, rbx ; the sum",
        "add rax, rbx # größer",
        "/* so */ add rax, rbx // and so",
        ".intel_syntax noprefix\n.globl f\nf:\n  add rax, rbx\n  ret",
        "section .text\nglobal f\nf: add rax, rbx",
    ],
)
def test_one_instruction(text: str) -> None:
    (found,) = read(text)
    assert (found.code, found.origin) == (ADD, "assembly")


def test_a_loop_is_the_code_from_its_label_to_the_jump() -> None:
    (found,) = read("xor eax, eax\nagain:\n  add rax, rbx\n  dec rcx\n  jnz again\nret")
    assert (found.code, found.line) == (bytes.fromhex("4801d8 48ffc9"), 3)
    assert found.notes == ("2 instructions outside the loop left out",)


def test_a_semicolon_separates_or_begins_a_comment() -> None:
    (separated,) = read("add rax, rbx; sub rax, rcx")
    (commented,) = read("add rax, rbx ; add what is left\nsub rax, rcx ; and go on")
    assert separated.code == commented.code == bytes.fromhex("4801d8 4829c8")


def test_widths_as_nasm_has_them() -> None:
    (plain,) = read("mov rax, qword [rdi+8]\nvmulsd xmm0, xmm1, qword [rsi]")
    (full,) = read("mov rax, qword ptr [rdi+8]\nvmulsd xmm0, xmm1, qword ptr [rsi]")
    assert plain.code == full.code


GCC = """
\t.section\t.rodata
.LC0:
\t.long\t0
\t.long\t1074790400
\t.text
f:
.LFB0:
\t.cfi_startproc
\txorl\t%eax, %eax
\t.p2align 4
.L3:
\tmovsd\t(%rdi,%rax,8), %xmm1
\tmulsd\t.LC0(%rip), %xmm1
\taddq\t$1, %rax
\taddsd\t%xmm1, %xmm0
\tcmpq\t%rax, %rsi
\tjne\t.L3
\tret
\t.cfi_endproc
"""


def test_what_a_compiler_puts_out() -> None:
    (found,) = read(GCC)
    assert found.code == bytes.fromhex("f20f100cc7 f20f590d00000000 4883c001 f20f58c1 4839c6")
    assert "1 place that linking fills in read as 0" in found.notes


def test_gccs_name_for_widening() -> None:
    (found,) = read("movsx rsi, esi")
    assert found.code == bytes.fromhex("4863f6")


def test_a_jump_whose_label_was_not_copied() -> None:
    (found,) = read("add rax, rbx\ndec rcx\njne .L3")
    assert found.code == bytes.fromhex("4801d8 48ffc9")
    assert "the jump at its end is left out" in found.notes


def test_what_a_debugger_lists() -> None:
    listed = (
        "   0x0000000000401002 <+2>:\tadd    rax,rbx\n"
        "=> 0x0000000000401005 <+5>:\tdec    rcx\n"
        "   0x0000000000401008 <+8>:\tjne    0x401002 <f+2>\n"
    )
    (found,) = read(listed)
    assert found.code == bytes.fromhex("4801d8 48ffc9")


def test_marked_regions() -> None:
    first, second = read(
        "mov rdx, rax\n"
        "# LLVM-MCA-BEGIN sum\nadd rax, rbx\n# LLVM-MCA-END\n"
        "mov rdx, rax\n"
        "# OSACA-BEGIN\nsub rax, rbx\n# OSACA-END\n"
    )
    assert (first.code, first.origin, first.line) == (ADD, "assembly sum", 3)
    assert second.code == bytes.fromhex("4829d8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# LLVM-MCA-BEGIN\nnop", "begun in line 1 isn't ended"),
        ("nop\n# OSACA-END", "line 2 ends a region that wasn't begun"),
    ],
)
def test_marks_without_their_counterpart(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(text)


def test_marks_as_instructions() -> None:
    begin, end = (f"mov ebx, {number}\n.byte 100, 103, 144\n" for number in (111, 222))
    (found,) = read(f"nop\n{begin}.L: add rax, rbx\ndec rcx\njnz .L\n{end}nop")
    assert found.code == bytes.fromhex("4801d8 48ffc9")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("add rax, rbx\nadd rax, what is this", "line 2: .*`add rax, what is this`"),
        ("add rax, rbx\npush eax", "line 2: .*Not 64-bit mode"),
        ("add rax, rbx\ncall sin\nsub rax, 1", "line 2: .*is a call"),
        ("je .L2\nadd rax, 1\n.L2: sub rax, 2", "line 1: .*is a branch"),
        ("add x0, x1, x2\nldr x3, [x4]", "assembly of ARM"),
        ("add rax, é", "line 1 has 'é' at place 10"),
        (".macro twice\nadd rax, rbx\n.endm", "line 1: .macro twice: macros"),
        ('.incbin "/etc/passwd"\nnop', "line 1: .*other files aren't read"),
        ("add eax, " + "+".join(["1"] * 20_000), "line 1 is too long"),
        ("nop\n" * 5000, "^5,000 bytes are too many for a block"),
        ("what is this", "`what is this` is no instruction of x86-64"),
        ("ret", "nothing before `ret`"),
    ],
)
def test_what_is_not_understood(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(text)


def test_quotes_and_backslashes_stay_in_the_text() -> None:
    with pytest.raises(UsageError, match=r'line 1: .*`add rax, "'):
        read('add rax, "\\22\\0A\nnop')


def test_without_llvmlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"jupyter-perf\[numba\]"):
        read("add rax, rbx")


def test_on_another_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    with pytest.raises(UsageError, match="can't be assembled on arm64: give its bytes"):
        read("add rax, rbx")


def test_an_assembler_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UsageError, match="the assembler failed: it gave no reason"):
        read("add rax, rbx")
