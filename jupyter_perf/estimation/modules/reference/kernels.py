"""Kernels that stand for their families (`counting.families`), of sizes that are usual."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Run = Callable[[], object]
CALLS = 200
"""Of an operation on eight numbers, in one run of the kernels `call` and `call backward`."""
CACHED, LARGE = 1 << 18, 1 << 24
"""Numbers: a megabyte, and 64."""


def kernels() -> Iterator[tuple[str, Callable[[], Run]]]:
    """(family, maker) pairs; beside the families there are `call`, `cache`, `ram` and `new`."""
    yield "call", _call
    yield "call backward", _call_backward
    yield "cache", lambda: _in_place(CACHED)
    yield "ram", lambda: _in_place(LARGE)
    yield "new", _new
    yield "copy", _copy
    for name, make in _LAYERS.items():
        yield name, lambda make=make: _forward(*make())  # type: ignore[misc]
        yield f"{name} backward", lambda make=make: _backward(*make())  # type: ignore[misc]
    yield "product", _product


def _call() -> Run:
    import torch

    one = torch.ones(8)

    def run() -> None:
        for _ in range(CALLS):
            torch.add(one, one)

    return run


def _call_backward() -> Run:
    import torch

    one = torch.ones(8, requires_grad=True)
    out = one
    for _ in range(CALLS):
        out = out * 1.5
    ones = torch.ones(8)
    return lambda: torch.autograd.grad(out, one, ones, retain_graph=True)


def _in_place(length: int) -> Run:
    import torch

    left, right = torch.ones(length), torch.ones(length)
    return lambda: left.add_(right)


def _new() -> Run:
    """Memory that the allocator gets from the system each time, page by page."""
    import torch

    given = torch.ones(LARGE)
    return lambda: given + 1


def _copy() -> Run:
    import torch

    given, out = torch.ones(8, 12, 128, 64), torch.empty(8, 128, 12, 64)
    return lambda: out.copy_(given.transpose(1, 2))


def _product() -> Run:
    import torch

    left, right, bias = torch.ones(256, 768), torch.ones(768, 768), torch.ones(768)
    return lambda: torch.addmm(bias, left, right)


def _conv() -> tuple[Any, Any]:
    import torch

    return torch.nn.Conv2d(64, 64, 3, padding=1, bias=False), torch.ones(2, 64, 28, 28)


def _thin() -> tuple[Any, Any]:
    import torch

    return torch.nn.Conv2d(64, 64, 3, padding=1, groups=64), torch.ones(2, 64, 28, 28)


def _attention() -> tuple[Any, Any]:
    import torch
    from torch.nn import functional

    return (
        lambda x: functional.scaled_dot_product_attention(x, x, x),
        torch.ones(2, 8, 128, 64),
    )


def _function() -> tuple[Any, Any]:
    import torch

    return torch.nn.GELU(), torch.linspace(-3, 3, CACHED // 2)


def _layer_norm() -> tuple[Any, Any]:
    import torch

    return torch.nn.LayerNorm(768), torch.ones(256, 768)


def _batch_norm() -> tuple[Any, Any]:
    import torch

    return torch.nn.BatchNorm2d(64), torch.ones(2, 64, 28, 28)


def _softmax() -> tuple[Any, Any]:
    import torch

    return torch.nn.LogSoftmax(-1), torch.ones(256, 1024)


def _pooling() -> tuple[Any, Any]:
    import torch

    return torch.nn.MaxPool2d(3, 2, 1), torch.ones(2, 64, 28, 28)


def _recurrent() -> tuple[Any, Any]:
    import torch

    return torch.nn.LSTM(128, 128), torch.ones(16, 16, 128)


def _lookup() -> tuple[Any, Any]:
    import torch

    return torch.nn.Embedding(1000, 256), torch.arange(512) % 1000


_LAYERS: dict[str, Callable[[], tuple[Any, Any]]] = {
    "convolution": _conv,
    "thin convolution": _thin,
    "attention": _attention,
    "function": _function,
    "normalization": _layer_norm,
    "batch normalization": _batch_norm,
    "softmax": _softmax,
    "pooling": _pooling,
    "recurrent": _recurrent,
    "lookup": _lookup,
}


def _forward(layer: Any, given: Any) -> Run:
    import torch

    def run() -> None:
        with torch.no_grad():
            layer(given)

    return run


def _backward(layer: Any, given: Any) -> Run:
    import torch

    weights = list(layer.parameters()) if isinstance(layer, torch.nn.Module) else []
    wanted = [*weights, given.requires_grad_()] if given.is_floating_point() else weights
    out = layer(given)
    out = out[0] if isinstance(out, tuple) else out
    ones = torch.ones_like(out)
    return lambda: torch.autograd.grad(out, wanted, ones, retain_graph=True)
