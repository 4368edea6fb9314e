"""Whole estimates, from traces that are made in this process or made up."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.core import measurements, targets  # noqa: E402
from jupyter_perf.core.progress import Progress  # noqa: E402
from jupyter_perf.core.ranges import Range  # noqa: E402
from jupyter_perf.core.targets import Target  # noqa: E402
from jupyter_perf.core.workload import Workload  # noqa: E402
from jupyter_perf.errors import MissingExtra, UsageError  # noqa: E402
from jupyter_perf.estimation import modules  # noqa: E402
from jupyter_perf.estimation.models.efficiency import CPU  # noqa: E402
from jupyter_perf.estimation.modules import gathering, memory, reference  # noqa: E402
from jupyter_perf.estimation.modules.asked import matrices, others  # noqa: E402
from jupyter_perf.estimation.modules.sweeps import Point, curves, growth  # noqa: E402
from jupyter_perf.estimation.result import Estimate  # noqa: E402
from jupyter_perf.tradeoff.trace import traces  # noqa: E402

HERE, A100, H100 = (targets.get(name) for name in ("here", "a100-80gb", "h100"))


@pytest.fixture(autouse=True)
def _unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measurements, "latest", lambda: None)
    monkeypatch.setattr(reference, "measured", lambda threads, **options: None)


class Net(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = torch.nn.Embedding(100, 32)
        self.layers = torch.nn.ModuleList(torch.nn.Linear(32, 32) for _ in range(3))
        self.head = torch.nn.Linear(32, 100)

    def forward(self, ids: Any) -> Any:
        x = self.table(ids)
        for layer in self.layers:
            x = torch.relu(layer(x))
        return self.head(x)


IDS = torch.zeros(8, 16, dtype=torch.long)


@pytest.fixture(scope="module")
def trained() -> tuple[list[Estimate], list[Progress]]:
    """One process for all that is looked at below."""
    told: list[Progress] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measurements, "latest", lambda: None)
        patch.setattr(reference, "measured", lambda threads, **options: None)
        patch.setattr(gathering, "SWEEP_SECONDS", 200.0)
        found = modules.estimate(
            Net(),
            (IDS,),
            Workload("train"),
            [HERE, H100],
            trace=traces,
            budget=250,
            progress=told.append,
        )
    return found, told


def test_a_step_of_training_on_two_targets(trained: tuple[list[Estimate], Any]) -> None:
    here, gpu = trained[0]
    assert [here.target, gpu.target] == ["here", "h100"]
    assert here.source == "Net, one step of training"
    for each in (here, gpu):
        assert each.kind == "module"
        assert each.seconds is not None
        assert each.peak_bytes is not None
        assert 0 < each.seconds.low < each.seconds.value < each.seconds.high
        assert each.bound == "latency"
        assert Estimate.from_json(each.to_json()) == each
    assert gpu.usd is not None
    assert here.usd is None
    assert here.reasons["usd"]
    for low in (here.peak_bytes, gpu.peak_bytes):
        assert low is not None
        assert low.low >= 4 * sum(each.numel() for each in Net().parameters()) * 4


def test_its_rows_are_its_layers(trained: tuple[list[Estimate], Any]) -> None:
    rows = {row.name: row for row in trained[0][0].rows}
    assert list(rows) == ["table", "layers.{0–2}", "model itself", "head", "optimizer's step"]
    assert rows["layers.{0–2}"].count == 3
    products = 8 * 16 * 32 * 100
    assert rows["head"].flops == pytest.approx(3 * 2 * products, rel=0.05)
    assert rows["head"].note == "Linear"
    assert rows["table"].bound in ("latency", "memory")
    seconds = sum(row.seconds.value for row in rows.values() if row.seconds)
    assert seconds == pytest.approx(trained[0][0].seconds.value)  # type: ignore[union-attr]


def test_its_sweeps_are_curves_and_what_ifs(trained: tuple[list[Estimate], Any]) -> None:
    found = trained[0][0]
    assert {(each.quantity, each.over) for each in found.curves} == {
        (quantity, over) for quantity in ("seconds", "peak_bytes") for over in ("batch", "sequence")
    }
    batches = next(c for c in found.curves if (c.quantity, c.over) == ("peak_bytes", "batch"))
    assert [point.sizes["batch"] for point in batches.fit] == [2, 4, 8, 16, 32, 64, 128]
    assert all(point.sizes["sequence"] == 16 for point in batches.fit)
    values = [point.expected.value for point in batches.fit]
    assert values == sorted(values)
    labels = [each.label for each in found.what_if]
    assert labels == [
        *(f"batch {size}" for size in (2, 4, 16, 32, 64, 128)),
        *(f"sequence {size}" for size in (8, 32, 64)),
    ]
    assert [(size.name, size.value, size.unit) for size in found.sizes] == [
        ("batch", 8, "sequences"),
        ("sequence", 16, "tokens"),
    ]


def test_memory_is_in_parts_and_fits(trained: tuple[list[Estimate], Any]) -> None:
    here, gpu = trained[0]
    weights = sum(each.numel() * 4 for each in Net().parameters())
    assert here.figures["weights_bytes"] == weights
    assert here.fits is not None
    assert here.fits.verdict == "yes"
    assert gpu.fits is not None
    assert gpu.fits.needed.low > 0.3e9
    assert any("not validated on CUDA" in each for each in gpu.assumptions)
    assert not any("CUDA" in each for each in here.assumptions)
    largest = gpu.figures["largest_batch"]
    assert isinstance(largest, Range)
    assert 1e5 < largest.low < largest.high < 1e8


def test_progress_is_told_to_its_end(trained: tuple[Any, list[Progress]]) -> None:
    done = [each.done for each in trained[1] if each.done is not None]
    assert done == sorted(done)
    assert done[-1] == 1.0


# Traces that are made up, so that none is made.


@dataclasses.dataclass(frozen=True)
class Use:
    name: str = ""
    kind: str = "Net"
    weight_bytes: int = 0
    at_peak_bytes: int = 0


@dataclasses.dataclass(frozen=True)
class Fake:
    batch: int | None = 8
    sequence: int | None = None
    peak_bytes: int = 1000
    rounded_peak_bytes: int = 1024
    peak_phase: str = "forward"
    peak_module: str = ""
    breakdown: Any = dataclasses.field(default_factory=lambda: {"weights": 1000})
    parameters: int = 250
    modules: tuple[Use, ...] = ()
    counted: Any = dataclasses.field(
        default_factory=lambda: {
            "ops": [["", "forward", "aten::mm", "fp32", 1, 1e9, 0.0, 1e6]],
            "unknown": {},
            "notes": [],
        }
    )
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Refused:
    why: str
    reason: str
    batch: int | None = 8
    sequence: int | None = None


class Tracer:
    """Gives these for what is asked first, and `later` for the rest."""

    def __init__(self, first: Any, later: Any = None) -> None:
        self.first, self.later = first, later or Refused("time", "late")
        self.asked: list[Any] = []
        self.options: dict[str, Any] = {}

    def __call__(
        self, model: Any, inputs: Any, variants: Sequence[Any], **options: Any
    ) -> list[Any]:
        self.asked, self.options = list(variants), options
        return [self.first, *([self.later] * (len(variants) - 1))]


def one(
    tracer: Any, workload: Workload | None = None, target: Target = A100, **more: Any
) -> Estimate:
    given = (torch.ones(8, 4),)
    (found,) = modules.estimate(
        torch.nn.Linear(4, 4), given, workload or Workload(), [target], trace=tracer, **more
    )
    return found


def test_inputs_that_the_model_refuses_quote_it() -> None:
    with pytest.raises(UsageError, match=r"these inputs: .* mat1 and mat2"):
        one(Tracer(Refused("inputs", "the forward pass raised RuntimeError: mat1 and mat2")))


@pytest.mark.parametrize("why", ["values", "unsupported", "crashed", "time", "stopped", "failed"])
def test_what_cannot_be_traced_is_a_reason(why: str) -> None:
    found = one(Tracer(Refused(why, "because of this")))
    assert found.seconds is None
    assert found.peak_bytes is None
    assert found.reasons["seconds"] == found.reasons["peak_bytes"] == "because of this"
    assert found.reasons["usd"]


def test_sizes_without_time_are_left_out_and_others_have_reasons() -> None:
    assert one(Tracer(Fake())).what_if == ()
    found = one(Tracer(Fake(), Refused("failed", "too long for it", batch=16)))
    assert [each.reason for each in found.what_if] == ["too long for it"]


def test_what_is_asked_of_the_tracer() -> None:
    tracer = Tracer(Fake())
    loss = torch.nn.MSELoss()
    one(tracer, Workload("train", batch=4, optimizer="sgd", loss=loss, own=(("batch_dim", 0),)))
    assert tracer.asked[0] == {"batch": 4, "sequence": None, "foreach": True, "autocast": False}
    assert [each["batch"] for each in tracer.asked] == [4, 8, 16, 2, 32, 1, 64]
    assert tracer.options["train"]
    assert tracer.options["optimizer"] == "sgd"
    assert tracer.options["loss"] is loss
    one(tracer, Workload(), HERE)
    assert not tracer.asked[0]["foreach"]
    assert not tracer.options["train"]


def test_half_precision_is_autocast_and_tf32_a_faster_product() -> None:
    tracer = Tracer(Fake())
    found = one(tracer, Workload(precision="fp16"))
    assert tracer.asked[0]["autocast"]
    assert any("autocast" in each for each in found.assumptions)
    plain, fast = one(tracer), one(tracer, Workload(precision="tf32"))
    assert plain.seconds is not None
    assert fast.seconds is not None
    assert fast.seconds.value < plain.seconds.value / 2


def test_half_precision_is_float16_where_there_is_no_bfloat16() -> None:
    asked = Workload(precision="fp16")
    there, t4 = (
        matrices(torch.nn.Linear(4, 4), asked, targets.get(each)) for each in ("a100-40gb", "t4")
    )
    assert (there, t4) == ({}, {"bf16": "fp16"})
    found = one(Tracer(Fake()), asked, targets.get("t4"))
    assert any("float16" in each and "t4 has no bfloat16" in each for each in found.assumptions)


def test_what_could_not_be_counted_is_listed() -> None:
    counted = {**Fake().counted, "unknown": {"mine::strange": 3, "mine::other": 1}}
    (note,) = [each for each in one(Tracer(Fake(counted=counted))).notes if "counted" in each]
    assert "`mine::strange` (3×), `mine::other` (1×)" in note


def test_a_measured_efficiency_is_used() -> None:
    fast = dataclasses.replace(CPU, compute=Range(1.0, 1.0, 1.0), launch_s=Range(0.0, 0.0, 0.0))
    found = one(Tracer(Fake()), target=A100, efficiency_of=lambda target: fast)
    assert found.seconds is not None
    assert found.seconds.value == pytest.approx(1e9 / 19.5e12)


def test_a_target_without_figures_still_tells_memory() -> None:
    bare = Target("bare", "bare", memory_gb=1.0)
    found = one(Tracer(Fake()), target=bare)
    assert found.seconds is None
    assert "unknown" in found.reasons["seconds"]
    assert found.peak_bytes is not None
    assert found.fits is not None


def test_this_machine_says_that_it_was_not_measured() -> None:
    assert any("perf calibrate" in each for each in one(Tracer(Fake()), target=HERE).notes)
    assert not any("perf calibrate" in each for each in one(Tracer(Fake())).notes)


def test_the_price_of_a_step_is_not_that_of_a_second() -> None:
    found = one(Tracer(Fake()), target=A100)
    assert found.usd is not None
    assert found.seconds is not None
    assert A100.usd_per_hour is not None
    assert found.usd.value == pytest.approx(
        found.seconds.value * A100.usd_per_hour / 3600, rel=0.01
    )


@pytest.mark.parametrize(
    ("inputs", "workload", "said"),
    [
        (torch.ones(2, 4), Workload(), r"`inputs=\(x,\)`, not a Tensor"),
        (None, Workload(), "not nothing"),
        ([torch.ones(2, 4)], Workload(), "not a list"),
        ((torch.ones(2, 4),), Workload(devices=2), "one device"),
        ((torch.ones(2, 4),), Workload(precision="int8"), "isn't converted to int8"),
        ((torch.ones(2, 4),), Workload(own=(("nonsense", 1),)), "no field 'nonsense'"),
        ((torch.ones(2, 4),), Workload(own=(("batch_dim", 3),)), "`batch_dim`"),
    ],
)
def test_mistakes_are_named(inputs: Any, workload: Workload, said: str) -> None:
    model = torch.nn.Linear(4, 4)
    with pytest.raises(UsageError, match=said):
        modules.estimate(model, inputs, workload, [A100], trace=Tracer(Fake()))


def test_no_module_is_named() -> None:
    with pytest.raises(UsageError, match=r"a str is no torch\.nn\.Module"):
        modules.estimate("x", (), Workload(), [A100], trace=Tracer(Fake()))


def test_without_torch_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(MissingExtra, match=r"jupyter-perf\[torch\]"):
        modules.estimate(None, (), Workload(), [A100], trace=Tracer(Fake()))


def test_other_sizes_are_around_the_one_that_is_asked() -> None:
    found = [(each.batch, each.sequence) for each in others(4, 16, Workload(sequence=16))]
    assert found[:3] == [(8, 16), (None, 32), (16, 16)]
    assert [each.batch for each in others(1, None, Workload())] == [2, 4, 8, 16]
    assert list(others(None, None, Workload())) == []


def test_growth_is_said_in_words() -> None:
    def level(value: float) -> Range:
        return Range(value, value, value)

    assert growth([(1, level(1)), (2, level(4))], "batch") == "about batch^2.0"
    assert growth([(1, level(7)), (2, level(7))], "batch") == "about the same for any `batch`"
    assert growth([(1, level(0)), (2, level(7))], "batch") == ""


def test_one_size_has_no_curve() -> None:
    assert curves([Point(8, None, Range(1, 1, 1), Range(1, 1, 1))]) == ()


def test_the_largest_batch_is_where_memory_ends() -> None:
    box = Target("box", "box", kind="cpu", memory_gb=1.0)
    peaks = {1: Range(2e8, 2e8, 2e8), 2: Range(3e8, 3e8, 3e8), 4: Range(5e8, 5e8, 5e8)}
    assert memory.largest_batch(peaks, box) == Range(9, 9, 9)
    assert memory.largest_batch({4: peaks[4]}, box) is None
    assert memory.largest_batch({1: peaks[1], 2: peaks[1]}, box) is None
    assert memory.largest_batch({1: Range(3e9, 3e9, 3e9), 2: Range(4e9, 4e9, 4e9)}, box) == Range(
        0, 0, 0
    )
