"""What a run of sparse training is asked to do, and what it says of itself. No arrays here."""

from __future__ import annotations

import dataclasses
from typing import Literal

from .pattern import Pattern
from .recipes import Recipe

Distribution = Literal["uniform", "erk"]
Format = Literal["none", "int8", "int4", "int2"]


@dataclasses.dataclass(frozen=True)
class Asked:
    """One run."""

    name: str
    """The recipe as it was asked for, options and all."""
    recipe: Recipe
    pattern: Pattern
    steps: int | None = None
    """Steps of the optimizer in the whole run, where known."""
    seed: int = 0
    mask_every: int = 1
    """Masks are chosen anew at every so many steps only: not what the papers do."""
    distribution: Distribution = "uniform"
    """Of densities over layers, for patterns that aren't N:M."""
    transposable: bool = False
    """N:M along inputs and outputs at once, so that the backward pass could use it too."""
    only: tuple[str, ...] = ()
    """Glob patterns of layer names to sparsify (empty: all that fit)."""
    skip: tuple[str, ...] = ()
    """Glob patterns of names to leave dense, beside embeddings and output heads."""
    quantize: Format = "none"
    """Weights are quantized in the forward pass too, straight-through (USM-Lite)."""


@dataclasses.dataclass(frozen=True)
class Layer:
    """A layer that is sparsified, as it is at the end."""

    name: str
    """As `named_parameters` has it, with the model's name in the cell: `model.0.weight`."""
    shape: tuple[int, ...]
    kind: str
    """`Linear`, `Conv2d`, …"""
    density: float
    """Of the weights that aren't zero."""
    pattern: str = ""
    """What was asked of it: with a distribution, densities differ."""


@dataclasses.dataclass(frozen=True)
class Skipped:
    """A layer that stays dense, and why."""

    name: str
    shape: tuple[int, ...]
    why: str


@dataclasses.dataclass(frozen=True)
class Trained:
    """What is known of a run when the cell has ended."""

    steps: int
    layers: tuple[Layer, ...]
    skipped: tuple[Skipped, ...]
    losses: tuple[float, ...]
    """Each backward pass's loss, thinned to at most 400 values, spread evenly."""
    loss_steps: tuple[int, ...]
    """The optimizer step that each belongs to."""
    step_seconds: float | None
    """Median of the time from one step's end to the next's, without the cell's own pauses."""
    switch: str = ""
    """STEP: which rule ended its first phase, and at which step."""
    notes: tuple[str, ...] = ()
    """What else the user should know: an optimizer for which a recipe falls back, a NaN loss."""
