"""Recomputed blocks and segments: the same gradients, less memory, and refusals."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS  # noqa: E402

from . import changes, nets  # noqa: E402

NAMES = ["checkpoint-blocks", "checkpoint-sqrt", "checkpoint-selective"]


def cases() -> dict[str, tuple[Any, tuple[Any, ...]]]:
    torch.manual_seed(0)
    return {
        "gpt": (nets.Gpt(), (nets.ids(),)),
        "resnet": (nets.resnet(), (torch.randn(3, 3, 16, 16),)),
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("model", ["gpt", "resnet"])
def test_gradients_and_statistics_are_those_of_the_plain_step(name: str, model: str) -> None:
    net, args = cases()[model]
    plain = Making(net, args)
    assert METHODS.get(name).unfit(plain) == ""
    for _ in range(2):  # the first step plans what the second one saves
        changes.same_step(plain, METHODS.get(name).apply(plain))
    made = METHODS.get(name).apply(plain)
    changes.same_step(plain, made)
    changes.same_step(plain, made)


@pytest.mark.parametrize("name", NAMES)
def test_the_model_stays_and_names_stay(name: str) -> None:
    net, args = cases()["gpt"]
    classes = [type(each) for each in net.modules()]
    made = METHODS.get(name).apply(Making(net, args)).model
    assert [type(each) for each in net.modules()] == classes
    assert made is not net
    assert list(made.state_dict()) == list(net.state_dict())
    assert [id(each) for each in made.parameters()] == [id(each) for each in net.parameters()]
    made.load_state_dict(net.state_dict())
    assert isinstance(made.blocks[0], nets.Block)


@pytest.mark.parametrize("name", NAMES)
def test_copies_are_on_their_own(name: str) -> None:
    net, args = cases()["gpt"]
    made = METHODS.get(name).apply(Making(net, args))
    for twin in (copy.deepcopy(made.model), pickle.loads(pickle.dumps(made.model))):
        assert not {id(each) for each in twin.parameters()} & {id(e) for e in net.parameters()}
        changes.same_step(Making(net, args), made.replaced(model=twin))


@pytest.mark.parametrize("name", NAMES)
def test_autocast_is_the_same_the_second_time(name: str) -> None:
    net, args = cases()["gpt"]
    plain = Making(net, args, precision="bf16")
    made = METHODS.get(name).apply(plain)
    changes.same_step(plain, made)
    changes.same_step(plain, made)


@pytest.mark.parametrize("name", NAMES)
def test_less_is_kept_and_the_trace_says_how_much(name: str) -> None:
    net, args = nets.Gpt(layers=9), (nets.ids(16, 32),)
    plain = Making(net, args)
    much, little = changes.real_peak(plain), changes.real_peak(METHODS.get(name).apply(plain))
    assert little.breakdown["activations"] < 0.5 * much.breakdown["activations"]
    traced = changes.traced_peak(plain, name)
    assert traced.peak_bytes == little.peak_bytes


def test_a_larger_budget_keeps_more_and_recomputes_less() -> None:
    net, args = nets.Gpt(layers=4), (nets.ids(8, 32),)
    kept, redone = [], []
    for budget in ("0", 0.3, 1.0):
        options = {"checkpoint-selective.budget": budget}
        making = METHODS.get("checkpoint-selective").apply(Making(net, args, options=options))
        kept.append(changes.real_peak(making).breakdown["activations"])
        redone.append(changes.products(making))
    assert kept == sorted(set(kept))
    assert redone == sorted(set(redone), reverse=True)
    options = {"checkpoint-selective.budget": 1.5}
    with pytest.raises(UsageError, match="from 0 to 1"):
        METHODS.get("checkpoint-selective").apply(Making(net, args, options=options))


def test_segments_of_layers_without_blocks_are_exact() -> None:
    torch.manual_seed(0)
    plain = Making(nets.mlp(), (torch.randn(4, 16),))
    assert METHODS.get("checkpoint-blocks").unfit(plain).startswith("nothing in it repeats")
    assert METHODS.get("checkpoint-sqrt").unfit(plain) == ""
    changes.same_step(plain, METHODS.get("checkpoint-sqrt").apply(plain))


def test_only_the_blocks_asked_for_are_recomputed() -> None:
    net, args = cases()["gpt"]
    for asked, wrapped in (("0-1,3", [0, 1, 3]), ([2], [2]), (1, [0]), (None, [0, 1, 2, 3])):
        options = {} if asked is None else {"checkpoint-blocks.blocks": asked}
        made = METHODS.get("checkpoint-blocks").apply(Making(net, args, options=options)).model
        found = [at for at, each in enumerate(made.blocks) if type(each) is not nets.Block]
        assert found == wrapped


@pytest.mark.parametrize("asked", ["0-9", "x", [-1], "3-1", 1.5, [True, "a"], {}, ""])
def test_blocks_that_are_not_there_are_refused(asked: Any) -> None:
    net, args = cases()["gpt"]
    making = Making(net, args, options={"checkpoint-blocks.blocks": asked})
    with pytest.raises(UsageError, match=r"checkpoint-blocks\.blocks.* from 0 to 3"):
        METHODS.get("checkpoint-blocks").apply(making)


class Between(nets.Gpt):
    """Its loop does more than to pass on."""

    def forward(self, ids: Any, labels: Any = None) -> Any:
        x = self.tokens(ids)
        for block in self.blocks:
            x = block(x) * 1.0
        return self.head(x)


def test_a_loop_that_does_more_makes_no_segments() -> None:
    making = METHODS.get("checkpoint-sqrt").apply(Making(Between(), (nets.ids(),)))
    with pytest.raises(UsageError, match=r"does something between `blocks\.0` and `blocks\.1`"):
        making.model(*making.args)
    with torch.no_grad():
        assert making.model(*making.args).shape == (3, 12, 96)


class Overwrites(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = torch.nn.Linear(4, 4)

    def forward(self, x: Any) -> Any:
        return self.inner(torch.nn.functional.leaky_relu(x, inplace=True))


def test_a_block_that_writes_over_its_input_is_refused() -> None:
    net = torch.nn.Sequential(
        torch.nn.Linear(4, 4), torch.nn.Sequential(Overwrites(), Overwrites())
    )
    making = METHODS.get("checkpoint-blocks").apply(Making(net, (torch.randn(2, 4),)))
    with pytest.raises(UsageError, match="changes its input in place"):
        making.model(*making.args)


def test_what_makes_no_sense_is_said() -> None:
    net, args = cases()["gpt"]
    fit = METHODS.get("checkpoint-blocks").unfit
    frozen = copy.deepcopy(net).requires_grad_(False)
    assert "no parameter gets a gradient" in fit(Making(frozen, args))
    made = METHODS.get("checkpoint-blocks").apply(Making(net, args))
    assert all(METHODS.get(name).unfit(made) == "it is checkpointed already" for name in NAMES)
    own = copy.deepcopy(net)
    own.gradient_checkpointing = True
    assert fit(Making(own, args)) == "it is checkpointed already"
    patched = copy.deepcopy(net)
    patched.blocks[1].forward = patched.blocks[1].forward
    assert "was replaced on the object" in fit(Making(patched, args))
    spectral = copy.deepcopy(net)
    torch.nn.utils.parametrizations.spectral_norm(spectral.blocks[0].mlp[0])
    assert "spectrally normed" in fit(Making(spectral, args))
    assert "nothing in it repeats" in fit(Making(torch.nn.Linear(2, 2), (torch.ones(1, 2),)))
