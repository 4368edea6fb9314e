"""Which operations of a block are worth keeping: those that take long for what they keep."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

FLOPS_PER_BYTE = 20.0
"""What moving a byte costs in operations, for operations that only move: between a processor's
(about 10) and an accelerator's in half precision (some 200). Only the order goes by it."""

Key = tuple[str, int]
"""An operation's name, and how many of that name came before it in the block."""


@dataclasses.dataclass
class Seen:
    """An operation of a block's forward pass."""

    key: Key
    size: int
    """Bytes that its results take, without those that are views."""
    cost: float
    """Of doing it again, in operations and bytes moved."""
    fixed: bool
    """Whether it gives the same again, and nothing writes over what it gave."""


def plan(seen: list[Seen], budget: float) -> frozenset[Key]:
    """What to keep: `budget` (0 to 1) of all bytes that the operations make, dearest first."""
    left = budget * sum(each.size for each in seen)
    kept = set()
    for each in sorted(seen, key=lambda one: -one.cost / max(1, one.size)):
        if each.fixed and 0 < each.size <= left:
            kept.add(each.key)
            left -= each.size
    return frozenset(kept)


def recorder(seen: list[Seen]) -> Any:
    """A mode of the dispatcher that adds what it sees."""
    from torch.utils._python_dispatch import TorchDispatchMode

    counts: Counter[str] = Counter()
    makers: dict[int, Seen] = {}  # by storage: of those with the same number, the latest is alive

    class Recording(TorchDispatchMode):
        def __torch_dispatch__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            out = func(*args, **(kwargs or {}))
            if not is_ignored(func):
                name = func.name()
                counts[name] += 1
                key = (name, counts[name] - 1)
                seen.append(_seen(makers, key, func, args, kwargs or {}, out))
            return out

    make: Any = Recording
    return make()


def is_ignored(func: Any) -> bool:
    """Whether `torch.utils.checkpoint` never asks about it, nor counts it."""
    from torch.utils.checkpoint import SAC_IGNORED_OPS

    return func in SAC_IGNORED_OPS


def _seen(
    makers: dict[int, Seen], key: Key, func: Any, args: Any, kwargs: Mapping[str, Any], out: Any
) -> Seen:
    from torch.utils._pytree import tree_leaves

    given = {_storage(each) for each in tree_leaves((args, kwargs)) if _is_tensor(each)}
    made = {_storage(each): each for each in tree_leaves(out) if _is_tensor(each)}
    fresh = {number: each for number, each in made.items() if number not in given}
    for number in _written(func, args, kwargs) if func._schema.is_mutable else ():
        if number in makers:
            makers[number].fixed = False
    size = sum(each.untyped_storage().nbytes() for each in fresh.values())
    fixed = not func._schema.is_mutable and not _is_random(func, args, kwargs)
    cost = _flops(func, args, kwargs, out) + FLOPS_PER_BYTE * size
    found = Seen(key, size, cost, fixed)
    makers.update(dict.fromkeys(fresh, found))
    return found


def _written(func: Any, args: Any, kwargs: Mapping[str, Any]) -> set[int]:
    """Storages that the operation writes over."""
    from torch.utils._pytree import tree_leaves

    found: set[int] = set()
    for place, argument in enumerate(func._schema.arguments):
        if argument.alias_info is None or not argument.alias_info.is_write:
            continue
        value = args[place] if place < len(args) else kwargs.get(argument.name)
        found |= {_storage(each) for each in tree_leaves(value) if _is_tensor(each)}
    return found


def _is_random(func: Any, args: Any, kwargs: Mapping[str, Any]) -> bool:
    """Whether it draws random numbers: all of those are drawn again, or none would be the same."""
    import torch

    if torch.Tag.nondeterministic_seeded not in func.tags:
        return False
    for place, argument in enumerate(func._schema.arguments):
        if argument.name == "dropout_p":
            given = args[place] if place < len(args) else kwargs.get("dropout_p", 0.0)
            return bool(given)
    return True


def _flops(func: Any, args: Any, kwargs: Mapping[str, Any], out: Any) -> float:
    from torch.utils.flop_counter import flop_registry

    if "attention" in func.name() and len(args) >= 3 and all(_is_tensor(each) for each in args[:3]):
        return 4.0 * float(math.prod(args[0].shape)) * int(args[1].shape[-2])
    count = flop_registry.get(func.overloadpacket)
    try:
        return float(count(*args, **kwargs, out_val=out)) if count else 0.0
    except (TypeError, ValueError, AssertionError, AttributeError):
        return 0.0  # formulas for arguments that this operation wasn't called with


def _is_tensor(value: Any) -> bool:
    import torch

    return isinstance(value, torch.Tensor)


def _storage(tensor: Any) -> int:
    return int(tensor.untyped_storage()._cdata)
