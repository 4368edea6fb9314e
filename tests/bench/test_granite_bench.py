"""The benchmark of blocks: a whole run with a fake model, its speed and its ablations."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.importorskip("iced_x86")
pytest.importorskip("scipy")

import bench_granite
import granite_ablation
import granite_speed
from granite_data import Block, read
from granite_fake import Fake
from granite_judge import Predicted

ADD = "4801d8"  # add rax, rbx
LOAD = "488b03"  # mov rax, [rbx]


def test_a_run_on_twenty_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "blocks.csv"
    rows = [(ADD * (1 + at) + LOAD * (at % 3), 1.0 + at) for at in range(20)]
    splits = ["train", "test"] * 10
    text = "".join(
        f"{code},{cycles},0.01,ours,{split}\n"
        for (code, cycles), split in zip(rows, splits, strict=True)
    )
    data.write_text(f"hex,cycles_per_iteration,spread,apps,split\n{text}", "utf-8")
    monkeypatch.setattr(bench_granite, "OUTPUT", tmp_path / "out")
    monkeypatch.setattr(bench_granite, "granite", twice)
    monkeypatch.setattr(bench_granite, "rivals", lambda asked: iter([Fake(), Fake(slow=True)]))
    monkeypatch.setattr(bench_granite, "speed", lambda codes: {"blocks": len(codes)})
    monkeypatch.setattr(granite_ablation, "rows", lambda: [])
    assert bench_granite.main(["--data", str(data), "--sample", "4"]) == 0
    found = json.loads((tmp_path / "out" / "granite.json").read_text("utf-8"))
    ours = next(row for row in found["test split"] if row["predictor"] == "GRANITE")
    assert ours["figures"] | {"width": 0} == {
        "blocks": 10, "answered": 10, "mape": 1.0, "capped": 1.0, "median": 1.0, "near": 0.0,
        "tau": pytest.approx(1), "coverage": 1.0, "width": 0,
    }  # fmt: skip
    assert {row["figures"]["blocks"] for row in found["sample"]} <= {4}
    assert [each["met"] for each in found["aims"]] == [False, False, False, True]
    assert found["speed"] == {"blocks": 10}


def twice(codes: Sequence[bytes]) -> Predicted:
    """A model that says twice what the run's table says."""
    blocks = {bytes.fromhex(ADD * (1 + at) + LOAD * (at % 3)): 2 * (1.0 + at) for at in range(20)}
    cycles = np.array([blocks[each] for each in codes])
    return Predicted("GRANITE", cycles, cycles / 4, cycles * 2)


def test_without_data_it_is_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_granite.main(["--data", str(tmp_path / "none.csv")]) == 0
    assert "skipped" in capsys.readouterr().out


def test_speed_is_of_medians() -> None:
    spent = {"batch": [2.0, 4.0, 3.0], "first": [6.0], "decoded": [1.0, 2.0, 3.0],
             "single": [0.1, 0.3, 0.2], "workload": [1.0, 2.0]}  # fmt: skip
    found = granite_speed.figures({"blocks": 6, "seconds": spent})
    rates = [found[f"blocks_per_s{each}"] for each in ("_first", "", "_decoded")]
    assert rates == [1.0, 2.0, 3.0]
    assert (found["one_block_s"], found["workload_spread"]) == (0.2, 2.0)


def test_speed_meets_single_blocks_before_the_batch() -> None:
    sizes: list[int] = []
    found = granite_speed.measured(
        [b"\x90"] * 60,
        [b"\x90"] * 4,
        lambda blocks: sizes.append(len(blocks)),
        lambda blocks: lambda: sizes.append(-len(blocks)),
        rounds=2,
        singles=3,
    )
    assert sizes == [1, 1, 1, 1, 60, 60, -60, 60, -60]
    assert {name: len(each) for name, each in found["seconds"].items()} == {
        "single": 3, "first": 1, "batch": 2, "decoded": 2, "workload": 3,
    }  # fmt: skip


def trained(without: list[str], mape: float) -> dict[str, Any]:
    """What the trainer says of a run."""
    judged = {"mape": mape, "median": 0.01, "tau": 0.9}
    return {
        "network": "lean", "without": without, "width": 64, "rounds": 3, "cpu_seconds": 9,
        "blocks_per_cpu_second": 1234,
        "held_out": {
            "by chance": {"zen4": judged}, "unseen sequences": {"zen4": judged | {"mape": 0.2}},
        },
    }  # fmt: skip


def test_ablations_are_held_against_the_whole() -> None:
    runs = {"lean": trained([], 0.05), "lean, less": trained(["chains"], 0.07)}
    rows = [granite_ablation.row_of(name, figures) for name, figures in runs.items()]
    _, whole, less = granite_ablation.table(rows)
    assert whole.split() == ["lean", "9", "1234", "5.00%", "1.00%", "0.900", "20.00%"]
    assert less.endswith("+2.00 points")


def test_only_ablations_without_a_row_are_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fake(name: str, data: Path, minutes: float, out: Path) -> list[str]:
        asked.append(name)
        out.mkdir(parents=True)
        (out / "figures.json").write_text(json.dumps(trained([], 0.05)), "utf-8")
        return [sys.executable, "-c", ""]

    monkeypatch.setattr(granite_ablation, "command", fake)
    granite_ablation.ablate(tmp_path, 1, tmp_path)
    granite_ablation.ablate(tmp_path, 1, tmp_path)
    assert asked == list(granite_ablation.RUNS)
    assert [row["name"] for row in granite_ablation.rows(tmp_path)] == asked


def test_the_trainer_knows_what_ablations_ask_of_it() -> None:
    pytest.importorskip("torch")
    from jupyter_perf.estimation.models.granite.training.networks import EXTENSIONS

    for network, without in granite_ablation.RUNS.values():
        assert set(without) <= set(EXTENSIONS[network])


def test_reads_what_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "blocks.csv"
    path.write_bytes(
        b"hex,cycles_per_iteration,spread,apps,split\r\n4801d8,1.5,0.01,gzip-x,test\r\n"
    )
    assert read(path) == [Block(bytes.fromhex(ADD), 1.5, "gzip", "test")]
