"""How long a server's steps take on an instance, from few evaluations of the roofline.

Of a step, only attention depends on the tokens before it, and attention takes a time for each
sequence. So a step of b sequences with c tokens each takes

    step(b, c) = step(b, 1) + b · (step(1, c) − step(1, 1))

and a step after one token is worked out for some batches only, between which it is taken to grow
evenly: a little too long where the bound changes (it is convex there), a little too short where
tokens share experts.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from ....core.ranges import Range
from ....core.targets import Target
from ...models import llm
from ...models.efficiency import Efficiency
from ...models.llm import Architecture, Precision, Serving
from ...models.llm.footprint import PIECE_TOKENS

MOST_AT_ONCE = 1024
"""Sequences that a server runs together, however much memory there is: vLLM's default on large
devices (`--max-num-seqs`)."""
ENDS = ("value", "low", "high")
"""Of seconds, in the order of the first axis of what is returned here."""
_BATCHES = np.unique(np.rint(2.0 ** (np.arange(41) / 4)))
_GROUPS = 2.0 ** np.arange(11)


class Steps:
    """Of one model on one instance. Raises UsageError where the target's figures are unknown, or
    the model writes nothing."""

    def __init__(
        self,
        model: Architecture,
        target: Target,
        *,
        devices: int = 1,
        precision: Precision | None = None,
        efficiency: Efficiency | None = None,
    ) -> None:
        self.model, self.target, self.efficiency = model, target, efficiency
        self.devices, self.precision = devices, precision or Precision()
        self._contexts: dict[int, np.ndarray] = {}
        self._prompts: dict[int, np.ndarray] = {}

    def serving(self, prompt: int = 1, output: int = 1, batch: int = 1) -> Serving:
        """Requests of one size, as the model's memory and time are asked."""
        return Serving(prompt, output, batch, self.precision, self.devices)

    def step(self, batch: np.ndarray, extra: np.ndarray) -> np.ndarray:
        """Seconds (3, n) for `batch` (3, n) sequences at once, at least one, whose contexts take
        `extra` (3, n) each."""
        busy = np.maximum(batch, 1.0)
        rows = zip(busy, self._alone, strict=True)
        alone = np.array([np.interp(each, _BATCHES, known) for each, known in rows])
        found: np.ndarray = alone + busy * extra
        return found

    def extra(self, contexts: np.ndarray) -> np.ndarray:
        """Seconds (3, n) that one sequence's attention to `contexts` (n,) tokens takes, beyond
        that to one token."""
        return np.array([self._extra(int(context)) for context in contexts]).T

    def reading(self, prompts: np.ndarray) -> np.ndarray:
        """Seconds (3, n, groups) for 1, 2, 4, … prompts of `prompts` (n,) tokens, together as far
        as they fit in a pass, else one pass after another."""
        found = np.array([self._reading(int(prompt)) for prompt in prompts])
        return np.moveaxis(found, 1, 0)

    @cached_property
    def _alone(self) -> np.ndarray:
        return np.array([self._decode(int(batch), 1) for batch in _BATCHES]).T

    def _extra(self, context: int) -> np.ndarray:
        if context not in self._contexts:
            self._contexts[context] = self._decode(1, context) - self._decode(1, 1)
        return self._contexts[context]

    def _reading(self, prompt: int) -> np.ndarray:
        """(3, groups)"""
        if prompt not in self._prompts:
            most = max(1, PIECE_TOKENS // prompt)
            together = [int(group) for group in _GROUPS if group < most] + [most]
            times = np.array([self._prefill(group, prompt) for group in together]).T
            beyond = np.maximum(_GROUPS / most, 1.0)
            within = np.minimum(_GROUPS, most)
            self._prompts[prompt] = beyond * np.array(
                [np.interp(within, together, each) for each in times]
            )
        return self._prompts[prompt]

    def _decode(self, batch: int, context: int) -> np.ndarray:
        line = llm.decode(
            self.model, self.target, self.serving(batch=batch), context, self.efficiency
        )
        return _ends(line.seconds)

    def _prefill(self, batch: int, prompt: int) -> np.ndarray:
        asked = self.serving(prompt=prompt, batch=batch)
        return _ends(llm.prefill(self.model, self.target, asked, self.efficiency).seconds)


def of_groups(table: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Seconds (3, n) for `group` (3, n) prompts, by what `reading` found for 1, 2, 4, …

    Less than one: that share of steps has one.
    """
    at = np.clip(np.floor(np.log2(np.maximum(group, 1.0))), 0, len(_GROUPS) - 2).astype(int)
    low = np.take_along_axis(table, at[..., None], axis=2)[..., 0]
    high = np.take_along_axis(table, at[..., None] + 1, axis=2)[..., 0]
    begins = 2.0**at
    between = low + (group - begins) / begins * (high - low)
    found: np.ndarray = np.where(group < 1, group * low, between)
    return found


def _ends(seconds: Range) -> np.ndarray:
    return np.array([getattr(seconds, end) for end in ENDS])
