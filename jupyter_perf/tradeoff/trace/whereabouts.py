"""In which module an operation runs, in the forward pass and in the backward pass.

In the backward pass each operation belongs to a node of the graph, whose number says when in the
forward pass it was made, and so in which module; no hook on any tensor is needed, which would
change the graph and its memory.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NO_NUMBER = 1 << 62
"""Nodes that accumulate gradients have a larger one: they aren't made by any operation."""


class Whereabouts:
    """Names of modules while the model runs under `following`."""

    def __init__(self, model: Any) -> None:
        self.names: dict[int, str] = {id(each): name for name, each in model.named_modules()}
        self._owners: dict[int, str] = {}
        for name, module in model.named_modules():
            for parameter in module.parameters(recurse=False):
                self._owners.setdefault(id(parameter), name)
        self._stack: list[str] = []
        self._since: list[int] = []
        """Numbers of nodes, rising, and the module that made those from there on."""
        self._modules: list[str] = []

    @contextmanager
    def following(self) -> Iterator[None]:
        from torch.nn.modules import module as hooks

        before = hooks.register_module_forward_pre_hook(self._enter)
        after = hooks.register_module_forward_hook(self._leave, always_call=True)
        try:
            yield
        finally:
            before.remove()
            after.remove()

    def start(self) -> None:
        """Another step begins."""
        self._stack.clear()
        self._since.clear()
        self._modules.clear()

    def here(self) -> str:
        """The innermost module now; empty is the model itself (or its loss)."""
        if self._stack:
            return self._stack[-1]
        import torch

        node: Any = torch._C._current_autograd_node()  # None outside of a backward pass
        return "" if node is None else self._of_node(node)

    def owner(self, parameter: Any) -> str:
        return self._owners.get(id(parameter), "")

    def _of_node(self, node: Any) -> str:
        number = node._sequence_nr()
        if number > _NO_NUMBER:
            return self.owner(getattr(node, "variable", None))
        at = bisect.bisect_right(self._since, number) - 1
        return self._modules[at] if at >= 0 else ""

    def _enter(self, module: Any, _inputs: Any) -> None:
        self._stack.append(self.names.get(id(module), self._stack[-1] if self._stack else ""))
        self._mark()

    def _leave(self, _module: Any, _inputs: Any, _output: Any) -> None:
        if self._stack:
            self._stack.pop()
        self._mark()

    def _mark(self) -> None:
        import torch

        self._since.append(torch._C._autograd._get_sequence_nr())
        self._modules.append(self._stack[-1] if self._stack else "")
