"""Modules that a rewrite may use by the name that the user has given them.

A rewrite of `[x.upper() for …]` may want the `np` or `pd` that the notebook has imported, though
the cell itself reads neither: so these names are copied into the sandbox beside those it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

TOOLS = frozenset(
    (
        "bisect", "collections", "datetime", "functools", "heapq", "itertools", "math", "numba",
        "numpy", "operator", "pandas", "random", "re", "statistics", "string", "sys",
    )
)  # fmt: skip


def at_hand(namespace: Mapping[str, object]) -> list[str]:
    """Names of the namespace that stand for one of the tools."""
    return sorted(
        name
        for name, value in namespace.items()
        if isinstance(value, ModuleType) and value.__name__ in TOOLS
    )
