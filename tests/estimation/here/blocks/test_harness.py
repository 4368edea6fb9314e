"""Blocks are timed for real: what they take, and that none of them does harm."""

from __future__ import annotations

import signal

import pytest

from jupyter_perf.errors import SandboxError, UsageError
from jupyter_perf.estimation.here.blocks import harness, isolation, layout, process
from jupyter_perf.estimation.here.blocks.driver import OK, SPREAD, meaning
from jupyter_perf.estimation.here.blocks.listing import listing
from jupyter_perf.estimation.here.blocks.outcome import Outcome, Refused, Timed, Why
from jupyter_perf.sandbox.level import Level, Measured

ADD, IMUL, LOAD, DIVIDE = "4801d8", "480fafc3", "488b00", "f20f5ec1"
LEAVE = layout.CODE + listing("driver").labels["leave"]
RESTORER = layout.CODE + listing("driver").labels["restorer"]


def address(value: int) -> str:
    return value.to_bytes(8, "little").hex()


HARM = {
    "an instruction that doesn't exist": ("0f0b", Why.ILLEGAL),
    "halts the processor": ("f4", Why.GENERAL_PROTECTION),
    "writes a model-specific register": ("0f30", Why.GENERAL_PROTECTION),
    "calls the system": ("b83c0000000f05", Why.SYSTEM_CALL),
    "calls the system as 32-bit code does": ("b801000000cd80", Why.SYSTEM_CALL),
    "breaks into a debugger": ("cc", Why.TRAP),
    "divides by zero": ("31c9f7f1", Why.ARITHMETIC),
    "jumps to where no code is": ("ffe0", Why.PROTECTED),
    "returns": ("c3", Why.PROTECTED),
    "jumps to itself for ever": ("ebfe", Why.ENDLESS),
    "writes over its own code": ("488d05f9ffffff890090", Why.PROTECTED),
    "writes over the driver": (f"48b8{address(layout.CODE)}8900", Why.PROTECTED),
    "walks through memory": ("4881c0001000008b10", Why.MANY_PAGES),
    "an address that can't be one": ("48b800000000000000808b00", Why.GENERAL_PROTECTION),
    "the kernel's memory": ("48c7c00000008 08b00".replace(" ", ""), Why.NO_MEMORY_THERE),
    "a stack at the bottom": ("bc0000000050", Why.NO_MEMORY_THERE),
    "forks by the driver's own system call": (
        f"b83900000048b9{address(LEAVE + 5)}ffe1", Why.SYSTEM_CALL
    ),
    "says that it is done": (f"31ff48b9{address(LEAVE)}ffe1", Why.DIED),
    "nothing": ("", Why.TOO_FAST),
    "too long": ("90" * (layout.LONGEST + 1), Why.TOO_LONG),
}  # fmt: skip


def whys(found: list[Outcome]) -> list[Why | None]:
    return [each.why if isinstance(each, Refused) else None for each in found]


def test_latencies_are_in_their_order_and_an_addition_takes_a_cycle(timed) -> None:
    found = timed(ADD, IMUL, DIVIDE, LOAD)
    assert whys(found) == [None] * 4
    add, imul, divide, load = (each.cycles for each in found)
    assert 0.8 < add < 1.3
    assert add < imul < divide
    assert load > 2 * add


def test_what_waits_for_nothing_overlaps_and_what_waits_adds_up(timed) -> None:
    alone, twice, beside = timed(IMUL, IMUL + IMUL, IMUL + "4c0fafcb")
    assert 1.6 < twice.cycles / alone.cycles < 2.4
    assert beside.cycles < 1.5 * alone.cycles


def test_memory_is_there_wherever_a_block_reaches_and_holds_the_constant(timed) -> None:
    pointers, relative, spread = timed("488b00", "8b0500000010", "488b00488b4b40678b93e0000000")
    assert isinstance(pointers, Timed)
    assert pointers.pages == 1, "what it loads is an address of the same page again"
    assert isinstance(relative, Timed)
    assert relative.pages == 1
    assert isinstance(spread, Timed)


def test_blocks_that_walk_over_several_pages_are_repeated_less(timed) -> None:
    (walks,) = timed("4881c3001000008b13")  # a page further with each iteration
    assert walks == Refused(Why.MANY_PAGES) or walks.pages > layout.FRAMES


def test_no_block_harms_the_next_one_or_the_caller(timed) -> None:
    codes = [code for harm, _ in HARM.values() for code in (harm, ADD)]
    found = timed(*codes)
    expected = [each for _, why in HARM.values() for each in (why, None)]
    named = dict(zip([f"{name}/{after}" for name in HARM for after in ("", "then")],
                     zip(whys(found), expected, strict=True), strict=True))  # fmt: skip
    assert {name: pair for name, pair in named.items() if pair[0] != pair[1]} == {}


