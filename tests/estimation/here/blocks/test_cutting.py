"""Blocks cut from code: where they begin and end, and which are left out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jupyter_perf.estimation.here.blocks import cutting

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
ADD, NOP, RET = "4801d8", "90", "c3"


def cut(code: str) -> list[str]:
    return [block.hex() for block, _ in cutting.blocks_of(bytes.fromhex(code), 0x1000)]


def test_blocks_end_with_a_branch_and_begin_after_it_or_where_one_leads() -> None:
    loop = "4829c3" + "48ffc8" + "75f8"  # sub; there: dec; jnz there - 5, the sub
    assert cut(ADD + loop + ADD + RET) == [ADD, "4829c348ffc8", ADD]
    assert cut("48ffc8" + "74fb") == ["48ffc8"]
    assert cut("e800000000" + ADD + "0f05" + ADD + RET) == [ADD, ADD]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("privileged", "0f30"),
        ("answered by a hypervisor", "0fa2"),
        ("padding", "6690"),
        ("no instruction", "06"),
        ("nothing", ""),
    ],
)
def test_what_can_not_be_timed_is_left_out(what: str, code: str) -> None:
    assert cut(RET + code + RET) == [], what
    assert cut(RET + code + RET + ADD + RET) == [ADD]


def test_instructions_are_counted() -> None:
    assert cutting.blocks_of(bytes.fromhex(ADD + ADD + NOP)) == [(bytes.fromhex(ADD * 2 + NOP), 3)]
    assert cutting.row_of(1) == 0
    assert cutting.row_of(10_000) is None
    rows = [cutting.row_of(length) for length in range(1, 65)]
    assert None not in rows


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is mapped")
def test_a_machines_own_libraries_give_different_blocks_of_every_length() -> None:
    files = [file for file in cutting.libraries() if cutting._places(file)]
    if not files:
        pytest.skip("no library of x86-64 is loaded")
    found = cutting.sampled(40, seed=3, files=files[:3])
    assert 20 <= len(found) <= 40
    assert len(set(found)) == len(found)
    assert found == cutting.sampled(40, seed=3, files=files[:3])
    assert found != cutting.sampled(40, seed=4, files=files[:3])
    rows = {cutting.row_of(count) for each in found for _, count in cutting.blocks_of(each)}
    assert len(rows) >= 3


def test_what_is_no_library_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text(
        "7f00-7f01 r-xp 0 00:00 0 /no/such/file.so\n7f00-7f01 r-xp 0 0:0 0 [vdso]\n"
    )
    assert cutting.libraries(tmp_path / "maps") == []
    assert cutting.libraries(tmp_path / "missing") == []
    (tmp_path / "text").write_text("no ELF")
    assert cutting.sampled(10, files=[tmp_path / "text", tmp_path / "missing"]) == []
