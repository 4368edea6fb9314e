"""The instruction-level network as the trainer sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch

from ..batches import batch_of
from ..decoding import decode, iced_x86
from ..examples import LINES, STACKS, Example, Reader, Vocabulary, described
from .network import Lean, Tensors

CORRECTED = 0.05
RAREST = 3
"""A token that fewer instructions have is as good as unknown."""


class TrainableLean:
    """`settings` as `settings()` gives them; see `fresh`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self.reader = Reader(
            Vocabulary(settings["words"]), carried=settings["carried"], alike=settings["alike"]
        )
        self.module = Lean(
            len(self.reader.vocabulary),
            settings["width"],
            settings["rounds"],
            len(settings["targets"]),
            chains=settings["chains"],
        )

    def examples(self, codes: Sequence[bytes]) -> list[Example]:
        """Raises Undecodable."""
        return [self.reader.example(code) for code in codes]

    def size(self, example: Example) -> int:
        """Instructions."""
        return len(example.tokens)

    def collate(self, examples: Sequence[Example]) -> Tensors:
        """One batch."""
        return Tensors(batch_of(examples))

    def forward(self, batch: Tensors) -> tuple[torch.Tensor, torch.Tensor | None]:
        """See `training.loop.Trainable`."""
        cycles, spread = self.module(batch.to(self.module.power.device))
        return cycles, spread

    def penalty(self) -> torch.Tensor | None:
        """What isn't told by the bounds costs: latencies are to mean the first target's."""
        return CORRECTED * self.module.correction[:, 0].abs().mean()

    def settings(self) -> dict[str, Any]:
        """Plain data, enough to build it again."""
        return self._settings


def fresh(
    codes: Iterable[bytes],
    targets: Sequence[str],
    *,
    width: int = 64,
    rounds: int = 3,
    carried: bool = True,
    alike: bool = True,
    chains: bool = True,
) -> TrainableLean:
    """An untrained network for the words of `codes`.

    Without `carried` no dependence reaches the next iteration; without `alike` pointers are told
    apart although where labels were measured all held one number; without `chains` the longest
    chain is no bound of its own.
    """
    return TrainableLean(
        {
            "network": "lean", "targets": list(targets), "width": width, "rounds": rounds,
            "carried": carried, "alike": alike, "chains": chains, "words": words_of(codes),
        }
    )  # fmt: skip


def words_of(codes: Iterable[bytes]) -> list[str]:
    """Tokens that RAREST or more instructions of `codes` have, in their order."""
    known: dict[bytes, tuple[str, ...]] = {}
    counts: dict[str, int] = {}
    factory = iced_x86().InstructionInfoFactory()
    for code in codes:
        for each in decode(code):
            encoding = code[each.ip : each.next_ip]
            if encoding not in known:
                known[encoding] = described(each, factory.info(each))[1]
            for word in known[encoding]:
                counts[word] = counts.get(word, 0) + 1
    often = {word for word, count in counts.items() if count >= RAREST}
    return sorted(often | set(LINES) | set(STACKS))
