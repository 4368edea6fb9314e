"""Packed files: written, read back exactly, and never trusted."""

from __future__ import annotations

import json
import os
import random
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity import describing, export, load, loading, reading, writing
from jupyter_perf.sparsity.result import Run, SparsityReport, Summary
from jupyter_perf.sparsity.training import Layer

torch.set_num_threads(1)


def nm(rows: int, inputs: int, n: int, m: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    torch.manual_seed(rows + inputs + n + m)
    groups = torch.randn(rows, inputs // m, m)
    drop = groups.abs().argsort(-1)[..., : m - n]
    return groups.scatter(-1, drop, 0.0).reshape(rows, inputs).to(dtype)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16, torch.float64])
@pytest.mark.parametrize("pattern", ["2:4", "1:4", "1:8", "1:16", "3:6"])
def test_floats_come_back_exactly(tmp_path: Path, dtype: torch.dtype, pattern: str) -> None:
    n, m = map(int, pattern.split(":"))
    weight = nm(13, 6 * m, n, m, dtype)
    written = export.write(tmp_path / "m", {"w": weight, "b": torch.ones(3)}, {"w": pattern})
    state = load(written)
    assert written.suffix == ".safetensors"
    assert torch.equal(state["w"], weight)
    assert state["w"].dtype == dtype
    assert torch.equal(state["b"], torch.ones(3))


@pytest.mark.parametrize(
    ("quantize", "most"), [("none", 0.54), ("int8", 0.17), ("int4", 0.10), ("int2", 0.07)]
)
@pytest.mark.parametrize("inputs", [64, 256])
def test_two_of_four_is_as_small_as_it_should_be(
    tmp_path: Path, quantize: str, most: float, inputs: int
) -> None:
    weight = nm(96, inputs, 2, 4)
    written = export.write(tmp_path / "m", {"w": weight}, {"w": "2:4"}, quantize=quantize)
    said = loading.about(written)
    assert said["packed_bytes"] / said["fp32_bytes"] <= most
    assert said["packed_bytes"] == writing.bytes_of((96, inputs), "2:4", quantize)
    assert said["packed_bytes"] < said["bytes"] < said["packed_bytes"] + 1500


@pytest.mark.parametrize("quantize", ["int8", "int4", "int2"])
@pytest.mark.parametrize("pattern", ["2:4", "dense", "unstructured:50%"])
def test_levels_come_back_exactly_when_written_again(
    tmp_path: Path, quantize: str, pattern: str
) -> None:
    state = {"w": nm(32, 64, 2, 4)}
    first = load(export.write(tmp_path / "1", state, {"w": pattern}, quantize=quantize))
    second = load(export.write(tmp_path / "2", first, {"w": pattern}, quantize=quantize))
    assert torch.allclose(second["w"], first["w"], rtol=1e-6)
    assert loading.about(tmp_path / "1.safetensors")["packed_bytes"] < 32 * 64 * 4
    assert (first["w"] != state["w"]).any()
    worst = {"int8": 0.005, "int4": 0.08, "int2": 0.51}[quantize]
    rows = state["w"].abs().amax(dim=1, keepdim=True)
    assert ((first["w"] - state["w"]).abs() <= worst * rows).all()


@pytest.mark.parametrize(
    "pattern", ["unstructured:90%", "block4x4:50%", "block4x5:50%", "channel:50%"]
)
def test_other_patterns_come_back_and_are_smaller(tmp_path: Path, pattern: str) -> None:
    weight = torch.zeros(16, 24)
    weight[4:8, 8:16] = torch.randn(4, 8)
    written = export.write(tmp_path / "m", {"w": weight}, {"w": pattern})
    assert torch.equal(load(written)["w"], weight)
    assert 0 < loading.about(written)["packed_bytes"] < weight.nbytes


def test_convolutions_are_grouped_along_their_input_channels(tmp_path: Path) -> None:
    weight = nm(6 * 9, 8, 2, 4).reshape(6, 3, 3, 8).movedim(-1, 1).contiguous()
    assert tuple(weight.shape) == (6, 8, 3, 3)
    written = export.write(tmp_path / "m", {"w": weight}, {"w": "2:4"})
    assert torch.equal(load(written)["w"], weight)
    assert loading.about(written)["packed_bytes"] < 0.54 * weight.nbytes


