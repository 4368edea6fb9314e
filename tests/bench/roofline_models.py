"""Models of sizes that one processor runs in a second or less, and their inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch_models import language, vision

Made = tuple[nn.Module, tuple[Any, ...]]


def images(batch: int, size: int) -> tuple[Any, ...]:
    return (torch.randn(batch, 3, size, size),)


def ids(batch: int, length: int) -> tuple[Any, ...]:
    return (torch.randint(0, 5000, (batch, length)),)


def autoencoder() -> nn.Module:
    """Convolutions there and transposed ones back."""
    return nn.Sequential(
        nn.Conv2d(3, 32, 4, 2, 1), nn.SiLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.GroupNorm(8, 64),
        nn.SiLU(), nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.SiLU(),
        nn.ConvTranspose2d(32, 3, 4, 2, 1),
    )  # fmt: skip


def perceptron() -> nn.Module:
    return nn.Sequential(
        nn.Linear(784, 1024), nn.ReLU(), nn.Linear(1024, 1024), nn.ReLU(), nn.Linear(1024, 10)
    )


MODELS: dict[str, Callable[[], Made]] = {
    "perceptron, 128": lambda: (perceptron(), (torch.randn(128, 784),)),
    "AlexNet, 8 of 112": lambda: (vision.alexnet(), images(8, 112)),
    "VGG-16, 1 of 112": lambda: (vision.vgg16(), images(1, 112)),
    "ResNet-18, 4 of 112": lambda: (vision.resnet18(), images(4, 112)),
    "ResNet-50, 2 of 112": lambda: (vision.resnet50(), images(2, 112)),
    "MobileNetV2, 4 of 112": lambda: (vision.mobilenet_v2(), images(4, 112)),
    "SqueezeNet, 4 of 112": lambda: (vision.squeezenet(), images(4, 112)),
    "DenseNet-121, 2 of 112": lambda: (vision.densenet121(), images(2, 112)),
    "ViT, 6 layers of 384, 4 of 112": lambda: (
        vision.VisionTransformer(112, 16, 384, 6, 6),
        images(4, 112),
    ),
    "autoencoder, 8 of 64": lambda: (autoencoder(), images(8, 64)),
    "BERT, 4 layers of 384, 4 × 128": lambda: (language.Bert(384, 4, 6, 5000), ids(4, 128)),
    "GPT, 4 layers of 384, 4 × 128": lambda: (language.gpt2(384, 4, 6, 5000), ids(4, 128)),
    "Llama, 4 layers of 384, 4 × 128": lambda: (
        language.llama(384, 1024, 4, 6, 2, 5000),
        ids(4, 128),
    ),
    "LSTM, 2 of 256, 8 × 35": lambda: (language.Recurrent(5000, 256), ids(8, 35)),
}
