"""What stands for an instruction that is left out, and what cuts a chain."""

import pytest

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
import iced_x86 as iced

from jupyter_perf.estimation.blocks.zeroing import cut, stand_in


def decoded(code):
    return list(iced.Decoder(64, bytes.fromhex(code)))


def said(code):
    return "; ".join(str(each) for each in iced.Decoder(64, code))


@pytest.mark.parametrize(
    ("code", "instead"),
    [
        ("c5fb1004c1", "vxorps xmm0,xmm0,xmm0"),  # vmovsd xmm0, [rcx+rax*8]
        ("c5735904c2", "vxorps xmm8,xmm8,xmm8"),  # vmulsd xmm8, xmm1, [rdx+rax*8]
        ("c5fd2800", "vxorps xmm0,xmm0,xmm0"),  # vmovapd ymm0, [rax]
        ("f20f1000", "xorps xmm0,xmm0"),  # movsd xmm0, [rax]
        ("4c8b00", "xor r8d,r8d"),  # mov r8, [rax]
        ("41b800000000", "xor r8d,r8d"),  # mov r8d, 0
        ("488b00", ""),  # mov rax, [rax]: what it loads is where it loads from
        ("c5fb58c1", ""),  # vaddsd xmm0, xmm0, xmm1
        ("4883c008", ""),  # add rax, 8
        ("8a00", ""),  # mov al, [rax]: the rest of rax stays
        ("488903", ""),  # mov [rbx], rax
        ("4839c8", ""),  # cmp rax, rcx
        ("31c0", ""),  # xor eax, eax: without it is without it
        ("c5f857c0", ""),  # vxorps xmm0, xmm0, xmm0
        ("48f7f1", ""),  # div rcx: two registers, both read
        ("6261fd481000", ""),  # of registers beyond 15
    ],
)
def test_what_only_sets_a_register_is_replaced_by_zero(code, instead):
    assert said(stand_in(decoded(code)[0])) == instead


@pytest.mark.parametrize(
    ("code", "path", "by"),
    [
        ("c5fb5804c14883c008", (0,), "vxorps xmm0,xmm0,xmm0"),
        ("c5fb5804c14883c008", (1,), "xor eax,eax"),
        ("f20f58c1", (0,), "xorps xmm0,xmm0"),
        ("4983c008", (0,), "xor r8d,r8d"),
        ("c5fb58c1c5fb59c2", (0, 1), "vxorps xmm0,xmm0,xmm0"),
        ("4883d000", (0,), "xor eax,eax"),  # adc: through the register, not the flags alone
        ("48ff00", (0,), ""),  # inc qword ptr [rax]: through memory
        ("50", (0,), ""),  # push rax: the stack's register stays
        ("c5fb58c1", (), ""),
    ],
)
def test_a_chain_is_cut_where_a_register_carries_it(code, path, by):
    assert said(cut(decoded(code), path)) == by
