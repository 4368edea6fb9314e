"""What lists and searches show of a result, read from its JSON by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .of_blocks import blocks
from .of_estimate import comparison, estimate
from .of_frontier import frontier
from .of_refinement import refinement
from .of_serving import serving
from .of_sparsity import sparsity
from .short import Facts, any_kind

__all__ = ["Facts", "facts_of"]


def facts_of(kind: str, data: Any) -> Facts:
    """The facts of a result of `kind` from its JSON; what isn't there is left empty."""
    if not isinstance(data, dict):
        return Facts()
    read = _READERS.get(kind, any_kind)
    return read(data)


_READERS: dict[str, Callable[[Mapping[str, Any]], Facts]] = {
    "refinement": refinement,
    "estimate": estimate,
    "comparison": comparison,
    "frontier": frontier,
    "sparsity": sparsity,
    "blocks": blocks,
    "serving": serving,
}
