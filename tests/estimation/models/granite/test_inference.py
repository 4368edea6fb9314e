"""What numpy computes is what PyTorch computes."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("iced_x86", reason="the extra `blocks` is not installed")
pytest.importorskip("torch", reason="the extra `torch` is not installed")

import code_bytes
import torch

from jupyter_perf.estimation.models.granite.batches import batch_of
from jupyter_perf.estimation.models.granite.inference import Inference
from jupyter_perf.estimation.models.granite.lean import trainable
from jupyter_perf.estimation.models.granite.lean.network import Tensors

CODES = [first + second for first in code_bytes.EVERY for second in code_bytes.EVERY]


def made(**how: int) -> trainable.TrainableLean:
    torch.manual_seed(1)
    network = trainable.fresh(CODES, ["one", "two"], **how)
    with torch.no_grad():
        for each in network.module.parameters():
            each.add_(0.05 * torch.randn_like(each))
    network.module.eval()
    return network


@pytest.mark.parametrize("shape", [{"width": 16, "rounds": 1}, {"width": 24, "rounds": 3}])
def test_both_say_the_same(shape: dict[str, int]) -> None:
    network = made(**shape)
    batch = batch_of(network.examples(CODES))
    with torch.no_grad():
        cycles, spread = network.module(Tensors(batch))
    weights = {name: each.numpy() for name, each in network.module.state_dict().items()}
    found = Inference(weights)(batch)
    np.testing.assert_allclose(found.cycles, cycles.numpy(), rtol=1e-5)
    np.testing.assert_allclose(found.spread, spread.numpy(), atol=1e-5)
    assert found.cycles.shape == (len(CODES), 2)
    assert (found.spread[:, 0] < 0).all()
    assert (found.spread[:, 1] > 0).all()


def test_a_block_is_predicted_the_same_in_any_company() -> None:
    network = made(width=16, rounds=2)
    weights = {name: each.numpy() for name, each in network.module.state_dict().items()}
    examples = network.examples(CODES)
    together = Inference(weights)(batch_of(examples)).cycles
    alone = np.concatenate([Inference(weights)(batch_of([each])).cycles for each in examples])
    np.testing.assert_allclose(together, alone, rtol=1e-4)


def test_every_weight_is_learnt_from() -> None:
    network = made(width=16, rounds=2)
    network.module.train()
    cycles, spread = network.module(Tensors(batch_of(network.examples(CODES))))
    (torch.log(cycles).abs().sum() + spread.abs().sum()).backward()
    idle = [
        name
        for name, each in network.module.named_parameters()
        if each.grad is None or not each.grad.abs().sum() > 0
    ]
    assert idle == []


def test_without_chains_a_long_chain_is_no_bound() -> None:
    with_chains, without = made(width=16, rounds=1), None
    torch.manual_seed(1)
    without = trainable.fresh(CODES, ["one"], width=16, rounds=1, chains=False)
    batch = Tensors(batch_of(with_chains.examples([code_bytes.MUL_CHAIN])))
    with torch.no_grad():
        own, embedded = with_chains.module.embedded(batch)
        latency = with_chains.module.latencies(own, batch)
        vectors = with_chains.module.norm(with_chains.module.vectors(embedded, batch))
        assert with_chains.module.bounds(latency, vectors, batch)[0, 0] > 0
        assert without.module.bounds(latency, vectors, batch)[0, 0] == 0


def test_latencies_hang_on_nothing_around_an_instruction() -> None:
    network = made(width=16, rounds=3)
    network.module.eval()
    chain = code_bytes.MUL_CHAIN * 2
    beside = chain + bytes.fromhex("4c8b03")  # mov r8,[rbx]
    assert _latencies(network, chain).items() <= _latencies(network, beside).items()


def _latencies(network: trainable.TrainableLean, code: bytes) -> dict[tuple[int, ...], float]:
    """Edge → cycles."""
    batch = Tensors(batch_of(network.examples([code])))
    n = batch.schedule.edges
    edges = torch.stack([batch.source[:n], batch.destination[:n], batch.type[:n]], 1)
    with torch.no_grad():
        latency = network.module.latencies(network.module.embedded(batch)[0], batch)
    found = zip(edges.tolist(), latency.tolist(), strict=True)
    return {tuple(edge): round(each, 5) for edge, each in found}


def test_without_loop_carried_edges_none_is_there() -> None:
    network = trainable.fresh(CODES, ["one"], carried=False, width=16, rounds=1)
    assert all(not (each.edges[:, 2] & 1).any() for each in network.examples(CODES))
