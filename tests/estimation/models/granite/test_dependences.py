"""Who waits for whom, by hand."""

from __future__ import annotations

import pytest

pytest.importorskip("iced_x86", reason="the extra `blocks` is not installed")

import code_bytes
import iced_x86

from jupyter_perf.estimation.models.granite.decoding import decode
from jupyter_perf.estimation.models.granite.dependences import (
    BLOCKED,
    LEAVES,
    MEMORY,
    ROLES,
    dependences,
)
from jupyter_perf.estimation.models.granite.meetings import (
    APART,
    MOVES,
    NEAR,
    ONE,
    OVERLAPS,
    SAME_PLACE,
    SAME_WORDS,
    TOGETHER,
    TWO,
)
from jupyter_perf.estimation.models.granite.operands import (
    ADDRESS,
    DATA,
    GPR,
    Operands,
    operands_of,
)

Edge = tuple[int, int, int, int, int]


def operands(code: bytes) -> list[Operands]:
    factory = iced_x86.InstructionInfoFactory()
    return [operands_of(each, factory.info(each)) for each in decode(code)]


def edges(code: bytes, *, alike: bool = True, carried: bool = True) -> set[Edge]:
    """(source, destination, kind, role, distance)."""
    found, _ = dependences(operands(code), alike=alike, carried=carried)
    return {
        (int(a), int(b), int(t) // 2 // ROLES, int(t) // 2 % ROLES, int(t) % 2) for a, b, t in found
    }


def of_memory(code: bytes, **how: bool) -> set[Edge]:
    return {each for each in edges(code, **how) if each[2] in (MEMORY, BLOCKED)}


def test_a_chain_reaches_the_next_iteration() -> None:
    assert (0, 0, GPR, DATA, 1) in edges(code_bytes.ADD_CHAIN)
    assert edges(code_bytes.ADD_CHAIN, carried=False) == set()


def test_independent_instructions_share_no_edge() -> None:
    assert {each[:2] for each in edges(code_bytes.TWO_ADDS)} == {(0, 0), (1, 1)}


def test_an_address_is_another_role_than_data() -> None:
    chased = bytes.fromhex("488b00")  # mov rax,[rax]
    assert edges(chased) == {(0, 0, GPR, ADDRESS, 1)}
    stored = bytes.fromhex("4889004883c001")  # mov [rax],rax; add rax,1
    assert {(1, 0, GPR, ADDRESS, 1), (1, 0, GPR, DATA, 1)} <= edges(stored)


def test_a_zeroing_idiom_waits_for_nothing() -> None:
    found = edges(code_bytes.ZEROED)
    assert (0, 1, GPR, DATA, 0) in found
    assert not any(each[1] == 0 for each in found)


def test_a_partial_write_keeps_the_rest() -> None:
    assert (0, 0, GPR, DATA, 1) in edges(bytes.fromhex("b001"))  # mov al,1
    assert edges(bytes.fromhex("b801000000")) == set()  # mov eax,1


def test_a_load_waits_for_the_store_of_its_bytes() -> None:
    assert (0, 1, MEMORY, SAME_WORDS, 0) in edges(code_bytes.STORE_LOAD)
    assert (0, 1, MEMORY, SAME_PLACE, 0) in edges(code_bytes.OTHER_NAME)


def test_pointers_of_a_program_are_told_apart() -> None:
    assert of_memory(code_bytes.OTHER_NAME, alike=False) == set()
    assert (0, 1, MEMORY, SAME_WORDS, 0) in edges(code_bytes.STORE_LOAD, alike=False)


def test_a_load_of_more_than_was_stored_waits_until_the_store_left() -> None:
    found = of_memory(code_bytes.BYTE_THEN_WORD)
    assert found == {(0, 1, MEMORY, OVERLAPS, 0), (1, 0, BLOCKED, OVERLAPS, 1)}


def test_a_pointer_that_moves_is_followed_into_the_next_iteration() -> None:
    assert of_memory(code_bytes.POINTERS) == {(2, 0, MEMORY, SAME_WORDS, 1)} or of_memory(
        code_bytes.POINTERS
    ) == {(2, 0, MEMORY, SAME_PLACE, 1)}


def test_pointers_that_part_meet_no_more() -> None:
    assert of_memory(code_bytes.PARTED) == set()


def test_stores_leave_together_where_they_lie_together() -> None:
    found = {each for each in edges(code_bytes.TWO_STORES) if each[2] == LEAVES}
    assert found == {
        (0, 1, LEAVES, TOGETHER, 0),
        (1, 2, LEAVES, APART, 0),
        (2, 0, LEAVES, APART, 1),
    }
    near = bytes.fromhex("48890424488944241048890424")  # mov [rsp],rax; mov [rsp+10h],rax; again
    assert (0, 1, LEAVES, NEAR, 0) in edges(near)


def test_accesses_on_two_cache_lines_and_moving_ones_are_marked() -> None:
    assert dependences(operands(code_bytes.CROSSING))[1] == [TWO]
    assert dependences(operands(code_bytes.LOAD))[1] == [ONE]
    assert dependences(operands(code_bytes.POINTERS))[1] == [MOVES, ONE, MOVES]
