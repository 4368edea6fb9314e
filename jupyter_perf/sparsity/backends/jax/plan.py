"""What is known before anything is compiled: leaves, moments, counts, and the optimizer's Adam."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import optax

from ....errors import UsageError
from ... import masks as reference
from ...distributions import DISTRIBUTIONS
from ...pattern import Channel, Pattern, Unstructured, fitted
from ...recipes import Switching
from ...training import Asked, Skipped
from . import masks
from .places import Choice, Place, places
from .probing import probed
from .table import Integers, Table, tabulate
from .variance import Adam


@dataclasses.dataclass(frozen=True)
class Plan:
    """Of one tree of parameters, told by its structure, shapes and kinds of numbers."""

    places: tuple[Place, ...]
    skipped: tuple[Skipped, ...]
    table: Table
    geometries: tuple[tuple[masks.Geometry, ...], ...]
    """(places): distinct ones that a leaf has in the run."""
    branch: Integers
    """(places, patterns): which of them each pattern has."""
    keep: Integers
    """(places, patterns): how many are kept, of each unit."""
    keep_of_all: Integers
    """(patterns,): of all leaves together, where they compete."""
    adam: Adam | None
    """None where no variance is to be frozen, or none can be."""
    horizon: int
    """Steps that AutoSwitch looks at; 0 without it."""
    notes: tuple[str, ...] = ()

    @property
    def competing(self) -> bool:
        """Whether leaves compete for what is kept."""
        return any(each.scope == "global" and each.pattern for each in self.table.kinds)


def plan(
    asked: Asked, choice: Choice, optimizer: optax.GradientTransformation, params: Any
) -> Plan:
    """Raises UsageError where nothing can be sparsified, or steps are missing."""
    table = tabulate(asked.recipe, asked.steps, asked.pattern)
    chosen, skipped = places(params, asked.pattern, choice)
    adam, notes = _adam(asked, table, optimizer, params)
    per_place = [
        [masks.geometry(_fitted(p, each), each.matrix_shape) for p in table.patterns]
        for each in chosen
    ]
    distinct = tuple(tuple(dict.fromkeys(each)) for each in per_place)
    return Plan(
        chosen,
        skipped,
        table,
        distinct,
        np.array(
            [[of.index(g) for g in each] for of, each in zip(distinct, per_place, strict=True)],
            np.int32,
        ).reshape(len(chosen), len(table.patterns)),
        _keep(asked, table, chosen),
        np.array([_of_all(each, chosen) for each in table.patterns], np.int32),
        adam,
        _horizon(asked, table, adam),
        (*notes, *_misfits(table, chosen)),
    )


def _adam(
    asked: Asked, table: Table, optimizer: optax.GradientTransformation, params: Any
) -> tuple[Adam | None, tuple[str, ...]]:
    wanted = any(each.frozen_variance for each in table.kinds)
    if not wanted:
        return None, ()
    found = probed(optimizer, params)
    if isinstance(found, Adam):
        return found, ()
    if "inject_hyperparams" in found:
        raise UsageError(f"`{asked.name}` must look at the optimizer beforehand, and {found}")
    return None, (
        f"the optimizer's variance can't be frozen ({found}): from the switch on, this is SR-STE",
    )


def _horizon(asked: Asked, table: Table, adam: Adam | None) -> int:
    if table.window is None or adam is None or not isinstance(asked.recipe, Switching):
        return 0
    watch = asked.recipe.watch(float(adam.beta2))
    return watch.horizon if watch else 0


def _keep(asked: Asked, table: Table, chosen: tuple[Place, ...]) -> Integers:
    shares = _shares(asked, chosen)
    counts = [
        [
            masks.kept(_fitted(pattern, each), each.matrix_shape, shares(each, pattern))
            for pattern in table.patterns
        ]
        for each in chosen
    ]
    return np.array(counts, np.int32).reshape(len(chosen), len(table.patterns))


def _shares(
    asked: Asked, chosen: tuple[Place, ...]
) -> Callable[[Place, Pattern | None], float | None]:
    """What share of a layer a pattern keeps; None where it says so itself.

    Each layer's share at the end is its distribution's; on the way there, all are as far from
    being dense as the whole is.
    """
    spread = isinstance(asked.pattern, Unstructured | Channel) and asked.pattern.density < 1
    if asked.distribution not in DISTRIBUTIONS:
        known = ", ".join(DISTRIBUTIONS)
        raise UsageError(f"there is no distribution {asked.distribution!r}; there are {known}")
    if asked.distribution == "uniform" or not spread or not chosen:
        return lambda place, pattern: None
    final = DISTRIBUTIONS[asked.distribution](
        {each.name: each.shape for each in chosen}, asked.pattern.density
    )

    def share(place: Place, pattern: Pattern | None) -> float | None:
        if pattern is None:
            return None
        through = (1 - pattern.density) / (1 - asked.pattern.density)
        return 1 - (1 - final[place.name]) * through

    return share


def _fitted(pattern: Pattern | None, place: Place) -> Pattern | None:
    return fitted(pattern, place.matrix_shape) if pattern else None


def _of_all(pattern: Pattern | None, chosen: tuple[Place, ...]) -> int:
    total = sum(rows * inputs for rows, inputs in (each.matrix_shape for each in chosen))
    return reference.kept(pattern.density, total) if isinstance(pattern, Unstructured) else 0


def _misfits(table: Table, chosen: tuple[Place, ...]) -> tuple[str, ...]:
    """Layers that stay dense while another pattern holds on the way, which they can't have."""
    return tuple(
        f"{each.name} stays dense while {pattern} holds: {why}"
        for each in chosen
        for pattern in map(partial(_fitted, place=each), table.patterns)
        if pattern is not None and (why := pattern.unfit(each.matrix_shape))
    )
