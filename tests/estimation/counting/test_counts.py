"""What is counted of operations that really run, against what they are known to cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from jupyter_perf.estimation.counting import Counted, Counter, Counting  # noqa: E402
from jupyter_perf.estimation.counting.ops.attention import pairs  # noqa: E402


def count(work: Callable[[], object]) -> Counted:
    with Counting() as seen:
        work()
    return seen.counted()


def leaf(*shape: int, dtype: Any = torch.float32) -> Any:
    return torch.ones(*shape, dtype=dtype, requires_grad=True)


@pytest.mark.parametrize(
    ("work", "products"),
    [
        (lambda: torch.ones(3, 4) @ torch.ones(4, 5), 3 * 4 * 5),
        (lambda: torch.ones(7, 3, 4) @ torch.ones(7, 4, 5), 7 * 3 * 4 * 5),
        (lambda: torch.ones(7, 3, 4) @ torch.ones(4, 5), 7 * 3 * 4 * 5),
        (lambda: torch.ones(3, 4) @ torch.ones(4), 3 * 4),
        (lambda: torch.dot(torch.ones(9), torch.ones(9)), 9),
        (lambda: torch.einsum("bij,bkj->bik", torch.ones(2, 3, 4), torch.ones(2, 5, 4)), 120),
        (lambda: torch.addmm(torch.ones(5), torch.ones(3, 4), torch.ones(4, 5)), 60),
        (lambda: torch.baddbmm(torch.ones(1), torch.ones(2, 3, 4), torch.ones(2, 4, 5)), 120),
        (lambda: torch.addbmm(torch.ones(3, 5), torch.ones(2, 3, 4), torch.ones(2, 4, 5)), 120),
        (lambda: torch.addmv(torch.ones(3), torch.ones(3, 4), torch.ones(4)), 12),
        (lambda: F.linear(torch.ones(2, 6, 4), torch.ones(5, 4)), 2 * 6 * 4 * 5),
        (lambda: torch.linalg.multi_dot([torch.ones(2, 3), torch.ones(3, 4)]), 24),
        (lambda: torch.ones(0, 4) @ torch.ones(4, 5), 0),
    ],
)
def test_products_of_matrices(work: Callable[[], object], products: int) -> None:
    assert count(work).matrix_flops == 2 * products


@pytest.mark.parametrize(
    ("layer", "shape", "products"),
    [
        (nn.Conv1d(4, 6, 3), (2, 4, 10), 2 * 6 * 8 * 4 * 3),
        (nn.Conv2d(4, 6, 3, padding=1), (2, 4, 8, 8), 2 * 6 * 64 * 4 * 9),
        (nn.Conv2d(4, 8, 3, groups=4), (2, 4, 8, 8), 2 * 8 * 36 * 1 * 9),
        (nn.Conv2d(4, 6, 3, stride=2, dilation=2), (1, 4, 9, 9), 6 * 9 * 4 * 9),
        (nn.Conv3d(2, 3, 2), (1, 2, 4, 4, 4), 3 * 27 * 2 * 8),
        (nn.ConvTranspose2d(4, 6, 3, stride=2), (2, 4, 5, 5), 2 * 4 * 25 * 6 * 9),
        (nn.ConvTranspose1d(4, 6, 3, groups=2), (2, 4, 5), 2 * 4 * 5 * 3 * 3),
    ],
)
def test_convolutions_and_both_of_their_gradients(
    layer: nn.Module, shape: tuple[int, ...], products: int
) -> None:
    forward = count(lambda: layer(torch.ones(shape)))
    whole = count(lambda: layer(leaf(*shape)).sum().backward())
    weights = count(lambda: layer(torch.ones(shape)).sum().backward())
    assert forward.matrix_flops == 2 * products
    assert whole.matrix_flops == 3 * forward.matrix_flops
    assert weights.matrix_flops == 2 * forward.matrix_flops
    assert not forward.unknown
    assert not whole.unknown


@pytest.mark.parametrize(
    ("queries", "keys", "causal"), [(6, 6, False), (6, 6, True), (3, 8, True), (8, 3, True)]
)
def test_pairs_of_causal_attention_are_those_of_its_mask(
    queries: int, keys: int, causal: bool
) -> None:
    mask = torch.ones(queries, keys)
    assert pairs(queries, keys, causal) == int((mask.tril() if causal else mask).sum())


def test_attention_is_two_products_forward_and_five_backward() -> None:
    q, k, v = leaf(2, 4, 16, 8), leaf(2, 4, 12, 8), leaf(2, 4, 12, 8)
    forward = count(lambda: F.scaled_dot_product_attention(q, k, v))
    whole = count(lambda: F.scaled_dot_product_attention(q, k, v).sum().backward())
    assert forward.matrix_flops == 2 * 2 * (2 * 4 * 16 * 12 * 8)
    assert whole.matrix_flops == forward.matrix_flops * (1 + 2.5)
    assert forward.notes == ()


def test_causal_attention_is_halved_and_says_so() -> None:
    q = torch.ones(1, 2, 64, 8)
    whole = count(lambda: F.scaled_dot_product_attention(q, q, q))
    half = count(lambda: F.scaled_dot_product_attention(q, q, q, is_causal=True))
    assert half.matrix_flops / whole.matrix_flops == pytest.approx(65 / 128)
    assert "causal" in half.notes[0]


def test_shared_keys_cost_what_their_queries_do() -> None:
    q, k = torch.ones(1, 8, 16, 4), torch.ones(1, 2, 16, 4)
    v = k.clone()
    shared = count(lambda: F.scaled_dot_product_attention(q, k, v, enable_gqa=True))
    a, b = q.clone(), q.clone()
    own = count(lambda: F.scaled_dot_product_attention(q, a, b))
    assert shared.matrix_flops == own.matrix_flops
    assert shared.moved_bytes < own.moved_bytes


def test_a_mask_as_an_argument_saves_nothing() -> None:
    q, mask = torch.ones(1, 2, 16, 8), torch.ones(16, 16, dtype=torch.bool).tril()
    masked = count(lambda: F.scaled_dot_product_attention(q, q, q, attn_mask=mask))
    plain = count(lambda: F.scaled_dot_product_attention(q, q, q))
    assert masked.matrix_flops == plain.matrix_flops


@pytest.mark.parametrize(
    ("layer", "gates"), [(nn.LSTM(8, 16), 4), (nn.GRU(8, 16), 3), (nn.RNN(8, 16), 1)]
)
def test_recurrent_layers(layer: nn.Module, gates: int) -> None:
    given = leaf(5, 2, 8)
    forward = count(lambda: layer(given))
    whole = count(lambda: layer(given)[0].sum().backward())
    assert forward.matrix_flops == 2 * gates * 16 * (8 + 16) * 5 * 2
    assert not whole.unknown
    # The first step has no state before it whose gradient would be asked for.
    assert 2.7 < whole.matrix_flops / forward.matrix_flops <= 3


def test_layers_and_directions_of_an_lstm_add_up() -> None:
    layer = nn.LSTM(8, 16, num_layers=2, bidirectional=True)
    found = count(lambda: layer(torch.ones(5, 2, 8)))
    weights = sum(each.numel() for each in layer.parameters() if each.dim() == 2)
    assert found.matrix_flops == 2 * weights * 5 * 2


def test_a_table_is_read_where_it_is_looked_up() -> None:
    table, ids = nn.Embedding(10_000, 64), torch.zeros(4, 8, dtype=torch.long)
    found = count(lambda: table(ids))
    assert found.moved_bytes == 32 * 8 + 2 * 32 * 64 * 4
    assert (found.matrix_flops, found.vector_flops) == (0, 0)
    bag = nn.EmbeddingBag(10_000, 64)
    assert count(lambda: bag(ids)).moved_bytes < 50_000


def test_views_are_free_and_copies_are_not() -> None:
    given = torch.ones(16, 32)
    views = count(lambda: given.t().unsqueeze(0).expand(4, 32, 16)[0, :4].reshape(64))
    assert views.moved_bytes == 2 * 64 * 4  # `reshape` of a transposed one copies
    assert count(lambda: given.view(512).view(4, 128).detach()).ops == ()


def test_an_expanded_tensor_is_read_once() -> None:
    row = torch.ones(1, 1000).expand(1000, 1000)
    assert count(lambda: row + 1).moved_bytes == 1000 * 4 + 1_000_000 * 4


def test_in_place_reads_and_writes() -> None:
    given = torch.ones(1000)
    assert count(lambda: given.add_(1)).moved_bytes == 8000
    assert count(lambda: given.zero_()).moved_bytes == 4000
    assert count(lambda: torch.empty(1000)).moved_bytes == 0


@pytest.mark.parametrize(
    "options",
    [{"foreach": False}, {"foreach": True}, {"fused": True}],
)
def test_all_ways_to_update_count_about_alike(options: dict[str, bool]) -> None:
    model = nn.Linear(100, 100)
    optimizer = torch.optim.AdamW(model.parameters(), **options)
    model(torch.ones(1, 100)).sum().backward()
    optimizer.step()
    found = count(optimizer.step)
    assert not found.unknown
    assert 10 * 10_100 < found.vector_flops < 30 * 10_100
    assert 6 * 40_400 < found.moved_bytes < 25 * 40_400


def test_precisions_are_told_apart() -> None:
    with Counting() as seen:
        torch.ones(4, 4) @ torch.ones(4, 4)
        torch.ones(4, 4, dtype=torch.bfloat16) @ torch.ones(4, 4, dtype=torch.bfloat16)
    assert {
        each.precision: each.matrix_flops for each in seen.counted().ops if "mm" in each.op
    } == {
        "fp32": 128,
        "bf16": 128,
    }


def test_complex_and_double_products_cost_more() -> None:
    one = count(lambda: torch.ones(4, 4) @ torch.ones(4, 4)).matrix_flops
    for dtype, times in [(torch.complex64, 4), (torch.float64, 2), (torch.complex128, 8)]:
        same = torch.ones(4, 4, dtype=dtype)
        assert count(lambda same=same: same @ same).matrix_flops == times * one


def test_what_nobody_knows_is_listed_with_its_calls() -> None:
    with torch.library._scoped_library("jupyter_perf_test", "FRAGMENT") as library:
        library.define("strange(Tensor x) -> Tensor")
        library.impl("strange", lambda x: x.clone(), "CPU")
        found = count(
            lambda: [torch.ops.jupyter_perf_test.strange(torch.ones(8)) for _ in range(3)]
        )
    assert found.unknown == {"jupyter_perf_test::strange": 3}
    assert [each.moved_bytes for each in found.ops if "strange" in each.op] == [64]


def test_counts_survive_their_journey() -> None:
    found = count(lambda: nn.LSTM(4, 4)(torch.ones(3, 2, 4))[0].sum().backward())
    assert Counted.from_data(found.to_data()) == found
    with pytest.raises(ValueError, match="not counts"):
        Counted.from_data({"ops": [[1, 2]], "unknown": {}, "notes": []})


def test_a_counter_knows_modules_and_phases() -> None:
    counter = Counter()
    given = torch.ones(2, 2)
    counter.operation(
        torch.ops.aten.mm.default, (given, given), {}, given @ given, "a.b", "backward"
    )
    (only,) = counter.counted().ops
    assert (only.module, only.phase, only.op, only.calls) == ("a.b", "backward", "aten::mm", 1)


LAYERS: dict[str, tuple[Any, tuple[int, ...]]] = {
    "norms": (
        nn.Sequential(nn.BatchNorm2d(4), nn.GroupNorm(2, 4), nn.InstanceNorm2d(4), nn.LayerNorm(6)),
        (2, 4, 6, 6),
    ),
    "root mean square": (nn.RMSNorm(6), (2, 4, 6)),
    "activations": (
        nn.Sequential(
            nn.ReLU(), nn.GELU(), nn.SiLU(), nn.Tanh(), nn.Sigmoid(), nn.ELU(), nn.LeakyReLU(),
            nn.Hardswish(), nn.Mish(), nn.Softplus(), nn.PReLU(), nn.ReLU6(), nn.Hardsigmoid(),
            nn.Softmax(-1), nn.LogSoftmax(-1), nn.GLU(), nn.LogSigmoid(), nn.CELU(), nn.SELU(),
        ),
        (2, 8),
    ),
    "pools": (
        nn.Sequential(
            nn.MaxPool2d(2), nn.AvgPool2d(2), nn.Upsample(scale_factor=2, mode="bilinear"),
            nn.Upsample(scale_factor=2), nn.PixelShuffle(2), nn.AdaptiveMaxPool2d(4),
            nn.AdaptiveAvgPool2d(2), nn.ZeroPad2d(1), nn.ReflectionPad2d(1),
        ),
        (2, 4, 16, 16),
    ),
    "dropout": (nn.Sequential(nn.Dropout(), nn.Dropout1d(), nn.AlphaDropout()), (2, 4, 8)),
    "attention": (nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), (2, 4, 8)),
    "decoder": (nn.Transformer(8, 2, 1, 1, 16, batch_first=True), (2, 4, 8)),
    "windows": (nn.Sequential(nn.Unfold(3), nn.Fold((6, 6), 3)), (2, 4, 6, 6)),
}  # fmt: skip


@pytest.mark.parametrize("name", list(LAYERS))
def test_usual_layers_leave_nothing_unknown(name: str) -> None:
    layer, shape = LAYERS[name]
    given = leaf(*shape)
    inputs = (given, given) if isinstance(layer, nn.Transformer) else (given,)
    found = count(lambda: layer(*inputs).sum().backward())
    assert found.unknown == {}
    assert found.moved_bytes > 0


LOSSES: dict[str, Callable[[Any], Any]] = {
    "cross entropy": lambda x: F.cross_entropy(x, torch.zeros(4, dtype=torch.long)),
    "mse": lambda x: F.mse_loss(x, torch.ones(4, 6)),
    "l1": lambda x: F.l1_loss(x, torch.ones(4, 6)),
    "smooth": lambda x: F.smooth_l1_loss(x, torch.ones(4, 6)),
    "huber": lambda x: F.huber_loss(x, torch.ones(4, 6)),
    "binary": lambda x: F.binary_cross_entropy(x.sigmoid(), torch.ones(4, 6)),
    "logits": lambda x: F.binary_cross_entropy_with_logits(x, torch.ones(4, 6)),
    "divergence": lambda x: F.kl_div(x, torch.ones(4, 6), reduction="batchmean"),
    "cosine": lambda x: F.cosine_similarity(x, torch.ones(4, 6)).sum(),
    "norm": lambda x: x.norm() + x.var() + x.cumsum(0).amax() + x.sort().values.sum(),
    "topk": lambda x: x.topk(2).values.sum() + x.logsumexp(1).sum() + x.prod(),
    "moving": lambda x: torch.cat([x, x.flip(0).roll(1)])[torch.tensor([0, 2])].gather(
        1, torch.zeros(2, 2, dtype=torch.long)
    ).sum(),
    "linalg": lambda x: torch.linalg.inv(x[:, :4] @ x[:, :4].mT + 9 * torch.eye(4)).sum(),
    "fourier": lambda x: torch.fft.rfft(x).abs().sum(),
    "ctc": lambda x: F.ctc_loss(
        x.log_softmax(1)[:, None], torch.tensor([[1, 2]]), torch.tensor([4]), torch.tensor([2])
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(LOSSES))
def test_usual_functions_leave_nothing_unknown(name: str) -> None:
    found = count(lambda: LOSSES[name](torch.rand(4, 6).requires_grad_()).backward())
    assert found.unknown == {}
