"""What follows from real steps on a card, and how it is kept."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from jupyter_perf.core import calibration, folders, measurements, targets
from jupyter_perf.core.calibration import LEAST_BYTES, Calibration, Step
from jupyter_perf.core.cards import Cards
from jupyter_perf.core.step_memory import (
    CONTEXT_BYTES,
    PIECES,
    STATED,
    UNVALIDATED,
    around,
    most_of_tensors,
    with_context,
)  # fmt: skip

MB = 1_000_000
CARDS = Cards(("Tesla T4",), "550.54.15")


def a_step(**changes: object) -> Step:
    step = Step("fp32, adamw", 2, 400 * MB, 410 * MB, 430 * MB, 500 * MB)
    return dataclasses.replace(step, **changes)  # type: ignore[arg-type]


def made(*steps: Step, key: str = CARDS.key) -> Calibration:
    return Calibration(
        key, "Tesla T4", 15_800 * MB, "550.54.15", "2026-11-22T05:00:00+00:00", steps,
        {"torch": "2.13.0"},
    )  # fmt: skip


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    return tmp_path


def test_one_step_moves_the_value_and_narrows_the_range() -> None:
    found = made(a_step()).beside
    assert found.pieces.value == pytest.approx(430 / 410)
    assert found.context_bytes.value == 510 * MB
    for stated, now in ((PIECES, found.pieces), (CONTEXT_BYTES, found.context_bytes)):
        assert now.high - now.value < stated.high - stated.value
        assert now.low <= now.value
    assert found.pieces.low >= 1.0


def test_more_steps_narrow_it_further_and_all_lie_inside() -> None:
    steps = [a_step(reserved_bytes=size * MB) for size in (415, 420, 430, 600)]
    one, all_ = made(steps[1]).beside.pieces, made(*steps).beside.pieces
    assert all_.high == pytest.approx(600 / 410)
    assert made(*steps[:3]).beside.pieces.high < one.high


def test_small_steps_say_nothing_of_pieces_nor_untold_ones_of_the_context() -> None:
    small = a_step(allocated_bytes=LEAST_BYTES - 1, reserved_bytes=2 * LEAST_BYTES)
    assert made(small).beside.pieces == PIECES
    assert made(a_step(context_bytes=None)).beside.context_bytes == CONTEXT_BYTES


def test_what_is_calibrated_takes_the_place_of_what_is_stated() -> None:
    beside = made(a_step()).beside
    peak = with_context(around(1e9, 1e9, "gpu", beside), "gpu", beside)
    assert peak.value == pytest.approx(1e9 * 430 / 410 + 510 * MB)
    most = most_of_tensors(peak.high, "gpu", beside)
    assert most == pytest.approx(1e9)
    assert around(1e9, 1e9, "cpu", beside) == around(1e9, 1e9, "cpu")


def test_it_is_kept_for_this_machines_cards_and_their_targets() -> None:
    t4 = targets.get("t4")
    assert calibration.of(t4, CARDS) is None
    found = made(a_step())
    calibration.keep(found)
    assert calibration.of(t4, CARDS) == found
    assert found.said == "calibrated on Tesla T4, 2026-11-22"
    assert found.said in calibration.about(found)
    assert "not validated" not in calibration.about(found)
    assert calibration.of(targets.get("h200"), CARDS) is None
    assert calibration.of(targets.get("here"), CARDS) is None
    assert calibration.of(t4, dataclasses.replace(CARDS, driver="560.1")) is None
    assert calibration.forget(CARDS.key)
    assert not calibration.forget(CARDS.key)
    assert calibration.of(t4, CARDS) is None


def test_where_there_is_no_card_all_is_as_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "cards_here", Cards)
    assert calibration.beside(targets.get("t4")) is STATED
    assert calibration.assumption(targets.get("t4")) == UNVALIDATED


@pytest.mark.parametrize(
    "text",
    [
        "{}", "nonsense", made().to_json(), made(a_step(rounded_bytes=0)).to_json(),
        made(a_step(reserved_bytes=1)).to_json(), made(a_step(), key="other").to_json(),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_none(text: str) -> None:
    folders.write_text(measurements.folder() / f"{CARDS.key}.cuda.json", text)
    assert calibration.kept(CARDS.key) is None


def test_without_a_place_for_files_this_process_keeps_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(home / "file"))
    monkeypatch.setattr(calibration, "_held", {})
    calibration.keep(made(a_step()))
    assert calibration.kept(CARDS.key) == made(a_step())