def test_a_block_that_writes_over_the_drivers_memory_spoils_itself_alone(timed) -> None:
    everything = "48bf" + address(layout.CONTROL) + "b900020000" + "f348ab"
    first, second = timed(everything, ADD)
    assert isinstance(first, Refused)
    assert isinstance(second, Timed)
    assert 0.8 < second.cycles < 1.3


def test_it_needs_no_namespaces(timed, monkeypatch) -> None:
    monkeypatch.setattr(harness, "_MAX_LEVEL", 2)
    assert whys(timed(ADD, "b83c0000000f05", "ebfe", ADD)) == [
        None,
        Why.SYSTEM_CALL,
        Why.ENDLESS,
        None,
    ]


def test_ten_megabytes_are_refused_without_being_sent(timed) -> None:
    assert timed("90" * 10_000_000, ADD)[0] == Refused(Why.TOO_LONG)


@pytest.mark.slow
def test_a_block_that_silences_its_alarm_ends_with_its_process_and_the_others_are_timed(timed):
    """It returns from a signal that never came, to a state with all signals blocked."""
    state = {168: None, 176: 0x202, 184: 0x002B_0000_0000_0033, 224: 0, 296: -1}
    code = ""
    for offset, value in state.items():
        if value is None:
            code += "488d0500000000"  # lea rax,[rip]: where it goes on, set below
        else:
            code += "48b8" + (value & (2**64 - 1)).to_bytes(8, "little").hex()
        code += "48898424" + offset.to_bytes(4, "little").hex()
    code += "48b8" + address(RESTORER) + "ffe0"
    code = code.replace("488d0500000000", f"488d05{len(code) // 2 - 7:02x}000000") + "ebfe"
    found = timed(ADD, code, IMUL)
    assert whys(found) == [None, Why.ENDLESS, None]


def test_what_time_does_not_suffice_for_is_said(timed) -> None:
    heard = []
    found = harness.time_blocks([bytes.fromhex(ADD)] * 3, 0.0, lambda *each: heard.append(each))
    assert found == [Refused(Why.NOT_REACHED)] * 3
    assert heard == []


def test_outcomes_are_told_as_they_come_with_the_clock(timed) -> None:
    heard, clocks = {}, []
    blocks = [bytes.fromhex(each) for each in (ADD, "0f0b", IMUL)]
    found = harness.time_blocks(blocks, 30.0, heard.__setitem__, clocks.append)
    assert [heard[place] for place in range(3)] == found
    assert all(1e8 < each < 1e11 for each in clocks)
    assert clocks


def test_an_interrupt_ends_what_runs(timed) -> None:
    def stop(place: int, outcome: Outcome) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        harness.time_blocks([bytes.fromhex(ADD)] * 200, 60.0, stop)


def test_elsewhere_it_is_refused() -> None:
    for system, machine in (("darwin", "x86_64"), ("linux", "aarch64"), ("win32", "AMD64")):
        with pytest.raises(UsageError, match=r"x86-64 Linux only.*--target zen4"):
            harness.require_supported(system, machine)


def test_without_isolation_it_is_refused(monkeypatch) -> None:
    measured = Measured(Level.S0, ("connect over TCP",), frozenset())
    monkeypatch.setattr(isolation, "level", lambda: measured)
    monkeypatch.setattr(process, "run", lambda *_: pytest.fail("a block was run"))
    monkeypatch.setattr(harness, "require_supported", lambda: None)
    with pytest.raises(SandboxError, match=r"nothing isolates them: S0.*connect over TCP"):
        harness.time_blocks([b"\x90"], 1.0)


def test_a_process_that_can_not_do_it_says_why(monkeypatch) -> None:
    monkeypatch.setattr(harness, "require_supported", lambda: None)
    monkeypatch.setattr(harness, "require_isolation", lambda: None)
    monkeypatch.setattr(process, "run", lambda request, seconds, hear: hear({"failed": "no room"}))
    with pytest.raises(SandboxError, match=r"can't be timed on this system: no room"):
        harness.time_blocks([b"\x90"], 1.0)


def test_how_a_run_ended_is_read_from_its_status() -> None:
    assert meaning(0) == OK
    assert meaning(layout.EXIT_SPREAD) == SPREAD
    assert meaning(layout.EXIT_SIGNAL + signal.SIGILL) is Why.ILLEGAL
    assert meaning(-signal.SIGKILL) is Why.DIED
    with pytest.raises(OSError, match="can't be confined"):
        meaning(layout.EXIT_NOT_FILTERED)
