"""Which leaves of a tree of parameters are sparsified, which axes are inputs, and what is skipped.

Nothing but names and shapes tells what a leaf of a plain tree is for, so that names decide, as the
usual libraries give them:

- `kernel` (Flax) and `w` (Haiku), and any other name: inputs are the last axis but one, outputs the
  last: (inputs, outputs), convolutions (height, width, inputs, outputs);
- Flax's attention: `query`, `key`, `value` kernels are (inputs, heads, size), those of `out` are
  (heads, size, outputs), where heads and size are the inputs together;
- `weight` (Equinox, as in PyTorch): (outputs, inputs, …).

`inputs=` of `wrap` says it for others.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import math
from collections.abc import Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp

from ....errors import UsageError
from ...pattern import Pattern, Shape
from ...training import Skipped

EMBEDDINGS = ("*embed*", "wte", "wpe")
HEADS = ("head", "lm_head", "output_head", "logits", "classifier", "mlm_head", "predictions")
ADAPTERS = ("lora*",)
OUTER_FIRST = ("weight",)
"""Names of leaves whose outputs are the first axis, and inputs the second."""
PROJECTIONS = ("query", "key", "value")

Axes = tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class Place:
    """A leaf that is sparsified, and how it is a matrix of (rows, inputs)."""

    index: int
    """Among the tree's leaves."""
    name: str
    shape: tuple[int, ...]
    kind: str
    """`Dense`, or `Conv` where a kernel's places are among its axes."""
    rows: Axes
    inputs: Axes

    @property
    def matrix_shape(self) -> Shape:
        """(rows, inputs)."""
        return math.prod(self._of(self.rows)), math.prod(self._of(self.inputs))

    def matrix(self, leaf: jax.Array) -> jax.Array:
        """The leaf as (rows, inputs)."""
        return jnp.transpose(leaf, self.rows + self.inputs).reshape(self.matrix_shape)

    def leaf(self, matrix: jax.Array) -> jax.Array:
        """What `matrix` makes a matrix of."""
        order = self.rows + self.inputs
        back = tuple(order.index(axis) for axis in range(len(order)))
        return jnp.transpose(matrix.reshape(self._of(order)), back)

    def _of(self, axes: Axes) -> tuple[int, ...]:
        return tuple(self.shape[axis] for axis in axes)