@pytest.mark.parametrize(
    "weight",
    [
        torch.ones(8, 8),
        torch.ones(8, 6),
        torch.ones(8),
        torch.zeros(0, 8),
        torch.ones(8, 8, dtype=torch.int64),
        torch.ones(2, 4, dtype=torch.bool),
    ],
)
def test_what_does_not_keep_to_its_pattern_stays_dense(
    tmp_path: Path, weight: torch.Tensor
) -> None:
    written = export.write(tmp_path / "m", {"w": weight}, {"w": "2:4"})
    assert loading.about(written)["packed_bytes"] == 0
    assert torch.equal(load(written)["w"], weight)


def test_weights_that_are_not_finite_stay_floats(tmp_path: Path) -> None:
    weight = nm(8, 8, 2, 4)
    weight[0, 0] = float("nan")
    state = load(export.write(tmp_path / "m", {"w": weight}, {"w": "2:4"}, quantize="int4"))
    assert torch.equal(state["w"].nan_to_num(7), weight.nan_to_num(7))


def test_shared_tensors_stand_in_the_file_once(tmp_path: Path) -> None:
    weight, table = nm(64, 64, 2, 4), torch.randn(50, 8)
    state = {"a": weight, "b": weight, "c": table, "d": table, "e": weight[:32]}
    written = export.write(tmp_path / "m", state, {"b": "2:4"})
    back = load(written)
    assert all(torch.equal(back[name], state[name]) for name in state)
    assert back["a"] is back["b"]
    assert loading.about(written)["bytes"] < 0.54 * weight.nbytes + table.nbytes + 8192 + 1500


def test_names_that_look_like_pieces_are_told_apart(tmp_path: Path) -> None:
    state = {"w": nm(8, 64, 2, 4), "w:values": torch.ones(3), "w:codes": torch.ones(2)}
    back = load(export.write(tmp_path / "m", state, {"w": "2:4"}))
    assert all(torch.equal(back[name], state[name]) for name in state)
    assert set(back) == set(state)


