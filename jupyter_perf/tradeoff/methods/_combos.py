"""Methods together: in which order they are applied, and which exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..making import Making

FAMILIES: dict[str, tuple[str, ...]] = {
    "recompute activations": ("checkpoint-blocks", "checkpoint-sqrt", "checkpoint-selective"),
    "choose what is trained": ("lora", "qlora", "freeze", "slimfit"),
    "are optimizers": ("adamw-8bit", "adafactor", "lion", "sgd"),
    "choose the precision": ("bf16", "fp16", "bf16-weights"),
    "keep activations in another form": ("offload-activations", "quantize-activations"),
    "spread the training's state": ("zero-1", "zero-2", "zero-3"),
}
"""What two of a kind do; at most one of each makes sense."""
PAIRS = {
    frozenset(("accumulate", "optimizer-in-backward")): (
        "gradients that are accumulated aren't complete in a backward pass"
    ),
    frozenset(("offload-optimizer", "optimizer-in-backward")): (
        "the state can't be brought back and sent away while the backward pass goes on"
    ),
}
_ORDER = (
    ("bf16-weights",),  # adapters come beside the cast weights, in single precision
    ("lora", "qlora", "freeze", "slimfit"),
    ("chunked-loss", "attention"),
    ("checkpoint-blocks", "checkpoint-sqrt", "checkpoint-selective"),  # around what is there
    ("bf16", "fp16"),
    ("adamw-8bit", "adafactor", "lion", "sgd"),
    ("accumulate",),
    ("offload-optimizer",),  # of whatever optimizer it is by now
    ("optimizer-in-backward",),
    ("offload-activations", "quantize-activations"),
    (),  # those that aren't known here
    ("zero-1", "zero-2", "zero-3"),  # a model of all the rest
)
_UNKNOWN = len(_ORDER) - 2


def ordered(names: Iterable[str]) -> list[str]:
    """Each once, in the order in which they work together; unknown ones as they were given."""
    ranks = {name: rank for rank, group in enumerate(_ORDER) for name in group}
    return sorted(dict.fromkeys(names), key=lambda name: ranks.get(name, _UNKNOWN))


def excluded(names: Sequence[str]) -> str:
    """Why these can't go together; empty where they can."""
    given = list(dict.fromkeys(names))
    for does, family in FAMILIES.items():
        two = [name for name in given if name in family]
        if len(two) > 1:
            return f"`{two[0]}` and `{two[1]}` both {does}: choose one"
    for pair, reason in PAIRS.items():
        if pair <= set(given):
            first, second = sorted(pair)
            return f"`{first}` and `{second}` exclude each other: {reason}"
    return ""


def combined(names: Iterable[str], making: Making) -> tuple[list[str], str]:
    """The order to apply them in, and why they make no sense on this step, together or one of them
    alone; the reason is empty where they do. What one of them makes impossible for a later one
    shows when they are applied, each after its own `unfit`."""
    from . import METHODS

    order = ordered(name for name in names if name != "none")
    reason = excluded(order)
    for name in order:
        own = "" if reason else METHODS.get(name).unfit(making)
        reason = reason or (own and f"`{name}`: {own}")
    return order, reason
