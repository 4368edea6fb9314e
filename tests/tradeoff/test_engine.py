"""Whole answers: traced in a process, timed in another, weighed."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

torch = pytest.importorskip("torch")

import jupyter_perf as jp  # noqa: E402
from jupyter_perf.core.progress import Progress  # noqa: E402
from jupyter_perf.core.ranges import Range  # noqa: E402
from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.estimation.modules.steps import StepTimes  # noqa: E402
from jupyter_perf.tradeoff.engine import papaya  # noqa: E402
from jupyter_perf.tradeoff.question import question  # noqa: E402
from jupyter_perf.tradeoff.result import Frontier, Point  # noqa: E402
from jupyter_perf.tradeoff.weighing.plans import tried  # noqa: E402


class Block(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.a, self.b = torch.nn.Linear(32, 128), torch.nn.Linear(128, 32)

    def forward(self, x: Any) -> Any:
        return x + self.b(torch.nn.functional.gelu(self.a(x)))


def net() -> torch.nn.Module:
    return torch.nn.Sequential(*(Block() for _ in range(4)))


X = torch.ones(4, 32)


@pytest.fixture(scope="module")
def there() -> Frontier:
    """On two cards, of which nothing is here, with an odd little memory."""
    asked = question(
        net(), X, target="t4,a100-40gb", memory="2GB", budget=120.0, epoch=10_000,
        methods="checkpoint-blocks,zero-2,lora(rank=2),chunked-loss",
    )  # fmt: skip
    return papaya(asked, roofline=StepTimes())


def points(found: Frontier, method: str, target: str) -> list[Point]:
    return [p for p in found.points if (p.method, p.target) == (method, target)]


def test_the_largest_batch_fits_and_one_more_does_not(there: Frontier) -> None:
    for score in there.scores:
        if score.method == "zero-2":
            continue
        own = {p.batch: p for p in points(there, score.method, score.target)}
        assert score.largest_batch in own
        largest = own[score.largest_batch]
        assert largest.fits
        assert largest.peak_bytes is not None
        # 20% of one example's memory at most is left.
        assert largest.peak_bytes.high > 0.999 * 2e9
        assert not max(own.values(), key=lambda p: p.batch).fits


def test_recomputing_saves_memory_and_costs_time(there: Frontier) -> None:
    largest = {(s.method, s.target): s.largest_batch or 0 for s in there.scores}
    assert largest["checkpoint-blocks", "t4"] > 2 * largest["none", "t4"]
    score = next(s for s in there.scores if (s.method, s.target) == ("checkpoint-blocks", "t4"))
    assert score.ratio is not None
    assert 0.5 < score.ratio.value < 1.0
    assert score.ratio.low < score.ratio.value < score.ratio.high


def test_the_answer_comes_first_and_is_chosen(there: Frontier) -> None:
    assert re.match(r"t4: you don't need any: batch [\d,]+ fits, .* examples/s", there.answer)
    assert there.best is not None
    assert there.best.method == "none"
    assert there.best.fits
    assert there.best.usd_per_epoch is not None
    assert there.best_on("a100-40gb") is not None


def test_parts_add_up_and_figures_say_where_they_are_from(there: Frontier) -> None:
    for point in there.points:
        assert point.peak_bytes is not None
        if point.traced_bytes is not None:
            assert sum(point.breakdown.values()) == pytest.approx(point.traced_bytes)
            assert point.peak_bytes.low < point.peak_bytes.high
        if point.method != "zero-2":
            assert point.source == "roofline"
            assert point.seconds is not None
    assert any("not validated on CUDA" in each for each in there.assumptions)
    assert not any(each.validated for each in there.devices)


def test_times_that_are_hardly_known_are_not_told() -> None:
    class Loose:
        """The roofline's times, to within a factor of a thousand."""

        observer = StepTimes().observer

        def __call__(self, *things: Any, **more: Any) -> Any:
            found = StepTimes()(*things, **more)
            passes = Range(found.passes.value, found.passes.low / 30, found.passes.high * 30)
            return dataclasses.replace(found, passes=passes)

    found = papaya(
        question(net(), X, target="t4", memory="2GB", budget=60.0, methods="lora(rank=2)"),
        roofline=Loose(),
    )
    assert all(each.seconds is None and each.throughput is None for each in found.points)
    assert all(each.ratio is None for each in found.scores)
    assert re.search(r"batch [\d,]+ fits, whether a method is faster isn't known$", found.answer)
    assert "scattered too much" in found.reasons["lora seconds"]


def test_what_is_modelled_or_does_not_fit_says_so(there: Frontier) -> None:
    used = {each.name: each for each in there.methods}
    assert used["zero-2"].modelled
    assert "modelled only" in there.reasons["zero-2 seconds"]
    plain, split = (points(there, each, "t4")[0].breakdown for each in ("none", "zero-2"))
    assert split["optimizer"] == pytest.approx(plain["optimizer"] / 8)
    assert used["chunked-loss"].reason == there.reasons["chunked-loss"] != ""
    assert "rank=2" in " ".join(there.assumptions)


