"""Peaks of steps that aren't run, against those of steps that are."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.tradeoff.trace import Trace  # noqa: E402

from . import models  # noqa: E402
from .conftest import Here, numbers, really  # noqa: E402


@pytest.mark.parametrize("name", [each for each in models.cases() if each != "lstm"])
@pytest.mark.parametrize("train", [True, False])
def test_a_traced_peak_is_the_real_one_to_the_byte(here: Here, name: str, train: bool) -> None:
    model, inputs = models.cases()[name]
    traced = numbers(here(model, inputs, train=train))
    real = numbers(really(model, inputs, train=train))
    assert traced["peak_bytes"] == real["peak_bytes"] > real["start_bytes"]
    assert traced == real


def test_the_workspace_of_recurrent_layers_is_about_what_it_really_is(here: Here) -> None:
    model = torch.nn.LSTM(64, 128, num_layers=2, batch_first=True)
    traced = here(model, (torch.ones(8, 40, 64),))
    real = really(model, (torch.ones(8, 40, 64),), train=True)
    assert isinstance(traced, Trace)
    assert traced.peak_bytes == pytest.approx(real.peak_bytes, rel=0.03)
    assert "recurrent layers" in traced.notes[0]
    assert real.notes == ()


def test_recurrent_layers_need_none_of_it_without_training(here: Here) -> None:
    model, inputs = models.cases()["lstm"]
    traced, real = here(model, inputs, train=False), really(model, inputs, train=False)
    assert isinstance(traced, Trace)
    assert traced.peak_bytes == real.peak_bytes
    assert traced.notes == ()


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam", "rmsprop", "adagrad"])
def test_optimizers_keep_what_they_really_keep(here: Here, optimizer: str) -> None:
    model, inputs = models.cases()["mlp"]
    traced = here(model, inputs, optimizer=optimizer)
    assert numbers(traced) == numbers(really(model, inputs, train=True, optimizer=optimizer))


def test_the_parts_are_the_whole(here: Here) -> None:
    model, inputs = models.cases()["gpt"]
    found = here(model, inputs)
    assert isinstance(found, Trace)
    assert sum(found.breakdown.values()) == found.peak_bytes
    weights = sum(each.numel() * 4 for each in model.parameters())
    assert found.breakdown["weights"] == weights == sum(m.weight_bytes for m in found.modules)
    assert found.breakdown["optimizer"] == pytest.approx(2 * weights, rel=0.001)
    assert found.parameters == weights // 4
    assert found.peak_bytes <= found.rounded_peak_bytes <= found.peak_bytes + 512 * 1000


def test_tied_weights_and_views_count_once(here: Here) -> None:
    (tied, ids), (loose, _) = (
        (models.TinyGpt(tied=each), torch.ones(2, 8, dtype=torch.long)) for each in (True, False)
    )
    one, two = here(tied, (ids,), train=False), here(loose, (ids,), train=False)
    assert isinstance(one, Trace)
    assert isinstance(two, Trace)
    assert two.breakdown["weights"] - one.breakdown["weights"] == 96 * 32 * 4


def test_a_frozen_part_has_neither_gradients_nor_state(here: Here) -> None:
    model, inputs = models.cases()["mlp"]
    model[0].requires_grad_(False)
    found = here(model, inputs, optimizer="adam")
    assert isinstance(found, Trace)
    trained = sum(each.numel() * 4 for each in model[2].parameters())
    assert found.breakdown["optimizer"] == pytest.approx(2 * trained, abs=16)
    assert numbers(found) == numbers(really(model, inputs, train=True, optimizer="adam"))


def test_checkpointing_saves_activations_and_costs_none_of_the_rest(here: Here) -> None:
    (plain, inputs), (saving, _) = models.cases()["gpt"], models.cases()["gpt, checkpointed"]
    much, little = here(plain, inputs, batch=64), here(saving, inputs, batch=64)
    assert isinstance(much, Trace)
    assert isinstance(little, Trace)
    assert little.breakdown["activations"] < much.breakdown["activations"] / 2
    assert little.breakdown["weights"] == much.breakdown["weights"]


def test_lists_of_tensors_need_more_memory_in_the_update(here: Here) -> None:
    model = torch.nn.Sequential(*(torch.nn.Linear(64, 64) for _ in range(8)))
    one, many = (here(model, (torch.ones(2, 64),), foreach=each) for each in (False, True))
    assert isinstance(one, Trace)
    assert isinstance(many, Trace)
    assert one.peak_phase == many.peak_phase == "optimizer"
    assert many.peak_bytes > one.peak_bytes + 6 * 64 * 64 * 4


def test_modules_are_named_where_they_use_memory(here: Here) -> None:
    model, inputs = models.cases()["resnet"]
    found = here(model, inputs, batch=64)
    assert isinstance(found, Trace)
    by_name = {each.name: each for each in found.modules}
    assert by_name["0"].kind == "Conv2d"
    assert by_name["0"].parameters == 8 * 3 * 9 + 8
    assert by_name["2.path.0"].at_peak_bytes > 0
    assert sum(m.at_peak_bytes for m in found.modules) <= found.peak_bytes


def test_mixed_precision_halves_what_matrices_keep(here: Here) -> None:
    model, inputs = models.cases()["mlp"]
    full, half = (here(model, inputs, batch=4096, autocast=each) for each in (False, True))
    assert isinstance(full, Trace)
    assert isinstance(half, Trace)
    assert half.breakdown["activations"] < 0.8 * full.breakdown["activations"]


def test_a_trace_survives_json(here: Here) -> None:
    model, inputs = models.cases()["mlp"]
    found = here(model, inputs)
    assert isinstance(found, Trace)
    assert Trace.from_json(found.to_json()) == found
    with pytest.raises(ValueError, match="not a trace"):
        Trace.from_json('{"modules": [{"nonsense": 1}], "notes": []}')


def test_a_model_elsewhere_is_traced_here(here: Here) -> None:
    class Moves(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = torch.nn.Linear(4, 4)
            self.device = torch.device("cuda:0")

        def forward(self, x: Any) -> Any:
            return self.inner(x.to("cuda").to(self.device).cuda()) + torch.zeros(4, device="cuda")

    model = Moves().to("meta")
    found = here(model, (torch.empty(2, 4, device="meta"),), elsewhere=True)
    plain = here(torch.nn.Linear(4, 4), (torch.ones(2, 4),))
    assert isinstance(found, Trace)
    assert isinstance(plain, Trace)
    assert found.breakdown["weights"] == plain.breakdown["weights"] == 80


def test_what_a_model_keeps_for_itself_is_told_apart(here: Here) -> None:
    class Keeps(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = torch.nn.Linear(8, 8)
            self.cache: Any = None

        def forward(self, x: Any) -> Any:
            if self.cache is None:
                self.cache = torch.ones(1000)
            return self.inner(x) + self.cache[0]

    found = here(Keeps(), (torch.ones(2, 8),))
    assert isinstance(found, Trace)
    assert found.breakdown["kept"] == 4000
    assert sum(found.breakdown.values()) == found.peak_bytes
