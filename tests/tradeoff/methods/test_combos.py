"""Methods together: their order, what excludes what, and that each of them is a whole method."""

from __future__ import annotations

import inspect
import itertools

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.asked_methods import wanted  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS, applied  # noqa: E402
from jupyter_perf.tradeoff.methods._combos import FAMILIES, combined, excluded, ordered  # noqa: E402
from jupyter_perf.tradeoff.methods._parameters import without_data  # noqa: E402
from jupyter_perf.tradeoff.result import Frontier  # noqa: E402

from . import changes, nets  # noqa: E402

MINE = [
    "attention", "checkpoint-blocks", "checkpoint-selective", "checkpoint-sqrt", "chunked-loss",
    "freeze", "lora", "qlora", "slimfit",
]  # fmt: skip


def gpt() -> Making:
    torch.manual_seed(0)
    return Making(nets.Gpt(layers=4), (nets.ids(),), {"labels": nets.ids()})


def test_every_order_given_becomes_the_one_that_works() -> None:
    expected = ["lora", "chunked-loss", "checkpoint-sqrt", "bf16", "optimizer-in-backward", "new"]
    for names in itertools.permutations(expected):
        assert ordered(names) == expected
    assert ordered(["new", "lora", "other", "lora", "zero-1"]) == ["lora", "new", "other", "zero-1"]


def test_two_of_a_kind_exclude_each_other() -> None:
    for does, family in FAMILIES.items():
        assert set(family) <= set(METHODS.names())
        assert does in excluded(family)
    assert "both choose what is trained" in combined(["lora", "freeze"], gpt())[1]
    assert "aren't complete" in excluded(["optimizer-in-backward", "bf16", "accumulate"])
    assert excluded(["lora", "lora", "bf16"]) == ""


def test_one_that_does_not_fit_is_named() -> None:
    plain = Making(nets.mlp(), (torch.ones(2, 16),))
    order, reason = combined(["checkpoint-blocks", "lora"], plain)
    assert order == ["lora", "checkpoint-blocks"]
    assert reason.startswith("`checkpoint-blocks`: nothing in it repeats")
    assert combined(["none"], plain) == ([], "")
    with pytest.raises(KeyError, match="no methods named"):
        combined(["nothing"], plain)


@pytest.mark.parametrize("first", ["lora", "qlora", "freeze", "slimfit"])
@pytest.mark.parametrize("last", FAMILIES["recompute activations"])
def test_what_is_trained_and_recomputed_together_is_exact(first: str, last: str) -> None:
    order, reason = combined([last, "attention", "chunked-loss", first], gpt())
    assert reason == ""
    alone = applied(first, gpt())
    together = applied("+".join(order), gpt())
    together.model.load_state_dict(alone.model.state_dict())
    for _ in range(2):
        changes.same_step(alone, together, rtol=1e-4)


@pytest.mark.parametrize("name", MINE)
def test_each_says_what_it_is(name: str) -> None:
    method = METHODS.get(name)
    manual = inspect.getdoc(method) or ""
    assert manual.startswith(f"{name}: ")
    for heading in ("What it does:", "What it costs:", "When it pays:", "Source:"):
        assert f"\n{heading}" in manual
    assert "arXiv" in manual
    assert method.words
    assert method.costs
    assert not method.modelled
    assert method.exact == (name not in ("freeze", "lora", "qlora", "slimfit"))
    compile(method.code(gpt()), name, "exec")


@pytest.mark.parametrize("name", METHODS.names())
def test_each_can_be_looked_at_without_any_data(name: str) -> None:
    plain = without_data(gpt())
    assert {each.device.type for each in plain.model.parameters()} == {"meta"}
    assert plain.model.head.weight is plain.model.tokens.weight
    method = METHODS.get(name)
    if not method.unfit(plain):
        made = method.apply(plain)
        assert method.code(plain)
        assert {each.device.type for each in made.model.parameters()} == {"meta"}


def test_a_frontier_applies_methods_to_the_model_alone() -> None:
    frontier = Frontier("", "")
    net = gpt().model
    made = frontier.apply("checkpoint-blocks+chunked-loss+lora", net, **{"lora.rank": 2})
    assert made.blocks[0].mlp[0].lora_a.shape[0] == 2
    made.train()
    assert type(made(nets.ids())).__name__ == "HeldLogits"
    assert frontier.apply("slimfit", net) is not net
    assert "sdpa_kernel" in str(frontier.apply("attention", net))
    with pytest.raises(UsageError, match="choose one"):
        frontier.apply("checkpoint-blocks+checkpoint-sqrt", net)
    with pytest.raises(UsageError, match="nothing in it repeats"):
        frontier.apply("checkpoint-blocks", nets.mlp())


def test_what_users_join_is_put_in_order_or_refused() -> None:
    assert wanted("checkpoint-blocks + lora(rank=4)", {}).names == ("lora+checkpoint-blocks",)
    with pytest.raises(UsageError, match="both recompute activations"):
        wanted(["checkpoint-blocks+checkpoint-sqrt"], {})
