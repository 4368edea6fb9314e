"""Which loop of a function is hot, and what is said of the others."""

from __future__ import annotations

import pytest

pytest.importorskip("iced_x86", reason="needs the extra blocks")

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks.reading.flow import flow_of
from jupyter_perf.estimation.blocks.reading.loops import Function, chosen, found_in
from jupyter_perf.estimation.blocks.reading.nests import connected, innermost_loops

RET = "c3"
ADD_BODY = "4801d8 48ffc9"  # add rax, rbx; dec rcx
MULTIPLY_PACKED = "c5fd59c1"  # vmulpd ymm0, ymm0, ymm1


def jump_back(body: str, opcode: str = "75") -> str:
    """`body` and the short jump to its start."""
    length = len(bytes.fromhex(body))
    return f"{body} {opcode} {256 - length - 2:02x}"


def function(*parts: str, **more: object) -> Function:
    return Function(bytes.fromhex(" ".join(parts)), "f", **more)  # type: ignore[arg-type]


def test_a_loop_of_one_piece() -> None:
    found = chosen([function("31c0", jump_back(ADD_BODY), RET, address=0x100)])
    assert found.code == bytes.fromhex(ADD_BODY)
    assert (found.address, found.choices, found.chosen, found.notes) == (0x102, (), 0, ())


def test_the_loop_that_does_most_work_is_hot() -> None:
    vector = f"{MULTIPLY_PACKED} 48ffc9"
    code = function(jump_back(ADD_BODY), jump_back(vector), jump_back(ADD_BODY), RET)
    found = chosen([code])
    assert found.code == bytes.fromhex(vector)
    assert (found.chosen, [each.number for each in found.choices]) == (2, [1, 2, 3])
    assert "loop 2 of 3" in found.notes[0]


def test_another_loop_can_be_asked_for() -> None:
    code = function(jump_back(ADD_BODY), jump_back(f"{MULTIPLY_PACKED} 48ffc9"), RET)
    assert chosen([code], 1).code == bytes.fromhex(ADD_BODY)
    with pytest.raises(UsageError, match=r"no loop 3: --loop takes 1 to 2\n  --loop 1: at 0x0"):
        chosen([code], 3)


def test_the_deepest_loop_is_hot() -> None:
    inner = jump_back(ADD_BODY)
    nest = jump_back(f"31c9 {inner} 48ffca")
    wide = jump_back(f"{MULTIPLY_PACKED} {MULTIPLY_PACKED} 48ffc9")
    found = chosen([function(nest, wide, RET)])
    assert found.code == bytes.fromhex(ADD_BODY)
    assert [each.depth for each in found.choices] == [2, 1]


def test_loops_that_begin_at_the_same_place_are_a_nest() -> None:
    found = chosen([function(jump_back(f"{jump_back(ADD_BODY)} 48ffca"), RET)])
    assert found.code == bytes.fromhex(ADD_BODY)
    assert [each.depth for each in found.choices] == [2, 1]


def test_a_loop_whose_test_stands_at_its_end() -> None:
    # jmp test; body: add rax, rbx; dec rcx; test: cmp rcx, rdx; jne body
    code = function("eb06", ADD_BODY, "4839d1", "75f5", RET)
    assert chosen([code]).code == bytes.fromhex(f"{ADD_BODY} 4839d1")


def test_jumps_out_of_the_loop_are_left_out_and_noted() -> None:
    # add rax, rbx; jo out; dec rcx; jne back
    code = function("4801d8 7005 48ffc9 75f6", RET)
    found = chosen([code])
    assert found.code == bytes.fromhex("4801d8 48ffc9")
    assert found.notes == ("1 jump out of the loop, not taken until it ends, left out",)


BRANCHY = "4885db 7405 4801d8 eb03 4829d8 48ffc9 75ee"


def test_a_branchy_loop_asks_which_way() -> None:
    code = function(BRANCHY, RET)
    with pytest.raises(UsageError, match="branches") as caught:
        chosen([code])
    assert [line.strip()[:8] for line in str(caught.value).splitlines()[1:]] == [
        "--loop 1",
        "--loop 2",
    ]
    one, other = chosen([code], 1), chosen([code], 2)
    assert {one.code, other.code} == {
        bytes.fromhex("4885db 4801d8 48ffc9"),
        bytes.fromhex("4885db 4829d8 48ffc9"),
    }
    assert "one of 2 ways" in one.notes[0]


