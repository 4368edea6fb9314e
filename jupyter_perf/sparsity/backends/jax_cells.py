"""What to say of a cell that trains with JAX: nothing can be changed from outside, two lines can.

Never imports JAX: what a namespace holds tells.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping


def recipe_for_cell(
    namespace: Mapping[str, object],
    source: str = "",
    recipe: str = "step",
    pattern: str = "2:4",
    steps: int | None = None,
) -> str:
    """What to add to a cell that trains with optax, by the names that it uses; empty where nothing
    in `namespace`, nor in `source`, is of JAX.

    `namespace`: as it is after or before the cell; `source`: the cell.
    """
    optimizer = next((name for name, value in namespace.items() if _is_optimizer(value)), "")
    if not optimizer and not _uses_jax(namespace, source):
        return ""
    named = optimizer or "tx"
    given = f'"{recipe}"' if recipe else '"step"'
    length = "the number of updates" if steps is None else str(steps)
    lines = (
        "    from jupyter_perf.sparsity.backends.jax import wrap",
        f'    {named} = wrap({named}, recipe={given}, pattern="{pattern}", steps={length})',
    )
    return "\n".join(
        (
            "This cell trains with JAX, whose parameters can't be changed from outside of its own"
            " loop. Two lines make it sparse, put before the optimizer's `init`:",
            *lines,
            f"and at the end `params = {named}.finish(params, opt_state)`. The recipes are the"
            " same; docs/jaxpruner.md has more.",
        )
    )


def _is_optimizer(value: object) -> bool:
    """Whether it is an optimizer of optax's, as far as that is imported at all."""
    optax = sys.modules.get("optax")
    kinds = getattr(optax, "GradientTransformation", None), getattr(optax, "MultiSteps", None)
    return any(isinstance(kind, type) and isinstance(value, kind) for kind in kinds)


def _uses_jax(namespace: Mapping[str, object], source: str) -> bool:
    packages = {"jax", "optax", "flax", "haiku", "equinox"}
    if any(f"import {name}" in source or f"from {name}" in source for name in packages):
        return True
    names = (getattr(value, "__name__", "") for value in namespace.values() if _is_module(value))
    return any(str(name).partition(".")[0] in packages for name in names)


def _is_module(value: object) -> bool:
    return isinstance(value, type(sys))
