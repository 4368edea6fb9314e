"""Rounding, saturation and scales of each format, by hand and against torch's own types."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity import levels
from jupyter_perf.sparsity.quantize import FORMATS, applying, fake_quantize, format_of
from jupyter_perf.sparsity.quantize.formats._floats import E2M1, E4M3, E5M2, SmallFloat
from jupyter_perf.sparsity.quantize.formats.integers import INT2, INT4, INT8

torch.set_num_threads(1)
NAMES = ("int8", "int4", "int2", "fp8-e4m3", "fp8-e5m2", "mxfp4", "mxint8")
FINITE = {torch.float8_e4m3fn: 448.0, torch.float8_e5m2: 57344.0}


def weights(rows: int = 7, inputs: int = 48, seed: int = 0) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(rows, inputs, generator=generator)


def test_all_the_formats_are_found_and_say_what_they_are() -> None:
    assert set(NAMES) <= set(FORMATS.names())
    for name, each in FORMATS.items():
        assert each.name == name
        assert each.words
        assert each.cited
        assert 2 <= each.bits(64) <= 8.5
        assert type(each).__doc__


def test_a_format_that_is_not_known_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"int3.*known:.*int4.*mxfp4"):
        format_of("int3")
    assert format_of(" INT4 ") is INT4
    assert format_of(INT8) is INT8


def neighbours(kind: torch.dtype) -> torch.Tensor:
    """All finite numbers of the type, the middles between them, and numbers just beside those."""
    codes = torch.arange(256, dtype=torch.uint8).view(kind).float()
    found = codes[codes.isfinite()].unique()
    middles = (found[1:] + found[:-1]) / 2
    near = [torch.nextafter(middles, middles + side) for side in (-1e9, 1e9)]
    return torch.cat([found, middles, *near])


@pytest.mark.parametrize(
    ("number", "kind"), [(E4M3, torch.float8_e4m3fn), (E5M2, torch.float8_e5m2)]
)
def test_small_floats_round_as_torch_does(number: SmallFloat, kind: torch.dtype) -> None:
    tried = neighbours(kind)
    assert len(tried) > 900
    assert torch.equal(number.rounded(tried), tried.to(kind).float())


@pytest.mark.parametrize(
    ("number", "kind"), [(E4M3, torch.float8_e4m3fn), (E5M2, torch.float8_e5m2)]
)
def test_small_floats_saturate(number: SmallFloat, kind: torch.dtype) -> None:
    large = torch.tensor([FINITE[kind] * 1.03, FINITE[kind] * 2, 1e30, -1e30])
    expected = torch.tensor([1.0, 1.0, 1.0, -1.0]) * FINITE[kind]
    assert torch.equal(number.rounded(large), expected)


def test_four_bit_floats_by_hand() -> None:
    given = [0.0, 0.25, 0.26, 0.75, 1.25, 1.75, 2.5, 2.6, 3.5, 5.0, 5.1, 7.0, -0.75, -5.0, 1e-42]
    stored = [0.0, 0.0, 0.5, 1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 6.0, 6.0, -1.0, -4.0, 0.0]
    assert E2M1.rounded(torch.tensor(given)).tolist() == stored


def test_integers_by_hand() -> None:
    row = torch.tensor([[7.0, -3.5, 2.5, 1.5, 0.49, 0.0, -7.0, 6.5]])
    codes, scales = INT4.codes(row)
    assert scales.item() == 1.0
    # Ties go to the even code.
    assert codes.tolist() == [[7, -4, 2, 2, 0, 0, -7, 6]]
    assert INT2.codes(torch.tensor([[4.0, 2.0, 2.01, -3.0, 0.0]]))[0].tolist() == [[1, 0, 1, -1, 0]]


@pytest.mark.parametrize("format", [INT8, INT4, INT2], ids=lambda each: each.name)
def test_codes_and_scales_give_the_values_exactly(format: applying.Format) -> None:
    matrix = weights() * torch.logspace(-30, 30, 7).unsqueeze(1)
    codes, scales = format.codes(matrix)
    assert codes.dtype == torch.int8
    assert int(codes.abs().max()) == format.largest
    values = codes.float() * scales
    assert torch.equal(values, format.values(matrix))
    again, same = format.codes(values)
    assert torch.equal(again, codes)
    assert torch.equal(same, scales)


def test_microscaling_by_hand() -> None:
    row = torch.zeros(1, 64)
    row[0, :5] = torch.tensor([7.0, 5.0, 0.3, -2.5, 0.2])  # 2^2 at most: shared 2^(2-2)
    row[0, 32:35] = torch.tensor([0.75, 0.03, -0.001])  # shared 2^(-1-2)
    stored = FORMATS.get("mxfp4").values(row)
    assert stored[0, :5].tolist() == [6.0, 4.0, 0.5, -2.0, 0.0]
    assert stored[0, 32:35].tolist() == [0.75, 0.0, 0.0]
    stored = FORMATS.get("mxint8").values(row)
    assert stored[0, :3].tolist() == [7.0, 5.0, 0.3125]  # steps of 4/64
    assert stored[0, 32:34].tolist() == [0.75, 0.03125]  # steps of 0.5/64
    assert FORMATS.get("mxint8").values(torch.tensor([[1.999]])).item() == 127 / 64


def test_bits_count_scales() -> None:
    assert FORMATS.get("int8").bits(64) == 8.5
    # As a packed file has them, in three bytes.
    assert FORMATS.get("int4").bits(64) == 4.375
    assert FORMATS.get("fp8-e5m2").bits(128) == 8.25
    assert FORMATS.get("mxfp4").bits(64) == 4.25
    assert FORMATS.get("mxint8").bits(33) == 8 + 16 / 33


def test_more_bits_are_closer() -> None:
    matrix = weights(32, 256)
    error = {name: (matrix - FORMATS.get(name).values(matrix)).norm().item() for name in NAMES}
    # The power of two that blocks share is coarser than a row's own scale.
    assert error["int8"] < error["mxint8"] < error["fp8-e4m3"] < error["fp8-e5m2"]
    assert error["fp8-e5m2"] < error["mxfp4"] < error["int4"] < error["int2"] < matrix.norm()


@pytest.mark.parametrize("name", NAMES)
class TestEveryFormat:
    def test_applied_again_it_changes_nothing(self, name: str) -> None:
        once = fake_quantize(weights(), name)
        assert torch.equal(fake_quantize(once, name), once)
        assert not torch.equal(once, weights())

    def test_it_is_odd_and_keeps_zeros(self, name: str) -> None:
        matrix = weights()
        matrix[:, ::3] = 0
        stored = fake_quantize(matrix, name)
        assert torch.equal(fake_quantize(-matrix, name), -stored)
        assert bool((stored[:, ::3] == 0).all())

    def test_scales_come_from_kept_weights(self, name: str) -> None:
        matrix = weights()
        matrix[:, 0] = 1e6
        mask = torch.ones_like(matrix)
        mask[:, 0] = 0
        kept = matrix.clone()
        kept[:, 0] = 0
        assert torch.equal(fake_quantize(matrix, name, mask), fake_quantize(kept, name))
        assert torch.equal(fake_quantize(matrix, name, mask.bool()), fake_quantize(kept, name))

    def test_the_gradient_goes_straight_through(self, name: str) -> None:
        matrix = weights().requires_grad_()
        mask = torch.ones_like(matrix)
        mask[:, ::2] = 0
        slopes = weights(seed=1)
        made = fake_quantize(matrix, name, mask)
        assert torch.equal(made.detach(), fake_quantize(matrix.detach(), name, mask))
        (made * slopes).sum().backward()
        assert torch.equal(matrix.grad, slopes)

    def test_rows_are_on_their_own(self, name: str) -> None:
        matrix = weights(4)
        matrix[1] = 0
        matrix[2, 0] *= 1e20
        stored = fake_quantize(matrix, name)
        assert torch.equal(stored[[0, 3]], fake_quantize(matrix[[0, 3]], name))
        assert bool((stored[1] == 0).all())

    def test_what_is_not_finite_stays_so_and_harms_no_other(self, name: str) -> None:
        matrix = weights(2)
        plain = matrix.clone()
        matrix[0, 3], matrix[0, 40], plain[0, 3], plain[0, 40] = math.nan, math.inf, 0, 0
        stored, expected = fake_quantize(matrix, name), fake_quantize(plain, name)
        assert math.isnan(stored[0, 3].item())
        assert stored[0, 40].item() == math.inf
        stored[0, 3] = stored[0, 40] = 0
        assert torch.equal(stored, expected)

    @pytest.mark.parametrize("size", [1e-45, 1e-39, 1e-20, 1e20, 3e38])
    def test_of_any_size_nothing_overflows(self, name: str, size: float) -> None:
        stored = fake_quantize(torch.full((2, 40), size), name)
        assert bool(stored.isfinite().all())
        # What is too small for a scale becomes zero.
        assert stored.max().item() == pytest.approx(size, rel=0.34) or size < 1e-38

    @pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
    def test_other_types_of_numbers(self, name: str, kind: torch.dtype) -> None:
        matrix = weights().to(kind)
        stored = fake_quantize(matrix, name)
        assert stored.dtype == kind
        assert torch.equal(stored, fake_quantize(matrix.float(), name).to(kind))
        # In bfloat16 the product itself is rounded, to less than a code of 8 bits.
        if kind != torch.bfloat16 or name in ("int4", "int2", "mxfp4"):
            assert torch.equal(fake_quantize(stored, name), stored)

    def test_convolutions_run_along_their_input_channels(self, name: str) -> None:
        kernel = weights(6 * 9, 40).reshape(6, 3, 3, 40).movedim(-1, 1)
        stored = fake_quantize(kernel, name)
        assert stored.shape == kernel.shape
        rows = FORMATS.get(name).values(kernel.movedim(1, -1).reshape(-1, 40))
        assert torch.equal(stored.movedim(1, -1).reshape(-1, 40), rows)

    @pytest.mark.parametrize("shape", [(0, 4), (4, 0), (1, 1), (2, 1, 1, 1)])
    def test_empty_and_single(self, name: str, shape: tuple[int, ...]) -> None:
        stored = fake_quantize(torch.ones(shape), name)
        assert stored.shape == shape
        # A scale has 16 significant bits.
        assert torch.allclose(stored, torch.ones(shape), rtol=2**-15, atol=0)

    def test_in_parts_as_at_once(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        matrix, mask = weights(9, 40), weights(9, 40, seed=2) > 0
        whole = fake_quantize(matrix, name, mask)
        monkeypatch.setattr(applying, "AT_ONCE", 100)
        assert len(list(applying.parts_of(matrix))) == 5
        assert torch.equal(fake_quantize(matrix, name, mask), whole)


def test_what_can_not_be_quantized_is_refused() -> None:
    with pytest.raises(UsageError, match="int64"):
        fake_quantize(torch.ones(2, 2, dtype=torch.int64), "int8")
    with pytest.raises(UsageError, match="two dimensions"):
        fake_quantize(torch.ones(3), "int8")
    with pytest.raises(UsageError, match="sparse"):
        fake_quantize(torch.eye(3).to_sparse(), "int8")
    with pytest.raises(UsageError, match=r"\(2, 2\), not \(2, 3\)"):
        fake_quantize(torch.ones(2, 2), "int8", torch.ones(2, 3))


def test_it_can_be_differentiated_twice() -> None:
    matrix = weights(3, 4).requires_grad_()
    first = torch.autograd.grad(
        (fake_quantize(matrix, "int4") ** 2).sum(), matrix, create_graph=True
    )
    (second,) = torch.autograd.grad(first[0].sum(), matrix)
    assert torch.equal(second, torch.full_like(second, 2.0))


@pytest.mark.parametrize("name", ["int8", "int4", "int2"])
@pytest.mark.parametrize("kind", [torch.float32, torch.float16, torch.bfloat16])
def test_a_packed_file_holds_what_was_trained(name: str, kind: torch.dtype) -> None:
    matrix = weights(64, 96) * torch.logspace(-3, 3, 64).unsqueeze(1)
    mask = weights(64, 96, seed=2) > 0
    trained = fake_quantize(matrix.to(kind), name, mask)
    codes, scales = levels.to_levels(trained.float().numpy(), name)
    loaded = torch.from_numpy(codes).float() * torch.from_numpy(scales).unsqueeze(1)
    if kind == torch.float32 or name != "int8":
        assert torch.equal(loaded.to(kind), trained)
    # Half precision has hardly more significant bits than a code of eight: its scale moves a bit.
    assert bool(((loaded - trained.float()).abs() <= torch.from_numpy(scales).unsqueeze(1)).all())
    assert bool((codes[~mask.numpy()] == 0).all())


class Largest(TorchDispatchMode):
    """Counts the operations that make as many numbers as the weight has."""

    def __init__(self, numbers: int) -> None:
        super().__init__()
        self.numbers = numbers
        self.made: list[str] = []

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        found = func(*args, **(kwargs or {}))
        known = {each.untyped_storage().data_ptr() for each in args if hasattr(each, "data_ptr")}
        for each in found if isinstance(found, tuple | list) else [found]:
            large = isinstance(each, torch.Tensor) and each.numel() >= self.numbers
            if large and each.untyped_storage().data_ptr() not in known:
                self.made.append(str(func))
        return found


@pytest.mark.parametrize("name", NAMES)
def test_a_huge_weight_is_copied_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "AT_ONCE", 256)
    weight = weights(64, 64)
    mask = weight > 0
    with Largest(weight.numel()) as seen:
        fake_quantize(weight, name, mask)
    assert len(seen.made) == 1
    assert "empty_like" in seen.made[0]
