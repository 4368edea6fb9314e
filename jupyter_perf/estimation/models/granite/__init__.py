"""GRANITE (arXiv 2210.03894): cycles per iteration of a basic block, learnt from measurements.

`predict` gives numbers for many blocks, `appraise` an interval and what a prediction is made of for
each. Needs the extra `blocks`; numpy does the rest. `train` is how the weights came about.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from .appraisal import Appraisal
from .decoding import Undecodable, decode

__all__ = ["Appraisal", "Undecodable", "appraise", "decode", "predict", "represent", "targets"]


def predict(blocks: Sequence[bytes], target: str = "zen4") -> np.ndarray:
    """Cycles per iteration of each of `blocks`, (B,) float64, when it is repeated without end.

    Each is the body of a loop in x86-64 machine code, as if unrolled, with its data in the
    first-level cache and all its pointers alike, as where the model's labels were measured.
    Undecodable blocks are NaN, with one warning. Raises UsageError for an unknown `target`, and
    MissingExtra.
    """
    from .model import model_of

    model = model_of(target)
    readable, examples, reasons = model.read(blocks)
    cycles = np.full(len(blocks), np.nan)
    if examples:
        cycles[readable] = model.cycles(examples)
    if reasons:
        warnings.warn(
            f"{len(reasons)} of {len(blocks)} blocks are not predicted: {reasons[0]}",
            stacklevel=2,
        )
    return cycles


def appraise(
    blocks: Sequence[bytes], target: str = "zen4", *, alike: bool = False
) -> list[Appraisal | None]:
    """As `predict`, with intervals and what each prediction is made of; None where undecodable.

    `alike`: all pointers hold one number, as where the labels were measured; by default each
    register that a block doesn't set is a pointer of its own, as in a program.
    """
    from .appraising import appraisals
    from .model import model_of

    return appraisals(model_of(target), blocks, alike=alike)


def represent(blocks: Sequence[bytes]) -> np.ndarray:
    """(B, D) float32: what the heads see of each block, which must all be decodable.

    Raises Undecodable.
    """
    from .model import shipped

    return shipped().represented(blocks)


def targets() -> tuple[str, ...]:
    """Names of the microarchitectures that `predict` knows."""
    from .model import known_targets

    return known_targets()
