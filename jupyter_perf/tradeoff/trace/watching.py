"""Every operation of the dispatcher goes past here: to the ledger, and to an observer."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from . import convolutions, workspaces
from .ledger import Ledger
from .observing import Observer
from .whereabouts import Whereabouts

_KIND_OF = {"forward": "activations", "backward": "temporaries", "optimizer": "temporaries"}
_NO_WORK = ("prim::device", "profiler::")
"""Questions, not operations."""


class Watch:
    """What sees each operation while `on()`."""

    def __init__(
        self, ledger: Ledger, where: Whereabouts, observer: Observer | None, threads: int = 1
    ) -> None:
        self.ledger = ledger
        self.where = where
        self._threads = threads
        self._observer = observer
        self.notes: dict[str, None] = {}
        """In the order in which they came up."""
        self.moved_to_host = 0
        """Bytes sent there or fetched from there in the step that counts."""
        self._phase = "forward"
        self._moments: list[int] = []
        self._places: list[tuple[str, str]] = []

    def begin(self, observer: Observer | None) -> None:
        """The step that counts begins."""
        self._observer = observer
        self.moved_to_host = 0
        self.where.start()
        self._moments.clear()
        self._places.clear()

    def enter(self, phase: str) -> None:
        self._phase = phase

    def stored(self, tensor: Any) -> None:
        """`tensor` is a copy in the host's memory."""
        self.ledger.on_host(tensor)
        self.moved_to_host += tensor.untyped_storage().nbytes()

    def fetched(self, tensor: Any) -> None:
        """`tensor` was copied from the host's memory."""
        self.moved_to_host += tensor.untyped_storage().nbytes()

    @contextmanager
    def unobserved(self) -> Iterator[None]:
        """Steps whose operations aren't to be counted once more."""
        kept, self._observer = self._observer, None
        try:
            yield
        finally:
            self._observer = kept

    def on(self) -> Any:
        """A mode of the dispatcher, to be entered inside that which makes tensors data-less."""
        return _mode(self)

    def at(self, moment: int) -> tuple[str, str]:
        """Phase and module of an operation, by its number."""
        at = bisect.bisect_right(self._moments, moment) - 1
        return self._places[at] if at >= 0 else ("forward", "")

    def counted(self) -> Mapping[str, Any]:
        return {} if self._observer is None else self._observer.result()

    def saw(self, func: Any, args: Any, kwargs: Any, out: Any) -> None:
        if func.name().startswith(_NO_WORK):
            return
        import torch
        from torch.utils import _pytree

        module = self.where.here()
        self.ledger.now += 1
        if not self._places or self._places[-1] != (self._phase, module):
            self._moments.append(self.ledger.now)
            self._places.append((self._phase, module))
        for each in _pytree.tree_leaves(out):
            if isinstance(each, torch.Tensor):
                self.ledger.add(each, _KIND_OF[self._phase], module)
        self._hidden(func, args, out, module)
        if self._observer is not None:
            self._observer.operation(func, args, kwargs, out, module, self._phase)

    def _hidden(self, func: Any, args: Any, out: Any, module: str) -> None:
        found = workspaces.hidden(func.name(), args, out)
        if found is not None:
            self.ledger.enlarged(*found)
            self.notes[workspaces.NOTE] = None
        inside = convolutions.hidden(func.name(), args, out, self._threads)
        if inside:
            self.ledger.within(inside, module)


def _mode(watch: Watch) -> Any:
    from torch.utils._python_dispatch import TorchDispatchMode

    class Watching(TorchDispatchMode):
        def __torch_dispatch__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            out = func(*args, **(kwargs or {}))
            watch.saw(func, args, kwargs or {}, out)
            return out

    make: Any = Watching
    return make()