@dataclasses.dataclass(frozen=True)
class Choice:
    """What the user says of leaves."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    inputs: tuple[tuple[str, Axes], ...] = ()
    """Glob pattern of names → axes of inputs."""


def globs(given: str | Sequence[str], option: str) -> tuple[str, ...]:
    """One glob pattern or several. Raises UsageError for anything else."""
    several = (given,) if isinstance(given, str) else tuple(given)
    if not all(isinstance(each, str) for each in several):
        raise UsageError(f"{option} takes glob patterns of names, such as '*head*', not {given!r}")
    return several


def axes(given: Mapping[str, int | Sequence[int]]) -> tuple[tuple[str, Axes], ...]:
    """`inputs=` as it was given, checked."""
    if not isinstance(given, Mapping):
        raise UsageError(f"inputs takes {{'glob of names': axis}}, not {given!r}")
    return tuple(
        (name, (each,) if isinstance(each, int) else tuple(each)) for name, each in given.items()
    )


def places(
    params: Any, pattern: Pattern, choice: Choice
) -> tuple[tuple[Place, ...], tuple[Skipped, ...]]:
    """Leaves that are sparsified, and those of two axes or more that stay dense.

    Raises UsageError where a tree has leaves and none of them can have the pattern.
    """
    found: list[Place] = []
    skipped: list[Skipped] = []
    leaves = jax.tree_util.tree_flatten_with_path(params)[0]
    keys = [tuple(map(_key, path)) for path, _ in leaves]
    for index, (_, leaf) in enumerate(leaves):
        shape = tuple(getattr(leaf, "shape", ()))
        if len(shape) < 2:
            continue
        name = ".".join(keys[index]) or "params"
        why = _unasked(name, keys[index], choice) or _not_weights(leaf, shape)
        place = None if why else _place(index, name, shape, keys, choice)
        why = why or (pattern.unfit(place.matrix_shape) if place else "")
        if place is None or why:
            skipped.append(Skipped(name, shape, why))
        else:
            found.append(place)
    if leaves and not found:
        raise UsageError(_none_fits(skipped, pattern))
    return tuple(found), tuple(skipped)


def _none_fits(skipped: list[Skipped], pattern: Pattern) -> str:
    if not skipped:
        return "there is nothing to sparsify: no parameter has two axes or more"
    listed = "; ".join(f"{each.name} {each.shape}: {each.why}" for each in skipped[:5])
    more = f"; and {len(skipped) - 5} more" if len(skipped) > 5 else ""
    return f"no parameter can be sparsified to {pattern}: {listed}{more}"


def _unasked(name: str, keys: tuple[str, ...], choice: Choice) -> str:
    """Why this one isn't to be sparsified by its name; what `only` names is asked for."""
    if any(fnmatch.fnmatchcase(name, glob) for glob in choice.skip):
        return "left out by skip="
    if choice.only:
        named = any(fnmatch.fnmatchcase(name, glob) for glob in choice.only)
        return "" if named else "not in only="
    lower = [key.lower() for key in keys]
    for words, kind in ((EMBEDDINGS, "an embedding"), (ADAPTERS, "an adapter")):
        if any(fnmatch.fnmatchcase(key, glob) for key in lower for glob in words):
            return f"{kind}, by its name"
    if any(key in HEADS for key in lower):
        return "an output head, by its name"
    return ""


def _not_weights(leaf: Any, shape: tuple[int, ...]) -> str:
    if not jnp.issubdtype(leaf.dtype, jnp.floating):
        return f"its numbers are {leaf.dtype}"
    return "" if math.prod(shape) else "it is empty"


def _place(
    index: int,
    name: str,
    shape: tuple[int, ...],
    keys: list[tuple[str, ...]],
    choice: Choice,
) -> Place:
    given = next((each for glob, each in choice.inputs if fnmatch.fnmatchcase(name, glob)), None)
    inputs = _by_name(keys[index], len(shape), keys) if given is None else given
    count = len(shape)
    if not all(-count <= axis < count for axis in inputs):
        raise UsageError(f"inputs={inputs!r} of {name}: it has axes 0 to {count - 1}")
    inputs = tuple(axis % count for axis in inputs)
    rest = [axis for axis in range(count) if axis not in inputs]
    if len(set(inputs)) < len(inputs) or not inputs or not rest:
        raise UsageError(f"inputs={inputs!r} of {name}: some axes are inputs, others outputs")
    # Outputs come first among rows, as in PyTorch: (outputs, height, width, …).
    attention = count == 3 and inputs in ((0,), (0, 1))
    rows = rest if attention or (0 in rest[:1] and inputs == (1,)) else [rest[-1], *rest[:-1]]
    kind = "Dense" if count == 2 or attention else "Conv"
    return Place(index, name, shape, kind, tuple(rows), inputs)


def _by_name(keys: tuple[str, ...], count: int, others: list[tuple[str, ...]]) -> Axes:
    """The axes of inputs that names tell."""
    last = keys[-1].lower() if keys else ""
    if last in OUTER_FIRST:
        return (1,)
    parent = keys[-2] if len(keys) > 1 else ""
    if count == 3 and last == "kernel":
        if parent in PROJECTIONS:
            return (0,)
        if parent == "out" and (*keys[:-2], "query", keys[-1]) in others:
            return (0, 1)
    return (count - 2,)


def _key(entry: Any) -> str:
    """A step of a path, as it is written: a key, an attribute's name, a place."""
    for attribute in ("key", "name", "idx"):
        if hasattr(entry, attribute):
            return str(getattr(entry, attribute))
    return str(entry)
