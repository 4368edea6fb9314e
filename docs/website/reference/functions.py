"""The functions that users call: the package's own names first, then those of its parts."""

from __future__ import annotations

from .describing import described, docstring, found, function

PARTS = {
    "Reading what was exported": ("jupyter_perf.sparsity.load",),
    "Weights in few bits": (
        "jupyter_perf.sparsity.quantize.fake_quantize",
        "jupyter_perf.sparsity.quantize.baselines.post_training",
        "jupyter_perf.sparsity.quantize.baselines.straight_through",
        "jupyter_perf.sparsity.quantize.errors.errors",
    ),
    "Attention": (
        "jupyter_perf.sparsity.attention.leopard",
        "jupyter_perf.sparsity.attention.sprint",
        "jupyter_perf.sparsity.attention.attach",
        "jupyter_perf.sparsity.attention.detach",
    ),
    "Sparse training in JAX": (
        "jupyter_perf.sparsity.backends.jax.wrap",
        "jupyter_perf.sparsity.backends.jax.sparsify",
    ),
    "Cycles of blocks": (
        "jupyter_perf.estimation.blocks.estimate",
        "jupyter_perf.estimation.models.granite.predict",
    ),
    "Pipelines of functions": (
        "jupyter_perf.estimation.pipelines.pipeline",
        "jupyter_perf.estimation.pipelines.what_if",
    ),
    "Proposing configurations": ("jupyter_perf.estimation.proposing.propose",),
}
"""What the guides use beside `jupyter_perf.__all__`."""


def text() -> str:
    """What is public, by the package's own list."""
    import jupyter_perf

    parts = [
        "`import jupyter_perf as jp`. " + docstring(jupyter_perf).partition("\n\n")[2],
        "What the functions return is described under [results](results.md), what they raise under"
        " [errors](errors.md).",
    ]
    for name in jupyter_perf.__all__:
        thing = getattr(jupyter_perf, name)
        if isinstance(thing, type):
            parts.append(described(f"{thing.__module__}.{name}"))
        elif callable(thing):
            parts.append(function(f"jp.{name}", thing))
    for title, names in PARTS.items():
        parts.append(f"## {title}")
        parts += [_imported(name) for name in names]
    return "\n\n".join(parts)


def _imported(dotted: str) -> str:
    """Under its last name, with the line that imports it."""
    owner, _, name = dotted.rpartition(".")
    heading, rest = function(name, found(dotted), level=3).split("\n\n", 1)
    return f"{heading}\n\n`from {owner} import {name}`\n\n{rest}"
