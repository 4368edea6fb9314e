"""How large the sparsified tensors are, packed and dense."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from ..result import DENSE, Run
from .summing import Key

_FLOAT_BYTES = 4


def sizes(runs: Iterable[Run]) -> Mapping[Key, tuple[int, int]]:
    """Bytes packed (indices and scales included) and in fp32, by recipe, pattern and format: of
    the tensors that recipes sparsify, the same ones for all."""
    found: dict[Key, tuple[int, int]] = {}
    for run in runs:
        key = (run.recipe, run.pattern, run.quantize)
        if run.layers and not run.failed and key not in found:
            whole = sum(_FLOAT_BYTES * math.prod(layer.shape) for layer in run.layers)
            found[key] = (_packed(run), whole)
    return found


def _packed(run: Run) -> int:
    from ..writing import bytes_of

    return sum(
        bytes_of(
            layer.shape,
            DENSE if run.pattern == DENSE else layer.pattern or run.pattern,
            run.quantize,
        )
        for layer in run.layers
    )
