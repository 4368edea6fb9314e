"""The picture of the layers shows what `tests/test_layers.py` holds."""

from __future__ import annotations

import importlib.util
from itertools import combinations
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def layers() -> ModuleType:
    spec = importlib.util.spec_from_file_location("layers", ROOT / "tests" / "test_layers.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "layers", module)
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def boxes() -> dict[str, tuple[float, float, float, float]]:
    """Layer → left, top, width, height of its box."""
    picture = ElementTree.parse(ROOT / "docs" / "images" / "layers.svg")
    found = {}
    for group in picture.iter(f"{SVG}g"):
        box = group.find(f"{SVG}rect")
        assert box is not None
        sides = ("x", "y", "width", "height")
        found[group.get("id", "")] = tuple(float(box.get(side, "")) for side in sides)
    return found


def test_every_layer_is_in_the_picture(layers: ModuleType, boxes: dict) -> None:
    assert set(boxes) == set(layers.ALLOWED) - {""}


def test_what_a_layer_imports_is_below_it(layers: ModuleType, boxes: dict) -> None:
    for layer, (_, top, _, height) in boxes.items():
        for other in layers.ALLOWED[layer]:
            assert boxes[other][1] >= top + height, f"{layer} imports {other}, which isn't below it"


def test_layers_that_know_nothing_of_each_other_are_side_by_side(
    layers: ModuleType, boxes: dict
) -> None:
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        if other in layers.ALLOWED[one] or one in layers.ALLOWED[other]:
            continue
        overlap = a[0] < b[0] + b[2] and b[0] < a[0] + a[2]
        assert not (overlap and one in layers.ENGINES and other in layers.ENGINES), (one, other)
        assert not overlap or {one, other} & {"records", "server"}, (one, other)
