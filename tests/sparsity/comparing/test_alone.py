"""Layers pruned one at a time, with a clock and statements that are made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from jupyter_perf.sparsity.comparing import alone
from jupyter_perf.sparsity.comparing.concluding import _sensitivity
from jupyter_perf.sparsity.comparing.gathered import Gathered
from jupyter_perf.sparsity.comparing.job import Alone, Entry, Finished
from jupyter_perf.sparsity.comparing.metric import Metric
from jupyter_perf.sparsity.comparing.models import Model, model_of
from jupyter_perf.sparsity.comparing.plan import Task
from jupyter_perf.sparsity.result import Run, Sensitivity
from jupyter_perf.sparsity.training import Layer

torch = pytest.importorskip("torch")
LAYERS = tuple(Layer(f"net.{at}.weight", (8, 8), "Linear", 1.0, "dense") for at in (0, 1))
WANTED = tuple(Sensitivity(each.name, p, 0.3) for each in LAYERS for p in ("2:4", "1:8"))


class Looking:
    """Counts zeros in each layer; a look takes `seconds` of the clock that it owns."""

    def __init__(self, seconds: float = 1.0, fails: bool = False) -> None:
        self.seconds, self.fails, self.now, self.reason = seconds, fails, 0.0, ""

    def values(self, models: Mapping[str, Model]) -> dict[str, float] | None:
        self.now += self.seconds
        if self.fails:
            self.reason = "they fail again"
            return None
        weights = models["net"].module.parameters()
        return {f"zeros{at}": float((w == 0).sum()) for at, w in enumerate(weights)}

    def clock(self) -> float:
        return self.now


def looked(looking: Looking, seconds: float) -> tuple[Any, tuple[Alone, ...], str]:
    from torch import nn

    net = nn.Sequential(nn.Linear(8, 8, bias=False), nn.Linear(8, 8, bias=False))
    before = {name: each.clone() for name, each in net.state_dict().items()}
    found, why = alone.looked_at(
        LAYERS, {"net": model_of("net", net)}, WANTED, looking, seconds, looking.clock
    )  # type: ignore[arg-type]
    assert all(torch.equal(before[name], each) for name, each in net.state_dict().items())
    return net, found, why


def test_one_layer_is_pruned_and_the_others_are_not() -> None:
    _, found, why = looked(Looking(), 100)
    assert why == ""
    assert [(each.layer[4], each.pattern, *each.values.values()) for each in found] == [
        ("0", "2:4", 32, 0), ("1", "2:4", 0, 32), ("0", "1:8", 56, 0), ("1", "1:8", 0, 56),
    ]  # fmt: skip


def test_looks_that_take_long_end_early_and_say_so() -> None:
    _, found, why = looked(Looking(seconds=2), 5)
    assert [each.pattern for each in found] == ["2:4", "2:4"]
    assert "2 of 4 times" in why
    assert looked(Looking(seconds=60), 5)[1] == ()


def test_statements_that_fail_give_their_reason() -> None:
    assert looked(Looking(fails=True), 100)[1:] == ((), "they fail again")


@pytest.mark.parametrize(
    ("training", "left", "seconds"), [(10, None, 5), (1000, None, 50), (1000, 8, 2), (10, -1, 0)]
)
def test_time_for_it_is_a_share_of_training_and_of_what_is_left(
    training: float, left: float | None, seconds: float
) -> None:
    assert alone.seconds_for(training, left) == pytest.approx(seconds)


def gathered(metric: str | None) -> Gathered:
    values = {"zeros0": 24.0}
    dense = Finished(
        (Entry(Run("dense", "dense", 0), {"zeros0": 4.0}),),
        sensitivity=WANTED,
        alone=(Alone(LAYERS[0].name, "2:4", values), Alone(LAYERS[1].name, "2:4", {})),
    )
    task = Task("dense", "dense", 0)
    found = Gathered(None, [task], {task: dense})  # type: ignore[arg-type]
    found.__dict__["metric"] = None if metric is None else Metric(metric)
    return found


def test_a_change_is_against_the_dense_runs_own_metric() -> None:
    found = {(e.layer, e.pattern): e.metric_change for e in _sensitivity(gathered("zeros0"))}
    assert found.pop((LAYERS[0].name, "2:4")) == 20
    assert set(found.values()) == {None}  # not looked at, or not said


@pytest.mark.parametrize("metric", [None, "last loss"])
def test_without_a_metric_that_is_said_again_there_is_no_change(metric: str | None) -> None:
    assert all(each.metric_change is None for each in _sensitivity(gathered(metric)))
