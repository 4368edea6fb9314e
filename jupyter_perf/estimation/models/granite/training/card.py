"""What a training leaves: weights as plain arrays, and a card that says what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..novelty import Familiar

SETTINGS = "settings"
"""Name of the array that holds the settings: JSON in UTF-8."""


def save_weights(
    path: Path, module: torch.nn.Module, settings: dict[str, Any], familiar: Familiar | None
) -> None:
    """Half precision, except where it is used as a power; nothing pickled."""
    arrays = {
        name: tensor.cpu().numpy().astype(np.float32 if tensor.ndim == 0 else np.float16)
        for name, tensor in module.state_dict().items()
    }
    arrays[SETTINGS] = np.frombuffer(json.dumps(settings).encode(), np.uint8)
    if familiar is not None:
        arrays["familiar.graphs"] = familiar.graphs
        arrays["familiar.sequences"] = familiar.sequences
    np.savez_compressed(path, **arrays)


def text(about: dict[str, Any], targets: tuple[str, ...]) -> str:
    """The model card."""
    rows = [_row(name, target, found[target]) for name, found in about["held_out"].items()
            for target in targets]  # fmt: skip
    return _CARD.format(
        network=about["network"],
        targets=", ".join(targets),
        parameters=about["parameters"],
        blocks=about["blocks"],
        minutes=about["cpu_seconds"] / 60,
        epochs=about["epochs"],
        rows="\n".join(rows),
    )


def _row(name: str, target: str, found: dict[str, Any]) -> str:
    coverage = "" if found["coverage"] is None else f"{found['coverage']:.0%}"
    return (
        f"| {name} | {target} | {found['blocks']:,} | {found['mape']:.1%} | {found['median']:.1%} "
        f"| {found['tau']:.3f} | {coverage} |"
    )


_CARD = """# Cycles of basic blocks: {network} network

Predicts the cycles per iteration of the body of a loop that is unrolled, whose data lie in the
first-level cache, on: {targets}.

- **Trained on** {blocks:,} x86-64 blocks of compiled programs (encodings of the BHive suite,
  MIT-licensed; Chen et al. 2019) with cycles measured on one core of each target, for
  {minutes:.0f} CPU-minutes, {epochs} epochs. {parameters:,} parameters.
- **Where the labels come from**: all registers and 8-byte words of memory start as one number, so
  that all pointers meet; floating-point numbers that are too small are taken as zero.
- **Held out of the training split**, to choose by and to set the intervals by:

| blocks | target | number | mean error | median error | Kendall's tau | inside the 80% interval |
|---|---|---|---|---|---|---|
{rows}

- **Limits**: no cache misses, branches or page faults; instructions that training didn't show are
  predicted by what they resemble, with a wider interval; what an instruction's data change
  (division, subnormal numbers) is known only as it was there. Another core needs another head:
  `%perf calibrate --blocks` measures one.

The idea is GRANITE's (Sýkora et al. 2022, arXiv 2210.03894).
"""
