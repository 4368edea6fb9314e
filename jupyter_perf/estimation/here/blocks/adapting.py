"""A head for this machine's processor, fitted to what blocks took here; NumPy alone, in seconds.

The shipped model's own representation is kept, so that a thousand blocks are enough: what is
fitted is a correction of its predictions, linear in that representation, with an L2 penalty that
cross-validation chooses. Relative errors count, in absolute value, so that single odd blocks move
little (iteratively reweighted least squares; Holland and Welsch 1977).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .grouping import groups_of
from .head import Head, Numbers, inputs_of

LEAST_BLOCKS = 40
"""Fewer measured blocks teach nothing that would hold for others."""
PENALTIES = (3.0, 30.0, 300.0, 3000.0)
HELD_OUT_SHARE = 0.2
FOLDS = 5
_STEPS = 8
_LEAST_RESIDUAL = 0.02
_TAIL = 0.005
_SIMPLER_MAY_BE_WORSE = 1.02
"""By this factor, before a fit of weights is preferred to one factor, or none."""


class Model(Protocol):
    """What is needed of the shipped model; in `blocks`' order, NaN where it can't predict."""

    @property
    def name(self) -> str:
        """Which weights they are."""

    def predict(self, blocks: list[bytes], target: str) -> Numbers:
        """Cycles per iteration, (B,)."""

    def represent(self, blocks: list[bytes]) -> NDArray[Any]:
        """Features of each block as a whole, (B, D)."""


@dataclass(frozen=True)
class _Data:
    inputs: Numbers
    predicted: Numbers
    measured: Numbers
    groups: NDArray[np.int64]

    def part(self, chosen: NDArray[np.bool_]) -> _Data:
        return _Data(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    @property
    def logs(self) -> Numbers:
        return np.asarray(np.log(self.measured / self.predicted))


class _Fit(NamedTuple):
    intercept: float = 0.0
    weights: tuple[float, ...] = ()
    means: tuple[float, ...] = ()
    scales: tuple[float, ...] = ()
    least: float = 0.0
    most: float = 0.0

    def logs(self, data: _Data) -> Numbers:
        """Of the factors by which it corrects."""
        if not self.weights:
            return np.full(len(data.predicted), self.intercept)
        inputs = (data.inputs - np.array(self.means)) / np.array(self.scales)
        found = self.intercept + inputs @ np.array(self.weights)
        return np.asarray(np.clip(found, self.least, self.most))


_Way = Callable[[_Data], _Fit]


def adapt(
    blocks: Sequence[bytes],
    cycles: Sequence[float],
    model: Model,
    base: str = "zen4",
    *,
    processor: str = "",
    clock_hz: float | None = None,
) -> Head | None:
    """A head for a processor on which `blocks` took `cycles` per iteration; None from too few.

    `base` is the target that `model` predicts for. Blocks of the same instructions (registers and
    constants aside) never stand on both sides of a split. `before` and `after` are errors on blocks
    that nothing was fitted or chosen by; the head itself is then fitted to all of them.
    """
    data = _gathered(blocks, cycles, model, base)
    if len(np.unique(data.groups)) < LEAST_BLOCKS:
        return None
    held = _held_out(data.groups)
    taught, test = data.part(~held), data.part(held)
    way = _chosen(taught)
    fit = way(data)
    residuals = np.quantile(_out_of_fold(data, way), (0.1, 0.9))
    return Head(
        processor=processor,
        base=base,
        model=model.name,
        **fit._asdict(),
        residuals=(float(residuals[0]), float(residuals[1])),
        blocks=len(data.measured),
        before=_error(-test.logs),
        after=_error(way(taught).logs(test) - test.logs),
        clock_hz=clock_hz,
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    )


def _gathered(blocks: Sequence[bytes], cycles: Sequence[float], model: Model, base: str) -> _Data:
    """What both have: the measured cycles, and a prediction with its features."""
    listed = list(blocks)
    predicted = np.asarray(model.predict(listed, base), np.float64)
    features = np.asarray(model.represent(listed), np.float64)
    inputs = inputs_of(predicted, features)
    measured = np.asarray(cycles, np.float64)
    known = (predicted > 0) & (measured > 0) & np.isfinite(inputs).all(axis=1)
    return _Data(inputs, predicted, measured, groups_of(listed)).part(known)


def _held_out(groups: NDArray[np.int64]) -> NDArray[np.bool_]:
    names = np.unique(groups)
    chosen = np.random.default_rng(0).permutation(names)[: int(len(names) * HELD_OUT_SHARE)]
    return np.isin(groups, chosen)


def _chosen(data: _Data) -> _Way:
    """The way of fitting that predicts best what it wasn't fitted to; the simplest of equals."""
    ways: list[_Way] = [lambda _: _Fit(), _factor]
    ways += [_ridge_of(penalty) for penalty in reversed(PENALTIES)]
    errors = [_error(-_out_of_fold(data, way)) for way in ways]
    limit = min(errors) * _SIMPLER_MAY_BE_WORSE
    return next(way for way, error in zip(ways, errors, strict=True) if error <= limit)


def _out_of_fold(data: _Data, way: _Way) -> Numbers:
    """`log(measured / corrected)` of each block, by a fit to those of other groups."""
    names, places = np.unique(data.groups, return_inverse=True)
    fold_of = np.random.default_rng(1).permutation(len(names)) % FOLDS
    folds = fold_of[places]
    found = np.empty(len(folds))
    for fold in range(FOLDS):
        out = folds == fold
        found[out] = data.part(out).logs - way(data.part(~out)).logs(data.part(out))
    return found


def _error(logs: Numbers) -> float:
    """Mean relative error; `logs` are those of predicted over measured."""
    return float(np.mean(np.abs(np.expm1(logs))))


def _factor(data: _Data) -> _Fit:
    return _Fit(intercept=float(np.median(data.logs)))


def _ridge_of(penalty: float) -> _Way:
    return lambda data: _ridge(data, penalty)


def _ridge(data: _Data, penalty: float) -> _Fit:
    means, scales = data.inputs.mean(axis=0), data.inputs.std(axis=0)
    scales = np.where(scales > 1e-9, scales, 1.0)
    inputs, wanted = (data.inputs - means) / scales, data.logs
    intercept, weights = float(np.median(wanted)), np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        left = np.abs(wanted - intercept - inputs @ weights)
        counts = _LEAST_RESIDUAL / np.maximum(left, _LEAST_RESIDUAL)
        share = counts / counts.sum()
        centre, level = share @ inputs, float(share @ wanted)
        moved = inputs - centre
        square = (moved.T * counts) @ moved + penalty * _LEAST_RESIDUAL * np.eye(len(weights))
        weights = np.linalg.solve(square, (moved.T * counts) @ (wanted - level))
        intercept = level - float(centre @ weights)
    least, most = np.quantile(wanted, (_TAIL, 1 - _TAIL))
    return _Fit(
        intercept, _plain(weights), _plain(means), _plain(scales), float(least), float(most)
    )


def _plain(numbers: Numbers) -> tuple[float, ...]:
    return tuple(map(float, numbers))
