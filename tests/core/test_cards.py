"""Which targets the cards of this machine are, by the driver's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_perf.core import targets
from jupyter_perf.core.cards import Cards, cards_here, is_card
from jupyter_perf.core.targets import Target

GIB = 1 << 30


def proc(root: Path, *models: str) -> Path:
    for at, model in enumerate(models):
        folder = root / f"driver/nvidia/gpus/0000:0{at}:00.0"
        folder.mkdir(parents=True)
        (folder / "information").write_text(f"Model: \t\t {model}\nIRQ: 1\n")
    if models:
        said = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC"
        (root / "driver/nvidia/version").write_text(f"{said}\nGCC version: gcc 12.2.0\n")
    return root


def test_cards_are_read_from_the_drivers_files(tmp_path: Path) -> None:
    root = proc(tmp_path, "NVIDIA H200", "NVIDIA A10")
    found = cards_here(root, {"CUDA_VISIBLE_DEVICES": "1", "HOME": "/x"})
    assert found == Cards(("NVIDIA A10", "NVIDIA H200"), "550.54.15", {"CUDA_VISIBLE_DEVICES": "1"})
    assert found.has(targets.get("h200"))
    assert not found.has(targets.get("a100-40gb"))
    assert found.key != cards_here(root, {}).key


@pytest.mark.parametrize("hidden", ["", "-1"])
def test_cards_that_are_hidden_are_none(tmp_path: Path, hidden: str) -> None:
    assert cards_here(proc(tmp_path, "NVIDIA H200"), {"CUDA_VISIBLE_DEVICES": hidden}).names == ()


def test_without_a_driver_there_is_none(tmp_path: Path) -> None:
    assert cards_here(proc(tmp_path), {}) == Cards()


@pytest.mark.parametrize(
    ("name", "gib", "target"),
    [
        ("NVIDIA A100-SXM4-40GB", 39.4, "a100-40gb"),
        ("NVIDIA A100-SXM4-80GB", 79.2, "a100-80gb"),
        ("Tesla T4", 14.7, "t4"),
        ("Tesla V100-SXM2-16GB", 15.8, "v100-16gb"),
        ("NVIDIA H100 80GB HBM3", 79.1, "h100"),
        ("NVIDIA H200", 139.8, "h200"),
        ("NVIDIA L4", 22.0, "l4"),
        ("NVIDIA A10G", 22.1, "a10g"),
        ("NVIDIA GeForce RTX 3090", 23.7, "rtx-3090"),
        ("NVIDIA GeForce RTX 4070", 11.7, "rtx-4070"),
        ("NVIDIA RTX 6000 Ada Generation", 47.5, "rtx-6000-ada"),
    ],
)
def test_a_card_is_its_target(name: str, gib: float, target: str) -> None:
    assert is_card(name, targets.get(target), int(gib * GIB))


@pytest.mark.parametrize(
    ("name", "gib", "target"),
    [
        ("NVIDIA A100-SXM4-80GB", 79.2, "a100-40gb"),
        ("NVIDIA A10", 22.1, "a10g"),
        ("NVIDIA L40S", 44.4, "l40"),
        ("NVIDIA GeForce RTX 4070 Ti", 11.7, "rtx-4070"),
        ("NVIDIA GeForce RTX 3060 Laptop GPU", 5.8, "rtx-3060"),
        ("NVIDIA GH200 480GB", 95.0, "h200"),
        ("Tesla T4", 14.7, "here"),
        ("", 14.7, "t4"),
    ],
)
def test_another_card_is_not(name: str, gib: float, target: str) -> None:
    assert not is_card(name, targets.get(target), int(gib * GIB))


def test_a_target_of_ones_own_is_known_by_its_title() -> None:
    mine = Target("box", "NVIDIA H200 in the cellar", memory_gb=141)
    assert is_card("NVIDIA H200", mine, int(139.8 * GIB))