def test_no_batch_is_chosen_beyond_the_largest_one(there: Frontier) -> None:
    largest = {(s.method, s.target): s.largest_batch or 0 for s in there.scores}
    for each in there.points:
        key = each.method, each.target
        assert each.fits == (each.batch <= largest.get(key, each.batch * each.fits))


@pytest.mark.slow
def test_bfloat16_is_for_devices_that_have_it() -> None:
    asked = question(net(), X, target="t4,a100-40gb", methods="bf16,fp16", budget=20.0)
    there = papaya(asked, roofline=StepTimes())
    assert not points(there, "bf16", "t4")
    assert points(there, "bf16", "a100-40gb")
    assert points(there, "fp16", "t4")
    assert "t4 has no bfloat16: use fp16 with a GradScaler" in there.reasons["bf16 on t4"]
    assert "GradScaler" in there.code["fp16"]
    assert "meta" not in there.code["bf16"] + there.code["fp16"]


def test_where_no_device_has_bfloat16_it_is_not_tried() -> None:
    asked = question(net(), X, target="t4,v100-16gb", methods="bf16-weights", budget=60.0)
    used = tried(asked)
    assert used.names == ["none"]
    assert "v100-16gb has no bfloat16" in used.refused["bf16-weights"]


def test_it_survives_json_and_applies(there: Frontier) -> None:
    assert Frontier.from_json(there.to_json()) == there
    assert len(there.to_frame()) == len(there.points)
    model = net()
    made = there.apply("checkpoint-blocks", model)
    assert made is not model
    assert torch.allclose(made(X), model(X))


def test_here_steps_are_timed_and_traces_checked() -> None:
    seen: list[Progress] = []
    found = jp.papaya(
        net(), X, methods="checkpoint-blocks", memory="100MB", budget=120.0, progress=seen.append
    )
    assert jp.last() is found
    assert any("timing" in each.stage for each in seen)
    assert found.best is not None
    assert found.best.fits
    assert {each.source for each in found.points if each.seconds} <= {"measured", "fitted"}
    assert any("checked against real ledgers" in each for each in found.notes)
    assert found.devices[0].validated
    law = next(each for each in found.laws if each.method == "none")
    assert law.seconds_per_example is not None


@pytest.mark.slow
def test_a_global_batch_is_gathered_from_smaller_ones() -> None:
    wide = torch.nn.Sequential(*(torch.nn.Linear(64, 64) for _ in range(30)))
    asked = question(
        wide, torch.ones(4, 64), target="t4", memory=1.2e9, global_batch=100_000, methods=[],
        budget=120.0,
    )  # fmt: skip
    found = papaya(asked, roofline=StepTimes())
    assert found.best is not None
    assert found.best.batch < 100_000
    assert found.best.accumulate == -(-100_000 // found.best.batch)
    assert f"× {found.best.accumulate}" in found.answer


class Decides(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = torch.nn.Linear(4, 4)

    def forward(self, x: Any) -> Any:
        return self.inner(x) if x.sum().item() > 0 else x


def test_what_cannot_be_traced_is_said_and_nothing_is_invented() -> None:
    found = jp.papaya(Decides(), torch.ones(2, 4), target="t4", methods=[], budget=60.0)
    assert found.answer.startswith("The step can't be traced: what the model does depends on")
    assert found.points == ()
    assert found.best is None
    assert "values of tensors" in found.reasons["none"]


@pytest.mark.slow
def test_nothing_fits_says_what_is_needed() -> None:
    found = jp.papaya(net(), X, target="t4", memory="1GB", methods=[], budget=60.0)
    assert "nothing fits" in found.answer
    assert "shard the model" in found.answer
    assert found.chosen == {}


@pytest.mark.slow
def test_stopped_keeps_what_was_found() -> None:
    stop = {"now": False}

    def report(progress: Progress) -> None:
        stop["now"] = stop["now"] or progress.stage.startswith("tracing")

    asked = question(net(), X, target="t4", budget=60.0)
    found = papaya(asked, roofline=StepTimes(), progress=report, stopped=lambda: stop["now"])
    assert found.stopped == "when asked to"
    assert points(found, "none", "t4")


def test_an_interrupt_keeps_what_was_found() -> None:
    def report(progress: Progress) -> None:
        if progress.stage.startswith("tracing"):
            raise KeyboardInterrupt

    asked = question(net(), X, target="t4", budget=60.0)
    found = papaya(asked, roofline=StepTimes(), progress=report)
    assert found.stopped == "by an interrupt"
    assert points(found, "none", "t4")


class Unpicklable(torch.nn.Linear):
    def __init__(self) -> None:
        super().__init__(4, 4)
        self.lines = (each for each in ())


def test_what_cannot_be_described_is_refused() -> None:
    with pytest.raises(UsageError, match="can't be described"):
        jp.papaya(Unpicklable(), torch.ones(2, 4), target="t4", methods=[])


@pytest.mark.slow
def test_without_parameters_there_is_nothing_to_train() -> None:
    found = jp.papaya(torch.nn.ReLU(), torch.ones(2, 4), target="t4", methods=[], budget=60.0)
    assert "nothing to train" in found.answer
