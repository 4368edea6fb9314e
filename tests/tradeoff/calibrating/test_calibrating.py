"""A step on a card that is made up: what comes of it, and of all that can go wrong."""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.core import calibration  # noqa: E402
from jupyter_perf.core.calibration import Calibration  # noqa: E402
from jupyter_perf.core.cards import Cards  # noqa: E402
from jupyter_perf.tradeoff.calibrating import (  # noqa: E402
    Kind,
    Size,
    calibrate,
    card,
    running,
    standin,
)
from jupyter_perf.tradeoff.calibrating.watcher import Watcher  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402
from jupyter_perf.tradeoff.trace import step  # noqa: E402

CARDS = Cards(("Tesla T4",), "550.54.15")
SMALL = Size(blocks=1, width=32, heads=2, words=64, length=16)
MB = 1_000_000


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(running, "_failed", {})


def on(name: str, kind: Kind | None = None, seconds: float = 90.0, **changes: Any) -> Any:
    asked = {"seconds": seconds, "card": f"fake_cards:{name}", "size": SMALL, **changes}
    return calibrate(asked.pop("cards", CARDS), kind or Kind(), **asked)


def test_a_real_step_is_held_against_the_trace_of_the_same() -> None:
    found = on("Fake")
    assert isinstance(found, Calibration), found
    assert [each.batch for each in found.steps] == list(running.BATCHES)
    expected = standin.traced(SMALL, 2, "fp32", "adamw")["rounded_peak_bytes"]
    first = found.steps[0]
    assert first.rounded_bytes == expected
    assert (first.allocated_bytes, first.reserved_bytes, first.context_bytes) == (
        410 * MB, 430 * MB, 500 * MB,
    )  # fmt: skip
    assert (found.device, found.driver, found.versions) == (
        "Tesla T4", "550.54.15", {"torch": "2.13.0"},
    )  # fmt: skip
    assert calibration.kept(CARDS.key) == found
    # Another kind of step joins what is known; the same kind takes its place.
    both = on("Fake", Kind("bf16", "sgd"))
    assert both.knows("fp32, adamw")
    assert both.knows("bf16, sgd")
    assert len(on("Fake").steps) == len(both.steps) == 2 * len(found.steps)


@pytest.mark.parametrize(
    ("fake", "said"),
    [
        ("Without", "Found no NVIDIA driver on your system"),
        ("Full", "only 0.0 GB of its memory are free"),
        ("Killed", "the process that did a step on the card was ended by SIGKILL"),
    ],
)
def test_what_goes_wrong_is_said_and_changes_nothing(fake: str, said: str) -> None:
    assert said in on(fake)
    assert calibration.kept(CARDS.key) is None
    # It isn't tried again at once.
    assert said in on("Fake")


@pytest.mark.slow
def test_a_card_that_hangs_ends_with_its_time() -> None:
    assert on("Hangs", seconds=8.0) == "it took longer than 8 s"


def test_what_was_stopped_may_be_tried_again() -> None:
    assert on("Hangs", stopped=lambda: True) == "stopped before it was done"
    assert running._failed == {}


@pytest.mark.slow
def test_steps_of_before_it_ran_out_of_memory_are_kept() -> None:
    found = on("OutOfMemory")
    assert isinstance(found, Calibration)
    assert [each.batch for each in found.steps] == [2]


@pytest.mark.slow
def test_settings_reach_the_process() -> None:
    cards = Cards(CARDS.names, CARDS.driver, {"CUDA_VISIBLE_DEVICES": "GPU-1"})
    assert on("Settings", cards=cards).device == "GPU-1"


def test_without_cuda_the_real_card_says_why() -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a CUDA device: tests/cuda tries it")
    said = calibrate(CARDS, Kind(), seconds=60.0, size=SMALL)
    assert isinstance(said, str)
    assert "CUDA" in said or "NVIDIA" in said


@pytest.mark.parametrize(
    ("optimizer", "known"),
    [
        ("AdamW", "adamw"), ("sgd", "sgd"), (torch.optim.RMSprop([torch.ones(1)]), "rmsprop"),
        (torch.optim.SGD, "adamw"), (lambda parameters: None, "adamw"),
    ],
)  # fmt: skip
def test_kinds_of_steps(optimizer: Any, known: str) -> None:
    assert Kind.of("bf16", optimizer) == Kind("bf16", known)


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_the_stand_in_takes_what_its_trace_says(precision: str) -> None:
    made = standin.making(SMALL, 2, precision, "adamw", "cpu")
    real = step.watched(made, foreach=True)
    traced = standin.traced(SMALL, 2, precision, "adamw")
    assert traced["peak_bytes"] == real["peak_bytes"]
    before = made.model.head.weight.detach().clone()
    Stepper(made).step()
    assert not torch.equal(made.model.head.weight, before)


# The process that looks on


@pytest.fixture
def counted() -> Iterator[Watcher]:
    seen = iter((7, 9))

    def look() -> int:
        found = next(seen, None)
        if found is None:
            raise RuntimeError("the device is gone")
        return found

    watcher = Watcher(look)
    yield watcher
    watcher.close()


def test_another_process_looks_at_the_device(counted: Watcher) -> None:
    assert [counted.look() for _ in range(3)] == [7, 9, None]


def test_a_watcher_that_died_knows_nothing() -> None:
    def dies() -> int:
        raise SystemExit

    watcher = Watcher(dies)
    assert watcher.look() is None
    assert watcher.look() is None
    watcher.close()


# What speaks to CUDA, over one that is made up


class Looks:
    """A `Watcher` that sees what was used before CUDA was started here, then after."""

    def __init__(self, _used_bytes: Any) -> None:
        self.seen: list[int | None] = [2_000 * MB, 3_000 * MB, None]

    def look(self) -> int | None:
        return self.seen.pop(0)


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> card.Cuda:
    properties = types.SimpleNamespace(name="Tesla T4", total_memory=15_800 * MB)
    monkeypatch.setattr(card, "Watcher", Looks)
    monkeypatch.setattr(card.Cuda, "device", "cpu")
    monkeypatch.setattr(torch.backends.cuda, "is_built", lambda: True)
    for name, found in {
        "init": None,
        "synchronize": None,
        "empty_cache": None,
        "reset_peak_memory_stats": None,
        "current_device": 0,
        "get_device_properties": properties,
        "mem_get_info": (15_000 * MB, 15_800 * MB),
        "max_memory_allocated": 410 * MB,
        "max_memory_reserved": 430 * MB,
        "memory_reserved": 420 * MB,
    }.items():
        assert hasattr(torch.cuda, name)
        monkeypatch.setattr(torch.cuda, name, lambda *_, found=found: found)
    cleared = "_cuda_clearCublasWorkspaces"
    monkeypatch.setattr(torch._C, cleared, lambda: None, raising=False)
    return card.Cuda()


def test_the_card_is_asked_through_pytorch(cuda: card.Cuda) -> None:
    assert cuda.about()["device"] == "Tesla T4"
    assert cuda.about()["memory_bytes"] == 15_800 * MB
    assert cuda.free_bytes() == 15_000 * MB
    cuda.forget()
    assert cuda.peaks() == (410 * MB, 430 * MB)
    # 1,000 MB more are in use than before; 420 of these the allocator took for tensors.
    assert cuda.context_bytes() == 580 * MB
    assert cuda.context_bytes() is None
