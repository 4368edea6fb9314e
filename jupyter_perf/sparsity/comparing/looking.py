"""The statements after training once more, on other weights: what they say of those."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import failing
from .leaving import left
from .models import Model
from .running import CellRun

INSIDE = (
    "nothing follows the cell's training but what belongs to it: the metric of a model that is"
    " changed afterwards can't be computed without training again"
)
_CLOSE = 1e-6
"""Relative: sums on several threads may be in another order."""


class Looking:
    """Before the statements that only look, everything is remembered that they may depend on."""

    def __init__(self, cell: CellRun, names: Iterable[str]) -> None:
        self._cell = cell
        self._names = tuple(names)
        self._modes: list[tuple[Any, bool]] = []
        self._random: tuple[Any, ...] = ()
        self.reason = INSIDE
        """Why they can't be executed again; empty once it is known that they can."""
        self.seconds = 0.0
        """That they took the last time."""
        self._usable: set[str] = set()

    def remember(self) -> None:
        """How things are now; the last call before the statements counts."""
        import numpy as np
        import torch

        modules = [v for v in self._cell.space.values() if isinstance(v, torch.nn.Module)]
        self._modes = [(part, part.training) for each in modules for part in each.modules()]
        gpus = torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else []
        states = (random.getstate(), np.random.get_state(), torch.get_rng_state(), gpus)
        self._random = states

    def check(self, models: Mapping[str, Model], before: Mapping[str, float]) -> None:
        """Whether the same weights give the same numbers again."""
        if not self._cell.looks:
            return
        self.reason = ""
        bound = self._cell.looked_at()
        found = self.values(models)
        if found is None:
            return
        self._usable = {
            name
            for name, value in found.items()
            if name.partition(".")[0] in bound and _same(value, before.get(name))
        }
        if not self._usable:
            self.reason = (
                "the statements after the cell's training give other numbers when they are run"
                " again, or none: they can't tell what changed weights are worth"
            )

    def values(self, models: Mapping[str, Model]) -> dict[str, float] | None:
        """Numbers that the statements leave, with the models as they are now; None where they
        fail. Names, modes and buffers are as before afterwards."""
        space = dict(self._cell.space)
        began = time.monotonic()
        try:
            with kept(models):
                self._again()
                self._cell.look_again()
                found, _ = left(self._cell.space, self._names)
        # The user's code runs: whatever it raises is a reason.
        except Exception as error:
            self.reason = (
                f"the statements after the cell's training fail again: {failing.words(error)}"
            )
            return None
        finally:
            self.seconds = time.monotonic() - began
            self._cell.space.clear()
            self._cell.space.update(space)
        return {n: v for n, v in found.items() if not self._usable or n in self._usable}

    def _again(self) -> None:
        import numpy as np
        import torch

        for module, training in self._modes:
            module.training = training
        own, numbers, torchs, gpus = self._random
        random.setstate(own)
        np.random.set_state(numbers)
        torch.set_rng_state(torchs)
        if gpus:
            torch.cuda.set_rng_state_all(gpus)


@contextlib.contextmanager
def kept(models: Mapping[str, Model]) -> Iterator[None]:
    """Afterwards parameters, buffers and modes are what they were."""
    import torch

    states = [(m.module, {k: v.clone() for k, v in _state(m).items()}) for m in models.values()]
    modes = [(part, part.training) for m in models.values() for part in m.module.modules()]
    try:
        yield
    finally:
        with torch.no_grad():
            for module, before in states:
                now = dict(module.named_parameters()) | dict(module.named_buffers())
                for name, value in before.items():
                    if name in now and now[name].shape == value.shape:
                        now[name].detach().copy_(value)
        for part, training in modes:
            part.training = training


def _state(model: Model) -> dict[str, Any]:
    module = model.module
    named = dict(module.named_parameters()) | dict(module.named_buffers())
    return {name: each.detach() for name, each in named.items()}


def _same(value: float, before: float | None) -> bool:
    if before is None:
        return False
    return value == before or abs(value - before) <= _CLOSE * max(abs(value), abs(before))
