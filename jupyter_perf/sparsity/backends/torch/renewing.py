"""Masks chosen anew, as a moment says: by which scores, over which layers, with what regrowth."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, cast

import torch
from torch import Tensor

from ... import transposable
from ...distributions import DISTRIBUTIONS
from ...pattern import NM, Pattern, Unstructured, fitted
from ...recipes import Moment
from ...training import Asked
from . import jitted, masking
from .choosing import Chosen
from .held import Held

Forget = Callable[[Held, Tensor], None]
"""Told which of a weight's places were grown: what an optimizer knows of them is to be zero."""


def patterns(asked: Asked, chosen: Sequence[Chosen]) -> list[Pattern]:
    """Each layer's own pattern: a distribution spreads the density over layers (not with N:M)."""
    overall = asked.pattern
    if isinstance(overall, NM) or asked.distribution == "uniform" or not chosen:
        return [overall] * len(chosen)
    shapes = {each.name: tuple(each.parameter.shape) for each in chosen}
    shares = DISTRIBUTIONS[asked.distribution](shapes, overall.density)
    return [_of_density(overall, shares[each.name]) for each in chosen]


def _of_density(pattern: Pattern, density: float) -> Pattern:
    """One of the same kind. Raises TypeError for a kind of others without a density to choose."""
    made: Pattern = dataclasses.replace(cast(Any, pattern), density=min(1.0, density))
    return made


class Renewal:
    """Chooses masks of some weights, while their parameters hold the dense masters."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.generator = torch.Generator().manual_seed(asked.seed)

    def renew(self, layers: Sequence[Held], moment: Moment, due: bool, forget: Forget) -> None:
        """Give every layer the mask that `moment` asks for; `due` says whether this is a step at
        which masks are chosen anew. Weights still unpruned get one in any case."""
        if moment.pattern is None:
            for held in layers:
                held.mask = held.pattern = None
            return
        changed = [h for h in layers if h.pattern != self._pattern(h, moment) or h.loaded]
        if moment.grow != "none" and moment.drop and due:
            self._regrow([h for h in layers if h not in changed], moment, forget)
        elif moment.renew and due and moment.score != "kept":
            changed = list(layers)
        if changed:
            self._choose(changed, moment)

    def _choose(self, layers: Sequence[Held], moment: Moment) -> None:
        """Masks by scores. Those that can be chosen while they are applied are left to that."""
        quick = {held: pattern for held in layers if (pattern := self._quick(held, moment))}
        for held, pattern in quick.items():
            held.quickly(pattern)
        layers = [held for held in layers if held not in quick]
        if not layers:
            return
        scores = [self._scores(held, moment) for held in layers]
        competing = moment.scope == "global" and isinstance(moment.pattern, Unstructured)
        if competing and moment.pattern is not None:
            masks = masking.of_all(scores, moment.pattern.density)
        else:
            masks = [self._mask(h, s, moment) for h, s in zip(layers, scores, strict=True)]
        for held, mask in zip(layers, masks, strict=True):
            held.mask = held.layout.weight(mask, held.parameter.shape).contiguous()
            held.pattern = self._pattern(held, moment)

    def _quick(self, held: Held, moment: Moment) -> NM | None:
        pattern = self._pattern(held, moment)
        plain = moment.score == "magnitude" and self.asked.quantize == "none"
        able = plain and not self.asked.transposable
        return pattern if able and isinstance(pattern, NM) and _fits(held, pattern) else None

    def _mask(self, held: Held, scores: Tensor, moment: Moment) -> Tensor:
        pattern = self._pattern(held, moment)
        assert pattern is not None
        if self.asked.transposable and not transposable.unfit(pattern, held.layout.shape):
            found = transposable.transposable(scores.clamp_min(0).cpu().double().numpy(), pattern)
            return torch.from_numpy(found).to(scores.device)
        return masking.mask(scores, pattern)

    def _regrow(self, layers: Sequence[Held], moment: Moment, forget: Forget) -> None:
        for held in layers:
            assert held.mask is not None
            assert held.pattern is not None
            old = held.layout.matrix(held.mask)
            by_gradient = moment.grow == "gradient" and held.gradient is not None
            gains = self._gradient(held).abs() if by_gradient else self._random(held)
            new = masking.regrown(old, held.matrix.abs(), gains, held.pattern, moment.drop)
            grown = held.layout.weight(new & ~old, held.parameter.shape)
            held.mask = held.layout.weight(new, held.parameter.shape).contiguous()
            held.weight.masked_fill_(grown, 0)
            forget(held, grown)

    def _scores(self, held: Held, moment: Moment) -> Tensor:
        """Larger ones are kept. After loading, what the weights themselves say is believed."""
        sizes = held.matrix.abs()
        if moment.score == "saliency" and held.gradient is not None:
            return sizes * self._gradient(held).abs()
        if moment.score != "random" or (held.loaded and held.pattern is not None):
            return sizes
        scores = self._random(held)
        if held.mask is not None and not moment.straight_through:
            scores.masked_fill_(~held.layout.matrix(held.mask), -1)
        return scores

    def _gradient(self, held: Held) -> Tensor:
        assert held.gradient is not None
        return held.layout.matrix(held.gradient)

    def _random(self, held: Held) -> Tensor:
        """Drawn on the CPU, so that a seed means the same on every device."""
        drawn = torch.rand(held.layout.shape, generator=self.generator)
        return drawn.to(held.parameter.device)

    def _pattern(self, held: Held, moment: Moment) -> Pattern | None:
        """The moment's pattern for this layer: fitting, and as dense as its share asks."""
        pattern, asked = moment.pattern, self.asked.pattern
        if pattern is None or isinstance(pattern, NM):
            return pattern and fitted(pattern, held.layout.shape)
        if held.final == asked or asked.density >= 1:
            return pattern
        pruned = (1 - held.final.density) * (1 - pattern.density) / (1 - asked.density)
        return held.final.relaxed(1 - pruned)


def _fits(held: Held, pattern: NM) -> bool:
    return jitted.fits(held.weight, pattern)
