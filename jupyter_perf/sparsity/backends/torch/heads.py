"""Which weights give a model's output: those that no other weight stands behind, seen in the graph.

The graph of the loss is walked back from its end: a weight found on the way is an output head
where no other weight of the model lies between it and the loss. A residual stream without a head
reaches many weights at once; of those, the ones behind another one are none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MOST_NODES = 200_000
VIEWS = ("TBackward", "ToCopyBackward", "Transpose", "Permute", "View", "Clone", "Unsafe", "Alias")
"""Steps between a weight and the operation that uses it: casts (autocast) and transposes."""


def heads(roots: Iterable[Any], weights: set[int]) -> set[int]:
    """`id`s of those of `weights` next to the loss; empty where the graph doesn't tell.

    `roots` are `grad_fn`s of losses. A compiled graph is one node with every weight in it: then
    nothing is known.
    """
    front, behind = _front(roots, weights)
    if any(len(found) > 1 for found in front.values()):
        return set()
    upstream = _reached(behind, weights)
    return {weight for found in front.values() for weight in found} - upstream


def _front(roots: Iterable[Any], weights: set[int]) -> tuple[dict[Any, set[int]], list[Any]]:
    """Nodes that use weights, the first on each way from the roots; and what lies behind them."""
    front: dict[Any, set[int]] = {}
    behind: list[Any] = []
    queue = [root for root in roots if root is not None]
    seen = set(queue)
    for node in queue:
        found = _used(node) & weights
        into = queue
        if found:
            front[node] = found
            into = behind
        for below in _operations(node):
            if below not in seen:
                seen.add(below)
                into.append(below)
        if len(seen) > MOST_NODES:
            return {}, []
    return front, behind


def _reached(start: list[Any], weights: set[int]) -> set[int]:
    """All weights that the nodes behind the front use."""
    queue, seen, found = list(start), set(start), set()
    for node in queue:
        found |= _used(node) & weights
        for below in _operations(node):
            if below not in seen and len(seen) < MOST_NODES:
                seen.add(below)
                queue.append(below)
    return found


def _used(node: Any) -> set[int]:
    """`id`s of the leaves that a node takes directly, or through casts and transposes."""
    return {id(leaf) for below, _ in node.next_functions if (leaf := _leaf(below)) is not None}


def _operations(node: Any) -> list[Any]:
    """What a node takes that isn't such a leaf."""
    return [below for below, _ in node.next_functions if below is not None and _leaf(below) is None]


def _leaf(node: Any) -> Any:
    while node is not None and node.name().startswith(VIEWS):
        node = node.next_functions[0][0] if node.next_functions else None
    return getattr(node, "variable", None)
