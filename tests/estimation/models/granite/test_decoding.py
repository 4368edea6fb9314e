"""Which bytes are a block's body."""

from __future__ import annotations

import pytest

pytest.importorskip("iced_x86", reason="the extra `blocks` is not installed")

import code_bytes

from jupyter_perf.estimation.models.granite.decoding import LONGEST, Undecodable, decode


@pytest.mark.parametrize("code", code_bytes.EVERY)
def test_a_body_is_decoded_to_its_end(code: bytes) -> None:
    assert decode(code)[-1].next_ip == len(code)


@pytest.mark.parametrize(
    ("code", "words", "offset"),
    [
        ("", "empty", 0),
        ("4801d8e8000000ff", "is a call", 3),
        ("4801d8c3", "returns", 3),
        ("75fe", "is a branch", 0),
        ("4801d8ebfb", "leave out the loop's own jump", 3),
        ("90488b", "cut off", 1),
        ("9006", "no x86-64 instruction", 1),
        ("cc", "leaves the block", 0),
        ("ff20", "is a branch", 0),
    ],
)
def test_what_is_none_is_refused_with_the_place(code: str, words: str, offset: int) -> None:
    with pytest.raises(Undecodable, match=words) as caught:
        decode(bytes.fromhex(code))
    assert caught.value.offset == offset


def test_a_block_that_is_too_long_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(Undecodable, match="too many"):
        decode(b"\x90" * (LONGEST + 1))
