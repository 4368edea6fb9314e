"""What to say of a cell that trains with JAX: nothing can be changed from outside, two lines can.

Never imports JAX: what a namespace holds tells, and the cell's own text.
"""

from __future__ import annotations

import ast
import dataclasses
import sys
from collections.abc import Iterator, Mapping


@dataclasses.dataclass(frozen=True)
class _Names:
    """What the cell calls things; as optax's documentation does where it can't be told."""

    optimizer: str = "tx"
    state: str = "opt_state"
    parameters: str = "params"


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
    optimizers = [name for name, value in namespace.items() if _is_optimizer(value)]
    if not optimizers and not _uses_jax(namespace, source):
        return ""
    named = _names_in(source, optimizers)
    length = "STEPS" if steps is None else str(steps)
    lines = (
        "    from jupyter_perf.sparsity.backends.jax import wrap",
        f'    {named.optimizer} = wrap({named.optimizer}, recipe="{recipe}", pattern="{pattern}",'
        f" steps={length})",
    )
    return "\n".join(
        (
            "This cell trains with JAX, whose parameters can't be changed from outside of its own"
            f" loop. Run it without us, with two lines before `{named.optimizer}.init`"
            + (" (STEPS is how many updates there are):" if steps is None else ":"),
            *lines,
            "and one at the end:",
            f"    {named.parameters} = {named.optimizer}.finish({named.parameters}, {named.state})",
            "The recipes are the same; docs/jaxpruner.md has more.",
        )
    )


def _names_in(source: str, known: list[str]) -> _Names:
    """By `optimizer = optax.…` and `state = optimizer.init(params)`."""
    made = [(name, value) for name, value in _assigned(source) if isinstance(value, ast.Call)]
    optimizers = [*(name for name, value in made if _root(value) == "optax"), *known]
    found = _Names(optimizers[0]) if optimizers else _Names()
    for name, value in made:
        called = value.func
        if isinstance(called, ast.Attribute) and called.attr == "init" and value.args:
            owner, given = called.value, value.args[0]
            if isinstance(owner, ast.Name) and owner.id in optimizers:
                parameters = given.id if isinstance(given, ast.Name) else found.parameters
                return _Names(owner.id, name, parameters)
    return found


def _assigned(source: str) -> Iterator[tuple[str, ast.expr]]:
    """Names that one value is bound to, in order; none of a text that is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _root(call: ast.Call) -> str:
    """`optax` of `optax.chain(…)`."""
    inner: ast.expr = call.func
    while isinstance(inner, ast.Attribute):
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) else ""


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
