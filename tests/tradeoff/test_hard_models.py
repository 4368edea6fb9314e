"""Models that can't be traced, or only with care: a clear outcome each, as a user gets it."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")

import jupyter_perf as jp  # noqa: E402
from jupyter_perf.errors import UsageError  # noqa: E402

from . import hard_models as hard  # noqa: E402

ROWS = torch.ones(4, 64)
WORDS = torch.zeros(4, 8, dtype=torch.long)


def asked(model: Any, batch: Any, **more: Any) -> Any:
    return jp.papaya(model, batch, **{"target": "t4", "methods": [], "budget": 120.0, **more})


@pytest.mark.parametrize(
    ("model", "batch", "words"),
    [
        (hard.Decides(), torch.ones(4, 8), "depends on values of tensors"),
        pytest.param(
            hard.SparseGradient(), WORDS, "sparse tensors can't be followed",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            torch.nn.ReLU(), ROWS, "there is nothing to train", marks=pytest.mark.slow
        ),
        pytest.param(
            hard.plain(), torch.ones(4, 63), "RuntimeError: a and b must have same reduction dim",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["data decides", "sparse", "no parameters", "a wrong width"],
)  # fmt: skip
def test_what_cannot_be_traced_is_said_with_no_figure(model: Any, batch: Any, words: str) -> None:
    found = asked(model, batch)
    assert found.answer.startswith("The step can't be traced")
    assert words in found.reasons["none"]
    assert found.best is None
    assert found.points == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("model", "batch"),
    [
        (hard.Complex(), ROWS),
        (hard.InPlace(), ROWS),
        (hard.Tied(), WORDS),
        (hard.OfDict(), {"x": torch.ones(4, 16), "y": torch.ones(4, 4)}),
        (hard.plain(), torch.ones(64, 4).t()),
    ],
    ids=["complex", "in place", "tied", "dict batch", "not contiguous"],
)
def test_what_takes_care_is_traced(model: torch.nn.Module, batch: Any) -> None:
    before = {name: each.clone() for name, each in model.state_dict().items()}
    found = asked(model, batch)
    assert found.best is not None
    assert found.best.batch > 1000
    assert found.best.fits
    # Nothing of the model ran here: its buffers are as they were.
    assert all(torch.equal(each, before[name]) for name, each in model.state_dict().items())


@pytest.mark.slow
def test_tied_weights_count_once() -> None:
    found = asked(hard.Tied(), WORDS)
    assert found.parameters == 100 * 32


@pytest.mark.slow
def test_what_is_recomputed_already_is_not_wrapped_again() -> None:
    found = asked(hard.Recomputed(), ROWS, methods=["checkpoint-blocks"])
    assert found.reasons["checkpoint-blocks"] == "it is checkpointed already"
    assert found.best is not None


@pytest.mark.slow
def test_an_optimizer_of_the_users_own_is_traced() -> None:
    model = hard.plain()
    found = asked(model, ROWS, optimizer=hard.Heavy(model.parameters()))
    size = 4 * sum(each.numel() for each in model.parameters())
    assert {each.breakdown["optimizer"] for each in found.points} == {size}


@torch.library.custom_op("jupyter_perf_tests::twice", mutates_args=())
def twice(x: torch.Tensor) -> torch.Tensor:
    return x * 2


def test_an_operation_of_the_notebook_says_what_helps() -> None:
    model = hard.plain()
    model.register_forward_hook(lambda _module, _inputs, out: twice(out))
    with pytest.raises(UsageError, match="if it is defined in a module that the notebook imports"):
        asked(model, ROWS)


@pytest.mark.parametrize(
    ("model", "batch", "more", "words"),
    [
        (hard.locked(), ROWS, {}, "cannot pickle '_thread.lock'"),
        (hard.plain(), ROWS, {"optimizer": "adamx"}, "did you mean adamax"),
        (hard.plain(), ROWS, {"optimizer": "lbfgs"}, "asks for the loss again and again"),
        (hard.plain(), "abc", {}, "not a str without any"),
        ("abc", ROWS, {}, "`model` is a torch.nn.Module, not str"),
        (hard.plain(), torch.ones(0, 64), {}, "give one with an example in it"),
        (hard.plain(), ROWS, {"memory": "lots"}, "a text like '16GB', not 'lots'"),
        (hard.plain(), ROWS, {"target": "a1000"}, "did you mean a10"),
        (hard.plain(), ROWS, {"methods": ["chekpoint"]}, "did you mean checkpoint-"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_once(
    model: Any, batch: Any, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        asked(model, batch, **more)
