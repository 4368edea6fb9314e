"""Convolutional networks and a vision transformer, layer by layer as torchvision has them.

Configurations: Krizhevsky, "One weird trick" (2014); Simonyan and Zisserman (2014); He et al.
(2015, the stride in the 3 × 3 convolution, as torchvision's v1.5); Sandler et al. (2018); Iandola
et al. (2016); Huang et al. (2017); Dosovitskiy et al. (2020).
"""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import Tensor, nn
from torch.nn import functional


def conv_norm(inner: int, outer: int, size: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    conv = nn.Conv2d(inner, outer, size, stride, size // 2, groups=groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outer))


def alexnet(classes: int = 1000) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 64, 11, 4, 2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(),
        nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.AdaptiveAvgPool2d(6), nn.Flatten(),
        nn.Dropout(), nn.Linear(256 * 36, 4096), nn.ReLU(),
        nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, classes),
    )  # fmt: skip


def vgg16(classes: int = 1000) -> nn.Module:
    layers: list[nn.Module] = []
    channels = 3
    for width, repeats in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(repeats):
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2))
    head = [nn.AdaptiveAvgPool2d(7), nn.Flatten(), nn.Linear(512 * 49, 4096), nn.ReLU()]
    head += [nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout()]
    return nn.Sequential(*layers, *head, nn.Linear(4096, classes))


class Residual(nn.Module):
    """A path beside the identity, which is projected where shapes differ."""

    def __init__(self, inner: int, width: int, stride: int, *, deep: bool) -> None:
        super().__init__()
        outer = width * 4 if deep else width
        if deep:
            parts = [conv_norm(inner, width, 1), conv_norm(width, width, 3, stride)]
            last = conv_norm(width, outer, 1)
        else:
            parts = [conv_norm(inner, width, 3, stride)]
            last = conv_norm(width, outer, 3)
        steps = [layer for part in parts for layer in (part, nn.ReLU(inplace=True))]
        self.path = nn.Sequential(*steps, last)
        same = stride == 1 and inner == outer
        self.shortcut = nn.Identity() if same else conv_norm(inner, outer, 1, stride)

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(self.path(x) + self.shortcut(x), inplace=True)


def resnet(repeats: tuple[int, ...], *, deep: bool, classes: int = 1000) -> nn.Module:
    stem = [conv_norm(3, 64, 7, 2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    blocks: list[nn.Module] = []
    channels = 64
    for stage, repeat in enumerate(repeats):
        width = 64 << stage
        for at in range(repeat):
            blocks.append(Residual(channels, width, 2 if stage and at == 0 else 1, deep=deep))
            channels = width * 4 if deep else width
    tail = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes)]
    return nn.Sequential(*stem, *blocks, *tail)


def resnet18() -> nn.Module:
    return resnet((2, 2, 2, 2), deep=False)


def resnet50() -> nn.Module:
    return resnet((3, 4, 6, 3), deep=True)


class Inverted(nn.Module):
    """Widened, filtered by channel, narrowed."""

    def __init__(self, inner: int, outer: int, stride: int, widen: int) -> None:
        super().__init__()
        width = inner * widen
        parts = [] if widen == 1 else [conv_norm(inner, width, 1), nn.ReLU6()]
        parts += [conv_norm(width, width, 3, stride, width), nn.ReLU6()]
        self.path = nn.Sequential(*parts, conv_norm(width, outer, 1))
        self.same = stride == 1 and inner == outer

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.path(x)
        return x + made if self.same else made


def mobilenet_v2(classes: int = 1000) -> nn.Module:
    settings = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2)]
    settings += [(6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
    layers: list[nn.Module] = [conv_norm(3, 32, 3, 2), nn.ReLU6()]
    channels = 32
    for widen, width, repeats, stride in settings:
        for at in range(repeats):
            layers.append(Inverted(channels, width, stride if at == 0 else 1, widen))
            channels = width
    layers += [conv_norm(channels, 1280, 1), nn.ReLU6(), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*layers, nn.Dropout(0.2), nn.Linear(1280, classes))


class Fire(nn.Module):
    def __init__(self, inner: int, narrow: int, wide: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(inner, narrow, 1)
        self.small, self.large = nn.Conv2d(narrow, wide, 1), nn.Conv2d(narrow, wide, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.relu(self.squeeze(x))
        return functional.relu(torch.cat([self.small(x), self.large(x)], 1))


def squeezenet(classes: int = 1000) -> nn.Module:
    def pool() -> nn.Module:
        return nn.MaxPool2d(3, 2, ceil_mode=True)

    return nn.Sequential(
        nn.Conv2d(3, 96, 7, 2), nn.ReLU(), pool(),
        Fire(96, 16, 64), Fire(128, 16, 64), Fire(128, 32, 128), pool(),
        Fire(256, 32, 128), Fire(256, 48, 192), Fire(384, 48, 192), Fire(384, 64, 256),
        pool(), Fire(512, 64, 256), nn.Dropout(),
        nn.Conv2d(512, classes, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
    )  # fmt: skip


class Dense(nn.Module):
    """Its result is put beside its input."""

    def __init__(self, inner: int, growth: int) -> None:
        super().__init__()
        self.path = nn.Sequential(
            nn.BatchNorm2d(inner), nn.ReLU(), nn.Conv2d(inner, 4 * growth, 1, bias=False),
            nn.BatchNorm2d(4 * growth), nn.ReLU(),
            nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, self.path(x)], 1)


def densenet121(classes: int = 1000) -> nn.Module:
    layers: list[nn.Module] = [conv_norm(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for stage, repeats in enumerate((6, 12, 24, 16)):
        if stage:
            layers += [nn.BatchNorm2d(channels), nn.ReLU()]
            layers += [nn.Conv2d(channels, channels // 2, 1, bias=False), nn.AvgPool2d(2)]
            channels //= 2
        for _ in range(repeats):
            layers.append(Dense(channels, 32))
            channels += 32
    layers += [nn.BatchNorm2d(channels), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*layers, nn.Linear(channels, classes))


class Encoder(nn.Module):
    """A layer with normalization before each part."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(OrderedDict(
            wide=nn.Linear(width, 4 * width), gelu=nn.GELU(), narrow=nn.Linear(4 * width, width)
        ))  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        parts = self.qkv(self.before(x)).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        return x + self.mlp(self.after(x))  # type: ignore[no-any-return]


class VisionTransformer(nn.Module):
    def __init__(
        self, size: int = 224, patch: int = 16, width: int = 768, layers: int = 12, heads: int = 12
    ) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.places = nn.Parameter(torch.zeros(1, (size // patch) ** 2 + 1, width))
        self.layers = nn.Sequential(*(Encoder(width, heads) for _ in range(layers)))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.places
        return self.head(self.norm(self.layers(x))[:, 0])  # type: ignore[no-any-return]
