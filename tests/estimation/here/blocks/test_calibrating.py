"""A whole calibration: of a few real blocks, and of a machine that is told what to say."""

from __future__ import annotations

import numpy as np
import pytest

from jupyter_perf.estimation.here.blocks import calibrating, cutting, kept
from jupyter_perf.estimation.here.blocks.calibrating import CHAINS, calibrate
from jupyter_perf.estimation.here.blocks.others import Watch
from jupyter_perf.estimation.here.blocks.outcome import Refused, Timed, Why
from jupyter_perf.estimation.here.blocks.processor import this_processor

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
BLOCKS = [
    bytes.fromhex("4801d8") * add + bytes.fromhex("480fafc3") * imul + bytes.fromhex("31c0") * zero
    for add in range(5) for imul in range(5) for zero in range(3)
]  # fmt: skip
BLOCKS = [each for each in BLOCKS if each and each not in CHAINS.values()]


@pytest.fixture
def alone(own_folder, monkeypatch) -> None:
    """On a machine that isolates, and has nothing else to do."""
    monkeypatch.setattr(calibrating, "require_supported", lambda: None)
    monkeypatch.setattr(calibrating, "require_isolation", lambda: None)
    monkeypatch.setattr(Watch, "others", lambda self: 0.0)


def twice(blocks, seconds, hear, hear_clock):
    """Each byte takes a cycle, but for blocks that begin with a multiplication."""
    hear_clock(3e9)
    found = [
        Refused(Why.UNSTEADY)
        if each[:2] == b"\x48\x0f" and len(each) > 4
        else Timed(len(each), 0, 0)
        for each in blocks
    ]
    for place, outcome in enumerate(found):
        hear(place, outcome)
    return found


def test_what_is_measured_is_kept_and_teaches(alone, model) -> None:
    heard = []
    found = calibrate(model, 30.0, progress=heard.append, blocks=BLOCKS, timing=twice)
    unsteady = sum(each[:2] == b"\x48\x0f" and len(each) > 4 for each in BLOCKS)
    assert found.refused == {Why.UNSTEADY: unsteady}
    assert found.timed == len(BLOCKS) - unsteady == len(found.cycles)
    assert found.chains == {name: len(code) for name, code in CHAINS.items()}
    assert found.clock_hz == 3e9
    assert not found.stopped
    assert found.head is not None
    assert found.head.after < 0.1 < found.head.before
    assert found.head.clock_hz == 3e9
    assert kept.head_of(this_processor().key) == found.head
    assert kept.cycles_of(this_processor().key) == found.cycles
    stages = list(dict.fromkeys(each.stage.split(":")[0] for each in heard))
    assert stages == [
        "cutting blocks from this machine's libraries",
        "timing blocks",
        "fitting the model to this machine",
    ]


def test_what_is_known_is_not_measured_again(alone, model) -> None:
    calibrate(model, 30.0, blocks=BLOCKS[:30], timing=twice)
    asked = []

    def remember(blocks, *rest):
        asked.extend(blocks)
        return twice(blocks, *rest)

    found = calibrate(model, 30.0, blocks=BLOCKS[20:], timing=remember)
    known = {each for each in BLOCKS[20:30] if each[:2] != b"\x48\x0f"}
    assert known
    assert known.isdisjoint(asked)
    assert known <= set(found.cycles)


def test_an_interrupt_keeps_what_was_measured(alone, model) -> None:
    def interrupted(blocks, seconds, hear, hear_clock):
        twice(blocks[:60], seconds, hear, hear_clock)
        raise KeyboardInterrupt

    found = calibrate(model, 30.0, blocks=BLOCKS, timing=interrupted)
    assert found.stopped
    assert 0 < found.timed < 60
    assert kept.cycles_of(this_processor().key) == found.cycles
    assert found.head is None or found.head.blocks == found.timed


def test_too_few_blocks_are_kept_for_next_time(alone, model) -> None:
    found = calibrate(model, 30.0, blocks=BLOCKS[:10], timing=twice)
    assert found.head is None
    assert kept.cycles_of(this_processor().key)
    assert found.where.endswith(".blocks.json")


def test_a_busy_machine_teaches_this_process_only_and_undoes_nothing(
    alone, model, monkeypatch
) -> None:
    monkeypatch.setattr(Watch, "others", lambda self: 0.6)
    found = calibrate(model, 30.0, blocks=BLOCKS, timing=twice)
    key = this_processor().key
    assert "60%" in found.busy
    assert found.where == f"this kernel only: {found.busy}"
    assert not kept.is_on_disk(key)
    assert kept.head_of(key) == found.head
    assert kept.cycles_of(key) == {}
    with monkeypatch.context() as quiet:
        quiet.setattr(Watch, "others", lambda self: 0.0)
        good = calibrate(model, 30.0, blocks=BLOCKS, timing=twice)
    again = calibrate(model, 30.0, blocks=BLOCKS[::-1], timing=twice)
    assert "stays" in again.where
    assert kept.head_of(key) == good.head


def test_others_share_is_a_share() -> None:
    assert 0.0 <= Watch().others() <= 1.0


def test_some_blocks_are_measured_for_real(timed, model, own_folder) -> None:
    blocks = cutting.sampled(50, seed=1)
    if not blocks:
        pytest.skip("no library can be read here")
    found = calibrate(model, 60.0, blocks=blocks)
    assert found.timed > len(blocks) / 3
    assert found.timed + sum(found.refused.values()) >= len(blocks)
    assert np.isfinite(list(found.cycles.values())).all()
    assert found.chains["add"] < found.chains["imul"]
    assert found.clock_hz is not None
