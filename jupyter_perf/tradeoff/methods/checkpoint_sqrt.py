"""Recompute segments of √n blocks in the backward pass."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

from ..making import Making
from ..structure import blocks, shallow
from . import METHODS, _checkpointing
from ._options import whole
from ._segments import First, Follower, Segment
from ._wrapping import wrap

NAME = "checkpoint-sqrt"


@dataclasses.dataclass(frozen=True)
class CheckpointSqrt:
    """checkpoint-sqrt: recompute √n segments in the backward pass

    What it does: n blocks in a row (or layers of an `nn.Sequential`) become √n segments, of each of
    which only the input is kept. The backward pass does a segment's forward pass again. With blocks
    that keep a bytes for an input of i, n·a becomes √n·i + √n·a: less than checkpoint-blocks
    where a block keeps little beside its input (√n·a < n·i), more where it keeps much.

    What it costs: one more forward pass, as checkpoint-blocks. No accuracy: the same gradients to
    rounding.

    When it pays: deep stacks of slight layers. In transformers, whose blocks keep ten times their
    input and more, checkpoint-blocks saves more up to some hundred blocks.

    Options: `segments`, how many instead of √n.

    Needs a loop that gives each block what the one before returned, and all of them the same other
    arguments. What doesn't is noticed in the forward pass, and said; nothing is computed wrongly.
    Names of parameters stay as they are.

    Source: Chen et al., Training Deep Nets with Sublinear Memory Cost, arXiv 1604.06174, section 4.
    """

    words: str = "recompute √n segments in the backward pass"
    exact: bool = True
    costs: str = "none in accuracy; one more forward pass of the blocks"
    modelled: bool = False

    def unfit(self, making: Making) -> str:
        units = stack(making.model)
        reason = _checkpointing.unfit(making, units)
        if not reason and not any(len(each) > 1 for each in _segments(making)):
            reason = f"{len(units)} blocks make no segment of two: use checkpoint-blocks"
        return reason

    def apply(self, making: Making) -> Making:
        model = shallow(making.model)
        for names in _segments(making):
            modules = [model.get_submodule(name) for name in names]
            segment = Segment(names, modules)
            wrap(modules[0], First(segment))
            for name, module in zip(names[1:], modules[1:], strict=True):
                wrap(module, Follower(segment, name))
        return making.replaced(model=model)

    def code(self, making: Making) -> str:
        chosen = making.option(NAME, "segments", None)
        option = "" if chosen is None else f", segments={chosen!r}"
        return f'model = frontier.apply("{NAME}", model{option})  # shares its weights'

    def settings(self, making: Making) -> Mapping[str, Mapping[str, Any]]:
        return {}


def stack(model: Any) -> list[tuple[str, Any]]:
    """The blocks; where nothing repeats, the layers of the longest `nn.Sequential`."""
    import torch

    found = blocks(model)
    if found:
        return found
    rows = [
        [(f"{name}.{key}".lstrip("."), child) for key, child in module.named_children()]
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Sequential)
    ]
    return max((row for row in rows if len(row) >= 4), key=len, default=[])


def _segments(making: Making) -> list[list[str]]:
    """Names by segment; none goes on into another list of blocks, or has a module twice."""
    units = stack(making.model)
    wanted = whole(making, NAME, "segments", max(1, round(math.sqrt(len(units)))))
    length = math.ceil(len(units) / wanted) if units else 1
    made: list[list[str]] = []
    seen: set[int] = set()
    for name, module in units:
        parent = name.rpartition(".")[0]
        fresh = id(module) not in seen
        going = made and len(made[-1]) < length and made[-1][0].rpartition(".")[0] == parent
        if fresh and going:
            made[-1].append(name)
        elif fresh and not getattr(module, "inplace", False):
            made.append([name])
        elif fresh and made and made[-1][0].rpartition(".")[0] == parent:
            made[-1].append(name)  # one that writes over its input can't begin a segment
        seen.add(id(module))
    return made


METHODS.add(NAME, CheckpointSqrt())
