"""The published network: what must hold of it whatever it has learnt, and that it learns."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

pytest.importorskip("iced_x86")
pytest.importorskip("torch")

import torch

from jupyter_perf.estimation.models.granite.graph import EdgeKind
from jupyter_perf.estimation.models.granite.published.layers import Dense, total
from jupyter_perf.estimation.models.granite.published.trainable import TrainableGranite, fresh
from jupyter_perf.estimation.models.granite.training.loop import (
    Plan,
    State,
    optimizer_of,
    predicted,
    train,
)

SMALL = {"width": 16, "rounds": 3, "hidden": 1, "unknown": 0.0, "rarest": 1}
CYCLES = {
    "48 ff c0": 1.0,  # inc rax
    "48 0f af c3": 3.0,  # imul rax, rbx
    "48 8b 00": 4.0,  # mov rax, [rax]
    "48 ff c0 48 ff c3": 1.0,  # inc rax; inc rbx
    "f2 0f 58 c1 f2 0f 59 c1": 6.0,  # addsd xmm0, xmm1; mulsd xmm0, xmm1
    "48 89 03 48 83 c3 08": 1.0,  # mov [rbx], rax; add rbx, 8
    "f2 0f 5e c1": 13.0,  # divsd xmm0, xmm1
    "31 c0 48 01 c8 48 89 0b": 1.1,  # xor eax, eax; add rax, rcx; mov [rbx], rcx
}
BLOCKS = [bytes.fromhex(code) for code in CYCLES]
UNSEEN = bytes.fromhex("66 0f 3a 0f c1 08")  # palignr xmm0, xmm1, 8


def network(targets: tuple[str, ...] = ("zen4",), **options: Any) -> TrainableGranite:
    torch.manual_seed(2)
    return fresh(BLOCKS, targets, **{**SMALL, **options})


def cycles(net: TrainableGranite, blocks: list[bytes]) -> Any:
    net.module.eval()
    with torch.no_grad():
        return net.forward(net.collate(net.examples(blocks)))[0]


def test_a_block_has_the_same_prediction_in_any_batch() -> None:
    net = network(("zen4", "skylake"))
    together = cycles(net, BLOCKS)
    assert together.shape == (len(BLOCKS), 2)
    assert bool((together > 0).all())
    assert len(set(together[:, 0].tolist())) == len(BLOCKS)
    torch.testing.assert_close(cycles(net, BLOCKS[::-1]).flip(0), together)
    alone = torch.cat([cycles(net, [block]) for block in BLOCKS])
    torch.testing.assert_close(alone, together)


def test_contributions_of_instructions_sum_to_the_block_s_cycles() -> None:
    net = network()
    examples = net.examples(BLOCKS)
    batch = net.collate(examples)
    net.module.eval()
    each = net.contributions(batch)
    assert len(each) == sum(net.size(example) for example in examples)
    assert bool((each > 0).all())
    summed = [each[batch.block_of_instruction == place].sum() for place in range(len(BLOCKS))]
    torch.testing.assert_close(torch.stack(summed), cycles(net, BLOCKS)[:, 0])


def test_every_parameter_takes_part() -> None:
    net = network(("zen4", "skylake"), hidden=2)
    net.forward(net.collate(net.examples([*BLOCKS, UNSEEN])))[0].sum().backward()
    idle = [
        name
        for name, parameter in net.module.named_parameters()
        if parameter.grad is None or not parameter.grad.abs().sum() > 0
    ]
    assert idle == []


def test_it_learns_eight_blocks_by_heart() -> None:
    net = network()
    batch = net.collate(net.examples(BLOCKS))
    measured = torch.tensor(list(CYCLES.values()))[:, None]
    optimizer = torch.optim.Adam(net.module.parameters(), 5e-3)
    errors = []
    for _ in range(300):
        error = (net.forward(batch)[0] / measured - 1).square().mean()
        errors.append(error.item() ** 0.5)
        optimizer.zero_grad()
        error.backward()
        optimizer.step()
    assert errors[0] > 0.3
    assert errors[-1] < 0.03


def test_the_trainer_trains_it_and_leaves_out_what_was_not_measured() -> None:
    net = network(("zen4", "skylake"))
    examples = net.examples(BLOCKS)
    measured = np.array([[value, np.nan] for value in CYCLES.values()])
    before = net.module.state_dict()["tokens.weight"].clone()
    plan, state = Plan(seconds=0.05, batch=4), State()
    train(net, examples, measured, plan, state, optimizer_of(net, plan), lambda loss: None)
    assert state.blocks > 0
    assert not torch.equal(net.module.state_dict()["tokens.weight"], before)
    gradients = {
        head: [each.grad for name, each in net.module.named_parameters() if head in name]
        for head in ("decoders.0", "decoders.1")
    }
    moved = [
        sum(float(each.abs().sum()) for each in of_head if each is not None)
        for of_head in gradients.values()
    ]
    assert moved[0] > 0
    assert moved[1] == 0
    found, spread = predicted(net, examples)
    assert found.shape == (len(BLOCKS), 2)
    assert spread is None


def test_unknown_tokens_are_hidden_at_random_in_training_only() -> None:
    net = network(unknown=0.5)
    batch = net.collate(net.examples(BLOCKS))
    net.module.train()
    assert not torch.equal(net.module(batch), net.module(batch))
    net.module.eval()
    assert torch.equal(net.module(batch), net.module(batch))
    # Where all are hidden, blocks of the same shape are the same.
    net = network(unknown=1.0)
    net.module.train()
    two = net.collate(net.examples([bytes.fromhex("48 ff c0"), bytes.fromhex("48 ff c3")]))
    assert torch.equal(*net.module(two))


def test_what_training_did_not_show_is_predicted_all_the_same() -> None:
    assert bool((cycles(network(), [UNSEEN]) > 0).all())


def test_rare_tokens_are_unknown_unless_told() -> None:
    net = network(rarest=3)
    assert "instruction:mov" in net.vocabulary.known
    assert "instruction:divsd" not in net.vocabulary.known


def test_a_loop_carried_value_matters_only_with_the_extension() -> None:
    carried = bytes.fromhex("48 01 d8 48 89 c3")  # add rax, rbx; mov rbx, rax
    net = network(without=("full-registers",))
    plain = network(without=("full-registers", "loop-carried"))
    kinds = [each.examples([carried])[0].edge_kinds.tolist() for each in (net, plain)]
    assert EdgeKind.LOOP_CARRIED in kinds[0]
    assert EdgeKind.LOOP_CARRIED not in kinds[1]
    plain.module.load_state_dict(net.module.state_dict())  # the same tokens: only edges differ
    assert not torch.equal(cycles(net, [carried]), cycles(plain, [carried]))
    straight = bytes.fromhex("48 89 c3")
    assert torch.equal(cycles(net, [straight]), cycles(plain, [straight]))


def test_it_is_built_again_from_its_settings() -> None:
    net = network(("zen4", "skylake"), without=("loop-carried",))
    again = TrainableGranite(json.loads(json.dumps(net.settings())))
    again.module.load_state_dict(net.module.state_dict())
    assert again.settings() == net.settings()
    assert torch.equal(cycles(again, BLOCKS), cycles(net, BLOCKS))


def test_autocast_changes_little() -> None:
    net = network()
    exact = cycles(net, BLOCKS)
    with torch.autocast("cpu", torch.bfloat16):
        rough = cycles(net, BLOCKS)
    assert rough.dtype == torch.float32
    assert not torch.equal(rough, exact)
    torch.testing.assert_close(rough, exact, rtol=0.1, atol=0.02)


def test_a_batch_goes_where_the_network_is() -> None:
    net = network()
    net.module.to("meta")
    batch = net.collate(net.examples(BLOCKS))
    assert {getattr(batch, name).device.type for name in ("tokens", "senders")} == {"meta"}
    assert batch.blocks == len(BLOCKS)


def test_the_first_layer_is_that_of_the_joined_vectors() -> None:
    torch.manual_seed(0)
    layer = Dense(2, width=4, hidden=0)
    many, few, places = torch.randn(5, 4), torch.randn(3, 4), torch.tensor([0, 2, 1, 1, 0])
    joined = layer.first(torch.cat([many, few[places]], dim=1))
    torch.testing.assert_close(layer((many, None), (few, places)), joined)


def test_totals_go_where_they_belong() -> None:
    vectors = torch.tensor([[1.0], [2.0], [4.0]])
    assert total(vectors, torch.tensor([2, 0, 2]), 4).flatten().tolist() == [2.0, 0.0, 5.0, 0.0]
