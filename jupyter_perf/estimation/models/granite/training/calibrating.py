"""Intervals that hold: by how much the learnt ones are stretched, by what a block is like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..novelty import NEW_GRAPH, NEW_SEQUENCE, SEEN, Familiar
from .loop import Trainable, predicted

_COVERED = 0.8
_LEAST = 0.01
"""Of a prediction: a repeated measurement differs from the label by 2%."""
LENGTHS = (4, 8, 16, 10_000)
"""Most instructions of groups of blocks."""
_FEWEST = 40
_EACH = 3
"""Blocks in which an opcode is hidden: opcodes count alike, however usual they are."""
_SLOTS = 2
"""The first tokens of an instruction: its opcode in full, and its mnemonic."""
_SHARES = (0.15, 0.3, 0.6, 1.0)


def widths(
    network: Trainable, examples: Sequence[Any], cycles: np.ndarray, familiar: Familiar
) -> dict[str, Any]:
    """What makes four of five of the labels `cycles` (B,), NaN where missing, lie inside.

    `stretch`: rows of (novelty, most instructions, factor on the logarithms of the learnt ends).
    `unknown`: rows of (share of instructions, low, high), logarithms by which the ends move where
    so many of a block's instructions are of opcodes that training hasn't shown; found by hiding
    all that have one of a block's opcodes.
    """
    found, spread = predicted(network, examples)
    known = ~np.isnan(cycles)
    if spread is None or not known.any():
        return {"stretch": [[k, LENGTHS[-1], 1.0] for k in range(3)], "unknown": [[1.0, 0.0, 0.0]]}
    residual = np.log(cycles / found[:, 0])
    low, high = np.minimum(spread[:, 0], -_LEAST), np.maximum(spread[:, 1], _LEAST)
    needed = np.where(known, residual / np.where(residual > 0, high, low), np.nan)
    return {
        "stretch": _stretches(needed, examples, familiar),
        "unknown": _unknown(network, examples, cycles),
    }


def _stretches(
    needed: np.ndarray, examples: Sequence[Any], familiar: Familiar
) -> list[list[float]]:
    kinds = np.array([familiar.novelty(each) for each in examples])
    sizes = np.array([len(each.tokens) for each in examples])
    rows = []
    for kind in (SEEN, NEW_GRAPH, NEW_SEQUENCE):
        factor = _quantile(needed, kinds >= kind, 1.0)
        factor = _quantile(needed, kinds == kind, factor)
        least = 0
        for most in LENGTHS:
            chosen = (kinds == kind) & (sizes > least) & (sizes <= most)
            factor = _quantile(needed, chosen, factor)
            rows.append([kind, most, factor])
            least = most
    return rows


def _quantile(needed: np.ndarray, chosen: np.ndarray, otherwise: float) -> float:
    found = needed[chosen & ~np.isnan(needed)]
    return float(np.quantile(found, _COVERED)) if len(found) >= _FEWEST else otherwise


def _unknown(network: Trainable, examples: Sequence[Any], cycles: np.ndarray) -> list[list[float]]:
    places: dict[int, list[int]] = {}
    for place, each in enumerate(examples):
        for code in set(each.tokens[:, 0].tolist()):
            if len(places.setdefault(code, [])) < _EACH:
                places[code].append(place)
    pairs = [(place, code) for code, found in places.items() for place in found]
    hidden = [_hidden(examples[place], code) for place, code in pairs]
    found, _ = predicted(network, [each for each, _ in hidden])
    labels = cycles[[place for place, _ in pairs]]
    return _by_share(np.array([share for _, share in hidden]), np.log(labels / found[:, 0]))


def _by_share(shares: np.ndarray, residuals: np.ndarray) -> list[list[float]]:
    """Quantiles of `residuals` by share; none narrower than that of a smaller share."""
    rows: list[list[float]] = []
    low = high = least = 0.0
    for most in _SHARES:
        chosen = (shares > least) & (shares <= most) & ~np.isnan(residuals)
        if chosen.sum() >= _FEWEST:
            found = np.quantile(residuals[chosen], [(1 - _COVERED) / 2, (1 + _COVERED) / 2])
            low, high = min(low, float(found[0])), max(high, float(found[1]))
        rows.append([most, low, high])
        least = most
    return rows


def _hidden(example: Any, code: int) -> tuple[Any, float]:
    """With an opcode unknown, and the share of instructions that have it."""
    tokens = example.tokens.copy()
    same = tokens[:, 0] == code
    tokens[same, :_SLOTS] = 0
    return type(example)(tokens, example.edges), float(same.mean())
