"""The same seed gives the same initial weights and batches, whatever the recipe."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from typing import Any

_APART = 1_000_003
"""A seed that the cell sets itself is moved by so much for each of ours: `seed=0` is the cell as it
stands, and others differ although it seeds."""
_MOST = 2**32


class Seeds:
    """Of one run. Made before anything of the user's is: seeders that it imported are ours too."""

    def __init__(self, seed: int) -> None:
        import numpy as np
        import torch

        self.seed = seed
        self.used = False
        """Whether the cell set any of the global generators itself."""
        self._begin = (random.seed, np.random.seed, torch.manual_seed)
        for owner, name in (
            (random, "seed"), (np.random, "seed"), (torch, "manual_seed"),
            (torch.random, "manual_seed"), (torch.cuda, "manual_seed"),
            (torch.cuda, "manual_seed_all"),
        ):  # fmt: skip
            # This process is the run's own: nothing is put back.
            setattr(owner, name, self._moved(getattr(owner, name)))

    def begin(self) -> None:
        """Seed `random`, numpy's global generator, and PyTorch's on all devices."""
        for seeder in self._begin:
            seeder(self.seed)
        self.used = False

    def _moved(self, seeder: Callable[..., Any]) -> Callable[..., Any]:
        """The same, with a seed that differs from run to run.

        Only the global generators' are: one that the cell makes itself, or a `random_state`, splits
        data more often than not, and stays.
        """

        @functools.wraps(seeder)
        def seeding(*given: Any, **options: Any) -> Any:
            self.used = True
            if given:
                given = (self._apart(given[0]), *given[1:])
            return seeder(*given, **{name: self._apart(each) for name, each in options.items()})

        return seeding

    def _apart(self, value: Any) -> Any:
        if not self.seed or not isinstance(value, int) or isinstance(value, bool):
            return value
        return (value + self.seed * _APART) % _MOST
