"""Published counts of known architectures; `make bench-flops` has more of them, and sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.estimation.counting import Counting  # noqa: E402

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(BENCH)
    from torch_models import language, vision

    yield {"language": language, "vision": vision}
    for name in [each for each in sys.modules if each.startswith("torch_models")]:
        del sys.modules[name]


def multiply_adds(make: Any, *shape: int, ids: bool = False) -> float:
    with torch.device("meta"), torch.no_grad():
        model = make().eval()
        given = torch.zeros(shape, dtype=torch.long) if ids else torch.empty(shape)
        with Counting() as seen:
            model(given)
    assert seen.counted().unknown == {}
    return seen.counted().matrix_flops / 2


@pytest.mark.parametrize(
    ("name", "published"),
    [("alexnet", 0.714e9), ("resnet50", 4.089e9), ("mobilenet_v2", 0.301e9)],
)
def test_convolutional_networks(models: Any, name: str, published: float) -> None:
    found = multiply_adds(getattr(models["vision"], name), 1, 3, 224, 224)
    assert found == pytest.approx(published, rel=0.01)


def test_transformers(models: Any) -> None:
    vit = multiply_adds(models["vision"].VisionTransformer, 1, 3, 224, 224)
    assert vit == pytest.approx(17.564e9, rel=0.01)
    gpt2 = multiply_adds(lambda: models["language"].gpt2(causal=False), 1, 1024, ids=True)
    assert gpt2 == pytest.approx(291_648_307_200 / 2, rel=0.01)