@pytest.mark.parametrize(
    ("patterns", "quantize", "says"),
    [
        ({"v": "2:4"}, "none", "no tensor 'v'"),
        ({"w": "2:4"}, "int3", "int8, int4, int2"),
        ({"w": "4:2"}, "none", "4:2"),
    ],
)
def test_mistakes_are_named(
    tmp_path: Path, patterns: dict[str, str], quantize: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        export.write(tmp_path / "m", {"w": nm(4, 8, 2, 4)}, patterns, quantize=quantize)
    assert not list(tmp_path.iterdir())


def test_a_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    target = tmp_path / "m.safetensors"
    target.write_bytes(b"mine")
    with pytest.raises(UsageError, match="overwrite=True"):
        export.write(target, {"w": nm(4, 8, 2, 4)}, {})
    assert target.read_bytes() == b"mine"
    export.write(target, {"w": nm(4, 8, 2, 4)}, {}, overwrite=True)
    assert set(load(target)) == {"w"}
    with pytest.raises(UsageError, match="exists"):  # one that came in between
        export.put(target, b"other", overwrite=False)
    assert [each.name for each in tmp_path.iterdir()] == ["m.safetensors"]


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        export.write(tmp_path, {"w": nm(4, 8, 2, 4)}, {})
    with pytest.raises(UsageError, match="can't be written"):
        export.write(tmp_path / "missing" / "m", {"w": nm(4, 8, 2, 4)}, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(UsageError, match="can't be written"):
        export.write(tmp_path / "m", {"w": nm(4, 8, 2, 4)}, {})


# ---- hostile files


def tensors() -> dict[str, torch.Tensor]:
    entry = writing.packed(nm(8, 16, 2, 4), "2:4", "int4")
    assert entry is not None
    return {f"w:{role}": piece for role, piece in entry[1].items()}


def told() -> dict[str, Any]:
    entry = {"form": "nm", "shape": [8, 16], "dtype": "float32", "sides": [2, 4], "number": "int4"}
    pieces = {role: f"w:{role}" for role in ("values", "codes", "scales")}
    packed = {"w": {**entry, "pieces": pieces}}
    return {"version": 1, "packed": packed, "same": {}, "about": {}}


def put(folder: Path, text: str, pieces: dict[str, torch.Tensor] | None = None) -> Path:
    file = folder / "hostile.safetensors"
    file.write_bytes(save(pieces or tensors(), {describing.KEY: text}))
    return file


def test_the_honest_file_that_hostile_ones_are_made_of(tmp_path: Path) -> None:
    assert load(put(tmp_path, json.dumps(told())))["w"].shape == (8, 16)


def change(*where: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def changed(about: dict[str, Any]) -> None:
        place = about
        for key in where[:-1]:
            place = place[key]
        place[where[-1]] = to

    return changed


W = ("packed", "w")
HOSTILE = [
    change("version", to=2),
    change("version", to=None),
    change("packed", to=[]),
    change("packed", "w", to="nm"),
    change(*W, "more", to=1),
    change(*W, "form", to="pickle"),
    change(*W, "form", to="blocks"),
    change(*W, "form", to=["nm"]),
    change(*W, "dtype", to="object"),
    change(*W, "dtype", to={}),
    change(*W, "number", to="int8"),
    change(*W, "number", to="int3"),
    change(*W, "number", to=[]),
    change(*W, "number", to="float32"),
    change(*W, "shape", to=[-8, -16]),
    change(*W, "shape", to=[8, 16.0]),
    change(*W, "shape", to=[True, 16]),
    change(*W, "shape", to=[8]),
    change(*W, "shape", to="8"),
    change(*W, "shape", to=[16, 16]),
    change(*W, "shape", to=[1 << 39, 1 << 39]),
    change(*W, "shape", to=[10**30, 16]),
    change(*W, "shape", to=[8] * 1000),
    change(*W, "sides", to=[2, 5]),
    change(*W, "sides", to=[5, 4]),
    change(*W, "sides", to=[0, 4]),
    change(*W, "sides", to=[2, 128]),
    change(*W, "sides", to=[1, 4]),
    change(*W, "pieces", to={}),
    change(*W, "pieces", to=["w:values"]),
    change(*W, "pieces", "codes", to="w:values"),
    change(*W, "pieces", "codes", to="elsewhere"),
    change(*W, "pieces", "codes", to=7),
    change(*W, "pieces", "mask", to="w:codes"),
    change("packed", "w:codes", to=told()["packed"]["w"]),
    change("same", to={"w": "w"}),
    change("same", to={"v": "nothing"}),
    change("same", to={"v": 3}),
    change("same", to={"u": "v", "v": "u"}),
    change("about", to=None),
]


@pytest.mark.parametrize("changed", HOSTILE)
def test_a_description_that_lies_is_refused(
    tmp_path: Path, changed: Callable[[dict[str, Any]], None]
) -> None:
    about = told()
    changed(about)
    with pytest.raises(UsageError, match="can't be loaded"):
        load(put(tmp_path, json.dumps(about)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "NaN",
        "[" * 100_000,
        '{"version": 1, "version": 1}',
        '{"version": NaN}',
    ],
)
def test_a_description_that_is_not_ours_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="can't be loaded"):
        load(put(tmp_path, text))


def test_a_description_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(describing, "LONGEST_JSON", 100)
    with pytest.raises(UsageError, match="characters long"):
        load(put(tmp_path, json.dumps(told())))


def test_codes_levels_and_scales_that_nothing_has_are_refused(tmp_path: Path) -> None:
    worse = {
        "w:codes": torch.full_like(tensors()["w:codes"], 255),
        "w:values": torch.full_like(tensors()["w:values"], 255),
        "w:scales": torch.full_like(tensors()["w:scales"], 255),
    }
    for name, tensor in worse.items():
        with pytest.raises(UsageError, match="can't be loaded"):
            load(put(tmp_path, json.dumps(told()), {**tensors(), name: tensor}))


def test_a_small_file_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "free_bytes", lambda: 511)
    with pytest.raises(UsageError, match="512 bytes"):
        load(put(tmp_path, json.dumps(told())))


def test_a_mask_that_keeps_more_than_there_is(tmp_path: Path) -> None:
    found = writing.packed(torch.eye(16), "unstructured:90%", "none")
    assert found is not None
    pieces = {f"w:{role}": piece for role, piece in found[1].items()}
    entry = {**told()["packed"]["w"], "form": "blocks", "shape": [16, 16], "sides": [1, 1]}
    entry |= {"number": "float32", "pieces": {"values": "w:values", "mask": "w:mask"}}
    text = json.dumps({**told(), "packed": {"w": entry}})
    assert torch.equal(load(put(tmp_path, text, pieces))["w"], torch.eye(16))
    pieces["w:mask"] = torch.full_like(pieces["w:mask"], 255)
    with pytest.raises(UsageError, match="as many"):
        load(put(tmp_path, text, pieces))


def raw(header: dict[str, Any] | str, data: bytes = b"") -> bytes:
    text = header if isinstance(header, str) else json.dumps(header)
    return struct.pack("<Q", len(text)) + text.encode() + data


F32 = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 7,
        struct.pack("<Q", 1 << 62),
        struct.pack("<Q", 200_000_000) + b" " * 100,
        raw("{" * 50),
        raw({"a": F32}),
        raw({"a": F32, "b": F32}, b"0000"),
        raw({"a": {**F32, "data_offsets": [4, 0]}}, b"0000"),
        raw({"a": {**F32, "data_offsets": [-4, 0]}}, b"0000"),
        raw({"a": {**F32, "shape": [-1]}}, b"0000"),
        raw({"a": {**F32, "shape": [1 << 62, 1 << 62]}}, b"0000"),
        raw({"a": {**F32, "dtype": "OBJECT"}}, b"0000"),
        raw({"a": F32}, b"00000000"),
        raw({"a": F32}, b"0000"),  # sound, and not ours
        b"\x80\x04\x95" + b"pickle" * 10,
    ],
)
def test_a_file_that_is_damaged_or_not_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.safetensors"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"can't be (loaded|read)"):
        load(file)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(UsageError, match="can't be"):
            load(path)


