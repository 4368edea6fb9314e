"""What is made of the blocks that were held out: figures, and intervals that hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..decoding import decode
from ..intervals import stretch_of
from ..novelty import Familiar
from . import calibrating
from .data import Measured
from .judging import by_length, figures
from .loop import Trainable, predicted


class Judging:
    """`groups` of blocks that `network` wasn't trained on; `familiar`: what it was trained on."""

    def __init__(
        self, network: Trainable, groups: dict[str, Measured], familiar: Familiar | None
    ) -> None:
        self._network = network
        self._familiar = familiar
        self._groups = groups
        self._examples = {name: network.examples(group.codes) for name, group in groups.items()}

    def widths(self, half: int | None = None) -> dict[str, Any] | None:
        """Of all that was held out, or of every second block from `half` on."""
        if self._familiar is None:
            return None
        every = [each for name in self._groups for each in self._examples[name]]
        cycles = np.concatenate([group.cycles[:, 0] for group in self._groups.values()])
        if half is not None:
            every, cycles = every[half::2], cycles[half::2]
        return calibrating.widths(self._network, every, cycles, self._familiar)

    def figures(self) -> dict[str, Any]:
        """By group and target; intervals are judged on blocks that they weren't set by."""
        widths = self.widths(half=0)
        return {
            name: self._figures(group, self._examples[name], widths)
            for name, group in self._groups.items()
        }

    def _figures(
        self, group: Measured, examples: list[Any], widths: dict[str, Any] | None
    ) -> dict[str, Any]:
        cycles, spread = predicted(self._network, examples)
        lengths = np.array([len(decode(code)) for code in group.codes])
        stretch = self._stretches(examples, widths)
        others = np.arange(len(examples)) % 2 == 1
        found: dict[str, Any] = {}
        for head, target in enumerate(group.targets):
            known = ~np.isnan(group.cycles[:, head])
            p, labels = cycles[:, head].astype(float), group.cycles[:, head]
            judged: dict[str, Any] = dict(figures(p[known], labels[known]).to_json())
            if spread is not None and stretch is not None:
                ends = p[:, None] * np.exp(spread * stretch[:, None])
                inside = (labels >= ends[:, 0]) & (labels <= ends[:, 1])
                judged["coverage"] = round(float(inside[known & others].mean()), 4)
            rows = by_length(p[known], labels[known], lengths[known])
            judged["by length"] = {k: round(v, 4) for k, v in rows.items()}
            found[target] = judged
        return found

    def _stretches(self, examples: list[Any], widths: dict[str, Any] | None) -> np.ndarray | None:
        if self._familiar is None or widths is None:
            return None
        familiar, rows = self._familiar, widths["stretch"]
        return np.array(
            [stretch_of(rows, familiar.novelty(each), len(each.tokens)) for each in examples]
        )