def test_ways_that_differ_in_jumps_alone_are_one() -> None:
    # ucomisd xmm0, xmm1; jne on; jnp out; on: addsd xmm0, xmm1; dec rcx; jne back
    code = function("660f2ec1 7502 7b09 f20f58c1 48ffc9 75ef", RET)
    found = chosen([code])
    assert found.code == bytes.fromhex("660f2ec1 f20f58c1 48ffc9")
    assert found.choices == ()


def test_a_loop_with_too_many_ways_is_only_named() -> None:
    choice = "4885db 7403 4801d8"  # test rbx, rbx; jz past; add rax, rbx
    code = function(jump_back(f"{choice} {choice} {choice} {choice} 48ffc9"), RET)
    with pytest.raises(UsageError, match="more than 8 ways"):
        chosen([code])
    (only,) = found_in([code])
    assert (only.choice.instructions, only.of_ways) == (9, 0)


def test_a_loop_that_calls() -> None:
    call = "e800000000"
    with pytest.raises(UsageError, match=r"0x0 can't be predicted: it calls a function \(at 0x3\)"):
        chosen([function(jump_back(f"4801d8 {call} 48ffc9"), RET)])


def test_a_loop_of_nothing() -> None:
    with pytest.raises(UsageError, match="nothing but jumps is in it"):
        chosen([function("ebfe", RET)])


def test_a_function_without_loops() -> None:
    with pytest.raises(UsageError, match="f has no loop"):
        chosen([function("4801d8", RET)])
    with pytest.raises(UsageError, match="f has no loop"):
        chosen([function("")])


def test_filling_in_front_of_a_loop_is_no_way_into_it() -> None:
    # jmp to the loop's second piece, past a nop that nothing reaches.
    code = function("eb05 90 4801d8 7406 48ffc9 75f6 c3 48ffc2 75f1", RET)
    assert all(each.choice.depth == 1 for each in found_in([code]))


def test_a_jump_that_is_still_to_be_linked_leads_out() -> None:
    code = function(jump_back(ADD_BODY), RET, pending=(7,))
    with pytest.raises(UsageError, match="has no loop"):
        chosen([code])


def test_zeros_that_are_to_be_linked_are_noted() -> None:
    body = "f20f5905 00000000 48ffc9"  # mulsd xmm0, [rip + …]; dec rcx
    found = chosen([function(jump_back(body), RET, pending=(4,))])
    assert found.notes == ("1 place that linking fills in read as 0",)


def test_a_table_between_pieces_does_no_harm() -> None:
    found = chosen([function("eb04 06060606", jump_back(ADD_BODY), RET)])
    assert found.code == bytes.fromhex(ADD_BODY)


def test_lines_and_functions_stand_in_the_choices() -> None:
    one = function(jump_back(ADD_BODY), RET, line_of=lambda address: 12, name="in one")
    other = function(jump_back(ADD_BODY), RET, name="in the other", preferred=True)
    found = chosen([one, other])
    assert (found.chosen, found.line) == (2, None)
    assert str(found.choices[0]) == "--loop 1: in one, line 12, at 0x0, 2 instructions: add, dec"


def test_a_loop_with_two_entries_is_found() -> None:
    # jz into the middle: test rbx, rbx; jz middle; top: add rax, rbx; middle: dec rcx; jne top
    code = function("4885db 7403 4801d8 48ffc9 75f8", RET)
    assert chosen([code]).code == bytes.fromhex("4801d8 48ffc9")


def test_a_deep_nest_takes_no_stack() -> None:
    code = jump_back(ADD_BODY)
    for _ in range(12):
        code = jump_back(f"31c9 {code}")
    (only,) = innermost_loops(flow_of(bytes.fromhex(f"{code} {RET}")))
    assert only.depth == 13


def test_strongly_connected_parts() -> None:
    edges = {0: [1], 1: [2], 2: [0, 3], 3: [4], 4: [], 5: [5]}
    parts = {frozenset(each) for each in connected(edges, edges.__getitem__)}
    assert parts == {frozenset({0, 1, 2}), frozenset({3}), frozenset({4}), frozenset({5})}


def test_a_long_chain_takes_no_stack() -> None:
    chain = {each: [each + 1] if each < 20_000 else [] for each in range(20_001)}
    assert len(list(connected(chain, chain.__getitem__))) == 20_001
