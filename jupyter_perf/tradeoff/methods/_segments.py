"""Several blocks in a row under one checkpoint, whoever's loop calls them one by one.

The first block of a segment runs all of them, and the others give back what they are given. That
is right only where the loop hands each block what the one before it returned, and otherwise the
same: which is checked, object by object, in every pass.
"""

from __future__ import annotations

from typing import Any

from ...errors import UsageError
from ._checkpointing import Checkpointed, recomputed


class Segment:
    """What the blocks of one segment know of each other during a forward pass."""

    def __init__(self, names: list[str], modules: list[Any]) -> None:
        self.names = names
        self.modules = modules
        self.running = False
        self.out: Any = None
        self.rest: Any = ()

    def __getstate__(self) -> dict[str, Any]:
        """Without what belongs to a forward pass, for copies."""
        return {**vars(self), "running": False, "out": None, "rest": ()}

    def knows(self, module: Any) -> None:
        """Raises UsageError for a copy of a block: the others wouldn't be its own."""
        if not any(each is module for each in self.modules):
            raise UsageError("modules were exchanged after checkpoint-sqrt: apply that last")

    def run(self, plain: Any, value: Any, *rest: Any, **named: Any) -> Any:
        """All blocks, the first one by its own forward pass `plain`."""
        self.running = True
        try:
            value = plain(value, *rest, **named)
            for each in self.modules[1:]:
                value = each(value, *rest, **named)
            return value
        finally:
            self.running = False


class First(Checkpointed):
    """Runs all blocks of the segment."""

    def __init__(self, segment: Segment) -> None:
        super().__init__(segment.names[0])
        self.segment = segment

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        import torch

        segment = self.segment
        segment.knows(module)
        if not torch.is_grad_enabled():
            return plain(*args, **kwargs)
        if not args:
            raise UsageError(f"`{self.name}` is called with names only: its input can't be told")
        out = recomputed(segment.run, segment.modules, (plain, *args), kwargs, self.name)
        if len(segment.modules) > 1:
            segment.out, segment.rest = out, (args[1:], kwargs)
        return out


class Follower(Checkpointed):
    """Has run already, in the first one."""

    def __init__(self, segment: Segment, name: str) -> None:
        super().__init__(name)
        self.segment = segment

    def forward(self, module: Any, plain: Any, args: tuple[Any, ...], kwargs: Any) -> Any:
        import torch

        segment = self.segment
        segment.knows(module)
        if segment.running or not torch.is_grad_enabled():
            return plain(*args, **kwargs)
        same = bool(args) and args[0] is segment.out and _same((args[1:], kwargs), segment.rest)
        if module is segment.modules[-1] or not same:
            segment.out, segment.rest = None, ()
        if not same:
            raise UsageError(
                f"the model does something between `{segment.names[0]}` and `{self.name}`, or "
                "gives them other arguments, so they can't be one segment: use checkpoint-blocks"
            )
        return args[0]


def _same(one: Any, other: Any) -> bool:
    """Of arguments: the same objects, or equal plain values."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return isinstance(one, bool | int | float | str) and one == other