def test_no_damage_of_single_bytes_does_more_than_an_error(tmp_path: Path) -> None:
    honest = put(tmp_path, json.dumps(told())).read_bytes()
    chance = random.Random(8)
    refused = 0
    for _ in range(400):
        damaged = bytearray(honest)
        for _ in range(chance.choice((1, 1, 4))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.2:
            damaged = damaged[: chance.randrange(len(damaged))]
        file = tmp_path / "f.safetensors"
        file.write_bytes(damaged)
        try:
            load(file)
        except UsageError:
            refused += 1
    assert refused > 200


# ---- reports


def report(tmp_path: Path, **changes: Any) -> tuple[SparsityReport, dict[str, torch.Tensor]]:
    state = {"0.weight": nm(8, 16, 2, 4), "0.bias": torch.ones(8), "1.weight": torch.randn(4, 8)}
    weights = tmp_path / "run.safetensors"
    weights.write_bytes(save(state))
    layers = (Layer("net.0.weight", (8, 16), "Linear", 0.5, "2:4"),)
    common = {"layers": layers, "weights": str(weights), "model": "net"}
    runs = (
        Run("dense", "dense", 0, metric=0.99, weights=str(weights)),
        Run("step", "2:4", 0, metric=0.9, **common),
        Run("step", "2:4", 1, metric=0.95, **common),
        Run("sr-ste", "2:4", 0, metric=0.8, weights="", notes=("the disk was full",)),
        Run("asp", "2:4", 0, metric=0.8, weights=str(tmp_path / "gone")),
        Run("set", "2:4", 0, failed="the loss is NaN"),
    )
    summaries = (Summary("dense", "dense", mean=0.99), Summary("step", "2:4", mean=0.92))
    made = SparsityReport("", "", metric="acc", runs=runs, summaries=summaries, **changes)
    return made, state


def test_the_best_run_of_a_report_is_exported(tmp_path: Path) -> None:
    made, state = report(tmp_path)
    written = made.export(tmp_path / "small")
    said = loading.about(written)
    assert (said["recipe"], said["seed"], said["metric"]) == ("step", 1, {"acc": 0.95})
    assert said["packed_bytes"] < 0.54 * state["0.weight"].nbytes
    back = load(written)
    assert all(torch.equal(back[name], state[name]) for name in state)


def test_tied_weights_of_a_run_are_written_once(tmp_path: Path) -> None:
    made, state = report(tmp_path)
    run = made.runs[1]
    two = {**state, "2.weight": state["0.weight"].clone(), "3.weight": state["0.weight"].double()}
    Path(run.weights).write_bytes(save(two))
    written = made.export(tmp_path / "small", "step", seed=0)
    back = load(written)
    assert all(torch.equal(back[name], two[name]) for name in two)
    assert back["2.weight"] is back["0.weight"]
    assert loading.about(written)["packed_bytes"] < 0.54 * state["0.weight"].nbytes


def test_a_run_is_chosen_and_quantized(tmp_path: Path) -> None:
    made, state = report(tmp_path, direction="min")
    written = made.export(tmp_path / "small", "step", quantize="int8")
    said = loading.about(written)
    assert said["seed"] == 0
    assert said["packed_bytes"] < 0.25 * state["0.weight"].nbytes
    assert loading.about(made.export(tmp_path / "1", "step", seed=1))["seed"] == 1


@pytest.mark.parametrize(
    ("recipe", "options", "says"),
    [
        ("rigl", {}, "asp at 2:4"),
        ("step", {"pattern": "1:4"}, "step at 2:4"),
        ("step", {"seed": 9}, "seed 9"),
        ("sr-ste", {}, "the disk was full"),
        ("asp", {}, "gone from"),
        ("set", {}, "has ended"),
    ],
)
def test_what_can_not_be_exported_is_said(
    tmp_path: Path, recipe: str, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        report(tmp_path)[0].export(tmp_path / "small", recipe, **options)
