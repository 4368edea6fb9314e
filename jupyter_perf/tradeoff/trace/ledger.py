"""All storages that a step makes: how large, where, from when until when."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

FOREVER = 1 << 62


@dataclass
class Block:
    """One storage. `born` and `died` count operations; what is there at the start is born at 0."""

    size: int
    kind: str
    module: str
    born: int
    died: int = FOREVER
    host: bool = False
    """Whether it lies in the host's memory, beside the device that the step runs on."""
    processors_only: bool = False
    """Whether only a processor's libraries need it."""


class Ledger:
    """Follows storages by weak references: one counts once, whatever views there are of it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.now = 0
        self._alive: dict[int, tuple[weakref.ref[Any], Block]] = {}

    def add(self, tensor: Any, kind: str, module: str) -> Block | None:
        """Count the storage of `tensor` from now on, unless it is counted already."""
        storage = tensor.untyped_storage()
        key = storage._cdata
        known = self._alive.get(key)
        if known is not None:
            self._grown(known[1], storage.nbytes())
            return None
        block = Block(storage.nbytes(), kind, module, self.now)
        self._alive[key] = (weakref.ref(storage, lambda _: self._gone(key)), block)
        self.blocks.append(block)
        return block

    def named(self, tensor: Any, kind: str, module: str | None = None) -> None:
        """The storage of `tensor` turned out to be of this kind (a gradient, a state)."""
        known = self._alive.get(tensor.untyped_storage()._cdata)
        if known is not None:
            known[1].kind = kind
            if module is not None:
                known[1].module = module

    def on_host(self, tensor: Any) -> None:
        """The storage of `tensor` lies in the host's memory, from its making on."""
        self.add(tensor, "activations", "")
        self._alive[tensor.untyped_storage()._cdata][1].host = True

    def enlarged(self, tensor: Any, size: int) -> None:
        """The storage of `tensor` would have this size if it had data."""
        self._alive[tensor.untyped_storage()._cdata][1].size = size

    def within(self, size: int, module: str) -> None:
        """The latest operation takes this much itself, on a processor, and gives it back."""
        self.blocks.append(
            Block(size, "temporaries", module, self.now, self.now + 1, processors_only=True)
        )

    def start(self) -> None:
        """Forget what is gone: what is alive is what the step starts with."""
        self.now = 0
        self.blocks = [block for _, block in self._alive.values()]
        for block in self.blocks:
            block.born = 0
            if block.kind in ("activations", "temporaries"):
                block.kind = "kept"

    def alive(self) -> Iterator[Block]:
        return (block for _, block in self._alive.values())

    def _gone(self, key: int) -> None:
        known = self._alive.pop(key, None)
        if known is not None:
            # It was there while the latest operation ran, and isn't while the next one does.
            known[1].died = self.now + 1

    def _grown(self, block: Block, size: int) -> None:
        # `resize_` in place: the block is taken to have had the size all along.
        block.size = max(block.size, size)
