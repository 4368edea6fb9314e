"""Intervals that hold: by how much the learnt ones are stretched, by what a block is like."""

from __future__ import annotations

from typing import Any

import numpy as np

from .data import Measured
from .loop import Trainable, predicted

_COVERED = 0.8
_LEAST = 0.01
"""Of a prediction: a repeated measurement differs from the label by 2%."""


def widths(network: Trainable, groups: dict[str, Measured]) -> dict[str, float]:
    """Factors on the logarithms of the interval's ends, so that four of five labels lie inside.

    `plain`: of blocks held out by chance and of those of unseen opcode sequences, the wider;
    `unknown`: where an opcode is one that training hasn't shown, found by hiding one.
    """
    plain = max(_factor(network, group, hide=False) for group in groups.values())
    unknown = max(_factor(network, group, hide=True) for group in groups.values())
    return {"plain": plain, "unknown": max(plain, unknown)}


def _factor(network: Trainable, group: Measured, *, hide: bool) -> float:
    examples = network.examples(group.codes)
    if hide:
        examples = [_hidden(each, place) for place, each in enumerate(examples)]
    cycles, spread = predicted(network, examples)
    if spread is None or not len(group):
        return 1.0
    residual = np.log(group.cycles[:, 0] / cycles[:, 0])
    known = ~np.isnan(residual)
    ends = np.where(
        residual > 0, np.maximum(spread[:, 1], _LEAST), np.minimum(spread[:, 0], -_LEAST)
    )
    return float(np.quantile((residual / ends)[known], _COVERED))


def _hidden(example: Any, place: int) -> Any:
    """With all that is told of one of its instructions' opcodes unknown."""
    tokens = getattr(example, "tokens", None)
    if tokens is None or tokens.ndim != 2:
        return example
    tokens = tokens.copy()
    same = tokens[:, 0] == tokens[place % len(tokens), 0]
    tokens[same, :2] = 0
    return type(example)(tokens, example.edges)
