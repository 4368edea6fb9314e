"""The native code is what its listings say in words, and goes where they say."""

from __future__ import annotations

import itertools
import re

import pytest

from jupyter_perf.estimation.here.blocks import layout
from jupyter_perf.estimation.here.blocks.listing import lines, listing

iced_x86 = pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
NAMES = ["driver", "prologue", "epilogue", "masks", "counter"]
OUTSIDE = {
    "long_run": layout.LONG_RUN, "short_run": layout.SHORT_RUN, "empty_run": layout.EMPTY_RUN
}  # fmt: skip


def in_words(code: bytes, at: int) -> str:
    (instruction,) = iced_x86.Decoder(64, code, ip=at)
    return iced_x86.Formatter(iced_x86.FormatterSyntax.INTEL).format(instruction)


def plain(words: str, places: dict[str, int]) -> str:
    """With numbers for names, written as the disassembler writes them."""
    words = re.sub(r"\b(call|j\w+) (\w+)$", lambda m: f"{m[1]} {places[m[2]]:016X}h", words)
    return re.sub(r"\{(\w+)\}", lambda m: number(layout.NAMES[m[1]]), words)


def number(value: int) -> str:
    if value < 10:
        return str(value)
    digits = f"{value:X}h"
    return digits if digits[0].isdigit() else f"0{digits}"


def same(said: str, found: str) -> bool:
    """Addresses may be padded with zeros, and jumps said to be short."""
    padding = re.compile(r"\b0+(?=[0-9A-F]{10,}h)")
    return padding.sub("", said) == padding.sub("", found.replace(" short ", " "))


@pytest.mark.parametrize("name", NAMES)
def test_each_line_is_what_it_says(name: str) -> None:
    places = {**listing(name).labels, **OUTSIDE}
    at = 0
    for line in lines(name):
        if line.code:
            found = in_words(line.code, at + (line.times - 1) * len(line.code))
            assert same(plain(line.words, places), found)
            at += line.times * len(line.code)
    assert at == len(listing(name).code)


def test_a_line_that_says_something_else_is_seen() -> None:
    assert not same(plain("mov eax,{SYS_READ}", {}), in_words(bytes.fromhex("b801000000"), 0))
    assert not same(plain("je there", {"there": 64}), in_words(bytes.fromhex("7402"), 0))


def test_the_parts_fit_where_they_stand() -> None:
    driver = listing("driver")
    around = len(listing("masks").code) + len(listing("prologue").code) + 5
    assert len(driver.code) <= layout.LONG_RUN
    assert layout.LONG_RUN + around <= layout.SHORT_RUN
    assert layout.SHORT_RUN + around <= layout.EMPTY_RUN
    assert layout.EMPTY_RUN + around <= layout.COUNTER
    assert layout.COUNTER + len(listing("counter").code) <= layout.BODY
    longest = layout.LONGEST * layout.LEAST_COPIES + len(listing("epilogue").code)
    assert layout.BODY + longest <= layout.CODE_BYTES
    assert driver.labels["entry"] == 0


def test_what_lies_in_the_shared_page_does_not_overlap() -> None:
    parts = [
        (layout.SAVED_STACK, 0x40), (layout.UNMAP_TABLE - layout.CONTROL, 16 * layout.UNMAPS),
        (layout.FILTER_HEADER - layout.CONTROL, 16), (layout.FRAMES_FD, 8), (layout.ORDERS_FD, 8),
        (layout.ORDER, 8), (layout.ALARM - layout.CONTROL, 32), (layout.FILL, 16),
        (layout.XSTATE, 576), (layout.PAGE_TABLE, 8 * layout.MOST_PAGES), (layout.FILTER, 0x700),
        (layout.SIGNAL_ACTION, 32), (layout.SIGNAL_STACK_ENTRY, 24),
        (layout.SHORT_TICKS, 8 * layout.REPETITIONS), (layout.LONG_TICKS, 8 * layout.REPETITIONS),
        (layout.SHORT_CHAIN_TICKS, 8 * layout.CHAINS), (layout.LONG_CHAIN_TICKS, 8 * layout.CHAINS),
        (layout.EMPTY_TICKS, 8 * layout.REPETITIONS),
    ]  # fmt: skip
    for (begin, size), (following, _) in itertools.pairwise(parts):
        assert begin + size <= following
    assert layout.XSTATE % 64 == 0
    assert layout.SIGNAL_STACK + layout.SIGNAL_STACK_BYTES == layout.CONTROL + layout.CONTROL_BYTES
