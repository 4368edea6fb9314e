"""The losses that a cell goes back from, seen where its backward passes begin."""

from __future__ import annotations

import functools
import math
import weakref
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.amp.grad_scaler import GradScaler

from .patches import Patches

MOST = 400
AT_ONCE = 32
"""Losses that are read together: reading one waits for the device."""
LATEST_GRAPHS = 4
FIRST_PASSES = 16
"""Backward passes whose graphs are kept until the models are known, to tell output heads."""


class Losses:
    """Replaces `torch.autograd.backward` while it is on, and calls it as it is."""

    def __init__(self, step: Callable[[], int]) -> None:
        self._step = step
        self._pending: list[tuple[int, Tensor]] = []
        self._kept: list[tuple[int, float]] = []
        self._stride, self._count, self._seen = 1, 0, 0
        self._scaled: tuple[weakref.ref[Tensor], Tensor] | None = None
        self._patches = Patches()
        self.first_nan: int | None = None
        self.roots: list[Any] = []
        """`grad_fn`s of the latest losses, until `forget`."""

    def start(self) -> None:
        self._patches.replace(torch.autograd, "backward", self._backward)
        self._patches.replace(GradScaler, "scale", self._scale)

    def stop(self) -> None:
        self._patches.restore()
        self.forget()
        self._drain()

    def forget(self) -> None:
        self.roots, self._scaled = [], None

    def values(self) -> tuple[tuple[float, ...], tuple[int, ...]]:
        """At most MOST losses, spread evenly, and the steps that they belong to."""
        self._drain()
        return tuple(loss for _, loss in self._kept), tuple(step for step, _ in self._kept)

    def _backward(self, original: Any) -> Any:
        @functools.wraps(original)
        def backward(tensors: Any, *args: Any, **kwargs: Any) -> Any:
            several = tensors if isinstance(tensors, list | tuple) else [tensors]
            for loss in several:
                self._see(loss)
            return original(tensors, *args, **kwargs)

        return backward

    def _scale(self, original: Any) -> Any:
        @functools.wraps(original)
        def scale(scaler: Any, outputs: Any) -> Any:
            scaled = original(scaler, outputs)
            if isinstance(outputs, Tensor) and isinstance(scaled, Tensor):
                self._scaled = weakref.ref(scaled), outputs.detach()
            return scaled

        return scale

    def _see(self, loss: Any) -> None:
        if not isinstance(loss, Tensor) or loss.numel() != 1:
            return
        if self._seen < FIRST_PASSES:
            self.roots = [*self.roots, loss.grad_fn][-LATEST_GRAPHS:]
        self._seen += 1
        plain = self._scaled[1] if self._scaled and self._scaled[0]() is loss else loss
        self._pending.append((self._step(), plain.detach().clone()))
        if len(self._pending) >= AT_ONCE:
            self._drain()

    def _drain(self) -> None:
        pending, self._pending = self._pending, []
        for (step, _), value in zip(pending, _numbers([t for _, t in pending]), strict=True):
            if self.first_nan is None and not math.isfinite(value):
                self.first_nan = step
            self._keep(step, value)

    def _keep(self, step: int, value: float) -> None:
        """Every `stride`-th one; when there are too many, every second of them goes."""
        place = self._count
        self._count += 1
        if place % self._stride == 0:
            self._kept.append((step, value))
        if len(self._kept) > MOST:
            self._kept = self._kept[::2]
            self._stride *= 2


def _numbers(tensors: list[Tensor]) -> list[float]:
    if not tensors:
        return []
    if len({each.device for each in tensors}) == 1:
        stacked: list[float] = torch.stack([t.reshape(()).float() for t in tensors]).tolist()
        return stacked
    return [float(each) for each in tensors]
