"""Models of kinds that people train, so small that a processor does a step in a second or less."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import torch
from roofline_models import ids, images, perceptron
from torch import nn
from torch_models import language, vision

from jupyter_perf.tradeoff.making import Making
from jupyter_perf.tradeoff.methods import applied

SIZES = (1, 2, 4, 6, 8, 12, 16)
"""Of batches, times the model's own unit."""
WORDS = 2000


@dataclasses.dataclass(frozen=True)
class Case:
    """A model and how its batches are made; `before` are methods that are a part of the case."""

    build: Callable[[], nn.Module]
    inputs: Callable[[int], tuple[Any, ...]]
    unit: int = 1
    before: str = "none"

    @property
    def batches(self) -> list[int]:
        return [self.unit * each for each in SIZES]

    def making(self, batch: int, methods: str = "none") -> Making:
        """A step of it with weights and inputs of its own, always the same ones."""
        torch.manual_seed(0)
        making = Making(self.build().train(), self.inputs(batch))
        return applied(methods, applied(self.before, making))

    def methods(self, others: str) -> str:
        """With those of the case before them."""
        named = [each for each in (self.before, others) if each != "none"]
        return "+".join(named) or "none"


def _llama() -> nn.Module:
    return language.llama(192, 512, 4, 6, 2, WORDS)


CASES: dict[str, Case] = {
    "MLP": Case(perceptron, lambda n: (torch.randn(n, 784),), unit=64),
    "ResNet": Case(lambda: vision.resnet((1, 1, 1, 1), deep=False), lambda n: images(n, 64), 2),
    "ViT": Case(lambda: vision.VisionTransformer(64, 8, 192, 4, 6), lambda n: images(n, 64), 2),
    "BERT": Case(lambda: language.Bert(192, 4, 6, WORDS), lambda n: ids_of(n, 64), 2),
    "GPT-2": Case(lambda: language.gpt2(192, 4, 6, WORDS), lambda n: ids_of(n, 64), 2),
    "Llama, GQA": Case(_llama, lambda n: ids_of(n, 64), 2),
    "Llama, LoRA": Case(_llama, lambda n: ids_of(n, 64), 2, "lora"),
    "LSTM": Case(lambda: language.Recurrent(WORDS, 128), lambda n: ids_of(n, 32), 4),
}


def ids_of(batch: int, length: int) -> tuple[Any, ...]:
    return (ids(batch, length)[0] % WORDS,)
