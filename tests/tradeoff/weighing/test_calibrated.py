"""A frontier of the card that is in this machine: calibrated, or as stated and why."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.core.calibration import Calibration, Step  # noqa: E402
from jupyter_perf.core.cards import Cards  # noqa: E402
from jupyter_perf.core.progress import silent  # noqa: E402
from jupyter_perf.tradeoff import devices  # noqa: E402
from jupyter_perf.tradeoff.calibrating import Kind  # noqa: E402
from jupyter_perf.tradeoff.question import question  # noqa: E402
from jupyter_perf.tradeoff.weighing import trust  # noqa: E402
from jupyter_perf.tradeoff.weighing.calibrated import calibrated  # noqa: E402
from jupyter_perf.tradeoff.weighing.gathering import Errand, Gathered, prepared  # noqa: E402

MB = 1_000_000
CARDS = Cards(("Tesla T4",), "550.54.15")
FOUND = Calibration(
    CARDS.key, "Tesla T4", 15_800 * MB, "550.54.15", "2026-11-22T05:00:00+00:00",
    (Step("fp32, adamw", 2, 400 * MB, 410 * MB, 430 * MB, 500 * MB),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))


class By:
    """In place of `calibrating.calibrate`."""

    def __init__(self, found: Calibration | str) -> None:
        self.found = found
        self.asked: list[Kind] = []

    def __call__(self, cards: Cards, kind: Kind, **_: Any) -> Calibration | str:
        assert cards == CARDS
        self.asked.append(kind)
        return self.found


def gathered(target: str = "t4,h200") -> Gathered:
    asked = question(torch.nn.Linear(3, 3), torch.ones(2, 3), target=target, methods=[])
    return prepared(asked)


def errand() -> Errand:
    now = time.monotonic()
    return Errand(silent, lambda: False, now, now + 60)


def test_the_card_that_is_here_is_calibrated_and_no_other() -> None:
    found, by = gathered(), By(FOUND)
    stated = [each.limit() for each in found.places]
    calibrated(found, errand(), CARDS, by)
    assert by.asked == [Kind("fp32", "adamw")]
    t4, h200 = found.places
    assert (t4.device().validated, t4.device().calibrated) == (True, FOUND.said)
    assert (h200.device().validated, h200.device().calibrated) == (False, "")
    # The largest batch is looked for by what was seen.
    assert t4.limit() != stated[0]
    assert h200.limit() == stated[1]
    peak = t4.of_tensors(1e9, 1e9)
    assert peak.value == pytest.approx(1e9 * 430 / 410 + 510 * MB)
    said = devices.notes(found.places)
    assert ["calibrated on Tesla T4" in each for each in said] == [True, False]
    assert "not validated on CUDA" in said[1]


def test_a_known_kind_of_step_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices.calibration, "of", lambda target: FOUND)
    found, by = gathered("t4"), By("never")
    calibrated(found, errand(), CARDS, by)
    assert by.asked == []
    assert found.places[0].device().calibrated == FOUND.said


def test_why_it_could_not_be_is_a_note_and_the_stated_model_stays() -> None:
    found = gathered("t4")
    before = found.places[0]
    calibrated(found, errand(), CARDS, By("CUDA out of memory"))
    assert found.places == [before]
    (said,) = [each for each in trust.notes(found) if "CUDA out of memory" in each]
    assert "what is stated for all GPUs stays" in said


def test_without_the_card_nothing_is_done_nor_said() -> None:
    found, by = gathered("h200"), By(FOUND)
    calibrated(found, errand(), CARDS, by)
    calibrated(gathered("t4"), errand(), Cards(), by)
    assert by.asked == []
    assert not any("card that is here" in each for each in trust.notes(found))
