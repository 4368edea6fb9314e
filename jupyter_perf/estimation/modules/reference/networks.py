"""Small networks whose steps tell what a step takes beyond its operations, each timed alone.

In a network an operation finds its operands in farther memory, and its result is often memory that
the system hands out anew; kernels that run again and again on their own know nothing of that.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

Run = Callable[[], object]
KINDS = ("infer", "train")


def networks() -> Iterator[tuple[str, str, Callable[[], Run]]]:
    """(name, kind of step, maker)."""
    for name, make in (("images", _images), ("text", _text), ("features", _features)):
        yield name, "infer", lambda make=make: _inference(*make())  # type: ignore[misc]
        yield name, "train", lambda make=make: _training(*make())  # type: ignore[misc]


def _images() -> tuple[Any, Any]:
    """Convolutions that get wider as the image gets smaller, one of them by channel."""
    import torch
    from torch import nn

    layers: list[nn.Module] = []
    channels = 3
    for width, stride in ((32, 2), (64, 1), (64, 2), (128, 2), (256, 2), (256, 1)):
        layers += [nn.Conv2d(channels, width, 3, stride, 1), nn.BatchNorm2d(width), nn.ReLU()]
        layers += [nn.Conv2d(width, width, 3, 1, 1, groups=width), nn.Conv2d(width, width, 1)]
        channels = width
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 100)]
    return nn.Sequential(*layers), torch.ones(4, 3, 96, 96)


def _text() -> tuple[Any, Any]:
    """Two layers of a transformer between words and scores of words."""
    import torch
    from torch import nn

    layer = nn.TransformerEncoderLayer(256, 4, 1024, 0.0, "gelu", batch_first=True)
    stack = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
    model = nn.Sequential(nn.Embedding(4000, 256), stack, nn.Linear(256, 4000))
    return model, torch.zeros(4, 96, dtype=torch.long)


def _features() -> tuple[Any, Any]:
    import torch
    from torch import nn

    sizes = (500, 700, 700, 300)
    layers = [
        layer
        for inner, outer in itertools.pairwise(sizes)
        for layer in (nn.Linear(inner, outer), nn.Tanh())
    ]
    return nn.Sequential(*layers), torch.ones(96, 500)


def _inference(model: Any, given: Any) -> Run:
    import torch

    model.eval()

    def run() -> None:
        with torch.no_grad():
            model(given)

    return run


def _training(model: Any, given: Any) -> Run:
    import torch

    optimizer = torch.optim.AdamW(model.parameters())

    def run() -> None:
        optimizer.zero_grad()
        model(given).mean().backward()
        optimizer.step()

    return run
