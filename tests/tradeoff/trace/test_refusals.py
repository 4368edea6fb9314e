"""Why there is no trace, in words, and inputs of other sizes."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.core.dimensions import Dimensions, dimensions_of  # noqa: E402
from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.trace import Trace, Untraced  # noqa: E402
from jupyter_perf.tradeoff.trace.rebuilding import strides  # noqa: E402

from . import models  # noqa: E402
from .conftest import Here  # noqa: E402


def test_inputs_of_a_wrong_shape_quote_the_model(here: Here) -> None:
    found = here(torch.nn.Linear(20, 5), (torch.ones(4, 10),), train=False)
    assert isinstance(found, Untraced)
    assert found.why == "inputs"
    assert "the forward pass raised RuntimeError" in found.reason
    assert "20" in found.reason


def test_too_few_inputs_quote_the_model(here: Here) -> None:
    found = here(torch.nn.Bilinear(2, 2, 2), (torch.ones(4, 2),), train=False)
    assert isinstance(found, Untraced)
    assert found.why == "inputs"
    assert "input2" in found.reason


@pytest.mark.parametrize("model", [models.ByValue(), models.ByMask()])
def test_values_that_decide_are_said_with_their_line(here: Here, model: torch.nn.Module) -> None:
    found = here(model, (torch.ones(4, 10),), train=False)
    assert isinstance(found, Untraced)
    assert found.why == "values"
    assert "aren't known before it runs" in found.reason
    assert "`forward`, models.py" in found.reason


def test_a_loss_that_fails_is_named(here: Here) -> None:
    found = here(torch.nn.Linear(4, 4), (torch.ones(4, 4),), loss=lambda out: out.nonsense)
    assert isinstance(found, Untraced)
    assert found.reason.startswith("the loss raised AttributeError")


def test_an_output_without_gradient_asks_for_a_loss(here: Here) -> None:
    class Counts(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = torch.nn.Parameter(torch.ones(3))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x.argmax()

    found = here(Counts(), (torch.ones(3),))
    assert isinstance(found, Untraced)
    assert "say what the loss is" in found.reason


def test_labels_that_a_loss_holds_grow_with_the_batch(here: Here) -> None:
    model, (ids,) = models.cases()["gpt"]
    labels = torch.zeros(4 * 24, dtype=torch.long)

    def loss(out: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(out.flatten(0, 1), labels)

    found = [here(model, (ids,), loss=loss, batch=each) for each in (4, 8)]
    assert all(isinstance(each, Trace) for each in found), found
    assert found[1].peak_bytes > found[0].peak_bytes


def test_the_models_own_loss_is_taken(here: Here) -> None:
    class WithLoss(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = torch.nn.Linear(3, 3)

        def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
            out = self.inner(x)
            return {"logits": out, "loss": (out * out * out).sum()}

    own = here(WithLoss(), (torch.ones(512, 3),))
    plain = here(torch.nn.Linear(3, 3), (torch.ones(512, 3),))
    assert isinstance(own, Trace)
    assert isinstance(plain, Trace)
    assert own.peak_bytes > plain.peak_bytes


def test_unknown_optimizers_are_refused_with_what_is_near() -> None:
    from jupyter_perf.tradeoff.trace.optimizers import checked

    assert checked("Adam-W") == "adamw"
    with pytest.raises(UsageError, match="did you mean adamw"):
        checked("adamww")
    with pytest.raises(UsageError, match="one pass"):
        checked("LBFGS")


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ([((8, 128), "int64")], Dimensions(8, 128)),
        ([((8, 128, 32), "float32")], Dimensions(8, 128)),
        ([((8, 3, 32, 32), "float32")], Dimensions(8)),
        ([((8, 10), "float32")], Dimensions(8)),
        ([((), "float32"), ((4,), "float32")], Dimensions(4)),
        ([], Dimensions()),
    ],
)
def test_which_dimensions_are_batch_and_sequence(
    inputs: list[tuple[tuple[int, ...], str]], expected: Dimensions
) -> None:
    assert dimensions_of(inputs) == expected


def test_sequence_first_is_asked_for() -> None:
    assert dimensions_of([((128, 8, 32), "float32")], 1) == Dimensions(8, 128, 1)


@pytest.mark.parametrize(
    ("shape", "dtype", "expected"),
    [
        ((8, 128), "int64", (2, 64)),
        ((8, 128, 128), "float32", (2, 64, 128)),
        ((8, 1, 128, 128), "bool", (2, 1, 64, 64)),
        ((8, 12, 128, 128), "float32", (2, 12, 64, 64)),
        ((128, 128), "float32", (64, 64)),
        ((1024,), "int64", (128,)),
        ((7, 3), "float32", (7, 3)),
        ((), "float32", ()),
    ],
)
def test_inputs_of_other_sizes(
    shape: tuple[int, ...], dtype: str, expected: tuple[int, ...]
) -> None:
    assert Dimensions(8, 128).resized(shape, dtype, 2, 64) == expected


def test_the_order_in_memory_is_kept() -> None:
    given = torch.empty(2, 3, 4, 5).to(memory_format=torch.channels_last)
    assert strides((8, 3, 4, 5), given.stride()) == tuple(
        torch.empty(8, 3, 4, 5).to(memory_format=torch.channels_last).stride()
    )
