"""The graph of a block: what leads where, by hand, on small blocks."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("iced_x86")

from jupyter_perf.estimation.models.granite.decoding import Undecodable
from jupyter_perf.estimation.models.granite.drawing import sketch
from jupyter_perf.estimation.models.granite.graph import (
    PUBLISHED,
    EdgeKind,
    Extensions,
    NodeKind,
    Sketch,
    Vocabulary,
)

EXTENDED = Extensions()

ADD_EAX_EBX = "01 d8"
XOR_EAX_EAX = "31 c0"
VPXOR_XMM0_XMM1_XMM1 = "c5 f1 ef c1"
MUL_ECX = "f7 e1"
MUL_OF_RAX_POINTS_TO = "f7 20"
PUSH_RBX = "53"
POP_RBX = "5b"
CDQE, CDQ = "48 98", "99"
CMOVE_RAX_RBX = "48 0f 44 c3"
CMPXCHG = "f0 0f b1 0b"  # lock cmpxchg [rbx], ecx
REP_MOVSB = "f3 a4"
STORE_EAX = "89 44 4b 08"  # mov [rbx+rcx*2+8], eax
LOAD_EDX = "8b 13"  # mov edx, [rbx]
LEA_EDX = "8d 14 03"  # lea edx, [rbx+rax]
LOAD_FS = "64 8b 04 25 00 00 00 00"  # mov eax, fs:[0]
LOAD_RIP = "8b 05 00 00 00 00"  # mov eax, [rip]
INC_RAX = "48 ff c0"
ADC_RDX_RDX = "48 11 d2"
MOV_RBX_RAX = "48 89 c3"
MOV_EAX_EBX = "89 d8"
MOV_AL_3 = "b0 03"
EVERY = [
    *(ADD_EAX_EBX, XOR_EAX_EAX, VPXOR_XMM0_XMM1_XMM1, MUL_ECX, PUSH_RBX, POP_RBX, CDQE, CDQ),
    *(CMOVE_RAX_RBX, CMPXCHG, REP_MOVSB, STORE_EAX, LOAD_EDX, LEA_EDX, LOAD_FS, LOAD_RIP),
    *(INC_RAX, ADC_RDX_RDX, MOV_RBX_RAX, MOV_EAX_EBX, MOV_AL_3, MUL_OF_RAX_POINTS_TO),
]


def drawn(*code: str, extensions: Extensions = PUBLISHED) -> Sketch:
    return sketch(bytes.fromhex(" ".join(code)), extensions)


def edges(block: Sketch) -> list[str]:
    """Such as `eax → add INPUT`, in the order of the alphabet."""
    short = [token.partition(":")[2] or token for token in block.tokens]
    return sorted(f"{short[a]} → {short[b]} {kind.name}" for a, b, kind in block.edges)


def inputs(block: Sketch, instruction: int) -> list[int]:
    """The values that the instruction at this place uses, as nodes."""
    node = [i for i, kind in enumerate(block.kinds) if kind == NodeKind.INSTRUCTION][instruction]
    return [a for a, b, kind in block.edges if b == node and kind == EdgeKind.INPUT]


def outputs(block: Sketch, instruction: int) -> list[int]:
    node = [i for i, kind in enumerate(block.kinds) if kind == NodeKind.INSTRUCTION][instruction]
    return [b for a, b, kind in block.edges if a == node and kind == EdgeKind.OUTPUT]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            ADD_EAX_EBX,
            ["add → eax OUTPUT", "add → rflags OUTPUT", "eax → add INPUT", "ebx → add INPUT"],
        ),
        (
            MUL_ECX,
            [
                *("eax → mul INPUT", "ecx → mul INPUT"),
                *("mul → eax OUTPUT", "mul → edx OUTPUT", "mul → rflags OUTPUT"),
            ],
        ),
        (
            MUL_OF_RAX_POINTS_TO,
            [
                *("address → mul INPUT", "eax → mul INPUT", "memory → mul INPUT"),
                *("mul → eax OUTPUT", "mul → edx OUTPUT", "mul → rflags OUTPUT"),
                "rax → address BASE",
            ],
        ),
        (
            PUSH_RBX,
            [
                *("push → memory OUTPUT", "push → rsp OUTPUT"),
                *("rbx → push INPUT", "rsp → push INPUT"),
            ],
        ),
        (
            POP_RBX,
            ["memory → pop INPUT", "pop → rbx OUTPUT", "pop → rsp OUTPUT", "rsp → pop INPUT"],
        ),
        (CDQE, ["cdqe → rax OUTPUT", "eax → cdqe INPUT"]),
        (CDQ, ["cdq → edx OUTPUT", "eax → cdq INPUT"]),
        # A move under a condition keeps what was there: it reads it.
        (
            CMOVE_RAX_RBX,
            [
                *("cmove → rax OUTPUT", "rax → cmove INPUT"),
                *("rbx → cmove INPUT", "rflags → cmove INPUT"),
            ],
        ),
        (
            CMPXCHG,
            [
                *("address → cmpxchg INPUT", "cmpxchg → eax OUTPUT", "cmpxchg → memory OUTPUT"),
                *("cmpxchg → rflags OUTPUT", "eax → cmpxchg INPUT", "ecx → cmpxchg INPUT"),
                *("lock → cmpxchg PREFIX", "memory → cmpxchg INPUT", "rbx → address BASE"),
            ],
        ),
        (
            REP_MOVSB,
            [
                *("address → movsb INPUT", "address → movsb INPUT", "df → movsb INPUT"),
                *("memory → movsb INPUT", "movsb → memory OUTPUT", "movsb → rcx OUTPUT"),
                *("movsb → rdi OUTPUT", "movsb → rsi OUTPUT", "rcx → movsb INPUT"),
                *("rdi → address BASE", "rep → movsb PREFIX", "rsi → address BASE"),
            ],
        ),
        (
            STORE_EAX,
            [
                *("address → mov INPUT", "eax → mov INPUT", "immediate → address DISPLACEMENT"),
                *("mov → memory OUTPUT", "rbx → address BASE", "rcx → address INDEX"),
            ],
        ),
        # An address is computed, nothing is loaded.
        (
            LEA_EDX,
            [
                *("address → lea INPUT", "lea → edx OUTPUT"),
                *("rax → address INDEX", "rbx → address BASE"),
            ],
        ),
        (
            LOAD_FS,
            [
                *("address → mov INPUT", "fs → address SEGMENT"),
                *("memory → mov INPUT", "mov → eax OUTPUT"),
            ],
        ),
        (
            LOAD_RIP,
            [
                *("address → mov INPUT", "immediate → address DISPLACEMENT"),
                *("memory → mov INPUT", "mov → eax OUTPUT", "rip → address BASE"),
            ],
        ),
        (MOV_AL_3, ["immediate → mov INPUT", "mov → al OUTPUT"]),
    ],
)
def test_one_instruction(code: str, expected: list[str]) -> None:
    assert edges(drawn(code)) == expected


def test_a_register_combined_with_itself_is_read_as_any_other() -> None:
    xor = drawn(XOR_EAX_EAX)
    assert Counter(xor.tokens[node] for node in inputs(xor, 0)) == {"register:eax": 2}
    vpxor = drawn(VPXOR_XMM0_XMM1_XMM1)
    assert Counter(vpxor.tokens[node] for node in inputs(vpxor, 0)) == {"register:xmm1": 2}


def test_each_write_makes_a_value_and_each_read_uses_the_latest() -> None:
    block = drawn(INC_RAX, INC_RAX, MOV_RBX_RAX)
    first, second = outputs(block, 0)[0], outputs(block, 1)[0]
    assert inputs(block, 1) == [first]
    assert inputs(block, 2) == [second]
    assert block.tokens.count("register:rax") == 3  # as it enters, and after each increment


def test_flags_are_values_too() -> None:
    block = drawn(INC_RAX, ADC_RDX_RDX)
    made = {block.tokens[node]: node for node in outputs(block, 0)}
    assert made["register:rflags"] in inputs(block, 1)


def test_all_of_memory_is_one_value() -> None:
    block = drawn(LOAD_EDX, STORE_EAX, LOAD_EDX)
    (stored,) = outputs(block, 1)
    loaded = [node for node in inputs(block, 2) if block.tokens[node] == "memory"]
    assert loaded == [stored]
    assert stored not in inputs(block, 0)
    assert block.kinds.count(NodeKind.MEMORY) == 2


def test_instructions_follow_one_another_and_addresses_are_not_shared() -> None:
    block = drawn(LOAD_EDX, INC_RAX, LOAD_EDX)
    nodes = [i for i, kind in enumerate(block.kinds) if kind == NodeKind.INSTRUCTION]
    follows = [(a, b) for a, b, kind in block.edges if kind == EdgeKind.STRUCTURE]
    assert follows == list(pairwise(nodes))
    assert block.kinds.count(NodeKind.ADDRESS) == 2


def test_published_names_are_different_registers_and_full_ones_are_not() -> None:
    published = drawn(MOV_EAX_EBX, MOV_RBX_RAX)
    assert inputs(published, 1) != outputs(published, 0)
    extended = drawn(MOV_EAX_EBX, MOV_RBX_RAX, extensions=Extensions(loop_carried=False))
    assert inputs(extended, 1) == outputs(extended, 0)


def test_writing_a_part_of_a_full_register_uses_the_rest() -> None:
    block = drawn(MOV_RBX_RAX, MOV_AL_3, extensions=Extensions(loop_carried=False))
    assert inputs(block, 0)[0] in inputs(block, 1)
    whole = drawn(MOV_RBX_RAX, MOV_EAX_EBX, extensions=Extensions(loop_carried=False))
    assert inputs(whole, 0)[0] not in inputs(whole, 1)


@pytest.mark.parametrize("full_registers", [False, True])
def test_loop_carried_adds_edges_from_last_values_to_first_ones_and_nothing_else(
    full_registers: bool,
) -> None:
    code = (INC_RAX, MOV_RBX_RAX, INC_RAX, LOAD_EDX, STORE_EAX)
    without = drawn(*code, extensions=Extensions(False, full_registers))
    block = drawn(*code, extensions=Extensions(True, full_registers))
    assert (block.tokens, block.kinds) == (without.tokens, without.kinds)
    assert block.edges[: len(without.edges)] == without.edges
    added = block.edges[len(without.edges) :]
    assert {kind for _, _, kind in added} == {EdgeKind.LOOP_CARRIED}
    # rax is incremented, memory is stored to; rbx and edx are written before they are read.
    ends = {(a, b) for a, b, _ in added}
    enters = block.tokens.index("memory")
    assert ends == {(outputs(block, 2)[0], inputs(block, 0)[0]), (outputs(block, 4)[0], enters)}


def test_without_extensions_no_edge_is_loop_carried() -> None:
    block = drawn(*EVERY)
    assert EdgeKind.LOOP_CARRIED not in {kind for _, _, kind in block.edges}
    assert EdgeKind.LOOP_CARRIED in {
        kind for _, _, kind in drawn(*EVERY, extensions=EXTENDED).edges
    }


@pytest.mark.parametrize("extensions", [PUBLISHED, EXTENDED])
def test_laws_of_every_graph(extensions: Extensions) -> None:
    block = drawn(*EVERY, extensions=extensions)
    senders = {
        EdgeKind.STRUCTURE: NodeKind.INSTRUCTION,
        EdgeKind.PREFIX: NodeKind.PREFIX,
        EdgeKind.OUTPUT: NodeKind.INSTRUCTION,
        EdgeKind.BASE: NodeKind.REGISTER,
        EdgeKind.INDEX: NodeKind.REGISTER,
        EdgeKind.SEGMENT: NodeKind.REGISTER,
        EdgeKind.DISPLACEMENT: NodeKind.IMMEDIATE,
    }
    for sender, receiver, kind in block.edges:
        assert block.kinds[sender] == senders.get(kind, block.kinds[sender])
        is_address = block.kinds[receiver] == NodeKind.ADDRESS
        assert is_address == (EdgeKind.BASE <= kind <= EdgeKind.DISPLACEMENT)
    touched = {node for sender, receiver, _ in block.edges for node in (sender, receiver)}
    assert touched == set(range(len(block.tokens)))
    made = Counter(receiver for _, receiver, kind in block.edges if kind == EdgeKind.OUTPUT)
    assert set(made.values()) == {1}, "a value is made once"


def test_numbers_say_what_words_say() -> None:
    block = drawn(ADD_EAX_EBX, STORE_EAX)
    vocabulary = Vocabulary.of([block])
    graph = block.graph(vocabulary)
    assert [vocabulary.known[place - 1] for place in graph.tokens] == list(block.tokens)
    assert list(zip(*graph.edges.tolist(), graph.edge_kinds.tolist(), strict=True)) == [
        tuple(map(int, edge)) for edge in block.edges
    ]
    assert [block.tokens[node] for node in graph.instructions] == [
        "instruction:add",
        "instruction:mov",
    ]


def test_other_tokens_are_the_unknown_one() -> None:
    vocabulary = Vocabulary.of([drawn(ADD_EAX_EBX)])
    graph = drawn(MUL_ECX).graph(vocabulary)
    known = {vocabulary.place(f"register:{name}") for name in ("eax", "rflags")}
    assert set(graph.tokens.tolist()) == {Vocabulary.UNKNOWN, *known}
    assert len(vocabulary) == 1 + len({"add", "eax", "ebx", "rflags"})


def test_rare_tokens_can_be_left_out() -> None:
    blocks = [drawn(ADD_EAX_EBX), drawn(MUL_ECX), drawn(ADD_EAX_EBX)]
    assert Vocabulary.of(blocks, at_least=2).known == (
        "instruction:add",
        "register:eax",
        "register:ebx",
        "register:rflags",
    )


@pytest.mark.parametrize("code", ["", "90 eb fe", "06"])
def test_what_is_no_block_is_refused(code: str) -> None:
    with pytest.raises(Undecodable):
        sketch(bytes.fromhex(code))


def test_a_graph_without_edges() -> None:
    graph = drawn("90").graph(Vocabulary(()))
    assert graph.edges.shape == (2, 0)
    assert np.array_equal(graph.instructions, [0])
