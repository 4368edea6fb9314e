"""Kernels against the dense product, and packed modules against the modules that they copy."""

from __future__ import annotations

import copy
import io
import multiprocessing
import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity import export, load, packing, serving
from jupyter_perf.sparsity.kernels import building, calling, choosing, compiled, layout
from jupyter_perf.sparsity.packed_modules import PackedConv2d, PackedLinear, PackedMatrix
from jupyter_perf.sparsity.serving import packed_copy

torch.set_num_threads(1)
needs_compiler = pytest.mark.skipif(
    bool(building.reasons()["c"]), reason="there is no C compiler, or it failed"
)
KINDS = [kind for kind, why in building.reasons().items() if not why] + [building.PORTABLE]


def nm(rows: int, inputs: int, n: int, m: int) -> torch.Tensor:
    torch.manual_seed(rows + inputs + n + m)
    groups = torch.randn(rows, inputs // m, m)
    drop = torch.rand(groups.shape).argsort(-1)[..., : m - n]
    return groups.scatter(-1, drop, 0.0).reshape(rows, inputs)


def matrix(weight: torch.Tensor, n: int, m: int, kind: str, levels: bool = False) -> PackedMatrix:
    packed = packing.pack(weight.numpy().view(np.uint32), n, m)
    if levels:
        whole = np.rint(packed.values.view(np.float32) * 10).astype(np.int8)
        scales = np.linspace(0.5, 2, packed.rows, dtype=np.float32)
        shape = (packed.n, packed.m, packed.rows, packed.inputs)
        packed = packing.Packed(*shape, whole, packed.places, scales)
    return PackedMatrix(packed, "float32", kind)


def test_numba_is_there_in_development() -> None:
    assert KINDS[0] == "numba"
    assert KINDS[-1] == "portable"


@pytest.mark.parametrize(("n", "m"), [(2, 4), (1, 16), (3, 6), (1, 2), (5, 48)])
@pytest.mark.parametrize("rows", [1, 16, 35])
def test_interleaving_loses_nothing(n: int, m: int, rows: int) -> None:
    packed = packing.pack(nm(rows, 7 * m, n, m).numpy().view(np.uint32), n, m)
    values, words = layout.interleaved(packed, packed.values)
    shape = layout.Shape(rows, 7 * m, n, m)
    assert values.shape == (shape.blocks, shape.slots, layout.ROWS)
    assert words.shape == (shape.blocks, shape.words, layout.ROWS)
    plain, places = layout.apart(values, words, shape)
    assert np.array_equal(plain, packed.values)
    assert np.array_equal(places, packed.places)


CASES = [(2, 4, False), (2, 4, True), (1, 16, False), (3, 6, False)]
# Each is compiled anew, which takes numba seconds.
MORE = [(1, 4, True), (1, 8, False), (1, 8, True), (1, 16, True), (5, 12, True), (7, 40, False)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("n", "m", "levels"), [*CASES, *(pytest.param(*each, marks=pytest.mark.slow) for each in MORE)]
)
def test_a_kernel_gives_what_dense_gives(kind: str, levels: bool, n: int, m: int) -> None:
    for rows, groups in [(16, 16), (37, 11), (1, 1), (50, 33)]:
        held = matrix(nm(rows, groups * m, n, m), n, m, kind, levels)
        bias = torch.randn(rows)
        for batch in (1, 2, 3, 4, 9):
            x = torch.randn(batch, groups * m)
            wanted = nn.functional.linear(x.double(), held.dense.double(), bias.double())
            found = held.product(x, bias)
            assert torch.allclose(found.double(), wanted, rtol=1e-4, atol=1e-3 if levels else 1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_read_or_written_beyond_the_arrays(kind: str) -> None:
    weight, guard = nm(21, 18, 3, 6), 12345.0
    held = matrix(weight, 3, 6, kind)
    around = torch.full((3 * 18 + 64,), float("nan"))
    around[: 3 * 18] = torch.randn(3 * 18)
    x = around[: 3 * 18].view(3, 18)
    assert torch.allclose(held.product(x, None), x @ weight.T, atol=1e-5)
    if kind != building.PORTABLE:
        out = torch.full((3 * 21 + 64,), guard)
        call = held._prepared()
        assert call is not None
        call(x.data_ptr(), out.data_ptr(), 0, 3, 1)
        assert (out[3 * 21 :] == guard).all()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_finite_reaches_the_rows_that_read_it(kind: str) -> None:
    weight = nm(32, 16, 2, 4)
    held = matrix(weight, 2, 4, kind)
    for odd in (float("nan"), float("inf")):
        x = torch.randn(2, 16)
        x[0, 5] = odd
        found = held.product(x, None)
        reads = weight[:, 5] != 0
        assert not found[0, reads].isfinite().any()
        assert found[0, ~reads].isfinite().all()
        assert found[1].isfinite().all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("threads", [2, 7])
def test_threads_share_the_rows(kind: str, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "LEAST_PRODUCTS", 1)
    held = matrix(nm(70, 64, 2, 4), 2, 4, kind)
    x = torch.randn(5, 64)
    try:
        torch.set_num_threads(threads)
        found = held.product(x, None)
    finally:
        torch.set_num_threads(1)
    assert torch.allclose(found, x @ held.dense.T, atol=1e-5)


def test_several_python_threads_at_once() -> None:
    held = matrix(nm(64, 64, 2, 4), 2, 4, KINDS[0])
    x = [torch.randn(3, 64) for _ in range(4)]
    found: dict[int, list[torch.Tensor]] = {}

    def work(i: int) -> None:
        found[i] = [held.product(x[i], None) for _ in range(50)]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    for i in range(4):
        assert all(torch.allclose(y, x[i] @ held.dense.T, atol=1e-5) for y in found[i])


# ---- compiling


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(compiled, "_scratch", lambda: tmp_path / "scratch")
    return tmp_path


@needs_compiler
def test_what_was_compiled_is_found_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled.address(2, 4, False)
    built = list((home / "home" / "kernels").iterdir())
    assert len(built) == 1
    compiled._built.cache_clear()
    monkeypatch.setattr(compiled, "_compile", lambda *_: pytest.fail("compiled again"))
    assert compiled.address(2, 4, False)


@needs_compiler
def test_a_library_that_others_can_write_is_not_loaded(home: Path) -> None:
    compiled.address(2, 4, False)
    (built,) = (home / "home" / "kernels").iterdir()
    built.chmod(0o777)
    assert not compiled._ours(built)
    compiled._built.cache_clear()
    compiled.address(2, 4, False)  # compiled anew, in its place
    assert compiled._ours(built)


def test_without_a_compiler_and_with_a_broken_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(calling.NotBuilt, match="no C compiler"):
        compiled.address(2, 4, False)
    broken = home / "cc"
    broken.write_text("#!/bin/sh\necho no such luck >&2\nexit 1\n")
    broken.chmod(0o700)
    with pytest.raises(calling.NotBuilt, match="no such luck"):
        compiled.address(1, 4, False)
    assert not any((home / "home" / "kernels").iterdir())


@needs_compiler
def test_where_the_home_can_not_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "home").write_text("a file where the folder would be")
    assert compiled.address(2, 4, False)
    assert len(list((home / "scratch").iterdir())) == 1


def _compile_here(folder: str) -> None:
    os.environ["JUPYTER_PERF_HOME"] = folder
    os._exit(0 if compiled.address(1, 8, False) else 1)


@needs_compiler
def test_several_processes_compile_at_once(home: Path) -> None:
    context = multiprocessing.get_context("fork")
    folder = str(home / "home")
    workers = [context.Process(target=_compile_here, args=(folder,)) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
    assert [each.exitcode for each in workers] == [0, 0]
    assert len(list((home / "home" / "kernels").iterdir())) == 1


def test_without_numba_and_compiler_pytorch_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: Any) -> int:
        raise calling.NotBuilt("none")

    monkeypatch.setattr(building, "KINDS", {"numba": none, "c": none})
    building._first.cache_clear()
    try:
        assert building.built(2, 4, False) == ("portable", 0)
        assert building.reasons() == {"numba": "none", "c": "none"}
    finally:
        building._first.cache_clear()


# ---- choosing


def test_the_faster_side_wins_and_is_remembered(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ratios = iter([1.5, 0.9, 1.0])
    monkeypatch.setattr(choosing, "ratio", lambda dense, packed, clock: next(ratios))
    monkeypatch.setattr(choosing, "_busy", lambda: False)

    def never() -> None:
        pytest.fail("only `ratio` runs them")

    assert choosing.packed_wins("a", never, never, 1)
    assert not choosing.packed_wins("b", never, never, 1)
    assert choosing.packed_wins("a", never, never, 1)
    choosing._known.cache_clear()
    assert choosing.packed_wins("a", never, never, 1)  # from the disk
    choosing.table_file().write_text("[]")
    choosing._known.cache_clear()
    assert not choosing.packed_wins("a", never, never, 1)  # measured again
    choosing.forget()
    assert not choosing.table_file().exists()


def test_what_a_busy_machine_says_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "ratio", lambda dense, packed, clock: 2.0)
    monkeypatch.setattr(choosing, "_busy", lambda: True)
    assert choosing.packed_wins("a", int, int, 1)
    assert not choosing.table_file().exists()


def test_a_ratio_is_of_alternating_pairs() -> None:
    clock = [0.0]

    def takes(seconds: float) -> Any:
        return lambda: clock.__setitem__(0, clock[0] + seconds)

    assert choosing.ratio(takes(0.003), takes(0.001), lambda: clock[0]) == pytest.approx(3)


# ---- modules


def net() -> nn.Module:
    torch.manual_seed(0)
    made = nn.Sequential(nn.Linear(32, 48), nn.ReLU(), nn.Linear(48, 32, bias=False), nn.ReLU())
    made.append(nn.Linear(32, 10))
    for i in (0, 2):
        made[i].weight.data = nm(*made[i].weight.shape, 2, 4)
    return made.eval()


def exported(model: nn.Module, folder: Path, pattern: str = "2:4", **options: Any) -> Path:
    weights = {name: pattern for name, p in model.named_parameters() if p.ndim > 1}
    state = model.state_dict(keep_vars=True)
    return export.write(folder / "m", state, weights, overwrite=True, **options)


@pytest.fixture
def always(tmp_path: Path) -> tuple[nn.Module, nn.Module]:
    """(dense, packed throughout)."""
    model = net()
    return model, packed_copy(exported(model, tmp_path), model, choose=False)


def test_a_packed_copy_gives_what_the_module_gives(always: tuple[nn.Module, nn.Module]) -> None:
    dense, packed = always
    assert [type(each).__name__ for each in packed] == [
        "PackedLinear",
        "ReLU",
        "PackedLinear",
        "ReLU",
        "Linear",
    ]
    assert type(dense[0]) is nn.Linear
    with torch.no_grad():
        strided = torch.randn(5, 64)[:, ::2]
        for x in (torch.randn(3, 32), torch.randn(32), torch.randn(2, 3, 32), strided):
            assert torch.allclose(packed(x), dense(x), atol=1e-5)
        for shape in ((0, 32), (2, 0, 32)):
            assert packed(torch.empty(shape)).shape == (*shape[:-1], 10)
    assert "pattern=2:4" in repr(packed)


def test_what_a_linear_layer_refuses_is_refused(always: tuple[nn.Module, nn.Module]) -> None:
    _, packed = always
    for wrong in (torch.randn(3, 31), torch.randn(3, 32).double(), torch.ones(3, 32).long()):
        with torch.no_grad(), pytest.raises(RuntimeError):
            packed(wrong)


def test_gradients_reach_the_inputs(always: tuple[nn.Module, nn.Module]) -> None:
    dense, packed = always
    x, y = torch.randn(2, 32, requires_grad=True), torch.randn(2, 32, requires_grad=True)
    y.data = x.data.clone()
    dense(x).sum().backward()
    packed(y).sum().backward()
    assert torch.allclose(x.grad, y.grad, atol=1e-5)


def test_what_was_made_while_serving_is_good_for_gradients(
    always: tuple[nn.Module, nn.Module],
) -> None:
    _, packed = always
    with torch.inference_mode():
        assert packed[0].weight.shape == (48, 32)
    x = torch.randn(2, 32, requires_grad=True)
    packed(x).sum().backward()
    assert x.grad is not None


def test_half_precision_autocast_and_copies(always: tuple[nn.Module, nn.Module]) -> None:
    dense, packed = always
    x = torch.randn(4, 32)
    with torch.no_grad():
        with torch.autocast("cpu", dtype=torch.bfloat16):
            assert packed(x).dtype == torch.bfloat16
        half = copy.deepcopy(packed).bfloat16()
        wanted = copy.deepcopy(dense).bfloat16()(x.bfloat16())
        found = half(x.bfloat16())
        assert found.dtype == torch.bfloat16
        assert torch.allclose(found, wanted, atol=0.1, rtol=0.02)
        saved = io.BytesIO()
        torch.save(packed, saved)
        saved.seek(0)
        assert torch.equal(torch.load(saved, weights_only=False)(x), packed(x))
        again = copy.deepcopy(packed)
        again.load_state_dict(packed.state_dict())
        assert torch.equal(again(x), packed(x))


def test_the_packed_copy_is_smaller_until_dense_is_needed(
    always: tuple[nn.Module, nn.Module],
) -> None:
    dense, packed = always
    layer = packed[0]
    assert isinstance(layer, PackedLinear)
    held = sum(each.nbytes for each in layer.matrix.buffers())
    assert held <= 0.6 * dense[0].weight.nbytes
    assert layer.matrix._dense is None
    assert torch.equal(layer.weight, dense[0].weight)
    layer.matrix.release()
    assert layer.matrix._dense is None


@pytest.mark.parametrize("wins", [True, False])
def test_dense_where_packed_was_measured_to_lose(
    tmp_path: Path, wins: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def decided(key: str, dense: Any, packed: Any, threads: int) -> bool:
        dense(), packed()
        asked.append(key)
        return wins and key.endswith("batch 1")

    monkeypatch.setattr(choosing, "packed_wins", decided)
    monkeypatch.setattr(serving, "LEAST_WEIGHTS", 1)
    model = net()
    packed = load(exported(model, tmp_path), into=model)
    assert isinstance(packed[0], PackedLinear) is wins
    with torch.no_grad():
        for batch in (1, 50, 60):
            x = torch.randn(batch, 32)
            assert torch.allclose(packed(x), model(x), atol=1e-5)
    assert [key for key in asked if "48x32" in key and "batch 64" in key] == asked[2:3] * wins


def test_a_small_layer_stays_as_it_is_unmeasured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "packed_wins", lambda *_: pytest.fail("it was measured"))
    model = net()
    packed = load(exported(model, tmp_path), into=model)
    assert isinstance(packed[0], nn.Linear)


def test_levels_are_served_from_int8(tmp_path: Path) -> None:
    model = net()
    for number in ("int8", "int4"):
        file = exported(model, tmp_path, quantize=number)
        packed = packed_copy(file, model, choose=False)
        wanted = copy.deepcopy(model)
        wanted.load_state_dict(load(file))
        assert packed[0].matrix.values.dtype == torch.int8
        with torch.no_grad():
            x = torch.randn(3, 32)
            assert torch.allclose(packed(x), wanted(x), atol=1e-5)


@pytest.mark.parametrize(
    "conv",
    [
        nn.Conv2d(8, 6, 3, padding=1),
        nn.Conv2d(8, 5, (1, 3), stride=(2, 1), padding=(0, 2), dilation=2, bias=False),
        nn.Conv2d(8, 4, 1),
        nn.Conv2d(8, 8, 3, padding="same"),
        nn.Conv2d(8, 8, 3, groups=2),
        nn.Conv1d(8, 8, 3),
    ],
)
def test_convolutions(tmp_path: Path, conv: nn.Module) -> None:
    flat = conv.weight.data.movedim(1, -1)
    kept = nm(flat.numel() // 4, 4, 2, 4).reshape(flat.shape)
    conv.weight.data = kept.movedim(-1, 1).contiguous()
    model = nn.Sequential(conv).eval()
    packed = packed_copy(exported(model, tmp_path), model, choose=False)
    plain = isinstance(conv, nn.Conv2d) and conv.groups == 1 and conv.padding != "same"
    assert isinstance(packed[0], PackedConv2d) is plain
    x = torch.randn((2, 8, 7) if isinstance(conv, nn.Conv1d) else (2, 8, 9, 7))
    with torch.no_grad():
        assert torch.allclose(packed(x), model(x), atol=1e-5)
        assert packed(x[:0]).shape == model(x[:0]).shape


class Tied(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(24, 16)
        self.first = nn.Linear(16, 16)
        self.second = nn.Linear(16, 16)
        self.head = nn.Linear(16, 24, bias=False)
        self.embed.weight.data = nm(24, 16, 2, 4)
        self.first.weight.data = nm(16, 16, 2, 4)
        self.second.weight = self.first.weight
        self.head.weight = self.embed.weight

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.head(self.second(self.first(self.embed(x))))
        return found


def test_layers_that_share_a_weight_share_what_is_packed(tmp_path: Path) -> None:
    model = Tied().eval()
    packed = packed_copy(exported(model, tmp_path), model, choose=False)
    assert packed.first.matrix is packed.second.matrix
    assert type(packed.embed) is nn.Embedding
    with torch.no_grad():
        x = torch.arange(6)
        assert torch.allclose(packed(x), model(x), atol=1e-5)


def test_a_transformer_layer_does_not_go_past_its_packed_parts(tmp_path: Path) -> None:
    model = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True).eval()
    for layer in (model.linear1, model.linear2):
        layer.weight.data = nm(*layer.weight.shape, 2, 4)
    packed = packed_copy(exported(model, tmp_path), model, choose=False)
    calls: list[int] = []
    packed.linear1.register_forward_hook(lambda *_: calls.append(1))
    with torch.no_grad():
        x = torch.randn(2, 5, 16)
        assert torch.allclose(packed(x), model(x), atol=1e-5)
    assert calls == [1]
    assert type(packed.self_attn.out_proj).__name__ == "NonDynamicallyQuantizableLinear"


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float64])
def test_a_module_of_another_type_than_the_file(tmp_path: Path, dtype: torch.dtype) -> None:
    model = net()
    other = copy.deepcopy(model).to(dtype)
    packed = packed_copy(exported(model, tmp_path), other, choose=False)
    assert isinstance(packed[0], PackedLinear) is (dtype == torch.bfloat16)
    x = torch.randn(3, 32, dtype=dtype)
    with torch.no_grad():
        assert packed(x).dtype == dtype
        assert torch.allclose(packed(x), other(x), atol=0.1, rtol=0.02)


def test_a_module_without_memory_of_its_own(tmp_path: Path) -> None:
    model = net()
    file = exported(model, tmp_path)
    with torch.device("meta"):
        empty = nn.Sequential(nn.Linear(32, 48), nn.ReLU(), nn.Linear(48, 32, bias=False))
        empty.extend([nn.ReLU(), nn.Linear(32, 10)])
    packed = packed_copy(file, empty, choose=False)
    assert isinstance(packed[0], PackedLinear)
    assert empty[0].weight.is_meta
    with torch.no_grad():
        x = torch.randn(3, 32)
        assert torch.allclose(packed(x), model(x), atol=1e-5)


def test_a_module_that_does_not_fit(tmp_path: Path) -> None:
    file = exported(net(), tmp_path)
    with pytest.raises(UsageError, match="doesn't fit"):
        load(file, into=nn.Linear(3, 3))
    with pytest.raises(UsageError, match="a dict"):
        load(file, into={})
