"""What kernels take here, and how a step's time is put together from that."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.core import folders  # noqa: E402
from jupyter_perf.estimation.counting import Counted, Counting, OpCount  # noqa: E402
from jupyter_perf.estimation.modules import processor  # noqa: E402
from jupyter_perf.estimation.modules.reference import Rates, kept, measuring  # noqa: E402
from jupyter_perf.estimation.modules.reference.kernels import kernels  # noqa: E402
from jupyter_perf.estimation.modules.reference.networks import networks  # noqa: E402
from jupyter_perf.estimation.modules.reference.rates import Kernel  # noqa: E402


def kernel(seconds: float, **amounts: float) -> Kernel:
    none = dict.fromkeys(("matrix", "vector", "moved", "new"), 0.0)
    return Kernel(seconds, 0.0, **{**none, "calls": 1.0, **amounts})


RATES = Rates(
    {
        "call": kernel(1e-6),
        "call backward": kernel(3e-6),
        "cache": kernel(1e-6 + 1e-3, moved=1e8),
        "ram": kernel(1e-6 + 1e-2, moved=1e8),
        "new": kernel(3e-2, moved=1e8, new=5e7),
        "product": kernel(1e-6 + 1e-3, matrix=1e8),
        "convolution backward": kernel(3e-6 + 1e-3, matrix=5e7),
        "function": kernel(1e-6 + 1e-3, vector=1e7),
    },
    threads=2,
    torch="2.13.0",
    created="2026-11-21T00:00:00+00:00",
    beyond={"infer": [1.0], "train": [1.0, 4.0]},
)
MACHINE = processor.Machine(RATES, (1 << 20, 32 << 20))


def op(**fields: Any) -> OpCount:
    given = {"matrix_flops": 0.0, "vector_flops": 0.0, "moved_bytes": 0.0, **fields}
    phase = given.pop("phase", "forward")
    return OpCount("", phase, "aten::x", "fp32", 1, **given)


def seconds(one: OpCount) -> float:
    return processor.timed(one, MACHINE).seconds.value


def test_every_family_has_its_own_rate() -> None:
    assert seconds(op(matrix_flops=1e8, family="product")) == pytest.approx(1e-3 + 1e-6)
    backward = op(matrix_flops=1e8, family="convolution backward", phase="backward")
    assert seconds(backward) == pytest.approx(2e-3 + 3e-6)
    assert seconds(op(vector_flops=1e7, family="function")) == pytest.approx(1e-3 + 1e-6)


def test_a_family_that_was_not_measured_has_that_of_products_or_of_its_forward_pass() -> None:
    assert seconds(op(matrix_flops=1e8, family="recurrent")) == pytest.approx(1e-3 + 1e-6)
    back = op(vector_flops=1e7, family="function backward")
    assert seconds(back) == pytest.approx(1e-3, rel=0.01)


def test_bytes_take_longer_beyond_the_cache_and_in_new_memory() -> None:
    near, far = op(moved_bytes=1e7), op(moved_bytes=1e8)
    assert seconds(near) == pytest.approx(1e-4 + 1e-6)
    assert seconds(far) == pytest.approx(1e-2 + 1e-6)
    fresh = op(moved_bytes=1e8, new_bytes=5e7)
    assert seconds(fresh) == pytest.approx(3e-2 + 1e-6)
    assert seconds(op(moved_bytes=1e8, new_bytes=1e6)) == seconds(far)


@pytest.mark.parametrize(
    ("one", "bound"),
    [
        (op(matrix_flops=1e9, family="product"), "compute"),
        (op(moved_bytes=1e9), "memory"),
        (op(moved_bytes=8.0), "latency"),
    ],
)
def test_what_bounds_an_operation(one: OpCount, bound: str) -> None:
    assert processor.timed(one, MACHINE).bound == bound


def test_a_step_takes_what_networks_take_beyond_their_operations() -> None:
    forward = op(matrix_flops=1e8, family="product")
    backward = dataclasses.replace(forward, phase="backward")
    infer = processor.spent(Counted((forward,)), MACHINE)
    train = processor.spent(Counted((backward,)), MACHINE)
    assert infer.seconds.value == pytest.approx(1e-3, rel=0.01)
    assert train.seconds.value == pytest.approx(2e-3, rel=0.01)
    assert infer.seconds.low < infer.seconds.value < infer.seconds.high
    assert "2 threads" in infer.assumptions[0]


def test_rates_survive_their_journey() -> None:
    assert Rates.from_json(RATES.to_json()).to_json() == RATES.to_json()
    for text in ("", "[]", "{}", '{"format": 1, "kernels": {"call": 1}}', '{"format": 9}'):
        with pytest.raises(ValueError):  # noqa: PT011 (json's own, or ours)
            Rates.from_json(text)
    broken = json.loads(RATES.to_json())
    broken["kernels"]["call"]["seconds"] = 0
    with pytest.raises(ValueError, match="takes no time"):
        Rates.from_json(json.dumps(broken))


def test_kernels_are_of_the_family_that_they_stand_for() -> None:
    for name, make in kernels():
        if name.split()[0] in ("call", "cache", "ram", "new"):
            continue
        run = make()
        with Counting() as seen:
            run()
        assert name in {each.family for each in seen.counted().ops}, name


def test_networks_train_and_infer() -> None:
    fast = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        _check_networks()
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)


def _check_networks() -> None:
    found = []
    for name, kind, make in networks():
        run = make()
        run()
        with Counting() as seen:
            run()
        phases = {each.phase for each in seen.counted().ops}
        assert ("backward" in phases) == (kind == "train")
        assert seen.counted().unknown == {}
        found.append((name, kind))
    assert len(found) == 2 * len({name for name, _ in found})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(folders, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(measuring, "_remembered", {})
    monkeypatch.setattr(measuring, "_busy", lambda: False)
    return tmp_path


def said(samples: list[list[float]]) -> list[dict[str, Any]]:
    """What the process would say."""
    lines: list[dict[str, Any]] = []
    for name, one in RATES.kernels.items():
        amounts = {key: getattr(one, key) for key in ("matrix", "vector", "moved", "new", "calls")}
        lines.append({"kernel": name, **amounts})
        lines.append({"kernel": name, "samples": samples})
    counted = Counted((op(matrix_flops=1e8, family="product"),)).to_data()
    lines.append({"kernel": "net, infer", "kind": "infer", "counted": counted})
    lines.append({"kernel": "net, infer", "samples": samples})
    return lines


def test_it_is_measured_once_and_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def hear(threads: int) -> Any:
        asked.append(threads)
        return iter(said([[2e-3, 1e-3], [2e-3, 1e-3], [9.0, 1e-3], [2e-3, 1e-3]]))

    monkeypatch.setattr(measuring, "_hear", hear)
    assert kept(1) is None
    one, two = measuring.measured(1), measuring.measured(2)
    assert measuring.measured(1) is one
    assert asked == [1, 2]
    assert one is not None
    assert two is not None
    # A thread alone is billed what it works; several are timed by the wall.
    assert one.kernels["product"].seconds == pytest.approx(1e-3)
    assert two.kernels["product"].seconds == pytest.approx(2e-3)
    assert len(one.beyond["infer"]) == 1
    monkeypatch.setattr(measuring, "_remembered", {})
    again = kept(1)
    assert again is not None
    assert again.kernels == one.kernels
    assert len(list(home.rglob("torch-*.json"))) == 2


def test_a_home_that_cannot_be_written_is_no_obstacle(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "machines").write_text("a file where a folder should be")
    monkeypatch.setattr(measuring, "_hear", lambda threads: iter(said([[1e-3, 1e-3]])))
    found = measuring.measured(1)
    assert found is not None
    assert kept(1) is found


def test_several_threads_on_a_busy_machine_are_not_kept_for_good(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "_hear", lambda threads: iter(said([[1e-3, 1e-3]])))
    monkeypatch.setattr(measuring, "_busy", lambda: True)
    found = measuring.measured(2)
    assert kept(2) is found
    assert not list(home.rglob("torch-*.json"))
    measuring.measured(1)
    assert len(list(home.rglob("torch-*.json"))) == 1


def test_a_broken_file_is_measured_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_hear", lambda threads: iter(said([[1e-3, 1e-3]])))
    measuring.measured(1)
    (file,) = home.rglob("torch-*.json")
    file.write_text("{")
    monkeypatch.setattr(measuring, "_remembered", {})
    assert kept(1) is None


def test_too_little_is_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_hear", lambda threads: iter(said([[1e-3, 1e-3]])[:4]))
    assert measuring.measured(1) is None
    assert not list(home.rglob("torch-*.json"))


def test_the_process_times_kernels_and_ends(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "TIMED_SECONDS", 0.1)
    monkeypatch.setattr(measuring, "SECONDS", 120.0)
    found = measuring.measured(1, again=True)
    assert found is not None
    assert {name for name, _ in kernels()} <= set(found.kernels)
    assert all(each.seconds > 0 for each in found.kernels.values())
    assert all(ratio > 0 for ratios in found.beyond.values() for ratio in ratios)
    assert set(found.beyond) == {"infer", "train"}


def test_time_that_is_up_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "SECONDS", 0.1)
    assert list(measuring._hear(1)) == []
