"""What a convolution on a processor takes inside its operation, where no dispatcher sees it.

oneDNN copies input, weight and output into layouts of its own, whose channels come in blocks as
wide as the processor's vectors, and drops the copies before the operation ends. Rules and sizes
were measured with PyTorch 2.13 on an x86-64 processor with AVX2, by its profiler of allocations, on
some 35 convolutions (1 to 3 dimensions, strides, dilations, groups, transposed, channels last). On
AVX-512 only the blocks' width is known to differ.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

FORWARD, BACKWARD = "aten::convolution", "aten::convolution_backward"
BLOCKS = {"AVX512": 16}
"""Channels in a block, by `torch.backends.cpu.get_cpu_capability()`; 8 otherwise."""
REDUCED = 4
"""Weights that each thread gets where oneDNN takes gradients of weights by matrix products."""


@dataclass(frozen=True)
class Convolution:
    """Bytes of its tensors (plain, and `_copied` in blocks), and how oneDNN works on them."""

    image: int
    weight: int
    result: int
    image_copied: int
    weight_copied: int
    result_copied: int
    in_blocks: bool
    """Otherwise by matrix products, of tensors as they are."""
    channels_last: bool
    repacked: int
    """Copies of the weight with channels last: one more where it lay otherwise."""
    transposed: bool
    few: bool
    """Fewer channels than a block has: the forward pass reads the image as it is."""
    three: bool
    """Channels: so do gradients of weights."""
    products: int
    """What these need by matrix products, where they are taken so; otherwise 0."""

    def forward(self) -> int:
        """Bytes beside the result."""
        if self.channels_last:
            return self.repacked * self.weight
        if not self.in_blocks:
            return self.result
        image = 0 if self.few else self.image_copied
        after = self.result * (2 if self.transposed else 1)
        return max(image + self.weight_copied, after) + self.result_copied - self.result

    def backward(self, of_image: bool, of_weight: bool) -> int:
        """Bytes beside the gradients: first that of the image is taken, then that of the weight."""
        most, held = 0, 0
        copies = self.result_copied + self.weight_copied
        if of_image:
            working = copies + self.image_copied if self.in_blocks else self.image
            most = self.image + (self.weight if self.channels_last else self.image_copied)
            if not self.channels_last:
                most = max(most, working)
            held = self.image
        if of_weight:
            most = max(most, held + self._of_weight(copies))
            held += self.weight
        return max(0, most - held)

    def _of_weight(self, copies: int) -> int:
        if self.channels_last:
            return (2 + self.repacked) * self.weight
        if self.products:
            return self.weight + self.products
        image = 0 if self.three else self.image_copied
        return max(copies + image, self.weight + self.weight_copied)


def hidden(name: str, args: Any, out: Any, threads: int) -> int:
    """Bytes beside its arguments and results; 0 for another operation, and where none are known."""
    if name == FORWARD:
        image, weight, _, *settings = args[:9]
        result = out
    elif name == BACKWARD:
        result, image, weight, _, *settings = args[:10]
    else:
        return 0
    backend = _backend(image, weight, settings, threads)
    if backend == "Slow2d":
        of_weight = name == FORWARD or args[10][1]
        return _columns(image, weight, result, settings) if of_weight else 0
    if backend != "Mkldnn":
        return 0
    found = _described(image, weight, result, settings, threads)
    if name == FORWARD:
        return found.forward()
    of_image, of_weight, _ = args[10]
    return found.backward(of_image, of_weight)


def _backend(image: Any, weight: Any, settings: Any, threads: int) -> str:
    """PyTorch's own choice; it goes by the number of threads."""
    import torch

    with _threads(threads):
        chosen: Any = torch._C._select_conv_backend(image, weight, None, *settings)
    # The transposed one of oneDNN has no name in Python (2.13); all others do.
    is_transposed = settings[3] and chosen.name == "???"
    return "Mkldnn" if is_transposed else str(chosen.name)


@contextlib.contextmanager
def _threads(count: int) -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    if count == before:
        yield
        return
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _columns(image: Any, weight: Any, result: Any, settings: Any) -> int:
    """PyTorch's own convolution, of one image or of points: a column for each place."""
    stride, padding, *_ = settings
    if math.prod(weight.shape[2:]) == 1 and set(stride) == {1} and set(padding) == {0}:
        return 0
    places = math.prod(result.shape[2:])
    per_place = image.shape[1] * math.prod(weight.shape[2:])
    return int(image.shape[0] * places * per_place * image.element_size())


def _described(image: Any, weight: Any, result: Any, settings: Any, threads: int) -> Convolution:
    _, _, dilation, transposed, _, groups = settings
    block = _block()
    channels, made = image.shape[1], result.shape[1]
    alone = groups == 1 or groups == channels == made
    in_blocks = alone or not (channels // groups % block or made // groups % block)
    size = image.element_size()
    image_bytes, weight_bytes, result_bytes = (
        each.numel() * size for each in (image, weight, result)
    )

    def copied(count: int, channels: int) -> int:
        return count * (-(-channels // block) * block) // channels if in_blocks else count

    few = channels < block and groups == 1
    weight_copied = copied(weight_bytes, made)
    in_products = (
        not in_blocks
        or set(dilation) != {1}
        or len(image.shape) > 4
        or any(k > n for k, n in zip(weight.shape[2:], image.shape[2:], strict=True))
    ) and not transposed
    column = channels // groups * math.prod(weight.shape[2:]) * math.prod(result.shape[2:][-2:])
    return Convolution(
        image_bytes,
        weight_bytes,
        result_bytes,
        copied(image_bytes, channels),
        weight_copied if few or groups > 1 else copied(weight_copied, channels),
        copied(result_bytes, made),
        in_blocks,
        _channels_last(image) or _channels_last(weight),
        1 if _channels_last(weight) else 2,
        transposed,
        few,
        channels == 3,
        threads * (column * size + REDUCED * weight_bytes) if in_products else 0,
    )


def _block() -> int:
    import torch

    return BLOCKS.get(torch.backends.cpu.get_cpu_capability(), 8)


def _channels_last(tensor: Any) -> bool:
    import torch

    return (
        len(tensor.shape) == 4
        and not tensor.is_contiguous()
        and tensor.is_contiguous(memory_format=torch.channels_last)
    )
